import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { done } from '../../support/casework.ts';
import { aCase as aCaseOf, aGuardian, fields, hideFromKarin, somebody } from '../../support/parties.ts';
import { type Client, startWorld, type World } from '../../support/world.ts';
import { decide, moved } from '../decision/closing.ts';

let world: World;
let karin: Client;
let lena: Client;
beforeAll(async () => {
  world = await startWorld({ at: '2026-03-02T09:00:00Z' });
  karin = world.as('socialWorker');
  lena = world.as('teamLeader');
});
afterAll(() => world.close());

async function aCase(birthDate?: string) {
  const found = await aCaseOf(karin, birthDate);
  const at = `/investigations/${found.id}`;
  return { ...found, at, url: `${at}/party-information` };
}

const told = (personId: string, more = {}) => ({
  stage: 'inledning',
  personId,
  informedOn: '2026-02-02',
  ...more,
});

test('a guardian is told that the investigation was opened', async () => {
  const { url, id, mother } = await aCase();
  const recorded = await karin.post(url, told(mother, { manner: 'telefon', note: 'Mamman var beredd.' }));
  expect(recorded.status, recorded.text).toBe(201);
  expect(recorded.body).toEqual({
    id: recorded.body.id,
    investigationId: id,
    stage: 'inledning',
    personId: mother,
    informedOn: '2026-02-02',
    manner: 'telefon',
    note: 'Mamman var beredd.',
    exception: null,
    recordedAt: '2026-03-02T09:00:00.000Z',
    recordedBy: 'karin.ek',
    version: 1,
  });
  expect((await karin.get(url)).body).toEqual({ items: [recorded.body] });
  const read = await world.as('decisionMaker').get(`${url}/${recorded.body.id}`);
  expect([read.status, read.etag, read.body]).toEqual([200, recorded.etag, recorded.body]);
});

test('a child is told at any age, an older one as a party too', async () => {
  for (const birthDate of ['2021-06-01', '2010-01-15']) {
    const { url, childId } = await aCase(birthDate);
    const recorded = await karin.post(url, told(childId, { manner: 'samtal' }));
    expect(recorded.status, recorded.text).toBe(201);
    expect(recorded.body).toMatchObject({ personId: childId, manner: 'samtal' });
  }
});

test('särskilda skäl not to tell are recorded, for one person or for all', async () => {
  const { url, mother } = await aCase();
  const exception = 'Barnet kan komma till skada före förhöret.';
  const forAll = await karin.post(url, { stage: 'inledning', exception });
  expect(forAll.body).toMatchObject({ exception, personId: null, informedOn: null, manner: null });
  const forOne = await karin.post(url, { stage: 'inledning', personId: mother, exception });
  expect(forOne.body).toMatchObject({ exception, personId: mother, informedOn: null });
});

test('someone and a day, or an exception', async () => {
  const { url, mother } = await aCase();
  const bad = [
    {},
    { stage: 'inledning' },
    { stage: 'inledning', personId: mother },
    { stage: 'inledning', informedOn: '2026-02-02' },
    { stage: 'pagaende', personId: mother, informedOn: '2026-02-02' },
    told(mother, { manner: 'duva' }),
    told(mother, { exception: ' ' }),
    told('mamma'),
    told(mother, { by: 'karin.ek' }),
  ];
  for (const body of bad) expect((await karin.post(url, body)).status, JSON.stringify(body)).toBe(400);
  expect((await karin.get(url)).body.items).toEqual([]);
});

test.each([
  ['told tomorrow', { informedOn: '2026-03-03' }, ['informedOn']],
  ['told before there was an investigation', { informedOn: '2026-02-01' }, ['informedOn']],
  ['both told and excepted', { exception: 'Skäl.', manner: 'brev' }, ['informedOn', 'manner']],
])('%s cannot be', async (_, more, wrong) => {
  const { url, mother } = await aCase();
  const answer = await karin.post(url, told(mother, more));
  expect([answer.status, fields(answer)]).toEqual([400, wrong]);
});

test('who is neither a party nor the child is not told, by its law', async () => {
  const { url } = await aCase();
  for (const told of [{ informedOn: '2026-02-02' }, { exception: 'Skäl.' }]) {
    const answer = await karin.post(url, { stage: 'inledning', personId: await somebody(karin), ...told });
    expect(answer.body).toMatchObject({
      status: 409,
      rule: 'information.not-a-party',
      law: 'SoL (2025:400) 20 kap. 4 §',
    });
  }
});

test('a guardian is told on the days of the custody', async () => {
  const { url, childId } = await aCase();
  const former = await aGuardian(karin, childId, { validFrom: '2026-02-10', validTo: '2026-02-20' });
  const statusOn = async (informedOn: string) => (await karin.post(url, told(former, { informedOn }))).status;
  expect(await Promise.all(['2026-02-09', '2026-02-10', '2026-02-20', '2026-02-21'].map(statusOn))).toEqual([
    409, 201, 201, 409,
  ]);
});

test('what was told is corrected on the version that was read', async () => {
  const { url, mother } = await aCase();
  const recorded = await karin.post(url, told(mother, { manner: 'brev', note: 'Fel dag.' }));
  const one = `${url}/${recorded.body.id}`;
  const patch = { informedOn: '2026-02-03', manner: null, note: 'Mamman ringde upp.' };
  expect((await karin.patch(one, patch)).status).toBe(428);
  const corrected = await karin.patch(one, patch, { match: recorded.etag });
  expect(corrected.status, corrected.text).toBe(200);
  expect(corrected.body).toEqual({ ...recorded.body, ...patch, version: 2 });
  expect((await karin.patch(one, patch, { match: recorded.etag })).status).toBe(412);
  const match = corrected.etag;
  const future = await karin.patch(one, { informedOn: '2026-03-03' }, { match });
  expect([future.status, fields(future)]).toEqual([400, ['informedOn']]);
  const both = await karin.patch(one, { exception: 'Skäl.' }, { match });
  expect([both.status, fields(both)]).toEqual([400, ['informedOn']]);
  expect((await karin.patch(one, { personId: mother }, { match })).status).toBe(400);
  expect((await karin.get(one)).body).toEqual(corrected.body);
});

test('an exception is corrected, and does not become an information', async () => {
  const { url } = await aCase();
  const recorded = await karin.post(url, { stage: 'inledning', exception: 'Skäl.' });
  const one = `${url}/${recorded.body.id}`;
  const corrected = await karin.patch(one, { exception: 'Förhör hålls först.' }, { match: recorded.etag });
  expect(corrected.body).toMatchObject({ exception: 'Förhör hålls först.', version: 2 });
  const told = await karin.patch(one, { informedOn: '2026-03-02' }, { match: corrected.etag });
  expect([told.status, fields(told)]).toEqual([400, ['informedOn']]);
});

test('a corrected day is one on which the person was a party', async () => {
  const { url, childId } = await aCase();
  const later = await aGuardian(karin, childId, { validFrom: '2026-02-10' });
  const recorded = await karin.post(url, told(later, { informedOn: '2026-02-12' }));
  const one = `${url}/${recorded.body.id}`;
  const earlier = await karin.patch(one, { informedOn: '2026-02-09' }, { match: recorded.etag });
  expect(earlier.body).toMatchObject({ status: 409, rule: 'information.not-a-party' });
});

test('after the decision the child is told how it ended, and nobody that it began', async () => {
  const { at, url, childId, mother } = await aCase();
  const early = await karin.post(url, told(mother));
  const before = await karin.post(url, told(childId, { stage: 'avslut', informedOn: '2026-03-02' }));
  expect(before.status, before.text).toBe(201);
  done(await decide(lena, at, moved));

  const after = await karin.post(url, told(childId, { stage: 'avslut', informedOn: '2026-03-02' }));
  expect(after.status, after.text).toBe(201);
  const one = `${url}/${after.body.id}`;
  const corrected = await karin.patch(one, { manner: 'samtal' }, { match: after.etag });
  expect(corrected.body).toMatchObject({ stage: 'avslut', manner: 'samtal', version: 2 });
  const ended = await karin.post(url, { stage: 'avslut', personId: mother, exception: 'Går inte att nå.' });
  expect(ended.status, ended.text).toBe(201);

  for (const answer of [
    await karin.post(url, told(mother)),
    await karin.patch(`${url}/${early.body.id}`, { manner: 'brev' }, { match: early.etag }),
  ]) {
    expect(answer.body).toMatchObject({ status: 409, rule: 'investigation.closed', law: expect.any(String) });
  }
  expect((await karin.get(`${url}/${early.body.id}`)).body).toEqual(early.body);
});

test('what concerns a guardian who is protected from the caller is not there', async () => {
  const { url, childId, mother } = await aCase();
  const hidden = await aGuardian(karin, childId);
  const openly = await karin.post(url, told(mother));
  const forAll = await karin.post(url, { stage: 'inledning', exception: 'Skäl.' });
  const secret = await karin.post(url, told(hidden));
  const excepted = await karin.post(url, { stage: 'inledning', personId: hidden, exception: 'Skäl.' });
  await hideFromKarin(world, hidden);

  expect((await karin.get(url)).body.items).toEqual([openly.body, forAll.body]);
  expect((await lena.get(url)).body.items).toEqual([openly.body, forAll.body, secret.body, excepted.body]);
  const one = `${url}/${secret.body.id}`;
  const patch = { note: 'Nytt.' };
  expect((await karin.get(one)).status).toBe(404);
  expect((await karin.patch(one, patch, { match: secret.etag })).status).toBe(404);
  expect((await lena.patch(one, patch, { match: secret.etag })).status).toBe(200);

  const unknown = await karin.post(url, told(randomUUID()));
  const known = await karin.post(url, told(hidden));
  expect([known.status, known.body.violations]).toEqual([400, unknown.body.violations]);
  expect(fields(known)).toEqual(['personId']);
});

test('who does not see the investigation gets 404; who may not gets 403; another investigation has it not', async () => {
  const { url, mother } = await aCase();
  const recorded = await karin.post(url, told(mother));
  const one = `${url}/${recorded.body.id}`;
  const match = recorded.etag;
  const stranger = world.as('youthWorker');
  expect((await stranger.get(url)).status).toBe(404);
  expect((await stranger.get(one)).status).toBe(404);
  expect((await stranger.post(url, told(mother))).status).toBe(404);
  expect((await stranger.patch(one, { note: 'Nytt.' }, { match })).status).toBe(404);
  expect((await world.as('controller').get(url)).status).toBe(403);
  expect((await world.as('decisionMaker').post(url, told(mother))).status).toBe(403);
  expect((await world.as('reception').patch(one, { note: 'Nytt.' }, { match })).status).toBe(403);
  const other = await aCase();
  expect((await karin.get(`${other.url}/${recorded.body.id}`)).status).toBe(404);
});

test('the same key gives the same information, with another body nothing', async () => {
  const { url, mother } = await aCase();
  const key = randomUUID();
  const first = await karin.post(url, told(mother), { key });
  expect((await karin.post(url, told(mother), { key })).body).toEqual(first.body);
  expect((await karin.post(url, told(mother, { manner: 'brev' }), { key })).status).toBe(409);
  expect((await karin.get(url)).body.items).toHaveLength(1);
});

test('the log finds it under who was told as under the child', async () => {
  const { id, url, childId, mother } = await aCase();
  const recorded = await karin.post(url, told(mother));
  await karin.get(url);
  for (const action of ['party-information.record', 'party-information.list']) {
    const found = await world.as('auditor').get(`/audit-entries?personId=${mother}&action=${action}`);
    expect(found.body.items, action).toMatchObject([{ personIds: [childId, mother] }]);
    expect(found.body.items[0].resourceIds[0]).toBe(recorded.body.id);
  }
  const ofTheChild = await karin.post(url, told(childId));
  const [entry] = (await world.as('auditor').get(`/audit-entries?personId=${childId}`)).body.items;
  expect(entry).toMatchObject({ resourceIds: [ofTheChild.body.id, id], personIds: [childId] });
});
