import { z } from 'zod';
import {
  CaseNumber,
  DayField,
  FreeText,
  HandlerId,
  Id,
  InstantOut,
  Line,
  saying,
  UnitCode,
  Version,
} from '../../kernel/fields.ts';
import { areaSchema } from '../../knowledge/areas.ts';
import { codeSchema } from '../../knowledge/codebooks.ts';
import { WHY_ANSWER_DAY } from '../../knowledge/consultations.ts';

/**
 * A consultation (konsultation): what school, health care or someone else is asked about the child, on what basis,
 * and what came back. This slice owns the questions, the sending, the reminders, the answer, and the two steps that
 * belong to every investigation. It never sends anything by itself: it records that the handler did.
 */

export const ConsultationQuestion = z
  .strictObject({
    area: areaSchema().nullable().describe('Delområde; null when the question is not about one area'),
    text: FreeText.describe('Frågan'),
  })
  .meta({
    id: 'ConsultationQuestion',
    examples: [{ area: 'utbildning', text: 'Hur är närvaron, och finns ogiltig frånvaro?' }],
  });
export type ConsultationQuestion = z.infer<typeof ConsultationQuestion>;

const counterpart = codeSchema('consultationCounterpart').describe('Konsulterad verksamhet');
const counterpartName = Line.describe('Which school, clinic or other unit; never a person’s name');
const basis = codeSchema('consultationBasis').describe('Grund; needed when it is sent');
const consentNote = FreeText.describe(
  'Samtycke: who gave it, when and to what; needed when that is the basis',
);
const doNotInformGuardians = z
  .boolean()
  .describe('Motparten ombeds att inte informera vårdnadshavarna om förfrågan');
const questions = z.array(ConsultationQuestion).max(50).describe('Frågor; at least one when it is sent');

/** A draft (utkast), as far as it has come. */
export const ConsultationInput = z
  .strictObject({
    counterpart,
    counterpartName: counterpartName.optional(),
    basis: basis.optional(),
    consentNote: consentNote.optional(),
    doNotInformGuardians: doNotInformGuardians
      .optional()
      .describe('Left out: true where a report that the investigation rests on tells of violence or abuse'),
    questions: questions
      .optional()
      .describe('Left out: proposals for the counterpart about the areas that the plan has chosen'),
  })
  .meta({
    id: 'ConsultationInput',
    examples: [{ counterpart: 'skola', counterpartName: 'Exempelskolan', basis: 'uppgiftsskyldighet' }],
  });
export type ConsultationInput = z.infer<typeof ConsultationInput>;

/** A change of a draft; a field that is left out stays as it is. */
export const ConsultationPatch = z
  .strictObject({
    counterpart,
    counterpartName: counterpartName.nullable(),
    basis: basis.nullable(),
    consentNote: consentNote.nullable(),
    doNotInformGuardians,
    questions,
  })
  .partial()
  .meta({
    id: 'ConsultationPatch',
    examples: [{ basis: 'samtycke', consentNote: 'Båda vårdnadshavarna samtycker, muntligt 2026-12-01.' }],
  });
export type ConsultationPatch = z.infer<typeof ConsultationPatch>;

/** Skickad. */
export const DispatchInput = z
  .strictObject({
    sentOn: DayField.optional().describe('The day it was sent; today when left out'),
    answerDay: DayField.optional().describe('Svarsdag; by the agreement with the counterpart when left out'),
  })
  .meta({ id: 'ConsultationDispatchInput', examples: [{ sentOn: '2026-12-02', answerDay: '2026-12-16' }] });
export type DispatchInput = z.infer<typeof DispatchInput>;

/** Påmind, with a new day to answer by. */
export const ReminderInput = z
  .strictObject({
    remindedOn: DayField.optional().describe('Today when left out'),
    answerDay: DayField.describe('Ny svarsdag'),
  })
  .meta({ id: 'ConsultationReminderInput', examples: [{ answerDay: '2026-12-30' }] });
export type ReminderInput = z.infer<typeof ReminderInput>;

const answerStatement = {
  area: areaSchema().nullable().describe('Delområde; null when it is not about one area'),
  text: FreeText.describe('Uppgiften'),
};

/** Besvarad, with running text, or divided into statements that the handler can then take into the areas. */
export const AnswerInput = z
  .strictObject({
    answeredOn: DayField.optional().describe('The day the answer came in; today when left out'),
    answer: FreeText.optional().describe('Svaret som löpande text'),
    statements: z
      .array(z.strictObject(answerStatement))
      .max(100)
      .optional()
      .describe('Svaret som uppgifter; numbered from 1 in this order'),
  })
  .refine(({ answer, statements = [] }) => answer !== undefined || statements.length > 0, {
    ...saying(
      'Ange svaret som text i answer, som uppgifter i statements, eller båda.',
      'Give the answer as text in answer, as statements in statements, or both.',
    ),
    path: ['answer'],
  })
  .meta({
    id: 'ConsultationAnswerInput',
    examples: [
      { answeredOn: '2026-12-14', answer: 'Närvaron är god. Läraren beskriver Alva som ofta trött.' },
      { statements: [{ area: 'utbildning', text: 'Närvaron är god.' }] },
    ],
  });
export type AnswerInput = z.infer<typeof AnswerInput>;

/** The two ways for a consultation to end without an answer. */
export const Withdrawal = codeSchema('consultationStatus').extract(['avbojd', 'avslutad-utan-svar']);
export type Withdrawal = z.infer<typeof Withdrawal>;

/** Avböjd av motparten, or avslutad utan svar. */
export const WithdrawalInput = z
  .strictObject({
    kind: Withdrawal.describe(
      'avbojd: the counterpart declined; avslutad-utan-svar: it is no longer awaited',
    ),
    on: DayField.optional().describe('Today when left out'),
    reason: FreeText.describe('Skäl'),
  })
  .meta({
    id: 'ConsultationWithdrawalInput',
    examples: [{ kind: 'avslutad-utan-svar', reason: 'Inget svar efter två påminnelser.' }],
  });
export type WithdrawalInput = z.infer<typeof WithdrawalInput>;

const facts = {
  id: Id,
  investigationId: Id,
  counterpart: codeSchema('consultationCounterpart'),
  counterpartName: z.string().nullable(),
  basis: codeSchema('consultationBasis').nullable(),
  status: codeSchema('consultationStatus'),
  sentOn: DayField.nullable().describe('Skickad; null for what was never sent'),
  answerDay: DayField.nullable().describe('Svarsdag: the agreed one, or that of the latest reminder'),
  remindedOn: z.array(DayField).describe('Påminnelser, in order'),
  answeredOn: DayField.nullable(),
  closedOn: DayField.nullable().describe('The day it was declined, or closed without answer'),
  version: Version,
};
const exampleFacts = {
  id: '0193a5c0-7b1e-7c3a-9f00-2b6d1c0e4a81',
  investigationId: '0193a5c0-7b1e-7c3a-9f00-2b6d1c0e4a51',
  counterpart: 'skola',
  counterpartName: 'Exempelskolan',
  basis: 'uppgiftsskyldighet',
  status: 'besvarad',
  sentOn: '2026-12-02',
  answerDay: '2026-12-16',
  remindedOn: [],
  answeredOn: '2026-12-14',
  closedOn: null,
  version: 3,
} as const;

/** A whole consultation, as it is kept. */
export const Consultation = z.object({
  ...facts,
  consentNote: z.string().nullable(),
  doNotInformGuardians,
  questions: z.array(ConsultationQuestion),
  answer: z.string().nullable().describe('Svaret som löpande text'),
  answerStatements: z
    .array(z.object({ part: z.int().min(1).describe('Its number in the answer'), ...answerStatement }))
    .describe('Svaret som uppgifter; taken into the areas with POST …/taken-statements'),
  closingReason: z.string().nullable().describe('Why it ended without an answer'),
  createdAt: InstantOut,
  createdBy: HandlerId,
});
export type Consultation = z.infer<typeof Consultation>;

/** The same as answers show it. */
export const ConsultationShown = Consultation.extend({
  coverLines: z.array(z.string()).describe('What the request says to the counterpart besides the questions'),
}).meta({
  id: 'Consultation',
  examples: [
    {
      ...exampleFacts,
      consentNote: null,
      doNotInformGuardians: false,
      questions: [{ area: 'utbildning', text: 'Hur är närvaron, och finns ogiltig frånvaro?' }],
      answer: 'Närvaron är god. Läraren beskriver Alva som ofta trött.',
      answerStatements: [{ part: 1, area: 'utbildning', text: 'Närvaron är god.' }],
      closingReason: null,
      createdAt: '2026-12-01T10:15:00.000Z',
      createdBy: 'karin.ek',
      coverLines: [WHY_ANSWER_DAY.sv],
    },
  ],
});
export type ConsultationShown = z.infer<typeof ConsultationShown>;

export const ConsultationList = z
  .object({ items: z.array(ConsultationShown).describe('In the order they were begun') })
  .meta({
    id: 'ConsultationList',
    examples: [{ items: [(ConsultationShown.meta()!.examples as ConsultationShown[])[0]!] }],
  });

/** A consultation as the worklist shows it: without questions and answer, with its case. */
export const ConsultationSummary = z
  .object({
    ...facts,
    caseNumber: CaseNumber,
    childId: Id,
    unit: UnitCode.describe('Of the investigation'),
    handlerId: HandlerId.describe('Of the investigation'),
  })
  .meta({
    id: 'ConsultationSummary',
    examples: [
      {
        ...exampleFacts,
        caseNumber: '2026-00042',
        childId: '0193a5c0-7b1e-7c3a-9f00-2b6d1c0e4a11',
        unit: 'barn-och-familj',
        handlerId: 'karin.ek',
      },
    ],
  });
export type ConsultationSummary = z.infer<typeof ConsultationSummary>;

export const ConsultationFilter = z.object({
  unit: UnitCode.optional(),
  handlerId: HandlerId.optional(),
  status: codeSchema('consultationStatus').optional(),
  state: z
    .enum(['open', 'closed'])
    .optional()
    .describe('open = a draft or awaiting an answer, in a running investigation'),
  answerBefore: DayField.optional().describe(
    'Answer day before this day; with state=open and today: overdue',
  ),
});
export type ConsultationFilter = z.infer<typeof ConsultationFilter>;

/** Skäl att avstå från ett konsultationssteg. */
export const StepWaiverInput = z
  .strictObject({
    step: codeSchema('consultationStep'),
    reason: codeSchema('stepWaiver'),
    explanation: FreeText.describe('Why the reason holds for this child'),
  })
  .meta({
    id: 'StepWaiverInput',
    examples: [
      {
        step: 'skola',
        reason: 'barnet-saknar-kontakt',
        explanation: 'Barnet är ett år och går inte i förskola.',
      },
    ],
  });
export type StepWaiverInput = z.infer<typeof StepWaiverInput>;

/** One of the two steps that belong to every investigation (konsultationssteg), and how far it has come. */
export const ConsultationStep = z
  .object({
    step: codeSchema('consultationStep'),
    status: codeSchema('stepStatus'),
    pending: z.boolean().describe('A consultation of this step is sent and still awaits its answer'),
    consultations: z
      .array(
        Consultation.pick({
          id: true,
          counterpart: true,
          counterpartName: true,
          status: true,
          sentOn: true,
          answerDay: true,
          answeredOn: true,
          closedOn: true,
        }),
      )
      .describe(
        'Those with a counterpart of this step; one that was never sent does not make the step taken',
      ),
    waiver: z
      .object({
        reason: codeSchema('stepWaiver'),
        explanation: z.string(),
        waivedAt: InstantOut,
        waivedBy: HandlerId,
      })
      .nullable()
      .describe('Undantag'),
  })
  .meta({
    id: 'ConsultationStep',
    examples: [
      {
        step: 'skola',
        status: 'besvarad',
        pending: false,
        consultations: [
          {
            id: exampleFacts.id,
            counterpart: 'skola',
            counterpartName: 'Exempelskolan',
            status: 'besvarad',
            sentOn: '2026-12-02',
            answerDay: '2026-12-16',
            answeredOn: '2026-12-14',
            closedOn: null,
          },
        ],
        waiver: null,
      },
    ],
  });
export type ConsultationStep = z.infer<typeof ConsultationStep>;

export const ConsultationStepList = z
  .object({ items: z.array(ConsultationStep).describe('Always both: skola, then halsa') })
  .meta({
    id: 'ConsultationStepList',
    examples: [
      {
        items: [
          (ConsultationStep.meta()!.examples as ConsultationStep[])[0]!,
          { step: 'halsa', status: 'saknas', pending: false, consultations: [], waiver: null },
        ],
      },
    ],
  });
