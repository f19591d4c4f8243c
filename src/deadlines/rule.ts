import type { Instant } from '../kernel/clock.ts';
import type { Day } from '../kernel/day.ts';
import type { Text } from '../kernel/text.ts';
import type { ExtensionRecord, TimedRecord } from '../record/record.ts';

/** How long the time is. */
export type Term =
  /** What the rule gives on the start day: the act, or else the board, or else the local time beside the rule. */
  | { readonly kind: 'by-rule' }
  /** What the act gives for each round after the first, of a time that recurs. */
  | { readonly kind: 'following' }
  /** At once (genast): a duty without a number, whatever the legal rule says otherwise. */
  | { readonly kind: 'at-once' }
  /** A day that was agreed with others, or that the handler has set. `fact` names it: "The agreed answer day". */
  | { readonly kind: 'agreed' | 'set'; readonly day: Day; readonly fact: Text };

/** A day and what happened on it: a clause, to be read with its day after it. */
export interface Fact {
  readonly day: Day;
  readonly fact: Text;
}

/** Why a time asks for nothing more. */
export type Ending =
  /** What was to be done was done; whether in time follows from the day. */
  | ({ readonly state: 'met' } & Fact)
  /** It can no longer be done, and nobody waits for it. */
  | ({ readonly state: 'lapsed' } & Fact)
  /** The record says that it does not apply, although it had begun. The fact is a sentence without its full stop. */
  | { readonly state: 'not-applicable'; readonly fact: Text };

/** One time in one record, running or ended. */
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
  readonly start: Fact;
  /** The hour of the start, where practice asks for it. */
  readonly startedAt?: Instant;
  readonly term: Term;
  /** In the order decided. They prolong a time that a statute sets, not a day that someone has set. */
  readonly extensions: readonly ExtensionRecord[];
  readonly ending: Ending | null;
}

/** One deadline, wherever it occurs in a record. */
export interface DeadlineRule {
  /** From how many days before the end day it is `nearing`, unless the board says otherwise. */
  readonly nearing: number;
  /** Where the passing of the last day settles it: what it then is, and the fact. */
  readonly settledByPassing?: { readonly state: 'met' | 'lapsed'; readonly fact: Text };
  instancesOf(record: TimedRecord): readonly Instance[];
}

export const BY_RULE = { kind: 'by-rule' } as const;
export const FOLLOWING = { kind: 'following' } as const;
export const AT_ONCE = { kind: 'at-once' } as const;

/** What met it, on a day that may not have come yet. */
export const metOn = (day: Day | null, fact: Text): Ending | null =>
  day === null ? null : { state: 'met', day, fact };

/** What let it lapse. */
export const lapsedOn = (day: Day | null, fact: Text): Ending | null =>
  day === null ? null : { state: 'lapsed', day, fact };
