import { afterAll, beforeAll, expect, test } from 'vitest';
import { child, done, openIntake } from '../../support/casework.ts';
import { type Client, startWorld, type World } from '../../support/world.ts';

let world: World;
let karin: Client;

beforeAll(async () => {
  world = await startWorld();
  karin = world.as('socialWorker');
});
afterAll(() => world.close());

const end = (childId: string, handlerId: string) =>
  karin.post(`/persons/${childId}/named-handlers/endings`, { handlerId });

test('only a naming that there is can end, and only once', async () => {
  const { childId } = await openIntake(karin);
  const never = await end(childId, 'lena.berg');
  expect(never.status).toBe(409);
  expect(never.body.rule).toBe('named-handler.not-named');
  expect(never.body.reasons[0].remedy).toBe('Läs vilka som är namngivna och ange en av dem.');
  done(await karin.post(`/persons/${childId}/named-handlers`, { handlerId: 'lena.berg' }));
  done(await end(childId, 'lena.berg'));
  expect((await end(childId, 'lena.berg')).body.rule).toBe('named-handler.not-named');
});

test('the last one named for a protected child stays, whoever else is tried', async () => {
  const { childId } = await openIntake(karin, child({ protectedIdentity: 'sekretessmarkering' }));
  expect((await end(childId, 'lena.berg')).body.rule).toBe('named-handler.not-named');
  const last = await end(childId, 'karin.ek');
  expect(last.status).toBe(409);
  expect(last.body.rule).toBe('named-handler.last');
  expect((await karin.get(`/persons/${childId}`)).status).toBe(200);
});
