import type { Day } from '../kernel/day.ts';
import { dayOf } from '../kernel/day.ts';
import type { Refusal, Violation } from '../kernel/outcome.ts';
import type { CodeOf, EntryOf } from '../knowledge/codebooks.ts';
import { entryOf } from '../knowledge/codebooks.ts';
import { citationOn } from '../knowledge/law.ts';
import { limitOf } from '../knowledge/limits.ts';
import type { ExtensionInput, Intake } from './schema.ts';

/** Where an intake stands. Only an anmälan is ever `unassessed`: other reports need no protection assessment. */
export type IntakeState = 'unassessed' | 'undecided' | 'decided';

/** What can be done with an intake. */
export type IntakeAction =
  | 'assess-protection'
  | 'work'
  | 'correct'
  | 'extend'
  | 'decide'
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
    'give-feedback': 'not-decided',
    assign: true,
  },
  undecided: {
    'assess-protection': true,
    work: true,
    correct: true,
    extend: true,
    decide: true,
    'give-feedback': 'not-decided',
    assign: true,
  },
  decided: {
    'assess-protection': 'decided',
    work: 'decided',
    correct: true,
    extend: 'decided',
    decide: 'decided',
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
  'type' | 'receivedAt' | 'mainCause' | 'outcome' | 'decidedOn' | 'protectionAssessments' | 'extensions'
>;

export function stateOf(
  intake: Pick<IntakeFacts, 'type' | 'outcome' | 'protectionAssessments'>,
): IntakeState {
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

/** A day of a decision that cannot be: after today, or before what it decides on. */
export function impossibleDecisionDay(decidedOn: Day, earliest: Day, today: Day): Violation[] {
  if (decidedOn > today) {
    return [
      { field: 'decidedOn', text: { sv: 'Får inte ligga i framtiden.', en: 'Must not lie in the future.' } },
    ];
  }
  if (decidedOn < earliest) {
    return [
      {
        field: 'decidedOn',
        text: { sv: `Får inte ligga före ${earliest}.`, en: `Must not lie before ${earliest}.` },
      },
    ];
  }
  return [];
}

const LAWFUL_GROUND = {
  forhandsbedomning: 'synnerliga-skal',
  utredning: 'sarskilda-skal',
} as const satisfies Record<string, CodeOf<'extensionGround'>>;

/**
 * Whether a limit can be extended: on the ground that its law names, decided while it runs, to a later day.
 * A preliminary assessment only on synnerliga skäl; an investigation on särskilda skäl, for a definite time.
 */
export function extensionRefused(
  kind: keyof typeof LAWFUL_GROUND,
  limit: { endDay: Day; lastLawfulDay: Day },
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
  if (decidedOn > limit.lastLawfulDay) {
    found.push({
      rule: 'extension.after-limit',
      law,
      text: {
        sv: `Tiden gick ut ${limit.endDay} och kan inte längre förlängas.`,
        en: `The time ran out on ${limit.endDay} and can no longer be extended.`,
      },
      remedy: { sv: 'Fatta beslut i ärendet nu.', en: 'Decide the matter now.' },
    });
  } else if (extension.newEndDay <= limit.endDay) {
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

/** What the decision needs beside the state: a main cause, and an outcome that fits what is running. */
export function decisionRefused(
  intake: Pick<IntakeFacts, 'mainCause'>,
  outcome: CodeOf<'intakeOutcome'>,
  { unborn, running, on }: { unborn: boolean; running: boolean; on: Day },
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
  if (outcome === 'utredning-inleds' && running) {
    found.push({
      rule: 'investigation.already-running',
      law: citationOn('forhandsbedomning', on),
      text: {
        sv: 'En utredning om barnet pågår redan. Två kan inte pågå samtidigt.',
        en: 'An investigation of the child is running already. Two cannot run at once.',
      },
      remedy: { sv: 'Besluta pafors-pagaende-utredning.', en: 'Decide pafors-pagaende-utredning.' },
    });
  }
  if (outcome === 'pafors-pagaende-utredning' && !running) {
    found.push({
      rule: 'investigation.none-running',
      law: citationOn('forhandsbedomning', on),
      text: {
        sv: 'Ingen utredning om barnet pågår att påföra till.',
        en: 'No investigation of the child is running to join to.',
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
