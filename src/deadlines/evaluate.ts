import { addPeriod, type Day, daysAfter } from '../kernel/day.ts';
import type { LegalForce } from '../kernel/law.ts';
import { citationOn, ruleOf } from '../knowledge/law.ts';
import { type Length, type Limit, lengthOn, limitOf } from '../knowledge/limits.ts';
import type { LocalTerms } from '../knowledge/local-terms.ts';
import type { TimedRecord } from '../record/record.ts';
import { explain } from './explanation.ts';
import type { DeadlineRule, Instance } from './rule.ts';
import { DEADLINE_RULE_IDS, DEADLINE_RULES, type DeadlineRuleId } from './rules.ts';
import type { Deadline, DeadlineState } from './schema.ts';

/**
 * Every deadline (tidsfrist) of a child's record, running and met, the first end day first. Pure: the facts are taken
 * as they are, and `today` decides only the state, and which law is cited while the time runs. `terms` are those of the
 * board: of what it sets itself, what is valid on the start day of a time.
 */
export function evaluate(record: TimedRecord, today: Day, terms: LocalTerms = {}): Deadline[] {
  return DEADLINE_RULE_IDS.flatMap((rule) =>
    DEADLINE_RULES[rule]
      .instancesOf(record)
      .flatMap((instance) => deadlineOf(rule, instance, record.child.id, today, terms)),
  ).sort(byEndDay);
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

/** None where the law named no time and there is no local one. */
function deadlineOf(
  rule: DeadlineRuleId,
  instance: Instance,
  childId: string,
  today: Day,
  terms: LocalTerms,
): Deadline[] {
  const limit = limitFor(rule, instance, terms);
  if (limit === null) return [];
  const { subject, part, start, extensions } = instance;
  const table = DEADLINE_RULES[rule];
  const nearing = terms.nearing?.[rule] ?? table.nearing;
  const nearOn = earliest(limit.endDay, latest(start.day, daysAfter(limit.endDay, -nearing)));
  const met = metBy(table, instance, limit, today);
  const law = citationOn(rule, met ? (met.day ?? start.day) : latest(start.day, today));
  return [
    {
      id: [rule, subject.id, ...(part === undefined ? [] : [part])].join(':'),
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
      extensions: extensions.map(({ decidedOn, newEndDay }, at) => ({
        decidedOn,
        newEndDay,
        counted: counts(rule, instance, at, terms),
      })),
      state: stateOf(limit, met, nearOn, today),
      metOn: met?.day ?? null,
      force: forceOf(rule, instance),
      law,
      explanation: explain({
        start,
        term: instance.term,
        period: lengthFor(rule, instance, terms)?.period ?? null,
        limit,
        extensions: extensions.map((extension, at) => ({
          ...extension,
          before: limitFor(rule, { ...instance, extensions: extensions.slice(0, at) }, terms)!,
          counted: counts(rule, instance, at, terms),
        })),
        met,
        law,
      }),
    },
  ];
}

/** "At once" is a duty without a number, whatever the rule says of its other cases. */
function forceOf(rule: DeadlineRuleId, { term }: Instance): LegalForce {
  return term.kind === 'at-once' ? 'statutory-duty-advisory-time' : ruleOf(rule).force;
}

const fixed = (on: Day): Limit => ({ endDay: on, lastLawfulDay: on });

/** The length of the time, where it is a length: the one of the law on the start day, or else the local one. */
function lengthFor(rule: DeadlineRuleId, { start, term }: Instance, terms: LocalTerms): Length | null {
  return term.kind === 'by-rule' ? lengthOn(rule, start.day, terms) : null;
}

/**
 * The end of a time. Only a time that a statute names moves past a closed day and can be extended (lag (1930:173) 2 §
 * speaks of nothing else); what is due at once, agreed or set is due on its day.
 */
function limitFor(rule: DeadlineRuleId, instance: Instance, terms: LocalTerms): Limit | null {
  const { start, term, extensions } = instance;
  if (term.kind === 'set') return fixed(term.day);
  if (term.kind === 'at-once') return fixed(start.day);
  const byLaw = limitOf(rule, start.day, extensions);
  if (byLaw) return byLaw;
  const local = lengthFor(rule, instance, terms);
  return local && fixed(addPeriod(start.day, local.period));
}

/** Whether the extension at a place in the order moved the end. */
function counts(rule: DeadlineRuleId, instance: Instance, at: number, terms: LocalTerms): boolean {
  const endAfter = (count: number) =>
    limitFor(rule, { ...instance, extensions: instance.extensions.slice(0, count) }, terms)?.endDay;
  return endAfter(at + 1) !== endAfter(at);
}

/** What met it: a fact of the record, or, where the rule says so, that the day has passed. */
function metBy(
  { metByPassing }: DeadlineRule,
  { met }: Instance,
  { lastLawfulDay }: Limit,
  today: Day,
): Instance['met'] {
  if (metByPassing === undefined) return met;
  const passed = met === null ? today > lastLawfulDay : met.day !== null && met.day > lastLawfulDay;
  return passed ? { day: lastLawfulDay, fact: metByPassing } : met;
}

function stateOf(
  { endDay, lastLawfulDay }: Limit,
  met: Instance['met'],
  nearOn: Day,
  today: Day,
): DeadlineState {
  if (met) return met.day !== null && met.day > lastLawfulDay ? 'met-late' : 'met';
  if (today > lastLawfulDay) return 'overdue';
  if (today >= endDay) return 'due-today';
  return today >= nearOn ? 'nearing' : 'running';
}

const earliest = (a: Day, b: Day) => (a < b ? a : b);
const latest = (a: Day, b: Day) => (a > b ? a : b);
