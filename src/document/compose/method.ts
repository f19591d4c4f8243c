import type { Consultation, ConsultationStep } from '../../investigation/consultation/schema.ts';
import type { Conversation } from '../../investigation/conversation/schema.ts';
import type { PartyInformation } from '../../investigation/information/schema.ts';
import type { InstrumentUse } from '../../investigation/instrument/schema.ts';
import { entryOf } from '../../knowledge/codebooks.ts';
import { findInstrument, NORM_SETS } from '../../knowledge/instruments.ts';
import { type Block, heading, list, paragraph, table } from '../model.ts';
import { type Findings, leftOutOf } from './findings.ts';
import * as words from './wording.ts';

/** What was done in an investigation, and with whom; of people, those whom the caller may know of. */
export interface Method extends Findings, words.People {
  readonly informations: readonly PartyInformation[];
  readonly steps: readonly ConsultationStep[];
  readonly instruments: readonly InstrumentUse[];
}

/** How the investigation was done: what it asked, who was told, whom it talked to, and what it left out. */
export const methodOf = (told: Method): Block[] => [
  heading(3, 'Syfte och frågeställningar'),
  words.textOr(told.plan.purpose, words.NOT_YET),
  ...(told.plan.questions.length > 0 ? [list(told.plan.questions)] : []),
  heading(3, 'Information om utredningen'),
  ...informationsOf(told),
  heading(3, 'Samtal'),
  conversationsOf(told),
  heading(3, 'Konsultationer'),
  consultationsOf(told),
  ...waivedOf(told),
  heading(3, 'Bedömningsinstrument'),
  instrumentsOf(told),
  ...leftOutOf(told),
];

/** Who was told what and how, and why someone was not. */
function informationsOf(told: Method): Block[] {
  const given = told.informations.filter(({ exception }) => exception === null);
  const exceptions = told.informations.filter(({ exception }) => exception !== null);
  const about = ({ stage }: PartyInformation) => entryOf('informationStage', stage).sv;
  if (told.informations.length === 0) return [paragraph('Ingen information är antecknad.')];
  return [
    ...(given.length > 0
      ? [
          table(
            ['Vem', 'Dag', 'Om vad', 'Hur'],
            given.map((one) => [
              words.partyOf(told, one.personId),
              one.informedOn!,
              about(one),
              words.lines(one.manner && entryOf('informationManner', one.manner).sv, one.note),
            ]),
          ),
        ]
      : []),
    ...(exceptions.length > 0
      ? [
          list(
            exceptions.map(
              (one) =>
                `${words.partyOf(told, one.personId)}: har inte informerats. ${about(one)}. ${one.exception}`,
            ),
          ),
        ]
      : []),
  ];
}

const childIn = ({ childAlone, childTookPart }: Conversation) =>
  childAlone ? 'Ensamt med handläggaren' : childTookPart ? 'Deltog' : 'Deltog inte';

const conversationsOf = ({ conversations }: Method): Block =>
  conversations.length === 0
    ? paragraph('Inga samtal är antecknade.')
    : table(
        ['Dag', 'Form', 'Barnet', 'Övriga deltagare', 'Tolk'],
        conversations.map((held) => [
          held.heldOn,
          entryOf('conversationForm', held.form).sv +
            (held.withoutConsent ? '\nUtan vårdnadshavarens samtycke eller närvaro' : ''),
          childIn(held),
          held.otherParticipants.join('\n'),
          held.interpreter ?? '',
        ]),
      );

const resultOf = ({ status, answeredOn, closedOn, answerDay }: Consultation) => {
  const on = answeredOn ?? closedOn;
  const label = entryOf('consultationStatus', status).sv;
  return on === null ? `Svar väntas senast ${answerDay}` : `${words.withoutRemark(label)} ${on}`;
};

/** What was sent: a question that is still a draft has been put to nobody. */
function consultationsOf({ consultations }: Method): Block {
  const sent = consultations.filter(({ sentOn }) => sentOn !== null);
  return sent.length === 0
    ? paragraph('Inga konsultationer är skickade.')
    : table(
        ['Vem', 'Skickad', 'Resultat'],
        sent.map((one) => [words.counterpartOf(one), one.sentOn!, resultOf(one)]),
      );
}

const waivedOf = ({ steps }: Method): Block[] => {
  const waived = steps.flatMap(({ step, waiver }) =>
    waiver
      ? [
          `${entryOf('consultationStep', step).sv} har inte tillfrågats. ` +
            `${entryOf('stepWaiver', waiver.reason).sv}: ${waiver.explanation}`,
        ]
      : [],
  );
  return waived.length > 0 ? [list(waived)] : [];
};

/** Scores as they are, and by which norms they are read; what they mean is for the areas and the analysis. */
const instrumentsOf = ({ instruments }: Method): Block =>
  instruments.length === 0
    ? paragraph('Inga bedömningsinstrument har använts.')
    : table(
        ['Instrument', 'Dag', 'Vem svarade', 'Resultat'],
        instruments.map((use) => [
          words.lines(entryOf('instrument', use.instrument).sv, use.instrumentVersion),
          use.usedOn,
          use.respondent === null ? '' : entryOf('respondent', use.respondent).sv,
          words.lines(...scoresOf(use), normsOf(use), use.summary),
        ]),
      );

/** As given, and then the sums that were not. */
function scoresOf({ instrument, scores, derived }: InstrumentUse): string[] {
  const scales = findInstrument(instrument)?.scales ?? [];
  const sums = derived.filter(({ scale }) => scores.every((given) => given.scale !== scale));
  return [...scores, ...sums].map(({ scale, value }) => {
    const name = scales.find(({ id }) => id === scale)?.sv ?? scale;
    return `${name} ${String(value).replace('.', ',')}`;
  });
}

function normsOf({ normSet }: InstrumentUse): string | null {
  const norms = NORM_SETS.find(({ id }) => id === normSet);
  return norms ? `Normer: ${norms.about.sv} (${norms.id})` : null;
}
