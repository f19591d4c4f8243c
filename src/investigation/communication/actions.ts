import type { Caller } from '../../access/caller.ts';
import { reachOf } from '../../access/reach.ts';
import type { Work } from '../../access/work.ts';
import type { Reader } from '../../database/handle.ts';
import type { Day } from '../../kernel/day.ts';
import { newId } from '../../kernel/id.ts';
import { NotFound, permit, Stale, valid } from '../../kernel/outcome.ts';
import { findGuardians, findKnownPerson, getSubject } from '../../person/actions.ts';
import { auditIn, getForWork } from '../actions.ts';
import type { InvestigationRow } from '../tables.ts';
import * as rules from './rules.ts';
import type { CommentInput, Communication, CommunicationInput } from './schema.ts';
import * as store from './store.ts';

/**
 * Every communication of an investigation, in the order recorded, whoever asks: for rules and the record. Answers
 * show `listCommunications`.
 */
export function loadCommunications(reader: Reader, investigationId: string): Promise<Communication[]> {
  return store.findCommunications(reader, investigationId);
}

/** The communications whose party the caller may know of, in the order recorded. */
export function listCommunications(
  reader: Reader,
  investigationId: string,
  caller: Caller,
): Promise<Communication[]> {
  return store.findKnownCommunications(reader, investigationId, reachOf(caller, 'investigation'));
}

/** @throws NotFound when it is not there, or its party is not to be known to the caller. */
export async function getCommunication(
  reader: Reader,
  investigationId: string,
  communicationId: string,
  caller: Caller,
): Promise<Communication> {
  const reach = reachOf(caller, 'investigation');
  const found = await store.findKnownCommunication(reader, investigationId, communicationId, reach);
  if (!found) throw new NotFound();
  return found;
}

/** The ids of the parties (parter) on a day, whoever asks: for rules, never for an answer. */
export async function findParties(
  reader: Reader,
  child: { readonly id: string; readonly birthDate: Day | null },
  on: Day,
): Promise<string[]> {
  return rules.partiesOn(child, await findGuardians(reader, child.id, on), on);
}

/**
 * Records that the material was sent to a party (kommunicering), or the reason why it was not.
 * @throws Invalid for a day that cannot be, or a person not to be found. @throws Refused `communication.not-a-party`.
 */
export async function communicate(
  work: Work,
  investigationId: string,
  input: CommunicationInput,
): Promise<Communication> {
  const investigation = await getForWork(work, investigationId, 'communicate');
  const { partyId, exception } = input;
  const row: Communication = {
    id: newId(),
    investigationId,
    partyId: partyId ?? null,
    ...(partyId === undefined ? NOT_SENT : await send(work, investigation, { ...input, partyId })),
    commentReceivedOn: null,
    comment: null,
    exception: exception ?? null,
    recordedAt: work.now,
    recordedBy: work.caller.id,
    version: 1,
  };
  await store.insertCommunication(work.tx, row);
  auditIn(work, investigation, { action: 'communication.record', after: row });
  return row;
}

const NOT_SENT = { sentOn: null, commentBy: null };

/** The days of a sending, once it is clear that they can be and that it went to a party. */
async function send(
  work: Work,
  { childId, openedOn }: InvestigationRow,
  input: CommunicationInput & { partyId: string },
) {
  const sentOn = input.sentOn ?? work.today;
  const commentBy = input.commentBy ?? rules.commentDayFrom(sentOn);
  valid(
    rules.impossibleSending({ sentOn, commentBy }, { openedOn, today: work.today }),
    (await findKnownPerson(work, input.partyId)) ? [] : [NO_SUCH_PERSON],
  );
  const parties = await findParties(work.tx, await getSubject(work, childId), sentOn);
  permit(rules.notAParty(input.partyId, parties, sentOn));
  return { sentOn, commentBy };
}

const NO_SUCH_PERSON = {
  field: 'partyId',
  text: {
    sv: 'Personen finns inte. Registrera personen och dess relation till barnet först.',
    en: 'There is no such person. Register the person and its relation to the child first.',
  },
};

/** Records the comment (yttrande) of the party. @throws NotFound. @throws Stale. @throws Invalid. @throws Refused. */
export async function recordComment(
  work: Work,
  investigationId: string,
  communicationId: string,
  { receivedOn, comment }: CommentInput,
  basedOn: number,
): Promise<Communication> {
  const investigation = await getForWork(work, investigationId, 'communicate');
  const before = await getCommunication(work.tx, investigationId, communicationId, work.caller);
  if (before.version !== basedOn) throw new Stale();
  permit(rules.nothingSent(before, work.today));
  valid(rules.impossibleCommentDay(receivedOn, before.sentOn!, work.today));
  const after: Communication = {
    ...before,
    commentReceivedOn: receivedOn,
    comment: comment ?? null,
    version: before.version + 1,
  };
  await store.updateCommunication(work.tx, after);
  auditIn(work, investigation, { action: 'communication.record-comment', before, after });
  return after;
}
