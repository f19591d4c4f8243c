import { z } from 'zod';
import { DayField, FreeText, HandlerId, Id, InstantOut, saying, Version } from '../../kernel/fields.ts';
import { retraction } from '../retraction.ts';

/**
 * A communication (kommunicering): the material of an investigation sent to a party, with a day to comment by, or
 * the reason why that is not done. The communication slice owns what was sent, when, and the comment that came.
 * It never sends anything itself, and never decides.
 */

export const CommunicationInput = z
  .strictObject({
    partyId: Id.optional().describe('Parten: a guardian, or the child itself from 15'),
    sentOn: DayField.optional().describe('Skickat; today when left out'),
    commentBy: DayField.optional().describe('Sista dag att yttra sig; 14 days after sentOn when left out'),
    exception: FreeText.optional().describe(
      'Skäl till att kommunicering inte görs, instead of sending; with partyId for that party, without it for all parties',
    ),
  })
  .refine(
    (told) => told.partyId !== undefined || told.exception !== undefined,
    saying('Ange partyId eller exception.', 'Give partyId or exception.'),
  )
  .refine((told) => told.exception === undefined || (told.sentOn ?? told.commentBy) === undefined, {
    ...saying(
      'Den som inte kommunicerar anger varken sentOn eller commentBy.',
      'Where nothing is communicated there is neither sentOn nor commentBy.',
    ),
    path: ['exception'],
  })
  .meta({
    id: 'CommunicationInput',
    examples: [
      { partyId: '0193a5c0-7b1e-7c3a-9f00-2b6d1c0e4a12', sentOn: '2027-02-22', commentBy: '2027-03-08' },
      { exception: 'Uppenbart obehövligt: utredningen avslutas på familjens egen begäran.' },
    ],
  });
export type CommunicationInput = z.infer<typeof CommunicationInput>;

/** Yttrande: the day it came, and what it said where it was written down. Replaces what was recorded before. */
export const CommentInput = z
  .strictObject({
    receivedOn: DayField.describe('Yttrandet kom in; from the day of sending, not in the future'),
    comment: FreeText.optional().describe('Yttrandet, also one given by word of mouth'),
  })
  .meta({
    id: 'CommentInput',
    examples: [{ receivedOn: '2027-03-01', comment: 'Mamman håller med om förslaget.' }],
  });
export type CommentInput = z.infer<typeof CommentInput>;

export const Communication = z
  .object({
    id: Id,
    investigationId: Id,
    partyId: Id.nullable().describe('Parten; null for an exception that is for all parties'),
    sentOn: DayField.nullable().describe('Skickat'),
    commentBy: DayField.nullable().describe('Sista dag att yttra sig'),
    commentReceivedOn: DayField.nullable().describe('Yttrandet kom in'),
    comment: z.string().nullable().describe('Yttrandet'),
    exception: z.string().nullable().describe('Skäl till att kommunicering inte görs'),
    recordedAt: InstantOut,
    recordedBy: HandlerId,
    ...retraction,
    version: Version,
  })
  .meta({
    id: 'Communication',
    examples: [
      {
        id: '0193a5c0-7b1e-7c3a-9f00-2b6d1c0e4a71',
        investigationId: '0193a5c0-7b1e-7c3a-9f00-2b6d1c0e4a51',
        partyId: '0193a5c0-7b1e-7c3a-9f00-2b6d1c0e4a12',
        sentOn: '2027-02-22',
        commentBy: '2027-03-08',
        commentReceivedOn: '2027-03-01',
        comment: 'Mamman håller med om förslaget.',
        exception: null,
        recordedAt: '2027-02-22T09:00:00.000Z',
        recordedBy: 'karin.ek',
        retractedAt: null,
        retractedBy: null,
        retractionReason: null,
        version: 2,
      },
    ],
  });
export type Communication = z.infer<typeof Communication>;

/** The communications of an investigation, in the order they were recorded. */
export const Communications = z
  .object({ items: z.array(Communication) })
  .meta({ id: 'Communications', examples: [{ items: Communication.meta()!.examples as Communication[] }] });
