import type { CaseKind } from '../../access/reach.ts';
import type { Instant } from '../../kernel/clock.ts';
import { type Day, daysAfter } from '../../kernel/day.ts';
import { isSettled, type SettledState } from '../evaluate.ts';
import { DEADLINE_RULES, type DeadlineRuleId } from '../rules.ts';
import type { Deadline } from '../schema.ts';

/** What is kept of a deadline and follows from the record alone. */
export interface Projected {
  /** The deadline's own id: rule, subject, part. */
  readonly id: string;
  readonly rule: DeadlineRuleId;
  readonly childId: string;
  readonly caseKind: CaseKind;
  readonly caseId: string;
  readonly caseNumber: string;
  readonly unit: string;
  readonly handlerId: string;
  readonly partyId: string | null;
  /** The first day on which it is nearing: no later than the end day. */
  readonly nearOn: Day;
  readonly endDay: Day;
  readonly lastLawfulDay: Day;
  /** The passing of the last lawful day settles it, without anything happening in the case. */
  readonly settledByPassing: boolean;
  /** What it came to; null while it is open. */
  readonly settled: SettledState | null;
}

export interface KeptDeadline extends Projected {
  /** The next day on which something is to be told of it (events); null when everything has been. */
  readonly tellOn: Day | null;
  /** Raised with each change of what is kept, for calendars. */
  readonly revision: number;
  readonly changedAt: Instant;
}

/** A deadline as it is kept. */
export function projectedOf(deadline: Deadline): Projected {
  const {
    id,
    rule,
    childId,
    case: of,
    subject,
    unit,
    handlerId,
    partyId,
    nearOn,
    endDay,
    lastLawfulDay,
  } = deadline;
  return {
    id,
    rule,
    childId,
    caseKind: of.kind,
    caseId: of.id,
    caseNumber: subject.caseNumber,
    unit,
    handlerId,
    partyId,
    nearOn,
    endDay,
    lastLawfulDay,
    settledByPassing: DEADLINE_RULES[rule].metByPassing !== undefined,
    settled: isSettled(deadline.state) ? deadline.state : null,
  };
}

/** Everything that is compared: a kept row has one id and is never of another deadline. */
const FIELDS = [
  'rule',
  'childId',
  'caseKind',
  'caseId',
  'caseNumber',
  'unit',
  'handlerId',
  'partyId',
  'nearOn',
  'endDay',
  'lastLawfulDay',
  'settledByPassing',
  'settled',
] as const satisfies readonly (keyof Projected)[];
export type ProjectedField = (typeof FIELDS)[number];

/** The fields in which a kept row differs from what the record gives. */
export const differing = (kept: Projected, found: Projected): ProjectedField[] =>
  FIELDS.filter((field) => kept[field] !== found[field]);

/**
 * The day on which the clock has next to tell of it: the first step that has not been told of since the end day was
 * set. Steps that were passed over are not told of afterwards; the one that it then stands at says more.
 */
export function tellOn(found: Projected, kept: KeptDeadline | undefined): Day | null {
  if (found.settled !== null) return null;
  const same = kept?.settled === null && kept.endDay === found.endDay && kept.nearOn === found.nearOn;
  return same ? kept.tellOn : found.nearOn;
}

/** The step that a deadline stands at on a day, and the day of the next one; null before the first. */
export function stepOn(
  { nearOn, endDay, lastLawfulDay }: Pick<Projected, 'nearOn' | 'endDay' | 'lastLawfulDay'>,
  today: Day,
): { readonly step: 'nearing' | 'due' | 'passed'; readonly next: Day | null } | null {
  if (today > lastLawfulDay) return { step: 'passed', next: null };
  if (today >= endDay) return { step: 'due', next: daysAfter(lastLawfulDay, 1) };
  return today >= nearOn ? { step: 'nearing', next: endDay } : null;
}

/**
 * What a row that no deadline of the record answers to any more becomes: something was taken back. It is kept, since
 * it may have been told of.
 */
export const withdrawn = (kept: Projected): Projected => ({ ...kept, settled: 'not-applicable' });

/** Whether the passing of its last day has settled it since it was kept. */
export const isPassed = ({ settled, settledByPassing, lastLawfulDay }: Projected, today: Day): boolean =>
  settled === null && settledByPassing && lastLawfulDay < today;
