import type { Reader } from '../../database/handle.ts';
import { findVariable } from '../../variables/catalogue.ts';
import type { TableQuestion } from '../counting/question.ts';
import { collect, lookAtRecords } from '../counting/read.ts';
import { type Case, crossOf } from '../dimension/cross.ts';
import { type Dimension, dimensionOf, membersOf, TOTAL_MEMBER } from '../dimension/dimension.ts';
import { once } from '../indicator/compute.ts';
import { type Period, partOfYear, periodNamed, quarterOf, quartersOf, wholeYear } from '../period.ts';

export interface TableFigures {
  readonly period: Period;
  readonly row: Dimension;
  readonly column: Dimension | null;
  readonly cells: readonly TableCell[];
}

export interface TableCell {
  readonly row: string;
  readonly column: string;
  readonly count: number | null;
  readonly suppressed: boolean;
}

/** Works out a table of one variable or of two. */
export async function answerTable(reader: Reader, question: TableQuestion): Promise<TableFigures> {
  const { unitOfCount, on, today, whom } = question;
  const period = periodNamed(question.period)!;
  const row = dimensionOf(findVariable(question.row)!)!;
  const column = question.column === null ? null : dimensionOf(findVariable(question.column)!)!;
  const variables = [row.countedBy, ...(column ? [column.countedBy] : [])];
  const { from, to } = on === 'followed-up' ? period : wholeYear(period.year);
  const population = await collect(reader, { unitOfCount, on, from, to, variables, whom }, today);
  await lookAtRecords(reader, [population], question.childrenPerPage);
  return { period, row, column, cells: cellsOf(population.cases, { ...question, period, row, column }) };
}

/**
 * The cells, row by row. A list of codes is counted code by code, each against the other side: of the two sides no more
 * than one may be a list.
 */
function cellsOf(
  cases: readonly Case[],
  {
    on,
    unit,
    today,
    below,
    period,
    row,
    column,
  }: Pick<TableQuestion, 'on' | 'unit' | 'today' | 'below'> & Pick<TableFigures, 'period' | 'row' | 'column'>,
): TableCell[] {
  // What is followed up counts in several periods, and no sum holds: each stands alone.
  const alone = on === 'followed-up';
  const counted = alone ? once(cases) : cases;
  const times = alone ? ['all'] : quartersOf(period.year, today);
  const timeOf = alone ? () => 'all' : quarterOf;
  const time = alone ? undefined : partOfYear(period);
  const found = new Map<string, TableCell>();
  for (const rowView of row.views) {
    for (const columnView of column?.views ?? [null]) {
      const cross = crossOf({
        cases: counted,
        row: { variable: row.countedBy.id, view: rowView },
        column: columnView && { variable: column!.countedBy.id, view: columnView },
        times,
        timeOf,
        below,
      });
      for (const inRow of [...rowView.shows, { code: TOTAL_MEMBER.code, node: undefined }]) {
        for (const inColumn of [...(columnView?.shows ?? []), { code: TOTAL_MEMBER.code, node: undefined }]) {
          const said = cross.at({ unit, time, row: inRow.node, column: inColumn.node });
          found.set(`${inRow.code} ${inColumn.code}`, { row: inRow.code, column: inColumn.code, ...said });
        }
      }
    }
  }
  return membersOf(row).flatMap((inRow) =>
    membersOf(column).map((inColumn) => found.get(`${inRow.code} ${inColumn.code}`)!),
  );
}
