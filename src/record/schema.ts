import { z } from 'zod';
import { CaseNumber, DayField, HandlerId, Id, InstantOut } from '../kernel/fields.ts';
import { codeSchema } from '../knowledge/codebooks.ts';
import { Person } from '../person/schema.ts';

/**
 * Reads across the steps of a case: the family in one read, a child's file in one read, and what deadlines and variables are computed from.
 * The record slice owns nothing: every fact in it belongs to another slice.
 * It never shows more than the one predicate lets the caller see.
 */

/** One member of a child's family, as the family read shows it. */
export const FamilyMember = z.object({
  person: Person,
  relation: codeSchema('relationType').describe(
    'What the member is to the person, or the other way round for a child',
  ),
  basis: z
    .enum(['recorded', 'shared-guardian'])
    .describe('recorded, or seen from a guardian or parent whom both have'),
  livesTogether: z.boolean().nullable().describe('Bor tillsammans; null = not recorded'),
  validFrom: DayField.nullable(),
  validTo: DayField.nullable(),
  running: z
    .object({ intake: z.boolean(), investigation: z.boolean() })
    .describe('Pågående: only what the caller may know of; false may also mean not to be known'),
});
export type FamilyMember = z.infer<typeof FamilyMember>;

const alva = (Person.meta()!.examples as Person[])[0]!;
const melker: Person = {
  ...alva,
  id: '0193a5c0-7b1e-7c3a-9f00-2b6d1c0e4a14',
  personalNumber: null,
  temporaryNumber: 'T000001',
  givenName: 'Melker',
  birthDate: '2017-05-03' as Person['birthDate'],
  legalSex: 'pojke',
};

/** The family of a child in one read (familjen). */
export const Family = z
  .object({
    personId: Id,
    guardians: z.array(FamilyMember).describe('Vårdnadshavare'),
    parents: z.array(FamilyMember).describe('Föräldrar som inte är vårdnadshavare, och styvföräldrar'),
    siblings: z.array(FamilyMember).describe('Syskon och halvsyskon'),
    children: z.array(FamilyMember).describe('Barn, where the person is a guardian or parent'),
    others: z.array(FamilyMember).describe('Andra närstående'),
  })
  .meta({
    id: 'Family',
    examples: [
      {
        personId: alva.id,
        guardians: [],
        parents: [],
        siblings: [
          {
            person: melker,
            relation: 'syskon',
            basis: 'recorded',
            livesTogether: true,
            validFrom: null,
            validTo: null,
            running: { intake: true, investigation: false },
          },
        ],
        children: [],
        others: [],
      },
    ],
  });
export type Family = z.infer<typeof Family>;

/** What may stand in a file of an intake, in the order of a case: what is recorded at once stands in this order. */
export const INTAKE_ENTRIES = [
  'report',
  'intake',
  'intake-assignment',
  'protection-assessment',
  'preliminary-contact',
  'preliminary-assessment',
  'intake-extension',
  'feedback-request',
  'intake-decision',
  'feedback',
] as const;
export type IntakeEntryKind = (typeof INTAKE_ENTRIES)[number];

/** And of an investigation. */
export const INVESTIGATION_ENTRIES = [
  'investigation-opening',
  'investigation-assignment',
  'investigation-extension',
  'plan',
  'party-information',
  'party-information-exception',
  'conversation',
  'note',
  'note-objection',
  'consultation-draft',
  'consultation-dispatch',
  'consultation-reminder',
  'consultation-answer',
  'consultation-withdrawal',
  'step-waiver',
  'statement',
  'statement-retraction',
  'factor',
  'factor-retraction',
  'area-meaning',
  'instrument-use',
  'analysis',
  'analysis-signature',
  'communication',
  'communication-exception',
  'comment',
  'consent',
  'decision',
  'notification',
  'appeal',
  'appeal-outcome',
  'follow-up',
  'follow-up-information',
  'follow-up-contact',
  'follow-up-end',
] as const;
export type InvestigationEntryKind = (typeof INVESTIGATION_ENTRIES)[number];

/** And of an intervention. */
export const INTERVENTION_ENTRIES = [
  'intervention-start',
  'intervention-assignment',
  'goal',
  'goal-end',
  'intervention-score',
  'intervention-score-retraction',
  'sip',
  'intervention-follow-up',
  'intervention-follow-up-retraction',
  'intervention-end',
  'later-follow-up',
] as const;
export type InterventionEntryKind = (typeof INTERVENTION_ENTRIES)[number];

export const FILE_ENTRY_KINDS = [
  ...INTAKE_ENTRIES,
  ...INVESTIGATION_ENTRIES,
  ...INTERVENTION_ENTRIES,
] as const;
export const FileEntryKind = z.enum(FILE_ENTRY_KINDS).describe('What happened or was recorded');
export type FileEntryKind = z.infer<typeof FileEntryKind>;

/** One thing in a child's file (personakt). */
export const FileEntry = z
  .object({
    kind: FileEntryKind,
    on: DayField.describe('The Swedish day it happened'),
    recordedAt: InstantOut.nullable().describe('When it was recorded; null where only the day is kept'),
    by: HandlerId.nullable().describe('Handläggaren who did or recorded it; null where that is not kept'),
    case: z
      .object({
        kind: z.enum(['intake', 'investigation', 'intervention']),
        id: Id,
        caseNumber: CaseNumber,
      })
      .describe('Ärendet that it belongs to'),
    id: Id.describe('Of the thing; one thing may stand in the file more than once, e.g. sent and answered'),
    heading: z.string().describe('Rubrik, in Swedish'),
    text: z
      .string()
      .nullable()
      .describe(
        'Running text; of the analysis and of what an area means the latest version alone. Null where there is none',
      ),
    code: z.string().nullable().describe('Its code, where it has one: form, source, ground, outcome …'),
    area: z.string().nullable().describe('Delområdet, where it is about one'),
    partyId: Id.nullable().describe('Parten, where it concerns one'),
    href: z.string().describe('Path under the board where it is read'),
  })
  .meta({
    id: 'FileEntry',
    examples: [
      {
        kind: 'conversation',
        on: '2026-12-08',
        recordedAt: '2026-12-08T13:40:00.000Z',
        by: 'karin.ek',
        case: {
          kind: 'investigation',
          id: '0193a5c0-7b1e-7c3a-9f00-2b6d1c0e4a51',
          caseNumber: '2026-00042',
        },
        id: '0193a5c0-7b1e-7c3a-9f00-2b6d1c0e4a61',
        heading: 'Enskilt samtal med barnet',
        text: 'Samtal i skolan om hur det är hemma.',
        code: 'enskilt-barnsamtal',
        area: null,
        partyId: null,
        href: '/investigations/0193a5c0-7b1e-7c3a-9f00-2b6d1c0e4a51/conversations/0193a5c0-7b1e-7c3a-9f00-2b6d1c0e4a61',
      },
    ],
  });
export type FileEntry = z.infer<typeof FileEntry>;

export const FileFilter = z.object({
  caseNumber: CaseNumber.optional().describe('Ärendenummer: only what belongs to it'),
  kind: FileEntryKind.optional(),
});
export type FileFilter = z.infer<typeof FileFilter>;
