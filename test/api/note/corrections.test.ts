import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Client, startWorld, type World } from '../../support/world.ts';
import { aCall, close, draft, fields, NOW, openJournal, sign, signed } from './opened.ts';

let world: World;
let karin: Client;
let notes: string;

beforeAll(async () => {
  world = await startWorld({ at: NOW });
  karin = world.as('socialWorker');
  ({ notes } = await openJournal(world));
});
afterAll(() => world.close());

const rectified = { heading: 'Rättelse', text: 'Frånvaron gällde två dagar, inte tre.' };

test('a signed note is corrected by a note beside it, and shows it from the signature on', async () => {
  const note = await signed(karin, notes);
  const url = `${notes}/${note.body.id}`;
  const correction = await draft(karin, notes, { ...rectified, corrects: note.body.id });
  expect(correction.body).toMatchObject({ ...rectified, corrects: note.body.id, status: 'utkast' });
  expect((await karin.get(url)).body).toEqual(note.body);

  expect((await sign(karin, notes, correction)).status).toBe(201);
  const corrected = await karin.get(url);
  expect(corrected.body).toEqual({ ...note.body, correctedBy: [correction.body.id] });
  expect(corrected.etag).toBe(note.etag);
  const { items } = (await karin.get(notes)).body;
  expect(items.find(({ id }: { id: string }) => id === note.body.id)).toEqual(corrected.body);
});

test('several notes can correct one, in order of time, and a correction is corrected like any note', async () => {
  const note = await signed(karin, notes);
  const corrects = note.body.id;
  const second = await signed(karin, notes, { ...rectified, corrects, happenedOn: '2026-03-12' });
  const first = await signed(karin, notes, { ...rectified, corrects, happenedOn: '2026-03-11' });
  const onFirst = await signed(karin, notes, { ...rectified, corrects: first.body.id });
  expect((await karin.get(`${notes}/${corrects}`)).body.correctedBy).toEqual([first.body.id, second.body.id]);
  expect((await karin.get(`${notes}/${first.body.id}`)).body.correctedBy).toEqual([onFirst.body.id]);
});

test('a draft is changed, not corrected', async () => {
  const note = await draft(karin, notes);
  const answer = await karin.post(notes, { ...aCall, corrects: note.body.id });
  expect(answer.body).toMatchObject({
    status: 409,
    rule: 'note.not-signed',
    law: 'SoL (2025:400) 14 kap. 3 §',
  });
});

test('what is corrected is a note of the same investigation', async () => {
  const elsewhere = await signed(karin, (await openJournal(world)).notes);
  for (const corrects of [elsewhere.body.id, randomUUID(), 'anteckning 1']) {
    const answer = await karin.post(notes, { ...aCall, corrects });
    expect([answer.status, fields(answer)]).toEqual([400, ['corrects']]);
  }
});

test('everything that cannot be is said at once', async () => {
  const answer = await karin.post(notes, { happenedOn: '2026-03-17', corrects: randomUUID() });
  expect([answer.status, fields(answer)]).toEqual([400, ['happenedOn', 'corrects']]);
});

test('a signed note of a closed investigation is corrected beside it, and the investigation stays', async () => {
  const journal = await openJournal(world);
  const note = await signed(karin, journal.notes);
  const left = await draft(karin, journal.notes);
  await close(world, journal.id);
  const closed = await karin.get(`/investigations/${journal.id}`);

  const correction = await draft(karin, journal.notes, {
    happenedOn: '2026-03-16',
    text: undefined,
    corrects: note.body.id,
  });
  const written = await karin.patch(
    `${journal.notes}/${correction.body.id}`,
    { text: rectified.text },
    { match: correction.etag },
  );
  expect(written.status, written.text).toBe(200);
  expect((await sign(karin, journal.notes, written)).status).toBe(201);
  expect((await karin.get(`${journal.notes}/${note.body.id}`)).body).toEqual({
    ...note.body,
    correctedBy: [correction.body.id],
  });

  const frame = await karin.get(`/investigations/${journal.id}`);
  expect([frame.etag, frame.body]).toEqual([closed.etag, closed.body]);
  // What was left as a draft is no way around the closing.
  const onDraft = await karin.post(journal.notes, { ...aCall, corrects: left.body.id });
  expect(onDraft.body).toMatchObject({ status: 409, rule: 'note.not-signed' });
});
