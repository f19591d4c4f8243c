import { z } from 'zod';
import { InstrumentUseInput, Score } from '../../investigation/instrument/schema.ts';
import { retraction } from '../../investigation/retraction.ts';
import { Warnings } from '../../investigation/schema.ts';
import { DayField, HandlerId, Id, InstantOut } from '../../kernel/fields.ts';
import { codeSchema } from '../../knowledge/codebooks.ts';
import { NORM_SETS } from '../../knowledge/instruments.ts';

/**
 * Scores of instruments while an intervention runs (skattningar), and what changed between them. This slice owns the
 * scores; what an instrument can give, and which difference is more than chance, is knowledge. It never says why
 * something changed, and never holds the wording of an instrument.
 */

const normSet = z
  .enum(NORM_SETS.map(({ id }) => id))
  .describe('De normer som poängen läses mot, by their id in /instruments');

/** As in an investigation, but what came of it is told at once: it is taken back, never completed later. */
export const InterventionScoreInput = InstrumentUseInput.extend({
  usedOn: DayField.describe('Användningsdag; from the start of the intervention, not in the future'),
  scores: InstrumentUseInput.shape.scores.describe(
    'Poäng per skala, within the range of /instruments; these or summary required',
  ),
}).meta({
  id: 'InterventionScoreInput',
  examples: [
    {
      instrument: 'ors',
      usedOn: '2027-04-12',
      respondent: 'barnet',
      scores: [{ scale: 'total', value: 21.4 }],
      normSet: 'cyp-iapt-2015',
    },
  ],
});
export type InterventionScoreInput = z.infer<typeof InterventionScoreInput>;

/** As it is kept: what was told, and nothing that follows from it. */
const Kept = z.object({
  id: Id,
  interventionId: Id,
  instrument: codeSchema('instrument'),
  usedOn: DayField.describe('Användningsdag'),
  instrumentVersion: z.string().nullable().describe('Instrumentets version'),
  respondent: codeSchema('respondent').nullable(),
  scores: z.array(Score).describe('Poäng as they were given'),
  normSet: normSet.nullable(),
  summary: z.string().nullable().describe('Sammanfattning av resultatet'),
  recordedAt: InstantOut,
  recordedBy: HandlerId,
  ...retraction,
});
export type KeptScore = z.infer<typeof Kept>;

export const exampleScore = {
  id: '0193a5c0-7b1e-7c3a-9f00-2b6d1c0e4aa1',
  interventionId: '0193a5c0-7b1e-7c3a-9f00-2b6d1c0e4a71',
  instrument: 'ors',
  usedOn: '2027-04-12',
  instrumentVersion: null,
  respondent: 'barnet',
  scores: [{ scale: 'total', value: 21.4 }],
  normSet: 'cyp-iapt-2015',
  summary: null,
  recordedAt: '2027-04-12T13:00:00.000Z',
  recordedBy: 'karin.ek',
  retractedAt: null,
  retractedBy: null,
  retractionReason: null,
  derived: [],
} as const;

export const InterventionScore = Kept.extend({
  derived: z.array(Score).describe('Härledda poäng: sums of which every part was given'),
}).meta({ id: 'InterventionScore', examples: [exampleScore] });
export type InterventionScore = z.infer<typeof InterventionScore>;

export const RecordedInterventionScore = InterventionScore.extend({ warnings: Warnings }).meta({
  id: 'RecordedInterventionScore',
  examples: [{ ...exampleScore, warnings: [] }],
});
export type RecordedInterventionScore = z.infer<typeof RecordedInterventionScore>;

const Point = z.object({ on: DayField, value: z.number() });

/** What changed on one scale, by the same answers, from the first use to the last (förändring). */
export const ScoreChange = z
  .object({
    instrument: codeSchema('instrument'),
    scale: z.string().describe('Skala'),
    respondent: codeSchema('respondent').nullable(),
    first: Point,
    last: Point,
    difference: z.number().describe('Last minus first'),
    normSet: normSet.nullable().describe('That of the last use'),
    reliableChange: z
      .number()
      .nullable()
      .describe('The least difference that is more than chance, by normSet; null where it publishes none'),
    reliable: z
      .boolean()
      .nullable()
      .describe(
        'Tillförlitlig förändring: at least reliableChange either way; null where there is no such number',
      ),
  })
  .meta({
    id: 'ScoreChange',
    examples: [
      {
        instrument: 'ors',
        scale: 'total',
        respondent: 'barnet',
        first: { on: '2027-04-12', value: 21.4 },
        last: { on: '2027-07-05', value: 30.2 },
        difference: 8.8,
        normSet: 'cyp-iapt-2015',
        reliableChange: 6.6,
        reliable: true,
      },
    ],
  });
export type ScoreChange = z.infer<typeof ScoreChange>;

/** The scores in the order of their days, and what changed by those that count. */
export const InterventionScores = z
  .object({ items: z.array(InterventionScore), changes: z.array(ScoreChange) })
  .meta({ id: 'InterventionScores', examples: [{ items: [exampleScore], changes: [] }] });
export type InterventionScores = z.infer<typeof InterventionScores>;
