import { type At, type Cube, cellAt } from './cube.ts';
import { changedBy, isPossible, type Move, type Prices } from './move.ts';

/**
 * A move among the totals of one variable, told for the cells beside them as well: whoever is counted otherwise in a total
 * is counted somewhere in the table. So what protects a total in a table of one variable can protect it in every table
 * that the variable stands in.
 */

type SideOfVariable = 2 | 3;

const along = (at: At, side: SideOfVariable, node: number): At =>
  side === 2 ? [at[0], at[1], node, at[3]] : [at[0], at[1], at[2], node];

/** What is moved at one place keeps its value there, so that no total of the other variable changes. */
const placesOf = (move: Move): Move[] => [
  ...Map.groupBy(move, ({ at: [unit, time] }) => `${unit} ${time}`).values(),
];

const withEachValue = (cube: Cube, parts: Move, side: SideOfVariable): Move[] =>
  cube.trees[side].leaves
    .map((value) => parts.map(({ at, by }) => ({ at: along(at, side, value), by })))
    .filter((one) => isPossible(cube, one));

/** Gives each part of a move a value of one more variable, best the same everywhere. */
export function spread(cube: Cube, move: Move, side: SideOfVariable, prices: Prices): Move {
  const everywhere = withEachValue(cube, move, side);
  if (everywhere.length > 0) return cheapest(cube, everywhere, prices);
  return placesOf(move).flatMap((here) => cheapest(cube, withEachValue(cube, here, side), prices));
}

/** The same in such a way that it changes a cell; undefined where it cannot. */
export function spreadOver(
  cube: Cube,
  { move, side, cell }: { readonly move: Move; readonly side: SideOfVariable; readonly cell: number },
  prices: Prices,
): Move | undefined {
  const places = placesOf(move).map((here) => withEachValue(cube, here, side));
  const others = places.map((lifted) => cheapest(cube, lifted, prices));
  return places
    .flatMap((lifted, at) => lifted.map((here) => others.with(at, here).flat()))
    .find((one) => changedBy(cube, one).includes(cell));
}

function cheapest(cube: Cube, moves: readonly Move[], prices: Prices): Move {
  const priced = moves.map((move) => ({
    move,
    cost: changedBy(cube, move).reduce((sum, cell) => sum + prices[cell]!, 0),
  }));
  return priced.reduce((best, one) => (one.cost < best.cost ? one : best)).move;
}

/**
 * One move out of two that change the same totals, the one along the rows and the other along the columns. Where nobody
 * is counted both in the row and in the column that lose one, it takes two others and puts them together.
 */
export function join({ trees, counts }: Cube, rows: Move, columns: Move): Move {
  return rows.flatMap(({ at, by }, index) => {
    const [unit, time, row] = at;
    const column = columns[index]!.at[3];
    const put = (r: number, c: number, sign: 1 | -1) => ({ at: [unit, time, r, c] as const, by: sign });
    const there = (r: number, c: number) => counts[cellAt(trees, [unit, time, r, c])]! > 0;
    if (by === 1 || there(row, column)) return [put(row, column, by)];
    const beside = trees[3].leaves.find((c) => there(row, c))!;
    const beneath = trees[2].leaves.find((r) => there(r, column))!;
    return [put(row, beside, -1), put(beneath, column, -1), put(beneath, beside, 1)];
  });
}
