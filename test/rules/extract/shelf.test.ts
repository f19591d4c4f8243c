import fc from 'fast-check';
import { expect, it } from 'vitest';
import type { Cell, Row } from '../../../src/extract/encode/encoder.ts';
import { newKey } from '../../../src/extract/pseudonym.ts';
import { openShelf } from '../../../src/extract/shelf.ts';

const anyCell: fc.Arbitrary<Cell> = fc.oneof(
  fc.constantFrom<Cell>({ kind: 'unknown' }, { kind: 'notApplicable' }, { kind: 'withheld' }),
  fc
    .oneof(
      fc.string(),
      fc.double({ noNaN: true, noDefaultInfinity: true }).map((number) => number + 0),
      fc.boolean(),
      fc.array(fc.string()),
    )
    .map((value): Cell => ({ kind: 'value', value })),
);
const anyRow: fc.Arbitrary<Row> = fc.record({
  // Few, so that some rows are of one child.
  key: fc.constantFrom('Aa', 'aA', 'B1', 'b_', 'b-', 'zZ'),
  unit: fc.string(),
  cells: fc.array(anyCell, { maxLength: 5 }),
});

it('gives back every row as it was put, in the order of the keys, and those of one key as they came', () => {
  fc.assert(
    fc.property(fc.array(anyRow), (rows) => {
      const shelf = openShelf();
      for (const row of rows) shelf.put(row);
      expect([...shelf.inOrderOfKeys()]).toEqual(
        rows.toSorted((a, b) => (a.key < b.key ? -1 : a.key > b.key ? 1 : 0)),
      );
      shelf.close();
    }),
  );
});

it('takes what does not fit into memory', () => {
  const keys = Array.from({ length: 20_000 }, newKey);
  const shelf = openShelf();
  for (const key of keys) shelf.put({ key, unit: 'x'.repeat(500), cells: [{ kind: 'value', value: key }] });
  expect([...shelf.inOrderOfKeys()].map(({ cells }) => cells[0])).toEqual(
    keys.toSorted().map((value) => ({ kind: 'value', value })),
  );
  shelf.close();
});
