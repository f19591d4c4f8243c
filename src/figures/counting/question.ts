import type { Instant } from '../../kernel/clock.ts';
import type { Day } from '../../kernel/day.ts';
import type { UnitOfCount } from '../../variables/variable.ts';
import type { By } from '../indicator/groups.ts';
import type { CountedChildren, On } from './store.ts';

/** What is asked, checked and as plain data, so that it can be sent to a thread. */
export type Question = IndicatorQuestion | TableQuestion;

interface Asked {
  readonly period: string;
  /** Null for the whole board. */
  readonly unit: string | null;
  /** The units of the board, by their names. */
  readonly units: readonly { readonly code: string; readonly name: string }[];
  /** How many children are no longer few. */
  readonly below: number;
  readonly whom: CountedChildren;
  readonly today: Day;
  readonly asOf: Instant;
  readonly childrenPerPage: number;
}

export interface IndicatorQuestion extends Asked {
  readonly kind: 'indicators';
  readonly ids: readonly string[];
  readonly by: By | null;
  readonly trend: number;
}

export interface TableQuestion extends Asked {
  readonly kind: 'table';
  readonly unitOfCount: UnitOfCount;
  readonly on: On;
  readonly row: string;
  readonly column: string | null;
}
