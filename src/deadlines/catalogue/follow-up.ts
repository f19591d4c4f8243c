import type { Text } from '../../kernel/text.ts';
import type { TimedInvestigation } from '../../record/record.ts';
import { BY_RULE, type DeadlineRule, metOn } from '../rule.ts';
import { ofInvestigation } from './investigation.ts';

/** The deadline of what follows on an investigation without insats (uppföljning av barnets situation). */

const ENDED: Readonly<Record<'ny-utredning' | 'other', Text>> = {
  'ny-utredning': {
    sv: 'Uppföljningen avslutades genom att en ny utredning inleddes',
    en: 'The follow-up was ended by the opening of a new investigation on',
  },
  other: { sv: 'Uppföljningen avslutades', en: 'The follow-up was ended on' },
};

const ended = ({ endedOn, endReason }: NonNullable<TimedInvestigation['followUp']>) =>
  metOn(endedOn, ENDED[endReason === 'ny-utredning' ? endReason : 'other']);

/**
 * Uppföljning efter utredning utan insats: ended at the latest so long after the investigation was closed, whenever it
 * was decided; met by its end, which the opening of a new investigation also is. It does not lapse when the time has
 * run out: the act lays it on the board to end it (ska avslutas senast), by a decision that the guardians and the child
 * from 15 are told of (SoL (2025:400) 23 kap. 3, 5 §§). One that nobody has ended is therefore overdue.
 */
export const followUp: DeadlineRule = {
  nearing: 14,
  instancesOf: ({ investigations }) =>
    investigations.flatMap((one) =>
      one.followUp === null || one.closedOn === null
        ? []
        : [
            {
              ...ofInvestigation(one),
              start: {
                day: one.closedOn,
                fact: { sv: 'Utredningen avslutades', en: 'The investigation was closed on' },
              },
              term: BY_RULE,
              extensions: [],
              ending: ended(one.followUp),
            },
          ],
    ),
};
