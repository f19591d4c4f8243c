import type { Instant } from '../../kernel/clock.ts';
import { type Day, dayOf, isDay } from '../../kernel/day.ts';
import type { Text } from '../../kernel/text.ts';
import type {
  CaseRecord,
  IntakeRecord,
  InterventionRecord,
  InvestigationRecord,
} from '../../record/record.ts';
import { earliest, inIntake, inIntervention, inInvestigation, receivedOn } from '../cases.ts';
import { CASE_KINDS, type Found, type QualityRule } from '../rule.ts';

/**
 * Events that are dated before what they depend on (händelser i omöjlig ordning). The API refuses them today; what was
 * recorded before, or came from elsewhere, may hold them. What concerns a party is left out, so that nobody can tell
 * from a finding that there is one.
 */

interface Order<T> {
  readonly text: Text;
  /** The days from which it shows: one for each time it has happened. */
  showsOn(one: T): readonly Day[];
}

/** The day that a report came in, where something is dated before it: most are not, and need no day worked out. */
const beforeReceived = (one: IntakeRecord, then: Day | Instant | null): readonly Day[] => {
  if (then === null || then >= one.receivedAt) return [];
  return before(receivedOn(one), isDay(then) ? then : dayOf(then));
};

/** What came before the day that it depends on shows from that day. */
const before = (first: Day | null, then: Day | null): readonly Day[] =>
  first !== null && then !== null && then < first ? [first] : [];

const OF_INTAKE = {
  'received-in-the-future': {
    text: {
      sv: 'Anmälan kom in efter att den registrerades',
      en: 'The report came in after it was registered',
    },
    showsOn: ({ receivedAt, recordedAt }) => (receivedAt > recordedAt ? [dayOf(recordedAt)] : []),
  },
  'assessed-before-received': {
    text: {
      sv: 'Skyddsbedömningen gjordes innan anmälan kom in',
      en: 'The protection assessment was made before the report came in',
    },
    showsOn: (one) => one.protectionAssessments.flatMap(({ assessedAt }) => beforeReceived(one, assessedAt)),
  },
  'intake-decided-before-received': {
    text: {
      sv: 'Beslutet fattades innan anmälan kom in',
      en: 'The decision was made before the report came in',
    },
    showsOn: (one) => beforeReceived(one, one.decidedOn),
  },
  'feedback-before-decision': {
    text: {
      sv: 'Anmälaren fick veta beslutet innan det fattades',
      en: 'The reporter was told of the decision before it was made',
    },
    showsOn: ({ decidedOn, feedback }) => before(decidedOn, feedback.givenOn),
  },
} as const satisfies Record<string, Order<IntakeRecord>>;

const OF_INVESTIGATION = {
  'closed-before-opened': {
    text: {
      sv: 'Utredningen avslutades innan den inleddes',
      en: 'The investigation was closed before it was opened',
    },
    showsOn: ({ openedOn, closedOn }) => before(openedOn, closedOn),
  },
  'extended-before-opened': {
    text: {
      sv: 'Utredningen förlängdes innan den inleddes',
      en: 'The investigation was extended before it was opened',
    },
    showsOn: ({ openedOn, extensions }) => extensions.flatMap(({ decidedOn }) => before(openedOn, decidedOn)),
  },
  'conversation-before-opened': {
    text: {
      sv: 'Ett samtal hölls innan utredningen inleddes',
      en: 'A conversation was held before the investigation was opened',
    },
    showsOn: ({ openedOn, conversations }) => conversations.flatMap(({ heldOn }) => before(openedOn, heldOn)),
  },
  'consultation-before-opened': {
    text: {
      sv: 'En konsultation skickades innan utredningen inleddes',
      en: 'A consultation was sent before the investigation was opened',
    },
    showsOn: ({ openedOn, consultations }) => consultations.flatMap(({ sentOn }) => before(openedOn, sentOn)),
  },
  'answered-before-sent': {
    text: {
      sv: 'En konsultation besvarades eller avslutades innan den skickades',
      en: 'A consultation was answered or closed before it was sent',
    },
    showsOn: ({ consultations }) =>
      consultations.flatMap(({ sentOn, answeredOn, closedOn }) => before(sentOn, answeredOn ?? closedOn)),
  },
  'reminded-before-sent': {
    text: {
      sv: 'En påminnelse skickades före konsultationen',
      en: 'A reminder was sent before the consultation',
    },
    showsOn: ({ consultations }) =>
      consultations.flatMap(({ sentOn, remindedOn }) => remindedOn.flatMap((on) => before(sentOn, on))),
  },
  'followed-up-before-closed': {
    text: {
      sv: 'Uppföljningen av barnets situation beslutades innan utredningen avslutades',
      en: 'The follow-up of the child’s situation was decided before the investigation was closed',
    },
    showsOn: ({ closedOn, followUp }) => before(closedOn, followUp?.decidedOn ?? null),
  },
  'follow-up-ended-before-decided': {
    text: {
      sv: 'Uppföljningen av barnets situation avslutades innan den beslutades',
      en: 'The follow-up of the child’s situation was ended before it was decided',
    },
    showsOn: ({ followUp }) => before(followUp?.decidedOn ?? null, followUp?.endedOn ?? null),
  },
} as const satisfies Record<string, Order<InvestigationRecord>>;

const OF_INTERVENTION = {
  'started-before-decided': {
    text: { sv: 'Insatsen började innan den beslutades', en: 'The insats began before it was decided' },
    showsOn: ({ decidedOn, startedOn }) => before(decidedOn, startedOn),
  },
  'ended-before-started': {
    text: { sv: 'Insatsen avslutades innan den började', en: 'The insats ended before it began' },
    showsOn: ({ startedOn, end }) => before(startedOn, end?.endedOn ?? null),
  },
  'goal-ended-before-set': {
    text: { sv: 'Ett mål gavs upp innan det sattes', en: 'A goal was given up before it was set' },
    showsOn: ({ goals }) =>
      goals.flatMap(({ versions, endedOn }) => before(versions[0]?.setOn ?? null, endedOn)),
  },
  'followed-up-before-started': {
    text: { sv: 'Insatsen följdes upp innan den började', en: 'The insats was followed up before it began' },
    showsOn: ({ startedOn, followUps }) => followUps.flatMap(({ heldOn }) => before(startedOn, heldOn)),
  },
  'followed-up-before-ended': {
    text: {
      sv: 'En senare uppföljning gjordes innan insatsen avslutades',
      en: 'A later follow-up was held before the insats ended',
    },
    showsOn: ({ end, laterFollowUps }) =>
      laterFollowUps.flatMap(({ heldOn }) => before(end?.endedOn ?? null, heldOn)),
  },
} as const satisfies Record<string, Order<InterventionRecord>>;

const TEXTS: Readonly<Record<string, Text>> = Object.fromEntries(
  Object.entries({ ...OF_INTAKE, ...OF_INVESTIGATION, ...OF_INTERVENTION }).map(([id, { text }]) => [
    id,
    text,
  ]),
);

/** One finding for each kind of disorder in a case, from the first day that it shows. */
function disorder<T>(orders: Readonly<Record<string, Order<T>>>, one: T, of: Found['case']): Found[] {
  return Object.entries(orders).flatMap(([id, order]): Found[] => {
    const since = earliest(order.showsOn(one));
    return since === null ? [] : [{ case: of, about: { kind: 'events', id }, since, endedOn: null }];
  });
}

const find = ({ intakes, investigations, interventions }: CaseRecord): Found[] => [
  ...intakes.flatMap((one) => disorder(OF_INTAKE, one, inIntake(one))),
  ...investigations.flatMap((one) => disorder(OF_INVESTIGATION, one, inInvestigation(one))),
  ...interventions.flatMap((one) => disorder(OF_INTERVENTION, one, inIntervention(one))),
];

export const ORDER_RULES = {
  Q008: {
    severity: 'error',
    kinds: CASE_KINDS,
    label: {
      sv: 'En händelse är daterad före den som den förutsätter',
      en: 'An event dated before the one it depends on',
    },
    explanation: {
      sv: 'Besvarad före skickad, avslutad före inledd, inkommen efter registreringen och liknande; en för varje slag i ett ärende, från den dag då båda händelserna har inträffat. En anmälan ”från framtiden” från den dag den registrerades. Det som rör en part räknas inte.',
      en: 'Answered before sent, closed before opened, received after it was registered, and the like; one of each kind in a case, from the day on which both have happened. A report from the future from the day it was registered. What concerns a party is not counted.',
    },
    law: 'dokumentation',
    say: ({ id }) => TEXTS[id]!,
    mend: {
      text: { sv: 'Rätta den dag som är fel.', en: 'Correct the day that is wrong.' },
      at: '/{kind}/{case}',
    },
    find,
  },
} as const satisfies Readonly<Record<string, QualityRule>>;
