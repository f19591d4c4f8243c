import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { loggedDuring } from '../../support/casework.ts';
import { type Client, startWorld, type World } from '../../support/world.ts';
import { aCall, close, draft, fields, NOW, openJournal, signed } from './opened.ts';

let world: World;
let karin: Client;
let notes: string;
let investigationId: string;

beforeAll(async () => {
  world = await startWorld({ at: NOW });
  karin = world.as('socialWorker');
  ({ id: investigationId, notes } = await openJournal(world));
});
afterAll(() => world.close());

test('a note begins as a draft that shows who wrote it, and in what role', async () => {
  const note = await draft(karin, notes);
  expect(note.body).toEqual({
    ...aCall,
    id: note.body.id,
    investigationId,
    corrects: null,
    recordedAt: '2026-03-16T09:00:00.000Z',
    recordedBy: 'karin.ek',
    recordedRole: 'social-worker',
    signedAt: null,
    signedBy: null,
    signedRole: null,
    version: 1,
    status: 'utkast',
    correctedBy: [],
    objections: [],
  });
  expect(note.headers.location).toMatch(new RegExp(`${notes}/${note.body.id}$`));
  const read = await world.as('decisionMaker').get(`${notes}/${note.body.id}`);
  expect([read.status, read.etag, read.body]).toEqual([200, note.etag, note.body]);
});

test('the day is enough to begin with', async () => {
  const note = await karin.post(notes, { happenedOn: '2026-03-09' });
  expect(note.body).toMatchObject({ heading: null, text: null, status: 'utkast' });
});

test('the journal is in the order of the days it is about, then of when it was written', async () => {
  const journal = await openJournal(world);
  expect((await karin.get(journal.notes)).body).toEqual({ items: [] });
  const later = await draft(karin, journal.notes, { happenedOn: '2026-03-10', heading: 'c' });
  world.clock.set('2026-03-16T10:00:00Z');
  await draft(karin, journal.notes, { happenedOn: '2026-03-10', heading: 'd' });
  await draft(karin, journal.notes, { happenedOn: '2026-03-02', heading: 'a' });
  await draft(karin, journal.notes, { happenedOn: '2026-03-16', heading: 'e' });
  world.clock.set(NOW);
  await draft(karin, journal.notes, { happenedOn: '2026-03-09', heading: 'b' });
  const { items } = (await karin.get(journal.notes)).body;
  expect(items.map((note: { heading: string }) => note.heading).join('')).toBe('abcde');
  expect(items[2]).toEqual(later.body);
});

test.each([
  ['a day in the future', { happenedOn: '2026-03-17' }],
  ['a day before the investigation was opened', { happenedOn: '2026-03-01' }],
  ['a day that does not exist', { happenedOn: '2026-02-30' }],
  ['no day', { happenedOn: undefined }],
  ['a blank heading', { heading: ' ' }],
  ['a heading longer than a line', { heading: 'x'.repeat(201) }],
  ['a blank text', { text: '\n' }],
  ['a state of the caller’s own choice', { status: 'signerad' }],
  ['somebody else as the signer', { signedBy: 'lena.berg' }],
])('%s is refused, and nothing is kept', async (_, change) => {
  const before = (await karin.get(notes)).body;
  const answer = await karin.post(notes, { ...aCall, ...change });
  expect([answer.status, fields(answer)]).toEqual([400, [Object.keys(change)[0]]]);
  expect((await karin.get(notes)).body).toEqual(before);
});

test('a draft is changed in what is named, by anyone who may work on the case, and its author stays', async () => {
  const note = await draft(karin, notes);
  const changed = await world
    .as('teamLeader')
    .patch(
      `${notes}/${note.body.id}`,
      { happenedOn: '2026-03-10', heading: null, text: 'Två dagar.' },
      { match: note.etag },
    );
  expect(changed.status, changed.text).toBe(200);
  expect(changed.body).toEqual({
    ...note.body,
    happenedOn: '2026-03-10',
    heading: null,
    text: 'Två dagar.',
    version: 2,
  });
  const read = await karin.get(`${notes}/${note.body.id}`);
  expect([read.body, read.etag]).toEqual([changed.body, changed.etag]);
});

test('a draft can lose its text again, and keeps an impossible day from being saved', async () => {
  const note = await draft(karin, notes);
  const url = `${notes}/${note.body.id}`;
  const late = await karin.patch(url, { happenedOn: '2026-03-17' }, { match: note.etag });
  expect([late.status, fields(late)]).toEqual([400, ['happenedOn']]);
  const other = await karin.patch(url, { corrects: note.body.id }, { match: note.etag });
  expect([other.status, fields(other)]).toEqual([400, ['corrects']]);
  const emptied = await karin.patch(url, { text: null }, { match: note.etag });
  expect(emptied.body).toEqual({ ...note.body, text: null, version: 2 });
});

test('a change needs the version that was read', async () => {
  const note = await draft(karin, notes);
  const url = `${notes}/${note.body.id}`;
  expect((await karin.patch(url, { text: 'A.' })).status).toBe(428);
  expect((await karin.patch(url, { text: 'A.' }, { match: note.etag })).status).toBe(200);
  expect((await karin.patch(url, { text: 'B.' }, { match: note.etag })).status).toBe(412);
  expect((await karin.get(url)).body.text).toBe('A.');
});

test('the same key gives the same note, with another body nothing', async () => {
  const journal = await openJournal(world);
  const key = randomUUID();
  const first = await karin.post(journal.notes, aCall, { key });
  expect((await karin.post(journal.notes, aCall, { key })).body).toEqual(first.body);
  expect((await karin.post(journal.notes, { ...aCall, heading: 'Annat' }, { key })).status).toBe(409);
  expect((await karin.get(journal.notes)).body.items).toHaveLength(1);
});

test('who does not see the investigation gets 404; who may not gets 403', async () => {
  const open = await draft(karin, notes);
  const locked = await signed(karin, notes);
  const objection = { objectedOn: '2026-03-16', text: 'Stämmer inte.' };
  const asked = (client: Client) =>
    Promise.all([
      client.get(notes),
      client.get(`${notes}/${open.body.id}`),
      client.post(notes, aCall),
      client.patch(`${notes}/${open.body.id}`, { text: 'X.' }, { match: open.etag }),
      client.post(`${notes}/${open.body.id}/signature`, {}, { match: open.etag }),
      client.post(`${notes}/${locked.body.id}/objections`, objection),
    ]);
  const statuses = async (client: Client) => (await asked(client)).map(({ status }) => status);
  expect(await statuses(world.as('youthWorker'))).toEqual([404, 404, 404, 404, 404, 404]);
  expect(await statuses(world.as('reception'))).toEqual([403, 403, 403, 403, 403, 403]);
  expect(await statuses(world.as('controller'))).toEqual([403, 403, 403, 403, 403, 403]);
  expect(await statuses(world.as('decisionMaker'))).toEqual([200, 200, 403, 403, 403, 403]);
  expect((await karin.get(`${notes}/${open.body.id}`)).body).toEqual(open.body);
  expect((await karin.get(`${notes}/${locked.body.id}`)).body).toEqual(locked.body);
});

test('a note of another investigation is not there', async () => {
  const other = await openJournal(world);
  const open = await draft(karin, notes);
  const locked = await signed(karin, notes);
  const objection = { objectedOn: '2026-03-16', text: 'Stämmer inte.' };
  const { status: read } = await karin.get(`${other.notes}/${open.body.id}`);
  const { status: changed } = await karin.patch(
    `${other.notes}/${open.body.id}`,
    { text: 'X.' },
    { match: open.etag },
  );
  const { status: signing } = await karin.post(
    `${other.notes}/${open.body.id}/signature`,
    {},
    { match: open.etag },
  );
  const { status: objected } = await karin.post(`${other.notes}/${locked.body.id}/objections`, objection);
  const { status: nowhere } = await karin.get(`${notes}/${randomUUID()}`);
  expect([read, changed, signing, objected, nowhere]).toEqual([404, 404, 404, 404, 404]);
});

test('no draft is begun, changed or signed in a closed investigation', async () => {
  const journal = await openJournal(world);
  const note = await draft(karin, journal.notes);
  await close(world, journal.id);
  const url = `${journal.notes}/${note.body.id}`;
  for (const answer of [
    await karin.post(journal.notes, aCall),
    await karin.patch(url, { text: 'X.' }, { match: note.etag }),
    await karin.post(`${url}/signature`, {}, { match: note.etag }),
  ]) {
    expect(answer.status).toBe(409);
    expect(answer.body).toMatchObject({ rule: 'investigation.closed', law: expect.any(String) });
  }
  expect((await karin.get(journal.notes)).body.items).toEqual([note.body]);
});

test('every write and read stands in the access log under the child', async () => {
  const journal = await openJournal(world);
  const entries = await loggedDuring(world, async () => {
    const note = await draft(karin, journal.notes);
    const url = `${journal.notes}/${note.body.id}`;
    const changed = await karin.patch(url, { heading: 'Skolan' }, { match: note.etag });
    await karin.post(`${url}/signature`, {}, { match: changed.etag });
    await karin.get(journal.notes);
    await karin.get(url);
    await world.as('youthWorker').get(url);
  });
  expect(entries.map(({ kind, action }) => `${kind} ${action}`)).toEqual([
    'write note.draft',
    'write note.edit',
    'write note.sign',
    'read note.list',
    'read note.read',
    'denied note.read',
  ]);
  for (const { kind, person_ids } of entries) {
    if (kind !== 'denied') expect(JSON.parse(person_ids!)).toEqual([journal.childId]);
  }
  const [, edited] = entries;
  expect(JSON.parse(edited!.before!)).toMatchObject({ heading: aCall.heading, version: 1 });
  expect(JSON.parse(edited!.after!)).toMatchObject({ heading: 'Skolan', version: 2 });
});
