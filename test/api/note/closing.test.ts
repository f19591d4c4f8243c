import { afterAll, beforeAll, expect, test } from 'vitest';
import { loadNotesOn } from '../../../src/investigation/note/actions.ts';
import { notesUnsigned } from '../../../src/investigation/note/rules.ts';
import { day } from '../../../src/kernel/day.ts';
import { type Client, startWorld, type World } from '../../support/world.ts';
import { draft, NOW, openJournal, sign, signed } from './opened.ts';

/** Which drafts closing on a day is held up by. */

let world: World;
let karin: Client;

beforeAll(async () => {
  world = await startWorld({ at: NOW });
  karin = world.as('socialWorker');
});
afterAll(() => world.close());

const refusedOn = async (investigationId: string, on: string) =>
  notesUnsigned(await loadNotesOn(world.database.reader, investigationId, day(on)), day(on)).map(
    ({ text }) => text.en,
  );
const about = (days: string) => [`There are journal notes that are not signed, about ${days}.`];

test('a draft holds closing up until it is signed, on that day and not before', async () => {
  const { id, notes } = await openJournal(world);
  expect(await refusedOn(id, '2026-03-16')).toEqual([]);
  await signed(karin, notes);
  expect(await refusedOn(id, '2026-03-16')).toEqual([]);
  const note = await draft(karin, notes);
  expect(await refusedOn(id, '2026-03-16')).toEqual(about('2026-03-09'));

  world.clock.set('2026-03-18T09:00:00Z');
  await sign(karin, notes, note);
  world.clock.set(NOW);
  expect(await refusedOn(id, '2026-03-16')).toEqual(about('2026-03-09'));
  expect(await refusedOn(id, '2026-03-17')).toEqual(about('2026-03-09'));
  expect(await refusedOn(id, '2026-03-18')).toEqual([]);
});

test('a draft begun since the day of closing would be left for good; a correction would not', async () => {
  const { id, notes } = await openJournal(world);
  const note = await signed(karin, notes);
  world.clock.set('2026-03-18T09:00:00Z');
  const correction = await draft(karin, notes, { corrects: note.body.id });
  expect(await refusedOn(id, '2026-03-16')).toEqual([]);
  expect(await refusedOn(id, '2026-03-18')).toEqual(about('2026-03-09'));
  await sign(karin, notes, correction);

  const late = await draft(karin, notes, { happenedOn: '2026-03-17' });
  expect(await refusedOn(id, '2026-03-16')).toEqual(about('2026-03-17'));
  await sign(karin, notes, late);
  expect(await refusedOn(id, '2026-03-16')).toEqual([]);
  world.clock.set(NOW);
});

test.each(['flyttat', 'ingen-insats-inget-behov'])('nothing is decided over a draft: %s', async (outcome) => {
  const { id, notes } = await openJournal(world);
  const lena = world.as('teamLeader');
  const note = await draft(karin, notes);
  const missing = async () => {
    const { body } = await lena.get(`/investigations/${id}/completeness?outcome=${outcome}`);
    return body.missing.filter(({ rule }: { rule: string }) => rule === 'note.unsigned');
  };
  expect(await missing()).toMatchObject([{ mendAt: notes }]);
  const decision = { outcome, reasons: 'Familjen har flyttat, och ärendet är överlämnat.' };
  const { etag } = await lena.get(`/investigations/${id}`);
  const refused = await lena.post(`/investigations/${id}/decision`, decision, { match: etag });
  expect(refused.status).toBe(409);
  expect(refused.body.reasons.map(({ rule }: { rule: string }) => rule)).toContain('note.unsigned');
  await sign(karin, notes, note);
  expect(await missing()).toEqual([]);
});
