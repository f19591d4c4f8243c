import { z } from 'zod';
import {
  CaseNumber,
  DayField,
  FreeText,
  HandlerId,
  Id,
  InstantField,
  InstantOut,
  saying,
  UnitCode,
  Version,
} from '../kernel/fields.ts';
import { codeSchema } from '../knowledge/codebooks.ts';

/**
 * An intake (ett barns aktualisering): one child's own line from a report to the decision whether to investigate.
 * The intake slice owns the protection assessment, the preliminary assessment, its extension, the decision and the
 * feedback to the reporter. It never investigates: outside contacts need an open investigation.
 */

/** Omedelbar skyddsbedömning, as told. */
export const ProtectionAssessmentInput = z
  .strictObject({
    assessedAt: InstantField.optional().describe('When it was made; now when left out'),
    need: codeSchema('protectionNeed').describe('Behov av omedelbart skydd'),
    grounds: FreeText.describe('Skäl för bedömningen'),
    measures: FreeText.optional().describe('Vidtagna åtgärder; required where there is a need'),
  })
  .refine((assessment) => assessment.need !== 'behov' || assessment.measures !== undefined, {
    ...saying(
      'Ange vilka åtgärder som vidtagits när skydd behövs.',
      'Tell which measures were taken when protection is needed.',
    ),
    path: ['measures'],
  })
  .meta({
    id: 'ProtectionAssessmentInput',
    examples: [
      { need: 'inget-behov', grounds: 'Barnet är i skolan och hämtas av mormor. Inga uppgifter om våld.' },
    ],
  });
export type ProtectionAssessmentInput = z.infer<typeof ProtectionAssessmentInput>;

export const ProtectionAssessment = z
  .object({
    id: Id,
    intakeId: Id,
    assessedAt: InstantOut,
    assessedBy: HandlerId,
    need: codeSchema('protectionNeed'),
    grounds: z.string(),
    measures: z.string().nullable(),
    recordedAt: InstantOut,
  })
  .meta({
    id: 'ProtectionAssessment',
    examples: [
      {
        id: '0193a5c0-7b1e-7c3a-9f00-2b6d1c0e4a31',
        intakeId: '0193a5c0-7b1e-7c3a-9f00-2b6d1c0e4a21',
        assessedAt: '2026-11-20T09:10:00.000Z',
        assessedBy: 'karin.ek',
        need: 'inget-behov',
        grounds: 'Barnet är i skolan och hämtas av mormor. Inga uppgifter om våld.',
        measures: null,
        recordedAt: '2026-11-20T09:12:00.000Z',
      },
    ],
  });
export type ProtectionAssessment = z.infer<typeof ProtectionAssessment>;

/** With whom a contact may be taken before an investigation is open: only the reporter and the family. */
export const ContactWith = z.enum(['anmalare', 'barnet', 'vardnadshavare']);

const preliminary = {
  contacts: z
    .array(z.strictObject({ on: DayField, with: ContactWith, content: FreeText }))
    .max(50)
    .optional()
    .describe('Kontakter: only with the reporter and the family'),
  childHeard: z.boolean().nullable().optional().describe('Barnet har kommit till tals; null = not yet known'),
  notHeardReason: codeSchema('notHeardReason')
    .nullable()
    .optional()
    .describe('Skäl om barnet inte kommit till tals'),
  meetingOffered: z
    .boolean()
    .nullable()
    .optional()
    .describe('Möte med anmälare och vårdnadshavare har erbjudits'),
  assessment: FreeText.nullable().optional().describe('Bedömningen'),
};

/** Förhandsbedömning, as far as it has come: a part can always be saved. Replaces what was saved before. */
export const PreliminaryAssessmentInput = z
  .strictObject(preliminary)
  .refine((assessment) => !(assessment.childHeard === true && assessment.notHeardReason), {
    ...saying(
      'Ett barn som kommit till tals har inget skäl till motsatsen.',
      'A child who was heard has no reason for the opposite.',
    ),
    path: ['notHeardReason'],
  })
  .meta({
    id: 'PreliminaryAssessmentInput',
    examples: [
      {
        contacts: [{ on: '2026-11-21', with: 'vardnadshavare', content: 'Samtal med mamman per telefon.' }],
        childHeard: true,
        meetingOffered: true,
        assessment: 'Uppgifterna om brister i omsorgen bekräftas i huvudsak.',
      },
    ],
  });
export type PreliminaryAssessmentInput = z.infer<typeof PreliminaryAssessmentInput>;

export const PreliminaryAssessment = z.object({
  contacts: z.array(z.object({ on: DayField, with: ContactWith, content: z.string() })),
  childHeard: z.boolean().nullable(),
  notHeardReason: codeSchema('notHeardReason').nullable(),
  meetingOffered: z.boolean().nullable(),
  assessment: z.string().nullable(),
});
export type PreliminaryAssessment = z.infer<typeof PreliminaryAssessment>;

/** Beslut att förlänga: of a preliminary assessment or of an investigation. */
export const ExtensionInput = z
  .strictObject({
    ground: codeSchema('extensionGround').describe('Skäl enligt lag'),
    reasons: FreeText.describe('Motivering'),
    newEndDay: DayField.describe('Ny slutdag; after the present one'),
    decidedOn: DayField.optional().describe(
      'Beslutsdag; today when left out. One after the time ran out is kept as late and moves nothing',
    ),
  })
  .meta({
    id: 'ExtensionInput',
    examples: [
      {
        ground: 'synnerliga-skal',
        reasons: 'Familjen är på resa och nås först den 7 december.',
        newEndDay: '2026-12-11',
      },
    ],
  });
export type ExtensionInput = z.infer<typeof ExtensionInput>;

export const Extension = z
  .object({
    id: Id,
    ground: codeSchema('extensionGround'),
    reasons: z.string(),
    newEndDay: DayField,
    decidedOn: DayField,
    decidedBy: HandlerId,
    recordedAt: InstantOut.nullable().describe(
      'When it was put on record, which may be later than the decision; null where that was not kept',
    ),
    late: z
      .boolean()
      .describe('Beslutad för sent: the time had run out when it was decided, so that it moves no end day'),
  })
  .meta({
    id: 'Extension',
    examples: [
      {
        id: '0193a5c0-7b1e-7c3a-9f00-2b6d1c0e4a41',
        ground: 'synnerliga-skal',
        reasons: 'Familjen är på resa och nås först den 7 december.',
        newEndDay: '2026-12-11',
        decidedOn: '2026-12-02',
        decidedBy: 'lena.berg',
        recordedAt: '2026-12-02T09:15:00.000Z',
        late: false,
      },
    ],
  });
export type Extension = z.infer<typeof Extension>;
/** What is kept of it: whether it was late follows from the limit that ran. */
export type KeptExtension = Omit<Extension, 'late'>;

/** Beslut efter förhandsbedömning. */
export const IntakeDecisionInput = z
  .strictObject({
    outcome: codeSchema('intakeOutcome').describe('Beslut'),
    reasons: FreeText.describe('Skäl för beslutet'),
    decidedOn: DayField.optional().describe('Beslutsdag; today when left out'),
    unit: UnitCode.optional().describe('Enhet som utreder; the intake’s own when left out'),
    handlerId: HandlerId.optional().describe('Handläggare för utredningen; the intake’s own when left out'),
  })
  .meta({
    id: 'IntakeDecisionInput',
    examples: [
      {
        outcome: 'utredning-inleds',
        reasons: 'Uppgifterna ger skäl att utreda behovet av skydd eller stöd.',
        unit: 'barn-och-familj',
        handlerId: 'karin.ek',
      },
    ],
  });
export type IntakeDecisionInput = z.infer<typeof IntakeDecisionInput>;

/** Återkoppling till anmälaren: asked for, given on a day, or found unsuitable. */
export const FeedbackInput = z
  .strictObject({
    requestedOn: DayField.optional().describe('The day the reporter asked, when later than the report'),
    givenOn: DayField.optional().describe('The day it was given'),
    unsuitable: FreeText.optional().describe('Why it is unsuitable to give'),
  })
  .refine(
    ({ requestedOn, givenOn, unsuitable }) =>
      (givenOn === undefined || unsuitable === undefined) &&
      (requestedOn ?? givenOn ?? unsuitable) !== undefined,
    saying(
      'Ange requestedOn, eller antingen givenOn eller unsuitable.',
      'Give requestedOn, or either givenOn or unsuitable.',
    ),
  )
  .meta({ id: 'FeedbackInput', examples: [{ givenOn: '2026-12-04' }, { requestedOn: '2026-11-25' }] });
export type FeedbackInput = z.infer<typeof FeedbackInput>;

/** Corrections of what the report said of this child, and the causes, which the decision needs. */
export const IntakePatch = z
  .strictObject({
    mainCause: codeSchema('cause').optional(),
    otherCauses: z.array(codeSchema('cause')).max(10).optional(),
  })
  .meta({ id: 'IntakePatch', examples: [{ mainCause: 'brist-i-omsorg' }] });
export type IntakePatch = z.infer<typeof IntakePatch>;

/** Tilldelning: who handles the case from now on, and where. */
export const AssignmentInput = z
  .strictObject({
    handlerId: HandlerId,
    unit: UnitCode.optional().describe('The present unit when left out'),
  })
  .meta({ id: 'AssignmentInput', examples: [{ handlerId: 'karin.ek', unit: 'barn-och-familj' }] });
export type AssignmentInput = z.infer<typeof AssignmentInput>;

export const Assignment = z.object({ handlerId: HandlerId, unit: UnitCode, from: InstantOut, by: HandlerId });
export type Assignment = z.infer<typeof Assignment>;

const summary = {
  id: Id,
  reportId: Id,
  childId: Id,
  caseNumber: CaseNumber.describe('Ärendenummer'),
  type: codeSchema('reportType'),
  receivedAt: InstantOut,
  unit: UnitCode,
  handlerId: HandlerId,
  mainCause: codeSchema('cause').nullable(),
  otherCauses: z.array(codeSchema('cause')),
  outcome: codeSchema('intakeOutcome').nullable().describe('Null while undecided'),
  decidedOn: DayField.nullable(),
  investigationId: Id.nullable().describe('The investigation that was opened or joined'),
  version: Version,
};

const exampleSummary = {
  id: '0193a5c0-7b1e-7c3a-9f00-2b6d1c0e4a21',
  reportId: '0193a5c0-7b1e-7c3a-9f00-2b6d1c0e4a20',
  childId: '0193a5c0-7b1e-7c3a-9f00-2b6d1c0e4a11',
  caseNumber: '2026-00042',
  type: 'anmalan',
  receivedAt: '2026-11-20T08:30:00.000Z',
  unit: 'mottagning',
  handlerId: 'karin.ek',
  mainCause: 'brist-i-omsorg',
  otherCauses: ['vald-mot-barnet'],
  outcome: 'utredning-inleds',
  decidedOn: '2026-11-27',
  investigationId: '0193a5c0-7b1e-7c3a-9f00-2b6d1c0e4a51',
  version: 3,
} as const;

/** An intake as lists show it. */
export const IntakeSummary = z.object(summary).meta({ id: 'IntakeSummary', examples: [exampleSummary] });
export type IntakeSummary = z.infer<typeof IntakeSummary>;

/** A whole intake in one read. */
export const Intake = z
  .object({
    ...summary,
    decidedBy: HandlerId.nullable(),
    decisionReasons: z.string().nullable(),
    protectionAssessments: z.array(ProtectionAssessment),
    preliminaryAssessment: PreliminaryAssessment.nullable(),
    extensions: z.array(Extension),
    feedback: z
      .object({
        requested: z.boolean(),
        requestedOn: DayField.nullable(),
        givenOn: DayField.nullable(),
        unsuitable: z.string().nullable(),
      })
      .describe('Återkoppling till anmälaren'),
    assignments: z.array(Assignment),
  })
  .meta({
    id: 'Intake',
    examples: [
      {
        ...exampleSummary,
        decidedBy: 'lena.berg',
        decisionReasons: 'Uppgifterna ger skäl att utreda behovet av skydd eller stöd.',
        protectionAssessments: [],
        preliminaryAssessment: {
          contacts: [],
          childHeard: true,
          notHeardReason: null,
          meetingOffered: true,
          assessment: null,
        },
        extensions: [],
        feedback: { requested: true, requestedOn: null, givenOn: '2026-12-04', unsuitable: null },
        assignments: [
          { handlerId: 'karin.ek', unit: 'mottagning', from: '2026-11-20T08:31:00.000Z', by: 'mia.dahl' },
        ],
      },
    ],
  });
export type Intake = z.infer<typeof Intake>;

export const IntakeFilter = z.object({
  unit: UnitCode.optional(),
  handlerId: HandlerId.optional(),
  childId: Id.optional().describe('Only the cases of this child'),
  state: z.enum(['open', 'decided']).optional().describe('open = not yet decided'),
});
export type IntakeFilter = z.infer<typeof IntakeFilter>;
