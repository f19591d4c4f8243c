import { stringify } from 'csv-stringify/sync';
import type { Content } from '../../variables/value.ts';
import type { Dialect } from '../schema.ts';
import type { Cell, Encoder, Sheet } from './encoder.ts';

/**
 * How values are written (CSV), in UTF-8 with CRLF: with a byte order mark and semicolons, which Swedish Excel opens by
 * a double click, or by RFC 4180 with commas and without the mark. A decimal has the mark that goes with it: `-4,5` for
 * Swedish Excel, which takes `-4.5` for text or a day, and `-4.5` by RFC 4180, where a comma parts cells.
 *
 * No cell can be taken for a formula: there is no free text in an extract. A cell is a code, a number of our own
 * count, a day, a unit's code, a key that begins with a letter, or one of the words below.
 */

export const BYTE_ORDER_MARK = '\uFEFF';

const DELIMITER = { swedish: ';', rfc4180: ',' } as const satisfies Record<Dialect, string>;
const DECIMAL_MARK = { swedish: ',', rfc4180: '.' } as const satisfies Record<Dialect, string>;

/** What stands where there is no value. Not applicable is empty; an empty list says that there is none. */
export const WORDS = { unknown: 'okänt', notApplicable: '', withheld: 'skyddat', none: 'inga' } as const;

/** A value as it stands in a cell. Codes are bare; those of a list are joined with `|`. */
export const cellOf = (cell: Cell, dialect: Dialect = 'swedish'): string =>
  cell.kind === 'value' ? contentCell(cell.value, dialect) : WORDS[cell.kind];

function contentCell(content: Content, dialect: Dialect): string {
  if (typeof content === 'number') return String(content).replace('.', DECIMAL_MARK[dialect]);
  if (typeof content === 'boolean') return content ? 'ja' : 'nej';
  if (typeof content === 'object') return content.length === 0 ? WORDS.none : content.join('|');
  return content;
}

/** Lines of cells as CSV text, each ended. */
export const csvOf = (lines: readonly (readonly string[])[], dialect: Dialect = 'swedish'): string =>
  stringify(lines as string[][], { delimiter: DELIMITER[dialect], record_delimiter: 'windows' });

export function openCsv({ variables, dialect, out }: Sheet): Encoder {
  const encoder = new TextEncoder();
  const write = (lines: readonly (readonly string[])[]) => out(encoder.encode(csvOf(lines, dialect)));
  if (dialect === 'swedish') out(encoder.encode(BYTE_ORDER_MARK));
  write([['key', 'unit', ...variables.map(({ id }) => id)]]);
  return {
    rows: (page) =>
      write(page.map(({ key, unit, cells }) => [key, unit, ...cells.map((cell) => cellOf(cell, dialect))])),
    end: () => undefined,
  };
}
