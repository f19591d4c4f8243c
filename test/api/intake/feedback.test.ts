import { afterAll, beforeAll, expect, test } from 'vitest';
import { assess, decide, done, openIntake } from '../../support/casework.ts';
import { type Client, startWorld, type World } from '../../support/world.ts';

/** A request for feedback that comes later than the report. */

let world: World;
let lena: Client;
beforeAll(async () => {
  world = await startWorld();
  lena = world.as('teamLeader');
});
afterAll(() => world.close());

const notOpened = { outcome: 'utredning-inleds-inte', unit: undefined, handlerId: undefined };

async function tell(intakeId: string, told: object) {
  const { etag } = await lena.get(`/intakes/${intakeId}`);
  return lena.put(`/intakes/${intakeId}/feedback`, told, { match: etag });
}

const owed = async (intakeId: string) =>
  done(await lena.get('/deadlines?limit=100&rule=aterkoppling-till-anmalare'))
    .items.filter((line: { case: { id: string } }) => line.case.id === intakeId)
    .map((line: { endDay: string }) => line.endDay);

test('is recorded when it comes, is owed when the intake is decided, and is met when it is given', async () => {
  const { intakeId } = await openIntake(world.as('reception'));
  const asked = done(await tell(intakeId, { requestedOn: '2026-03-02' }));
  expect(asked.feedback).toEqual({
    ...{ requested: true, requestedOn: '2026-03-02', givenOn: null, unsuitable: null },
  });
  expect(await owed(intakeId)).toEqual([]);
  expect((await tell(intakeId, { givenOn: '2026-03-02' })).body.rule).toBe('intake.feedback-before-decision');
  await assess(lena, intakeId);
  await decide(lena, intakeId, notOpened);
  expect(await owed(intakeId)).toEqual(['2026-03-09']);
  done(await tell(intakeId, { givenOn: '2026-03-02' }));
  expect(await owed(intakeId)).toEqual([]);
});

test('that comes after the decision is owed from then on, and leaves what was given as it is', async () => {
  const { intakeId } = await openIntake(world.as('reception'));
  await assess(lena, intakeId);
  await decide(lena, intakeId, notOpened);
  done(await tell(intakeId, { requestedOn: '2026-03-02' }));
  expect(await owed(intakeId)).toEqual(['2026-03-09']);
  done(await tell(intakeId, { givenOn: '2026-03-02' }));
  const again = done(await tell(intakeId, { requestedOn: '2026-03-02' }));
  expect(again.feedback.givenOn).toBe('2026-03-02');
});

test('has a day between the report and today, and comes from a mandatory reporter', async () => {
  const { intakeId } = await openIntake(world.as('reception'));
  for (const requestedOn of ['2026-03-01', '2026-03-03']) {
    expect(await tell(intakeId, { requestedOn })).toMatchObject({
      ...{ status: 400, body: { violations: [{ field: 'requestedOn' }] } },
    });
  }
  expect((await tell(intakeId, {})).status).toBe(400);
  const neighbour = await openIntake(world.as('reception'), undefined, { reporter: 'privatperson' });
  expect((await tell(neighbour.intakeId, { requestedOn: '2026-03-02' })).body.rule).toBe(
    'feedback.not-mandatory-reporter',
  );
});
