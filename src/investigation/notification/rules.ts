import { impossibleDay } from '../../intake/rules.ts';
import { addPeriod, type Day } from '../../kernel/day.ts';
import type { Refusal, Violation } from '../../kernel/outcome.ts';
import { citationOn } from '../../knowledge/law.ts';
import { limitOf } from '../../knowledge/limits.ts';
import { codesNotInForce } from '../../knowledge/validity.ts';
import type { AppealInput, KeptNotification, Notification } from './schema.ts';

/** A party received the decision on the day it was made or later, in a manner then in force. */
export function impossibleNotification(
  { notifiedOn, manner }: Pick<KeptNotification, 'notifiedOn' | 'manner'>,
  { decidedOn, today }: { decidedOn: Day; today: Day },
): Violation[] {
  return [
    ...impossibleDay('notifiedOn', notifiedOn, decidedOn, today),
    ...codesNotInForce(notifiedOn, [['manner', 'notificationManner', manner]]),
  ];
}

/**
 * An appeal comes after the decision; it can come before the party formally received it. What it led to was decided
 * when it had come.
 */
export function impossibleAppeal(
  { receivedOn, decidedOn, outcome }: Pick<AppealInput, 'receivedOn' | 'decidedOn' | 'outcome'>,
  decision: { decidedOn: Day; today: Day },
): Violation[] {
  return [
    ...impossibleDay('receivedOn', receivedOn, decision.decidedOn, decision.today),
    ...(decidedOn === undefined ? [] : impossibleDay('decidedOn', decidedOn, receivedOn, decision.today)),
    ...codesNotInForce(decidedOn ?? receivedOn, [['outcome', 'appealOutcome', outcome]]),
  ];
}

/** A decision is received once: a wrong day is corrected, so that the time to appeal never begins anew. */
export function alreadyGiven(
  notifications: readonly Pick<KeptNotification, 'partyId'>[],
  partyId: string,
  on: Day,
): Refusal[] {
  if (notifications.every((given) => given.partyId !== partyId)) return [];
  return [
    {
      rule: 'notification.given-already',
      law: citationOn('underrattelse-om-beslut', on),
      text: {
        sv: 'Parten har redan underrättats om beslutet.',
        en: 'The party has been notified of the decision already.',
      },
      remedy: {
        sv: 'Rätta den underrättelse som finns med PATCH …/notifications/{notificationId}.',
        en: 'Correct the notification that there is with PATCH …/notifications/{notificationId}.',
      },
    },
  ];
}

/** Only what SoL 35 kap. 1 § names can be appealed to a court; knowledge/decisions.ts says which decisions that is. */
export function notAppealable(appealable: boolean, on: Day): Refusal[] {
  if (appealable) return [];
  return [
    {
      rule: 'notification.not-appealable',
      law: citationOn('overklagbara-beslut', on),
      text: { sv: 'Beslutet får inte överklagas.', en: 'The decision cannot be appealed.' },
      remedy: {
        sv: 'Svara parten att beslutet inte får överklagas.',
        en: 'Answer the party that the decision cannot be appealed.',
      },
    },
  ];
}

type Appeal = Pick<KeptNotification, 'notifiedOn' | 'appealReceivedOn' | 'appealOutcome'>;

/**
 * Where a notification stands (överklagandetid och laga kraft). A party appeals within three weeks from the day on which
 * that party received the decision (förvaltningslagen 44 §); a time that ends on a closed day runs to the next open one
 * (lag (1930:173) 2 §). When the time has run out unused, the decision has gained legal force against the party on the
 * day after. An appeal in time stops that, whatever comes of it: then the court's decision counts. A late one stops
 * nothing, unless it was tried all the same, as where the party had been told wrongly how to appeal (45 §).
 */
export function standingOf(
  { notifiedOn, appealReceivedOn, appealOutcome }: Appeal,
  { appealable, today }: { appealable: boolean; today: Day },
): Pick<Notification, 'appealBy' | 'appealLate' | 'legalForceOn'> {
  const appealBy = appealable ? limitOf('overklagande', notifiedOn) : null;
  if (appealBy === null) return { appealBy, appealLate: null, legalForceOn: null };
  const { lastLawfulDay } = appealBy;
  const appealLate = appealReceivedOn === null ? null : appealReceivedOn > lastLawfulDay;
  const tried = appealOutcome !== null && appealOutcome !== 'avvisat';
  const stopped = appealLate === false || tried;
  return {
    appealBy,
    appealLate,
    legalForceOn: stopped || today <= lastLawfulDay ? null : addPeriod(lastLawfulDay, { days: 1 }),
  };
}

/**
 * Where the decision stands with all of its parties. It has legal force when it has it against every one of them, on
 * the latest of their days. Where no party is known there is nobody to notify, and nothing is said.
 */
export function standingOfAll(
  parties: readonly string[],
  notifications: readonly Pick<Notification, 'partyId' | 'legalForceOn'>[],
): { allPartiesNotified: boolean; legalForceOn: Day | null } {
  const given = parties.map((id) => notifications.find(({ partyId }) => partyId === id));
  const days = given.map((notification) => notification?.legalForceOn ?? null);
  return {
    allPartiesNotified: parties.length > 0 && !given.includes(undefined),
    legalForceOn: days.includes(null) ? null : (days.toSorted().at(-1) ?? null),
  };
}

/** What is said to a caller who may not know of every party: the same as where a party is still to be notified. */
export const NOT_TOLD = { allPartiesNotified: false, legalForceOn: null } as const;
