import { afterAll, beforeAll, expect, test } from 'vitest';
import { done } from '../../support/casework.ts';
import { aCase, aGuardian, hideFromKarin } from '../../support/parties.ts';
import { startWorld, type World } from '../../support/world.ts';
import { ownPart, shapeOf, truthFor } from './truth.ts';

/** The time of a protected party is counted for nobody who may not know of that one. */

let world: World;
const UNITS = ['mottagning', 'barn-och-familj'];

beforeAll(async () => {
  world = await startWorld({ at: '2026-03-04T09:00:00Z' });
  const karin = world.as('socialWorker');
  const { id, childId, mother } = await aCase(karin);
  const father = await aGuardian(karin, childId);
  for (const partyId of [mother, father]) {
    const sent = { partyId, sentOn: '2026-03-03', commentBy: '2026-03-05' };
    done(await karin.post(`/investigations/${id}/communications`, sent));
  }
  await hideFromKarin(world, father);
});
afterAll(() => world.close());

test.each([
  ['2026-03-04T09:00:00Z', 'nearing'],
  ['2026-03-05T09:00:00Z', 'dueToday'],
] as const)('at %s it is one clock for karin.ek and two for lena.berg', async (at, state) => {
  world.clock.set(at);
  const karins = shapeOf(done(await world.as('socialWorker').get('/workload')));
  const lenas = shapeOf(done(await world.as('teamLeader').get('/workload')));
  const forKarin = { sub: 'karin.ek', roles: [], units: UNITS };
  expect(karins).toEqual(ownPart(await truthFor(world, forKarin), 'karin.ek'));
  expect(lenas).toEqual(await truthFor(world, { ...forKarin, sub: 'lena.berg' }));
  const counted = (of: typeof karins) => of.units['barn-och-familj']!.handlers['karin.ek']![state];
  expect([counted(karins), counted(lenas)]).toEqual([1, 2]);
});

test('when it has passed it waits for nobody and is counted for nobody', async () => {
  world.clock.set('2026-03-06T09:00:00Z');
  const { total } = shapeOf(done(await world.as('teamLeader').get('/workload?unit=barn-och-familj'))).units[
    'barn-och-familj'
  ]!;
  // What is overdue is that nobody was told of the investigation.
  expect([total.nearing, total.dueToday, total.overdue]).toEqual([0, 0, 1]);
});
