import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { DEMO_AUDIENCE, type Issuer } from '../../seeds/issuer.ts';
import { DEMO_BOARD } from '../../seeds/personas.ts';
import type { BoardSettings } from '../../src/access/boards.ts';

/** The server as it is run, `node src/main.js` with a real configuration, on a folder that outlives it. */

const main = fileURLToPath(new URL('../../src/main.js', import.meta.url));

export interface Installation {
  /** The board's SQLite file. */
  readonly file: string;
  /** Starts a process; does not wait for it. */
  spawn(more?: Readonly<Record<string, string>>): ChildProcess;
  remove(): void;
}

/** `settings` are what the board's say besides the demo's. */
export function createInstallation(issuer: Issuer, settings: Partial<BoardSettings> = {}): Installation {
  const folder = mkdtempSync(join(tmpdir(), 'barnakt-crash-'));
  const boards = join(folder, 'boards.json');
  writeFileSync(boards, JSON.stringify([{ ...DEMO_BOARD, ...settings }]));
  return {
    file: join(folder, 'data', `${DEMO_BOARD.id}.sqlite`),
    spawn: (more = {}) =>
      spawn(process.execPath, [main], {
        stdio: ['ignore', 'pipe', 'inherit'],
        env: {
          PATH: process.env.PATH,
          BARNAKT_DATABASE: join(folder, 'data'),
          BARNAKT_BOARDS_FILE: boards,
          BARNAKT_AUDIT_KEY: 'a key that only this test knows of, long enough',
          BARNAKT_ISSUER: issuer.issuer,
          BARNAKT_AUDIENCE: DEMO_AUDIENCE,
          BARNAKT_PORT: '0',
          BARNAKT_RATE_LIMIT: '1000000',
          ...more,
        },
      }),
    remove: () => rmSync(folder, { recursive: true, force: true }),
  };
}

/** The address that the process listens on, once it does. */
export function listening(server: ChildProcess): Promise<string> {
  return new Promise((resolve, reject) => {
    server.once('exit', (code) => reject(new Error(`The server stopped with ${code} before it listened.`)));
    createInterface({ input: server.stdout! }).on('line', (line) => {
      const { msg, address } = JSON.parse(line) as { msg: string; address?: string };
      if (msg === 'listening') resolve(address!);
    });
  });
}

/** Ends the process as a power cut would: at once, and without a word to it. */
export async function kill(server: ChildProcess): Promise<void> {
  if (server.exitCode !== null || server.signalCode !== null) return;
  const gone = new Promise((resolve) => server.once('exit', resolve));
  server.kill('SIGKILL');
  await gone;
}
