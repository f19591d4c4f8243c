import { afterAll, beforeAll, expect, test } from 'vitest';
import { assess, done, openIntake, openInvestigation } from '../../support/casework.ts';
import { type Client, startWorld, type World } from '../../support/world.ts';

/** A decision to give more time that came when there was none left: kept, shown as late, and without effect. */

let world: World;
let lena: Client;
beforeAll(async () => {
  world = await startWorld({ at: '2026-03-02T09:00:00Z' });
  lena = world.as('teamLeader');
});
afterAll(() => world.close());

const deadlineOf = async (path: string, rule: string) => {
  const { items } = done(await lena.get(`${path}/deadlines`));
  return items.find((item: { rule: string }) => item.rule === rule);
};

async function extend(path: string, told: object) {
  const { etag } = await lena.get(path);
  return lena.post(`${path}/extensions`, { reasons: 'Skolans svar dröjer.', ...told }, { match: etag });
}

test('of an investigation: it stays overdue, and says why', async () => {
  world.clock.set('2026-03-02T09:00:00Z');
  const { investigationId } = await openInvestigation(world);
  const path = `/investigations/${investigationId}`;
  world.clock.set('2026-07-03T09:00:00Z');
  const ground = 'sarskilda-skal';
  const late = done(await extend(path, { ground, newEndDay: '2026-09-02' }));
  expect(late).toMatchObject({
    decidedOn: '2026-07-03',
    decidedBy: 'lena.berg',
    recordedAt: '2026-07-03T09:00:00.000Z',
    late: true,
  });
  expect(done(await lena.get(path)).extensions).toEqual([late]);
  const found = await deadlineOf(path, 'utredning');
  expect(found).toMatchObject({
    endDay: '2026-07-02',
    state: 'overdue',
    extensions: [{ ground, decidedBy: 'lena.berg', counted: false, late: true, recordedOn: '2026-07-03' }],
  });
  expect(found.explanation.sv).toContain(
    'räknas inte: det fattades för sent, tiden hade gått ut 2026-07-02.',
  );
  const listed = done(await lena.get('/deadlines?rule=utredning&state=overdue'));
  expect(listed.items.map(({ id }: { id: string }) => id)).toContain(found.id);
});

test('of an investigation: one that was decided in time and put on record afterwards counts, and says so', async () => {
  world.clock.set('2026-03-02T09:00:00Z');
  const { investigationId } = await openInvestigation(world);
  const path = `/investigations/${investigationId}`;
  world.clock.set('2026-07-06T09:00:00Z');
  const told = { ground: 'sarskilda-skal', newEndDay: '2026-09-02', decidedOn: '2026-07-02' };
  expect(done(await extend(path, told))).toMatchObject({
    late: false,
    recordedAt: '2026-07-06T09:00:00.000Z',
  });
  const found = await deadlineOf(path, 'utredning');
  expect(found).toMatchObject({ endDay: '2026-09-02', state: 'running' });
  expect(found.explanation.sv).toContain('Beslutet registrerades först 2026-07-06, när tiden hade gått ut.');
});

test('of a preliminary assessment: still refused on another ground, to no later day, or for no definite time', async () => {
  world.clock.set('2026-03-02T09:00:00Z');
  const { intakeId } = await openIntake(world.as('reception'));
  await assess(lena, intakeId);
  const path = `/intakes/${intakeId}`;
  world.clock.set('2026-03-17T09:00:00Z');
  const ground = 'synnerliga-skal';
  const wrong = await extend(path, { ground: 'sarskilda-skal', newEndDay: '2026-03-16' });
  expect(wrong.status).toBe(409);
  expect(wrong.body.reasons.map(({ rule }: { rule: string }) => rule)).toEqual([
    'extension.ground',
    'extension.not-later',
  ]);
  expect((await extend(path, { ground, newEndDay: '2029-01-01' })).status).toBe(400);
  expect((await extend(path, { ground, newEndDay: '2026-03-25', decidedOn: '2026-03-18' })).status).toBe(400);
  expect(done(await extend(path, { ground, newEndDay: '2026-03-25' }))).toMatchObject({ late: true });
  expect(await deadlineOf(path, 'forhandsbedomning')).toMatchObject({
    endDay: '2026-03-16',
    state: 'overdue',
  });
});
