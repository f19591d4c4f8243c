import { addPeriod, type Day } from '../../kernel/day.ts';
import type { Refusal, Violation } from '../../kernel/outcome.ts';
import type { Text } from '../../kernel/text.ts';
import { type AreaCode, areaOfToday } from '../../knowledge/areas.ts';
import { CODEBOOKS, type CodeOf, type EntryOf, entryOf } from '../../knowledge/codebooks.ts';
import {
  agreementFor,
  DO_NOT_INFORM_PARENTS,
  questionsFor,
  WHY_ANSWER_DAY,
} from '../../knowledge/consultations.ts';
import { citationOn } from '../../knowledge/law.ts';
import type { LocalTerms } from '../../knowledge/local-terms.ts';
import type { Consultation, ConsultationQuestion, ConsultationStep, Withdrawal } from './schema.ts';

type Counterpart = CodeOf<'consultationCounterpart'>;
type Status = CodeOf<'consultationStatus'>;
type Step = CodeOf<'consultationStep'>;

/** What can be done with a consultation. */
export type ConsultationAction = 'edit' | 'dispatch' | 'remind' | 'answer' | 'decline' | 'close';

type Hindrance = 'not-dispatched' | 'dispatched' | 'ended';

/**
 * What may follow what. A draft can be closed, since nothing is deleted; it then was never sent and counts for no
 * step. What has ended stays ended: a late answer belongs to a new consultation.
 */
const PERMITTED = {
  utkast: {
    edit: true,
    dispatch: true,
    remind: 'not-dispatched',
    answer: 'not-dispatched',
    decline: 'not-dispatched',
    close: true,
  },
  skickad: {
    edit: 'dispatched',
    dispatch: 'dispatched',
    remind: true,
    answer: true,
    decline: true,
    close: true,
  },
  paminnelse: {
    edit: 'dispatched',
    dispatch: 'dispatched',
    remind: true,
    answer: true,
    decline: true,
    close: true,
  },
  besvarad: {
    edit: 'ended',
    dispatch: 'ended',
    remind: 'ended',
    answer: 'ended',
    decline: 'ended',
    close: 'ended',
  },
  avbojd: {
    edit: 'ended',
    dispatch: 'ended',
    remind: 'ended',
    answer: 'ended',
    decline: 'ended',
    close: 'ended',
  },
  'avslutad-utan-svar': {
    edit: 'ended',
    dispatch: 'ended',
    remind: 'ended',
    answer: 'ended',
    decline: 'ended',
    close: 'ended',
  },
} as const satisfies Record<Status, Record<ConsultationAction, true | Hindrance>>;

/** The action that each kind of withdrawal is. */
export const WITHDRAWALS = {
  avbojd: 'decline',
  'avslutad-utan-svar': 'close',
} as const satisfies Record<Withdrawal, ConsultationAction>;

const HINDRANCES: Readonly<Record<Hindrance, (on: Day) => Refusal>> = {
  'not-dispatched': (on) => ({
    rule: 'consultation.not-dispatched',
    law: citationOn('konsultation-svar', on),
    text: {
      sv: 'Konsultationen är ett utkast. Motparten har inte tillfrågats.',
      en: 'The consultation is a draft. The counterpart has not been asked.',
    },
    remedy: {
      sv: 'Skicka den först med POST …/dispatch. Ett utkast som inte behövs avslutas med avslutad-utan-svar.',
      en: 'Send it first with POST …/dispatch. A draft that is not needed is closed with avslutad-utan-svar.',
    },
  }),
  dispatched: (on) => ({
    rule: 'consultation.dispatched',
    law: citationOn('dokumentation', on),
    text: {
      sv: 'Konsultationen är redan skickad. Det som har skickats ändras inte.',
      en: 'The consultation has been sent already. What was sent is not changed.',
    },
    remedy: {
      sv: 'Gör en ny konsultation för nya frågor, eller ge en ny svarsdag med POST …/reminders.',
      en: 'Make a new consultation for new questions, or give a new answer day with POST …/reminders.',
    },
  }),
  ended: (on) => ({
    rule: 'consultation.ended',
    law: citationOn('dokumentation', on),
    text: {
      sv: 'Konsultationen är besvarad eller avslutad. Det som står i den ändras inte.',
      en: 'The consultation is answered or closed. What stands in it is not changed.',
    },
    remedy: {
      sv: 'Gör en ny konsultation om mer behöver inhämtas, eller om ett svar har kommit sent.',
      en: 'Make a new consultation if more is needed, or if an answer has come in late.',
    },
  }),
};

/** Whether an action fits where the consultation stands; the citation is that of the day. */
export function hindered(
  { status }: Pick<Consultation, 'status'>,
  action: ConsultationAction,
  on: Day,
): Refusal[] {
  const cell = PERMITTED[status][action];
  return cell === true ? [] : [HINDRANCES[cell](on)];
}

/**
 * What sending needs: at least one question, and a ground on which the counterpart may answer. In a decided
 * investigation authorities owe the board what can matter (SoL 20 kap. 6 §) and no consent is needed; where consent
 * is the ground, it is documented who gave it.
 */
export function dispatchRefused(
  { basis, consentNote, questions }: Pick<Consultation, 'basis' | 'consentNote' | 'questions'>,
  on: Day,
): Refusal[] {
  const found: Refusal[] = [];
  if (questions.length === 0) {
    found.push({
      rule: 'consultation.questions-missing',
      law: citationOn('konsultationssteg', on),
      text: { sv: 'Konsultationen har inga frågor.', en: 'The consultation has no questions.' },
      remedy: { sv: 'Skriv minst en fråga med PATCH.', en: 'Write at least one question with PATCH.' },
    });
  }
  if (basis === null) {
    found.push({
      rule: 'consultation.basis-missing',
      law: citationOn('uppgiftsskyldighet', on),
      text: {
        sv: 'Grunden för att motparten ska lämna uppgifter saknas.',
        en: 'The basis on which the counterpart supplies information is missing.',
      },
      remedy: {
        sv: 'Ange basis med PATCH. I en inledd utredning är det oftast uppgiftsskyldighet.',
        en: 'Give basis with PATCH. In an open investigation it is mostly uppgiftsskyldighet.',
      },
    });
  }
  if (basis === 'samtycke' && consentNote === null) {
    found.push({
      rule: 'consultation.consent-missing',
      law: citationOn('dokumentation', on),
      text: {
        sv: 'Samtycke är grunden, men det är inte dokumenterat.',
        en: 'Consent is the basis, but it is not documented.',
      },
      remedy: {
        sv: 'Ange i consentNote vem som samtyckt, när och till vad.',
        en: 'Tell in consentNote who consented, when and to what.',
      },
    });
  }
  return found;
}

/** The counterpart needs time to answer: the answer day lies after the day of asking. */
export function answerDayTooEarly(answerDay: Day, askedOn: Day): Violation[] {
  if (answerDay > askedOn) return [];
  return [
    {
      field: 'answerDay',
      text: { sv: `Ska ligga efter ${askedOn}.`, en: `Must lie after ${askedOn}.` },
    },
  ];
}

/** The answer day that the agreement of the board with the counterpart gives. */
export function agreedAnswerDay(counterpart: Counterpart, sentOn: Day, terms: LocalTerms): Day {
  return addPeriod(sentOn, { days: agreementFor(counterpart, sentOn, terms).answerDays });
}

/**
 * Whether someone may come to harm if the guardians learn that others are asked: a report that the investigation
 * rests on tells of violence or sexual abuse. The draft then begins with telling nobody; the handler decides.
 */
export function concernsViolence(causes: readonly CodeOf<'cause'>[]): boolean {
  return causes.some((cause) => entryOf('cause', cause).group === 'vald');
}

/** What a request says to the counterpart besides its questions, in Swedish. */
export function coverLinesOf({ doNotInformGuardians }: Pick<Consultation, 'doNotInformGuardians'>): string[] {
  return [WHY_ANSWER_DAY, ...(doNotInformGuardians ? [DO_NOT_INFORM_PARENTS] : [])].map(({ sv }) => sv);
}

/**
 * The proposed questions, in Swedish, to a counterpart about the areas that a plan has chosen. Those of an older file
 * are asked about as the areas that followed on them.
 */
export function proposedQuestions(
  counterpart: Counterpart,
  areas: readonly { area: AreaCode; decision: CodeOf<'areaDecision'> }[],
): ConsultationQuestion[] {
  const chosen = areas.filter(({ decision }) => decision === 'utreds').map(({ area }) => area);
  const today = chosen.flatMap((area) => areaOfToday(area) ?? []);
  return questionsFor(counterpart, today).flatMap(({ area: asked, questions }) => {
    const area = chosen.find((one) => areaOfToday(one) === asked)!;
    return questions.map(({ sv }) => ({ area, text: sv }));
  });
}

/** Whether a consultation that stands so awaits its answer. */
export const AWAITS_ANSWER = {
  utkast: false,
  skickad: true,
  paminnelse: true,
  besvarad: false,
  avbojd: false,
  'avslutad-utan-svar': false,
} as const satisfies Record<Status, boolean>;

/** Whether a consultation of a counterpart counts for a step. */
export const countsFor = (counterpart: Counterpart, step: Step): boolean => {
  const entry: EntryOf<'consultationCounterpart'> = entryOf('consultationCounterpart', counterpart);
  return entry.step === step || entry.alsoStep === step;
};

/**
 * How far a step has come by its consultations (konsultationssteg), and whether one still awaits its answer. Answered
 * when one consultation was; tried without answer when at least one was sent and all that were sent were declined or
 * closed; else waived, or missing. One that was never sent counts for nothing.
 */
export function statusOfStep(
  consultations: readonly Pick<Consultation, 'status' | 'sentOn'>[],
  waived: boolean,
): Pick<ConsultationStep, 'status' | 'pending'> {
  const sent = consultations.filter(({ sentOn }) => sentOn !== null);
  const pending = sent.some(({ status }) => AWAITS_ANSWER[status]);
  if (sent.some(({ status }) => status === 'besvarad')) return { status: 'besvarad', pending };
  if (sent.length > 0 && !pending) return { status: 'utan-svar', pending };
  return { status: waived ? 'undantag' : 'saknas', pending };
}

/** A consultation as it stood at the end of a day: what came later had not happened. */
export function asOn(consultation: Consultation, on: Day): Consultation {
  const { sentOn, answeredOn, closedOn, remindedOn: reminders } = consultation;
  if (sentOn === null) return consultation;
  const later = { answeredOn: null, answer: null, answerStatements: [], closedOn: null, closingReason: null };
  if (sentOn > on) {
    return { ...consultation, ...later, status: 'utkast', sentOn: null, answerDay: null, remindedOn: [] };
  }
  const ended = answeredOn ?? closedOn;
  if (ended !== null && ended <= on) return consultation;
  const remindedOn = reminders.filter((day) => day <= on);
  return { ...consultation, ...later, status: remindedOn.length > 0 ? 'paminnelse' : 'skickad', remindedOn };
}

/** The two steps of an investigation. */
export function stepsOf(
  consultations: readonly Consultation[],
  waivers: readonly ({ step: Step } & NonNullable<ConsultationStep['waiver']>)[],
): ConsultationStep[] {
  return CODEBOOKS.consultationStep.codes.map(({ code: step }) => {
    const own = consultations.filter(({ counterpart }) => countsFor(counterpart, step));
    const waived = waivers.find((waiver) => waiver.step === step);
    return {
      step,
      ...statusOfStep(own, waived !== undefined),
      consultations: own.map(
        ({ id, counterpart, counterpartName, status, sentOn, answerDay, answeredOn, closedOn }) => ({
          id,
          counterpart,
          counterpartName,
          status,
          sentOn,
          answerDay,
          answeredOn,
          closedOn,
        }),
      ),
      waiver: waived
        ? {
            reason: waived.reason,
            explanation: waived.explanation,
            waivedAt: waived.waivedAt,
            waivedBy: waived.waivedBy,
          }
        : null,
    };
  });
}

const STEP_NAMES: Readonly<Record<Step, Text>> = {
  skola: { sv: 'Förskola eller skola', en: 'Preschool or school' },
  halsa: { sv: 'Hälso- och sjukvård', en: 'Health care' },
};

/** A step is waived once, and not when it has been answered already. */
export function waiverRefused({ step, status, waiver }: ConsultationStep, on: Day): Refusal[] {
  const law = citationOn('konsultationssteg', on);
  const name = STEP_NAMES[step];
  if (waiver !== null) {
    return [
      {
        rule: 'consultation.step-waived',
        law,
        text: { sv: `${name.sv}: undantag finns redan.`, en: `${name.en}: the step is waived already.` },
        remedy: {
          sv: 'Konsultera verksamheten om skälet inte längre gäller.',
          en: 'Consult the party if the reason no longer holds.',
        },
      },
    ];
  }
  if (status === 'besvarad') {
    return [
      {
        rule: 'consultation.step-answered',
        law,
        text: {
          sv: `${name.sv}: steget är redan besvarat.`,
          en: `${name.en}: the step is answered already.`,
        },
        remedy: { sv: 'Inget undantag behövs.', en: 'No waiver is needed.' },
      },
    ];
  }
  return [];
}

/**
 * An investigation does not close before both steps are taken (answered, or tried without answer) or waived: one
 * refusal for each step that is neither.
 */
export function stepsMissing(
  steps: readonly Pick<ConsultationStep, 'step' | 'status' | 'pending'>[],
  on: Day,
): Refusal[] {
  return steps
    .filter(({ status }) => status === 'saknas')
    .map(({ step, pending }) => {
      const law = citationOn('konsultationssteg', on);
      const name = STEP_NAMES[step];
      return pending
        ? {
            rule: 'consultation.step-pending',
            law,
            text: {
              sv: `${name.sv}: konsultationen är skickad men inte besvarad.`,
              en: `${name.en}: the consultation is sent but not answered.`,
            },
            remedy: {
              sv: 'Vänta på svaret, påminn med POST …/reminders, eller avsluta utan svar med POST …/withdrawal.',
              en: 'Wait for the answer, remind with POST …/reminders, or close without answer with POST …/withdrawal.',
            },
          }
        : {
            rule: 'consultation.step-missing',
            law,
            text: {
              sv: `${name.sv}: ingen har tillfrågats, och inget undantag finns.`,
              en: `${name.en}: nobody has been asked, and the step is not waived.`,
            },
            remedy: {
              sv: 'Skicka en konsultation, eller ange skäl att avstå med POST …/consultation-steps.',
              en: 'Send a consultation, or give the reason for waiving with POST …/consultation-steps.',
            },
          };
    });
}
