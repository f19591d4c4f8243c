import { type At, type Cube, cellAt, cellsOf, sizeOf } from './cube.ts';
import { TOTAL, type Tree } from './tree.ts';

/**
 * A board that might have been: cases added at some places and taken away at others. Where every cell that it changes is
 * held back, what is shown would be the same, so that nobody can tell which of the two boards is the real one.
 */
export type Move = readonly { readonly at: At; readonly by: 1 | -1 }[];

/**
 * What it costs to hold each cell back: the more it tells, the more; nothing where it is held back already, and infinitely
 * much where it may not be.
 */
export type Prices = Float64Array;

/** Of which of the two variables cells name a value; of the other they are totals. */
export type Face = readonly [rows: boolean, columns: boolean];

/** The cells that a move changes. */
export function changedBy({ trees }: Pick<Cube, 'trees'>, move: Move): number[] {
  const sums = new Map<number, number>();
  for (const { at, by } of move) {
    const paths = at.map((node, side) => trees[side as 0 | 1 | 2 | 3].paths[node]!);
    for (const cell of cellsOf(trees, paths)) sums.set(cell, (sums.get(cell) ?? 0) + by);
  }
  return [...sums].flatMap(([cell, sum]) => (sum === 0 ? [] : [cell]));
}

/** Cases can be taken away only where there are some. */
export const isPossible = ({ trees, counts }: Pick<Cube, 'trees' | 'counts'>, move: Move): boolean =>
  move.every(({ at, by }) => by === 1 || counts[cellAt(trees, at)]! > 0);

/** One side of a move: from a leaf, to another or to none. */
interface Step {
  readonly from: number;
  readonly to: number | null;
  /** What differs by it, as parts of the numbers of cells. */
  readonly changed: readonly number[];
}

/** Along a side of which only the total is in question. */
const STAY: Step = { from: TOTAL, to: null, changed: [TOTAL] };

/**
 * The move that costs least of those that change a cell: along each side either against another leaf, so that the totals
 * of that side stay as they are, or alone, and they change as well. Undefined where there is none that may be.
 */
export function cheapestMove(
  cube: Cube,
  place: At,
  { prices, face }: { readonly prices: Prices; readonly face: Face },
): Move | undefined {
  const { trees } = cube;
  const strides = stridesOf(cube);
  const sides = [true, true, ...face];
  const [units, times, rows, columns] = trees.map((tree, side) =>
    sides[side] ? stepsFrom(tree, place[side]!, strides[side]!) : [STAY],
  ) as [Step[], Step[], Step[], Step[]];
  const here = [[place[0] * strides[0]!], [place[1] * strides[1]!]] as const;
  const least = prices[cellAt(trees, place)]!;
  // Whatever is done about unit and time, it changes the table that the cell stands in: that is the least it costs.
  const pairs = rows
    .flatMap((row) =>
      columns.map((column) => {
        const unlikely = UNLIKELY * unseen(cube, row, column);
        const start = costOf(
          prices,
          [...here, row.changed, column.changed],
          unlikely,
          Number.POSITIVE_INFINITY,
        );
        return { row, column, unlikely, start };
      }),
    )
    .filter(({ start }) => start < Number.POSITIVE_INFINITY)
    .sort((a, b) => a.start - b.start);
  let best: Move | undefined;
  let most = Number.POSITIVE_INFINITY;
  for (const { row, column, unlikely, start } of pairs) {
    if (start >= most) break;
    for (const unit of units) {
      for (const time of times) {
        const changed = [unit.changed, time.changed, row.changed, column.changed] as const;
        const cost = costOf(prices, changed, unlikely, most);
        if (cost >= most) continue;
        const move = possible(cube, [unit, time, row, column]);
        if (!move) continue;
        best = move;
        most = cost;
        if (cost <= least) return move;
      }
    }
  }
  return best;
}

/** A combination that the board has never seen may be one that cannot be: it hides little. */
const UNLIKELY = 100_000;

function unseen({ trees, counts }: Cube, row: Step, column: Step): number {
  let found = 0;
  for (const r of [row.from, row.to]) {
    for (const c of [column.from, column.to]) {
      if (r !== null && c !== null && counts[cellAt(trees, [TOTAL, TOTAL, r, c])] === 0) found += 1;
    }
  }
  return found;
}

function stridesOf({ trees }: Cube): readonly number[] {
  const [, times, rows, columns] = trees.map(sizeOf) as [number, number, number, number];
  return [times * rows * columns, rows * columns, columns, 1];
}

/** The ways to change a node of a tree: by a leaf under it, against one that is not, or alone. */
function stepsFrom(tree: Tree, node: number, stride: number): Step[] {
  const inside = tree.under[node]!;
  const others = tree.leaves.filter((leaf) => !inside.includes(leaf));
  const step = (from: number, to: number | null, nodes: readonly number[]): Step => ({
    from,
    to,
    changed: nodes.map((one) => one * stride),
  });
  return inside.flatMap((from) => [
    ...others.map((to) => step(from, to, between(tree, from, to))),
    step(from, null, tree.paths[from]!),
  ]);
}

/** The nodes that count one of two leaves and not the other. */
function between({ paths }: Tree, from: number, to: number): readonly number[] {
  const [a, b] = [paths[from]!, paths[to]!];
  return [...a.filter((node) => !b.includes(node)), ...b.filter((node) => !a.includes(node))];
}

/** What it costs to change the cells of some nodes of each side; given up where it comes to `most`. */
function costOf(
  prices: Prices,
  [units, times, rows, columns]: readonly [
    readonly number[],
    readonly number[],
    readonly number[],
    readonly number[],
  ],
  start: number,
  most: number,
): number {
  let cost = start;
  for (const unit of units) {
    for (const time of times) {
      for (const row of rows) {
        const before = unit + time + row;
        for (const column of columns) cost += prices[before + column]!;
        if (cost >= most) return cost;
      }
    }
  }
  return cost;
}

/** The move as such, in the direction that can be: with one more in the cell, or else with one less. */
function possible(cube: Cube, sides: readonly [Step, Step, Step, Step]): Move | undefined {
  const corners = sides.reduce<readonly { readonly at: readonly number[]; readonly by: number }[]>(
    (all, { from, to }) =>
      all.flatMap(({ at, by }) => [
        { at: [...at, from], by },
        ...(to === null ? [] : [{ at: [...at, to], by: -by }]),
      ]),
    [{ at: [], by: 1 }],
  );
  const more = corners as unknown as Move;
  if (isPossible(cube, more)) return more;
  const less = corners.map(({ at, by }) => ({ at, by: -by })) as unknown as Move;
  return isPossible(cube, less) ? less : undefined;
}
