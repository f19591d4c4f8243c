import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { done, newNumber, openIntake, openInvestigation } from '../support/casework.ts';
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

test('the answer comes again only for as long as the caller sees the case: not when break-glass is over', async () => {
  const omar = world.as('youthWorker');
  const { childId, investigationId } = await openInvestigation(world);
  done(await omar.post(`/persons/${childId}/break-glass`, { reason: 'Jourärende i natt, ingen annan nås.' }));
  const at = `/investigations/${investigationId}/conversations`;
  const key = randomUUID();
  const talk = { heldOn: '2026-03-02', form: 'enskilt-barnsamtal', content: 'Alva är rädd.' };
  const first = await omar.post(at, talk, { key });
  expect((await omar.post(at, talk, { key })).body).toEqual(done(first));

  world.clock.set('2026-03-02T21:00:00Z');
  expect((await omar.get(at)).status).toBe(404);
  const refused = await omar.post(at, talk, { key });
  expect(refused.status).toBe(404);
  expect(refused.text).not.toContain('rädd');
  world.clock.set('2026-03-02T09:00:00Z');
});

test('nor after a change of unit, also where it was an intake', async () => {
  const { intakeId } = await openIntake(world.as('reception'));
  const { investigationId } = await openInvestigation(world);
  const vera = (units: string[]) => world.with({ sub: 'vera.lund', roles: ['social-worker'], units });
  const before = await vera(['mottagning', 'barn-och-familj']);
  const after = await vera(['ungdom']);
  for (const [path, body] of [
    [`/intakes/${intakeId}/protection-assessments`, { need: 'inget-behov', grounds: 'Hos mormor.' }],
    [`/investigations/${investigationId}/notes`, { happenedOn: '2026-03-02', text: 'Skolan har ringt.' }],
  ] as const) {
    const key = randomUUID();
    const first = done(await before.post(path, body, { key }));
    expect((await before.post(path, body, { key })).body).toEqual(first);
    expect((await after.post(path, body, { key })).status).toBe(404);
  }
});

test('but again to who has handed the case over and thereby sees it no more, as it was then answered', async () => {
  const lena = world.as('teamLeader');
  const { investigationId } = await openInvestigation(world);
  const at = `/investigations/${investigationId}`;
  const key = randomUUID();
  const body = { handlerId: 'omar.lind', unit: 'ungdom' };
  const match = (await lena.get(at)).etag;
  const first = done(await lena.post(`${at}/assignments`, body, { key, match }));
  expect((await lena.get(at)).status).toBe(404);
  expect((await lena.post(`${at}/assignments`, body, { key, match })).body).toEqual(first);
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
