import { daysAfter } from './calendar.ts';
import type { Told } from './events.ts';
import { type Line, type Move, move } from './line.ts';

const ENDINGS = {
  all: { reason: 'malet-uppnatt', atEnd: ['uppnatt', 'uppnatt'], change: 'forbattrad' },
  some: { reason: 'malet-uppnatt', atEnd: ['uppnatt', 'delvis-uppnatt'], change: 'forbattrad' },
  none: {
    reason: 'avbruten-av-vardnadshavare',
    atEnd: ['inte-uppnatt', 'inte-uppnatt'],
    change: 'oforandrad',
  },
} as const;

/** The ordinary course of an intervention (insats) from the day of the decision: the first that the theme proposes. */
export function interventionCourse(line: Line): Move[] {
  const { child, theme, team, path, age } = line;
  const { worker: by } = team;
  const instrument = (age ?? 0) < 13 ? 'cors' : 'ors';
  const judged = (status: 'delvis-uppnatt' | 'uppnatt'): Told['follow-up-intervention']['goals'] => [
    { goal: 1, status, change: 'forbattrad' },
    { goal: 2, status: 'delvis-uppnatt', change: 'oforandrad' },
  ];
  const { reason, atEnd, change } = ENDINGS[path.attained ?? 'some'];
  const scored = (after: number, value: number) =>
    (age ?? 0) < 6
      ? []
      : [
          move('closed', after, (usedOn) => ({
            by,
            does: 'score-intervention',
            child,
            instrument,
            usedOn,
            respondent: 'barnet',
            scores: [{ scale: 'total', value }],
            normSet: 'cyp-iapt-2015',
          })),
        ];
  return [
    move('closed', 10, (startedOn) => ({
      by,
      does: 'give-intervention',
      child,
      basis: 'beslut',
      type: theme.interventions[0]!,
      provider: 'Kommunens öppenvård',
      startedOn,
      followUpOn: daysAfter(startedOn, 42),
    })),
    move('closed', 12, () => ({
      by,
      does: 'set-goal',
      child,
      area: theme.need,
      description: theme.meaning,
      indicator: 'Vad barnet och föräldrarna själva berättar vid uppföljningen',
      target: 'Så är det vid två uppföljningar i rad',
    })),
    move('closed', 12, () => ({
      by,
      does: 'set-goal',
      child,
      area: 'nuvarande-familjesituation',
      description: 'Familjen har någon utanför hemmet att be om hjälp.',
    })),
    ...scored(14, 19.5),
    move('closed', 20, () => ({ by, does: 'sip', child, status: 'erbjuden' })),
    move('closed', 52, (heldOn) => ({
      by,
      does: 'follow-up-intervention',
      child,
      heldOn,
      goals: judged('delvis-uppnatt'),
      change: 'forbattrad',
      ...((age ?? 0) < 4
        ? { childNotAsked: 'alder-mognad' }
        : { childView: 'Barnet tycker att det är lugnare hemma.' }),
      nextStep: 'Insatsen fortsätter som planerat.',
      nextFollowUpOn: daysAfter(heldOn, 90),
    })),
    ...scored(54, 26.5),
    ...(path.intervention === 'ended'
      ? [
          move('closed', 142, (heldOn) => ({
            by,
            does: 'follow-up-intervention',
            child,
            heldOn,
            goals: judged('uppnatt'),
            change: 'forbattrad',
            childView: 'Barnet tycker att det räcker nu.',
            nextStep: 'Insatsen avslutas efter terminen.',
          })),
          ...scored(143, 31),
          move('closed', 200, () => ({
            by,
            does: 'end-intervention',
            child,
            reason,
            planned: path.attained !== 'none',
            initiative: path.attained === 'none' ? 'vardnadshavare' : 'gemensamt',
            goals: [
              { goal: 1, status: atEnd[0] },
              { goal: 2, status: atEnd[1] },
            ],
            change,
          })),
          move('closed', 400, (heldOn) => ({
            by,
            does: 'follow-up-later',
            child,
            heldOn,
            result: 'Inget nytt har kommit in om familjen sedan insatsen avslutades.',
            change: 'forbattrad',
          })),
        ]
      : []),
  ];
}
