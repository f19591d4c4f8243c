import { feedbackLimit } from '../intake/rules.ts';
import { type Day, dayOf } from '../kernel/day.ts';
import type { Text } from '../kernel/text.ts';
import type { CodeOf } from '../knowledge/codebooks.ts';
import type { LegalRuleId } from '../knowledge/legal-rules.ts';
import type {
  ChildRecord,
  ConsultationRecord,
  ExtensionRecord,
  IntakeRecord,
  InvestigationRecord,
} from '../record/record.ts';

/**
 * The table of deadlines: for each time limit of knowledge/legal-rules.ts, where in a record it begins, what extends
 * it and what meets it. Lengths, citations and binding force come from the legal rule, the arithmetic from
 * evaluate.ts: a new deadline is one more entry here.
 */

/** How long the time is. */
export type Term =
  /** What the legal rule gives on the start day; its local time where the law names none. */
  | { readonly kind: 'by-rule' }
  /** At once (genast): a duty without a number, whatever the legal rule says otherwise. */
  | { readonly kind: 'at-once' }
  /** A day that someone has agreed to or set. `fact` names it: "The agreed answer day". */
  | { readonly kind: 'set'; readonly day: Day; readonly fact: Text };

/** One running or met time in one record. A fact is a clause, to be read with its day after it. */
export interface Instance {
  readonly subject: {
    readonly kind: 'intake' | 'investigation' | 'consultation';
    readonly id: string;
    readonly caseNumber: string;
  };
  readonly case: { readonly kind: 'intake' | 'investigation'; readonly id: string };
  readonly unit: string;
  readonly handlerId: string;
  /** Which one, where the subject has several by the same rule. */
  readonly part?: string;
  readonly start: { readonly day: Day; readonly fact: Text };
  readonly term: Term;
  /** In the order decided. They prolong a time that a statute sets, not a day that someone has set. */
  readonly extensions: readonly ExtensionRecord[];
  /** The day is null where it was met on a day that the record does not hold. */
  readonly met: { readonly day: Day | null; readonly fact: Text } | null;
}

/** The legal rules that have a deadline here, in the order of the case. */
export const DEADLINE_RULE_IDS = [
  'skyddsbedomning',
  'forhandsbedomning',
  'aterkoppling-till-anmalare',
  'utredning',
  'konsultation-svar',
  'kommunicering',
] as const satisfies readonly LegalRuleId[];

export type DeadlineRuleId = (typeof DEADLINE_RULE_IDS)[number];

export interface DeadlineRule {
  /** From how many days before the end day it is `nearing`. */
  readonly nearing: number;
  /** Where the passing of the last day meets it: the fact. */
  readonly metByPassing?: Text;
  instancesOf(record: ChildRecord): readonly Instance[];
}

const BY_RULE = { kind: 'by-rule' } as const;
const AT_ONCE = { kind: 'at-once' } as const;

const ofIntake = ({ id, caseNumber, unit, handlerId }: IntakeRecord) => ({
  subject: { kind: 'intake', id, caseNumber } as const,
  case: { kind: 'intake', id } as const,
  unit,
  handlerId,
});

const ofInvestigation = ({ id, caseNumber, unit, handlerId }: InvestigationRecord) => ({
  subject: { kind: 'investigation', id, caseNumber } as const,
  case: { kind: 'investigation', id } as const,
  unit,
  handlerId,
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
function decisionOn({ outcome, decidedOn }: IntakeRecord): { day: Day; fact: Text } | null {
  return outcome === null || decidedOn === null ? null : { day: decidedOn, fact: DECIDED[outcome] };
}

/**
 * Omedelbar skyddsbedömning: an anmälan is assessed at once for the need of immediate protection, that is, on the day
 * it came in. The first assessment meets it. The act names no time: the day is advice, and no weekend moves it.
 */
const protectionAssessment: DeadlineRule = {
  nearing: 0,
  instancesOf: ({ intakes }) =>
    intakes.filter(isAnmalan).map((intake) => {
      const [first] = intake.protectionAssessments;
      return {
        ...ofIntake(intake),
        start: reported(intake),
        term: BY_RULE,
        extensions: [],
        met: first
          ? {
              day: dayOf(first.assessedAt),
              fact: { sv: 'Skyddsbedömningen gjordes', en: 'The protection assessment was made on' },
            }
          : null,
      };
    }),
};

/**
 * Förhandsbedömning: within fourteen days after an anmälan came in, extended only on synnerliga skäl, the board decides
 * to open or not to open; a report that joins a running investigation is met by joining it. No other report has it.
 */
const preliminaryAssessment: DeadlineRule = {
  nearing: 3,
  instancesOf: ({ intakes }) =>
    intakes.filter(isAnmalan).map((intake) => ({
      ...ofIntake(intake),
      start: reported(intake),
      term: BY_RULE,
      extensions: intake.extensions,
      met: decisionOn(intake),
    })),
};

/** Utredning: four calendar months from the day it was opened, extended on särskilda skäl; met by closing it. */
const investigation: DeadlineRule = {
  nearing: 14,
  instancesOf: ({ investigations }) =>
    investigations.map((one) => ({
      ...ofInvestigation(one),
      start: {
        day: one.openedOn,
        fact: { sv: 'Utredningen inleddes', en: 'The investigation was opened on' },
      },
      term: BY_RULE,
      extensions: one.extensions,
      met:
        one.closedOn === null
          ? null
          : {
              day: one.closedOn,
              fact: { sv: 'Utredningen avslutades', en: 'The investigation was closed on' },
            },
    })),
};

const CONSULTATION_ENDED: Readonly<Record<CodeOf<'consultationStatus'>, Text>> = {
  utkast: { sv: 'Konsultationen avslutades', en: 'The consultation was closed on' },
  skickad: { sv: 'Konsultationen avslutades', en: 'The consultation was closed on' },
  paminnelse: { sv: 'Konsultationen avslutades', en: 'The consultation was closed on' },
  besvarad: { sv: 'Svaret kom in', en: 'The answer came in on' },
  avbojd: { sv: 'Motparten avböjde att svara', en: 'The counterpart declined to answer on' },
  'avslutad-utan-svar': {
    sv: 'Konsultationen avslutades utan svar',
    en: 'The consultation was closed without an answer on',
  },
};

/** Answered, declined or closed; and with the investigation closed, no answer is awaited any more. */
function consultationMet(consultation: ConsultationRecord, closedOn: Day | null): Instance['met'] {
  const day = consultation.answeredOn ?? consultation.closedOn;
  if (day !== null) return { day, fact: CONSULTATION_ENDED[consultation.status] };
  return closedOn === null
    ? null
    : {
        day: closedOn,
        fact: {
          sv: 'Inget svar inväntas längre sedan utredningen avslutades',
          en: 'No answer is awaited since the investigation was closed on',
        },
      };
}

/**
 * Svar på konsultation: a consultation that was sent is answered by the day agreed, the one of the latest reminder;
 * within the local time where no day was agreed. Agreed and not statutory, so no weekend moves it.
 */
const consultationAnswer: DeadlineRule = {
  nearing: 2,
  instancesOf: ({ investigations }) =>
    investigations.flatMap((one) =>
      one.consultations.flatMap((consultation) => {
        const { id, sentOn, answerDay } = consultation;
        if (sentOn === null) return [];
        return [
          {
            ...ofInvestigation(one),
            subject: { kind: 'consultation', id, caseNumber: one.caseNumber } as const,
            start: {
              day: sentOn,
              fact: { sv: 'Konsultationen skickades', en: 'The consultation was sent on' },
            },
            term:
              answerDay === null
                ? BY_RULE
                : {
                    kind: 'set' as const,
                    day: answerDay,
                    fact:
                      consultation.remindedOn.length > 0
                        ? {
                            sv: 'Svarsdagen enligt den senaste påminnelsen',
                            en: 'The answer day of the latest reminder',
                          }
                        : { sv: 'Den överenskomna svarsdagen', en: 'The agreed answer day' },
                  },
            extensions: [],
            met: consultationMet(consultation, one.closedOn),
          },
        ];
      }),
    ),
};

/**
 * Information till anmälaren: a mandatory reporter who asked is told of the decision, in the time that feedbackLimit
 * says. Found unsuitable is met too.
 */
const feedback: DeadlineRule = {
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
          met: feedbackMet(intake.feedback),
        },
      ];
    }),
};

function feedbackMet({ givenOn, unsuitable }: IntakeRecord['feedback']): Instance['met'] {
  if (givenOn !== null) {
    return { day: givenOn, fact: { sv: 'Informationen lämnades', en: 'The information was given on' } };
  }
  return unsuitable
    ? {
        day: null,
        fact: {
          sv: 'Informationen bedömdes olämplig att lämna',
          en: 'The information was found unsuitable to give',
        },
      }
    : null;
}

/**
 * Kommunicering: each party who was sent the material has until the day set by the handler to comment. Met by the
 * comment, or by the passing of the day: nobody has to comment. Not a time in a statute, so no weekend moves it.
 */
const communication: DeadlineRule = {
  nearing: 2,
  metByPassing: { sv: 'Tiden för yttrande gick ut', en: 'The time to comment ran out on' },
  instancesOf: ({ investigations }) =>
    investigations.flatMap((one) =>
      one.communications.flatMap(({ sentOn, commentBy, commentReceivedOn }, at) => {
        if (sentOn === null) return [];
        return [
          {
            ...ofInvestigation(one),
            // Communications are only ever added, so the place in order is a name that lasts.
            part: String(at + 1),
            start: { day: sentOn, fact: { sv: 'Materialet skickades', en: 'The material was sent on' } },
            term:
              commentBy === null
                ? BY_RULE
                : {
                    kind: 'set' as const,
                    day: commentBy,
                    fact: { sv: 'Sista dag att yttra sig', en: 'The last day to comment' },
                  },
            extensions: [],
            met:
              commentReceivedOn === null
                ? null
                : { day: commentReceivedOn, fact: { sv: 'Yttrandet kom in', en: 'The comment came in on' } },
          },
        ];
      }),
    ),
};

/** What is known of each deadline, by the legal rule that it applies. */
export const DEADLINE_RULES: Readonly<Record<DeadlineRuleId, DeadlineRule>> = {
  skyddsbedomning: protectionAssessment,
  forhandsbedomning: preliminaryAssessment,
  'aterkoppling-till-anmalare': feedback,
  utredning: investigation,
  'konsultation-svar': consultationAnswer,
  kommunicering: communication,
};
