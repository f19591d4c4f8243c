import type { Day } from '../../kernel/day.ts';
import type { Refusal, Violation } from '../../kernel/outcome.ts';
import type { Text } from '../../kernel/text.ts';
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

/** What to do about a goal that held earlier than it says; an end has only to lie later. */
const EARLIER = {
  setOn: {
    sv: ' Gällde målet tidigare: avsluta det med POST …/end och sätt det på nytt med rätt setOn.',
    en: ' If the goal held earlier: end it with POST …/end and set it anew with the right setOn.',
  },
  endedOn: { sv: '', en: '' },
} as const satisfies Record<string, Text>;

/** A version of a goal does not come before the one it follows, nor its end before that. */
export function beforeItself(
  field: keyof typeof EARLIER,
  on: Day,
  { setOn }: Pick<Goal, 'setOn'>,
): Violation[] {
  if (on >= setOn) return [];
  return [
    {
      field,
      text: {
        sv: `Får inte ligga före ${setOn}, då målet sattes som det nu lyder.${EARLIER[field].sv}`,
        en: `Must not lie before ${setOn}, when the goal was set as it now reads.${EARLIER[field].en}`,
      },
    },
  ];
}

type Dated = Pick<Goal, 'id' | 'firstSetOn' | 'endedOn'>;

/** Why a goal cannot be judged on a day, and how it can. */
function didNotHold({ firstSetOn, endedOn }: Dated, on: Day): Text {
  if (endedOn !== null && endedOn < on) {
    return {
      sv: `Målet gällde inte ${on}: det avslutades ${endedOn}. Utelämna det, eller sätt ett nytt mål med POST …/goals.`,
      en: `The goal did not hold on ${on}: it ended on ${endedOn}. Leave it out, or set a new goal with POST …/goals.`,
    };
  }
  return {
    sv: `Målet gällde inte ${on}: det gäller från ${firstSetOn}. Ange en dag från och med då. Gällde målet tidigare: avsluta det med POST …/end och sätt det på nytt med rätt setOn.`,
    en: `The goal did not hold on ${on}: it holds from ${firstSetOn}. Give a day from then on. If it held earlier: end it with POST …/end and set it anew with the right setOn.`,
  };
}

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
    const goal = goals.find(({ id }) => id === goalId);
    if (goal === undefined) {
      return [
        { field, text: { sv: 'Insatsen har inget sådant mål.', en: 'The intervention has no such goal.' } },
      ];
    }
    if (!holding.includes(goalId)) return [{ field, text: didNotHold(goal, on) }];
    if (told.findIndex((one) => one.goalId === goalId) < at) {
      return [{ field, text: { sv: 'Målet står två gånger.', en: 'The goal stands twice.' } }];
    }
    return [];
  });
}
