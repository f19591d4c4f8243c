import { z } from 'zod';
import { InstantOut, saying, UnitCode } from '../kernel/fields.ts';
import { type Period, periodNamed } from './period.ts';

/**
 * Figures (tabeller och indikatorer): counts, shares and averages of the board's cases, with what few stand behind held
 * back. This room owns the definitions of the indicators and what is held back. It never gives out a person or a case,
 * and keeps nothing.
 */

export const PeriodName = z
  .string()
  .max(10)
  .refine(
    (name) => periodNamed(name) !== null,
    saying(
      'Ska vara ett helt år, halvår eller kvartal: 2026, 2026-H1 eller 2026-Q2.',
      'Must be a whole year, half-year or quarter: 2026, 2026-H1 or 2026-Q2.',
    ),
  )
  .describe(
    'Period: a whole year, half-year or quarter, and no other, so that none can be taken from another',
  )
  .meta({ examples: ['2026', '2026-H1', '2026-Q2'] });

export const UnitFilter = UnitCode.optional().describe(
  'Only the cases of this unit. When left out, those of the whole board; that takes a controller of the whole board.',
);

export const TextOut = z.object({ sv: z.string(), en: z.string() });

/** What every answer says of itself. */
export const OF_THE_ANSWER = {
  catalogueVersion: z.string().describe('Of the variables'),
  indicatorsVersion: z.string().describe('Of the definitions of the indicators'),
  lawVersion: z.string().describe('A mark of the time limits that the values rest on'),
  asOf: InstantOut.describe('When the record was read'),
  unit: z.string().nullable().describe('Null: the whole board'),
  below: z
    .int()
    .min(1)
    .describe('The limit: what fewer children than this stand behind is held back, with what would tell it'),
} as const;

export const Count = z.int().min(0).nullable();
export const Suppressed = z
  .boolean()
  .describe('Skyddat: held back, itself or so that another cannot be worked out');

export const describePeriod = ({ name, from, to }: Period) => ({ period: name, from, to });
