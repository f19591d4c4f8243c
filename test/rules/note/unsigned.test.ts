import { expect, test } from 'vitest';
import { notesUnsigned, standingOn } from '../../../src/investigation/note/rules.ts';
import { parseInstant } from '../../../src/kernel/clock.ts';
import { day } from '../../../src/kernel/day.ts';

const at = (text: string) => parseInstant(text)!;
const closing = day('2026-03-16');
const note = (recordedAt: string, { signedAt = '', corrects = '', about = '2026-03-09' } = {}) => ({
  happenedOn: day(about),
  recordedAt: at(recordedAt),
  signedAt: signedAt === '' ? null : at(signedAt),
  corrects: corrects || null,
});
const unsigned = (...notes: ReturnType<typeof note>[]) => notesUnsigned(standingOn(notes, closing), closing);

test('nothing is missing where there is no note, or every note was signed by the day', () => {
  expect(unsigned()).toEqual([]);
  expect(unsigned(note('2026-03-10T09:00:00Z', { signedAt: '2026-03-16T22:59:59.999Z' }))).toEqual([]);
});

test('the day ends in Sweden, not in Greenwich', () => {
  expect(unsigned(note('2026-03-10T09:00:00Z', { signedAt: '2026-03-16T23:00:00Z' }))).toHaveLength(1);
  const correction = (recordedAt: string) => unsigned(note(recordedAt, { corrects: 'a note' }));
  expect(correction('2026-03-16T22:59:59.999Z')).toHaveLength(1);
  expect(correction('2026-03-16T23:00:00Z')).toEqual([]);
});

test('all drafts are told of at once, each day once and in order, by law and without a word of what they say', () => {
  expect(
    unsigned(
      note('2026-03-12T09:00:00Z', { about: '2026-03-12' }),
      note('2026-03-10T09:00:00Z'),
      note('2026-03-11T09:00:00Z'),
      note('2026-03-11T09:00:00Z', { about: '2026-03-10', signedAt: '2026-03-11T10:00:00Z' }),
    ),
  ).toMatchObject([
    {
      rule: 'note.unsigned',
      law: 'SoL (2025:400) 14 kap. 3 §',
      text: { sv: 'Det finns journalanteckningar som inte är signerade, om 2026-03-09, 2026-03-12.' },
    },
  ]);
});

test('what was begun and signed after the day is nothing to it', () => {
  expect(unsigned(note('2026-03-17T09:00:00Z', { signedAt: '2026-03-17T09:05:00Z' }))).toEqual([]);
  expect(unsigned(note('2026-03-17T09:00:00Z'))).toHaveLength(1);
});
