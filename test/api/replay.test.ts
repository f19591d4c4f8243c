import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { done, newNumber } from '../support/casework.ts';
import { startWorld, type World } from '../support/world.ts';

/** The first answer again, and to whom. */

let world: World;
beforeAll(async () => {
  world = await startWorld();
});
afterAll(() => world.close());

test('the answer comes again only to someone who may still know of the person', async () => {
  const mia = world.as('reception');
  const lena = world.as('teamLeader');
  const key = randomUUID();
  const alva = { personalNumber: newNumber(), givenName: 'Alva', familyName: 'Exempelsson' };
  const { id, version } = done(await mia.post('/persons', alva, { key }));
  const again = await mia.post('/persons', alva, { key });
  expect(again.body).toMatchObject({ id });

  done(await mia.post(`/persons/${id}/named-handlers`, { handlerId: 'lena.berg' }));
  done(
    await lena.patch(
      `/persons/${id}`,
      { protectedIdentity: 'sekretessmarkering' },
      { match: `"${version}"` },
    ),
  );
  done(await lena.post(`/persons/${id}/named-handlers/endings`, { handlerId: 'mia.dahl' }));
  expect((await mia.get(`/persons/${id}`)).status).toBe(404);
  const refused = await mia.post('/persons', alva, { key });
  expect(refused.status).toBe(404);
  expect(refused.text).not.toContain(alva.personalNumber);
});

test('an answer that comes again is logged under the people in it, as a read, since nothing was written', async () => {
  const mia = world.as('reception');
  const key = randomUUID();
  const body = { givenName: 'Melker', familyName: 'Exempelsson' };
  const { id } = done(await mia.post('/persons', body, { key }));
  await mia.post('/persons', body, { key });
  const log = done(await world.as('auditor').get(`/audit-entries?personId=${id}`));
  expect(log.items).toMatchObject([
    { action: 'person.register.again', kind: 'read' },
    { action: 'person.register', kind: 'write' },
  ]);
});

test('what stands in an address without being an id is not kept in the log', async () => {
  const controller = world.as('controller');
  const number = newNumber();
  expect((await controller.get(`/persons/${number}`)).status).toBe(403);
  expect((await controller.get('/persons/%00')).status).toBe(403);
  const log = done(await world.as('auditor').get('/audit-entries?callerId=eva.sund'));
  expect(log.items.length).toBeGreaterThan(0);
  expect(JSON.stringify(log)).not.toContain(number);
});
