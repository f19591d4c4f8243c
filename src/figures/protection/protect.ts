import {
  type At,
  type Counted,
  type Cube,
  cellAt,
  cellsOf,
  cubeOf,
  placeOf,
  sizeOf,
  type Trees,
} from './cube.ts';
import { join, spread, spreadOver } from './lift.ts';
import { changedBy, cheapestMove, type Face, type Move, type Prices } from './move.ts';
import { TOTAL } from './tree.ts';

/**
 * Which cells of tables are held back (skyddas), so that nobody can work out a small one from all that is shown.
 *
 * 1. A cell with fewer children behind it than the board's limit is held back, a total too; none at all is nobody, and
 *    shown.
 * 2. For every cell that is held back there is another board, with whole numbers of cases and none below zero, that would
 *    have been shown as the very same tables, and in which that cell says something else. So whoever knows all of
 *    what is shown, and can calculate, knows two things at least that each such cell may be. What differs between
 *    the two boards is held back with it (complementary suppression), as little as is found.
 * 3. Where a total is shown and some of its parts are not, those together concern no fewer children than the limit.
 *
 * It is settled for everything at once that could be asked for and laid together: every unit and the board, every
 * quarter, half-year and the year. The totals of a variable come first and without regard to the other one, so that they
 * are the same in every table that the variable stands in.
 */
export interface Protected extends Omit<Cube, 'few'> {
  /** By cell: 1 where it is held back. */
  readonly suppressed: Uint8Array;
  /** The other boards, for who would check. */
  readonly moves: readonly Move[];
  /** The inside of the table could not be protected otherwise than whole. */
  readonly whole: boolean;
}

/** Counts cases and says what is held back. `below`: how many children are no longer few. */
export function protect(trees: Trees, cases: readonly Counted[], below: number): Protected {
  const cube = cubeOf(trees, cases, below);
  const suppressed = new Uint8Array(cube.counts.length);
  const run = { cube, suppressed, below };
  const everyone = settle(run, [false, false], () => undefined);
  const alongSide = (side: 2 | 3): Settled => {
    if (sizeOf(trees[side]) === 1) return everyone;
    const lifted = everyone.moves.map((move) =>
      spread(cube, move, side, pricesOf(run, [side === 2, side === 3])),
    );
    return settle(run, [side === 2, side === 3], () => undefined, lifted);
  };
  const rows = alongSide(2);
  const columns = alongSide(3);
  if (sizeOf(trees[2]) === 1 || sizeOf(trees[3]) === 1) {
    return { ...cube, suppressed, ...(sizeOf(trees[2]) === 1 ? columns : rows) };
  }
  const inside = settle(run, [true, true], (cell, prices) => {
    const [, , row, column] = placeOf(trees, cell);
    if (row !== TOTAL && column !== TOTAL) {
      for (const [known, side] of [
        [rows, 3],
        [columns, 2],
      ] as const) {
        for (const move of known.moves.slice(everyone.moves.length)) {
          const found = spreadOver(cube, { move, side, cell }, prices);
          if (found) return found;
        }
      }
      return undefined;
    }
    const [known, side] = row !== TOTAL ? [rows, 3 as const] : [columns, 2 as const];
    const move = known.by.get(cell)!;
    const at = known.moves.indexOf(move);
    // The first ones change the totals of everyone, and are the same ones along the rows and along the columns.
    return at < everyone.moves.length
      ? join(cube, rows.moves[at]!, columns.moves[at]!)
      : spread(cube, move, side, prices);
  });
  return { ...cube, suppressed, ...inside };
}

interface Run {
  readonly cube: Cube;
  readonly suppressed: Uint8Array;
  readonly below: number;
}

interface Settled {
  readonly moves: readonly Move[];
  /** Which of them changes a cell. */
  readonly by: ReadonlyMap<number, Move>;
  readonly whole: boolean;
}

/**
 * Settles the cells of a face, after the totals beside it. `otherwise` knows a move where the search finds none, and
 * `first` are those that others rely on.
 */
function settle(
  run: Run,
  face: Face,
  otherwise: (cell: number, prices: Prices) => Move | undefined,
  first: readonly Move[] = [],
): Settled {
  const { cube, suppressed } = run;
  const { trees, counts } = cube;
  const own = cellsOfFace(trees, face);
  const prices = pricesOf(run, face);
  const moves: Move[] = [];
  const by = new Map<number, Move>();
  let whole = false;
  const take = (move: Move) => {
    for (const cell of changedBy(cube, move)) {
      // Fails closed: what is shown of the totals must not differ.
      if (prices[cell] !== Number.POSITIVE_INFINITY) {
        suppressed[cell] = 1;
        prices[cell] = 0;
      } else if (suppressed[cell] === 0) throw new Error('A move changes a total that is shown.');
      if (!by.has(cell)) by.set(cell, move);
    }
    moves.push(move);
  };
  const holdBack = (cell: number) => {
    const move = cheapestMove(cube, placeOf(trees, cell), { prices, face }) ?? otherwise(cell, prices);
    if (move) take(move);
    else whole = true;
  };

  for (const move of first) take(move);
  // What is held back of the totals must be so with this table beside it as well.
  const totals = totalsOf(face).flatMap((other) => cellsOfFace(trees, other));
  for (const cell of totals) if (suppressed[cell] === 1 && !by.has(cell)) holdBack(cell);
  for (const cell of own) if (isSmall(run, cell) && !by.has(cell)) holdBack(cell);
  for (let again = true; again && !whole; ) {
    again = false;
    for (const cell of remaindersToMend(run, face, own)) {
      if (suppressed[cell] === 1) continue;
      holdBack(cell);
      again = true;
    }
  }
  if (whole) for (const cell of own) if (counts[cell]! > 0) suppressed[cell] = 1;
  return { moves, by, whole };
}

const totalsOf = ([rows, columns]: Face): readonly Face[] => [
  ...(rows || columns ? [[false, false] as const] : []),
  ...(rows && columns
    ? ([
        [true, false],
        [false, true],
      ] as const)
    : []),
];

const isSmall = ({ cube: { children }, below }: Run, cell: number): boolean =>
  children[cell]! > 0 && children[cell]! < below;

/**
 * A cell that says much is dear; nobody behind it says as much as the limit. What is asked for most is dearest: the board
 * before a unit, the year before its parts.
 */
function pricesOf({ cube: { trees, counts }, suppressed, below }: Run, face: Face): Prices {
  const prices = new Float64Array(counts.length).fill(Number.POSITIVE_INFINITY);
  const rank = ([unit, time]: At) =>
    (unit === TOTAL ? 8 : 1) * (time === TOTAL ? 8 : trees[1].children[time]!.length > 0 ? 3 : 1);
  for (const cell of cellsOfFace(trees, face)) {
    prices[cell] = (counts[cell] === 0 ? below : 1 + counts[cell]!) * rank(placeOf(trees, cell));
  }
  // Only a table of two variables may make use of what is held back of its totals: what protects the totals of one
  // variable has to do so in every table.
  const free = face[0] && face[1] ? suppressed.keys() : cellsOfFace(trees, face);
  for (const cell of free) if (suppressed[cell] === 1) prices[cell] = 0;
  return prices;
}

/** The cells of a face, those that count most together first. */
function cellsOfFace(trees: Trees, face: Face): readonly number[] {
  const nodes = trees.map((tree, side) => {
    const all = tree.paths.map((_, node) => node);
    if (side < 2) return all;
    return face[side - 2] ? all.filter((node) => node !== TOTAL) : [TOTAL];
  });
  const depths = trees.map(({ paths }) => paths.map(({ length }) => length));
  return cellsOf(trees, nodes)
    .map((cell) => {
      const depth = placeOf(trees, cell).reduce((sum, node, side) => sum + depths[side]![node]!, 0);
      return { cell, depth };
    })
    .sort((a, b) => a.depth - b.depth || a.cell - b.cell)
    .map(({ cell }) => cell);
}

/**
 * Cells that must be held back as well: where a total is shown and some of its parts are not, and the others, taken from
 * it, leave a few children. Of each the part that tells least.
 */
function remaindersToMend({ cube, suppressed, below }: Run, face: Face, own: readonly number[]): number[] {
  const { trees, counts, children, few } = cube;
  const ofVariables = ([2, 3] as const).filter((side) => face[side - 2]);
  const found: number[] = [];
  const look = (whole: At, side: 0 | 1 | 2 | 3) => {
    if (suppressed[cellAt(trees, whole)] === 1) return;
    const parts = trees[side].children[whole[side]]!.map((node) =>
      cellAt(trees, whole.with(side, node) as unknown as At),
    );
    const left = parts.filter((cell) => suppressed[cell] === 1);
    if (left.length === 0 || left.some((cell) => children[cell]! >= below)) return;
    const behind = new Set(left.flatMap((cell) => few.get(cell) ?? []));
    if (behind.size === 0 || behind.size >= below) return;
    const shown = parts.filter((cell) => suppressed[cell] === 0 && counts[cell]! > 0);
    if (shown.length === 0) return;
    found.push(shown.reduce((least, cell) => (counts[cell]! < counts[least]! ? cell : least)));
  };
  for (const cell of own) {
    const place = placeOf(trees, cell);
    for (const side of [0, 1, ...ofVariables] as const) look(place, side);
  }
  for (const side of ofVariables) {
    const others: Face = side === 2 ? [false, face[1]] : [face[0], false];
    for (const cell of cellsOfFace(trees, others)) look(placeOf(trees, cell), side);
  }
  return found;
}
