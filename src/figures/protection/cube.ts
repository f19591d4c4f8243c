import type { Tree } from './tree.ts';

/**
 * What is counted, by unit, time, row and column at once, with every total: one count for each combination of a node of
 * each tree. A table of one variable has a column that is a total and no more.
 */
export interface Cube {
  readonly trees: Trees;
  /** Cases, by cell. */
  readonly counts: Int32Array;
  /** Children behind them, each once. */
  readonly children: Int32Array;
  /** Which children, where they are fewer than the limit. */
  readonly few: ReadonlyMap<number, readonly number[]>;
}

export type Trees = readonly [unit: Tree, time: Tree, row: Tree, column: Tree];

/** A place in the cube: a node of each tree. */
export type At = readonly [unit: number, time: number, row: number, column: number];

/** A case that is counted: whose it is, and at which leaf of each tree. */
export interface Counted {
  readonly child: number;
  readonly at: At;
}

const SIDES = [0, 1, 2, 3] as const;

export const sizeOf = (tree: Tree): number => tree.paths.length;

/** The number of a cell. */
export function cellAt(trees: Trees, [unit, time, row, column]: At): number {
  return ((unit * sizeOf(trees[1]) + time) * sizeOf(trees[2]) + row) * sizeOf(trees[3]) + column;
}

/** The place of a cell. */
export function placeOf(trees: Trees, cell: number): At {
  const [, times, rows, columns] = trees.map(sizeOf) as [number, number, number, number];
  return [
    Math.floor(cell / (times * rows * columns)),
    Math.floor(cell / (rows * columns)) % times,
    Math.floor(cell / columns) % rows,
    cell % columns,
  ];
}

/** Every cell of some nodes of each tree. */
export function cellsOf(trees: Trees, nodes: readonly (readonly number[])[]): number[] {
  return SIDES.reduce<number[]>(
    (cells, side) => {
      const size = sizeOf(trees[side]);
      return cells.flatMap((cell) => nodes[side]!.map((node) => cell * size + node));
    },
    [0],
  );
}

/** Counts cases. `below` is the number of children from which it is no longer kept which they are. */
export function cubeOf(trees: Trees, cases: readonly Counted[], below: number): Cube {
  const size = trees.reduce((product, tree) => product * sizeOf(tree), 1);
  const counts = new Int32Array(size);
  const children = new Int32Array(size);
  const latest = new Int32Array(size).fill(-1);
  const few = new Map<number, number[]>();
  const known = new Map<number, readonly number[]>();
  const cellsFor = (at: At) => {
    const leaf = cellAt(trees, at);
    let cells = known.get(leaf);
    if (!cells) {
      cells = cellsOf(
        trees,
        SIDES.map((side) => trees[side].paths[at[side]]!),
      );
      known.set(leaf, cells);
    }
    return cells;
  };
  for (const { child, at } of cases.toSorted((a, b) => a.child - b.child)) {
    for (const cell of cellsFor(at)) {
      counts[cell]! += 1;
      if (latest[cell] === child) continue;
      latest[cell] = child;
      children[cell]! += 1;
      if (children[cell]! >= below) few.delete(cell);
      else few.set(cell, [...(few.get(cell) ?? []), child]);
    }
  }
  return { trees, counts, children, few };
}
