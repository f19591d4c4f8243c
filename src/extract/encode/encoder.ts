import type { SmallPopulation } from '../../access/boards.ts';
import type { Instant } from '../../kernel/clock.ts';
import type { Day } from '../../kernel/day.ts';
import type { Value } from '../../variables/value.ts';
import type { Variable } from '../../variables/variable.ts';
import type { Dialect } from '../schema.ts';
import type { Tally } from '../tables.ts';

/** What stands in a cell: what the variable says, or nothing because it is held back. */
export type Cell = Value | { readonly kind: 'withheld' };

/** A row: whose case (by a key of this extract alone), of which unit, and what the variables say. */
export interface Row {
  readonly key: string;
  readonly unit: string;
  /** One for each variable, in the same order. */
  readonly cells: readonly Cell[];
}

/** What there is to say of an extract in its own files. */
export interface Described {
  readonly id: string;
  readonly unitOfCount: string;
  readonly period: { readonly from: Day; readonly to: Day };
  readonly on: string;
  readonly unit: string | null;
  readonly pack: string | null;
  readonly catalogueVersion: string;
  readonly lawVersion: string;
  /** Of when the record is, and when it was read. */
  readonly asOf: Instant;
  readonly madeAt: Instant;
  readonly smallPopulation: SmallPopulation;
}

/** What was counted, when everything is written. */
export type Counted = Tally & { readonly rows: number };

/** Writes rows in one form. Bytes go out as they are ready; a promise is awaited before more is given. */
export interface Encoder {
  rows(page: readonly Row[]): void | Promise<void>;
  /** Writes what comes last. */
  end(counted: Counted): void | Promise<void>;
}

export interface Sheet {
  readonly variables: readonly Variable[];
  readonly described: Described;
  readonly dialect: Dialect;
  out(bytes: Uint8Array): void;
}

export type Fact =
  | Exclude<keyof Described, 'id' | 'period'>
  | 'extract'
  | 'from'
  | 'to'
  | 'rows'
  | 'suppressedCells';

/** What a file says of itself, in the order in which a reader wants to know it. */
export function factsOf(described: Described, counted: Counted): (readonly [Fact, string | number])[] {
  const { below, handling, applied } = counted.smallPopulation;
  return [
    ['extract', described.id],
    ['unitOfCount', described.unitOfCount],
    ['from', described.period.from],
    ['to', described.period.to],
    ['on', described.on],
    ['unit', described.unit ?? ''],
    ['pack', described.pack ?? ''],
    ['catalogueVersion', described.catalogueVersion],
    ['lawVersion', described.lawVersion],
    ['asOf', described.asOf],
    ['madeAt', described.madeAt],
    ['rows', counted.rows],
    ['smallPopulation', `${handling} below ${below}: ${applied ? 'applied' : 'not applied'}`],
    ['suppressedCells', counted.suppressedCells],
  ];
}
