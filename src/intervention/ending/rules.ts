import type { Day } from '../../kernel/day.ts';
import type { Violation } from '../../kernel/outcome.ts';
import { goalsOn, impossibleJudgements } from '../goal/rules.ts';
import type { Goal } from '../goal/schema.ts';
import type { EndInput } from './schema.ts';

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
