import { setTimeout as pause } from 'node:timers/promises';
import type { Worker } from 'node:worker_threads';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { child, openIntake } from '../../support/casework.ts';
import { testEngine } from '../../support/engines.ts';
import { finished, isOver, stateOf, whenExtract } from '../../support/extracts.ts';
import { copyIntake } from '../../support/many.ts';
import { type Answer, startWorld, type World } from '../../support/world.ts';
import { rowsOf } from './extracting.ts';

/** What happens while an extract is made: it is followed, cancelled, broken off, and begun anew. */

const MANY = 3_000;
const march = { unitOfCount: 'intake', from: '2026-03-01', to: '2026-03-31', formats: ['csv', 'jsonl'] };
const inTheMiddle = ({ state, rows }: { state: string; rows: number }) => state === 'running' && rows > 0;

let world: World;
const threads: Worker[] = [];
const noticed = (worker: Worker) => threads.push(worker);
beforeAll(async () => {
  process.on('worker', noticed);
  world = await startWorld();
  const { intakeId } = await openIntake(world.as('reception'), child());
  await copyIntake(world, intakeId, MANY - 1);
});
afterAll(async () => {
  process.off('worker', noticed);
  await world.close();
});

const ask = (more = {}): Promise<Answer> => world.as('controller').post('/extracts', { ...march, ...more });
const data = (id: string, at = world) => at.as('controller').get(`/extracts/${id}/data?format=csv`);

async function expectWhole(id: string, at = world) {
  const { text } = await data(id, at);
  const rows = rowsOf(text);
  expect(rows).toHaveLength(MANY);
  expect(new Set(rows.map(({ key }) => key)).size).toBe(MANY);
}

test('the answer comes at once, the data later, and 409 says so until then', async () => {
  const asked = await ask();
  expect(asked.body).toMatchObject({ state: 'waiting', manifest: null, progress: { rows: 0, of: null } });
  const early = await data(asked.body.id);
  expect([early.status, early.body.rule]).toEqual([409, 'extract.not-done']);
  await whenExtract(world, asked.body.id, inTheMiddle);
  const now = (await world.as('controller').get(`/extracts/${asked.body.id}`)).body;
  expect(now.progress.of).toBe(MANY);
  expect((await finished(world, asked)).progress).toEqual({ rows: MANY, of: MANY });
  await expectWhole(asked.body.id);
});

test('others are answered while it runs', async () => {
  const asked = await ask();
  await whenExtract(world, asked.body.id, inTheMiddle);
  expect((await world.as('reception').get('/intakes?limit=1')).status).toBe(200);
  expect(isOver(await stateOf(world, asked.body.id))).toBe(false);
  await finished(world, asked);
});

test('one at a time, in the order in which they were asked for', async () => {
  const first = await ask();
  world.clock.set('2026-03-02T09:00:01Z');
  const second = await ask();
  await whenExtract(world, first.body.id, inTheMiddle);
  expect((await stateOf(world, second.body.id)).state).toBe('waiting');
  expect((await finished(world, second)).state).toBe('done');
  expect((await stateOf(world, first.body.id)).state).toBe('done');
  await expectWhole(first.body.id);
  await expectWhole(second.body.id);
});

describe('cancelled', () => {
  test('in the middle, it stops, gives nothing and keeps no bytes', async () => {
    const asked = await ask();
    await whenExtract(world, asked.body.id, inTheMiddle);
    const cancelled = await world.as('controller').post(`/extracts/${asked.body.id}/cancellation`, undefined);
    expect(cancelled.status, cancelled.text).toBe(201);
    expect(cancelled.body.state).toBe('cancelled');
    const refused = await data(asked.body.id);
    expect([refused.status, refused.body.rule]).toEqual([409, 'extract.cancelled']);
    expect((await finished(world, await ask())).state).toBe('done');
    expect((await stateOf(world, asked.body.id)).state).toBe('cancelled');
    const left = await world.database.raw(
      `select position from extract_piece where extract_id = '${asked.body.id}' and length(content) > 0`,
    );
    expect(left).toEqual([]);
  });

  test('while it waits, it is never begun', async () => {
    const running = await ask();
    const waiting = await ask();
    await world.as('controller').post(`/extracts/${waiting.body.id}/cancellation`, undefined);
    await finished(world, running);
    expect(await stateOf(world, waiting.body.id)).toMatchObject({ state: 'cancelled', attempt: 0 });
  });

  test('what is over is not cancelled, and what is not there is not found', async () => {
    const done = await finished(world, await ask({ formats: ['csv'] }));
    const refused = await world.as('controller').post(`/extracts/${done.id}/cancellation`, undefined);
    expect([refused.status, refused.body.rule]).toEqual([409, 'extract.already-over']);
    const unknown = await world
      .as('controller')
      .post(`/extracts/${crypto.randomUUID()}/cancellation`, undefined);
    expect(unknown.status).toBe(404);
    const other = await world.as('teamLeader').post(`/extracts/${done.id}/cancellation`, undefined);
    expect(other.status).toBe(403);
  });
});

describe.skipIf(testEngine === 'pglite')('when its thread dies', () => {
  test('in the middle, it is begun anew and is whole', async () => {
    const asked = await ask();
    await whenExtract(world, asked.body.id, inTheMiddle);
    await threads.at(-1)!.terminate();
    const now = await finished(world, asked);
    expect(now.state).toBe('done');
    expect((await stateOf(world, asked.body.id)).attempt).toBe(2);
    await expectWhole(asked.body.id);
  });

  test('each time, it has failed, and nothing of it is given out', async () => {
    const asked = await ask();
    for (let time = 1; time <= 3; time += 1) {
      await whenExtract(world, asked.body.id, (now) => inTheMiddle(now) && now.attempt === time);
      await threads.at(-1)!.terminate();
    }
    const now = await finished(world, asked);
    expect(now).toMatchObject({ state: 'failed', failure: { rule: 'extract.broken' }, manifest: null });
    const refused = await data(asked.body.id);
    expect([refused.status, refused.body.rule]).toEqual([409, 'extract.failed']);
  });
});

test('two servers on one database make it once', async () => {
  const other = await startWorld({ at: world.clock.now(), database: world.database });
  const [here, there] = await Promise.all([
    ask(),
    other.as('controller').post('/extracts', { ...march, formats: ['csv'] }),
  ]);
  for (const { body } of [here, there]) {
    await whenExtract(world, body.id, isOver);
    expect(await stateOf(world, body.id)).toMatchObject({ state: 'done', attempt: 1 });
    await expectWhole(body.id);
  }
  await other.stop();
});

describe('a restart', () => {
  test('of a server that was told to stop begins it anew at once', async () => {
    const asked = await ask();
    await whenExtract(world, asked.body.id, inTheMiddle);
    await world.stop();
    expect(await stateOf(world, asked.body.id)).toMatchObject({ state: 'waiting', tries: 0 });
    world = await startWorld({ at: world.clock.now(), database: world.database });
    await whenExtract(world, asked.body.id, isOver);
    expect((await stateOf(world, asked.body.id)).state).toBe('done');
    await expectWhole(asked.body.id);
  });

  test('of a server that fell waits until its claim has ended, and then another takes it', async () => {
    const asked = await finished(world, await ask());
    // As a fallen server leaves it: running in a try that nobody is in, with pieces of it and no file.
    await world.stop();
    await world.database.raw(`delete from extract_file where extract_id = '${asked.id}'`);
    await world.database.raw(
      `update extract set state = 'running', rows = 7, claimed_until = '2026-03-02T10:00:00.000Z' where id = '${asked.id}'`,
    );
    world = await startWorld({ at: '2026-03-02T09:59:00Z', database: world.database });
    await pause(200);
    expect((await data(asked.id)).status).toBe(409);
    expect(await stateOf(world, asked.id)).toMatchObject({ state: 'running', attempt: 1 });
    await world.stop();
    world = await startWorld({ at: '2026-03-02T10:00:00Z', database: world.database });
    await whenExtract(world, asked.id, isOver);
    expect(await stateOf(world, asked.id)).toMatchObject({ state: 'done', attempt: 2 });
    await expectWhole(asked.id);
  });
});

test('what is left of extracts that nobody will be given is emptied, and of no other', async () => {
  const [cancelled, failed, kept] = [
    await finished(world, await ask()),
    await finished(world, await ask()),
    await finished(world, await ask()),
  ];
  // As they are left where no try was there to see it: cancelled between two, or given up when it was to be claimed.
  await world.stop();
  await world.database.raw(`update extract set state = 'cancelled' where id = '${cancelled.id}'`);
  await world.database.raw(
    `update extract set state = 'failed', failure = 'extract.broken' where id = '${failed.id}'`,
  );
  world = await startWorld({ at: world.clock.now(), database: world.database });
  const holding = async (id: string) =>
    (
      await world.database.raw(
        `select position from extract_piece where extract_id = '${id}' and length(content) > 0`,
      )
    ).length;
  for (const { id } of [cancelled, failed]) {
    for (let look = 0; look < 500 && (await holding(id)) > 0; look += 1) await pause(10);
    expect(await holding(id)).toBe(0);
  }
  await expectWhole(kept.id);
});

test('an extract of version 0.1 is given out as it was', async () => {
  const id = crypto.randomUUID();
  await world.database.raw(
    `insert into extract (id, unit_of_count, period_from, period_to, counted_on, variables, catalogue_version, as_of, rows, sha256, created_at, created_by)
     values ('${id}', 'intake', '2026-01-01', '2026-01-31', 'received', '["intake.type"]', '1.0', '2026-02-01T08:00:00.000Z', 1, '${'a'.repeat(64)}', '2026-02-01T08:00:00.000Z', 'eva.sund')`,
  );
  for (const [position, content] of ['key;unit;intake.type\r\n', 'abc;mottagning;anmalan\r\n'].entries()) {
    await world.database.raw(
      `insert into extract_chunk (extract_id, position, content) values ('${id}', ${position}, '${content}')`,
    );
  }
  const controller = world.as('controller');
  const { body } = await controller.get(`/extracts/${id}`);
  expect(body).toMatchObject({
    state: 'done',
    formats: ['csv'],
    manifest: { rows: 1, gaps: [], lawVersion: null },
  });
  const { text } = await controller.get(`/extracts/${id}/data`);
  expect(text).toBe('\uFEFFkey;unit;intake.type\r\nabc;mottagning;anmalan\r\n');
});
