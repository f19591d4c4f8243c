import type { Instant } from '../kernel/clock.ts';
import { addPeriod, type Day, dayOf } from '../kernel/day.ts';
import type { Refusal, Violation } from '../kernel/outcome.ts';
import type { CodeOf, EntryOf } from '../knowledge/codebooks.ts';
import { entryOf } from '../knowledge/codebooks.ts';
import { citationOn } from '../knowledge/law.ts';
import { type DecidedExtension, type Limit, limitOf, stepsOf } from '../knowledge/limits.ts';
import type { Extension, ExtensionInput, Intake, KeptExtension } from './schema.ts';

/** Where an intake stands. Only an anmälan is ever `unassessed`: other reports need no protection assessment. */
export type IntakeState = 'unassessed' | 'undecided' | 'decided';

/** What can be done with an intake. */
export type IntakeAction =
  | 'assess-protection'
  | 'work'
  | 'correct'
  | 'extend'
  | 'decide'
  | 'request-feedback'
  | 'give-feedback'
  | 'assign';

type Hindrance = 'protection-assessment-first' | 'decided' | 'not-decided';

/** What may follow what. A truth table, tested cell by cell over HTTP. */
export const PERMITTED = {
  unassessed: {
    'assess-protection': true,
    work: true,
    correct: true,
    extend: true,
    decide: 'protection-assessment-first',
    'request-feedback': true,
    'give-feedback': 'not-decided',
    assign: true,
  },
  undecided: {
    'assess-protection': true,
    work: true,
    correct: true,
    extend: true,
    decide: true,
    'request-feedback': true,
    'give-feedback': 'not-decided',
    assign: true,
  },
  decided: {
    'assess-protection': 'decided',
    work: 'decided',
    correct: true,
    extend: 'decided',
    decide: 'decided',
    'request-feedback': true,
    'give-feedback': true,
    assign: true,
  },
} as const satisfies Record<IntakeState, Record<IntakeAction, true | Hindrance>>;

const HINDRANCES: Readonly<Record<Hindrance, (on: Day) => Refusal>> = {
  'protection-assessment-first': (on) => ({
    rule: 'intake.protection-assessment-first',
    law: citationOn('skyddsbedomning', on),
    text: {
      sv: 'En omedelbar skyddsbedömning ska göras och dokumenteras innan beslut fattas.',
      en: 'The immediate protection assessment must be made and documented before the decision.',
    },
    remedy: {
      sv: 'Registrera den med POST …/protection-assessments och fatta sedan beslutet.',
      en: 'Record it with POST …/protection-assessments, then decide.',
    },
  }),
  decided: (on) => ({
    rule: 'intake.decided',
    law: citationOn('forhandsbedomning', on),
    text: {
      sv: 'Beslut har redan fattats. Det som beslutats ändras inte.',
      en: 'The decision has been made already. What was decided is not changed.',
    },
    remedy: {
      sv: 'Registrera en ny aktualisering när något nytt har kommit fram, eller skriv i utredningen.',
      en: 'Register a new report when something new has come up, or write in the investigation.',
    },
  }),
  'not-decided': (on) => ({
    rule: 'intake.feedback-before-decision',
    law: citationOn('aterkoppling-till-anmalare', on),
    text: {
      sv: 'Anmälaren informeras om beslutet, och inget beslut har fattats än.',
      en: 'The reporter is told of the decision, and none has been made yet.',
    },
    remedy: { sv: 'Fatta beslutet först.', en: 'Decide first.' },
  }),
};

/** What the rules need of an intake. */
export type IntakeFacts = Pick<
  Intake,
  'type' | 'receivedAt' | 'mainCause' | 'outcome' | 'decidedOn' | 'protectionAssessments'
> & { readonly extensions: readonly DecidedExtension[] };

function stateOf(intake: Pick<IntakeFacts, 'type' | 'outcome' | 'protectionAssessments'>): IntakeState {
  if (intake.outcome !== null) return 'decided';
  return intake.type === 'anmalan' && intake.protectionAssessments.length === 0 ? 'unassessed' : 'undecided';
}

/** Whether an action fits the state; the citation is that of the day. */
export function hindered(intake: IntakeFacts, action: IntakeAction, on: Day): Refusal[] {
  const cell = PERMITTED[stateOf(intake)][action];
  return cell === true ? [] : [HINDRANCES[cell](on)];
}

/**
 * The 14 days of a preliminary assessment (förhandsbedömning), with its extensions. Null for a report that is not an
 * anmälan: the limit applies to those alone.
 */
export function preliminaryLimit(intake: Pick<IntakeFacts, 'type' | 'receivedAt' | 'extensions'>) {
  if (intake.type !== 'anmalan') return null;
  return limitOf('forhandsbedomning', dayOf(intake.receivedAt), intake.extensions);
}

/** When an investigation of the child ran: until it was closed, or still. */
export interface Run {
  readonly openedOn: Day;
  readonly closedOn: Day | null;
}

/** The investigation that a report can join by a decision on a day: it ran on that day, and runs still. */
export function joinableOn<R extends Run>(runs: readonly R[], on: Day): R | undefined {
  return runs.find(({ openedOn, closedOn }) => closedOn === null && openedOn <= on);
}

/** Whether an investigation opened on a day would run beside another of the child. */
const wouldRunBeside = (runs: readonly Run[], on: Day): boolean =>
  runs.some(({ closedOn }) => closedOn === null || closedOn > on);

const latest = (...days: readonly Day[]): Day => days.toSorted().at(-1)!;

/**
 * The first day on which an intake can be decided: the day it came in, or the day of the first protection assessment
 * of an anmälan where that is later. Nobody is under investigation before birth.
 */
export function earliestDecisionDay(
  intake: Pick<IntakeFacts, 'type' | 'receivedAt' | 'protectionAssessments'>,
  outcome: CodeOf<'intakeOutcome'>,
  birthDate: Day | null,
): Day {
  const [first] = intake.type === 'anmalan' ? intake.protectionAssessments : [];
  return latest(
    dayOf(intake.receivedAt),
    ...(first ? [dayOf(first.assessedAt)] : []),
    ...(birthDate && outcome !== 'utredning-inleds-inte' ? [birthDate] : []),
  );
}

/**
 * The day on which an ansökan opens an investigation or joins one: the first that the law allows, which is the day it
 * came in unless the child was born later, or another investigation was in the way then.
 */
export function openingDay(receivedAt: Instant, birthDate: Day | null, runs: readonly Run[]): Day {
  const received = latest(dayOf(receivedAt), ...(birthDate ? [birthDate] : []));
  const running = runs.find(({ closedOn }) => closedOn === null);
  return running
    ? latest(received, running.openedOn)
    : latest(received, ...runs.map(({ closedOn }) => closedOn!));
}

/** A day of a decision or another happening that cannot be: after today, or before what it follows on. */
export function impossibleDay(field: string, on: Day, earliest: Day, today: Day): Violation[] {
  if (on > today) {
    return [{ field, text: { sv: 'Får inte ligga i framtiden.', en: 'Must not lie in the future.' } }];
  }
  if (on < earliest) {
    return [
      { field, text: { sv: `Får inte ligga före ${earliest}.`, en: `Must not lie before ${earliest}.` } },
    ];
  }
  return [];
}

/** An extension is for a definite time: at most two years, far beyond what any case has needed. */
export function impossibleEndDay(newEndDay: Day, decidedOn: Day): Violation[] {
  const last = addPeriod(decidedOn, { years: 2 });
  if (newEndDay <= last) return [];
  return [
    { field: 'newEndDay', text: { sv: `Får inte ligga efter ${last}.`, en: `Must not lie after ${last}.` } },
  ];
}

/** The ground (skäl) that the law asks for where it lets a time be extended. */
export const LAWFUL_GROUND = {
  forhandsbedomning: 'synnerliga-skal',
  utredning: 'sarskilda-skal',
} as const satisfies Record<string, CodeOf<'extensionGround'>>;

/**
 * Whether a limit can be extended: on the ground that its law names, to a later day. A preliminary assessment only on
 * synnerliga skäl; an investigation on särskilda skäl, for a definite time. A decision that was made when the time had
 * run out was made all the same: it is kept as late, and moves nothing.
 */
export function extensionRefused(
  kind: keyof typeof LAWFUL_GROUND,
  limit: Pick<Limit, 'endDay'>,
  extension: Pick<ExtensionInput, 'ground' | 'newEndDay'>,
  decidedOn: Day,
): Refusal[] {
  const law = citationOn(kind, decidedOn);
  const found: Refusal[] = [];
  if (extension.ground !== LAWFUL_GROUND[kind]) {
    const ground: EntryOf<'extensionGround'> = entryOf('extensionGround', LAWFUL_GROUND[kind]);
    found.push({
      rule: 'extension.ground',
      law,
      text: {
        sv: `Tiden får bara förlängas när det finns ${ground.sv.toLowerCase()}.`,
        en: `The time may only be extended on ${ground.sv.toLowerCase()}.`,
      },
      remedy: {
        sv: `Ange ${ground.code} om sådana finns.`,
        en: `Give ${ground.code} if there are such grounds.`,
      },
    });
  }
  if (extension.newEndDay <= limit.endDay) {
    found.push({
      rule: 'extension.not-later',
      law,
      text: {
        sv: `Den nya slutdagen ska ligga efter den nuvarande, ${limit.endDay}.`,
        en: `The new end day must lie after the present one, ${limit.endDay}.`,
      },
      remedy: { sv: 'Ange en senare dag.', en: 'Give a later day.' },
    });
  }
  return found;
}

/** Extensions in the order decided, each with whether the time had run out when it was decided. */
export function withLateness(
  kind: keyof typeof LAWFUL_GROUND,
  start: Day,
  extensions: readonly KeptExtension[],
): Extension[] {
  const steps = stepsOf(kind, start, extensions);
  return extensions.map((extension, at) => ({ ...extension, late: steps[at]?.late ?? false }));
}

/** An ansökan and other information have no limit to extend. */
export function nothingToExtend(on: Day): Refusal {
  return {
    rule: 'extension.no-limit',
    law: citationOn('forhandsbedomning', on),
    text: {
      sv: 'Tiden för förhandsbedömning gäller bara anmälningar. Här finns ingen tid att förlänga.',
      en: 'The time limit of a preliminary assessment applies to an anmälan alone. There is none to extend here.',
    },
    remedy: { sv: 'Fatta beslut.', en: 'Decide.' },
  };
}

/** What the decision needs beside the state: a main cause, and an outcome that fits what ran on its day. */
export function decisionRefused(
  intake: Pick<IntakeFacts, 'mainCause'>,
  outcome: CodeOf<'intakeOutcome'>,
  { unborn, runs, on }: { unborn: boolean; runs: readonly Run[]; on: Day },
): Refusal[] {
  const found: Refusal[] = [];
  if (intake.mainCause === null) {
    found.push({
      rule: 'intake.main-cause-missing',
      law: citationOn('dokumentation', on),
      text: { sv: 'Huvudsaklig orsak saknas.', en: 'The main cause is missing.' },
      remedy: {
        sv: 'Ange mainCause med PATCH på aktualiseringen.',
        en: 'Give mainCause with PATCH on the intake.',
      },
    });
  }
  if (outcome !== 'utredning-inleds-inte' && unborn) {
    found.push({
      rule: 'intake.child-unborn',
      law: citationOn('utredning', on),
      text: {
        sv: 'Barnet är inte fött. En barnavårdsutredning kan inledas först när barnet är fött.',
        en: 'The child is not yet born. An investigation can be opened when the child is born.',
      },
      remedy: {
        sv: 'Registrera födelsedatum när barnet är fött, eller besluta att inte inleda.',
        en: 'Record the birth date when the child is born, or decide not to open.',
      },
    });
  }
  if (outcome === 'utredning-inleds' && wouldRunBeside(runs, on)) {
    found.push({
      rule: 'investigation.already-running',
      law: citationOn('forhandsbedomning', on),
      text: {
        sv: 'En utredning om barnet pågår redan, eller pågick den dagen. Två kan inte pågå samtidigt.',
        en: 'An investigation of the child is running already, or was on that day. Two cannot run at once.',
      },
      remedy: {
        sv: 'Besluta pafors-pagaende-utredning, eller ange en decidedOn då den var avslutad.',
        en: 'Decide pafors-pagaende-utredning, or give a decidedOn when it was closed.',
      },
    });
  }
  if (outcome === 'pafors-pagaende-utredning' && !joinableOn(runs, on)) {
    found.push({
      rule: 'investigation.none-running',
      law: citationOn('forhandsbedomning', on),
      text: {
        sv: 'Ingen utredning om barnet pågår sedan den dagen eller tidigare att påföra till.',
        en: 'No investigation of the child is running, since that day or earlier, to join to.',
      },
      remedy: { sv: 'Besluta att inleda eller inte inleda utredning.', en: 'Decide to open or not to open.' },
    });
  }
  return found;
}

/** Only a mandatory reporter (19 kap. 1-3 §§) who asks is told of the decision. */
export function feedbackRefused(
  { reporterMandatory, asked }: { reporterMandatory: boolean; asked: boolean },
  on: Day,
): Refusal[] {
  if (reporterMandatory && asked) return [];
  return [
    {
      rule: reporterMandatory ? 'feedback.not-requested' : 'feedback.not-mandatory-reporter',
      law: citationOn('aterkoppling-till-anmalare', on),
      text: reporterMandatory
        ? { sv: 'Anmälaren har inte bett om återkoppling.', en: 'The reporter has not asked for feedback.' }
        : {
            sv: 'Bara den som har anmälningsskyldighet får information om beslutet.',
            en: 'Only a mandatory reporter may be told of the decision.',
          },
      remedy: reporterMandatory
        ? {
            sv: 'Ange requestedOn om anmälaren har frågat senare.',
            en: 'Give requestedOn if the reporter has asked later.',
          }
        : { sv: 'Lämna ingen uppgift: sekretess gäller.', en: 'Tell nothing: secrecy applies.' },
    },
  ];
}

/** What the time for feedback is counted from. */
export interface FeedbackFacts {
  readonly reporter: CodeOf<'reporter'>;
  readonly outcome: CodeOf<'intakeOutcome'> | null;
  readonly decidedOn: Day | null;
  readonly feedback: { readonly requested: boolean; readonly requestedOn: Day | null };
}

/** The time for feedback: from when, until when, and whether it is owed at once. */
export interface FeedbackLimit extends Limit {
  readonly start: Day;
  readonly atOnce: boolean;
}

/**
 * Until when a mandatory reporter who asked is told of the decision: within a week after it; at once where the request
 * came when that week was over, or where the report joined a running investigation. Null where nobody with that right
 * has asked, before the decision, and for what was decided, or asked for later, before 15 January 2026.
 */
export function feedbackLimit({
  reporter,
  outcome,
  decidedOn,
  feedback,
}: FeedbackFacts): FeedbackLimit | null {
  if (decidedOn === null || !feedback.requested || !entryOf('reporter', reporter).mandatory) return null;
  const last = feedback.requestedOn === null ? decidedOn : latest(decidedOn, feedback.requestedOn);
  const week = limitOf('aterkoppling-till-anmalare', decidedOn);
  if (outcome !== 'pafors-pagaende-utredning' && week !== null && last <= week.endDay) {
    return { ...week, start: decidedOn, atOnce: false };
  }
  if (limitOf('aterkoppling-till-anmalare', last) === null) return null;
  return { start: last, endDay: last, lastLawfulDay: last, atOnce: true };
}
