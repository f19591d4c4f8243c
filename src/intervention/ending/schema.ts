import { z } from 'zod';
import { Warnings } from '../../investigation/schema.ts';
import { DayField, FreeText, HandlerId, Id, InstantOut } from '../../kernel/fields.ts';
import { codeSchema } from '../../knowledge/codebooks.ts';

/**
 * How an intervention ended (avslut), and what it led to years after (senare uppföljning). This slice owns the one end
 * with how far every goal came, and what was found later. It never opens an intervention again: what is given anew is
 * an intervention of its own.
 */

const status = codeSchema('goalStatus');
const change = codeSchema('changeAssessment').nullable();
const CHANGE = 'Förändring för barnet i stort';
const PLANNED = 'Planerat avslut, as agreed beforehand';

export const EndInput = z
  .strictObject({
    endedOn: DayField.optional().describe('Avslutsdag; today when left out'),
    reason: codeSchema('interventionEndReason'),
    planned: z.boolean().describe(PLANNED),
    initiative: codeSchema('endInitiative'),
    goals: z
      .array(z.strictObject({ goalId: Id, status }))
      .max(100)
      .optional()
      .describe('Måluppfyllelse vid avslutet: every goal that holds on the day, each once'),
    change: change.optional().describe(CHANGE),
    summary: FreeText.optional().describe('Sammanfattning'),
  })
  .meta({
    id: 'InterventionEndInput',
    examples: [
      {
        reason: 'malet-uppnatt',
        planned: true,
        initiative: 'gemensamt',
        goals: [{ goalId: '0193a5c0-7b1e-7c3a-9f00-2b6d1c0e4a81', status: 'uppnatt' }],
        change: 'forbattrad',
        summary: 'Alva är i skolan varje dag, och familjen klarar morgnarna själv.',
      },
    ],
  });
export type EndInput = z.infer<typeof EndInput>;

export const exampleEnd = {
  interventionId: '0193a5c0-7b1e-7c3a-9f00-2b6d1c0e4a71',
  endedOn: '2027-12-20',
  reason: 'malet-uppnatt',
  planned: true,
  initiative: 'gemensamt',
  goals: [{ goalId: '0193a5c0-7b1e-7c3a-9f00-2b6d1c0e4a81', status: 'uppnatt' }],
  change: 'forbattrad',
  summary: 'Alva är i skolan varje dag, och familjen klarar morgnarna själv.',
  recordedAt: '2027-12-20T14:00:00.000Z',
  recordedBy: 'karin.ek',
} as const;

export const End = z
  .object({
    interventionId: Id,
    endedOn: DayField.describe('Avslutsdag'),
    reason: codeSchema('interventionEndReason'),
    planned: z.boolean().describe(PLANNED),
    initiative: codeSchema('endInitiative'),
    goals: z.array(z.object({ goalId: Id, status })).describe('Måluppfyllelse vid avslutet'),
    change: change.describe(CHANGE),
    summary: z.string().nullable().describe('Sammanfattning'),
    recordedAt: InstantOut,
    recordedBy: HandlerId,
  })
  .meta({ id: 'InterventionEnd', examples: [exampleEnd] });
export type End = z.infer<typeof End>;

/** An end that was just recorded, with what there is to heed. */
export const RecordedEnd = End.extend({ warnings: Warnings }).meta({
  id: 'RecordedInterventionEnd',
  examples: [{ ...exampleEnd, warnings: [] }],
});
export type RecordedEnd = z.infer<typeof RecordedEnd>;

export const LaterFollowUpInput = z
  .strictObject({
    heldOn: DayField.describe('The day it was found out; not before the end, not in the future'),
    result: FreeText.describe('Vad insatsen ledde till'),
    change: change.optional().describe('Förändring för barnet sedan insatsen började'),
    childView: FreeText.optional().describe('Barnets eller den unges egen syn'),
  })
  .meta({
    id: 'LaterFollowUpInput',
    examples: [
      {
        heldOn: '2029-12-10',
        result: 'Alva har gått ut grundskolan med fullständiga betyg, och inget nytt har kommit in.',
        change: 'forbattrad',
      },
    ],
  });
export type LaterFollowUpInput = z.infer<typeof LaterFollowUpInput>;

export const exampleLater = {
  id: '0193a5c0-7b1e-7c3a-9f00-2b6d1c0e4ac1',
  interventionId: '0193a5c0-7b1e-7c3a-9f00-2b6d1c0e4a71',
  heldOn: '2029-12-10',
  result: 'Alva har gått ut grundskolan med fullständiga betyg, och inget nytt har kommit in.',
  change: 'forbattrad',
  childView: null,
  recordedAt: '2029-12-10T10:00:00.000Z',
  recordedBy: 'karin.ek',
} as const;

export const LaterFollowUp = z
  .object({
    id: Id,
    interventionId: Id,
    heldOn: DayField,
    result: z.string().describe('Vad insatsen ledde till'),
    change: change.describe('Förändring för barnet sedan insatsen började'),
    childView: z.string().nullable().describe('Barnets eller den unges egen syn'),
    recordedAt: InstantOut,
    recordedBy: HandlerId,
  })
  .meta({ id: 'LaterFollowUp', examples: [exampleLater] });
export type LaterFollowUp = z.infer<typeof LaterFollowUp>;

/** The later follow-ups of an intervention, in the order of their days. */
export const LaterFollowUps = z
  .object({ items: z.array(LaterFollowUp) })
  .meta({ id: 'LaterFollowUps', examples: [{ items: [exampleLater] }] });
