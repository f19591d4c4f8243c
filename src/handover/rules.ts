import type { Communication } from '../investigation/communication/schema.ts';
import type { Consultation } from '../investigation/consultation/schema.ts';
import type { Conversation } from '../investigation/conversation/schema.ts';
import type { Handover, HandoverCase, Running } from './schema.ts';

const byDay = <T>(dayIn: (one: T) => string | null) => {
  // What has no day comes last.
  const key = (one: T) => dayIn(one) ?? '9999-12-31';
  return (a: T, b: T) => (key(a) < key(b) ? -1 : key(a) > key(b) ? 1 : 0);
};

/** What has been begun and not come to its end, in an investigation that runs: each needs someone to see to it. */
export function runningIn(
  consultations: readonly Consultation[],
  communications: readonly Communication[],
): Running {
  const open = consultations.filter(({ answeredOn, closedOn }) => answeredOn === null && closedOn === null);
  return {
    consultations: open
      .filter(({ sentOn }) => sentOn !== null)
      .sort(byDay(({ answerDay }) => answerDay))
      .map(({ id, counterpart, counterpartName, status, sentOn, answerDay, remindedOn, version }) => ({
        id,
        counterpart,
        counterpartName,
        status,
        sentOn,
        answerDay,
        remindedOn,
        version,
      })),
    drafts: open
      .filter(({ sentOn }) => sentOn === null)
      .map(({ id, counterpart, counterpartName, createdAt, createdBy, version }) => ({
        id,
        counterpart,
        counterpartName,
        createdAt,
        createdBy,
        version,
      })),
    communications: communications
      .filter(({ sentOn, commentReceivedOn }) => sentOn !== null && commentReceivedOn === null)
      .sort(byDay(({ commentBy }) => commentBy))
      .map(({ id, partyId, sentOn, commentBy, version }) => ({ id, partyId, sentOn, commentBy, version })),
  };
}

/** The latest conversation that the child took part in; they come in the order they were held. */
export function lastWithChild(conversations: readonly Conversation[]): Handover['lastWithChild'] {
  const last = conversations.findLast(({ childTookPart }) => childTookPart);
  if (!last) return null;
  const { id, heldOn, form, childAlone, recordedBy, version } = last;
  return { id, heldOn, form, childAlone, recordedBy, version };
}

/** The place of a case in the list: by what is due first; where nothing is due, last. */
export const placeOf = ({ next, id }: Pick<HandoverCase, 'next' | 'id'>) =>
  [next?.endDay ?? '9999-12-31', id] as const;
