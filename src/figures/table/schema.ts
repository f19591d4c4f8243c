import { z } from 'zod';
import { COUNTED_ON } from '../../extract/schema.ts';
import { DayField } from '../../kernel/fields.ts';
import { UnitOfCountName, VariableId } from '../../variables/schema.ts';
import { Count, OF_THE_ANSWER, PeriodName, Suppressed, TextOut, UnitFilter } from '../schema.ts';

/** Tables (tabeller): cases counted by any variable, or by any two. */

const WAYS = [...COUNTED_ON.intake, ...COUNTED_ON.investigation, ...COUNTED_ON.intervention] as const;

export const TableQuery = z.strictObject({
  unitOfCount: UnitOfCountName,
  on: z
    .enum(WAYS)
    .optional()
    .describe(
      'What has to fall in the period: received for intakes; closed or opened for investigations; followed-up, ended or ' +
        'started for insatser. The first of these when left out',
    ),
  period: PeriodName,
  unit: UnitFilter,
  row: VariableId.describe('The variable of the rows, see /variables'),
  column: VariableId.optional().describe('That of the columns; a table of one variable when left out'),
});
export type TableQuery = z.output<typeof TableQuery>;

const Member = z.object({
  code: z.string().describe('A code, a class, `none`, `unknown`, `notApplicable` or `total`'),
  label: TextOut.describe('Codes have Swedish names only: they stand in both'),
});

const SideOut = z.object({
  variable: VariableId,
  label: TextOut,
  multiple: z
    .boolean()
    .describe('A case may be counted at several of the codes: they add up to more than the total'),
});

export const TableAnswer = z
  .object({
    ...OF_THE_ANSWER,
    unitOfCount: UnitOfCountName,
    on: z.enum(WAYS),
    period: z.object({ period: z.string(), from: DayField, to: DayField }),
    row: SideOut,
    column: SideOut.nullable(),
    rows: z.array(Member),
    columns: z.array(Member).describe('The total alone in a table of one variable'),
    cells: z
      .array(z.object({ row: z.string(), column: z.string(), count: Count, suppressed: Suppressed }))
      .describe('Row by row'),
    suppressedCells: z.int().min(0),
  })
  .meta({
    id: 'Table',
    examples: [
      {
        catalogueVersion: '1.0',
        indicatorsVersion: '1.0',
        lawVersion: '5f0c1d2e9a7b4c63',
        asOf: '2026-11-20T08:30:00.000Z',
        unit: null,
        below: 5,
        unitOfCount: 'investigation',
        on: 'closed',
        period: { period: '2026', from: '2026-01-01', to: '2026-12-31' },
        row: {
          variable: 'investigation.withinFourMonths',
          label: { sv: 'Avslutad inom fyra månader', en: 'Closed within four months' },
          multiple: false,
        },
        column: null,
        rows: [
          { code: 'true', label: { sv: 'Ja', en: 'Yes' } },
          { code: 'false', label: { sv: 'Nej', en: 'No' } },
          { code: 'total', label: { sv: 'Totalt', en: 'Total' } },
        ],
        columns: [{ code: 'total', label: { sv: 'Totalt', en: 'Total' } }],
        cells: [
          { row: 'true', column: 'total', count: null, suppressed: true },
          { row: 'false', column: 'total', count: null, suppressed: true },
          { row: 'total', column: 'total', count: 118, suppressed: false },
        ],
        suppressedCells: 2,
      },
    ] as never,
  });
export type TableAnswer = z.input<typeof TableAnswer>;
