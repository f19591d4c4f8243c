import { afterAll, beforeAll, expect, test } from 'vitest';
import { done, openIntake } from '../../support/casework.ts';
import { type Client, startWorld, type World } from '../../support/world.ts';

let world: World;
let karin: Client;
let lena: Client;

beforeAll(async () => {
  world = await startWorld();
  karin = world.as('socialWorker');
  lena = world.as('teamLeader');
});
afterAll(() => world.close());

const relate = async (fromPersonId: string, toPersonId: string, more: object = {}) =>
  done(await karin.post('/relations', { fromPersonId, toPersonId, type: 'vardnadshavare', ...more }));

const siblingsOf = async (client: Client, childId: string): Promise<string[]> =>
  (await client.get(`/persons/${childId}/family`)).body.siblings.map(
    (member: { person: { id: string } }) => member.person.id,
  );

test('siblings are inferred through a guardian whom the caller may know of, and through no other', async () => {
  const [alva, melker] = [await openIntake(karin), await openIntake(karin)];
  const hidden = done(
    await karin.post('/persons', { familyName: 'Hemligsson', protectedIdentity: 'sekretessmarkering' }),
  );
  await relate(hidden.id, alva.childId);
  await relate(hidden.id, melker.childId);
  expect(await siblingsOf(karin, alva.childId)).toEqual([melker.childId]);
  expect(await siblingsOf(lena, alva.childId)).toEqual([]);

  const known = done(await karin.post('/persons', { familyName: 'Exempelsson' }));
  await relate(known.id, alva.childId);
  await relate(known.id, melker.childId);
  expect(await siblingsOf(lena, alva.childId)).toEqual([melker.childId]);
});

test('a guardian who is not one yet makes no siblings', async () => {
  const [alva, melker] = [await openIntake(karin), await openIntake(karin)];
  const guardian = done(await karin.post('/persons', { familyName: 'Exempelsson' }));
  await relate(guardian.id, alva.childId);
  await relate(guardian.id, melker.childId, { validFrom: '2026-03-03' });
  expect(await siblingsOf(karin, alva.childId)).toEqual([]);
  world.clock.set('2026-03-03T09:00:00Z');
  expect(await siblingsOf(karin, alva.childId)).toEqual([melker.childId]);
  world.clock.set('2026-03-02T09:00:00Z');
});
