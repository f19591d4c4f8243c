import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { loadRecords } from '../../../src/record/load.ts';
import { done, loggedDuring, openInvestigation } from '../../support/casework.ts';
import { startWorld, type World } from '../../support/world.ts';

/** Återtagande: what was recorded by mistake stays to be read, with the reason, and no longer counts. */

let world: World;
beforeAll(async () => {
  world = await startWorld();
});
afterAll(() => world.close());

const worker = () => world.as('socialWorker');
const mistake = { reason: 'Uppgiften gällde ett annat barn.' };
const NOTHING = { statements: 0, riskFactors: 0, protectiveFactors: 0 };

/** An investigation with one statement and one factor on health. */
async function recorded() {
  const { investigationId, childId } = await openInvestigation(world);
  const address = `/investigations/${investigationId}`;
  const area = `${address}/areas/halsa`;
  const statement = done(
    await worker().post(`${area}/statements`, { text: 'Sover dåligt.', source: 'barnet' }),
  );
  const factor = done(await worker().post(`${area}/factors`, { kind: 'risk', code: 'psykisk-ohalsa' }));
  return {
    investigationId,
    childId,
    address,
    area,
    statement: `${area}/statements/${statement.id}/retraction`,
    factor: `${area}/factors/${factor.id}/retraction`,
    ids: { statement: statement.id as string, factor: factor.id as string },
  };
}

const halsaOf = async (address: string) => done(await worker().get(`${address}/triangle`)).sides[0].areas[0];

test('what was recorded by mistake is taken back with a reason, and stays to be read', async () => {
  const { area, statement, factor } = await recorded();
  const before = done(await worker().get(area));
  const retraction = {
    retractedAt: '2026-03-02T09:00:00.000Z',
    retractedBy: 'karin.ek',
    retractionReason: mistake.reason,
  };
  const first = await worker().post(statement, mistake);
  expect(first.status).toBe(201);
  expect(first.headers.location).toBe(`/barnakt/v1/2281${area}`);
  expect(first.body).toEqual({ ...before.statements[0], ...retraction });
  const second = await worker().post(factor, mistake);
  expect(second.status).toBe(201);
  expect(second.body).toEqual({ ...before.factors[0], ...retraction });
  expect(done(await worker().get(area))).toEqual({
    ...before,
    statements: [first.body],
    factors: [second.body],
  });
});

test('what is taken back counts neither in the triangle nor in what figures are made of', async () => {
  const { address, area, childId, statement, factor } = await recorded();
  const kept = done(
    await worker().post(`${area}/statements`, { text: 'Äter bra.', source: 'vardnadshavare' }),
  );
  done(await worker().post(`${area}/factors`, { kind: 'skydd', code: 'god-halsa' }));
  expect(await halsaOf(address)).toMatchObject({ statements: 2, riskFactors: 1, protectiveFactors: 1 });
  done(await worker().post(statement, mistake));
  done(await worker().post(factor, mistake));
  expect(await halsaOf(address)).toMatchObject({ statements: 1, riskFactors: 0, protectiveFactors: 1 });
  const [record] = await loadRecords(world.board.database.reader, [childId]);
  expect(record!.investigations[0]!.statements).toEqual([{ area: 'halsa', source: kept.source }]);
  expect(record!.investigations[0]!.factors).toEqual([
    { area: 'halsa', kind: 'skydd', code: 'god-halsa', recordedAt: '2026-03-02T09:00:00.000Z' },
  ]);
});

test('it is taken back once: the reason that was given first stands', async () => {
  const { address, area, statement, factor } = await recorded();
  for (const at of [statement, factor]) {
    done(await worker().post(at, mistake));
    const again = await worker().post(at, { reason: 'Ångrar mig.' });
    expect(again.status).toBe(409);
    expect(again.body.reasons).toEqual([
      {
        rule: 'area.retracted',
        message: 'Registreringen är redan återtagen.',
        remedy: 'Registrera på nytt det som ändå gäller.',
      },
    ]);
  }
  const read = done(await worker().get(area));
  expect(read.statements[0].retractionReason).toBe(mistake.reason);
  expect(read.factors[0].retractionReason).toBe(mistake.reason);
  expect(await halsaOf(address)).toMatchObject(NOTHING);
});

test('the same retraction sent twice is the same retraction', async () => {
  const { statement } = await recorded();
  const key = randomUUID();
  const first = await worker().post(statement, mistake, { key });
  const again = await worker().post(statement, mistake, { key });
  expect(again.status).toBe(201);
  expect(again.body).toEqual(first.body);
});

test('of many who take it back at once, one does', async () => {
  const { statement } = await recorded();
  const answers = await Promise.all(Array.from({ length: 5 }, () => worker().post(statement, mistake)));
  expect(answers.map(({ status }) => status).sort()).toEqual([201, 409, 409, 409, 409]);
});

test.each([
  ['no reason', {}, 'reason'],
  ['a blank reason', { reason: ' ' }, 'reason'],
  ['an unknown field', { ...mistake, deleted: true }, 'deleted'],
])('with %s nothing is taken back', async (_, body, field) => {
  const { address, statement, factor } = await recorded();
  for (const at of [statement, factor]) {
    const refused = await worker().post(at, body);
    expect(refused.status).toBe(400);
    expect(refused.body.violations).toEqual([{ field, message: expect.any(String) }]);
  }
  expect(await halsaOf(address)).toMatchObject({ statements: 1, riskFactors: 1 });
});

test('in a closed investigation nothing is taken back', async () => {
  const { address, statement, factor } = await recorded();
  const leader = world.as('teamLeader');
  const { etag } = await leader.get(address);
  done(
    await leader.post(`${address}/decision`, { outcome: 'flyttat', reasons: 'Flyttat.' }, { match: etag }),
  );
  for (const at of [statement, factor]) {
    const refused = await worker().post(at, mistake);
    expect(refused.status).toBe(409);
    expect(refused.body.rule).toBe('investigation.closed');
  }
  expect(await halsaOf(address)).toMatchObject({ statements: 1, riskFactors: 1 });
});

test('it is there under its own investigation and area alone, for those who reach it', async () => {
  const mine = await recorded();
  const other = await recorded();
  const { ids } = mine;
  const elsewhere = [
    `${other.area}/statements/${ids.statement}`,
    `${other.area}/factors/${ids.factor}`,
    `${mine.address}/areas/sakerhet/statements/${ids.statement}`,
    `${mine.address}/areas/sakerhet/factors/${ids.factor}`,
    `${mine.area}/statements/${ids.factor}`,
    `${mine.area}/factors/${ids.statement}`,
  ];
  for (const at of elsewhere) {
    expect((await worker().post(`${at}/retraction`, mistake)).status).toBe(404);
  }
  for (const at of [mine.statement, mine.factor]) {
    expect((await world.as('youthWorker').post(at, mistake)).status).toBe(404);
    expect((await world.as('decisionMaker').post(at, mistake)).status).toBe(403);
    expect((await world.as('controller').post(at, mistake)).status).toBe(403);
  }
  expect(await halsaOf(mine.address)).toMatchObject({ statements: 1, riskFactors: 1 });
});

test('the log tells what was taken back, from what to what', async () => {
  const { investigationId, childId, statement, ids } = await recorded();
  const entries = await loggedDuring(world, () => worker().post(statement, mistake));
  const entry = entries.find(({ kind }) => kind === 'write')!;
  expect(entry.action).toBe('area.retract-statement');
  expect(JSON.parse(entry.resource_ids!)).toEqual([ids.statement, investigationId]);
  expect(JSON.parse(entry.person_ids!)).toEqual([childId]);
  expect(JSON.parse(entry.before!)).toMatchObject({ retractedAt: null });
  expect(JSON.parse(entry.after!)).toMatchObject({ retractionReason: mistake.reason });
});
