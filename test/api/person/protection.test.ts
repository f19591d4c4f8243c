import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { child, done, newNumber, openIntake, register } from '../../support/casework.ts';
import { type Client, startWorld, type World } from '../../support/world.ts';

let world: World;
let karin: Client;
let mia: Client;

beforeAll(async () => {
  world = await startWorld();
  karin = world.as('socialWorker');
  mia = world.as('reception');
});
afterAll(() => world.close());

const protectionOf = async (childId: string) =>
  (await karin.get(`/persons/${childId}`)).body.protectedIdentity;

describe('a report that tells of protection', () => {
  test('makes it stronger, also when the caller may not know of the child, and lets nobody in', async () => {
    const personalNumber = newNumber();
    const { childId } = await openIntake(
      karin,
      child({ personalNumber, protectedIdentity: 'sekretessmarkering' }),
    );
    await register(mia, [child({ personalNumber, protectedIdentity: 'skyddad-folkbokforing' })]);
    expect(await protectionOf(childId)).toBe('skyddad-folkbokforing');
    expect((await mia.get(`/persons/${childId}`)).status).toBe(404);
    const { items } = (await karin.get(`/persons/${childId}/named-handlers`)).body;
    expect(items.map((naming: { handlerId: string }) => naming.handlerId)).toEqual(['karin.ek']);
  });

  test('never makes it weaker', async () => {
    const personalNumber = newNumber();
    const { childId } = await openIntake(
      karin,
      child({ personalNumber, protectedIdentity: 'skyddad-folkbokforing' }),
    );
    await register(karin, [child({ personalNumber, protectedIdentity: 'sekretessmarkering' })]);
    await register(karin, [child({ personalNumber })]);
    expect(await protectionOf(childId)).toBe('skyddad-folkbokforing');
  });

  test('puts it on a child who had none, and names whoever registers it', async () => {
    const personalNumber = newNumber();
    const { childId } = await openIntake(karin, child({ personalNumber }));
    await register(mia, [child({ personalNumber, protectedIdentity: 'sekretessmarkering' })]);
    expect(await protectionOf(childId)).toBe('sekretessmarkering');
    expect((await mia.get(`/persons/${childId}`)).status).toBe(200);
    expect((await world.as('teamLeader').get(`/persons/${childId}`)).status).toBe(404);
  });
});

test('that two people are one is shown to whoever may know of both, and to nobody else', async () => {
  const lena = world.as('teamLeader');
  const personalNumber = newNumber();
  const first = await openIntake(karin, child({ personalNumber, protectedIdentity: 'sekretessmarkering' }));
  const second = done(await lena.post('/persons', { personalNumber, givenName: 'Dubblett' }));
  expect(second.duplicateOf).toBeNull();
  expect((await lena.get(`/persons/${second.id}`)).body.duplicateOf).toBeNull();
  expect(done(await lena.post('/persons/search', { personalNumber })).items[0].duplicateOf).toBeNull();

  expect((await karin.get(`/persons/${second.id}`)).body.duplicateOf).toBe(first.childId);
  const found = done(await karin.post('/persons/search', { personalNumber })).items;
  expect(
    Object.fromEntries(
      found.map(({ id, duplicateOf }: { id: string; duplicateOf: string }) => [id, duplicateOf]),
    ),
  ).toEqual({ [first.childId]: null, [second.id]: first.childId });
});
