import { afterAll, beforeAll, expect, test } from 'vitest';
import { loadRecords } from '../../../src/record/load.ts';
import { assess, decide, done, openIntake, openInvestigation } from '../../support/casework.ts';
import { type Client, startWorld, type World } from '../../support/world.ts';

/** Whose investigations stand in the record of a child as those of siblings. */

let world: World;
let karin: Client;
beforeAll(async () => {
  world = await startWorld({ at: '2026-03-02T09:00:00Z' });
  karin = world.as('socialWorker');
});
afterAll(() => world.close());

const recordOf = async (childId: string) => (await loadRecords(world.database.reader, [childId]))[0];

test('children with a guardian in common are siblings, also where nobody has recorded it', async () => {
  world.clock.set('2026-03-03T09:00:00Z');
  const [one, other] = [await openIntake(karin), await openInvestigation(world)];
  const guardian = done(await karin.post('/persons', { givenName: 'Maria', familyName: 'Exempelsson' })).id;
  for (const toPersonId of [one.childId, other.childId]) {
    done(await karin.post('/relations', { fromPersonId: guardian, toPersonId, type: 'vardnadshavare' }));
  }
  expect((await recordOf(one.childId))!.siblingInvestigations).toEqual([
    { openedOn: '2026-03-03', closedOn: null },
  ]);
  expect((await recordOf(other.childId))!.siblingInvestigations).toEqual([]);
});

test('a relation that ended lends nothing that came after', async () => {
  world.clock.set('2026-03-03T09:00:00Z');
  const [one, other] = [await openIntake(karin), await openIntake(karin)];
  const tie = { fromPersonId: one.childId, toPersonId: other.childId, type: 'syskon' };
  const related = await karin.post('/relations', tie);
  done(await karin.patch(`/relations/${related.body.id}`, { validTo: '2026-03-03' }, { match: '"1"' }));
  world.clock.set('2026-03-04T09:00:00Z');
  await assess(karin, other.intakeId);
  await decide(world.as('teamLeader'), other.intakeId);
  expect((await recordOf(one.childId))!.siblingInvestigations).toEqual([]);
});
