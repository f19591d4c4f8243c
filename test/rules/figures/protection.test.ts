import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  type At,
  type Counted,
  cellAt,
  cellsOf,
  placeOf,
  type Trees,
} from '../../../src/figures/protection/cube.ts';
import { changedBy, isPossible } from '../../../src/figures/protection/move.ts';
import { type Protected, protect } from '../../../src/figures/protection/protect.ts';
import { treeOf } from '../../../src/figures/protection/tree.ts';
import { boundsOf, type Published } from '../../support/attacker.ts';

const BELOW = 5;

const units = treeOf(['barn-och-familj', 'ungdom']);
const times = treeOf([
  { name: 'H1', of: ['Q1', 'Q2'] },
  { name: 'H2', of: ['Q3', 'Q4'] },
]);
const rows = treeOf([{ name: '#valued', of: ['a', 'b'] }, 'unknown']);
const columns = treeOf(['x', 'y', 'z']);
const ONE_VARIABLE: Trees = [units, times, rows, treeOf([])];
const TWO_VARIABLES: Trees = [units, times, rows, columns];

/** Cases of some children, more of them at the first leaf of each tree than at the last. */
const anyCases = (trees: Trees, most: number): fc.Arbitrary<Counted[]> => {
  const leaf = (side: 0 | 1 | 2 | 3) =>
    fc.oneof(
      { weight: 1, arbitrary: fc.constant(trees[side].leaves[0]!) },
      { weight: 2, arbitrary: fc.constantFrom(...trees[side].leaves) },
    );
  const at = fc.tuple(leaf(0), leaf(1), leaf(2), leaf(3));
  return fc.array(fc.record({ child: fc.nat(most), at }), { maxLength: most, size: 'max' });
};

const leafCells = (trees: Trees) =>
  cellsOf(
    trees,
    trees.map(({ leaves }) => leaves),
  );

/** What an attacker sees: every cell of every table there is of these cases, as sums of the smallest ones. */
function publishedOf(trees: Trees, table: Pick<Protected, 'counts' | 'suppressed'>): Published[] {
  const numberOf = new Map(leafCells(trees).map((cell, at) => [cell, at]));
  return [...table.counts].map((count, cell) => {
    const under = placeOf(trees, cell).map((node, side) => trees[side as 0].under[node]!);
    return {
      sums: cellsOf(trees, under).map((one) => numberOf.get(one)!),
      says: table.suppressed[cell] === 1 ? null : count,
    };
  });
}

/** The cells that the attacker finds out: of which there is but one thing that they can be. */
function foundOut(
  trees: Trees,
  table: Pick<Protected, 'counts' | 'suppressed'>,
  cells: readonly number[],
): number[] {
  const published = publishedOf(trees, table);
  const smallest = leafCells(trees).length;
  return cells.filter((cell) => {
    const [least, most] = boundsOf(published[cell]!.sums, published, smallest);
    expect(least).toBeLessThanOrEqual(table.counts[cell]!);
    expect(most).toBeGreaterThanOrEqual(table.counts[cell]!);
    return least === most;
  });
}

const heldBack = ({ suppressed }: Pick<Protected, 'suppressed'>) =>
  [...suppressed.keys()].filter((cell) => suppressed[cell] === 1);
const isSmall = ({ children }: Protected, cell: number) => children[cell]! > 0 && children[cell]! < BELOW;

/** Some of many, spread evenly: a solver takes its time. */
const someOf = <T>(all: readonly T[], most: number): T[] =>
  all.filter((_, at) => at % Math.ceil(all.length / most) === 0);

describe('who knows all that is shown, and can calculate,', () => {
  test.each([
    { what: 'of one variable', trees: ONE_VARIABLE, most: 60, runs: 25 },
    { what: 'of two variables', trees: TWO_VARIABLES, most: 90, runs: 12 },
  ])('finds out no cell that is held back of a table $what', ({ trees, most, runs }) => {
    fc.assert(
      fc.property(anyCases(trees, most), (cases) => {
        const table = protect(trees, cases, BELOW);
        fc.pre(!table.whole);
        const held = heldBack(table);
        const asked = [
          ...someOf(
            held.filter((cell) => isSmall(table, cell)),
            30,
          ),
          ...someOf(
            held.filter((cell) => !isSmall(table, cell)),
            10,
          ),
        ];
        expect(foundOut(trees, table, asked)).toEqual([]);
      }),
      { numRuns: runs },
    );
  });

  test('finds out nothing of the totals where the inside had to be held back whole', () => {
    let seen = 0;
    fc.assert(
      fc.property(anyCases(TWO_VARIABLES, 40), (cases) => {
        const table = protect(TWO_VARIABLES, cases, BELOW);
        if (!table.whole) return;
        seen += 1;
        const totals = heldBack(table).filter((cell) => placeOf(TWO_VARIABLES, cell).slice(2).includes(0));
        expect(foundOut(TWO_VARIABLES, table, someOf(totals, 10))).toEqual([]);
      }),
      { numRuns: 300, seed: 5 },
    );
    expect(seen).toBeGreaterThan(0);
  });

  test('finds out a small cell at once where nothing but the small ones is held back', () => {
    const at = (unit: string, quarter: string, row: string): At => [
      units.nodes.get(unit)!,
      times.nodes.get(quarter)!,
      rows.nodes.get(row)!,
      0,
    ];
    const counts = [
      ['barn-och-familj', 'Q1', 'a', 9],
      ['barn-och-familj', 'Q1', 'b', 2],
      ['ungdom', 'Q1', 'a', 8],
      ['ungdom', 'Q1', 'b', 7],
    ] as const;
    let child = 0;
    const cases = counts.flatMap(([unit, quarter, row, count]) =>
      Array.from({ length: count }, () => {
        child += 1;
        return { child, at: at(unit, quarter, row) };
      }),
    );
    const table = protect(ONE_VARIABLE, cases, BELOW);
    const small = cellAt(ONE_VARIABLE, at('barn-och-familj', 'Q1', 'b'));
    const careless = { ...table, suppressed: table.counts.map((_, cell) => Number(isSmall(table, cell))) };
    const shownWith = (suppressed: ArrayLike<number>) => ({
      ...table,
      suppressed: Uint8Array.from(suppressed),
    });
    expect(foundOut(ONE_VARIABLE, shownWith(careless.suppressed), [small])).toEqual([small]);
    expect(foundOut(ONE_VARIABLE, table, [small])).toEqual([]);
  });
});

describe('what is held back', () => {
  test('is every cell with a few children behind it, and no cell without a reason', () => {
    fc.assert(
      fc.property(anyCases(TWO_VARIABLES, 120), (cases) => {
        const table = protect(TWO_VARIABLES, cases, BELOW);
        const held = new Set(heldBack(table));
        for (const cell of table.counts.keys()) if (isSmall(table, cell)) expect(held).toContain(cell);
        // Another board that would have been shown as the same: it changes nothing but what is held back.
        const changed = new Set<number>();
        for (const move of table.moves) {
          expect(isPossible({ ...table, trees: TWO_VARIABLES }, move)).toBe(true);
          for (const cell of changedBy({ trees: TWO_VARIABLES }, move)) changed.add(cell);
        }
        expect([...changed].filter((cell) => !held.has(cell))).toEqual([]);
        if (!table.whole) expect([...held].filter((cell) => !changed.has(cell))).toEqual([]);
      }),
      { numRuns: 60 },
    );
  });

  test('leaves no few children when what is shown is taken from a total', () => {
    fc.assert(
      fc.property(anyCases(TWO_VARIABLES, 120), (cases) => {
        const table = protect(TWO_VARIABLES, cases, BELOW);
        fc.pre(!table.whole);
        const behind = (cells: readonly number[]) =>
          new Set(
            cases
              .filter(({ at }) => cells.some((cell) => isWithin(at, placeOf(TWO_VARIABLES, cell))))
              .map(({ child }) => child),
          ).size;
        for (const cell of table.counts.keys()) {
          if (table.suppressed[cell] === 1) continue;
          const place = placeOf(TWO_VARIABLES, cell);
          for (const side of [0, 1, 2, 3] as const) {
            const left = TWO_VARIABLES[side].children[place[side]]!.map((node) =>
              cellAt(TWO_VARIABLES, place.with(side, node) as unknown as At),
            ).filter((part) => table.suppressed[part] === 1);
            const few = behind(left);
            expect(few === 0 || few >= BELOW, `${place} along ${side}: ${few}`).toBe(true);
          }
        }
      }),
      { numRuns: 40 },
    );
  });

  test('of the totals of a variable is the same in a table of it alone and in one with another', () => {
    fc.assert(
      fc.property(anyCases(TWO_VARIABLES, 120), (cases) => {
        const both = protect(TWO_VARIABLES, cases, BELOW);
        const alone = protect(
          ONE_VARIABLE,
          cases.map(({ child, at }) => ({ child, at: [at[0], at[1], at[2], 0] })),
          BELOW,
        );
        for (const cell of alone.counts.keys()) {
          const place = placeOf(ONE_VARIABLE, cell);
          expect(both.suppressed[cellAt(TWO_VARIABLES, place)]).toBe(alone.suppressed[cell]);
        }
      }),
      { numRuns: 60 },
    );
  });

  test('is nothing where nobody is few, and nothing where there is nobody', () => {
    const cases = leafCells(TWO_VARIABLES).flatMap((cell, at) =>
      Array.from({ length: BELOW }, (_, one) => ({
        child: at * BELOW + one,
        at: placeOf(TWO_VARIABLES, cell),
      })),
    );
    expect(heldBack(protect(TWO_VARIABLES, cases, BELOW))).toEqual([]);
    expect(heldBack(protect(TWO_VARIABLES, [], BELOW))).toEqual([]);
  });

  test('goes by children, and not by how many cases they have', () => {
    const at = placeOf(ONE_VARIABLE, leafCells(ONE_VARIABLE)[0]!);
    const cases = Array.from({ length: 20 }, (_, one) => ({ child: one % (BELOW - 1), at }));
    expect(protect(ONE_VARIABLE, cases, BELOW).suppressed[0]).toBe(1);
  });
});

const isWithin = (leaf: At, place: At): boolean =>
  leaf.every((node, side) => TWO_VARIABLES[side as 0].under[place[side]!]!.includes(node));
