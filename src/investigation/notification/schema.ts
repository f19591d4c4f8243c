import { z } from 'zod';
import { DayField, FreeText, HandlerId, Id, InstantOut, saying, Version } from '../../kernel/fields.ts';
import { codeSchema } from '../../knowledge/codebooks.ts';

/**
 * The notification of the decision to a party (underrättelse om beslut), the appeal that came of it (överklagande), and
 * when the decision gains legal force (laga kraft). The notification slice owns when and how each party received the
 * decision, and when it appealed. It never decides anything, and never keeps a time: every day is computed when asked.
 */

const told = {
  notifiedOn: DayField.describe(
    'Dagen då parten fick del av beslutet; from the day of the decision, not in the future',
  ),
  manner: codeSchema('notificationManner').describe('Hur parten fick del av beslutet'),
  appealInstructions: z
    .boolean()
    .describe('Parten fick veta hur beslutet överklagas (förvaltningslagen (2017:900) 33 §)'),
};

export const NotificationInput = z
  .strictObject({
    partyId: Id.describe('Parten på beslutsdagen: a guardian, or the child itself from 15'),
    ...told,
  })
  .meta({
    id: 'NotificationInput',
    examples: [
      {
        partyId: '0193a5c0-7b1e-7c3a-9f00-2b6d1c0e4a12',
        notifiedOn: '2027-03-18',
        manner: 'delgivning',
        appealInstructions: true,
      },
    ],
  });
export type NotificationInput = z.infer<typeof NotificationInput>;

/** Corrections; a field that is left out stays as it is. */
export const NotificationPatch = z
  .strictObject(told)
  .partial()
  .meta({ id: 'NotificationPatch', examples: [{ notifiedOn: '2027-03-17' }] });
export type NotificationPatch = z.infer<typeof NotificationPatch>;

/** Överklagande, and once it is known what it led to. Replaces what was recorded before. */
export const AppealInput = z
  .strictObject({
    receivedOn: DayField.describe('Överklagandet kom in; from the day of the decision, not in the future'),
    note: FreeText.optional().describe('Anteckning, e.g. what the party asks for'),
    decidedOn: DayField.optional().describe('Överklagandet avgjordes; with outcome'),
    outcome: codeSchema('appealOutcome').optional().describe('Vad överklagandet ledde till; with decidedOn'),
  })
  .refine(({ decidedOn, outcome }) => (decidedOn === undefined) === (outcome === undefined), {
    ...saying(
      'Ange både decidedOn och outcome, eller ingetdera.',
      'Give both decidedOn and outcome, or neither.',
    ),
    path: ['outcome'],
  })
  .meta({
    id: 'AppealInput',
    examples: [
      { receivedOn: '2027-03-30', note: 'Pappan vill ha en annan insats.' },
      { receivedOn: '2027-03-30', decidedOn: '2027-06-10', outcome: 'inte-andrat' },
    ],
  });
export type AppealInput = z.infer<typeof AppealInput>;

/** What is kept of a notification; the rest of what is shown follows from it. */
const kept = {
  id: Id,
  investigationId: Id,
  partyId: Id,
  notifiedOn: DayField.describe('Dagen då parten fick del av beslutet'),
  manner: codeSchema('notificationManner'),
  appealInstructions: z.boolean().describe('Parten fick veta hur beslutet överklagas'),
  appealReceivedOn: DayField.nullable().describe('Överklagandet kom in'),
  appealNote: z.string().nullable(),
  appealDecidedOn: DayField.nullable().describe('Överklagandet avgjordes'),
  appealOutcome: codeSchema('appealOutcome').nullable(),
  recordedAt: InstantOut,
  recordedBy: HandlerId,
  version: Version,
};
export const KeptNotification = z.object(kept);
export type KeptNotification = z.infer<typeof KeptNotification>;

export const Notification = z
  .object({
    ...kept,
    appealBy: z
      .object({
        endDay: DayField.describe('Slutdag: three weeks after the party received the decision'),
        lastLawfulDay: DayField.describe(
          'The last day that the law allows, after a closed day the next open one',
        ),
      })
      .nullable()
      .describe('Överklagandetid; null where the decision cannot be appealed'),
    appealLate: z.boolean().nullable().describe('Överklagandet kom in för sent; null without an appeal'),
    legalForceOn: DayField.nullable().describe(
      'Laga kraft mot parten: the day after the last lawful day. Null while the time runs, where an appeal came in ' +
        'time, where a late one was tried all the same, and where the decision cannot be appealed',
    ),
  })
  .meta({
    id: 'Notification',
    examples: [
      {
        id: '0193a5c0-7b1e-7c3a-9f00-2b6d1c0e4a91',
        investigationId: '0193a5c0-7b1e-7c3a-9f00-2b6d1c0e4a51',
        partyId: '0193a5c0-7b1e-7c3a-9f00-2b6d1c0e4a12',
        notifiedOn: '2027-03-18',
        manner: 'delgivning',
        appealInstructions: true,
        appealReceivedOn: null,
        appealNote: null,
        appealDecidedOn: null,
        appealOutcome: null,
        recordedAt: '2027-03-19T08:10:00.000Z',
        recordedBy: 'karin.ek',
        version: 1,
        appealBy: { endDay: '2027-04-08', lastLawfulDay: '2027-04-08' },
        appealLate: null,
        legalForceOn: '2027-04-09',
      },
    ],
  });
export type Notification = z.infer<typeof Notification>;

/** The notifications of a decision, and where it stands with all of its parties. */
export const Notifications = z
  .object({
    appealable: z.boolean().nullable().describe('Beslutet får överklagas; null while there is no decision'),
    allPartiesNotified: z
      .boolean()
      .describe(
        'Alla parter på beslutsdagen har underrättats. True only to a caller who may know of every party; false says ' +
          'that it is not so, or not for the caller to know',
      ),
    legalForceOn: DayField.nullable().describe(
      'Beslutet har laga kraft: the latest of the parties, once every party has one. Told only to a caller who may ' +
        'know of every party; null says that it is not so, or not for the caller to know',
    ),
    items: z.array(Notification).describe('In the order recorded'),
  })
  .meta({
    id: 'Notifications',
    examples: [
      {
        appealable: true,
        allPartiesNotified: true,
        legalForceOn: '2027-04-09',
        items: Notification.meta()!.examples as Notification[],
      },
    ],
  });
export type Notifications = z.infer<typeof Notifications>;
