import { addPeriod, type Day, lastLawfulDay, type Period } from '../kernel/day.ts';
import { periodOn, ruleOf } from './law.ts';
import { type LocalTerms, limitSetFor, type RuleId } from './local-terms.ts';

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

/** How long a time is, and who says so: the act, the board, or we where the act names no number and the board none. */
export interface Length {
  readonly period: Period;
  readonly origin: 'act' | 'board' | 'default';
  /** What the board calls its decision. */
  readonly name: string | null;
}

/** The length of the time that a rule gives from a start day; null where neither act nor board names one. */
export function lengthOn(rule: RuleId, start: Day, terms: LocalTerms = {}): Length | null {
  const byAct = periodOn(rule, start);
  if (byAct) return { period: byAct, origin: 'act', name: null };
  const set = limitSetFor(rule, start, terms);
  if (set) return { period: { days: set.days }, origin: 'board', name: set.name ?? null };
  const { localPeriod } = ruleOf(rule);
  return localPeriod ? { period: localPeriod, origin: 'default', name: null } : null;
}

const limitAt = (endDay: Day): Limit => ({ endDay, lastLawfulDay: lastLawfulDay(endDay) });

/**
 * The limit that a rule sets from a start day, with the extensions decided so far in the order they were decided.
 * Each end day is the decided one: month arithmetic is never chained on a day that a month end has shortened.
 * Null where the law names no time on the start day.
 */
export function limitOf(
  rule: RuleId,
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
