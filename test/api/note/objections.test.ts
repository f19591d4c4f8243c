import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { done, loggedDuring } from '../../support/casework.ts';
import { type Client, startWorld, type World } from '../../support/world.ts';
import { close, draft, fields, NOW, openJournal, signed } from './opened.ts';

let world: World;
let karin: Client;
let notes: string;

beforeAll(async () => {
  world = await startWorld({ at: NOW });
  karin = world.as('socialWorker');
  ({ notes } = await openJournal(world));
});
afterAll(() => world.close());

const wrong = { objectedOn: '2026-03-12', text: 'Alva var sjukanmäld alla dagarna.' };

async function somebody(): Promise<string> {
  return done(await karin.post('/persons', { givenName: 'Sara', familyName: 'Exempelsson' })).id;
}

/** From now on Lena is named for the person and Karin is not. */
async function hideFromKarin(personId: string): Promise<void> {
  const lena = world.as('teamLeader');
  done(await karin.post(`/persons/${personId}/named-handlers`, { handlerId: 'lena.berg' }));
  const { etag } = await lena.get(`/persons/${personId}`);
  done(
    await lena.patch(`/persons/${personId}`, { protectedIdentity: 'sekretessmarkering' }, { match: etag }),
  );
  done(await lena.post(`/persons/${personId}/named-handlers/endings`, { handlerId: 'karin.ek' }));
}

test('what a person holds to be wrong stands beside the signed note, which stays as it is', async () => {
  const note = await signed(karin, notes);
  const url = `${notes}/${note.body.id}`;
  const byPersonId = await somebody();
  const objection = await karin.post(`${url}/objections`, { ...wrong, byPersonId });
  expect(objection.status, objection.text).toBe(201);
  expect(objection.body).toEqual({
    ...wrong,
    id: objection.body.id,
    noteId: note.body.id,
    byPersonId,
    recordedAt: '2026-03-16T09:00:00.000Z',
    recordedBy: 'karin.ek',
  });
  expect(objection.headers.location).toMatch(new RegExp(`${url}$`));
  const read = await karin.get(url);
  expect(read.body).toEqual({ ...note.body, objections: [objection.body] });
  expect(read.etag).toBe(note.etag);
  expect(read.text).not.toContain('Sara');
});

test('several can object, also someone who is not registered, in order of their days', async () => {
  const journal = await openJournal(world);
  const note = await signed(karin, journal.notes);
  const other = await signed(karin, journal.notes);
  const url = `${journal.notes}/${note.body.id}`;
  const later = done(await karin.post(`${url}/objections`, { ...wrong, byPersonId: journal.childId }));
  const first = done(await karin.post(`${url}/objections`, { ...wrong, objectedOn: '2026-03-09' }));
  expect(first.byPersonId).toBeNull();
  expect((await karin.get(url)).body.objections).toEqual([first, later]);
  const shown = (await karin.get(journal.notes)).body.items.map(
    ({ id, objections }: { id: string; objections: unknown[] }) => [id, objections],
  );
  expect(Object.fromEntries(shown)).toEqual({ [note.body.id]: [first, later], [other.body.id]: [] });
});

test('a draft is changed, not objected to', async () => {
  const note = await draft(karin, notes);
  const answer = await karin.post(`${notes}/${note.body.id}/objections`, wrong);
  expect(answer.body).toMatchObject({
    status: 409,
    rule: 'note.not-signed',
    law: 'SoL (2025:400) 14 kap. 6 §',
  });
});

test.each([
  ['a day in the future', { objectedOn: '2026-03-17' }],
  ['a day before the one that the note is about', { objectedOn: '2026-03-08' }],
  ['a blank text', { text: ' ' }],
  ['a name', { name: 'Sara Exempelsson' }],
  ['a person who is not there', { byPersonId: randomUUID() }],
])('%s is refused', async (_, change) => {
  const note = await signed(karin, notes);
  const answer = await karin.post(`${notes}/${note.body.id}/objections`, { ...wrong, ...change });
  expect([answer.status, fields(answer)]).toEqual([400, [Object.keys(change)[0]]]);
  expect((await karin.get(`${notes}/${note.body.id}`)).body.objections).toEqual([]);
});

test('an objection is noted also when the investigation is closed', async () => {
  const journal = await openJournal(world);
  const note = await signed(karin, journal.notes);
  await close(world, journal.id);
  const objection = await karin.post(`${journal.notes}/${note.body.id}/objections`, wrong);
  expect(objection.status, objection.text).toBe(201);
  expect((await karin.get(journal.notes)).body.items[0].objections).toEqual([objection.body]);
});

test('an objection by someone protected from the caller is not there, nor is the person', async () => {
  const journal = await openJournal(world);
  const note = await signed(karin, journal.notes);
  const url = `${journal.notes}/${note.body.id}`;
  const byPersonId = await somebody();
  const key = randomUUID();
  const hidden = done(await karin.post(`${url}/objections`, { ...wrong, byPersonId }, { key }));
  const open = done(await karin.post(`${url}/objections`, wrong));
  await hideFromKarin(byPersonId);

  const entries = await loggedDuring(world, async () => {
    for (const seen of [await karin.get(url), await karin.get(journal.notes)]) {
      expect(seen.text).not.toContain(byPersonId);
      expect(seen.text).not.toContain(hidden.id);
      expect(seen.text).toContain(open.id);
    }
  });
  expect(JSON.stringify(entries)).not.toContain(byPersonId);
  expect((await world.as('teamLeader').get(url)).body.objections).toEqual([hidden, open]);

  // The first answer does not come again, and a new objection is as one by nobody.
  expect((await karin.post(`${url}/objections`, { ...wrong, byPersonId }, { key })).status).toBe(404);
  const unknown = await karin.post(`${url}/objections`, { ...wrong, byPersonId: randomUUID() });
  const known = await karin.post(`${url}/objections`, { ...wrong, byPersonId });
  expect([known.status, known.body.violations]).toEqual([400, unknown.body.violations]);
});

test('an objection and its reading are on record under the child and the person', async () => {
  const journal = await openJournal(world);
  const note = await signed(karin, journal.notes);
  const url = `${journal.notes}/${note.body.id}`;
  const byPersonId = await somebody();
  const entries = await loggedDuring(world, async () => {
    done(await karin.post(`${url}/objections`, { ...wrong, byPersonId }));
    await karin.get(url);
    await karin.get(journal.notes);
  });
  expect(entries.map(({ kind, action, resource }) => [kind, action, resource])).toEqual([
    ['write', 'note-objection.record', 'note-objection'],
    ['read', 'note.read', 'note'],
    ['read', 'note.list', 'note'],
  ]);
  for (const entry of entries) expect(JSON.parse(entry.person_ids!)).toEqual([journal.childId, byPersonId]);
});
