import type { Day } from '../../kernel/day.ts';
import type { InterventionFollowUp } from './schema.ts';

type Counted = Pick<InterventionFollowUp, 'heldOn' | 'nextFollowUpOn' | 'retractedAt'>;

/**
 * The day of the next follow-up as it now stands: what the latest follow-up agreed on, or before any the day that was
 * agreed at the start. One that was taken back agreed on nothing. The follow-ups come in the order of their days.
 */
export function agreedDay(followUps: readonly Counted[], atStart: Day | null): Day | null {
  const latest = followUps.findLast(({ retractedAt }) => retractedAt === null);
  return latest === undefined ? atStart : latest.nextFollowUpOn;
}
