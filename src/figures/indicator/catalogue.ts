import type { Provenance } from '../../kernel/codebook.ts';
import type { Text } from '../../kernel/text.ts';
import { OF, REACHED, VALUED } from '../dimension/dimension.ts';

/** How an indicator is counted: from which cases, and what of them. */
export type Way =
  /** Of the cases that something happened to: those at a node of the variable, of those at another, or of all. */
  | {
      readonly kind: 'share';
      readonly of: Counted;
      readonly variable: string;
      readonly numerator: typeof REACHED;
      readonly denominator: typeof OF | typeof VALUED | 'total';
    }
  | { readonly kind: 'mean' | 'median'; readonly of: Counted; readonly variable: string }
  /** Of the children who left in the first half of the year before, those who did not come back. */
  | { readonly kind: 'not-returned' }
  /** Of what is running on the last day, per handler. */
  | { readonly kind: 'per-handler' };

interface Counted {
  readonly unitOfCount: 'intake' | 'investigation' | 'intervention';
  readonly on: 'received' | 'decided' | 'closed' | 'followed-up';
  /** Only those of which a variable says this. */
  readonly only?: Only;
}

export type Only =
  | { readonly variable: string; readonly is: string }
  /** Anything at all. */
  | { readonly variable: string; readonly valued: true };

/** An indicator (nyckeltal) by its published or proposed definition. */
export interface Indicator {
  readonly id: string;
  readonly label: Text;
  /** Whom it is about and what is measured, in words. */
  readonly definition: Text;
  readonly measure: 'mean' | 'median' | 'share' | 'ratio';
  readonly unitOfMeasure: 'dagar' | 'procent' | 'antal';
  /** The number of the key figure at Kolada. */
  readonly kolada: string | null;
  readonly provenance: Provenance;
  /** Of which days of the period: all of it, or its first half where it is a year, as the publisher counts. */
  readonly days: 'period' | 'first-half' | 'first-half-of-year-before' | 'last-day';
  readonly way: Way;
}

/** A definition that changes raises the first number, a new one the second. */
export const INDICATORS_VERSION = '1.0';

const CLOSED = { unitOfCount: 'investigation', on: 'closed' } as const;
/** Children of 0-20 years when it was opened: all who have an age group. */
const CHILDREN = { ...CLOSED, only: { variable: 'child.ageGroup', valued: true } } as const;
const DECIDED = { unitOfCount: 'intake', on: 'decided' } as const;

const SHARE = { measure: 'share', unitOfMeasure: 'procent', kolada: null, days: 'period' } as const;

const shareOfClosed = (variable: string, denominator: 'total' | typeof VALUED = VALUED) =>
  ({ kind: 'share', of: CLOSED, variable, numerator: REACHED, denominator }) as const;

const KOLADA_POPULATION = {
  sv: 'Utredningar av barn som var 0–20 år när utredningen inleddes, avslutade under första halvåret. För ett år räknas dess första halvår; för andra halvåret och kvartal finns inget värde.',
  en: 'Investigations of children of 0-20 years when it was opened, closed in the first half of the year. Of a year its first half is counted; of the second half and of quarters there is no value.',
};

export const INDICATORS: readonly Indicator[] = [
  {
    id: 'meanInvestigationDays',
    label: { sv: 'Utredningstid, medelvärde', en: 'Duration of investigations, mean' },
    definition: {
      sv: `Medelvärdet av dagar från inledd till avslutad. ${KOLADA_POPULATION.sv} Ekonomiskt bistånd, familjerätt och faderskap finns inte i detta system.`,
      en: `The mean of the days from opened to closed. ${KOLADA_POPULATION.en} Economic aid, family law and paternity are not in this system.`,
    },
    measure: 'mean',
    unitOfMeasure: 'dagar',
    kolada: 'U33401',
    provenance: 'verified',
    days: 'first-half',
    way: { kind: 'mean', of: CHILDREN, variable: 'investigation.durationDays' },
  },
  {
    id: 'medianInvestigationDays',
    label: { sv: 'Utredningstid, median', en: 'Duration of investigations, median' },
    definition: {
      sv: `Medianen av dagar från inledd till avslutad. ${KOLADA_POPULATION.sv} Kolada slutade publicera nyckeltalet 2024.`,
      en: `The median of the days from opened to closed. ${KOLADA_POPULATION.en} Kolada ended the key figure in 2024.`,
    },
    measure: 'median',
    unitOfMeasure: 'dagar',
    kolada: 'U33402',
    provenance: 'verified',
    days: 'first-half',
    way: { kind: 'median', of: CHILDREN, variable: 'investigation.durationDays' },
  },
  {
    ...SHARE,
    id: 'shareWithinFourMonths',
    label: { sv: 'Utredningar avslutade inom fyra månader', en: 'Investigations closed within four months' },
    definition: {
      sv: 'Av utredningar som avslutades under perioden: andelen som avslutades inom fyra kalendermånader från att de inleddes. Förlängning och helg räknas inte.',
      en: 'Of the investigations closed in the period: the share closed within four calendar months after they were opened. Extensions and weekends do not count.',
    },
    provenance: 'verified',
    way: shareOfClosed('investigation.withinFourMonths'),
  },
  {
    ...SHARE,
    id: 'shareNotReturned',
    label: { sv: 'Ej återaktualiserade inom ett år', en: 'Did not return within a year' },
    definition: {
      sv: 'Efter KKiK. Barn räknas, inte ärenden. Av de barn, 0–20 år, som lämnade under första halvåret året före det år som anges: andelen för vilka ingen ny utredning inleddes inom tolv månader. Ett barn lämnade när en utredning eller insats avslutades och inget pågick när den sista av dem hade avslutats; en beviljad insats pågår från beslutet. Ensamkommande barn räknas inte. Ålder, enhet och de tolv månaderna räknas från den sista avslutsdagen. 0–12 och 13–20 år redovisas var för sig. Bara för hela år, och först när tolv månader har gått för alla.',
      en: 'After KKiK. Children are counted, not cases. Of the children, 0-20 years, who left in the first half of the year before the one named: the share for whom no new investigation was opened within twelve months. A child left when an investigation or insats ended and nothing was running when the last of these had ended; an insats that is granted runs from its decision. Unaccompanied children are not counted. Age, unit and the twelve months are counted from the last day of ending. 0-12 and 13-20 years are told apart. For whole years alone, and when twelve months have passed for all.',
    },
    provenance: 'verified',
    days: 'first-half-of-year-before',
    way: { kind: 'not-returned' },
  },
  {
    ...SHARE,
    id: 'shareOpened',
    label: { sv: 'Aktualiseringar som ledde till utredning', en: 'Intakes that led to an investigation' },
    definition: {
      sv: 'Av aktualiseringar som beslutades under perioden: andelen där utredning inleddes. En aktualisering räknas för varje barn.',
      en: 'Of the intakes decided in the period: the share where an investigation was opened. An intake is counted for each child.',
    },
    provenance: 'verified',
    way: {
      kind: 'share',
      of: DECIDED,
      variable: 'intake.outcome',
      numerator: REACHED,
      denominator: VALUED,
    },
  },
  {
    ...SHARE,
    id: 'sharePreliminaryInTime',
    label: { sv: 'Förhandsbedömningar inom 14 dagar', en: 'Preliminary assessments within 14 days' },
    definition: {
      sv: 'Av anmälningar som beslutades under perioden: andelen som beslutades inom fjorton dagar från att de kom in. Förlängning och helg räknas inte. Anmälningar som påfördes en pågående utredning förhandsbedöms inte och räknas inte.',
      en: 'Of the anmälningar decided in the period: the share decided within fourteen days after they came in. Extensions and weekends do not count. What joined a running investigation is not assessed first, and not counted.',
    },
    provenance: 'provisional',
    way: {
      kind: 'share',
      of: DECIDED,
      variable: 'intake.preliminaryWithin14Days',
      numerator: REACHED,
      denominator: VALUED,
    },
  },
  {
    ...SHARE,
    id: 'shareProtectionSameDay',
    label: { sv: 'Skyddsbedömningar samma dag', en: 'Protection assessed the same day' },
    definition: {
      sv: 'Av anmälningar som kom in under perioden: andelen med skyddsbedömning samma dag. En anmälan utan skyddsbedömning räknas bland alla, och inte som gjord samma dag.',
      en: 'Of the anmälningar that came in during the period: the share with a protection assessment the same day. An anmälan without one is counted among all, and not as assessed the same day.',
    },
    provenance: 'provisional',
    way: {
      kind: 'share',
      of: { unitOfCount: 'intake', on: 'received', only: { variable: 'intake.type', is: 'anmalan' } },
      variable: 'intake.protectionAssessmentDays',
      numerator: REACHED,
      denominator: 'total',
    },
  },
  {
    ...SHARE,
    id: 'shareChildSeenAlone',
    label: {
      sv: 'Utredningar med enskilt barnsamtal',
      en: 'Investigations with a talk with the child alone',
    },
    definition: {
      sv: 'Av utredningar som avslutades under perioden: andelen där minst ett samtal hölls med barnet ensamt.',
      en: 'Of the investigations closed in the period: the share where the child was talked with alone at least once.',
    },
    provenance: 'provisional',
    way: shareOfClosed('investigation.childSeenAlone'),
  },
  {
    ...SHARE,
    id: 'shareSchoolConsulted',
    label: {
      sv: 'Utredningar med besvarad konsultation, förskola eller skola',
      en: 'Investigations with an answer from preschool or school',
    },
    definition: {
      sv: 'Av utredningar som avslutades under perioden: andelen där en konsultation i skolsteget besvarades. Undantag och uteblivna svar räknas bland alla.',
      en: 'Of the investigations closed in the period: the share where a consultation of the school step was answered. Those waived and those without answer are counted among all.',
    },
    provenance: 'provisional',
    way: shareOfClosed('investigation.schoolConsultation'),
  },
  {
    ...SHARE,
    id: 'shareHealthConsulted',
    label: {
      sv: 'Utredningar med besvarad konsultation, hälso- och sjukvård',
      en: 'Investigations with an answer from health care',
    },
    definition: {
      sv: 'Av utredningar som avslutades under perioden: andelen där en konsultation i hälsosteget besvarades. Undantag och uteblivna svar räknas bland alla.',
      en: 'Of the investigations closed in the period: the share where a consultation of the health step was answered. Those waived and those without answer are counted among all.',
    },
    provenance: 'provisional',
    way: shareOfClosed('investigation.healthConsultation'),
  },
  {
    ...SHARE,
    id: 'shareGoalsReached',
    label: { sv: 'Insatser med uppnådda mål', en: 'Insatser with goals attained' },
    definition: {
      sv: 'Av insatser som följdes upp eller avslutades under perioden och vars mål gick att bedöma: andelen där alla mål är uppnådda, enligt den senaste bedömningen av dem. En insats räknas en gång per period, och kan räknas i flera.',
      en: 'Of the insatser followed up or ended in the period whose goals could be judged: the share with every goal attained, by the latest judgement of them. An insats is counted once in a period, and may be in several.',
    },
    provenance: 'provisional',
    way: {
      kind: 'share',
      of: { unitOfCount: 'intervention', on: 'followed-up' },
      variable: 'intervention.goalAttainment',
      numerator: REACHED,
      denominator: OF,
    },
  },
  {
    id: 'handlersPerInvestigation',
    label: { sv: 'Ansvariga handläggare per utredning', en: 'Responsible handlers per investigation' },
    definition: {
      sv: 'Medelvärdet av antalet handläggare som haft ansvaret, bland utredningar som avslutades under perioden.',
      en: 'The mean of the number of handlers who had the responsibility, among the investigations closed in the period.',
    },
    measure: 'mean',
    unitOfMeasure: 'antal',
    kolada: null,
    provenance: 'provisional',
    days: 'period',
    way: { kind: 'mean', of: CLOSED, variable: 'investigation.handlers' },
  },
  {
    id: 'openInvestigationsPerHandler',
    label: { sv: 'Pågående utredningar per handläggare', en: 'Open investigations per handler' },
    definition: {
      sv: 'Utredningar som pågick när periodens sista dag var slut, delat med de handläggare som då ansvarade för minst en av dem. Medan perioden pågår räknas i dag. Handläggaren är den som hade ansvaret den dagen, enheten den som utredningen nu hör till.',
      en: 'Investigations that were running when the last day of the period had ended, divided by the handlers who then had at least one of them. While the period runs, today is counted. The handler is who was responsible on that day, the unit the one that the investigation now belongs to.',
    },
    measure: 'ratio',
    unitOfMeasure: 'antal',
    kolada: null,
    provenance: 'provisional',
    days: 'last-day',
    way: { kind: 'per-handler' },
  },
];

const BY_ID: ReadonlyMap<string, Indicator> = new Map(INDICATORS.map((one) => [one.id, one]));

export const findIndicator = (id: string): Indicator | undefined => BY_ID.get(id);
