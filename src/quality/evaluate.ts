import { type Time, timesOf } from '../deadlines/evaluate.ts';
import { DEADLINE_RULES, type DeadlineRuleId } from '../deadlines/rules.ts';
import type { Day } from '../kernel/day.ts';
import type { LocalTerms } from '../knowledge/local-terms.ts';
import type { CaseRecord } from '../record/record.ts';
import { QUALITY_RULE_IDS, QUALITY_RULES, type QualityRuleId } from './catalogue.ts';
import { type CaseKind, type Found, SEVERITIES, type Severity, type TimesOf } from './rule.ts';

/** Something that a record lacks or contradicts (kvalitetsbrist). */
export interface Finding extends Found {
  /** Rule, case and, where there are several, which of them. Stable. */
  readonly id: string;
  readonly rule: QualityRuleId;
  readonly severity: Severity;
  readonly childId: string;
}

/**
 * Everything that the rules find in a child's record, the most severe first and then what has held longest; of one kind
 * of case, where it is given. Pure, and of no day: what holds on a day is what `holdsOn` says. `terms` are those of the
 * board, for the times that it sets.
 */
export function findIn(record: CaseRecord, terms: LocalTerms = {}, kind?: CaseKind): Finding[] {
  const found = new Map<string, Finding>();
  // A rule of several kinds looks at each case by itself; one of a single kind may look around.
  const narrow = kind === undefined ? record : only(kind, record);
  const times = onceEach(narrow, terms);
  for (const rule of QUALITY_RULE_IDS) {
    const { severity, kinds, find } = QUALITY_RULES[rule];
    if (kind !== undefined && !kinds.includes(kind)) continue;
    for (const one of find(kinds.length > 1 ? narrow : record, times)) {
      const id = idOf(rule, one);
      // The same thing twice is one thing to put right.
      const known = found.get(id);
      if (known === undefined || one.since < known.since) {
        found.set(id, { ...one, id, rule, severity, childId: record.child.id });
      }
    }
  }
  return [...found.values()].sort(byWeight);
}

const only = (kind: CaseKind, { child, intakes, investigations, interventions }: CaseRecord): CaseRecord => ({
  child,
  intakes: kind === 'intake' ? intakes : [],
  investigations: kind === 'investigation' ? investigations : [],
  interventions: kind === 'intervention' ? interventions : [],
});

/** The times of a record, by the limits of the deadlines. Several rules ask for the same. */
function onceEach(record: CaseRecord, terms: LocalTerms): TimesOf {
  const known = new Map<DeadlineRuleId, readonly Time[]>();
  return (rule) => {
    const times = known.get(rule) ?? timesOf(rule, DEADLINE_RULES[rule], record, terms);
    known.set(rule, times);
    return times;
  };
}

const idOf = (rule: QualityRuleId, { case: of, about, part }: Found): string =>
  [rule, of.id, ...(about ? [about.id] : []), ...(part === undefined ? [] : [part])].join(':');

type Weighed = Pick<Finding, 'severity' | 'since' | 'id'>;

/** The order of every worklist: the most severe first, then what has held longest. */
export function byWeight(a: Weighed, b: Weighed): number {
  if (a.severity !== b.severity) return SEVERITIES.indexOf(a.severity) - SEVERITIES.indexOf(b.severity);
  if (a.since !== b.since) return a.since < b.since ? -1 : 1;
  return a.id < b.id ? -1 : a.id > b.id ? 1 : 0;
}

/** Whether a finding holds on the evening of a day. */
export const holdsOn = ({ since, endedOn }: Pick<Finding, 'since' | 'endedOn'>, on: Day): boolean =>
  since <= on && (endedOn === null || on < endedOn);

/** Whether it had come to hold and was ended by something that came later, by a day. */
export const endedBy = ({ endedOn }: Pick<Finding, 'endedOn'>, on: Day): boolean =>
  endedOn !== null && endedOn <= on;
