import { z } from 'zod';
import {
  CaseNumber,
  FreeText,
  HandlerId,
  Id,
  InstantField,
  InstantOut,
  Line,
  saying,
  UnitCode,
} from '../kernel/fields.ts';
import { codeSchema } from '../knowledge/codebooks.ts';
import { PersonInput } from '../person/schema.ts';

/**
 * A report (aktualisering): a report of concern, an application, or information in another way, about one or more
 * children. The report slice owns what came in, from whom and when.
 * It never changes after it is registered, and never decides anything: that is each child's intake.
 */

const ChildOnReport = z
  .strictObject({
    personId: Id.optional().describe('A person who is registered already'),
    person: PersonInput.optional().describe(
      'Or what is known of the child; a number that is known is matched',
    ),
    mainCause: codeSchema('cause')
      .optional()
      .describe('Huvudsaklig orsak; may be added later, needed for the decision'),
    otherCauses: z.array(codeSchema('cause')).max(10).optional().describe('Övriga orsaker'),
  })
  .refine(
    (child) => (child.personId === undefined) !== (child.person === undefined),
    saying('Ange antingen personId eller person.', 'Give either personId or person.'),
  );

const told = {
  type: codeSchema('reportType').describe('Typ av aktualisering'),
  channel: codeSchema('channel').describe('Hur den kom in'),
  reporter: codeSchema('reporter').describe('Anmälare, category'),
  text: FreeText.describe('Anmälans innehåll'),
};

export const ReportInput = z
  .strictObject({
    ...told,
    receivedAt: InstantField.describe('When it came in; not in the future'),
    unit: UnitCode.optional().describe('Mottagande enhet; the caller’s own where there is only one'),
    reporterName: Line.optional().describe('Anmälarens namn'),
    reporterContact: Line.optional().describe('Anmälarens kontaktuppgift'),
    nameWithheld: z.boolean().optional().describe('The reporter’s name is known but withheld'),
    feedbackRequested: z.boolean().optional().describe('Anmälaren vill ha återkoppling'),
    interpreter: Line.optional().describe('Tolkbehov: language'),
    children: z
      .array(ChildOnReport)
      .min(1)
      .max(20)
      .describe(
        'Barnen; each gets an intake of its own. Guardians and others are registered with POST /persons and /relations',
      ),
  })
  .refine(
    (report) => !(report.reporter === 'anonym' && (report.reporterName || report.reporterContact)),
    saying(
      'En anonym anmälare har varken namn eller kontaktuppgift.',
      'An anonymous reporter has neither name nor contact.',
    ),
  )
  .meta({
    id: 'ReportInput',
    examples: [
      {
        type: 'anmalan',
        receivedAt: '2026-11-20T08:30:00Z',
        channel: 'telefon',
        reporter: 'skola',
        reporterName: 'Rektor vid Exempelskolan',
        reporterContact: '060-00 00 00',
        feedbackRequested: true,
        text: 'Skolan är orolig: två syskon kommer ofta utan frukost och har märken på armarna.',
        children: [
          {
            person: { personalNumber: '201402179806', givenName: 'Alva', familyName: 'Exempelsson' },
            mainCause: 'brist-i-omsorg',
            otherCauses: ['vald-mot-barnet'],
          },
          {
            person: { givenName: 'Melker', familyName: 'Exempelsson', birthDate: '2017-05-03' },
            mainCause: 'brist-i-omsorg',
          },
        ],
      },
    ],
  });
export type ReportInput = z.infer<typeof ReportInput>;

/** One child on a report, as the receipt and the report show it. */
export const ReportedChild = z
  .object({
    intakeId: Id,
    caseNumber: CaseNumber.describe('Ärendenummer'),
    childId: Id.nullable().describe('Null where the child’s identity is protected from the caller'),
    investigationId: Id.nullable().describe(
      'Set at once where an application opened or joined an investigation',
    ),
  })
  .meta({
    id: 'ReportedChild',
    examples: [
      {
        intakeId: '0193a5c0-7b1e-7c3a-9f00-2b6d1c0e4a21',
        caseNumber: '2026-00042',
        childId: '0193a5c0-7b1e-7c3a-9f00-2b6d1c0e4a11',
        investigationId: null,
      },
    ],
  });
export type ReportedChild = z.infer<typeof ReportedChild>;

/** The receipt (kvittens): given only when the report is durably stored. */
export const Receipt = z
  .object({ reportId: Id, registeredAt: InstantOut, children: z.array(ReportedChild) })
  .meta({
    id: 'Receipt',
    examples: [
      {
        reportId: '0193a5c0-7b1e-7c3a-9f00-2b6d1c0e4a20',
        registeredAt: '2026-11-20T08:31:00.000Z',
        children: [
          {
            intakeId: '0193a5c0-7b1e-7c3a-9f00-2b6d1c0e4a21',
            caseNumber: '2026-00042',
            childId: '0193a5c0-7b1e-7c3a-9f00-2b6d1c0e4a11',
            investigationId: null,
          },
        ],
      },
    ],
  });
export type Receipt = z.infer<typeof Receipt>;

export const Report = z
  .object({
    ...told,
    id: Id,
    receivedAt: InstantOut,
    registeredAt: InstantOut,
    registeredBy: HandlerId,
    unit: UnitCode,
    reporterName: z.string().nullable(),
    reporterContact: z.string().nullable(),
    nameWithheld: z.boolean(),
    feedbackRequested: z.boolean(),
    interpreter: z.string().nullable(),
  })
  .meta({
    id: 'Report',
    examples: [
      {
        id: '0193a5c0-7b1e-7c3a-9f00-2b6d1c0e4a20',
        type: 'anmalan',
        channel: 'telefon',
        reporter: 'skola',
        text: 'Skolan är orolig: två syskon kommer ofta utan frukost och har märken på armarna.',
        receivedAt: '2026-11-20T08:30:00.000Z',
        registeredAt: '2026-11-20T08:31:00.000Z',
        registeredBy: 'mia.dahl',
        unit: 'mottagning',
        reporterName: 'Rektor vid Exempelskolan',
        reporterContact: '060-00 00 00',
        nameWithheld: false,
        feedbackRequested: true,
        interpreter: null,
      },
    ],
  });
export type Report = z.infer<typeof Report>;
