import { describe, expect, test } from 'vitest';
import { agreedDay } from '../../../src/intervention/follow-up/rules.ts';
import { goalsOn } from '../../../src/intervention/goal/rules.ts';
import { decidedAs, impossibleAgreedDay, needsTest, notDecided } from '../../../src/intervention/rules.ts';
import { type Instant, parseInstant } from '../../../src/kernel/clock.ts';
import { day } from '../../../src/kernel/day.ts';
import { CODEBOOKS } from '../../../src/knowledge/codebooks.ts';

describe('what follows from a decision', () => {
  const granted = {
    outcome: 'insats-sol',
    interventions: [
      { type: 'familjebehandling', placementForm: null },
      { type: 'placering', placementForm: 'familjehem' },
    ],
  } as const;
  const care = { outcome: 'vard-lvu', interventions: [] } as const;

  test('is found by type and form', () => {
    expect(decidedAs(granted, { type: 'familjebehandling' })).toBe(0);
    expect(decidedAs(granted, { type: 'placering', placementForm: 'familjehem' })).toBe(1);
    expect(decidedAs(granted, { type: 'placering', placementForm: 'hvb' })).toBe(-1);
    expect(decidedAs(granted, { type: 'kontaktperson' })).toBe(-1);
  });

  test('care under LVU that plans nothing leads to a placement, in any form', () => {
    expect(decidedAs(care, { type: 'placering', placementForm: 'hvb' })).toBe(0);
    expect(decidedAs(care, { type: 'familjebehandling' })).toBe(-1);
  });

  test('is nothing where nothing was decided', () => {
    const rules = notDecided(null, { type: 'familjebehandling' }, day('2026-03-02')).map(({ rule }) => rule);
    expect(rules).toEqual(['intervention.not-decided']);
  });
});

test('what always takes a needs test is what the law lists, and nothing else', () => {
  const given = (type: (typeof CODEBOOKS.interventionType.codes)[number]['code']) =>
    needsTest({ childId: '', basis: 'utan-behovsprovning', type, startedOn: day('2026-03-02') });
  const tested = CODEBOOKS.interventionType.codes
    .map(({ code }) => code)
    .filter((code) => given(code).length > 0);
  expect(tested).toEqual([
    'kontaktperson',
    'kontaktfamilj',
    'sarskilt-kvalificerad-kontaktperson',
    'placering',
  ]);
});

test('an agreed day lies after what it follows, and within two years', () => {
  const fields = (on: string | null) =>
    impossibleAgreedDay('on', on === null ? null : day(on), day('2026-03-02'));
  for (const on of [null, '2026-03-03', '2028-03-02']) expect(fields(on)).toEqual([]);
  for (const on of ['2026-03-02', '2026-03-01', '2028-03-03']) expect(fields(on)).toHaveLength(1);
});

test('the agreed day is that of the latest follow-up that counts, or of the start', () => {
  const held = (heldOn: string, next: string | null, retractedAt: Instant | null = null) => ({
    heldOn: day(heldOn),
    nextFollowUpOn: next === null ? null : day(next),
    retractedAt,
  });
  const back = parseInstant('2026-06-02T10:00:00Z');
  const start = day('2026-04-13');
  expect(agreedDay([], start)).toBe(start);
  expect(agreedDay([held('2026-04-13', '2026-06-01')], start)).toBe('2026-06-01');
  expect(agreedDay([held('2026-04-13', '2026-06-01'), held('2026-06-01', null)], start)).toBe(null);
  expect(agreedDay([held('2026-04-13', '2026-06-01'), held('2026-06-01', null, back)], start)).toBe(
    '2026-06-01',
  );
  expect(agreedDay([held('2026-06-01', null, back)], start)).toBe(start);
});

test('a goal holds from the day it was set to the day it was given up', () => {
  const goal = { id: 'a', firstSetOn: day('2026-03-09'), endedOn: day('2026-05-04') };
  const holds = (on: string) => goalsOn([goal], day(on)).length === 1;
  expect(['2026-03-08', '2026-03-09', '2026-05-04', '2026-05-05'].map(holds)).toEqual([
    false,
    true,
    true,
    false,
  ]);
});
