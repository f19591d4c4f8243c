import { z } from 'zod';
import type { Instant } from '../kernel/clock.ts';
import { FreeText, HandlerId, InstantOut } from '../kernel/fields.ts';
import type { Refusal } from '../kernel/outcome.ts';

/**
 * Taking back (återtagande) what was recorded by mistake, in the folders below and in an intervention: the entry stays to be read, with who
 * took it back and why, and counts no more.
 */
export const retraction = {
  retractedAt: InstantOut.nullable().describe('Återtagen: it no longer counts'),
  retractedBy: HandlerId.nullable(),
  retractionReason: z.string().nullable().describe('Varför den togs tillbaka'),
};

export const NOT_RETRACTED = { retractedAt: null, retractedBy: null, retractionReason: null };

/** Why something is taken back (återtagande). */
export const RetractionInput = z
  .strictObject({ reason: FreeText.describe('Varför den tas tillbaka') })
  .meta({ id: 'RetractionInput', examples: [{ reason: 'Registrerades i fel utredning.' }] });
export type RetractionInput = z.infer<typeof RetractionInput>;

/** What was taken back stays so, with the reason that was given: it is taken back once. */
export function alreadyRetracted(
  of: 'area' | 'communication' | 'consent' | 'follow-up' | 'score',
  { retractedAt }: { retractedAt: Instant | null },
): Refusal[] {
  if (retractedAt === null) return [];
  return [
    {
      rule: `${of}.retracted`,
      text: { sv: 'Registreringen är redan återtagen.', en: 'The entry is taken back already.' },
      remedy: {
        sv: 'Registrera på nytt det som ändå gäller.',
        en: 'Record anew what holds all the same.',
      },
    },
  ];
}
