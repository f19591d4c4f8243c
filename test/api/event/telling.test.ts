import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { type Board, createBoard } from '../../../src/access/boards.ts';
import { openPostgres } from '../../../src/database/open.ts';
import { tellDue } from '../../../src/event/actions.ts';
import { follow } from '../../../src/process.ts';
import { assess, decide, done, openIntake } from '../../support/casework.ts';
import { testEngine } from '../../support/engines.ts';
import { aCase } from '../../support/parties.ts';
import { type Client, startWorld, type World } from '../../support/world.ts';

/** What the clock tells of, when: over summer time, after a pause, an extension, a decision, a failure. */

let world: World;
let mia: Client;
let lena: Client;
beforeAll(async () => {
  world = await startWorld({ at: '2026-03-02T09:00:00Z' });
  mia = world.as('reception');
  lena = world.as('teamLeader');
});
afterAll(() => world.close());

const rule = 'forhandsbedomning';
/** The steps told of a preliminary assessment, each with its end day, in order. */
const toldOf = async (intakeId: string) => {
  const rows = await world.database.raw(
    `select step, end_day from event where deadline_id = '${rule}:${intakeId}' order by seq`,
  );
  return rows.map(({ step, end_day }) => `${step} ${end_day}`);
};
const tellAt = async (at: string, board: Board = world.board) => {
  world.clock.set(at);
  return tellDue(board, world.clock);
};
/** An intake of a report that came in on a day, all that was due until now told. */
async function anIntake(on: string) {
  world.clock.set(`${on}T09:00:00Z`);
  const { intakeId } = await openIntake(mia, undefined, { receivedAt: `${on}T08:30:00Z` });
  await assess(lena, intakeId);
  await tellDue(world.board, world.clock);
  return intakeId;
}

describe('a day begins when it does in Sweden', () => {
  test('on the Sunday when summer time begins', async () => {
    const id = await anIntake('2026-03-15');
    await tellAt('2026-03-25T22:59:59Z');
    expect(await toldOf(id)).toEqual([]);
    await tellAt('2026-03-25T23:00:00Z');
    expect(await toldOf(id)).toEqual(['nearing 2026-03-29']);
    await tellAt('2026-03-28T22:59:59Z');
    expect(await toldOf(id)).toHaveLength(1);
    await tellAt('2026-03-28T23:00:00Z');
    expect((await toldOf(id)).at(-1)).toBe('due 2026-03-29');
    // Monday is the last lawful day, and ends an hour earlier by the world's clock than it did a week ago.
    await tellAt('2026-03-30T21:59:59Z');
    expect(await toldOf(id)).toHaveLength(2);
    await tellAt('2026-03-30T22:00:00Z');
    expect((await toldOf(id)).at(-1)).toBe('passed 2026-03-29');
  });

  test('on the Sunday when it ends', async () => {
    const id = await anIntake('2026-10-11');
    await tellAt('2026-10-24T21:59:59Z');
    expect(await toldOf(id)).toEqual(['nearing 2026-10-25']);
    await tellAt('2026-10-24T22:00:00Z');
    expect((await toldOf(id)).at(-1)).toBe('due 2026-10-25');
    await tellAt('2026-10-26T22:59:59Z');
    expect(await toldOf(id)).toHaveLength(2);
    await tellAt('2026-10-26T23:00:00Z');
    expect((await toldOf(id)).at(-1)).toBe('passed 2026-10-25');
  });
});

test('steps that were passed over while nobody told are not told afterwards', async () => {
  const id = await anIntake('2026-11-02');
  await tellAt('2026-12-24T09:00:00Z');
  expect(await toldOf(id)).toEqual(['passed 2026-11-16']);
  await tellAt('2027-03-01T09:00:00Z');
  expect(await toldOf(id)).toHaveLength(1);
});

test('an extension gives a new end day, and so new steps', async () => {
  const id = await anIntake('2027-03-01');
  await tellAt('2027-03-12T09:00:00Z');
  expect(await toldOf(id)).toEqual(['nearing 2027-03-15']);
  const { etag } = await lena.get(`/intakes/${id}`);
  const extension = { ground: 'synnerliga-skal', reasons: 'Familjen är på resa.', newEndDay: '2027-03-22' };
  done(await lena.post(`/intakes/${id}/extensions`, extension, { match: etag }));
  await tellAt('2027-03-15T09:00:00Z');
  expect(await toldOf(id)).toHaveLength(1);
  for (const on of ['19', '20', '22', '23']) await tellAt(`2027-03-${on}T09:00:00Z`);
  expect(await toldOf(id)).toEqual([
    'nearing 2027-03-15',
    'nearing 2027-03-22',
    'due 2027-03-22',
    'passed 2027-03-22',
  ]);
});

test('what has been met is not told of', async () => {
  const id = await anIntake('2027-04-05');
  await tellAt('2027-04-16T09:00:00Z');
  await decide(lena, id);
  await tellAt('2027-04-19T09:00:00Z');
  await tellAt('2027-05-19T09:00:00Z');
  expect(await toldOf(id)).toEqual(['nearing 2027-04-19']);
});

test('the passing of the day for comments settles it, and tells nobody that something was missed', async () => {
  world.clock.set('2027-06-01T09:00:00Z');
  const karin = world.as('socialWorker');
  const { id, mother } = await aCase(karin);
  const sent = { partyId: mother, sentOn: '2027-06-01', commentBy: '2027-06-10' };
  const { id: part } = done(await karin.post(`/investigations/${id}/communications`, sent));
  const deadlineId = `kommunicering:${id}:${part}`;
  const row = async () => {
    const [found] = await world.database.raw(`select * from deadline where id = '${deadlineId}'`);
    return found!;
  };
  for (const on of ['08', '10', '11', '12']) await tellAt(`2027-06-${on}T00:30:00Z`);
  const told = await world.database.raw(
    `select step from event where deadline_id = '${deadlineId}' order by seq`,
  );
  expect(told.map(({ step }) => step)).toEqual(['nearing', 'due']);
  expect(await row()).toMatchObject({ settled: 'met', tell_on: null });
});

test('the auditor finds what the clock did under its own name, and whose deadlines it was about', async () => {
  world.clock.set('2027-07-05T09:00:00Z');
  const { intakeId, childId } = await openIntake(mia, undefined, { receivedAt: '2027-07-05T08:30:00Z' });
  await tellDue(world.board, world.clock);
  const query = `/audit-entries?action=deadline.tell&personId=${childId}`;
  const { items } = done(await world.as('auditor').get(query));
  expect(items).toMatchObject([
    { callerId: 'barnakt:clock', roles: [], kind: 'write', resource: 'deadline', at: world.clock.now() },
  ]);
  expect(items[0].resourceIds).toContain(`skyddsbedomning:${intakeId}`);
});

describe('exactly once', () => {
  let ids: string[];
  let before: number;
  const count = async () => Number((await world.database.raw('select count(*) as n from event'))[0]!.n);
  const entries = async () =>
    world.database.raw("select 1 as one from audit_entry where action = 'deadline.tell'");
  let month = 0;
  beforeEach(async () => {
    month += 1;
    const at = `2028-0${month}-03`;
    world.clock.set(`${at}T09:00:00Z`);
    await tellDue(world.board, world.clock);
    ids = [];
    for (let n = 0; n < 5; n += 1) ids.push(await anIntake(at));
    before = await count();
    world.clock.set(`2028-0${month}-28T09:00:00Z`);
  });

  test('when two tell at the same time', async () => {
    const counts = await Promise.all([1, 2, 3].map(() => tellDue(world.board, world.clock)));
    const told = counts.reduce((sum, n) => sum + n, 0);
    expect(await count()).toBe(before + told);
    for (const id of ids) expect(await toldOf(id)).toHaveLength(1);
    expect(await tellDue(world.board, world.clock)).toBe(0);
  });

  test('when a transaction fails at its end: nothing of it is kept, and the next run tells all', async () => {
    const logged = await entries();
    const failing = createBoard(world.board, world.database, world.board.auditKey, async () => {
      throw new Error('no more disk');
    });
    await expect(tellDue(failing, world.clock)).rejects.toThrow('no more disk');
    expect(await count()).toBe(before);
    expect(await entries()).toHaveLength(logged.length);
    await tellDue(world.board, world.clock);
    for (const id of ids) expect(await toldOf(id)).toHaveLength(1);
    const seqs = (await world.database.raw('select seq from event order by seq')).map(({ seq }) => seq);
    expect(seqs).toEqual(seqs.map((_, n) => n + 1));
  });

  test('also where the kept row has lost what it was told', async () => {
    await tellDue(world.board, world.clock);
    const told = await count();
    await world.database.raw(
      `update deadline set tell_on = near_on where settled is null and id like '${rule}:%'`,
    );
    expect(await tellDue(world.board, world.clock)).toBe(0);
    expect(await count()).toBe(told);
  });

  test('one that is told to stop tells no more', async () => {
    expect(await tellDue(world.board, world.clock, AbortSignal.abort())).toBe(0);
    expect(await count()).toBe(before);
  });

  test.runIf(testEngine === 'postgres')('when several instances tell at the same time', async () => {
    const [{ schema }] = (await world.database.raw('select current_schema() as schema')) as never as [
      { schema: string },
    ];
    const url = process.env.BARNAKT_DATABASE!;
    const databases = [await openPostgres(url, schema), await openPostgres(url, schema)];
    const boards = databases.map((database) =>
      createBoard(world.board, database, world.board.auditKey, follow),
    );
    try {
      const counts = await Promise.all([...boards, ...boards].map((board) => tellDue(board, world.clock)));
      expect(counts.filter((n) => n > 0)).toHaveLength(1);
      expect(await count()).toBe(before + counts.reduce((sum, n) => sum + n, 0));
      for (const id of ids) expect(await toldOf(id)).toHaveLength(1);
    } finally {
      for (const database of databases) await database.close();
    }
  });
});
