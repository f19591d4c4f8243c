import type { Instant } from '../kernel/clock.ts';
import { addPeriod, type Day, lastLawfulDay, type Period, timeOf } from '../kernel/day.ts';
import { periodOn, ruleOf } from './law.ts';
import { type LocalTerms, limitSetFor, OFFICE_CLOSES_AT, type RuleId } from './local-terms.ts';

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

/** What an extension came to. */
export interface Step {
  /** The limit that ran until then. */
  readonly before: Limit;
  /** Decided when that limit had passed: kept as such, and never counted. */
  readonly late: boolean;
  /** It moved the end. */
  readonly counted: boolean;
}

/** Whether a decision that was made in time was put on record only when the time had run out: it has to be believed. */
export const recordedLate = (step: Step | undefined, recordedOn: Day | null): boolean =>
  step !== undefined && !step.late && recordedOn !== null && recordedOn > step.before.lastLawfulDay;

/** How long a time is, and who says so: the act, the board, or we where the act names no number and the board none. */
export interface Length {
  readonly period: Period;
  readonly origin: 'act' | 'board' | 'default';
  /** What the board calls its decision. */
  readonly name: string | null;
  /** When the office had closed, where that is why it is longer. */
  readonly officeClosedAt?: string;
}

/** Which round of a time that recurs: what a statute gives for the first, or for each that follows. */
export type Round = 'first' | 'following';

/**
 * The length of the time that a rule gives from a start day; null where neither act nor board names one, and for what
 * follows where nothing does. `at` is the hour at which it began, where that is known: office hours go by it.
 */
export function lengthOn(
  rule: RuleId,
  start: Day,
  terms: LocalTerms = {},
  round: Round = 'first',
  at?: Instant,
): Length | null {
  const { thenEvery, localPeriod, localPeriodAfterHours } = ruleOf(rule);
  const byAct = round === 'first' ? periodOn(rule, start) : (thenEvery ?? null);
  if (byAct) return { period: byAct, origin: 'act', name: null };
  if (round === 'following') return null;
  const set = limitSetFor(rule, start, terms);
  if (set) return { period: { days: set.days }, origin: 'board', name: set.name ?? null };
  const officeClosedAt = terms.officeClosesAt ?? OFFICE_CLOSES_AT;
  if (localPeriodAfterHours && at !== undefined && timeOf(at) >= officeClosedAt)
    return { period: localPeriodAfterHours, origin: 'default', name: null, officeClosedAt };
  return localPeriod ? { period: localPeriod, origin: 'default', name: null } : null;
}

/** What is due on a day that no statute names is due on that day. */
export const fixed = (on: Day): Limit => ({ endDay: on, lastLawfulDay: on });

const moved = (endDay: Day): Limit => ({ endDay, lastLawfulDay: lastLawfulDay(endDay) });

/**
 * The limit of a length from a start day, before any extension. Only a time that a statute names moves past a closed
 * day: lag (1930:173) 2 § speaks of nothing else.
 */
export function limitFrom(start: Day, { period, origin }: Length): Limit {
  const endDay = addPeriod(start, period);
  return origin === 'act' ? moved(endDay) : fixed(endDay);
}

/**
 * What the extensions of a statutory time, in the order they were decided, make of its first limit. Each end day is
 * the decided one: month arithmetic is never chained on a day that a month end has shortened.
 */
export function extended(
  first: Limit,
  extensions: readonly DecidedExtension[],
): { readonly limit: Limit; readonly steps: readonly Step[] } {
  const steps: Step[] = [];
  let limit = first;
  for (const { decidedOn, newEndDay } of extensions) {
    const late = decidedOn > limit.lastLawfulDay;
    const counted = !late && newEndDay > limit.endDay;
    steps.push({ before: limit, late, counted });
    if (counted) limit = moved(newEndDay);
  }
  return { limit, steps };
}

/** What became of the extensions of a statutory time, in the order they were decided; nothing where it has none. */
export function stepsOf(rule: RuleId, start: Day, extensions: readonly DecidedExtension[]): readonly Step[] {
  const length = lengthOn(rule, start);
  return length?.origin === 'act' ? extended(limitFrom(start, length), extensions).steps : [];
}

/**
 * The limit that a rule sets from a start day, with the extensions decided so far in the order they were decided.
 * Null where the law names no time on the start day.
 */
export function limitOf(
  rule: RuleId,
  start: Day,
  extensions: readonly DecidedExtension[] = [],
): Limit | null {
  const length = lengthOn(rule, start);
  return length?.origin === 'act' ? extended(limitFrom(start, length), extensions).limit : null;
}
