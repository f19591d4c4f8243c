import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pino } from 'pino';
import { DEMO_AUDIENCE, startIssuer } from '../seeds/issuer.ts';
import { DEMO_BOARD, PERSONAS } from '../seeds/personas.ts';
import { createBoard } from '../src/access/boards.ts';
import { createTokenVerifier, DEFAULT_ALGORITHMS } from '../src/access/tokens.ts';
import { buildApp, PREFIX } from '../src/app.ts';
import { openSqlite } from '../src/database/open.ts';
import { systemClock } from '../src/kernel/clock.ts';
import { dayOf } from '../src/kernel/day.ts';
import { follow } from '../src/process.ts';
import { generateBoard } from '../test/support/generated-board.ts';

/**
 * `npm run bench:figures`: how long the indicators and two tables of a year take on a large board of made-up cases
 * (BARNAKT_BENCH_CHILDREN, 22,000), and how long `GET /intakes` takes meanwhile and without.
 */

const CHILDREN = Number(process.env.BARNAKT_BENCH_CHILDREN ?? 22_000);
const READS = 300;

const folder = mkdtempSync(join(tmpdir(), 'barnakt-bench-'));
const issuer = await startIssuer({ port: 0, clock: systemClock, personas: {} });
const database = await openSqlite(join(folder, 'board.sqlite'));
await generateBoard(database, { children: CHILDREN, today: dayOf(systemClock.now()), seed: 1 });
const board = createBoard(DEMO_BOARD, database, 'a key for the bench alone, long enough to pass', follow);
const app = await buildApp({
  boards: new Map([[board.id, board]]),
  verifier: createTokenVerifier(
    {
      issuer: issuer.issuer,
      audience: DEMO_AUDIENCE,
      algorithms: DEFAULT_ALGORITHMS,
      clockSkewSeconds: 30,
      claims: { roles: 'roles', units: 'units', boards: 'boards' },
    },
    { clock: systemClock },
  ),
  clock: systemClock,
  logger: pino({ level: 'silent' }),
  rateLimit: { perCaller: 10_000_000, refused: 1_000 },
});
const address = await app.listen({ port: 0, host: '127.0.0.1' });
const token = (persona: keyof typeof PERSONAS) =>
  issuer.sign({ ...PERSONAS[persona] }, { expiresInSeconds: 3600 });
const [controller, teamLeader] = [await token('controller'), await token('teamLeader')];

async function ask(path: string, by: string): Promise<unknown> {
  const answer = await fetch(`${address}${PREFIX}/${DEMO_BOARD.id}${path}`, {
    headers: { authorization: `Bearer ${by}` },
  });
  if (!answer.ok) throw new Error(`${path}: ${await answer.text()}`);
  return answer.json();
}

/** Reads one after the other until told to stop; the time that each took. */
async function readUntil(over: (reads: number) => boolean): Promise<number[]> {
  const times: number[] = [];
  for (let n = 0; !over(n); n += 1) {
    const from = performance.now();
    await ask('/intakes?limit=20', teamLeader);
    times.push(performance.now() - from);
  }
  return times;
}

const said = (times: number[]) => {
  const sorted = times.toSorted((a, b) => a - b);
  const at = (part: number) => (sorted[Math.floor(sorted.length * part)] ?? Number.NaN).toFixed(1);
  return `median ${at(0.5)}, p99 ${at(0.99)} ms`;
};

const year = Number(dayOf(systemClock.now()).slice(0, 4)) - 1;
const { cells } = (await ask(
  `/tables?unitOfCount=investigation&on=closed&period=${year}&row=child.legalSex`,
  controller,
)) as { cells: { count: number }[] };
console.log(`${cells.at(-1)!.count} investigations closed in ${year}, of ${CHILDREN} children`);
await readUntil((reads) => reads === READS);
console.log(`GET /intakes: alone ${said(await readUntil((reads) => reads === READS))}`);
for (const path of [
  `/tables?unitOfCount=investigation&on=closed&period=${year}&row=child.legalSex`,
  `/tables?unitOfCount=investigation&on=closed&period=${year}&row=investigation.durationDays&column=child.ageGroup`,
  `/tables?unitOfCount=intake&period=${year}&row=intake.mainCause&column=child.ageGroup`,
  `/indicators?period=${year}`,
  `/indicators?period=${year}&by=ageGroup`,
  `/indicators?period=${year}&by=unit&trend=2`,
]) {
  const from = performance.now();
  let over = false;
  const asked = ask(path, controller).finally(() => {
    over = true;
  });
  const beside = await readUntil(() => over);
  await asked;
  const seconds = ((performance.now() - from) / 1000).toFixed(1);
  console.log(`${seconds} s ${path}; GET /intakes meanwhile ${said(beside)}`);
}
await app.close();
await database.close();
await issuer.close();
rmSync(folder, { recursive: true });
process.exit(0);
