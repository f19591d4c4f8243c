import fc from 'fast-check';
import { day, daysAfter } from '../../src/kernel/day.ts';
import { type LocalTerms, RULE_IDS, SETTABLE_RULE_IDS } from '../../src/knowledge/local-terms.ts';
import { anyDay } from './any-record.ts';

/** The days on which the law changed, and the last before each. */
export const TURNS_OF_LAW = ['2025-06-30', '2025-07-01', '2026-01-14', '2026-01-15'].map(day);

/** What any board may have set, some of it on either side of a day. */
export const anyTerms: fc.Arbitrary<LocalTerms> = fc
  .record({
    rules: fc.subarray([...SETTABLE_RULE_IDS]),
    from: fc.oneof(anyDay, fc.constantFrom(...TURNS_OF_LAW)),
    days: fc.nat(40),
    daysThen: fc.nat(40),
    near: fc.subarray([...RULE_IDS]),
    nearing: fc.nat(20),
  })
  .map(({ rules, from, days, daysThen, near, nearing }) => ({
    limits: rules.flatMap((rule) => [
      { rule, days, validTo: daysAfter(from, -1) },
      { rule, days: daysThen, validFrom: from, name: 'Riktlinje' },
    ]),
    nearing: Object.fromEntries(near.map((rule) => [rule, nearing])),
  }));
