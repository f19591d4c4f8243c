import { afterAll, beforeAll, expect, test } from 'vitest';
import { child, done, openIntake } from '../../support/casework.ts';
import { type Client, startWorld, type World } from '../../support/world.ts';

let world: World;
let lena: Client;

beforeAll(async () => {
  world = await startWorld();
  lena = world.as('teamLeader');
});
afterAll(() => world.close());

const end = (childId: string, handlerId: string) =>
  lena.post(`/persons/${childId}/named-handlers/endings`, { handlerId });

test('only a naming that there is can end, and only once', async () => {
  const { childId } = await openIntake(lena);
  const never = await end(childId, 'karin.ek');
  expect(never.status).toBe(409);
  expect(never.body.rule).toBe('named-handler.not-named');
  expect(never.body.reasons[0].remedy).toBe('Läs vilka som är namngivna och ange en av dem.');
  done(await lena.post(`/persons/${childId}/named-handlers`, { handlerId: 'karin.ek' }));
  done(await end(childId, 'karin.ek'));
  expect((await end(childId, 'karin.ek')).body.rule).toBe('named-handler.not-named');
});

test('the last one named for a protected child stays, whoever else is tried', async () => {
  const { childId } = await openIntake(lena, child({ protectedIdentity: 'sekretessmarkering' }));
  expect((await end(childId, 'karin.ek')).body.rule).toBe('named-handler.not-named');
  const last = await end(childId, 'lena.berg');
  expect(last.status).toBe(409);
  expect(last.body.rule).toBe('named-handler.last');
  expect((await lena.get(`/persons/${childId}`)).status).toBe(200);
});
