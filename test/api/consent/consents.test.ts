import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { child, done, openInvestigation } from '../../support/casework.ts';
import { type Client, startWorld, type World } from '../../support/world.ts';
import { aGuardian } from '../decision/closing.ts';

const NOT_RETRACTED = { retractedAt: null, retractedBy: null, retractionReason: null };

let world: World;
let karin: Client;
beforeAll(async () => {
  world = await startWorld();
  karin = world.as('socialWorker');
});
afterAll(() => world.close());
beforeEach(() => world.clock.set('2026-03-02T09:00:00Z'));

/** An investigation of a child, and the child's mother, who has the custody. */
async function aCase(of = child()) {
  const { investigationId: id, childId } = await openInvestigation(world, of);
  const at = `/investigations/${id}`;
  return { id, at, url: `${at}/consents`, childId, mother: await aGuardian(karin, at) };
}

const consents = (personId: string, more: object = {}) => ({
  personId,
  intervention: 'familjebehandling',
  answer: 'samtycker',
  on: '2026-03-02',
  ...more,
});
const fields = (answer: { body: { violations?: { field: string }[] } }) =>
  (answer.body.violations ?? []).map((violation) => violation.field);

test('a guardian consents, and the answer is on record as it was given', async () => {
  const { id, url, mother } = await aCase();
  const recorded = await karin.post(url, consents(mother, { note: 'Vid möte på kontoret.' }));
  expect(recorded.status, recorded.text).toBe(201);
  expect(recorded.headers.location).toMatch(new RegExp(`${url}$`));
  expect(recorded.body).toEqual({
    id: recorded.body.id,
    investigationId: id,
    personId: mother,
    intervention: 'familjebehandling',
    placementForm: null,
    answer: 'samtycker',
    on: '2026-03-02',
    note: 'Vid möte på kontoret.',
    recordedAt: '2026-03-02T09:00:00.000Z',
    recordedBy: 'karin.ek',
    ...NOT_RETRACTED,
  });
  expect((await world.as('decisionMaker').get(url)).body).toEqual({ items: [recorded.body] });
});

test('a later answer stands beside the first, in the order given', async () => {
  const { url, mother } = await aCase();
  world.clock.set('2026-03-10T09:00:00Z');
  const second = await karin.post(url, consents(mother, { on: '2026-03-09' }));
  const first = await karin.post(url, consents(mother, { on: '2026-03-04', answer: 'samtycker-inte' }));
  expect((await karin.get(url)).body.items).toEqual([first.body, second.body]);
});

test('a placement is answered about by its form', async () => {
  const { url, mother } = await aCase();
  const placement = { intervention: 'placering', placementForm: 'familjehem', answer: 'samtycker-inte' };
  const recorded = await karin.post(url, consents(mother, placement));
  expect(recorded.status, recorded.text).toBe(201);
  expect(recorded.body).toMatchObject(placement);
});

test('a child answers at any age, and only the child asks for an intervention itself', async () => {
  const { url, childId, mother } = await aCase();
  for (const answer of ['samtycker', 'samtycker-inte', 'begar']) {
    expect((await karin.post(url, consents(childId, { answer }))).status).toBe(201);
  }
  const refused = await karin.post(url, consents(mother, { answer: 'begar' }));
  expect([refused.status, fields(refused)]).toEqual([400, ['answer']]);
});

test.each([
  ['tomorrow', { on: '2026-03-03' }, 'on'],
  ['a day before the investigation', { on: '2026-03-01' }, 'on'],
  ['a placement without its form', { intervention: 'placering' }, 'placementForm'],
  ['treatment in a familjehem', { placementForm: 'familjehem' }, 'placementForm'],
])('%s cannot be', async (_, more, field) => {
  const { url, mother } = await aCase();
  const refused = await karin.post(url, consents(mother, more));
  expect([refused.status, fields(refused)]).toEqual([400, [field]]);
  expect((await karin.get(url)).body.items).toEqual([]);
});

test('an answer is told in full, with the codes of the lists, and with nothing else', async () => {
  const { url, mother } = await aCase();
  const bad = [
    consents(mother, { answer: 'kanske' }),
    consents(mother, { intervention: 'barnvakt' }),
    consents(mother, { on: undefined }),
    consents(mother, { note: '  ' }),
    consents(mother, { withdrawn: true }),
    consents('mamman'),
  ];
  for (const body of bad) expect((await karin.post(url, body)).status, JSON.stringify(body)).toBe(400);
});

test('who is no guardian is not asked, by its law', async () => {
  const { url, childId } = await aCase();
  const grandmother = done(await karin.post('/persons', { givenName: 'Ulla', familyName: 'Exempelsson' })).id;
  const relation = { fromPersonId: grandmother, toPersonId: childId, type: 'mor-eller-farforalder' };
  done(await karin.post('/relations', relation));
  const refused = await karin.post(url, consents(grandmother));
  expect(refused.status).toBe(409);
  expect(refused.body).toMatchObject({
    rule: 'consent.not-entitled',
    law: 'SoL (2025:400) 21 kap. 1-2 §§',
    reasons: [{ message: expect.stringContaining('vårdnadshavare'), remedy: expect.any(String) }],
  });
  expect(refused.text).not.toContain('Ulla');
});

test('a guardian answers on the days of the custody, the last one included', async () => {
  const { at, url } = await aCase();
  const former = await aGuardian(karin, at, { validFrom: '2026-03-05' });
  const [row] = await world.database.raw(`select id from relation where from_person_id = '${former}'`);
  done(await karin.patch(`/relations/${row!.id}`, { validTo: '2026-03-10' }, { match: '"1"' }));
  world.clock.set('2026-03-20T09:00:00Z');
  const on = async (day: string) => (await karin.post(url, consents(former, { on: day }))).status;
  expect(await Promise.all(['2026-03-04', '2026-03-05', '2026-03-10', '2026-03-11'].map(on))).toEqual([
    409, 201, 201, 409,
  ]);
});

test('from 18 the young person answers alone', async () => {
  const { url, mother, childId } = await aCase(child({ personalNumber: undefined, birthDate: '2008-03-10' }));
  world.clock.set('2026-03-20T09:00:00Z');
  const on = async (personId: string, day: string) =>
    (await karin.post(url, consents(personId, { on: day }))).status;
  expect(await on(mother, '2026-03-09')).toBe(201);
  expect(await on(mother, '2026-03-10')).toBe(409);
  expect(await on(childId, '2026-03-10')).toBe(201);
});

/** A guardian whom Lena alone may know of from now on. */
async function hide(personId: string) {
  const lena = world.as('teamLeader');
  done(await karin.post(`/persons/${personId}/named-handlers`, { handlerId: 'lena.berg' }));
  const { etag } = await lena.get(`/persons/${personId}`);
  done(
    await lena.patch(`/persons/${personId}`, { protectedIdentity: 'sekretessmarkering' }, { match: etag }),
  );
  done(await lena.post(`/persons/${personId}/named-handlers/endings`, { handlerId: 'karin.ek' }));
}

test('what a protected person has answered is there for who may know of the person', async () => {
  const { url, mother, childId } = await aCase();
  const hidden = await karin.post(url, consents(mother));
  const shown = await karin.post(url, consents(childId));
  await hide(mother);
  expect((await karin.get(url)).body.items).toEqual([shown.body]);
  expect((await world.as('teamLeader').get(url)).body.items).toEqual([hidden.body, shown.body]);
  const seen = await world.as('auditor').get(`/audit-entries?personId=${childId}&action=consent.list`);
  expect(seen.body.items.map((entry: { personIds: string[] }) => entry.personIds)).toEqual([
    [childId, mother],
    [childId],
  ]);
});

test('a person who is not there and one protected from the caller give the same answer', async () => {
  const { url, mother } = await aCase();
  await hide(mother);
  const unknown = await karin.post(url, consents(randomUUID()));
  const known = await karin.post(url, consents(mother));
  expect([unknown.status, fields(unknown)]).toEqual([400, ['personId']]);
  expect([known.status, known.body.violations]).toEqual([400, unknown.body.violations]);
});

test('the answer to a repeated request is not given once the person is hidden', async () => {
  const { url, mother } = await aCase();
  const key = randomUUID();
  const first = await karin.post(url, consents(mother), { key });
  expect((await karin.post(url, consents(mother), { key })).body).toEqual(first.body);
  expect((await karin.post(url, consents(mother, { answer: 'samtycker-inte' }), { key })).status).toBe(409);
  expect((await karin.get(url)).body.items).toHaveLength(1);
  await hide(mother);
  const again = await karin.post(url, consents(mother), { key });
  expect(again.status).toBe(404);
  expect(again.text).not.toContain(mother);
});

test('who does not see the investigation gets 404; who may not gets 403', async () => {
  const { url, mother } = await aCase();
  expect((await world.as('youthWorker').get(url)).status).toBe(404);
  expect((await world.as('youthWorker').post(url, consents(mother))).status).toBe(404);
  expect((await world.as('controller').get(url)).status).toBe(403);
  expect((await world.as('decisionMaker').post(url, consents(mother))).status).toBe(403);
  expect((await world.as('reception').post(url, consents(mother))).status).toBe(403);
});

test('the log finds an answer under the person as under the child', async () => {
  const { id, url, childId, mother } = await aCase();
  const { body } = await karin.post(url, consents(mother));
  const found = await world.as('auditor').get(`/audit-entries?personId=${mother}&action=consent.record`);
  expect(found.body.items).toMatchObject([
    { resource: 'consent', resourceIds: [body.id, id], personIds: [childId, mother] },
  ]);
});

test('nothing is answered in a closed investigation', async () => {
  const { at, url, mother } = await aCase();
  const lena = world.as('teamLeader');
  const moved = { outcome: 'flyttat', reasons: 'Familjen har flyttat.' };
  done(await lena.post(`${at}/decision`, moved, { match: (await lena.get(at)).etag }));
  const refused = await karin.post(url, consents(mother));
  expect(refused.body).toMatchObject({ status: 409, rule: 'investigation.closed' });
});

test('an answer recorded by mistake is taken back: it stays to be read, and counts no more', async () => {
  const { at, url, mother } = await aCase();
  const asked = async () => {
    const query = 'outcome=insats-sol&intervention=familjebehandling';
    const { missing } = done(await karin.get(`${at}/completeness?${query}`));
    return missing.map(({ rule }: { rule: string }) => rule).includes('consent.missing');
  };
  const recorded = await karin.post(url, consents(mother));
  expect(await asked()).toBe(false);
  const retraction = `${url}/${recorded.body.id}/retraction`;
  const mistake = { reason: 'Det var mormor som svarade.' };
  expect((await karin.post(retraction, {})).status).toBe(400);
  const retracted = await karin.post(retraction, mistake);
  expect([retracted.status, retracted.body]).toEqual([
    201,
    {
      ...recorded.body,
      retractedAt: '2026-03-02T09:00:00.000Z',
      retractedBy: 'karin.ek',
      retractionReason: mistake.reason,
    },
  ]);
  expect((await karin.get(url)).body.items).toEqual([retracted.body]);
  expect(await asked()).toBe(true);
  expect((await karin.post(retraction, mistake)).body).toMatchObject({
    status: 409,
    rule: 'consent.retracted',
  });
  expect((await karin.post(`${url}/${randomUUID()}/retraction`, mistake)).status).toBe(404);
  expect((await world.as('youthWorker').post(retraction, mistake)).status).toBe(404);
});
