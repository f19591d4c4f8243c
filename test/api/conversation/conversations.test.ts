import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Client, startWorld, type World } from '../../support/world.ts';

let world: World;
let karin: Client;
/** The child's running investigation, opened on 2 February 2026; today is 2 March. */
let talks: string;

beforeAll(async () => {
  world = await startWorld({ at: '2026-03-02T09:00:00Z' });
  karin = world.as('socialWorker');
  talks = `/investigations/${await anInvestigation()}/conversations`;
});
afterAll(() => world.close());

/** An application (ansökan) opens an investigation at once, on the day it came in. */
async function anInvestigation(receivedAt = '2026-02-02T08:00:00Z'): Promise<string> {
  const report = await karin.post('/reports', {
    type: 'ansokan',
    receivedAt,
    channel: 'besok',
    reporter: 'vardnadshavare',
    text: 'Ansöker om stöd.',
    unit: 'barn-och-familj',
    children: [{ person: { givenName: 'Alva', birthDate: '2014-02-17' }, mainCause: 'brist-i-omsorg' }],
  });
  expect(report.status, report.text).toBe(201);
  return report.body.children[0].investigationId;
}

const aTalk = { heldOn: '2026-02-16', form: 'hembesok' };
const fields = (answer: { body: { violations?: { field: string }[] } }) =>
  (answer.body.violations ?? []).map((violation) => violation.field);

test('a talk alone with the child, without consent and with its own view, is recorded whole', async () => {
  const told = {
    heldOn: '2026-02-16',
    form: 'enskilt-barnsamtal',
    childTookPart: true,
    childAlone: true,
    otherParticipants: ['Skolkurator'],
    withoutConsent: true,
    interpreter: 'arabiska',
    content: 'Samtal i skolan.',
    childView: 'Vill att det blir lugnt hemma.',
  };
  const recorded = await karin.post(talks, told);
  expect(recorded.status, recorded.text).toBe(201);
  expect(recorded.body).toEqual({
    ...told,
    id: recorded.body.id,
    investigationId: recorded.body.investigationId,
    recordedAt: '2026-03-02T09:00:00.000Z',
    recordedBy: 'karin.ek',
    version: 1,
  });
  expect(recorded.headers.location).toMatch(new RegExp(`${talks}/${recorded.body.id}$`));

  const read = await world.as('decisionMaker').get(`${talks}/${recorded.body.id}`);
  expect(read.body).toEqual(recorded.body);
  expect(read.etag).toBe(recorded.etag);
});

test('the day and the form are enough: the form says whether the child was there', async () => {
  const visit = await karin.post(talks, aTalk);
  expect(visit.body).toMatchObject({
    childTookPart: false,
    childAlone: false,
    otherParticipants: [],
    withoutConsent: false,
    interpreter: null,
    content: null,
    childView: null,
  });
  const alone = await karin.post(talks, { heldOn: '2026-02-16', form: 'enskilt-barnsamtal' });
  expect(alone.body).toMatchObject({ childTookPart: true, childAlone: true });
  const together = await karin.post(talks, { heldOn: '2026-02-16', form: 'samtal-med-barn-och-foralder' });
  expect(together.body).toMatchObject({ childTookPart: true, childAlone: false });
});

test('the list is in the order held, whatever the order recorded', async () => {
  const id = await anInvestigation();
  const url = `/investigations/${id}/conversations`;
  expect((await karin.get(url)).body).toEqual({ items: [] });
  for (const heldOn of ['2026-02-20', '2026-02-02', '2026-03-02', '2026-02-11']) {
    expect((await karin.post(url, { ...aTalk, heldOn })).status).toBe(201);
  }
  const list = await karin.get(url);
  expect(list.body.items.map((talk: { heldOn: string }) => talk.heldOn)).toEqual([
    '2026-02-02',
    '2026-02-11',
    '2026-02-20',
    '2026-03-02',
  ]);
});

test.each([
  ['in the future', { heldOn: '2026-03-03' }, ['heldOn']],
  ['before the investigation was opened', { heldOn: '2026-02-01' }, ['heldOn']],
  ['that does not exist', { heldOn: '2026-02-30' }, ['heldOn']],
])('a day %s is refused', async (_, change, expected) => {
  const answer = await karin.post(talks, { ...aTalk, ...change });
  expect(answer.status).toBe(400);
  expect(fields(answer)).toEqual(expected);
});

test.each([
  ['alone but not there', { childTookPart: false, childAlone: true }, ['childAlone']],
  [
    'an enskilt barnsamtal without the child',
    { form: 'enskilt-barnsamtal', childTookPart: false },
    ['childTookPart', 'childAlone'],
  ],
  [
    'an enskilt barnsamtal with someone else',
    { form: 'enskilt-barnsamtal', childAlone: false },
    ['childAlone'],
  ],
  [
    'a talk with child and parent without the child',
    { form: 'samtal-med-barn-och-foralder', childTookPart: false },
    ['childTookPart'],
  ],
  ['a view of a child who was not there', { childView: 'Vill inte.' }, ['childView']],
  ['without consent, but not with the child', { withoutConsent: true }, ['withoutConsent']],
])('%s cannot be', async (_, change, expected) => {
  const answer = await karin.post(talks, { ...aTalk, ...change });
  expect(answer.status).toBe(400);
  expect(fields(answer)).toEqual(expected);
});

test('the law on talks without consent is cited where it applied, and the texts are in both languages', async () => {
  const bad = { ...aTalk, withoutConsent: true };
  const swedish = await karin.post(talks, bad);
  expect(swedish.body.violations[0].message).toBe(
    'Gäller samtal som barnet deltog i (SoL (2025:400) 20 kap. 7 §).',
  );
  const english = await karin.post(talks, bad, { headers: { 'accept-language': 'en' } });
  expect(english.body.violations[0].message).toMatch(/^Concerns conversations/);
});

test('a talk without consent from before the present act is accepted, and no later law is cited', async () => {
  const id = await anInvestigation('2025-05-05T08:00:00Z');
  const url = `/investigations/${id}/conversations`;
  const heldOn = '2025-05-12';
  const held = await karin.post(url, { heldOn, form: 'enskilt-barnsamtal', withoutConsent: true });
  expect(held.status, held.text).toBe(201);
  const refused = await karin.post(url, { heldOn, form: 'hembesok', withoutConsent: true });
  expect(refused.body.violations[0].message).toBe('Gäller samtal som barnet deltog i.');
});

test('an unknown form, an unknown field and a blank text are refused', async () => {
  for (const change of [{ form: 'brev' }, { mood: 'glad' }, { content: '  ' }, { interpreter: '' }]) {
    const answer = await karin.post(talks, { ...aTalk, ...change });
    expect(answer.status, answer.text).toBe(400);
    expect(fields(answer)).toEqual([Object.keys(change)[0]]);
  }
});

test('a correction changes what it names and leaves the rest', async () => {
  const talk = await karin.post(talks, { ...aTalk, content: 'Trångt men ordnat.', interpreter: 'somaliska' });
  const url = `${talks}/${talk.body.id}`;
  const corrected = await karin.patch(
    url,
    { childTookPart: true, childView: 'Trivs.', interpreter: null },
    { match: talk.etag },
  );
  expect(corrected.status, corrected.text).toBe(200);
  expect(corrected.body).toEqual({
    ...talk.body,
    childTookPart: true,
    childView: 'Trivs.',
    interpreter: null,
    version: 2,
  });
  expect((await karin.get(url)).body).toEqual(corrected.body);
});

test('a correction is judged with what stands already', async () => {
  const talk = await karin.post(talks, { ...aTalk, childTookPart: true, childView: 'Trivs.' });
  const url = `${talks}/${talk.body.id}`;
  const gone = await karin.patch(url, { childTookPart: false }, { match: talk.etag });
  expect([gone.status, fields(gone)]).toEqual([400, ['childView']]);
  const alone = await karin.patch(url, { form: 'enskilt-barnsamtal' }, { match: talk.etag });
  expect([alone.status, fields(alone)]).toEqual([400, ['childAlone']]);
  const late = await karin.patch(url, { heldOn: '2026-03-03' }, { match: talk.etag });
  expect([late.status, fields(late)]).toEqual([400, ['heldOn']]);
  expect((await karin.get(url)).body).toEqual(talk.body);
});

test('a correction needs the version that was read', async () => {
  const talk = await karin.post(talks, aTalk);
  const url = `${talks}/${talk.body.id}`;
  expect((await karin.patch(url, { content: 'A.' })).status).toBe(428);
  expect((await karin.patch(url, { content: 'A.' }, { match: talk.etag })).status).toBe(200);
  expect((await karin.patch(url, { content: 'B.' }, { match: talk.etag })).status).toBe(412);
  expect((await karin.get(url)).body.content).toBe('A.');
});

test('the same key gives the same conversation, with another body nothing', async () => {
  const id = await anInvestigation();
  const url = `/investigations/${id}/conversations`;
  const key = randomUUID();
  const first = await karin.post(url, aTalk, { key });
  const again = await karin.post(url, aTalk, { key });
  expect(again.body).toEqual(first.body);
  expect((await karin.post(url, { ...aTalk, form: 'telefonsamtal' }, { key })).status).toBe(409);
  expect((await karin.get(url)).body.items).toHaveLength(1);
});

test('who does not see the investigation gets 404; who may not gets 403', async () => {
  const talk = await karin.post(talks, aTalk);
  const url = `${talks}/${talk.body.id}`;
  const stranger = world.as('youthWorker');
  expect((await stranger.get(talks)).status).toBe(404);
  expect((await stranger.get(url)).status).toBe(404);
  expect((await stranger.post(talks, aTalk)).status).toBe(404);
  expect((await stranger.patch(url, { content: 'X.' }, { match: talk.etag })).status).toBe(404);
  expect((await world.as('controller').get(talks)).status).toBe(403);
  expect((await world.as('reception').post(talks, aTalk)).status).toBe(403);
  expect((await world.as('decisionMaker').post(talks, aTalk)).status).toBe(403);
});

test('a conversation of another investigation is not there', async () => {
  const talk = await karin.post(talks, aTalk);
  const other = await anInvestigation();
  const url = `/investigations/${other}/conversations/${talk.body.id}`;
  expect((await karin.get(url)).status).toBe(404);
  expect((await karin.patch(url, { content: 'X.' }, { match: talk.etag })).status).toBe(404);
  expect((await karin.get(`${talks}/${randomUUID()}`)).status).toBe(404);
});

test('nothing is written in a closed investigation', async () => {
  const id = await anInvestigation();
  const url = `/investigations/${id}/conversations`;
  const talk = await karin.post(url, aTalk);
  await world.database.raw(`update investigation set closed_on = '2026-03-01' where id = '${id}'`);
  for (const answer of [
    await karin.post(url, aTalk),
    await karin.patch(`${url}/${talk.body.id}`, { content: 'X.' }, { match: talk.etag }),
  ]) {
    expect(answer.status).toBe(409);
    expect(answer.body).toMatchObject({ rule: 'investigation.closed', law: expect.any(String) });
  }
  expect((await karin.get(url)).body.items).toEqual([talk.body]);
});

test('every write and read stands in the access log under the child', async () => {
  const id = await anInvestigation();
  const url = `/investigations/${id}/conversations`;
  const { childId } = (await karin.get(`/investigations/${id}`)).body;
  const talk = await karin.post(url, aTalk);
  await karin.patch(`${url}/${talk.body.id}`, { content: 'Lugnt.' }, { match: talk.etag });
  await karin.get(url);
  await karin.get(`${url}/${talk.body.id}`);
  await world.as('youthWorker').get(`${url}/${talk.body.id}`);
  const rows = await world.database.raw(
    'select kind, action, resource_ids, person_ids from audit_entry order by seq desc limit 5',
  );
  const entries = rows.reverse().map((row) => ({ ...row, all: JSON.stringify(row) }));
  expect(entries).toMatchObject([
    { kind: 'write', action: 'conversation.record', all: expect.stringContaining(childId) },
    { kind: 'write', action: 'conversation.correct', all: expect.stringContaining(childId) },
    { kind: 'read', action: 'conversation.list', all: expect.stringContaining(childId) },
    { kind: 'read', action: 'conversation.read', all: expect.stringContaining(childId) },
    { kind: 'denied', action: 'conversation.read', all: expect.stringContaining(talk.body.id) },
  ]);
});
