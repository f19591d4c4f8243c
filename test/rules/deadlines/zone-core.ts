import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { calculate } from '../../../src/deadlines/calculation.ts';
import { evaluate } from '../../../src/deadlines/evaluate.ts';
import { projectedOf, stepOn } from '../../../src/deadlines/projection/rules.ts';
import { toInstant } from '../../../src/kernel/clock.ts';
import {
  addPeriod,
  ageOn,
  closedDayName,
  type Day,
  day,
  dayOf,
  daysBetween,
  endOfDay,
  lastLawfulDay,
  type Period,
  startOfDay,
} from '../../../src/kernel/day.ts';
import { RULE_IDS } from '../../../src/knowledge/local-terms.ts';
import vectors from '../../kernel/date-vectors.json' with { type: 'json' };
import { daysOf } from '../../support/almanac.ts';
import { anyDay, anyRecord } from '../../support/any-record.ts';
import { anyTerms } from '../../support/any-terms.ts';
import { childRecord, intakeRecord } from '../../support/records.ts';

/**
 * Everything that counts days, run from start to end in a process of its own: zones.test.ts starts it under several
 * time zones and compares what it writes, byte for byte. Whatever is made when a module is loaded is made there too.
 */
const seed = Number(process.argv[2]);
const HOUR = 3_600_000;

/** Every hour of two years, and so every change of the clocks in every zone. */
const hours = Array.from({ length: 2 * 365 * 24 }, (_, hour) =>
  toInstant(new Date(Date.parse('2025-12-31T22:30:00Z') + hour * HOUR)),
);

const parts: Readonly<Record<string, () => unknown>> = {
  vectors: () =>
    vectors.vectors.map(({ start, period }) => {
      const due = addPeriod(day(start), period as Period);
      return [due, lastLawfulDay(due)];
    }),
  'closed days': () => daysOf('2025-01-01', '2029-12-31').map((on) => closedDayName(on as Day)),
  'hours of two years': () => hours.map(dayOf),
  'beginnings of days': () =>
    daysOf('2025-01-01', '2027-12-31').map((on) => [
      startOfDay(on as Day),
      endOfDay(on as Day),
      daysBetween(day('2025-01-01'), on as Day),
      ageOn(day('2008-02-29'), on as Day),
    ]),
  'every rule from every day of two years': () =>
    daysOf('2025-01-01', '2026-12-31').flatMap((start) =>
      RULE_IDS.map((rule) => calculate({ rule, start: start as Day }, {})),
    ),
  'a report of every hour': () =>
    hours.map((receivedAt) =>
      evaluate(childRecord({ intakes: [intakeRecord({ receivedAt })] }), dayOf(receivedAt)).map(
        ({ start, endDay, lastLawfulDay: last, nearOn, state }) => [start, endDay, last, nearOn, state],
      ),
    ),
  'any cases': () =>
    fc.sample(fc.tuple(anyRecord, anyDay, anyTerms), { seed, numRuns: 300 }).map(([record, today, terms]) => {
      const found = evaluate(record, today, terms);
      return [found, found.map((one) => [projectedOf(one), stepOn(one, today)])];
    }),
};

const written = Object.entries(parts).map(([name, part]) => {
  const text = JSON.stringify(part());
  return [name, text.length, createHash('sha256').update(text).digest('hex')];
});
process.stdout.write(
  JSON.stringify({
    zone: new Date(Date.parse('2026-01-15T12:00:00Z')).getTimezoneOffset(),
    summer: new Date(Date.parse('2026-07-15T12:00:00Z')).getTimezoneOffset(),
    written,
  }),
);
