import { impossibleDay } from '../../intake/rules.ts';
import { ageOn, type Day } from '../../kernel/day.ts';
import type { Refusal, Violation } from '../../kernel/outcome.ts';
import type { CodeOf } from '../../knowledge/codebooks.ts';
import { ADULT_AGE } from '../../knowledge/consent.ts';
import { citationOn } from '../../knowledge/law.ts';
import { type Limit, limitOf } from '../../knowledge/limits.ts';
import { codesNotInForce } from '../../knowledge/validity.ts';
import type {
  FollowUpContact,
  FollowUpEndInput,
  FollowUpInformation,
  FollowUpInput,
  KeptFollowUp,
} from './schema.ts';

/** Which outcomes are no decision on an insats: after those alone the child's situation can be followed up. */
const WITHOUT_INSATS = {
  'insats-sol': false,
  // The board has asked the court for care; what is followed up after that is the care.
  'vard-lvu': false,
  'ingen-insats-inget-behov': true,
  'ingen-insats-avbojd': true,
  'ingen-insats-hanvisad': true,
  flyttat: true,
  'ansokan-avslagen': true,
  'ansokan-atertagen': true,
} as const satisfies Record<CodeOf<'investigationOutcome'>, boolean>;

/**
 * By when a follow-up ends (SoL (2025:400) 23 kap. 5 §): so long after the day the investigation was closed, whenever
 * the follow-up was decided.
 */
export const followUpLimit = (closedOn: Day): Limit => limitOf('uppfoljning-efter-utredning', closedOn)!;

/** What cannot be true of the decision. */
export const impossibleDecision = (
  { ground, decidedOn }: Pick<FollowUpInput, 'ground'> & { decidedOn: Day },
  { closedOn, today }: { closedOn: Day; today: Day },
): Violation[] => [
  ...impossibleDay('decidedOn', decidedOn, closedOn, today),
  ...codesNotInForce(decidedOn, [['ground', 'followUpGround', ground]]),
];

/** What a decision to follow up is judged by. */
export interface Closed {
  readonly closedOn: Day;
  readonly outcome: CodeOf<'investigationOutcome'>;
  readonly birthDate: Day | null;
  /** There is a follow-up already, running or ended. */
  readonly followed: boolean;
  /** The day on which another investigation of the child was opened since, the first of them. */
  readonly reopenedOn: Day | null;
}

/** Everything that stands in the way of a follow-up that is decided on a day (SoL (2025:400) 23 kap. 1, 5 §§). */
export function followUpRefused(
  { closedOn, outcome, birthDate, followed, reopenedOn }: Closed,
  decidedOn: Day,
): Refusal[] {
  const law = citationOn('uppfoljning-efter-utredning', decidedOn);
  const { endDay, lastLawfulDay } = followUpLimit(closedOn);
  const found: Refusal[] = [];
  if (!WITHOUT_INSATS[outcome]) {
    found.push({
      rule: 'follow-up.after-insats',
      law,
      text: {
        sv: 'Utredningen avslutades med beslut om insats eller vård. Barnets situation följs inte upp på det här sättet.',
        en: 'The investigation was closed with a decision on an insats or care. There is no follow-up of this kind.',
      },
      remedy: { sv: 'Följ upp insatsen i stället.', en: 'Follow up the insats instead.' },
    });
  }
  if (birthDate !== null && ageOn(birthDate, decidedOn) >= ADULT_AGE) {
    found.push({
      rule: 'follow-up.not-a-child',
      law: citationOn('vem-ar-barn', decidedOn),
      text: {
        sv: 'Den unge har fyllt 18 år. Uppföljning gäller ett barns situation.',
        en: 'The young person is 18 or over. A follow-up is of the situation of a child.',
      },
      remedy: {
        sv: 'Erbjud den unge stöd i en egen ansökan.',
        en: 'Offer the young person support by an application of their own.',
      },
    });
  }
  if (followed) {
    found.push({
      rule: 'follow-up.decided-already',
      law,
      text: {
        sv: 'Uppföljning efter utredningen är redan beslutad.',
        en: 'A follow-up after the investigation was decided already.',
      },
      remedy: {
        sv: 'Läs den med GET …/follow-up. Registrera en ny aktualisering när något nytt har kommit fram.',
        en: 'Read it with GET …/follow-up. Register a new report when something new has come up.',
      },
    });
  }
  if (decidedOn > lastLawfulDay) {
    found.push({
      rule: 'follow-up.time-has-passed',
      law,
      text: {
        sv: `Tiden för uppföljning efter utredningen gick ut ${endDay}.`,
        en: `The time for a follow-up after the investigation ran out on ${endDay}.`,
      },
      remedy: {
        sv: 'Registrera en ny aktualisering om det finns skäl till oro.',
        en: 'Register a new report if there is reason for concern.',
      },
    });
  }
  if (reopenedOn !== null && reopenedOn <= decidedOn) {
    found.push({
      rule: 'follow-up.new-investigation',
      law,
      text: {
        sv: 'En ny utredning av barnet har inletts sedan den här avslutades.',
        en: 'A new investigation of the child has been opened since this one was closed.',
      },
      remedy: {
        sv: 'Gör det som behövs i den nya utredningen, eller följ upp den när den är avslutad.',
        en: 'Do what is needed in the new investigation, or follow up that one when it is closed.',
      },
    });
  }
  return found;
}

/** A follow-up ends once; what an end says is not changed. */
export function alreadyEnded({ endedOn }: Pick<KeptFollowUp, 'endedOn'>, on: Day): Refusal[] {
  if (endedOn === null) return [];
  return [
    {
      rule: 'follow-up.ended',
      law: citationOn('uppfoljning-efter-utredning', on),
      text: { sv: `Uppföljningen avslutades ${endedOn}.`, en: `The follow-up ended on ${endedOn}.` },
      remedy: {
        sv: 'Registrera en ny aktualisering när något nytt har kommit fram.',
        en: 'Register a new report when something new has come up.',
      },
    },
  ];
}

/** Nobody is told that a follow-up has ended while it runs. */
export function notEndedYet(
  stage: CodeOf<'followUpStage'>,
  { endedOn }: Pick<KeptFollowUp, 'endedOn'>,
  on: Day,
): Refusal[] {
  if (stage !== 'avslut' || endedOn !== null) return [];
  return [
    {
      rule: 'follow-up.not-ended',
      law: citationOn('information-om-uppfoljning', on),
      text: { sv: 'Uppföljningen har inte avslutats.', en: 'The follow-up has not ended.' },
      remedy: {
        sv: 'Avsluta först uppföljningen med POST …/follow-up/end.',
        en: 'End the follow-up first with POST …/follow-up/end.',
      },
    },
  ];
}

/**
 * What cannot be true of the end: it lies before what was done in the follow-up; the time had not run out; or a new
 * investigation is named, which ends it by itself when it is opened.
 */
export function impossibleEnd(
  { reason, endedOn }: Pick<FollowUpEndInput, 'reason'> & { endedOn: Day },
  {
    decidedOn,
    closedOn,
    contactsOn,
    today,
  }: { decidedOn: Day; closedOn: Day; contactsOn: readonly Day[]; today: Day },
): Violation[] {
  const earliest = [decidedOn, ...contactsOn].toSorted().at(-1)!;
  const { endDay } = followUpLimit(closedOn);
  return [
    ...impossibleDay('endedOn', endedOn, earliest, today),
    ...codesNotInForce(endedOn, [['reason', 'followUpEndReason', reason]]),
    ...(reason === 'tiden-ute' && endedOn < endDay
      ? [
          {
            field: 'reason',
            text: { sv: `Tiden går ut först ${endDay}.`, en: `The time does not run out before ${endDay}.` },
          },
        ]
      : []),
    ...(reason === 'ny-utredning'
      ? [
          {
            field: 'reason',
            text: {
              sv: 'Anges inte: uppföljningen avslutas av sig själv när en ny utredning inleds.',
              en: 'Not given: the follow-up ends by itself when a new investigation is opened.',
            },
          },
        ]
      : []),
  ];
}

/** A new investigation ends a follow-up on the day it is opened, or at once where that was before the decision. */
export const endOnReopening = (decidedOn: Day, reopenedOn: Day): Day =>
  reopenedOn < decidedOn ? decidedOn : reopenedOn;

/** Someone was told from the day of what was told, in a manner then in force. */
export function impossibleInformation(
  { stage, informedOn, manner }: Pick<FollowUpInformation, 'stage' | 'informedOn' | 'manner'>,
  { decidedOn, endedOn }: Pick<KeptFollowUp, 'decidedOn' | 'endedOn'>,
  today: Day,
): Violation[] {
  const earliest = stage === 'avslut' ? (endedOn ?? decidedOn) : decidedOn;
  return [
    ...impossibleDay('informedOn', informedOn, earliest, today),
    ...codesNotInForce(informedOn, [
      ['stage', 'followUpStage', stage],
      ['manner', 'informationManner', manner],
    ]),
  ];
}

/**
 * A contact was made while the follow-up ran, which a contact after its last lawful day also was: that is late, and
 * still to be written down (SoL (2025:400) 14 kap. 3 §). One that was made in time may be recorded after the end.
 */
export function impossibleContact(
  contact: Pick<FollowUpContact, 'on' | 'with'>,
  { decidedOn, endedOn }: Pick<KeptFollowUp, 'decidedOn' | 'endedOn'>,
  today: Day,
): Violation[] {
  return [
    ...impossibleDay('on', contact.on, decidedOn, today),
    ...(endedOn !== null && contact.on > endedOn && contact.on <= today
      ? [
          {
            field: 'on',
            text: {
              sv: `Får inte ligga efter ${endedOn}, då uppföljningen avslutades.`,
              en: `Must not lie after ${endedOn}, when the follow-up ended.`,
            },
          },
        ]
      : []),
    ...codesNotInForce(contact.on, [['with', 'followUpContact', contact.with]]),
  ];
}

/** Whether each of those who are to be told has been. Where nobody is known, nobody has. */
export function allTold(
  informations: readonly Pick<FollowUpInformation, 'stage' | 'personId' | 'retractedAt'>[],
  stage: CodeOf<'followUpStage'>,
  parties: readonly string[],
): boolean {
  const told = informations.filter((one) => one.stage === stage && one.retractedAt === null);
  return parties.length > 0 && parties.every((id) => told.some(({ personId }) => personId === id));
}
