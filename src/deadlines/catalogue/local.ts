import { dayOf } from '../../kernel/day.ts';
import { entryOf } from '../../knowledge/codebooks.ts';
import type { TimedInvestigation } from '../../record/record.ts';
import { BY_RULE, type DeadlineRule, type Ending, lapsedOn, metOn } from '../rule.ts';
import { ofInvestigation, opened } from './investigation.ts';

/** The deadlines that a board sets for itself: they exist only where its settings gave days on the start day. */

const ended = ({ closedOn }: TimedInvestigation): Ending | null =>
  lapsedOn(closedOn, {
    sv: 'Det hade inte skett när utredningen avslutades',
    en: 'It had not been done when the investigation was closed on',
  });

/**
 * Samtal med barnet: within the board's days from the opening, the child has taken part in a conversation. Does not
 * apply once a reason not to hear the child is recorded, and asks for nothing more when the investigation is closed.
 */
export const childHeard: DeadlineRule = {
  nearing: 3,
  instancesOf: ({ investigations }) =>
    investigations.map((one) => ({
      ...ofInvestigation(one),
      start: opened(one),
      term: BY_RULE,
      extensions: [],
      ending:
        metOn(one.childFirstHeardOn, {
          sv: 'Ett samtal som barnet deltog i hölls',
          en: 'A conversation that the child took part in was held on',
        }) ??
        notHeard(one) ??
        ended(one),
    })),
};

function notHeard({ notHeardReason }: TimedInvestigation): Ending | null {
  if (notHeardReason === null) return null;
  const { sv } = entryOf('notHeardReason', notHeardReason);
  return {
    state: 'not-applicable',
    fact: {
      sv: `ett skäl att inte höra barnet är antecknat (${sv.toLowerCase()})`,
      en: `a reason not to hear the child is recorded (${sv.toLowerCase()})`,
    },
  };
}

/** Utredningsplan: within the board's days from the opening, the plan was saved for the first time. */
export const firstPlan: DeadlineRule = {
  nearing: 3,
  instancesOf: ({ investigations }) =>
    investigations.map((one) => ({
      ...ofInvestigation(one),
      start: opened(one),
      term: BY_RULE,
      extensions: [],
      ending:
        metOn(one.firstPlanSavedAt && dayOf(one.firstPlanSavedAt), {
          sv: 'Utredningsplanen sparades första gången',
          en: 'The investigation plan was saved for the first time on',
        }) ?? ended(one),
    })),
};
