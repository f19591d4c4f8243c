import { allSettledOn } from '../../investigation/information/rules.ts';
import { partiesOn } from '../../investigation/parties.ts';
import type { Day } from '../../kernel/day.ts';
import type { Text } from '../../kernel/text.ts';
import type { CodeOf } from '../../knowledge/codebooks.ts';
import type { ConsultationRecord, TimedInvestigation } from '../../record/record.ts';
import { BY_RULE, type DeadlineRule, type Ending, lapsedOn, metOn } from '../rule.ts';

/** The deadlines of an investigation (utredning), from its opening to the end of the time to appeal. */

/** What every deadline of an investigation is about. */
export const ofInvestigation = ({ id, caseNumber, unit, handlerId }: TimedInvestigation) => ({
  subject: { kind: 'investigation', id, caseNumber } as const,
  case: { kind: 'investigation', id } as const,
  unit,
  handlerId,
  partyId: null,
});

export const opened = ({ openedOn }: TimedInvestigation) => ({
  day: openedOn,
  fact: { sv: 'Utredningen inleddes', en: 'The investigation was opened on' },
});

/** Utredning: four calendar months from the day it was opened, extended on särskilda skäl; met by closing it. */
export const investigation: DeadlineRule = {
  nearing: 14,
  instancesOf: ({ investigations }) =>
    investigations.map((one) => ({
      ...ofInvestigation(one),
      start: opened(one),
      term: BY_RULE,
      extensions: one.extensions,
      ending: metOn(one.closedOn, {
        sv: 'Utredningen avslutades',
        en: 'The investigation was closed on',
      }),
    })),
};

/**
 * Information om utredningen: everyone who was a party on the day it was opened is told so at once, or the särskilda
 * skäl why not are recorded. One time for all of them, so that nobody who is protected can be told from it; the last
 * of them meets it. The act names no number: the days are local, and no weekend moves them. The closing of the
 * investigation does not meet it, since who was not told was not told; but then there is none left to tell of.
 */
export const information: DeadlineRule = {
  nearing: 1,
  instancesOf: ({ child, investigations }) =>
    investigations.map((one) => {
      const parties = partiesOn(child, one.guardiansAtOpening, one.openedOn);
      const told = one.informations.filter(({ stage }) => stage === 'inledning');
      return {
        ...ofInvestigation(one),
        start: opened(one),
        term: BY_RULE,
        extensions: [],
        ending:
          metOn(allSettledOn(told, parties), {
            sv: 'De som berörs var informerade, eller skälet att inte informera antecknat,',
            en: 'Those concerned had been told, or the reason not to had been recorded, on',
          }) ??
          lapsedOn(one.closedOn, {
            sv: 'Alla som berörs hade inte informerats när utredningen avslutades',
            en: 'Not everyone concerned had been told when the investigation was closed on',
          }),
      };
    }),
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

/** Met when answered, declined or closed; with the investigation closed, no answer is awaited any more. */
const consultationEnding = (consultation: ConsultationRecord, closedOn: Day | null): Ending | null =>
  metOn(consultation.answeredOn ?? consultation.closedOn, CONSULTATION_ENDED[consultation.status]) ??
  lapsedOn(closedOn, {
    sv: 'Inget svar inväntas längre sedan utredningen avslutades',
    en: 'No answer is awaited since the investigation was closed on',
  });

/**
 * Svar på konsultation: a consultation that was sent is answered by the day agreed, the one of the latest reminder;
 * within the local time where no day was agreed. Agreed and not statutory, so no weekend moves it.
 */
export const consultationAnswer: DeadlineRule = {
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
                    kind: 'agreed' as const,
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
            ending: consultationEnding(consultation, one.closedOn),
          },
        ];
      }),
    ),
};

/**
 * Kommunicering: each party who was sent the material has until the day set by the handler to comment. Met by the
 * comment, or by the passing of the day: nobody has to comment. Not a time in a statute, so no weekend moves it.
 */
export const communication: DeadlineRule = {
  nearing: 2,
  settledByPassing: {
    state: 'met',
    fact: { sv: 'Tiden för yttrande gick ut', en: 'The time to comment ran out on' },
  },
  instancesOf: ({ investigations }) =>
    investigations.flatMap((one) =>
      one.communications.flatMap(({ id, partyId, sentOn, commentBy, commentReceivedOn }) => {
        if (sentOn === null) return [];
        return [
          {
            ...ofInvestigation(one),
            part: id,
            partyId,
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
            ending: metOn(commentReceivedOn, { sv: 'Yttrandet kom in', en: 'The comment came in on' }),
          },
        ];
      }),
    ),
};

/**
 * Överklagande: a party appeals within three weeks from the day on which that party received a decision that can be
 * appealed. Met by the appeal; lapses unused when the time has run out, and one that came later found it so.
 */
export const appeal: DeadlineRule = {
  nearing: 3,
  settledByPassing: {
    state: 'lapsed',
    fact: { sv: 'Överklagandetiden gick ut', en: 'The time to appeal ran out on' },
  },
  instancesOf: ({ investigations }) =>
    investigations
      .filter(({ appealable }) => appealable === true)
      .flatMap((one) =>
        one.notifications.map(({ id, partyId, notifiedOn, appealReceivedOn }) => ({
          ...ofInvestigation(one),
          part: id,
          partyId,
          start: {
            day: notifiedOn,
            fact: { sv: 'En part fick del av beslutet', en: 'A party received the decision on' },
          },
          term: BY_RULE,
          extensions: [],
          ending: metOn(appealReceivedOn, { sv: 'Överklagandet kom in', en: 'The appeal came in on' }),
        })),
      ),
};
