import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { isNoteOf } from '../../../src/investigation/note/actions.ts';
import { type Client, startWorld, type World } from '../../support/world.ts';
import { close, draft, NOW, openJournal, sign, signed } from './opened.ts';

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

const LAW = 'SoL (2025:400) 14 kap. 3 §';

test('whoever signs answers for the note, with the role of the moment', async () => {
  const note = await draft(karin, notes);
  world.clock.set('2026-03-16T10:30:00Z');
  const locked = await sign(world.as('teamLeader'), notes, note);
  world.clock.set(NOW);
  expect(locked.status, locked.text).toBe(201);
  expect(locked.body).toEqual({
    ...note.body,
    signedAt: '2026-03-16T10:30:00.000Z',
    signedBy: 'lena.berg',
    signedRole: 'team-leader',
    version: 2,
    status: 'signerad',
  });
  expect(locked.headers.location).toMatch(new RegExp(`${notes}/${note.body.id}$`));
  const read = await karin.get(`${notes}/${note.body.id}`);
  expect([read.etag, read.body]).toEqual([locked.etag, locked.body]);
});

test('a machine is shown as one', async () => {
  const machine = await world.with({
    sub: 'skolsystemet',
    roles: ['integration'],
    units: ['barn-och-familj'],
    scope: 'investigation:work',
  });
  const note = await signed(machine, notes);
  expect(note.body).toMatchObject({
    recordedBy: 'skolsystemet',
    recordedRole: 'integration',
    signedBy: 'skolsystemet',
    signedRole: 'integration',
  });
});

test.each([
  ['the one that lets her work on a case', ['auditor', 'social-worker', 'reception'], 'social-worker'],
  ['the more particular of two that do', ['social-worker', 'team-leader'], 'team-leader'],
])('of several roles it is %s', async (_, roles, expected) => {
  const units = ['barn-och-familj'];
  const someone = await world.with({ sub: `${expected}.ek`, roles, units });
  expect((await signed(someone, notes)).body).toMatchObject({
    recordedRole: expected,
    signedRole: expected,
  });
});

test('a signed note is not changed and not signed again, and says how it is corrected', async () => {
  const note = await signed(karin, notes);
  const url = `${notes}/${note.body.id}`;
  const changed = await karin.patch(url, { text: 'Annat.' }, { match: note.etag });
  const again = await sign(karin, notes, note);
  for (const answer of [changed, again]) {
    expect(answer.status).toBe(409);
    expect(answer.body).toMatchObject({ rule: 'note.signed', law: LAW });
    expect(answer.body.reasons[0].remedy).toContain('corrects');
  }
  expect((await karin.get(url)).body).toEqual(note.body);
});

test('also in a closed investigation the note itself says that it is locked', async () => {
  const journal = await openJournal(world);
  const note = await signed(karin, journal.notes);
  await close(world, journal.id);
  const url = `${journal.notes}/${note.body.id}`;
  const answer = await karin.patch(url, { text: 'Annat.' }, { match: note.etag });
  expect(answer.body).toMatchObject({ status: 409, rule: 'note.signed' });
});

test('a note without text cannot be signed, and can be completed', async () => {
  const note = await draft(karin, notes, { text: undefined });
  const refused = await sign(karin, notes, note);
  expect(refused.body).toMatchObject({ status: 409, rule: 'note.empty', law: LAW });
  const url = `${notes}/${note.body.id}`;
  expect((await karin.get(url)).body).toEqual(note.body);
  const written = await karin.patch(url, { text: 'Två dagar.' }, { match: note.etag });
  expect((await sign(karin, notes, written)).body).toMatchObject({ status: 'signerad', text: 'Två dagar.' });
});

test('nobody signs another version than the one that was read', async () => {
  const note = await draft(karin, notes);
  const url = `${notes}/${note.body.id}`;
  expect((await karin.post(`${url}/signature`, {})).status).toBe(428);
  const changed = await world
    .as('teamLeader')
    .patch(url, { text: 'Något helt annat.' }, { match: note.etag });
  expect((await sign(karin, notes, note)).status).toBe(412);
  expect((await sign(karin, notes, changed)).status).toBe(201);
  expect((await sign(karin, notes, changed)).status).toBe(412);
});

test('a signature says nothing of its own', async () => {
  const note = await draft(karin, notes);
  const answer = await karin.post(
    `${notes}/${note.body.id}/signature`,
    { signedBy: 'lena.berg' },
    { match: note.etag },
  );
  expect(answer.status).toBe(400);
});

test('the same key signs once', async () => {
  const note = await draft(karin, notes);
  const asked = { match: note.etag, key: randomUUID() };
  const first = await karin.post(`${notes}/${note.body.id}/signature`, {}, asked);
  const second = await karin.post(`${notes}/${note.body.id}/signature`, {}, asked);
  expect([second.status, second.body]).toEqual([201, first.body]);
});

test('a note is known to belong to its investigation and to no other', async () => {
  const note = await draft(karin, notes);
  const other = await openJournal(world);
  const { reader } = world.database;
  expect(await isNoteOf(reader, investigationId, note.body.id)).toBe(true);
  expect(await isNoteOf(reader, other.id, note.body.id)).toBe(false);
});
