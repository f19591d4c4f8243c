import { COUNTED_ON, type CountedOn } from '../../extract/schema.ts';
import type { Violation } from '../../kernel/outcome.ts';
import type { Text } from '../../kernel/text.ts';
import { findVariable } from '../../variables/catalogue.ts';
import type { Variable } from '../../variables/variable.ts';
import type { TableQuestion } from '../counting/question.ts';
import { type Dimension, dimensionOf, membersOf } from '../dimension/dimension.ts';
import { describePeriod } from '../schema.ts';
import type { TableFigures } from './answer.ts';
import type { TableAnswer, TableQuery } from './schema.ts';

/** What a table counts by when nothing is said. */
export const countedOn = ({ unitOfCount, on }: Pick<TableQuery, 'unitOfCount' | 'on'>): CountedOn =>
  on ?? COUNTED_ON[unitOfCount][0];

/** A unit of count is counted on days of its own. */
export function cannotBeCountedOn({ unitOfCount, on }: Pick<TableQuery, 'unitOfCount' | 'on'>): Violation[] {
  const ways: readonly CountedOn[] = COUNTED_ON[unitOfCount];
  if (on === undefined || ways.includes(on)) return [];
  const names = ways.join(', ');
  return [
    { field: 'on', text: { sv: `För ${unitOfCount} går: ${names}.`, en: `For ${unitOfCount}: ${names}.` } },
  ];
}

/** Variables that cannot be the sides of a table, each with what to do instead. */
export function sidesWrong(query: Pick<TableQuery, 'unitOfCount' | 'row' | 'column'>): Violation[] {
  const { row, column } = query;
  const alone = [
    ...sideWrong('row', row, query),
    ...(column === undefined ? [] : sideWrong('column', column, query)),
  ];
  if (alone.length > 0 || column === undefined) return alone;
  const wrong = pairWrong(row, column);
  return wrong ? [{ field: 'column', text: wrong }] : [];
}

function sideWrong(field: string, id: string, { unitOfCount }: Pick<TableQuery, 'unitOfCount'>): Violation[] {
  const variable = findVariable(id);
  if (!variable) return [{ field, text: UNKNOWN }];
  if (!variable.unitsOfCount.includes(unitOfCount)) {
    return [
      {
        field,
        text: {
          sv: `Variabeln räknas inte per ${unitOfCount}. Se /variables?unitOfCount=${unitOfCount}.`,
          en: `The variable is not counted per ${unitOfCount}. See /variables?unitOfCount=${unitOfCount}.`,
        },
      },
    ];
  }
  return dimensionOf(variable) ? [] : [{ field, text: INSTEAD[id] ?? notCounted(variable) }];
}

const UNKNOWN: Text = {
  sv: 'Variabeln finns inte i katalogen. Se /variables.',
  en: 'There is no such variable in the catalogue. See /variables.',
};

const INSTEAD: Readonly<Record<string, Text>> = {
  'child.ageYears': {
    sv: 'Ålder i hela år pekar ut. Ta child.ageGroup.',
    en: 'Age in whole years points people out. Take child.ageGroup.',
  },
};

const notCounted = ({ type }: Variable): Text =>
  type === 'date'
    ? {
        sv: 'En dag är inget att räkna efter. Ta en kortare period i stället.',
        en: 'A day is nothing to count by. Take a shorter period instead.',
      }
    : {
        sv: 'Talet har inga klasser att räkna efter. Gör ett uttag i stället.',
        en: 'The number has no classes to count by. Make an extract instead.',
      };

/** Pairs of which the one follows from the other: a table of them would hide nothing. */
export const FOLLOWS: readonly (readonly [string, string])[] = [
  ['intake.mainCause', 'intake.causeGroup'],
  ['intake.mainCause', 'intake.causes'],
  ['intake.causeGroup', 'intake.causes'],
  ['intake.reporter', 'intake.mandatoryReporter'],
  ['intake.protectionAssessed', 'intake.protectionAssessmentDays'],
  ['intake.protectionAssessed', 'intake.protectionNeed'],
  ['intake.preliminaryDays', 'intake.preliminaryWithin14Days'],
  ['investigation.cause', 'investigation.causeGroup'],
  ['investigation.durationDays', 'investigation.withinFourMonths'],
  ['investigation.withinFourMonths', 'investigation.withinLawfulTime'],
  ['investigation.extended', 'investigation.extensionDays'],
  ['investigation.areas', 'investigation.areaCount'],
  ['investigation.riskFactors', 'investigation.riskFactorCount'],
  ['investigation.riskFactorCount', 'investigation.sidesWithRisk'],
  ['investigation.protectiveFactors', 'investigation.protectiveFactorCount'],
  ['investigation.childConversations', 'investigation.childNotHeardReason'],
  ['investigation.outcome', 'investigation.declinedBy'],
  ['intervention.type', 'intervention.group'],
  ['intervention.goals', 'intervention.measurableGoals'],
  ['intervention.goals', 'intervention.goalAreas'],
];

function pairWrong(row: string, column: string): Text | null {
  if (row === column) return { sv: 'Samma variabel två gånger.', en: 'The same variable twice.' };
  if (FOLLOWS.some((pair) => pair.includes(row) && pair.includes(column))) {
    return {
      sv: 'Den ena variabeln följer av den andra. Ta dem var för sig.',
      en: 'The one variable follows from the other. Take them one by one.',
    };
  }
  const lists = [row, column].filter((id) => findVariable(id)?.type === 'codes');
  return lists.length < 2
    ? null
    : {
        sv: 'Båda variablerna är listor av koder. Av de två får en vara det.',
        en: 'Both variables are lists of codes. One of the two may be.',
      };
}

const describeSide = ({ variable: { id, label }, multiple }: Dimension) => ({
  variable: id,
  label,
  multiple,
});

/** A table as it is shown. */
export function describeTable(
  { unitOfCount, on }: Pick<TableQuestion, 'unitOfCount' | 'on'>,
  { period, row, column, cells }: TableFigures,
): Pick<
  TableAnswer,
  'unitOfCount' | 'on' | 'period' | 'row' | 'column' | 'rows' | 'columns' | 'cells' | 'suppressedCells'
> {
  return {
    unitOfCount,
    on: on as CountedOn,
    period: describePeriod(period),
    row: describeSide(row),
    column: column && describeSide(column),
    rows: [...membersOf(row)],
    columns: [...membersOf(column)],
    cells: [...cells],
    suppressedCells: cells.filter(({ suppressed }) => suppressed).length,
  };
}
