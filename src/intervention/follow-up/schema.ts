import { z } from 'zod';
import { retraction } from '../../investigation/retraction.ts';
import { DayField, FreeText, HandlerId, Id, InstantOut, saying } from '../../kernel/fields.ts';
import { codeSchema } from '../../knowledge/codebooks.ts';

/**
 * The follow-ups of an intervention (uppföljningar): on a day, how far each goal has come, what has changed, what the
 * child says of it, and what comes next. This slice owns what was found then. It never changes a goal, and never says
 * that a child was heard who was not asked.
 */

const status = codeSchema('goalStatus');
const change = codeSchema('changeAssessment');
const CHILD_VIEW = 'Barnets egen syn';
const NOT_ASKED = 'Skäl till att barnet inte tillfrågats';

/** How far a goal has come. */
export const Judgement = z.object({
  goalId: Id,
  status,
  change: change.nullable().describe('Förändring i det som målet gäller'),
});
export type Judgement = z.infer<typeof Judgement>;

export const InterventionFollowUpInput = z
  .strictObject({
    heldOn: DayField.describe('Uppföljningsdag; from the start of the intervention, not in the future'),
    goals: z
      .array(z.strictObject({ goalId: Id, status, change: change.nullable().optional() }))
      .max(100)
      .optional()
      .describe('Målen som följdes upp, each once; of those that held on the day'),
    change: change.nullable().optional().describe('Förändring för barnet i stort'),
    childView: FreeText.optional().describe(`${CHILD_VIEW}; or childNotAsked`),
    childNotAsked: codeSchema('notHeardReason').optional().describe(NOT_ASKED),
    childNotAskedExplanation: FreeText.optional().describe('Förklaring till skälet; for annat required'),
    nextStep: FreeText.optional().describe('Nästa steg'),
    nextFollowUpOn: DayField.optional().describe('Nästa uppföljningsdag, as agreed; none when left out'),
  })
  .refine(({ childView, childNotAsked }) => childView !== undefined || childNotAsked !== undefined, {
    ...saying(
      'Ange barnets egen syn, eller varför barnet inte har tillfrågats.',
      'Tell the child’s own view, or why the child was not asked.',
    ),
    path: ['childView'],
  })
  .refine(({ childView, childNotAsked }) => childView === undefined || childNotAsked === undefined, {
    ...saying(
      'Ange antingen childView eller childNotAsked, inte båda.',
      'Give either childView or childNotAsked, not both.',
    ),
    path: ['childView'],
  })
  .refine((told) => told.childNotAsked !== 'annat' || told.childNotAskedExplanation !== undefined, {
    ...saying(
      'Förklara skälet när det är ett annat än de i listan.',
      'Explain the reason when it is other than those of the list.',
    ),
    path: ['childNotAskedExplanation'],
  })
  .meta({
    id: 'InterventionFollowUpInput',
    examples: [
      {
        heldOn: '2027-07-05',
        goals: [
          { goalId: '0193a5c0-7b1e-7c3a-9f00-2b6d1c0e4a81', status: 'delvis-uppnatt', change: 'forbattrad' },
        ],
        change: 'forbattrad',
        childView: 'Alva tycker att det är lugnare hemma på morgnarna.',
        nextStep: 'Familjebehandlingen fortsätter varannan vecka.',
        nextFollowUpOn: '2027-10-04',
      },
    ],
  });
export type InterventionFollowUpInput = z.infer<typeof InterventionFollowUpInput>;

export const exampleFollowUp = {
  id: '0193a5c0-7b1e-7c3a-9f00-2b6d1c0e4ab1',
  interventionId: '0193a5c0-7b1e-7c3a-9f00-2b6d1c0e4a71',
  heldOn: '2027-07-05',
  goals: [{ goalId: '0193a5c0-7b1e-7c3a-9f00-2b6d1c0e4a81', status: 'delvis-uppnatt', change: 'forbattrad' }],
  change: 'forbattrad',
  childView: 'Alva tycker att det är lugnare hemma på morgnarna.',
  childNotAsked: null,
  childNotAskedExplanation: null,
  nextStep: 'Familjebehandlingen fortsätter varannan vecka.',
  nextFollowUpOn: '2027-10-04',
  recordedAt: '2027-07-05T12:20:00.000Z',
  recordedBy: 'karin.ek',
  retractedAt: null,
  retractedBy: null,
  retractionReason: null,
} as const;

export const InterventionFollowUp = z
  .object({
    id: Id,
    interventionId: Id,
    heldOn: DayField.describe('Uppföljningsdag'),
    goals: z.array(Judgement).describe('Målen som följdes upp'),
    change: change.nullable().describe('Förändring för barnet i stort'),
    childView: z.string().nullable().describe(CHILD_VIEW),
    childNotAsked: codeSchema('notHeardReason').nullable().describe(NOT_ASKED),
    childNotAskedExplanation: z.string().nullable().describe('Förklaring till skälet'),
    nextStep: z.string().nullable().describe('Nästa steg'),
    nextFollowUpOn: DayField.nullable().describe('Nästa uppföljningsdag'),
    recordedAt: InstantOut,
    recordedBy: HandlerId,
    ...retraction,
  })
  .meta({ id: 'InterventionFollowUp', examples: [exampleFollowUp] });
export type InterventionFollowUp = z.infer<typeof InterventionFollowUp>;

/** The follow-ups of an intervention, in the order of their days. */
export const InterventionFollowUps = z
  .object({ items: z.array(InterventionFollowUp) })
  .meta({ id: 'InterventionFollowUps', examples: [{ items: [exampleFollowUp] }] });
