import { spawn } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { DEMO_AUDIENCE } from '../seeds/issuer.ts';
import { DEMO_BOARD } from '../seeds/personas.ts';

export const AUDIT_KEY = 'a key for the bench alone, long enough to pass';

const root = fileURLToPath(new URL('..', import.meta.url));

async function freePort(): Promise<number> {
  return new Promise((resolve) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const { port } = server.address() as { port: number };
      server.close(() => resolve(port));
    });
  });
}

/** The real server, as in production, on a database that is migrated already. */
export async function startServer(folder: string, issuer: string) {
  const port = await freePort();
  writeFileSync(join(folder, 'boards.json'), JSON.stringify([DEMO_BOARD]));
  const started = performance.now();
  const child = spawn(process.execPath, ['--max-semi-space-size=4', 'src/main.js'], {
    cwd: root,
    stdio: ['ignore', 'ignore', 'inherit'],
    env: {
      ...process.env,
      BARNAKT_PORT: String(port),
      BARNAKT_DATABASE: folder,
      BARNAKT_BOARDS_FILE: join(folder, 'boards.json'),
      BARNAKT_AUDIT_KEY: AUDIT_KEY,
      BARNAKT_ISSUER: issuer,
      BARNAKT_AUDIENCE: DEMO_AUDIENCE,
      BARNAKT_RATE_LIMIT: '1000000000',
    },
  });
  const base = `http://127.0.0.1:${port}`;
  for (;;) {
    const ready = await fetch(`${base}/health/ready`).catch(() => undefined);
    if (ready?.ok) break;
    if (child.exitCode !== null) throw new Error('The server did not start.');
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
  return { base, child, readyAfter: performance.now() - started };
}

export const stop = (child: {
  kill(signal: NodeJS.Signals): boolean;
  once(event: 'exit', then: () => void): unknown;
}) =>
  new Promise<void>((resolve) => {
    child.once('exit', () => resolve());
    child.kill('SIGTERM');
  });

/** Resident memory of a process in MiB. */
export const memoryOf = (pid: number) =>
  Number(/VmRSS:\s+(\d+) kB/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))![1]) / 1024;
