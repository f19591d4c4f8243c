import type { Day } from '../kernel/day.ts';
import type { Text } from '../kernel/text.ts';
import type { ExtensionRecord, TimedRecord } from '../record/record.ts';

/** How long the time is. */
export type Term =
  /** What the legal rule gives on the start day; its local time where the law names none. */
  | { readonly kind: 'by-rule' }
  /** At once (genast): a duty without a number, whatever the legal rule says otherwise. */
  | { readonly kind: 'at-once' }
  /** A day that someone has agreed to or set. `fact` names it: "The agreed answer day". */
  | { readonly kind: 'set'; readonly day: Day; readonly fact: Text };

/** One running or met time in one record. A fact is a clause, to be read with its day after it. */
export interface Instance {
  readonly subject: {
    readonly kind: 'intake' | 'investigation' | 'consultation';
    readonly id: string;
    readonly caseNumber: string;
  };
  readonly case: { readonly kind: 'intake' | 'investigation'; readonly id: string };
  readonly unit: string;
  readonly handlerId: string;
  /** Which one, where the subject has several by the same rule: an id of its own, which tells nothing of the others. */
  readonly part?: string;
  /** The party whose time it is: who may not know of that person is not to know of the deadline. */
  readonly partyId: string | null;
  readonly start: { readonly day: Day; readonly fact: Text };
  readonly term: Term;
  /** In the order decided. They prolong a time that a statute sets, not a day that someone has set. */
  readonly extensions: readonly ExtensionRecord[];
  /** The day is null where it was met on a day that the record does not hold. */
  readonly met: { readonly day: Day | null; readonly fact: Text } | null;
}

/** One deadline, wherever it occurs in a record. */
export interface DeadlineRule {
  /** From how many days before the end day it is `nearing`. */
  readonly nearing: number;
  /** Where the passing of the last day meets it: the fact. */
  readonly metByPassing?: Text;
  instancesOf(record: TimedRecord): readonly Instance[];
}

export const BY_RULE = { kind: 'by-rule' } as const;
export const AT_ONCE = { kind: 'at-once' } as const;
