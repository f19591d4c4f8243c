import { z } from 'zod';
import { DayField, FreeText, HandlerId, Id, InstantOut, Line, Version } from '../../kernel/fields.ts';
import { codeSchema } from '../../knowledge/codebooks.ts';
import { NORM_SETS } from '../../knowledge/instruments.ts';
import { Warnings } from '../schema.ts';

/**
 * A use of an assessment instrument (bedömningsinstrument) in an investigation: which one, when, whose answers, and
 * the scores that came of it. This slice owns the uses and their scores; what scores an instrument can give is
 * knowledge, and what they mean for the child belongs to the areas and the analysis. It never holds the wording of an
 * instrument, its questions or the single answers, which are under copyright: scores and a summary in own words only.
 */

const Scale = z
  .string()
  .max(60)
  .meta({ examples: ['total'] })
  .describe('Skala, by its id in /instruments');

const NormSetCode = z.enum(NORM_SETS.map(({ id }) => id));

const told = {
  instrument: codeSchema('instrument'),
  usedOn: DayField.describe('Användningsdag; from the day the investigation was opened, not in the future'),
  instrumentVersion: Line.nullable()
    .optional()
    .describe('Instrumentets version; for annat what the instrument is called, and there required'),
  respondent: codeSchema('respondent').nullable().optional(),
  scores: z
    .array(z.strictObject({ scale: Scale, value: z.number().describe('Poäng') }))
    .max(30)
    .optional()
    .describe('Poäng per skala, within the range of /instruments; empty for an instrument that is not there'),
  normSet: NormSetCode.nullable()
    .optional()
    .describe('De normer som poängen läses mot, by their id in /instruments'),
  summary: FreeText.nullable()
    .optional()
    .describe('Sammanfattning av resultatet med egna ord, never the wording of the instrument'),
};

/** A use as told: the instrument and the day are enough, the rest can come later. */
export const InstrumentUseInput = z.strictObject(told).meta({
  id: 'InstrumentUseInput',
  examples: [
    {
      instrument: 'sdq',
      usedOn: '2026-12-08',
      instrumentVersion: 'Föräldraversion 4–17 år',
      respondent: 'vardnadshavare',
      scores: [
        { scale: 'emotional', value: 6 },
        { scale: 'conduct', value: 3 },
        { scale: 'hyperactivity', value: 5 },
        { scale: 'peer', value: 4 },
        { scale: 'prosocial', value: 7 },
      ],
      summary: 'Mest oro, och svårt att få vänner.',
    },
    {
      instrument: 'ors',
      usedOn: '2026-12-10',
      respondent: 'barnet',
      scores: [{ scale: 'total', value: 23.4 }],
      normSet: 'cyp-iapt-2015',
    },
    { instrument: 'savry', usedOn: '2026-12-11', respondent: 'handlaggare', summary: 'Måttlig risk.' },
  ],
});
export type InstrumentUseInput = z.infer<typeof InstrumentUseInput>;

/** Corrections of a use; a field that is left out stays as it is, and scores are given anew as a whole. */
export const InstrumentUsePatch = z
  .strictObject(told)
  .partial()
  .meta({ id: 'InstrumentUsePatch', examples: [{ scores: [{ scale: 'total', value: 24.3 }] }] });
export type InstrumentUsePatch = z.infer<typeof InstrumentUsePatch>;

export const Score = z
  .object({ scale: z.string().describe('Skala'), value: z.number().describe('Poäng') })
  .meta({ id: 'Score', examples: [{ scale: 'total', value: 23.4 }] });
export type Score = z.infer<typeof Score>;

/** A use as it is kept: what was told, and nothing that follows from it. */
const KeptInstrumentUse = z.object({
  id: Id,
  investigationId: Id,
  instrument: codeSchema('instrument'),
  usedOn: DayField.describe('Användningsdag'),
  instrumentVersion: z.string().nullable().describe('Instrumentets version'),
  respondent: codeSchema('respondent').nullable(),
  scores: z.array(Score).describe('Poäng as they were given'),
  normSet: NormSetCode.nullable().describe('De normer som poängen läses mot'),
  summary: z.string().nullable().describe('Sammanfattning av resultatet'),
  recordedAt: InstantOut,
  recordedBy: HandlerId,
  version: Version,
});
export type KeptInstrumentUse = z.infer<typeof KeptInstrumentUse>;

const exampleUse = {
  id: '0193a5c0-7b1e-7c3a-9f00-2b6d1c0e4a61',
  investigationId: '0193a5c0-7b1e-7c3a-9f00-2b6d1c0e4a51',
  instrument: 'sdq',
  usedOn: '2026-12-08',
  instrumentVersion: 'Föräldraversion 4–17 år',
  respondent: 'vardnadshavare',
  scores: [
    { scale: 'emotional', value: 6 },
    { scale: 'conduct', value: 3 },
    { scale: 'hyperactivity', value: 5 },
    { scale: 'peer', value: 4 },
    { scale: 'prosocial', value: 7 },
  ],
  normSet: null,
  summary: 'Mest oro, och svårt att få vänner.',
  recordedAt: '2026-12-08T13:40:00.000Z',
  recordedBy: 'karin.ek',
  version: 1,
  derived: [{ scale: 'total', value: 18 }],
} as const;

export const InstrumentUse = KeptInstrumentUse.extend({
  derived: z.array(Score).describe('Härledda poäng: sums of which every part was given'),
}).meta({ id: 'InstrumentUse', examples: [exampleUse] });
export type InstrumentUse = z.infer<typeof InstrumentUse>;

/** A use that was just recorded or corrected, with what there is to heed. */
export const RecordedInstrumentUse = InstrumentUse.extend({ warnings: Warnings }).meta({
  id: 'RecordedInstrumentUse',
  examples: [{ ...exampleUse, warnings: [] }],
});
export type RecordedInstrumentUse = z.infer<typeof RecordedInstrumentUse>;

/** The uses of instruments in an investigation, in the order of their days. */
export const InstrumentUses = z
  .object({ items: z.array(InstrumentUse) })
  .meta({ id: 'InstrumentUses', examples: [{ items: [exampleUse] }] });
