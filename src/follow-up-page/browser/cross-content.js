/** @import { Cell, Content, Crossed, CrossSource } from './answers.ts' */
import { cellOf, isDrawable, protectedText, shownCell, TOTAL } from './cells.js';
import { countedText, numberText, timeText } from './wording.js';

/** What a figure shows of a variable by another: chart, table, and the same in a sentence. Pure. */

const LAST = ['unknown', 'notApplicable'];

/** With more rows than this, those of nobody are left to the table. */
const MANY_ROWS = 6;

/**
 * A variable by another: a bar per cell. Totals are for the table.
 * @param {Crossed} answer @param {CrossSource} source @returns {Content}
 */
export function crossContent(answer, { unitOfCount }) {
  const columns =
    answer.column === null ? [{ code: TOTAL, label: { sv: 'Antal', en: 'Count' } }] : answer.columns;
  const cells = new Map(
    answer.cells.map((cell) => [
      `${cell.row} ${cell.column ?? TOTAL}`,
      cellOf({ suppressed: cell.suppressed, value: cell.count }),
    ]),
  );
  /** @param {string} row @param {string} column @returns {Cell} */
  const at = (row, column) => cells.get(`${row} ${column}`) ?? { kind: 'none' };
  /** @param {Cell} cell */
  const says = (cell) => cell.kind === 'protected' || (cell.kind === 'value' && cell.value > 0);

  const kept = answer.rows.filter(({ code }) => code !== TOTAL);
  // What is unknown has a bar only where there is something unknown.
  const rows = kept.filter(
    ({ code }) => !LAST.includes(code) || columns.some((column) => says(at(code, column.code))),
  );
  const series = columns.filter(({ code }) => {
    if (code === TOTAL) return answer.column === null;
    return !LAST.includes(code) || rows.some((row) => says(at(row.code, code)));
  });
  const all = at(TOTAL, TOTAL);
  const sums = rows
    .filter(({ code }) => !LAST.includes(code))
    .map(({ code, label }) => ({ label: label.sv, cell: at(code, TOTAL) }));
  const hidden = answer.cells.filter(({ suppressed }) => suppressed).length;
  const laid = rows.map(({ code, label }) => ({
    label: label.sv,
    cells: series.map((column) => at(code, column.code)),
  }));
  const shown = laid.length > MANY_ROWS ? laid.filter(({ cells }) => cells.some(says)) : laid;

  return {
    form: 'bars',
    sheet: {
      measure: 'antal',
      series: series.map(({ label }) => ({
        label: label.sv,
        mark: columns.findIndex((one) => one.label === label),
      })),
      rows: isDrawable(shown.map(({ cells }) => cells)) ? shown : [],
    },
    table: {
      words: 1,
      head: [answer.row.label.sv, ...columns.map(({ label }) => label.sv)],
      lines: answer.rows.map(({ code, label }) => [
        label.sv,
        ...columns.map((column) => shownCell(at(code, column.code), 'antal')),
      ]),
    },
    summary: [`${crossSummary(all, unitOfCount)}${largestText(sums)}${protectedText(hidden)}`],
    notes: [],
    basis: `Variabelkatalog ${answer.catalogueVersion}, läst ${timeText(answer.asOf)}.`,
  };
}

/** @param {Cell} all @param {string} unitOfCount */
function crossSummary(all, unitOfCount) {
  if (all.kind !== 'value') return 'För få för att visas.';
  return all.value === 0 ? 'Inga i det valda urvalet.' : `${countedText(all.value, unitOfCount)}.`;
}

/** Said only where all are shown: one that is held back may be larger. @param {readonly { label: string, cell: Cell }[]} sums */
function largestText(sums) {
  const known = sums.flatMap(({ label, cell }) =>
    cell.kind === 'value' ? [{ label, value: cell.value }] : [],
  );
  const [largest, next] = known.toSorted((a, b) => b.value - a.value);
  if (known.length < sums.length || !largest || largest.value === 0 || largest.value === next?.value)
    return '';
  return ` Vanligast: ${largest.label} (${numberText(largest.value, 'antal')}).`;
}
