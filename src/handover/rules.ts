import { type TakenPart, untakenOf } from '../investigation/area/taking/rules.ts';
import type { Communication } from '../investigation/communication/schema.ts';
import type { Consultation } from '../investigation/consultation/schema.ts';
import type { Conversation } from '../investigation/conversation/schema.ts';
import type { NoteRow } from '../investigation/note/tables.ts';
import type { Handover, HandoverCase, Running } from './schema.ts';

const byDay = <T>(dayIn: (one: T) => string | null) => {
  // What has no day comes last.
  const key = (one: T) => dayIn(one) ?? '9999-12-31';
  return (a: T, b: T) => (key(a) < key(b) ? -1 : key(a) > key(b) ? 1 : 0);
};

/** What has been begun and not come to its end: each needs someone to see to it. Notes come in order of time. */
export function runningIn({
  consultations,
  communications,
  notes,
  taken,
}: {
  readonly consultations: readonly Consultation[];
  readonly communications: readonly Communication[];
  readonly notes: readonly NoteRow[];
  readonly taken: readonly TakenPart[];
}): Running {
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
    answers: consultations
      .map(({ id, counterpart, counterpartName, answeredOn, version, answerStatements }) => ({
        id,
        counterpart,
        counterpartName,
        answeredOn,
        version,
        untaken: untakenOf({ id, answerStatements }, taken),
      }))
      .filter(({ untaken }) => untaken.length > 0)
      .sort(byDay(({ answeredOn }) => answeredOn)),
    notes: notes
      .filter(({ signedAt }) => signedAt === null)
      .map(({ id, happenedOn, heading, corrects, recordedAt, recordedBy, version }) => ({
        id,
        happenedOn,
        heading,
        corrects,
        recordedAt,
        recordedBy,
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
