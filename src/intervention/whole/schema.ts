import { z } from 'zod';
import { End, LaterFollowUp } from '../ending/schema.ts';
import { exampleFollowUp, InterventionFollowUp } from '../follow-up/schema.ts';
import { exampleGoal, Goal } from '../goal/schema.ts';
import { exampleFrame, frame, framed } from '../schema.ts';
import { exampleScore, InterventionScore, ScoreChange } from '../score/schema.ts';
import { exampleSip, Sip } from '../sip/schema.ts';

/**
 * An intervention with all that is recorded of it, in one read. This slice owns nothing: every part belongs to another
 * folder. It never leaves anything out of what a caller who sees the intervention may read.
 */
export const Intervention = z
  .object({
    ...frame,
    ...framed,
    goals: z.array(Goal).describe('Mål, as they now read'),
    followUps: z.array(InterventionFollowUp).describe('Uppföljningar, in the order of their days'),
    scores: z.array(InterventionScore).describe('Skattningar, in the order of their days'),
    scoreChanges: z.array(ScoreChange).describe('Förändring på skattningsskalor, from first to last'),
    sip: z.array(Sip).describe('Samordnad individuell plan, by day: the last one holds'),
    end: End.nullable().describe('Avslut; null while it runs'),
    laterFollowUps: z.array(LaterFollowUp).describe('Senare uppföljningar'),
  })
  .meta({
    id: 'Intervention',
    examples: [
      {
        ...exampleFrame,
        legalBasisCitation: 'SoL (2025:400) 11 kap. 1 §, 35 kap. 1 §',
        givenAt: '2027-04-05T08:15:00.000Z',
        givenBy: 'karin.ek',
        assignments: [
          {
            handlerId: 'karin.ek',
            unit: 'barn-och-familj',
            from: '2027-04-05T08:15:00.000Z',
            by: 'karin.ek',
          },
        ],
        goals: [exampleGoal],
        followUps: [exampleFollowUp],
        scores: [exampleScore],
        scoreChanges: [],
        sip: [exampleSip],
        end: null,
        laterFollowUps: [],
      },
    ],
  });
export type Intervention = z.infer<typeof Intervention>;
