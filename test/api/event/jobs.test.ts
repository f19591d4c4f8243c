import { setTimeout as wait } from 'node:timers/promises';
import { pino } from 'pino';
import { Registry } from 'prom-client';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { type Board, createBoard } from '../../../src/access/boards.ts';
import { type Job, jobsWith, type RunningJobs, startJobs } from '../../../src/jobs.ts';
import { follow } from '../../../src/process.ts';
import { openIntake } from '../../support/casework.ts';
import { openTestDatabase } from '../../support/engines.ts';
import { startWorld, type World } from '../../support/world.ts';

/** What the server does on its own: again and again, never twice at a time, whatever fails. */

let world: World;
let running: RunningJobs | undefined;
beforeAll(async () => {
  world = await startWorld({ at: '2026-03-02T09:00:00Z' });
});
afterEach(() => running?.stop());
afterAll(() => world.close());

const log: string[] = [];
const logger = pino({ level: 'info' }, { write: (line: string) => void log.push(line) });

function start(jobs: readonly Job[], { boards = [world.board], metrics = new Registry() } = {}) {
  running = startJobs({
    boards: new Map(boards.map((board) => [board.id, board])),
    clock: world.clock,
    logger,
    metrics,
    everySeconds: 0.01,
    jobs,
  });
  return { metrics, jobs: running };
}
/** Waits until something holds; for no longer than a test may take. */
async function until(holds: () => boolean | Promise<boolean>) {
  while (!(await holds())) await wait(5);
}
const value = async (metrics: Registry, name: string, board = world.board.id) => {
  const found = await metrics.getSingleMetric(name)!.get();
  return found.values.find(({ labels }) => labels.board === board)?.value;
};
const told = async () => world.database.raw('select step from event order by seq');

test('the clock tells as time goes on, and its measures say so', async () => {
  await openIntake(world.as('reception'));
  const { metrics } = world.app;
  start(jobsWith(metrics), { metrics });
  await until(async () => (await told()).length === 1);
  world.clock.set('2026-03-03T09:00:00Z');
  await until(async () => (await told()).length === 2);
  await until(async () => (await value(metrics, 'job_done_total')) === 2);
  expect(await value(metrics, 'job_failures_total')).toBe(0);
  const { text } = await world.as('reception').send('GET', '/metrics', undefined, {});
  expect(text).toMatch(/^job_done_total\{job="tell-deadlines",board="2281"\} 2$/m);
  expect(text).toMatch(/^job_seconds_since_success\{job="tell-deadlines",board="2281"\} \d+$/m);
});

test('when it stands still, the seconds since it last did not go on', async () => {
  const fails = { now: false };
  let runs = 0;
  const { metrics } = start([
    {
      name: 'stands-still',
      async run() {
        runs += 1;
        if (fails.now) throw new Error('Alva Exempelsson 201201019802');
        return 1;
      },
    },
  ]);
  await until(() => runs > 1);
  expect(await value(metrics, 'job_seconds_since_success')).toBe(0);
  log.length = 0;
  fails.now = true;
  await until(() => log.length > 1);
  const at = Date.parse(world.clock.now());
  world.clock.set(new Date(at + 7_200_000).toISOString());
  const failed = runs;
  await until(() => runs > failed);
  expect(await value(metrics, 'job_seconds_since_success')).toBe(7_200);
  expect(await value(metrics, 'job_failures_total')).toBeGreaterThan(1);
  // Said, and without what the failure quotes.
  expect(JSON.parse(log[0]!)).toMatchObject({
    level: 40,
    job: 'stands-still',
    board: '2281',
    failure: 'Error',
  });
  expect(log.join('')).not.toMatch(/Alva|2012/);
  fails.now = false;
  const before = await value(metrics, 'job_done_total');
  await until(async () => (await value(metrics, 'job_done_total'))! > before!);
  expect(await value(metrics, 'job_seconds_since_success')).toBe(0);
});

test('a board whose database is away holds up no other, and is tried again', async () => {
  const away = await openTestDatabase();
  const board = createBoard({ ...world.board, id: '0180' }, away, world.board.auditKey, follow);
  await away.close();
  log.length = 0;
  const { metrics } = start(jobsWith(new Registry()), { boards: [board, world.board] });
  await openIntake(world.as('reception'), undefined, { receivedAt: '2026-03-02T08:30:00Z' });
  const before = (await told()).length;
  await until(async () => (await told()).length > before && log.length > 1);
  const lines = log.map((line) => JSON.parse(line));
  expect(lines.every((line) => line.board === '0180' && line.level === 40)).toBe(true);
  expect(await value(metrics, 'job_failures_total')).toBe(0);
  expect(await value(metrics, 'job_failures_total', '0180')).toBeGreaterThan(1);
});

test('a job never runs twice at a time, and one that takes long holds up no other', async () => {
  const at = { once: 0, most: 0, short: 0 };
  const slow: Job = {
    name: 'slow',
    async run() {
      at.once += 1;
      at.most = Math.max(at.most, at.once);
      await wait(80);
      at.once -= 1;
      return 0;
    },
  };
  const short: Job = {
    name: 'short',
    async run() {
      at.short += 1;
      return 0;
    },
  };
  start([slow, short], { boards: [world.board, { ...world.board, id: '0180' } as Board] });
  await until(() => at.short > 20);
  expect(at.most).toBe(1);
});

test('when it is stopped, what is under way is finished and nothing more is begun', async () => {
  const seen: string[] = [];
  const job: Job = {
    name: 'slow',
    async run(board, _clock, stopping) {
      seen.push(`begun ${board.id}`);
      await wait(50);
      seen.push(`finished ${board.id} ${stopping.aborted}`);
      return 0;
    },
  };
  const { jobs } = start([job], { boards: [world.board, { ...world.board, id: '0180' } as Board] });
  await wait(10);
  await jobs.stop();
  expect(seen).toEqual(['begun 2281', 'finished 2281 true']);
  await wait(60);
  expect(seen).toHaveLength(2);
});
