import type { Alias, Scenario } from '../../seeds/events.ts';
import type { emptyCast } from '../../seeds/player.ts';
import type { Caller } from '../../src/access/caller.ts';
import type { Consultation } from '../../src/investigation/consultation/schema.ts';
import type { Instant } from '../../src/kernel/clock.ts';
import type { Day } from '../../src/kernel/day.ts';
import type { LocalTerms } from '../../src/knowledge/local-terms.ts';
import type { ChildRecord, InvestigationRecord } from '../../src/record/record.ts';

/** What the hands of play-pure.ts work on: the records of a history in the making. */

/** A record in the making. */
export type Draft<T> = T extends string
  ? T
  : T extends readonly (infer E)[]
    ? Draft<E>[]
    : T extends object
      ? { -readonly [K in keyof T]: Draft<T[K]> }
      : T;
export type ChildDraft = Draft<ChildRecord>;

export interface Stage {
  readonly caller: Caller;
  readonly now: Instant;
  readonly today: Day;
  readonly scenario: Scenario;
  /** What the board of the history has set and agreed on. */
  readonly terms: LocalTerms;
  readonly cast: ReturnType<typeof emptyCast>;
  readonly records: Map<Alias, ChildDraft>;
  /** How many cases each year has had. */
  readonly caseNumbers: Map<string, number>;
  /** The statements that are offered to the siblings. */
  readonly familyWide: Set<InvestigationRecord['statements'][number]>;
  /** What each counterpart answered, by its name. */
  readonly answers: Map<string, Consultation['answerStatements']>;
}

/** Facts are kept by when they happened, which need not be the order in which they were told. */
export function inOrder<T, K extends keyof T>(facts: T[], key: K): void {
  facts.sort((a, b) => (a[key] < b[key] ? -1 : a[key] > b[key] ? 1 : 0));
}

interface Times {
  readonly openedOn: string;
  readonly closedOn: string | null;
}

/** Investigations that were opened on one day are in the order in which they ended, and the open ones last. */
export function byTimes(a: Times, b: Times): number {
  const [one, other] = [a, b].map(({ openedOn, closedOn }) => `${openedOn} ${closedOn ?? 'open'}`);
  return one! < other! ? -1 : 1;
}

export const recordOf = ({ records }: Stage, child: Alias) => records.get(child)!;

export function nextCaseNumber({ caseNumbers, today }: Stage): string {
  const year = today.slice(0, 4);
  const number = (caseNumbers.get(year) ?? 0) + 1;
  caseNumbers.set(year, number);
  return `${year}-${String(number).padStart(5, '0')}`;
}
