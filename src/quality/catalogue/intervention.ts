import { dayOf } from '../../kernel/day.ts';
import type { InterventionRecord } from '../../record/record.ts';
import { inIntervention, lasting } from '../cases.ts';
import type { QualityRule } from '../rule.ts';

/** What an insats lacks for anyone to tell what it led to (mål och avslut). */

export const INTERVENTION_RULES = {
  Q013: {
    severity: 'warning',
    kinds: ['intervention'],
    label: {
      sv: 'Avslutad insats utan måluppfyllelse',
      en: 'Insats ended without goal status',
    },
    explanation: {
      sv: 'Från dagen för avslutet, en för varje mål som gällde då och ingen måluppfyllelse finns för. Orsaken till avslutet kan inte saknas: utan den finns inget avslut.',
      en: 'From the day of the end, one for each goal that stood then and has no status. The reason cannot be missing: without one there is no end.',
    },
    law: null,
    mend: {
      text: { sv: 'Ange måluppfyllelsen för varje mål.', en: 'Give the status of every goal.' },
      at: '/interventions/{case}/end',
    },
    find: ({ interventions }) =>
      interventions.flatMap((one) => {
        const { end } = one;
        if (end === null) return [];
        return one.goals
          .filter(({ endedOn }) => endedOn === null || endedOn > end.endedOn)
          .filter(({ id }) => end.goals.every(({ goalId }) => goalId !== id))
          .map(({ id }) => ({
            case: inIntervention(one),
            about: { kind: 'goal' as const, id },
            since: end.endedOn,
            endedOn: null,
          }));
      }),
  },
  Q014: {
    severity: 'warning',
    kinds: ['intervention'],
    label: { sv: 'Mål utan indikator eller målvärde', en: 'Goal without indicator or target' },
    explanation: {
      sv: 'En för varje mål som saknar indikator eller målvärde, från den dag då det registrerades så. Upphör när målet ges upp.',
      en: 'One for each goal without an indicator or without a target, from the day that it was recorded so. Ends when the goal is given up.',
    },
    law: null,
    mend: {
      text: {
        sv: 'Ange indikator och målvärde, så att uppfyllelsen kan bedömas.',
        en: 'Give an indicator and a target, so that attainment can be judged.',
      },
      at: '/interventions/{case}/goals/{about}',
    },
    find: ({ interventions }) =>
      interventions.flatMap((one) =>
        one.goals.flatMap((goal) => {
          const [first] = goal.versions.slice(goal.versions.findLastIndex(isMeasurable) + 1);
          if (first === undefined) return [];
          return lasting(dayOf(first.recordedAt), goal.endedOn).map((days) => ({
            case: inIntervention(one),
            about: { kind: 'goal' as const, id: goal.id },
            ...days,
          }));
        }),
      ),
  },
} as const satisfies Readonly<Record<string, QualityRule>>;

const isMeasurable = ({ measurable }: InterventionRecord['goals'][number]['versions'][number]) => measurable;
