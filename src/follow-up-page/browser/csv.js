/** @import { Shown, Table } from './answers.ts' */

/** The table behind a chart as a file that Swedish Excel opens by a double click: semicolons, decimal comma, byte order mark. */

/** @param {Shown} shown */
const plain = (shown) => {
  if (typeof shown === 'string') return shown;
  return shown.number === null ? '' : String(shown.number).replace('.', ',');
};

/** @param {Table} table */
export const csvOf = ({ head, lines }) =>
  `\uFEFF${d3.dsvFormat(';').formatRows([[...head], ...lines.map((line) => line.map(plain))])}\n`.replaceAll(
    '\n',
    '\r\n',
  );

/** @param {string} name @param {Table} table */
export function saveCsv(name, table) {
  const address = URL.createObjectURL(new Blob([csvOf(table)], { type: 'text/csv;charset=utf-8' }));
  const link = document.createElement('a');
  link.href = address;
  link.download = name;
  link.click();
  // The browser has begun to save when the click returns, but may not have read it all.
  setTimeout(() => URL.revokeObjectURL(address), 60_000);
}
