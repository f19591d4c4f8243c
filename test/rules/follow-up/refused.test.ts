import { describe, expect, it } from 'vitest';
import { endOnReopening, followUpRefused } from '../../../src/investigation/follow-up/rules.ts';
import { day } from '../../../src/kernel/day.ts';
import { CODEBOOKS } from '../../../src/knowledge/codebooks.ts';

/** When the situation of a child may be followed up, by the pure rules. */

const closed = {
  closedOn: day('2026-03-02'),
  outcome: 'ingen-insats-avbojd',
  birthDate: day('2014-02-17'),
  followed: false,
  reopenedOn: null,
} as const;
const rulesOf = (told: object, on: string) =>
  followUpRefused({ ...closed, ...told }, day(on)).map(({ rule }) => rule);

it('hinders nothing after an investigation without insats', () => {
  expect(rulesOf({}, '2026-03-02')).toEqual([]);
});

it('follows up after every outcome but those with insats or care', () => {
  const refused = CODEBOOKS.investigationOutcome.codes
    .map(({ code }) => code)
    .filter((outcome) => rulesOf({ outcome }, '2026-03-02').length > 0);
  expect(refused.toSorted()).toEqual(['insats-sol', 'vard-lvu']);
});

describe('the time', () => {
  it.each([
    ['2026-03-02', '2026-09-02', true],
    ['2026-03-02', '2026-09-03', false],
    // Two months by the older act; they end on a Saturday.
    ['2025-06-30', '2025-09-01', true],
    ['2025-06-30', '2025-09-02', false],
    ['2025-07-01', '2026-01-02', true],
    ['2025-07-01', '2026-01-03', false],
  ])('closed on %s, decided on %s', (closedOn, on, permitted) => {
    expect(rulesOf({ closedOn: day(closedOn) }, on)).toEqual(permitted ? [] : ['follow-up.time-has-passed']);
  });
});

describe('age', () => {
  it.each([
    ['2008-03-03', true],
    ['2008-03-02', false],
  ])('born on %s', (birthDate, permitted) => {
    expect(rulesOf({ birthDate: day(birthDate) }, '2026-03-02')).toEqual(
      permitted ? [] : ['follow-up.not-a-child'],
    );
  });

  it('that is not known hinders nothing', () => {
    expect(rulesOf({ birthDate: null }, '2026-03-02')).toEqual([]);
  });
});

describe('a new investigation', () => {
  it('hinders from the day it was opened', () => {
    const reopenedOn = day('2026-04-10');
    expect(rulesOf({ reopenedOn }, '2026-04-09')).toEqual([]);
    expect(rulesOf({ reopenedOn }, '2026-04-10')).toEqual(['follow-up.new-investigation']);
  });

  it('ends a follow-up on that day, and never before it was decided', () => {
    expect(endOnReopening(day('2026-04-01'), day('2026-04-10'))).toBe('2026-04-10');
    expect(endOnReopening(day('2026-04-20'), day('2026-04-10'))).toBe('2026-04-20');
  });
});

it('says everything that stands in the way at once, each with its law', () => {
  const found = followUpRefused(
    {
      closedOn: day('2026-03-02'),
      outcome: 'insats-sol',
      birthDate: day('2000-01-01'),
      followed: true,
      reopenedOn: day('2026-04-10'),
    },
    day('2026-10-01'),
  );
  expect(found.map(({ rule }) => rule)).toEqual([
    'follow-up.after-insats',
    'follow-up.not-a-child',
    'follow-up.decided-already',
    'follow-up.time-has-passed',
    'follow-up.new-investigation',
  ]);
  for (const { law, text, remedy } of found) {
    expect(law).toMatch(/^SoL \(2025:400\)/);
    expect(text.sv).not.toBe(text.en);
    expect(remedy.sv).not.toBe(remedy.en);
  }
});
