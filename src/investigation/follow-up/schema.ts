import { z } from 'zod';
import { DayField, FreeText, HandlerId, Id, InstantOut, Line, saying, Version } from '../../kernel/fields.ts';
import { codeSchema } from '../../knowledge/codebooks.ts';
import { Authority } from '../decision/schema.ts';
import { retraction } from '../retraction.ts';

/**
 * The follow-up of a child's situation after an investigation that was closed without a decision on an insats
 * (uppföljning av barnets situation, SoL (2025:400) 23 kap. 1, 3-5 §§). This slice owns the decision, its end, who was
 * told of both, and notes of the contacts made in between. It changes nothing in the closed investigation, and gives
 * nobody a duty to answer: that holds in an investigation alone.
 */

/** Beslut att inleda uppföljning. */
export const FollowUpInput = z
  .strictObject({
    ground: codeSchema('followUpGround').describe(
      'Grund: with consent; or without, where the child is judged to be in special need of protection or support ' +
        'and the circumstances are not those of LVU',
    ),
    reasons: FreeText.describe('Skäl för beslutet, and what is to be followed up'),
    decidedOn: DayField.optional().describe(
      'Beslutsdag; today when left out. From the day the investigation was closed',
    ),
  })
  .meta({
    id: 'FollowUpInput',
    examples: [
      {
        ground: 'sarskilt-behov',
        reasons: 'Föräldrarna tackar nej till stöd. Nämnden behöver se att Alva kommer till skolan.',
        decidedOn: '2027-03-17',
      },
    ],
  });
export type FollowUpInput = z.infer<typeof FollowUpInput>;

/** Beslut att avsluta uppföljningen. */
export const FollowUpEndInput = z
  .strictObject({
    reason: codeSchema('followUpEndReason').describe(
      'Skäl; never ny-utredning, by which a follow-up ends without being told to',
    ),
    note: FreeText.optional().describe('Anteckning, e.g. what the follow-up showed; required for annat'),
    endedOn: DayField.optional().describe(
      'Avslutsdag; today when left out. From the decision and every contact',
    ),
  })
  .refine(({ reason, note }) => reason !== 'annat' || note !== undefined, {
    ...saying(
      'Förklara skälet när det är ett annat än de i listan.',
      'Explain the reason when it is other than those of the list.',
    ),
    path: ['note'],
  })
  .meta({
    id: 'FollowUpEndInput',
    examples: [{ reason: 'inget-mer-behov', note: 'Alva är i skolan varje dag och har stöd av mormor.' }],
  });
export type FollowUpEndInput = z.infer<typeof FollowUpEndInput>;

const told = {
  stage: codeSchema('followUpStage'),
  personId: Id.describe('Den som informerades: a guardian, or the child itself whatever its age'),
  informedOn: DayField.describe('Informationsdag; from the day of what is told of, not in the future'),
};

/** That someone was told that the follow-up began or ended. */
export const FollowUpInformationInput = z
  .strictObject({ ...told, manner: codeSchema('informationManner').optional().describe('Hur') })
  .meta({
    id: 'FollowUpInformationInput',
    examples: [
      {
        stage: 'inledning',
        personId: '0193a5c0-7b1e-7c3a-9f00-2b6d1c0e4a12',
        informedOn: '2027-03-18',
        manner: 'telefon',
      },
    ],
  });
export type FollowUpInformationInput = z.infer<typeof FollowUpInformationInput>;

export const FollowUpInformation = z
  .object({
    id: Id,
    investigationId: Id,
    ...told,
    manner: codeSchema('informationManner').nullable(),
    recordedAt: InstantOut,
    recordedBy: HandlerId,
    ...retraction,
  })
  .meta({
    id: 'FollowUpInformation',
    examples: [
      {
        id: '0193a5c0-7b1e-7c3a-9f00-2b6d1c0e4b01',
        investigationId: '0193a5c0-7b1e-7c3a-9f00-2b6d1c0e4a51',
        stage: 'inledning',
        personId: '0193a5c0-7b1e-7c3a-9f00-2b6d1c0e4a12',
        informedOn: '2027-03-18',
        manner: 'telefon',
        recordedAt: '2027-03-18T09:20:00.000Z',
        recordedBy: 'karin.ek',
        retractedAt: null,
        retractedBy: null,
        retractionReason: null,
      },
    ],
  });
export type FollowUpInformation = z.infer<typeof FollowUpInformation>;

const contact = {
  on: DayField.describe('Dagen; while the follow-up ran, not in the future'),
  with: codeSchema('followUpContact').describe('Med vem'),
};

/** A contact made in the follow-up (kontakt). None is ever required. */
export const FollowUpContactInput = z
  .strictObject({
    ...contact,
    who: Line.optional().describe('Närmare vem, e.g. the school'),
    content: FreeText.describe('Vad som kom fram'),
  })
  .meta({
    id: 'FollowUpContactInput',
    examples: [
      {
        on: '2027-04-20',
        with: 'forskola-skola',
        who: 'Exempelskolan, mentorn',
        content: 'Alva är i skolan varje dag.',
      },
    ],
  });
export type FollowUpContactInput = z.infer<typeof FollowUpContactInput>;

export const FollowUpContact = z
  .object({
    id: Id,
    investigationId: Id,
    ...contact,
    who: z.string().nullable().describe('Närmare vem'),
    content: z.string().describe('Vad som kom fram'),
    recordedAt: InstantOut,
    recordedBy: HandlerId,
    ...retraction,
  })
  .meta({
    id: 'FollowUpContact',
    examples: [
      {
        id: '0193a5c0-7b1e-7c3a-9f00-2b6d1c0e4b11',
        investigationId: '0193a5c0-7b1e-7c3a-9f00-2b6d1c0e4a51',
        on: '2027-04-20',
        with: 'forskola-skola',
        who: 'Exempelskolan, mentorn',
        content: 'Alva är i skolan varje dag.',
        recordedAt: '2027-04-20T13:05:00.000Z',
        recordedBy: 'karin.ek',
        retractedAt: null,
        retractedBy: null,
        retractionReason: null,
      },
    ],
  });
export type FollowUpContact = z.infer<typeof FollowUpContact>;

const kept = {
  investigationId: Id.describe('The investigation that it follows'),
  ground: codeSchema('followUpGround'),
  reasons: z.string(),
  decidedOn: DayField.describe('Beslutsdag'),
  decidedBy: HandlerId,
  decidedAt: InstantOut.describe('When it was recorded'),
  authority: Authority,
  endedOn: DayField.nullable().describe('Avslutad; null while it runs'),
  endReason: codeSchema('followUpEndReason').nullable(),
  endNote: z.string().nullable(),
  endedBy: HandlerId.nullable().describe('Who ended it, or opened the investigation that did'),
  endedAt: InstantOut.nullable().describe('When the end was recorded'),
  version: Version,
};
/** What is kept of a follow-up itself. */
export const KeptFollowUp = z.object(kept);
export type KeptFollowUp = z.infer<typeof KeptFollowUp>;

const KNOWN_ONLY =
  'True only to a caller who may know of every one of them; false says that it is not so, or not for the caller to know';

export const FollowUp = z
  .object({
    ...kept,
    endBy: z
      .object({
        endDay: DayField.describe('Slutdag, counted from the day the investigation was closed'),
        lastLawfulDay: DayField.describe('After a closed day the next open one'),
      })
      .describe('När uppföljningen senast ska avslutas'),
    toldOfStart: z
      .boolean()
      .describe(
        `Vårdnadshavare, och barnet från 15 år, har informerats om beslutet att inleda. ${KNOWN_ONLY}`,
      ),
    toldOfEnd: z.boolean().nullable().describe(`Och om avslutet; null while it runs. ${KNOWN_ONLY}`),
    informations: z
      .array(FollowUpInformation)
      .describe('In the order recorded, without those whose identity is protected from the caller'),
    contacts: z.array(FollowUpContact).describe('Kontakter, in the order that they were made'),
  })
  .meta({
    id: 'FollowUp',
    examples: [
      {
        investigationId: '0193a5c0-7b1e-7c3a-9f00-2b6d1c0e4a51',
        ground: 'sarskilt-behov',
        reasons: 'Föräldrarna tackar nej till stöd. Nämnden behöver se att Alva kommer till skolan.',
        decidedOn: '2027-03-17',
        decidedBy: 'lena.berg',
        decidedAt: '2027-03-17T10:00:00.000Z',
        authority: 'official',
        endedOn: null,
        endReason: null,
        endNote: null,
        endedBy: null,
        endedAt: null,
        version: 3,
        endBy: { endDay: '2027-09-16', lastLawfulDay: '2027-09-16' },
        toldOfStart: true,
        toldOfEnd: null,
        informations: FollowUpInformation.meta()!.examples as FollowUpInformation[],
        contacts: FollowUpContact.meta()!.examples as FollowUpContact[],
      },
    ],
  });
export type FollowUp = z.infer<typeof FollowUp>;
