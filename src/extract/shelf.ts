import { openPile } from '../database/pile.ts';
import type { Content } from '../variables/value.ts';
import type { Cell, Row } from './encode/encoder.ts';

/** Where rows stay until all are there. */
export interface Shelf {
  put(row: Row): void;
  /** All of them in the order of their keys; those of one key as they were put. */
  inOrderOfKeys(): Generator<Row>;
  close(): void;
}

/**
 * Records are read quickest in the order in which they lie, and rows must stand in an order that tells nothing of it: so
 * each row is put on a shelf between the two.
 */
export function openShelf(): Shelf {
  const pile = openPile(3);
  return {
    put: ({ key, unit, cells }) => pile.put([key, unit, packed(cells)]),
    *inOrderOfKeys() {
      for (const [key, unit, cells] of pile.sorted())
        yield { key: key!, unit: unit!, cells: unpacked(cells!) };
    },
    close: pile.close,
  };
}

type EmptyKind = Exclude<Cell['kind'], 'value'>;
const EMPTY: { readonly [K in EmptyKind]: Cell } = {
  unknown: { kind: 'unknown' },
  notApplicable: { kind: 'notApplicable' },
  withheld: { kind: 'withheld' },
};
/** A value stands in a list of its own, and what is none by its kind. */
type Packed = readonly [Content] | EmptyKind;

const packed = (cells: readonly Cell[]): string =>
  JSON.stringify(cells.map((cell): Packed => (cell.kind === 'value' ? [cell.value] : cell.kind)));

const unpacked = (text: string): readonly Cell[] =>
  (JSON.parse(text) as readonly Packed[]).map(
    (one): Cell => (typeof one === 'string' ? EMPTY[one] : { kind: 'value', value: one[0] }),
  );
