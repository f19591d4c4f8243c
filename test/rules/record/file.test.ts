import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Instant } from '../../../src/kernel/clock.ts';
import { day } from '../../../src/kernel/day.ts';
import { entriesOf } from '../../../src/record/file.ts';
import type { FileRow } from '../../../src/record/file-kinds.ts';
import { FILE_ENTRY_KINDS } from '../../../src/record/schema.ts';

/** How rows become a file, without a database. */

const rowOf = (more: Partial<FileRow>): FileRow => ({
  kind: 'statement',
  caseId: '0193a5c0-7b1e-7c3a-9f00-2b6d1c0e4a51',
  caseNumber: '2026-00042',
  id: '0193a5c0-7b1e-7c3a-9f00-2b6d1c0e4a61',
  on: null,
  at: null,
  recordedAt: null,
  after: '2026-03-02T09:00:00.000Z' as Instant,
  by: 'karin.ek',
  code: null,
  area: 'halsa',
  text: 'Sover dåligt.',
  more: null,
  detail: null,
  nth: 0,
  partyId: null,
  ...more,
});
const at = (instant: string) => instant as Instant;
const file = (rows: readonly FileRow[]) =>
  entriesOf(rows, 'investigation').map(({ entry }) => `${entry.on} ${entry.heading}`);

test('the day is the Swedish one, of what happened before of when it was recorded', () => {
  const recordedAt = at('2026-07-02T08:00:00.000Z');
  expect(file([rowOf({ recordedAt: at('2026-06-30T22:30:00.000Z') })])).toEqual([
    '2026-07-01 Uppgift: Hälsa',
  ]);
  expect(file([rowOf({ at: at('2026-06-30T21:30:00.000Z'), recordedAt })])[0]).toContain('2026-06-30');
  expect(file([rowOf({ on: day('2026-06-29'), recordedAt })])[0]).toContain('2026-06-29');
});

const sent = { kind: 'consultation-dispatch', code: 'skola', on: day('2026-03-09') } as const;
const answered = { ...sent, kind: 'consultation-answer', on: day('2026-03-16') } as const;
const rows = [
  rowOf({
    kind: 'consultation-draft',
    code: 'skola',
    detail: '[]',
    recordedAt: at('2026-03-09T10:00:00.000Z'),
  }),
  rowOf({ ...sent, after: at('2026-03-09T10:00:00.000Z') }),
  rowOf({ recordedAt: at('2026-03-09T11:00:00.000Z') }),
  rowOf({ ...answered, after: at('2026-03-09T10:00:00.000Z') }),
  rowOf({ recordedAt: at('2026-03-16T07:00:00.000Z') }),
  rowOf({ kind: 'analysis', nth: 9, recordedAt: at('2026-03-17T07:00:00.000Z') }),
  rowOf({ kind: 'analysis', nth: 10, recordedAt: at('2026-03-17T07:00:00.000Z') }),
];

test('what has a day alone follows what it came after, and else begins its day', () => {
  expect(file(rows)).toEqual([
    '2026-03-09 Konsultation påbörjad: Skola',
    '2026-03-09 Konsultation skickad: Skola',
    '2026-03-09 Uppgift: Hälsa',
    '2026-03-16 Svar: Skola',
    '2026-03-16 Uppgift: Hälsa',
    '2026-03-17 Analys och bedömning, version 9',
    '2026-03-17 Analys och bedömning, version 10',
  ]);
});

test('the order in which rows are read changes nothing', () => {
  fc.assert(
    fc.property(fc.shuffledSubarray(rows, { minLength: rows.length }), (shuffled) => {
      expect(file(shuffled)).toEqual(file(rows));
    }),
  );
});

test('a code that its list no longer has is shown as it stands', () => {
  expect(file([rowOf({ area: 'något-gammalt', recordedAt: at('2026-03-09T11:00:00.000Z') })])).toEqual([
    '2026-03-09 Uppgift: något-gammalt',
  ]);
});

test('no two things that stand in a file have the same name', () => {
  expect(new Set(FILE_ENTRY_KINDS).size).toBe(FILE_ENTRY_KINDS.length);
});
