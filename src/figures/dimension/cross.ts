import type { Day } from '../../kernel/day.ts';
import type { Value } from '../../variables/value.ts';
import { type At, cellAt, type Trees } from '../protection/cube.ts';
import { type Protected, protect } from '../protection/protect.ts';
import { type Branch, TOTAL, treeOf } from '../protection/tree.ts';
import { occurring, type View } from './dimension.ts';

/** A case that is counted: whose, where, in which part of the time, and what the variables say of it. */
export interface Case {
  readonly id: string;
  readonly childId: string;
  readonly unit: string;
  readonly on: Day;
  readonly values: Readonly<Record<string, Value>>;
}

/** A side of a cross table. */
export interface Side {
  readonly variable: string;
  readonly view: View;
}

/** What is asked of a cross table; what is left out is the total. */
export interface Cell {
  readonly unit?: string | null;
  readonly time?: string | undefined;
  readonly row?: string | undefined;
  readonly column?: string | undefined;
}

/** What it says; null where it is held back. Children may be fewer than cases. */
export interface Answered {
  readonly count: number | null;
  readonly suppressed: boolean;
}

export interface Cross {
  at(cell: Cell): Answered;
  readonly whole: boolean;
}

const NOBODY: Answered = { count: 0, suppressed: false };

/**
 * Cases by two variables, by unit and by time, with what is held back. The two are put in the order of their names, so
 * that a table and the same one turned are protected alike.
 */
export function crossOf({
  cases,
  row,
  column,
  times,
  timeOf,
  below,
}: {
  readonly cases: readonly Case[];
  readonly row: Side | null;
  readonly column: Side | null;
  readonly times: readonly Branch[];
  readonly timeOf: (on: Day) => string;
  readonly below: number;
}): Cross {
  const turned = row !== null && column !== null && column.variable < row.variable;
  const [first, second] = turned ? [column, row] : [row, column];
  const leafOf = (side: Side | null, { values }: Case) =>
    side === null ? undefined : side.view.leafOf(values[side.variable]!);
  const treeOfSide = (side: Side | null) =>
    treeOf(
      side === null ? [] : occurring(side.view.branches, new Set(cases.map((one) => leafOf(side, one)!))),
    );
  const trees: Trees = [
    // A unit that handles none of them could not have handled one more.
    treeOf([...new Set(cases.map(({ unit }) => unit))].toSorted()),
    treeOf(times),
    treeOfSide(first),
    treeOfSide(second),
  ];
  const place = (names: readonly (string | undefined)[]): At | undefined => {
    const at = names.map((name, side) =>
      name === undefined ? TOTAL : trees[side as 0 | 1 | 2 | 3].nodes.get(name),
    );
    return at.includes(undefined) ? undefined : (at as unknown as At);
  };
  const numbers = new Map<string, number>();
  const numberOf = (childId: string) => {
    const known = numbers.get(childId) ?? numbers.size;
    numbers.set(childId, known);
    return known;
  };
  const counted = cases.map((one) => ({
    child: numberOf(one.childId),
    at: place([one.unit, timeOf(one.on), leafOf(first, one), leafOf(second, one)])!,
  }));
  const cube: Protected = protect(trees, counted, below);
  return {
    whole: cube.whole,
    at({ unit, time, row: inRow, column: inColumn }) {
      const at = place([unit ?? undefined, time, ...(turned ? [inColumn, inRow] : [inRow, inColumn])]);
      if (!at) return NOBODY;
      const cell = cellAt(trees, at);
      return cube.suppressed[cell] === 1
        ? { count: null, suppressed: true }
        : { count: cube.counts[cell]!, suppressed: false };
    },
  };
}
