import { z } from 'zod';
import { Assignment } from '../intake/schema.ts';
import {
  CaseNumber,
  DayField,
  HandlerId,
  Id,
  InstantOut,
  Line,
  UnitCode,
  Version,
} from '../kernel/fields.ts';
import { codeSchema } from '../knowledge/codebooks.ts';

/**
 * An intervention (insats) for one child: it follows from a decision, or is given without a needs test (SoL 11 kap.
 * 5 §). This slice owns its frame: what it is, who gives it, who follows it up, and when next; the folders below own
 * its goals, follow-ups, scores, plan with others and end. It never changes the decision that it follows from.
 */

const placementForm = codeSchema('placementForm').describe(
  'Placeringsform; for placering, and there required',
);
const provider = Line.describe('Utförare: who gives it, by name');
const FOLLOW_UP = 'Avtalad uppföljningsdag: the next one';

/** What is given, as told. */
export const InterventionInput = z
  .strictObject({
    childId: Id,
    basis: codeSchema('interventionBasis'),
    investigationId: Id.optional().describe(
      'The investigation whose decision it follows from; for beslut, and there required',
    ),
    type: codeSchema('interventionType').describe(
      'Insats; for beslut, one that the decision grants, or under LVU plans, and that is not given yet',
    ),
    placementForm: placementForm.optional(),
    provider: provider.optional(),
    startedOn: DayField.describe('Insatsens startdag; not before the decision, not in the future'),
    unit: UnitCode.optional().describe(
      'Enheten that follows it up; that of the investigation when left out, and without one required',
    ),
    handlerId: HandlerId.optional().describe('Ansvarig handläggare; the caller when left out'),
    followUpOn: DayField.optional().describe(FOLLOW_UP),
  })
  .meta({
    id: 'InterventionInput',
    examples: [
      {
        childId: '0193a5c0-7b1e-7c3a-9f00-2b6d1c0e4a11',
        basis: 'beslut',
        investigationId: '0193a5c0-7b1e-7c3a-9f00-2b6d1c0e4a51',
        type: 'familjebehandling',
        provider: 'Familjecentrum Norr',
        startedOn: '2027-04-05',
        followUpOn: '2027-07-05',
      },
      {
        childId: '0193a5c0-7b1e-7c3a-9f00-2b6d1c0e4a11',
        basis: 'utan-behovsprovning',
        type: 'radgivning-utan-behovsprovning',
        startedOn: '2027-04-05',
        unit: 'barn-och-familj',
      },
    ],
  });
export type InterventionInput = z.infer<typeof InterventionInput>;

export const frame = {
  id: Id,
  caseNumber: CaseNumber.describe('Ärendenummer: that of the investigation it follows from, or its own'),
  childId: Id,
  investigationId: Id.nullable().describe('The investigation whose decision it follows from'),
  basis: codeSchema('interventionBasis'),
  type: codeSchema('interventionType').describe('Insats'),
  placementForm: placementForm.nullable(),
  provider: provider.nullable(),
  legalBasis: codeSchema('legalBasis').describe('Lagrum: that of the decision; sol without a needs test'),
  decidedOn: DayField.nullable().describe('Beslutsdag; null without a decision'),
  startedOn: DayField.describe('Insatsens startdag'),
  unit: UnitCode,
  handlerId: HandlerId.describe('Ansvarig handläggare'),
  followUpOn: DayField.nullable().describe(`${FOLLOW_UP}; null when none is agreed, or it has ended`),
  endedOn: DayField.nullable().describe('Avslutsdag; null while it runs'),
  version: Version.describe('Rises with everything that is recorded of it'),
};
export const exampleFrame = {
  id: '0193a5c0-7b1e-7c3a-9f00-2b6d1c0e4a71',
  caseNumber: '2026-00042',
  childId: '0193a5c0-7b1e-7c3a-9f00-2b6d1c0e4a11',
  investigationId: '0193a5c0-7b1e-7c3a-9f00-2b6d1c0e4a51',
  basis: 'beslut',
  type: 'familjebehandling',
  placementForm: null,
  provider: 'Familjecentrum Norr',
  legalBasis: 'sol',
  decidedOn: '2027-03-15',
  startedOn: '2027-04-05',
  unit: 'barn-och-familj',
  handlerId: 'karin.ek',
  followUpOn: '2027-07-05',
  endedOn: null,
  version: 1,
} as const;

/** An intervention as lists show it. */
export const InterventionSummary = z
  .object(frame)
  .meta({ id: 'InterventionSummary', examples: [exampleFrame] });
export type InterventionSummary = z.infer<typeof InterventionSummary>;

/** What else the frame holds, in the whole. */
export const framed = {
  legalBasisCitation: z
    .string()
    .nullable()
    .describe(
      'Lagrummen i klartext: those of the decision, or on startedOn; null where none that was read applied',
    ),
  givenAt: InstantOut.describe('When it was recorded that it is given'),
  givenBy: HandlerId,
  assignments: z.array(Assignment).describe('Tilldelningar, from the first to the present one'),
};

export const InterventionFilter = z.object({
  unit: UnitCode.optional(),
  handlerId: HandlerId.optional(),
  childId: Id.optional().describe('Only those of this child'),
  state: z.enum(['open', 'ended']).optional(),
  followUpDue: z
    .stringbool({ truthy: ['true'], falsy: ['false'] })
    .optional()
    .describe('True: only those whose agreed day of follow-up has come (uppföljning att göra)'),
});
export type InterventionFilter = z.infer<typeof InterventionFilter>;

/** Who has followed it up, from the first to the present one (tilldelningar). */
export const InterventionAssignments = z.object({ items: z.array(Assignment) }).meta({
  id: 'InterventionAssignments',
  examples: [
    {
      items: [
        {
          handlerId: 'karin.ek',
          unit: 'barn-och-familj',
          from: '2027-04-05T08:15:00.000Z',
          by: 'karin.ek',
        },
      ],
    },
  ],
});
