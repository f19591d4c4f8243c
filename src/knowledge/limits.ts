import { addPeriod, type Day, lastLawfulDay } from '../kernel/day.ts';
import { periodOn } from './law.ts';
import type { LegalRuleId } from './legal-rules.ts';

/** When something is to be done by: the working alarm, and the last day that the law allows. */
export interface Limit {
  readonly endDay: Day;
  /** Later than endDay only where that is a closed day (lag (1930:173) 2 §). */
  readonly lastLawfulDay: Day;
}

/** A decided extension: its new end day counts only when it was decided before the running limit had passed. */
export interface DecidedExtension {
  readonly decidedOn: Day;
  readonly newEndDay: Day;
}

const limitAt = (endDay: Day): Limit => ({ endDay, lastLawfulDay: lastLawfulDay(endDay) });

/**
 * The limit that a rule sets from a start day, with the extensions decided so far in the order they were decided.
 * Each end day is the decided one: month arithmetic is never chained on a day that a month end has shortened.
 * Null where the law names no time on the start day.
 */
export function limitOf(
  rule: LegalRuleId,
  start: Day,
  extensions: readonly DecidedExtension[] = [],
): Limit | null {
  const period = periodOn(rule, start);
  if (!period) return null;
  let limit = limitAt(addPeriod(start, period));
  for (const { decidedOn, newEndDay } of extensions) {
    if (decidedOn <= limit.lastLawfulDay && newEndDay > limit.endDay) limit = limitAt(newEndDay);
  }
  return limit;
}
