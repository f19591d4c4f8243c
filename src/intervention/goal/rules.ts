import type { Day } from '../../kernel/day.ts';
import type { Refusal, Violation } from '../../kernel/outcome.ts';
import type { Goal } from './schema.ts';

/** A goal that was given up is neither revised nor given up again: what is aimed at now is a goal of its own. */
export function goalEnded({ endedOn }: Pick<Goal, 'endedOn'>): Refusal[] {
  if (endedOn === null) return [];
  return [
    {
      rule: 'goal.ended',
      text: { sv: 'Målet gäller inte längre.', en: 'The goal holds no longer.' },
      remedy: { sv: 'Sätt ett nytt mål med POST …/goals.', en: 'Set a new goal with POST …/goals.' },
    },
  ];
}

/** A version of a goal does not come before the one it follows, nor its end before that. */
export function beforeItself(field: string, on: Day, { setOn }: Pick<Goal, 'setOn'>): Violation[] {
  if (on >= setOn) return [];
  return [{ field, text: { sv: `Får inte ligga före ${setOn}.`, en: `Must not lie before ${setOn}.` } }];
}

type Dated = Pick<Goal, 'id' | 'firstSetOn' | 'endedOn'>;

/** The goals that hold on a day: set by then and not given up before it. */
export const goalsOn = <G extends Dated>(goals: readonly G[], on: Day): G[] =>
  goals.filter(({ firstSetOn, endedOn }) => firstSetOn <= on && (endedOn === null || endedOn >= on));

/** What cannot be judged on a day: a goal of another intervention, one that did not hold then, or the same one twice. */
export function impossibleJudgements(
  told: readonly { readonly goalId: string }[],
  goals: readonly Dated[],
  on: Day,
): Violation[] {
  const holding = goalsOn(goals, on).map(({ id }) => id);
  return told.flatMap(({ goalId }, at): Violation[] => {
    const field = `goals.${at}.goalId`;
    if (!goals.some(({ id }) => id === goalId)) {
      return [
        { field, text: { sv: 'Insatsen har inget sådant mål.', en: 'The intervention has no such goal.' } },
      ];
    }
    if (!holding.includes(goalId)) {
      return [{ field, text: { sv: `Målet gällde inte ${on}.`, en: `The goal did not hold on ${on}.` } }];
    }
    if (told.findIndex((one) => one.goalId === goalId) < at) {
      return [{ field, text: { sv: 'Målet står två gånger.', en: 'The goal stands twice.' } }];
    }
    return [];
  });
}
