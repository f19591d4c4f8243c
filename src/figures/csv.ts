import { BYTE_ORDER_MARK, csvOf, WORDS } from '../extract/encode/csv.ts';
import type { IndicatorAnswer } from './indicator/schema.ts';
import type { TableAnswer } from './table/schema.ts';

/**
 * Figures as CSV for Swedish Excel: a byte order mark, semicolons, decimal commas, Swedish words. No cell can be taken for
 * a formula: each is a word or a code of ours, a name of the board's own configuration, or a number.
 */
const fileOf = (lines: readonly (readonly string[])[]): string => BYTE_ORDER_MARK + csvOf(lines);

const numberCell = (value: number | null): string => (value === null ? '' : String(value).replace('.', ','));
const countCell = (count: number | null, suppressed: boolean): string =>
  suppressed && count === null ? WORDS.withheld : numberCell(count);

/** A line per indicator, period and group. */
export function indicatorsAsCsv({ items, unit }: IndicatorAnswer): string {
  const head = [
    'indikator',
    'namn',
    'måttenhet',
    'enhet',
    'period',
    'från',
    'till',
    'grupp',
    'gruppnamn',
    'täljare',
    'nämnare',
    'värde',
  ];
  const lines = items.flatMap(({ id, label, unitOfMeasure, measure, periods }) =>
    periods.flatMap(({ period, from, to, groups }) =>
      groups.map(({ group, label: name, numerator, denominator, value, suppressed }) => [
        id,
        label.sv,
        unitOfMeasure,
        unit ?? '',
        period,
        from,
        to,
        group ?? '',
        name.sv,
        measure === 'median' ? '' : countCell(numerator, suppressed),
        countCell(denominator, suppressed),
        countCell(value, suppressed),
      ]),
    ),
  );
  return fileOf([head, ...lines]);
}

/** A line per row and a column per column, as the table is drawn. */
export function tableAsCsv({ row, rows, columns, cells }: TableAnswer): string {
  const at = new Map(cells.map((cell) => [`${cell.row} ${cell.column}`, cell]));
  const head = [row.label.sv, ...columns.map(({ label }) => label.sv)];
  const lines = rows.map(({ code, label }) => [
    label.sv,
    ...columns.map((column) => {
      const { count, suppressed } = at.get(`${code} ${column.code}`)!;
      return countCell(count, suppressed);
    }),
  ]);
  return fileOf([head, ...lines]);
}
