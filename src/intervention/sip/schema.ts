import { z } from 'zod';
import { DayField, FreeText, HandlerId, Id, InstantOut } from '../../kernel/fields.ts';
import { codeSchema } from '../../knowledge/codebooks.ts';

/**
 * Whether there is a coordinated individual plan with health care and others (samordnad individuell plan, SIP) beside
 * an intervention. This slice owns that status with its history. It never holds the plan, which is not the board's alone.
 */

const status = codeSchema('sipStatus');

export const SipInput = z
  .strictObject({
    status,
    on: DayField.optional().describe('The day from which it is so; today when left out'),
    note: FreeText.optional().describe('Anteckning: with whom, or why not'),
  })
  .meta({ id: 'SipInput', examples: [{ status: 'finns', note: 'Med BUP och skolan.' }] });
export type SipInput = z.infer<typeof SipInput>;

export const exampleSip = {
  id: '0193a5c0-7b1e-7c3a-9f00-2b6d1c0e4a91',
  interventionId: '0193a5c0-7b1e-7c3a-9f00-2b6d1c0e4a71',
  status: 'finns',
  on: '2027-04-20',
  note: 'Med BUP och skolan.',
  recordedAt: '2027-04-20T12:10:00.000Z',
  recordedBy: 'karin.ek',
} as const;

export const Sip = z
  .object({
    id: Id,
    interventionId: Id,
    status,
    on: DayField.describe('The day from which it is so'),
    note: z.string().nullable(),
    recordedAt: InstantOut,
    recordedBy: HandlerId,
  })
  .meta({ id: 'Sip', examples: [exampleSip] });
export type Sip = z.infer<typeof Sip>;

/** What was recorded, by day: the last one holds. */
export const Sips = z
  .object({ items: z.array(Sip) })
  .meta({ id: 'Sips', examples: [{ items: [exampleSip] }] });
