import { afterAll, beforeAll, expect, test } from 'vitest';
import { child, done, openIntake, register } from '../../support/casework.ts';
import { ANY_POPULATION } from '../../support/extracts.ts';
import { startWorld, type World } from '../../support/world.ts';
import { extract } from './extracting.ts';

let world: World;
const variables = ['intake.receivedOn', 'child.previouslyKnown'];
const daysIn = async (from: string, to: string, more: Record<string, unknown> = {}) => {
  const { rows } = await extract(world, { unitOfCount: 'intake', from, to, variables, ...more });
  return rows.map((row) => row['intake.receivedOn']).toSorted();
};

beforeAll(async () => {
  world = await startWorld({ at: '2026-06-15T09:00:00Z', settings: ANY_POPULATION });
});
afterAll(() => world.close());

test('a period is of Swedish days, the first and the last included', async () => {
  for (const receivedAt of [
    '2026-03-31T21:59:59.999Z',
    '2026-03-31T22:00:00Z',
    '2026-04-30T21:59:59.999Z',
    '2026-04-30T22:00:00Z',
  ]) {
    await register(world.as('reception'), [child()], { receivedAt });
  }
  expect(await daysIn('2026-04-01', '2026-04-30')).toEqual(['2026-04-01', '2026-04-30']);
  expect(await daysIn('2026-03-31', '2026-03-31')).toEqual(['2026-03-31']);
  expect(await daysIn('2026-05-01', '2199-12-31')).toEqual(['2026-05-01']);
});

test('where nothing fell in the period there is an extract without rows', async () => {
  for (const [from, to] of [
    ['2020-01-01', '2020-12-31'],
    ['2090-01-01', '2199-12-31'],
  ]) {
    const { manifest, data } = await extract(world, { unitOfCount: 'intake', from, to, variables });
    expect(manifest.rows).toBe(0);
    expect(data).toBe('\uFEFFkey;unit;intake.receivedOn;child.previouslyKnown\r\n');
  }
});

test('a unit has its own, and the board has all, whoever may see them', async () => {
  const receivedAt = '2026-05-20T08:00:00Z';
  await register(world.as('reception'), [child()], { receivedAt });
  await register(world.as('youthWorker'), [child(), child()], { receivedAt, unit: 'ungdom' });
  // A child whose identity is protected is counted, though next to nobody may know of it.
  const { childId } = await openIntake(world.as('socialWorker'), child(), {
    receivedAt,
    unit: 'barn-och-familj',
  });
  const { etag } = await world.as('socialWorker').get(`/persons/${childId}`);
  const protect = { protectedIdentity: 'sekretessmarkering' };
  done(await world.as('socialWorker').patch(`/persons/${childId}`, protect, { match: etag }));
  expect((await world.as('teamLeader').get(`/persons/${childId}`)).status).toBe(404);

  const may20 = ['2026-05-20', '2026-05-20'] as const;
  expect(await daysIn(...may20, { unit: 'ungdom' })).toHaveLength(2);
  expect(await daysIn(...may20, { unit: 'mottagning' })).toHaveLength(1);
  expect(await daysIn(...may20)).toHaveLength(4);
});

test('the same child has the same key within an extract, and another in the next one', async () => {
  const june = { unitOfCount: 'intake', from: '2026-06-01', to: '2026-06-30', variables };
  const { childId } = await openIntake(world.as('reception'), child(), {
    receivedAt: '2026-06-01T08:00:00Z',
  });
  await register(world.as('reception'), [{ personId: childId }, child()], {
    receivedAt: '2026-06-02T08:00:00Z',
  });
  const first = await extract(world, june);
  const second = await extract(world, june);

  const keysOf = (rows: typeof first.rows) => rows.map((row) => row.key!);
  expect(first.rows).toHaveLength(3);
  expect(new Set(keysOf(first.rows)).size).toBe(2);
  const again = first.rows.find((row) => row['child.previouslyKnown'] === 'anmalan')!;
  expect(first.rows.filter(({ key }) => key === again.key).map((row) => row['intake.receivedOn'])).toEqual([
    '2026-06-01',
    '2026-06-02',
  ]);
  expect(keysOf(first.rows).filter((key) => keysOf(second.rows).includes(key))).toEqual([]);
  expect(keysOf(first.rows)).toEqual(keysOf(first.rows).toSorted());
  expect(first.data).not.toContain(childId);
});

test('more cases than are read at a time are all there, once each', async () => {
  const receivedAt = '2026-02-10T08:00:00Z';
  for (let report = 0; report < 26; report += 1) {
    const children = Array.from({ length: 20 }, (_, at) => ({
      person: { givenName: `Barn ${report * 20 + at}`, birthDate: '2015-01-01' },
      mainCause: 'annat',
    }));
    await register(world.as('reception'), children, { receivedAt });
  }
  const { manifest, rows } = await extract(world, {
    unitOfCount: 'intake',
    from: '2026-02-10',
    to: '2026-02-10',
  });
  expect(manifest.rows).toBe(520);
  expect(rows).toHaveLength(520);
  expect(new Set(rows.map(({ key }) => key)).size).toBe(520);

  const lines = await extract(world, {
    unitOfCount: 'intake',
    from: '2026-02-10',
    to: '2026-02-10',
    formats: ['jsonl'],
  });
  expect(lines.data.trimEnd().split('\n')).toHaveLength(520);
  const pieces = await world.database.raw(
    `select position from extract_piece where extract_id = '${lines.made.id}' order by position`,
  );
  expect(pieces.map(({ position }) => position)).toEqual([0, 1]);
});
