import { z } from 'zod';
import { DayField } from '../../kernel/fields.ts';
import { Count, OF_THE_ANSWER, PeriodName, Suppressed, TextOut, UnitFilter } from '../schema.ts';
import { INDICATORS } from './catalogue.ts';
import { REASONS } from './compute.ts';
import type { By } from './groups.ts';

/** Indicators (nyckeltal): figures by published or proposed definitions, by period, unit, sex and age group. */

const BYS = ['unit', 'sex', 'ageGroup'] as const satisfies readonly By[];

export const IndicatorId = z
  .string()
  .max(60)
  .meta({ examples: ['meanInvestigationDays'] });

export const IndicatorQuery = z.strictObject({
  period: PeriodName,
  unit: UnitFilter,
  by: z
    .enum(BYS)
    .optional()
    .describe(
      'Told apart by unit (enhet), sex (juridiskt kön) or ageGroup (åldersgrupp), beside all together',
    ),
  trend: z.coerce
    .number()
    .int()
    .min(1)
    .max(12)
    .default(1)
    .describe('How many periods of the kind, the one named and those before it; 1 when left out'),
});
export type IndicatorQuery = z.output<typeof IndicatorQuery>;

export const GroupFigure = z.object({
  group: z.string().nullable().describe('A unit or a code; null: all together'),
  label: TextOut.describe('Codes and units have Swedish names only: they stand in both'),
  numerator: Count.describe('Of a share the cases that count, of a mean the sum; null for a median'),
  denominator: Count.describe(
    'Of how many; null where the value is given and they would tell what a table holds back',
  ),
  value: z
    .number()
    .nullable()
    .describe('Rounded to one decimal; null where there is nobody, or it is held back'),
  suppressed: Suppressed,
});

export const PeriodOfIndicator = z.object({
  period: z.string(),
  from: DayField.describe('The first day counted, which need not be that of the period: see the definition'),
  to: DayField,
  reason: z
    .enum(REASONS)
    .nullable()
    .describe(
      'Why there is no value: other-period = not counted of such a period; not-yet = cannot be known yet',
    ),
  groups: z.array(GroupFigure),
});

export const IndicatorItem = z
  .object({
    id: IndicatorId,
    label: TextOut,
    definition: TextOut.describe('Whom it is about and what is measured'),
    measure: z.enum(['mean', 'median', 'share', 'ratio']),
    unitOfMeasure: z.enum(['dagar', 'procent', 'antal']),
    kolada: z.string().nullable().describe('The number of the key figure at Kolada'),
    provenance: z.enum(['verified', 'provisional']),
    periods: z.array(PeriodOfIndicator).describe('The earliest first'),
  })
  .meta({ id: 'Indicator' });

export const IndicatorAnswer = z
  .object({ ...OF_THE_ANSWER, by: z.enum(BYS).nullable(), items: z.array(IndicatorItem) })
  .meta({
    id: 'Indicators',
    examples: [
      {
        catalogueVersion: '1.0',
        indicatorsVersion: '1.0',
        lawVersion: '5f0c1d2e9a7b4c63',
        asOf: '2026-11-20T08:30:00.000Z',
        unit: null,
        below: 5,
        by: 'sex',
        items: [
          {
            ...pick(INDICATORS.find(({ id }) => id === 'shareChildSeenAlone')!),
            periods: [
              {
                period: '2026-H1',
                from: '2026-01-01',
                to: '2026-06-30',
                reason: null,
                groups: [
                  {
                    group: null,
                    label: { sv: 'Totalt', en: 'Total' },
                    numerator: 81,
                    denominator: 118,
                    value: 68.6,
                    suppressed: false,
                  },
                  {
                    group: 'flicka',
                    label: { sv: 'Flicka', en: 'Flicka' },
                    numerator: null,
                    denominator: 55,
                    value: null,
                    suppressed: true,
                  },
                ],
              },
            ],
          },
        ],
      },
    ] as never,
  });
export type IndicatorAnswer = z.input<typeof IndicatorAnswer>;

function pick({
  id,
  label,
  definition,
  measure,
  unitOfMeasure,
  kolada,
  provenance,
}: (typeof INDICATORS)[number]) {
  return { id, label, definition, measure, unitOfMeasure, kolada, provenance };
}
