import type { Time } from '../deadlines/evaluate.ts';
import type { DeadlineRuleId } from '../deadlines/rules.ts';
import type { Day } from '../kernel/day.ts';
import type { Text } from '../kernel/text.ts';
import type { CitationId } from '../knowledge/citations.ts';
import type { RuleId } from '../knowledge/local-terms.ts';
import type { CaseRecord } from '../record/record.ts';

/** How much it matters (allvarlighetsgrad), the most severe first: the order of every worklist. */
export const SEVERITIES = ['error', 'warning', 'information'] as const;
export type Severity = (typeof SEVERITIES)[number];

export const CASE_KINDS = ['intake', 'investigation', 'intervention'] as const;
export type CaseKind = (typeof CASE_KINDS)[number];

/** What of the case a finding is about, where it is not the whole of it. */
export const ABOUT_KINDS = [
  'consultation',
  'consultation-step',
  'area',
  'goal',
  'extension',
  'joined-report',
  'events',
] as const;

export interface About {
  readonly kind: (typeof ABOUT_KINDS)[number];
  /** An id, or a code: an area, a step, the day an extension was decided, which two events. */
  readonly id: string;
}

/** The case that something is found in, as it now stands. */
export interface FoundIn {
  readonly kind: CaseKind;
  readonly id: string;
  readonly caseNumber: string;
  readonly unit: string;
  readonly handlerId: string;
  /** Not decided, closed or ended: what stands in it can still be changed. */
  readonly open: boolean;
}

/** What a rule finds in a record. */
export interface Found {
  readonly case: FoundIn;
  readonly about: About | null;
  /** Tells one from another of the same rule, case and subject. */
  readonly part?: string;
  /** From this day it holds. */
  readonly since: Day;
  /** The day on which something that came later ended it; null where it holds on. */
  readonly endedOn: Day | null;
}

/** Where and how something is put right. */
export interface Mend {
  readonly text: Text;
  /** A path under the board, with `{case}`, `{about}` and `{child}` for ids. */
  readonly at: string;
}

/** The times of a record by a rule of the deadlines, each worked out once. */
export type TimesOf = (rule: DeadlineRuleId) => readonly Time[];

/** A rule of data quality (kvalitetsregel). */
export interface QualityRule {
  readonly severity: Severity;
  readonly label: Text;
  /** When it finds something, when not, and what ends it. */
  readonly explanation: Text;
  /** What it rests on in law; none where it is for follow-up alone. */
  readonly law: CitationId | RuleId | ((kind: CaseKind) => RuleId) | null;
  /** Says something of what has happened to a child, and not of how the file was kept: see rules.ts. */
  readonly tellsOfChild?: true;
  /** What is said of one finding, where the label alone does not tell which. */
  readonly say?: (about: About) => Text;
  readonly mend: Mend;
  /** It can be put right so also where the case is closed; otherwise it can then only be explained. */
  readonly mendableWhenClosed?: true;
  /** The kinds of case that it finds something in. */
  readonly kinds: readonly CaseKind[];
  find(record: CaseRecord, times: TimesOf): readonly Found[];
}
