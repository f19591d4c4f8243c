import { z } from 'zod';
import { DayField, FreeText, HandlerId, Id, InstantOut, saying, Version } from '../../kernel/fields.ts';
import { codeSchema } from '../../knowledge/codebooks.ts';

/**
 * What those concerned are told of the investigation itself (information om utredningen): that it was opened, and how
 * it ended; or the särskilda skäl why someone is not told. The information slice owns who was told what, when and how.
 * It never sends the material (that is the communication) nor the decision (that is the notification).
 */

/** As told: a party or the child with the day; or the reason why not, for one person, or without personId for all. */
export const PartyInformationInput = z
  .strictObject({
    stage: codeSchema('informationStage').describe('Vad informationen gäller: inledning or avslut'),
    personId: Id.optional().describe(
      'Den som informerades: a guardian, or the child itself whatever its age; left out of an exception that is for all',
    ),
    informedOn: DayField.optional().describe(
      'Informationsdag; from the day the investigation was opened, not in the future',
    ),
    manner: codeSchema('informationManner').optional().describe('Hur informationen lämnades'),
    note: FreeText.optional().describe('Anteckning, e.g. how it was made sure that the child understood'),
    exception: FreeText.optional().describe(
      'Särskilda skäl mot att informera, instead of informedOn (SoL (2025:400) 20 kap. 4 §)',
    ),
  })
  .refine(
    ({ personId, informedOn, exception }) =>
      exception !== undefined || (personId !== undefined && informedOn !== undefined),
    saying('Ange personId och informedOn, eller exception.', 'Give personId and informedOn, or exception.'),
  )
  .meta({
    id: 'PartyInformationInput',
    examples: [
      {
        stage: 'inledning',
        personId: '0193a5c0-7b1e-7c3a-9f00-2b6d1c0e4a12',
        informedOn: '2026-11-27',
        manner: 'telefon',
      },
      {
        stage: 'avslut',
        personId: '0193a5c0-7b1e-7c3a-9f00-2b6d1c0e4a11',
        informedOn: '2027-03-16',
        manner: 'samtal',
        note: 'Alva fick veta vad som händer nu och berättade med egna ord vad hon hade förstått.',
      },
      { stage: 'inledning', exception: 'Barnet kan komma till skada om föräldrarna får veta före förhöret.' },
    ],
  });
export type PartyInformationInput = z.infer<typeof PartyInformationInput>;

/** Corrections: who was told, and of what, stays; what is left out stays as it is. */
export const PartyInformationPatch = z
  .strictObject({
    informedOn: DayField.optional().describe('Informationsdag; not of an exception'),
    manner: codeSchema('informationManner').nullable().optional().describe('Hur informationen lämnades'),
    note: FreeText.nullable().optional().describe('Anteckning'),
    exception: FreeText.optional().describe('Särskilda skäl mot att informera; of an exception alone'),
  })
  .meta({ id: 'PartyInformationPatch', examples: [{ informedOn: '2026-11-26', manner: 'samtal' }] });
export type PartyInformationPatch = z.infer<typeof PartyInformationPatch>;

export const PartyInformation = z
  .object({
    id: Id,
    investigationId: Id,
    stage: codeSchema('informationStage'),
    personId: Id.nullable().describe('Den som informerades; null for an exception that is for all'),
    informedOn: DayField.nullable().describe('Informationsdag; null for an exception'),
    manner: codeSchema('informationManner').nullable(),
    note: z.string().nullable().describe('Anteckning'),
    exception: z.string().nullable().describe('Särskilda skäl mot att informera'),
    recordedAt: InstantOut,
    recordedBy: HandlerId,
    version: Version,
  })
  .meta({
    id: 'PartyInformation',
    examples: [
      {
        id: '0193a5c0-7b1e-7c3a-9f00-2b6d1c0e4a81',
        investigationId: '0193a5c0-7b1e-7c3a-9f00-2b6d1c0e4a51',
        stage: 'inledning',
        personId: '0193a5c0-7b1e-7c3a-9f00-2b6d1c0e4a12',
        informedOn: '2026-11-27',
        manner: 'telefon',
        note: null,
        exception: null,
        recordedAt: '2026-11-27T14:20:00.000Z',
        recordedBy: 'karin.ek',
        version: 1,
      },
    ],
  });
export type PartyInformation = z.infer<typeof PartyInformation>;

/** What those concerned were told of an investigation, in the order recorded. */
export const PartyInformations = z.object({ items: z.array(PartyInformation) }).meta({
  id: 'PartyInformations',
  examples: [{ items: PartyInformation.meta()!.examples as PartyInformation[] }],
});
