import { stringify } from 'csv-stringify/sync';
import type { Content, Value } from './value.ts';

/**
 * How values are written (CSV). One stored form: UTF-8 with a byte order mark, semicolons and CRLF, which Swedish
 * Excel opens by a double click and every other program reads when told the separator.
 *
 * No cell can be taken for a formula: there is no free text in an extract. A cell is a code, a number of our own
 * count, a day, a unit's code, a key that begins with a letter, or one of the words below.
 */

export const BYTE_ORDER_MARK = '\uFEFF';

const UNKNOWN_CELL = 'okänt';
const NOT_APPLICABLE_CELL = '';
/** An empty list says that there is none, which is something else than not applicable. */
const EMPTY_LIST_CELL = 'inga';

/** A value as it stands in a cell. Codes are bare; those of a list are joined with `|`. */
export function cellOf(value: Value): string {
  if (value.kind === 'unknown') return UNKNOWN_CELL;
  if (value.kind === 'notApplicable') return NOT_APPLICABLE_CELL;
  return contentCell(value.value);
}

function contentCell(content: Content): string {
  if (typeof content === 'boolean') return content ? 'ja' : 'nej';
  if (typeof content === 'object') return content.length === 0 ? EMPTY_LIST_CELL : content.join('|');
  return String(content);
}

/** Lines of cells as CSV text, each ended. */
export const csvOf = (lines: readonly (readonly string[])[]): string =>
  stringify(lines as string[][], { delimiter: ';', record_delimiter: 'windows' });
