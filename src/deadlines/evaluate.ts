import { type Day, dayOf, daysAfter } from '../kernel/day.ts';
import type { LegalForce } from '../kernel/law.ts';
import type { Text } from '../kernel/text.ts';
import { citationOn, ruleOf } from '../knowledge/law.ts';
import {
  extended,
  fixed,
  type Length,
  type Limit,
  lengthOn,
  limitFrom,
  recordedLate,
  type Step,
} from '../knowledge/limits.ts';
import type { LocalTerms, RuleId } from '../knowledge/local-terms.ts';
import type { TimedRecord } from '../record/record.ts';
import { explain, OWN_LIMIT } from './explanation.ts';
import type { DeadlineRule, Ending, Instance } from './rule.ts';
import { DEADLINE_RULE_IDS, DEADLINE_RULES } from './rules.ts';
import type { Deadline, DeadlineOrigin, DeadlineState } from './schema.ts';

/**
 * Every deadline (tidsfrist) of a child's record, running and ended, the first end day first. Pure: the facts are
 * taken as they are, and `today` decides only the state, and which law is cited while the time runs. `terms` are those
 * of the board: of what it sets itself, what is valid on the start day of a time.
 */
export function evaluate(record: TimedRecord, today: Day, terms: LocalTerms = {}): Deadline[] {
  return DEADLINE_RULE_IDS.flatMap((rule) =>
    evaluateRule(rule, DEADLINE_RULES[rule], record, today, terms),
  ).sort(byEndDay);
}

/** The deadlines of a record by one rule, in the order that it finds them. */
export function evaluateRule<R extends RuleId>(
  rule: R,
  by: DeadlineRule,
  record: TimedRecord,
  today: Day,
  terms: LocalTerms = {},
): (Omit<Deadline, 'rule'> & { rule: R })[] {
  return timesOf(rule, by, record, terms).map((time) =>
    deadlineOf(rule, by, time, { childId: record.child.id, today, terms }),
  );
}

/** A time of a record with its end, whatever has become of it, and without the words for it. */
export interface Time {
  /** That of the deadline. */
  readonly id: string;
  readonly instance: Instance;
  /** Null for a time that is no length: at once, agreed or set. */
  readonly length: Length | null;
  readonly limit: Limit;
  /** What became of each extension. */
  readonly steps: readonly Step[];
}

/** The times of a record by one rule; none where the law named no time and there is no local one. */
export function timesOf(
  rule: RuleId,
  by: DeadlineRule,
  record: TimedRecord,
  terms: LocalTerms = {},
): readonly Time[] {
  return by.instancesOf(record).flatMap((instance) => {
    const { subject, part } = instance;
    const length = lengthFor(rule, instance, terms);
    const found = timeOf(instance, length);
    const id = [rule, subject.id, ...(part === undefined ? [] : [part])].join(':');
    return found === null ? [] : [{ id, instance, length, ...found }];
  });
}

/** The order of every list of deadlines. */
export function byEndDay(a: Pick<Deadline, 'endDay' | 'id'>, b: Pick<Deadline, 'endDay' | 'id'>): number {
  if (a.endDay !== b.endDay) return a.endDay < b.endDay ? -1 : 1;
  return a.id < b.id ? -1 : a.id > b.id ? 1 : 0;
}

/** Whether a deadline still asks for something. */
export const isOpen = ({ state }: Pick<Deadline, 'state'>): boolean => OPEN[state];

/** What a deadline came to in the end: no day to come changes it. */
export type SettledState = Extract<DeadlineState, 'met' | 'met-late' | 'lapsed' | 'not-applicable'>;

export const isSettled = (state: DeadlineState): state is SettledState => !OPEN[state];

const OPEN: Readonly<Record<DeadlineState, boolean>> = {
  running: true,
  nearing: true,
  'due-today': true,
  overdue: true,
  met: false,
  'met-late': false,
  lapsed: false,
  'not-applicable': false,
};

/** The people whom deadlines tell of, for the log: the children, and the parties whose time it is. */
export const personsIn = (deadlines: readonly Pick<Deadline, 'childId' | 'partyId'>[]): string[] => [
  ...new Set(deadlines.flatMap(({ childId, partyId }) => (partyId === null ? childId : [childId, partyId]))),
];

interface Circumstances {
  readonly childId: string;
  readonly today: Day;
  readonly terms: LocalTerms;
}

function deadlineOf<R extends RuleId>(
  rule: R,
  by: DeadlineRule,
  { id, instance, length, limit, steps }: Time,
  { childId, today, terms }: Circumstances,
): Omit<Deadline, 'rule'> & { rule: R } {
  const { subject, start, term, extensions } = instance;
  const nearing = terms.nearing?.[rule] ?? by.nearing;
  const nearOn = earliest(limit.endDay, latest(start.day, daysAfter(limit.endDay, -nearing)));
  const ending = endingOf(by, instance, limit, today);
  const force = forceOf(rule, instance);
  const law = lawOf(rule, force, length, lawDay(start.day, ending, today));
  return {
    id,
    rule,
    label: ruleOf(rule).label,
    childId,
    subject,
    case: instance.case,
    unit: instance.unit,
    handlerId: instance.handlerId,
    partyId: instance.partyId,
    start: start.day,
    nearOn,
    endDay: limit.endDay,
    lastLawfulDay: limit.lastLawfulDay,
    extensions: extensions.map(({ recordedAt, ...decided }, at) => {
      const recordedOn = recordedAt && dayOf(recordedAt);
      return { ...decided, recordedOn, ...verdictOf(steps[at], recordedOn) };
    }),
    state: stateOf(limit, ending, nearOn, today),
    metOn: ending?.state === 'met' ? ending.day : null,
    force,
    origin: originOf(term, length),
    law: law.sv,
    explanation: explain({
      start,
      term,
      length,
      limit,
      extensions: extensions.map(({ recordedAt, ...decided }, at) => ({
        ...decided,
        recordedOn: recordedAt && dayOf(recordedAt),
        step: steps[at],
      })),
      ending,
      late: lateFact(by, instance, ending),
      law,
    }),
  };
}

/** The day whose law is cited: when it ended, today while it runs; when it began, where it does not apply. */
function lawDay(start: Day, ending: Ending | null, today: Day): Day {
  if (ending === null) return latest(start, today);
  return ending.state === 'not-applicable' ? start : ending.day;
}

/** "At once" is a duty without a number, whatever the rule says of its other cases. */
function forceOf(rule: RuleId, { term }: Instance): LegalForce {
  return term.kind === 'at-once' ? 'statutory-duty-advisory-time' : ruleOf(rule).force;
}

/** What makes it binding, in words: a place in a statute, or the board itself. */
export function lawOf(rule: RuleId, force: LegalForce, length: Length | null, on: Day): Text {
  if (force === 'local') return OWN_LIMIT(length?.name ?? null);
  const law = citationOn(rule, on);
  return { sv: law, en: law };
}

/** The length of the time, where it is a length. */
function lengthFor(rule: RuleId, { start, startedAt, term }: Instance, terms: LocalTerms): Length | null {
  if (term.kind === 'by-rule') return lengthOn(rule, start.day, terms, 'first', startedAt);
  return term.kind === 'following' ? lengthOn(rule, start.day, terms, 'following') : null;
}

function originOf({ kind }: Instance['term'], length: Length | null): DeadlineOrigin {
  if (kind === 'agreed') return 'agreement';
  return kind === 'set' ? 'set' : (length?.origin ?? 'act');
}

/**
 * The end of a time, and what became of its extensions. Only a time that a statute names can be extended; what is due
 * at once, agreed or set is due on its day.
 */
function timeOf(
  { start, term, extensions }: Instance,
  length: Length | null,
): { readonly limit: Limit; readonly steps: readonly Step[] } | null {
  if (term.kind === 'set' || term.kind === 'agreed') return { limit: fixed(term.day), steps: [] };
  if (term.kind === 'at-once') return { limit: fixed(start.day), steps: [] };
  if (length === null) return null;
  const first = limitFrom(start.day, length);
  return length.origin === 'act' ? extended(first, extensions) : { limit: first, steps: [] };
}

const verdictOf = (step: Step | undefined, recordedOn: Day | null) => ({
  counted: step?.counted ?? false,
  late: step?.late ?? false,
  recordedLate: recordedLate(step, recordedOn),
});

/** What ended it: a fact of the record, or, where the rule says so, that the day has passed. */
function endingOf(
  { settledByPassing }: DeadlineRule,
  { ending }: Instance,
  { lastLawfulDay }: Limit,
  today: Day,
): Ending | null {
  if (settledByPassing === undefined) return ending;
  const passed =
    ending === null ? today > lastLawfulDay : ending.state !== 'not-applicable' && ending.day > lastLawfulDay;
  return passed ? { ...settledByPassing, day: lastLawfulDay } : ending;
}

/** What came when the passing of the day had settled it already. */
function lateFact(by: DeadlineRule, { ending }: Instance, settled: Ending | null) {
  if (by.settledByPassing === undefined || ending === settled || ending?.state !== 'met') return null;
  return ending;
}

function stateOf(
  { endDay, lastLawfulDay }: Limit,
  ending: Ending | null,
  nearOn: Day,
  today: Day,
): DeadlineState {
  if (ending?.state === 'met') return ending.day > lastLawfulDay ? 'met-late' : 'met';
  if (ending) return ending.state;
  if (today > lastLawfulDay) return 'overdue';
  if (today >= endDay) return 'due-today';
  return today >= nearOn ? 'nearing' : 'running';
}

const earliest = (a: Day, b: Day) => (a < b ? a : b);
const latest = (a: Day, b: Day) => (a > b ? a : b);
