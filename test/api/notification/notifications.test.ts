import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { done } from '../../support/casework.ts';
import { aCase, aGuardian, fields, somebody } from '../../support/parties.ts';
import { type Client, startWorld, type World } from '../../support/world.ts';
import { closedCase, received } from './closed.ts';

/** Who received the decision, when and how. */

let world: World;
let karin: Client;
beforeAll(async () => {
  world = await startWorld();
  karin = world.as('socialWorker');
});
beforeEach(() => world.clock.set('2026-03-02T09:00:00Z'));
afterAll(() => world.close());

const opened = () => closedCase(world);

test('a guardian has received the decision and been told how to appeal', async () => {
  const { url, id, mother } = await opened();
  world.clock.set('2026-03-06T09:00:00Z');
  const recorded = await karin.post(url, received(mother, '2026-03-05', { manner: 'delgivning' }));
  expect(recorded.status, recorded.text).toBe(201);
  expect(recorded.body).toEqual({
    id: recorded.body.id,
    investigationId: id,
    partyId: mother,
    notifiedOn: '2026-03-05',
    manner: 'delgivning',
    appealInstructions: true,
    appealReceivedOn: null,
    appealNote: null,
    appealDecidedOn: null,
    appealOutcome: null,
    appealBy: { endDay: '2026-03-26', lastLawfulDay: '2026-03-26' },
    appealLate: null,
    legalForceOn: null,
    recordedAt: '2026-03-06T09:00:00.000Z',
    recordedBy: 'karin.ek',
    version: 1,
  });
  expect((await karin.get(url)).body).toEqual({
    appealable: true,
    allPartiesNotified: false,
    legalForceOn: null,
    items: [recorded.body],
  });
  const read = await world.as('decisionMaker').get(`${url}/${recorded.body.id}`);
  expect([read.status, read.etag, read.body]).toEqual([200, recorded.etag, recorded.body]);
});

test('while the investigation runs there is nothing to notify of, and nothing to read', async () => {
  const { id, mother } = await aCase(karin);
  const url = `/investigations/${id}/notifications`;
  expect((await karin.post(url, received(mother))).body).toMatchObject({
    status: 409,
    rule: 'investigation.running',
    law: 'förvaltningslagen (2017:900) 33-34 §§',
  });
  expect((await karin.get(url)).body).toEqual({
    appealable: null,
    allPartiesNotified: false,
    legalForceOn: null,
    items: [],
  });
});

test('a party receives the decision once; what was wrong is corrected', async () => {
  const { url, mother, father } = await opened();
  const first = await karin.post(url, received(mother));
  expect((await karin.post(url, received(mother))).body).toMatchObject({
    status: 409,
    rule: 'notification.given-already',
    law: 'förvaltningslagen (2017:900) 33-34 §§',
  });
  done(await karin.post(url, received(father)));
  world.clock.set('2026-03-10T09:00:00Z');
  const one = `${url}/${first.body.id}`;
  const patch = { notifiedOn: '2026-03-09', manner: 'muntligt', appealInstructions: false };
  expect((await karin.patch(one, patch)).status).toBe(428);
  const corrected = await karin.patch(one, patch, { match: first.etag });
  expect(corrected.body).toEqual({
    ...first.body,
    ...patch,
    appealBy: { endDay: '2026-03-30', lastLawfulDay: '2026-03-30' },
    version: 2,
  });
  expect((await karin.patch(one, patch, { match: first.etag })).status).toBe(412);
  const future = await karin.patch(one, { notifiedOn: '2026-03-11' }, { match: corrected.etag });
  expect([future.status, fields(future)]).toEqual([400, ['notifiedOn']]);
  expect((await karin.patch(one, { partyId: father }, { match: corrected.etag })).status).toBe(400);
  expect((await karin.get(one)).body).toEqual(corrected.body);
});

test.each([
  ['before the decision', { notifiedOn: '2026-03-01' }, 'notifiedOn'],
  ['tomorrow', { notifiedOn: '2026-03-03' }, 'notifiedOn'],
  ['on no day', { notifiedOn: undefined }, 'notifiedOn'],
  ['in no known manner', { manner: 'duva' }, 'manner'],
  ['without a word of how to appeal', { appealInstructions: undefined }, 'appealInstructions'],
  ['by nobody', { partyId: randomUUID() }, 'partyId'],
])('the decision is not received %s', async (_, more, field) => {
  const { url, mother } = await opened();
  const answer = await karin.post(url, received(mother, '2026-03-02', more));
  expect([answer.status, fields(answer)]).toEqual([400, [field]]);
});

test('who is no party is not notified, by its law', async () => {
  const { url, childId } = await opened();
  for (const partyId of [await somebody(karin), childId]) {
    expect((await karin.post(url, received(partyId))).body).toMatchObject({
      status: 409,
      rule: 'notification.not-a-party',
      law: 'förvaltningslagen (2017:900) 33-34 §§',
    });
  }
});

test('the parties are those of the day of the decision, whenever it reaches them', async () => {
  const { url, childId } = await opened();
  const until = await aGuardian(karin, childId, { validTo: '2026-03-02' });
  const since = await aGuardian(karin, childId, { validFrom: '2026-03-03' });
  world.clock.set('2026-03-20T09:00:00Z');
  expect((await karin.post(url, received(until, '2026-03-20'))).status).toBe(201);
  expect((await karin.post(url, received(since, '2026-03-20'))).body).toMatchObject({
    rule: 'notification.not-a-party',
  });
});

test('a child of 16 is notified as a party; who turns 15 the day after is not', async () => {
  const young = await closedCase(world, { birthDate: '2010-01-15' });
  const answer = await karin.post(young.url, received(young.childId, '2026-03-02', { manner: 'muntligt' }));
  expect(answer.status, answer.text).toBe(201);
  const younger = await closedCase(world, { birthDate: '2011-03-03' });
  world.clock.set('2026-03-05T09:00:00Z');
  expect((await karin.post(younger.url, received(younger.childId, '2026-03-05'))).body).toMatchObject({
    rule: 'notification.not-a-party',
  });
});

test('who does not see the investigation gets 404; who may not gets 403; another investigation has it not', async () => {
  const { url, mother, father } = await opened();
  const recorded = await karin.post(url, received(mother));
  const one = `${url}/${recorded.body.id}`;
  const match = recorded.etag;
  const appeal = { receivedOn: '2026-03-02' };
  const stranger = world.as('youthWorker');
  expect((await stranger.get(url)).status).toBe(404);
  expect((await stranger.get(one)).status).toBe(404);
  expect((await stranger.post(url, received(father))).status).toBe(404);
  expect((await stranger.patch(one, { manner: 'brev' }, { match })).status).toBe(404);
  expect((await stranger.put(`${one}/appeal`, appeal, { match })).status).toBe(404);
  expect((await world.as('controller').get(url)).status).toBe(403);
  expect((await world.as('decisionMaker').post(url, received(father))).status).toBe(403);
  expect((await world.as('reception').patch(one, { manner: 'brev' }, { match })).status).toBe(403);
  expect((await world.as('reception').put(`${one}/appeal`, appeal, { match })).status).toBe(403);
  const other = `${(await opened()).url}/${recorded.body.id}`;
  expect((await karin.get(other)).status).toBe(404);
  expect((await karin.put(`${other}/appeal`, appeal, { match })).status).toBe(404);
});

test('the same key gives the same notification', async () => {
  const { url, mother } = await opened();
  const key = randomUUID();
  const first = await karin.post(url, received(mother), { key });
  expect((await karin.post(url, received(mother), { key })).body).toEqual(first.body);
  expect((await karin.get(url)).body.items).toHaveLength(1);
});

test('the log finds what was received, corrected and appealed under the party as under the child', async () => {
  const { id, url, childId, mother } = await opened();
  const recorded = await karin.post(url, received(mother));
  const one = `${url}/${recorded.body.id}`;
  await karin.patch(one, { manner: 'digitalt' }, { match: recorded.etag });
  await karin.put(`${one}/appeal`, { receivedOn: '2026-03-02' }, { match: '"2"' });
  await karin.get(url);
  const entries = (await world.as('auditor').get(`/audit-entries?personId=${mother}&limit=5`)).body.items;
  expect(entries.map(({ action }: { action: string }) => action)).toEqual([
    'notification.list',
    'notification.record-appeal',
    'notification.correct',
    'notification.record',
    expect.any(String),
  ]);
  expect(entries[1]).toMatchObject({ resourceIds: [recorded.body.id, id], personIds: [childId, mother] });
});
