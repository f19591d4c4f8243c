/** @import { CrossSource, Figure, Section } from './answers.ts' */

/** What the page shows, in its order. A figure more is an entry more. */

/**
 * Insatser followed up or ended in the period, as Webbkollen counted them.
 * @param {string} row
 * @param {string} [column]
 * @returns {CrossSource}
 */
const followedUp = (row, column = 'child.legalSex') => ({
  kind: 'cross',
  unitOfCount: 'intervention',
  on: 'followed-up',
  row,
  column,
});

/**
 * Indicators as they are in the period, and over time.
 * @param {string} id
 * @param {string} title
 * @param {string[]} ids
 * @returns {Figure[]}
 */
const indicators = (id, title, ids) => [
  { id, title: `${title}, i perioden`, source: { kind: 'period', ids } },
  { id: `${id}-over-tid`, title: `${title}, över tid`, source: { kind: 'trend', ids } },
];

/** @type {readonly Section[]} */
export const SECTIONS = [
  {
    id: 'malgrupper',
    title: 'Målgrupper',
    text: 'Barn och unga vars insats har följts upp eller avslutats i perioden. Ett barn med två insatser räknas två gånger.',
    figures: [
      { id: 'alder', title: 'Åldersgrupp och kön', source: followedUp('child.ageGroup') },
      { id: 'grundproblematik', title: 'Grundproblematik', source: followedUp('intervention.problem') },
    ],
  },
  {
    id: 'insatser',
    title: 'Insatser',
    text: 'Insatser som har följts upp eller avslutats i perioden, efter slag.',
    figures: [
      { id: 'insatser-slag', title: 'Insatser', source: followedUp('intervention.type') },
      {
        id: 'insatser-problem',
        title: 'Insatsgrupp efter grundproblematik',
        source: followedUp('intervention.problem', 'intervention.group'),
      },
    ],
  },
  {
    id: 'resultat',
    title: 'Resultat',
    text: 'Vid den senaste uppföljningen eller avslutet.',
    figures: [
      { id: 'maluppfyllelse', title: 'Måluppfyllelse', source: followedUp('intervention.goalAttainment') },
      { id: 'forandring', title: 'Förändring', source: followedUp('intervention.change') },
      ...indicators('mal', 'Insatser med uppnådda mål', ['shareGoalsReached']),
      ...indicators('aterkomna', 'Ej återaktualiserade inom ett år', ['shareNotReturned']),
    ],
  },
  {
    id: 'aktualiseringar',
    title: 'Aktualiseringar',
    text: 'Hur stor del av det som kommer in som leder till utredning.',
    figures: indicators('inledda', 'Aktualiseringar som ledde till utredning', ['shareOpened']),
  },
  {
    id: 'tider',
    title: 'Tidsfrister',
    text: 'Hur många som blev klara i tid, och hur lång tid utredningarna tog.',
    figures: [
      ...indicators('i-tid', 'Andel i tid', [
        'shareProtectionSameDay',
        'sharePreliminaryInTime',
        'shareWithinFourMonths',
      ]),
      ...indicators('utredningstid', 'Utredningstid', ['meanInvestigationDays', 'medianInvestigationDays']),
    ],
  },
  {
    id: 'konsultationer',
    title: 'Konsultationer och barns delaktighet',
    text: 'Utredningar där förskola eller skola och hälso- och sjukvård har svarat, och där någon har talat enskilt med barnet.',
    figures: indicators('konsultation', 'Konsultationer och enskilda samtal', [
      'shareSchoolConsulted',
      'shareHealthConsulted',
      'shareChildSeenAlone',
    ]),
  },
  {
    id: 'handlaggare',
    title: 'Handläggare',
    text: 'Hur många handläggare ett barn möter under en utredning, och hur många utredningar en handläggare har.',
    figures: indicators('handlaggning', 'Handläggare och utredningar', [
      'handlersPerInvestigation',
      'openInvestigationsPerHandler',
    ]),
  },
];

/** For those who may see it. It is of now, whatever period is chosen. @type {Section} */
export const QUALITY_SECTION = {
  id: 'datakvalitet',
  title: 'Datakvalitet',
  text: 'Brister i det som är dokumenterat, just nu. Var de finns ser den som handlägger, i sin arbetslista.',
  figures: [{ id: 'kvalitet', title: 'Brister efter regel', source: { kind: 'quality' } }],
};
