/** @import { Cell, Measure, Shown } from './answers.ts' */
import { cellText, numberText, PROTECTED } from './wording.js';

/** A number of the API as a cell, and the cell as it stands in a table. Pure. */

export const TOTAL = 'total';

/** @param {{ suppressed: boolean, value: number | null }} from @returns {Cell} */
export function cellOf({ suppressed, value }) {
  if (suppressed) return { kind: 'protected' };
  return value === null ? { kind: 'none' } : { kind: 'value', value };
}

/** @param {number | null} number @param {boolean} suppressed @returns {Shown} */
export const shownCount = (number, suppressed) => {
  if (suppressed) return PROTECTED;
  return number === null ? '–' : { text: numberText(number, 'antal'), number };
};

/** @param {Cell} cell @param {Measure} measure @returns {Shown} */
export const shownCell = (cell, measure) =>
  cell.kind === 'value' ? { text: cellText(cell, measure), number: cell.value } : cellText(cell, measure);

/** Whether there is anything to draw: a chart of nothing but zeros and held back numbers says less than a sentence. @param {readonly (readonly Cell[])[]} rows */
export const isDrawable = (rows) =>
  rows.some((cells) => cells.some((cell) => cell.kind === 'value' && cell.value > 0));

/** @param {number} count */
export const protectedText = (count) => {
  if (count === 0) return '';
  return count === 1 ? ' Ett tal är skyddat.' : ` ${count} tal är skyddade.`;
};
