import { z } from 'zod';
import { DayField, FreeText, HandlerId, Id, InstantOut } from '../../kernel/fields.ts';
import { codeSchema } from '../../knowledge/codebooks.ts';
import { retraction } from '../retraction.ts';

/**
 * A consent (samtycke): what a guardian, or the child or young person itself, has answered about an intervention. The
 * consent slice owns the answers, each as it was given on its day, and what the law asks of them. It never changes an
 * answer, since who thinks otherwise later gives a new one; and it never decides on the intervention.
 */

export const ConsentInput = z
  .strictObject({
    personId: Id.describe('Den som svarar: a guardian, or the child or young person itself'),
    intervention: codeSchema('interventionType').describe('Insatsen som svaret gäller'),
    placementForm: codeSchema('placementForm')
      .optional()
      .describe('Placeringsform; for placering, and there required'),
    answer: codeSchema('consentAnswer').describe('Svaret; begar from the child or young person only'),
    on: DayField.describe(
      'Dagen då svaret gavs; from the day the investigation was opened, not in the future',
    ),
    note: FreeText.optional().describe('Anteckning: how it was given, and what the person was told'),
  })
  .meta({
    id: 'ConsentInput',
    examples: [
      {
        personId: '0193a5c0-7b1e-7c3a-9f00-2b6d1c0e4a12',
        intervention: 'familjebehandling',
        answer: 'samtycker',
        on: '2027-02-24',
        note: 'Vid möte på kontoret.',
      },
      {
        personId: '0193a5c0-7b1e-7c3a-9f00-2b6d1c0e4a12',
        intervention: 'placering',
        placementForm: 'familjehem',
        answer: 'samtycker-inte',
        on: '2027-02-24',
      },
    ],
  });
export type ConsentInput = z.infer<typeof ConsentInput>;

export const Consent = z
  .object({
    id: Id,
    investigationId: Id,
    personId: Id.describe('Den som svarade'),
    intervention: codeSchema('interventionType'),
    placementForm: codeSchema('placementForm').nullable(),
    answer: codeSchema('consentAnswer'),
    on: DayField.describe('Dagen då svaret gavs'),
    note: z.string().nullable(),
    recordedAt: InstantOut,
    recordedBy: HandlerId,
    ...retraction,
  })
  .meta({
    id: 'Consent',
    examples: [
      {
        id: '0193a5c0-7b1e-7c3a-9f00-2b6d1c0e4a81',
        investigationId: '0193a5c0-7b1e-7c3a-9f00-2b6d1c0e4a51',
        personId: '0193a5c0-7b1e-7c3a-9f00-2b6d1c0e4a12',
        intervention: 'familjebehandling',
        placementForm: null,
        answer: 'samtycker',
        on: '2027-02-24',
        note: 'Vid möte på kontoret.',
        recordedAt: '2027-02-24T14:10:00.000Z',
        recordedBy: 'karin.ek',
        retractedAt: null,
        retractedBy: null,
        retractionReason: null,
      },
    ],
  });
export type Consent = z.infer<typeof Consent>;

/** The answers of an investigation, in the order given: of the same person to the same thing, the latest counts. */
export const Consents = z
  .object({ items: z.array(Consent) })
  .meta({ id: 'Consents', examples: [{ items: Consent.meta()!.examples as Consent[] }] });
