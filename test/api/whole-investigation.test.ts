import { spawn, spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { PERSONAS, type Persona } from '../../seeds/personas.ts';
import { startWorld, type World } from '../support/world.ts';

/** The walk through a whole investigation that the docs give, as a user runs it: with curl, against a listening server. */

const script = fileURLToPath(new URL('../../docs/whole-investigation.sh', import.meta.url));
// The project asks for Node and npm alone; where there is no curl, nobody can follow the script either.
const canRun = ['bash', 'curl'].every((tool) => spawnSync(tool, ['--version']).status === 0);

let world: World;
let address: string;
beforeAll(async () => {
  world = await startWorld();
  address = await world.app.listen({ host: '127.0.0.1', port: 0 });
});
afterAll(() => world.close());

async function run(): Promise<{ code: number | null; said: string }> {
  const token = (persona: Persona) => world.issuer.sign(PERSONAS[persona]);
  const env = {
    PATH: process.env.PATH,
    B: `${address}/barnakt/v1/${world.board.id}`,
    R: await token('reception'),
    W: await token('socialWorker'),
    L: await token('teamLeader'),
    TODAY: '2026-03-02',
    NOW: '2026-03-02T08:00:00Z',
  };
  const shell = spawn('bash', [script], { env });
  let said = '';
  for (const stream of [shell.stdout, shell.stderr]) stream.on('data', (told) => (said += told));
  return new Promise((resolve) => shell.once('close', (code) => resolve({ code, said })));
}

test.skipIf(!canRun)('is conducted from the report to the decision in under forty requests', async () => {
  const { code, said } = await run();
  expect(code, said).toBe(0);
  const [, requests] = /One investigation, (\d+) requests/.exec(said)!;
  expect(Number(requests)).toBeLessThan(40);
  expect(said).not.toMatch(/^ *\d+ {2}[45]/m);
});
