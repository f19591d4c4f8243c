import { feedbackLimit } from '../../intake/rules.ts';
import { dayOf } from '../../kernel/day.ts';
import type { Text } from '../../kernel/text.ts';
import type { CodeOf } from '../../knowledge/codebooks.ts';
import type { IntakeRecord } from '../../record/record.ts';
import { AT_ONCE, BY_RULE, type DeadlineRule, type Ending, type Fact, metOn } from '../rule.ts';

/** The deadlines of an intake (aktualisering): protection, the decision to investigate, and the reporter's feedback. */

const ofIntake = ({ id, caseNumber, unit, handlerId }: IntakeRecord) => ({
  subject: { kind: 'intake', id, caseNumber } as const,
  case: { kind: 'intake', id } as const,
  unit,
  handlerId,
  partyId: null,
});

const reported = (intake: IntakeRecord) => ({
  day: dayOf(intake.receivedAt),
  fact: { sv: 'Anmälan kom in', en: 'The report came in on' },
});

const isAnmalan = (intake: IntakeRecord) => intake.type === 'anmalan';

const DECIDED: Readonly<Record<CodeOf<'intakeOutcome'>, Text>> = {
  'utredning-inleds': {
    sv: 'Beslut att inleda utredning fattades',
    en: 'The decision to open an investigation was made on',
  },
  'utredning-inleds-inte': {
    sv: 'Beslut att inte inleda utredning fattades',
    en: 'The decision not to open an investigation was made on',
  },
  'pafors-pagaende-utredning': {
    sv: 'Anmälan påfördes en pågående utredning',
    en: 'The report joined a running investigation on',
  },
};

/** The day and kind of the decision on an intake, when there is one. */
function decisionOn({ outcome, decidedOn }: IntakeRecord): Fact | null {
  return outcome === null || decidedOn === null ? null : { day: decidedOn, fact: DECIDED[outcome] };
}

/**
 * Omedelbar skyddsbedömning: an anmälan is assessed at once for the need of immediate protection, that is, on the day
 * it came in; on the next where the office had closed. The first assessment meets it. The act names no time: the day is
 * advice, and no weekend moves it.
 */
export const protectionAssessment: DeadlineRule = {
  nearing: 0,
  instancesOf: ({ intakes }) =>
    intakes.filter(isAnmalan).map((intake) => {
      const [first] = intake.protectionAssessments;
      return {
        ...ofIntake(intake),
        start: reported(intake),
        startedAt: intake.receivedAt,
        term: BY_RULE,
        extensions: [],
        ending: metOn(first ? dayOf(first.assessedAt) : null, {
          sv: 'Skyddsbedömningen gjordes',
          en: 'The protection assessment was made on',
        }),
      };
    }),
};

/**
 * Förhandsbedömning: within fourteen days after an anmälan came in, extended only on synnerliga skäl, the board decides
 * to open or not to open; a report that joins a running investigation is met by joining it. No other report has it.
 */
export const preliminaryAssessment: DeadlineRule = {
  nearing: 3,
  instancesOf: ({ intakes }) =>
    intakes.filter(isAnmalan).map((intake) => {
      const decided = decisionOn(intake);
      return {
        ...ofIntake(intake),
        start: reported(intake),
        term: BY_RULE,
        extensions: intake.extensions,
        ending: decided && { state: 'met', ...decided },
      };
    }),
};

/**
 * Information till anmälaren: a mandatory reporter who asked is told of the decision, in the time that feedbackLimit
 * says. Where it was found unsuitable to give, it does not apply.
 */
export const feedback: DeadlineRule = {
  nearing: 2,
  instancesOf: ({ intakes }) =>
    intakes.flatMap((intake) => {
      const decided = decisionOn(intake);
      const limit = feedbackLimit(intake);
      if (!decided || !limit) return [];
      return [
        {
          ...ofIntake(intake),
          start: {
            day: limit.start,
            fact:
              limit.start === decided.day
                ? decided.fact
                : { sv: 'Anmälaren bad om informationen', en: 'The reporter asked for the information on' },
          },
          term: limit.atOnce ? AT_ONCE : BY_RULE,
          extensions: [],
          ending: feedbackEnding(intake.feedback),
        },
      ];
    }),
};

function feedbackEnding({ givenOn, unsuitable }: IntakeRecord['feedback']): Ending | null {
  if (givenOn === null && unsuitable) {
    return {
      state: 'not-applicable',
      fact: {
        sv: 'informationen bedömdes olämplig att lämna',
        en: 'the information was found unsuitable to give',
      },
    };
  }
  return metOn(givenOn, { sv: 'Informationen lämnades', en: 'The information was given on' });
}
