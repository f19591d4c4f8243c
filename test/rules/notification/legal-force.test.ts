import { expect, test } from 'vitest';
import { standingOf, standingOfAll } from '../../../src/investigation/notification/rules.ts';
import { addPeriod, day } from '../../../src/kernel/day.ts';
import type { CODEBOOKS } from '../../../src/knowledge/codebooks.ts';

/** When a decision has legal force (laga kraft), by every way that an appeal can go. */

// Three weeks from 13 March 2026 is Good Friday: the last lawful day is Tuesday 7 April.
const RECEIVED = day('2026-03-13');
const FORCE = '2026-04-08';

type Ended = (typeof CODEBOOKS.appealOutcome.codes)[number]['code'] | null;

const forceOf = (appealReceivedOn: string | null, appealOutcome: Ended, today = '2026-12-01') =>
  standingOf(
    {
      notifiedOn: RECEIVED,
      appealReceivedOn: appealReceivedOn === null ? null : day(appealReceivedOn),
      appealOutcome,
    },
    { appealable: true, today: day(today) },
  ).legalForceOn;

test.each<[string, string | null, Ended, string | null]>([
  ['no appeal', null, null, FORCE],
  ['in time, not decided', '2026-04-07', null, null],
  ['in time, changed', '2026-04-07', 'andrat', null],
  ['in time, not changed', '2026-04-07', 'inte-andrat', null],
  ['in time, dismissed', '2026-04-07', 'avvisat', null],
  ['late, not decided', '2026-04-08', null, FORCE],
  ['late, changed', '2026-04-08', 'andrat', null],
  ['late, not changed', '2026-04-08', 'inte-andrat', null],
  ['late, dismissed', '2026-04-08', 'avvisat', FORCE],
])('%s', (_, received, outcome, expected) => {
  expect(forceOf(received, outcome)).toBe(expected);
});

test('is never told before its day, and the same on every day after', () => {
  for (let on = RECEIVED; on < '2026-05-01'; on = addPeriod(on, { days: 1 })) {
    expect(forceOf(null, null, on)).toBe(on < FORCE ? null : FORCE);
  }
});

test('the whole has it with the latest of all parties, and not without one of them', () => {
  const of = (partyId: string, on: string | null) => ({
    partyId,
    legalForceOn: on === null ? null : day(on),
  });
  const [mother, father] = [of('mother', '2026-04-08'), of('father', '2026-03-28')];
  const parties = ['mother', 'father'];
  expect(standingOfAll(parties, [mother, father])).toEqual({
    allPartiesNotified: true,
    legalForceOn: '2026-04-08',
  });
  expect(standingOfAll(parties, [mother, of('father', null)])).toEqual({
    allPartiesNotified: true,
    legalForceOn: null,
  });
  expect(standingOfAll(parties, [mother])).toEqual({ allPartiesNotified: false, legalForceOn: null });
  expect(standingOfAll(['father'], [mother, father]).legalForceOn).toBe('2026-03-28');
  expect(standingOfAll([], [])).toEqual({ allPartiesNotified: false, legalForceOn: null });
});
