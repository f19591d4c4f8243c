import type { Warning } from '../../investigation/schema.ts';
import type { Day } from '../../kernel/day.ts';
import type { Violation } from '../../kernel/outcome.ts';
import { goalsOn, impossibleJudgements } from '../goal/rules.ts';
import type { Goal } from '../goal/schema.ts';
import type { End, EndInput } from './schema.ts';

/** An intervention does not end before the last that happened in it. */
export function beforeWhatHappened(endedOn: Day, happenedOn: readonly Day[]): Violation[] {
  const last = happenedOn.toSorted().at(-1);
  if (last === undefined || endedOn >= last) return [];
  return [
    {
      field: 'endedOn',
      text: {
        sv: `Får inte ligga före ${last}, då något hände i insatsen.`,
        en: `Must not lie before ${last}, when something happened in the intervention.`,
      },
    },
  ];
}

/** How far the goals came is told of every one that holds on the day of the end, and of no other. */
export function goalsUnjudged(
  told: NonNullable<EndInput['goals']>,
  goals: readonly Goal[],
  endedOn: Day,
): Violation[] {
  const holding = goalsOn(goals, endedOn).filter((goal) => goal.endedOn === null);
  const left = holding.filter(({ id }) => !told.some(({ goalId }) => goalId === id));
  const numbers = left.map(({ number }) => number).join(', ');
  return [
    ...impossibleJudgements(told, goals, endedOn),
    ...(left.length === 0
      ? []
      : [
          {
            field: 'goals',
            text: {
              sv: `Ange måluppfyllelse för varje mål som gäller. Saknas: mål ${numbers}.`,
              en: `Tell how far every goal that holds has come. Missing: goal ${numbers}.`,
            },
          },
        ]),
  ];
}

/**
 * That the goal was reached, where what was told beside it says otherwise: a goal that was not reached, or, where no goal
 * could be judged, a child who is worse off. It is kept, since the handler may mean the whole by it, but not unnoticed:
 * the reason and the goals are counted apart.
 */
export function againstGoals({ reason, goals, change }: Pick<End, 'reason' | 'goals' | 'change'>): Warning[] {
  if (reason !== 'malet-uppnatt') return [];
  const judged = goals.filter(({ status }) => status !== 'ej-bedombart');
  const missed = judged.some(({ status }) => status === 'inte-uppnatt');
  const worse = judged.length === 0 && change === 'forsamrad';
  if (!missed && !worse) return [];
  return [
    {
      code: 'intervention.end-against-goals',
      message: missed
        ? {
            sv: 'Avslutsorsaken är att målet är uppnått, men minst ett mål anges som inte uppnått. Det som skickades är sparat.',
            en: 'The reason is that the goal was reached, but at least one goal is told as not reached. What you sent is kept.',
          }
        : {
            sv: 'Avslutsorsaken är att målet är uppnått, men inget mål är bedömt och det har blivit sämre för barnet. Det som skickades är sparat.',
            en: 'The reason is that the goal was reached, but no goal was judged and the child is worse off. What you sent is kept.',
          },
    },
  ];
}
