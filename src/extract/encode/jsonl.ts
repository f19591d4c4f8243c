import type { Cell, Encoder, Row, Sheet } from './encoder.ts';

/**
 * JSON lines: one object per row, with values as they are: numbers, true and false, days as text, codes, lists of codes.
 * Where there is none stands `{"missing":"unknown"}`, `notApplicable` or `withheld`, and never a bare null.
 */
export const contentOf = (cell: Cell) => (cell.kind === 'value' ? cell.value : { missing: cell.kind });

export function openJsonLines({ variables, out }: Sheet): Encoder {
  const encoder = new TextEncoder();
  const lineOf = ({ key, unit, cells }: Row) => {
    const values = variables.map(({ id }, at) => [id, contentOf(cells[at]!)] as const);
    return `${JSON.stringify({ key, unit, ...Object.fromEntries(values) })}\n`;
  };
  return {
    rows: (page) => out(encoder.encode(page.map(lineOf).join(''))),
    end: () => undefined,
  };
}
