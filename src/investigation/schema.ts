import { z } from 'zod';
import { Assignment, Extension } from '../intake/schema.ts';
import {
  CaseNumber,
  DayField,
  FreeText,
  HandlerId,
  Id,
  InstantOut,
  saying,
  UnitCode,
  Version,
} from '../kernel/fields.ts';
import { codeSchema } from '../knowledge/codebooks.ts';

/**
 * An investigation (barnavårdsutredning) of one child: opened by a decision, closed by a decision, four calendar
 * months between. This slice owns its frame: who handles it, how long it may take, what is known of the child's
 * circumstances; the folders below own what is gathered, told, consented to and decided. A closed investigation never
 * changes.
 */

const circumstances = {
  livingSituation: codeSchema('livingSituation').nullable().describe('Boendesituation'),
  knownDisability: z.boolean().nullable().describe('Känd funktionsnedsättning'),
  notHeardReason: codeSchema('notHeardReason')
    .nullable()
    .describe('Skäl till att inget samtal hållits med barnet'),
  notHeardExplanation: FreeText.nullable().describe('Förklaring till skälet'),
};

/** What is known of the child's circumstances; a field that is left out stays as it is. */
export const InvestigationPatch = z
  .strictObject(circumstances)
  .partial()
  .refine((patch) => patch.notHeardReason !== 'annat' || Boolean(patch.notHeardExplanation), {
    ...saying(
      'Förklara skälet när det är ett annat än de i listan.',
      'Explain the reason when it is other than those of the list.',
    ),
    path: ['notHeardExplanation'],
  })
  .meta({ id: 'InvestigationPatch', examples: [{ livingSituation: 'vaxelvis', knownDisability: false }] });
export type InvestigationPatch = z.infer<typeof InvestigationPatch>;

const summary = {
  id: Id,
  caseNumber: CaseNumber.describe('Ärendenummer, the same as that of the intake that opened it'),
  childId: Id,
  intakeId: Id.describe('The intake that opened it'),
  unit: UnitCode,
  handlerId: HandlerId.describe('Ansvarig handläggare'),
  openedOn: DayField.describe('Utredning inledd'),
  closedOn: DayField.nullable().describe('Utredning avslutad'),
  outcome: codeSchema('investigationOutcome').nullable(),
  version: Version,
};
const exampleSummary = {
  id: '0193a5c0-7b1e-7c3a-9f00-2b6d1c0e4a51',
  caseNumber: '2026-00042',
  childId: '0193a5c0-7b1e-7c3a-9f00-2b6d1c0e4a11',
  intakeId: '0193a5c0-7b1e-7c3a-9f00-2b6d1c0e4a21',
  unit: 'barn-och-familj',
  handlerId: 'karin.ek',
  openedOn: '2026-11-27',
  closedOn: null,
  outcome: null,
  version: 1,
} as const;

/** An investigation as lists show it. */
export const InvestigationSummary = z
  .object(summary)
  .meta({ id: 'InvestigationSummary', examples: [exampleSummary] });
export type InvestigationSummary = z.infer<typeof InvestigationSummary>;

/** The frame of an investigation; what it holds is read under its own addresses. */
export const Investigation = z
  .object({
    ...summary,
    ...circumstances,
    openedBy: HandlerId,
    joinedIntakes: z.array(Id).describe('Intakes whose reports have joined this investigation'),
    assignments: z.array(Assignment),
    extensions: z.array(Extension),
  })
  .meta({
    id: 'Investigation',
    examples: [
      {
        ...exampleSummary,
        livingSituation: 'vaxelvis',
        knownDisability: false,
        notHeardReason: null,
        notHeardExplanation: null,
        openedBy: 'lena.berg',
        joinedIntakes: [],
        assignments: [
          {
            handlerId: 'karin.ek',
            unit: 'barn-och-familj',
            from: '2026-11-27T10:00:00.000Z',
            by: 'lena.berg',
          },
        ],
        extensions: [],
      },
    ],
  });
export type Investigation = z.infer<typeof Investigation>;

/** Who has handled the investigation, from the first to the present one (tilldelningar). */
export const AssignmentHistory = z
  .object({
    items: z.array(
      Assignment.extend({
        to: InstantOut.nullable().describe('When the next one took over; null for the present one'),
      }),
    ),
  })
  .meta({
    id: 'AssignmentHistory',
    examples: [
      {
        items: [
          {
            handlerId: 'karin.ek',
            unit: 'barn-och-familj',
            from: '2026-11-27T10:00:00.000Z',
            by: 'lena.berg',
            to: '2027-01-11T08:15:00.000Z',
          },
          {
            handlerId: 'bo.alm',
            unit: 'barn-och-familj',
            from: '2027-01-11T08:15:00.000Z',
            by: 'lena.berg',
            to: null,
          },
        ],
      },
    ],
  });
export type AssignmentHistory = z.infer<typeof AssignmentHistory>;

export const InvestigationFilter = z.object({
  unit: UnitCode.optional(),
  handlerId: HandlerId.optional(),
  childId: Id.optional().describe('Only the cases of this child'),
  state: z.enum(['open', 'closed']).optional(),
});
export type InvestigationFilter = z.infer<typeof InvestigationFilter>;

/** Something in the folders below that was kept all the same, and that the handler may want to look at. */
export const Warning = z
  .object({
    code: z.enum(['area.left-out', 'instrument.age', 'intervention.end-against-goals']),
    message: z.object({ sv: z.string(), en: z.string() }).describe('What there is to heed'),
  })
  .meta({
    id: 'Warning',
    examples: [
      {
        code: 'area.left-out',
        message: { sv: 'Delområdet utreds inte enligt planen.', en: 'The plan leaves the area out.' },
      },
    ],
  });
export type Warning = z.infer<typeof Warning>;

export const Warnings = z.array(Warning).describe('Not hindrances: what was sent is kept');
