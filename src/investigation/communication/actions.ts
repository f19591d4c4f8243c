import type { Caller } from '../../access/caller.ts';
import { reachOf } from '../../access/reach.ts';
import type { Work } from '../../access/work.ts';
import type { Reader } from '../../database/handle.ts';
import { newId } from '../../kernel/id.ts';
import { NotFound, permit, valid } from '../../kernel/outcome.ts';
import { auditIn, getForChange, getForWork, requireParty } from '../actions.ts';
import { alreadyRetracted, NOT_RETRACTED, type RetractionInput } from '../retraction.ts';
import type { InvestigationRow } from '../tables.ts';
import * as rules from './rules.ts';
import type { CommentInput, Communication, CommunicationInput } from './schema.ts';
import * as store from './store.ts';

/**
 * Every communication of an investigation that counts, in the order recorded, whoever asks: for rules. Answers show
 * `listCommunications`, what was taken back too.
 */
export async function loadCommunications(reader: Reader, investigationId: string): Promise<Communication[]> {
  const all = await store.findCommunications(reader, investigationId);
  return all.filter(({ retractedAt }) => retractedAt === null);
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
  if (partyId !== undefined && exception !== undefined) {
    await requireParty(work, investigation, partyId, FOR_A_PARTY, work.today);
  }
  const row: Communication = {
    id: newId(),
    investigationId,
    partyId: partyId ?? null,
    ...(exception === undefined ? await send(work, investigation, input) : NOT_SENT),
    commentReceivedOn: null,
    comment: null,
    exception: exception ?? null,
    recordedAt: work.now,
    recordedBy: work.caller.id,
    ...NOT_RETRACTED,
    version: 1,
  };
  await store.insertCommunication(work.tx, row);
  auditIn(work, investigation, {
    action: 'communication.record',
    id: row.id,
    others: [row.partyId],
    after: row,
  });
  return row;
}

const NOT_SENT = { sentOn: null, commentBy: null };
const FOR_A_PARTY = { of: 'communication', field: 'partyId' } as const;

/** The days of a sending, once it is clear that they can be and that it went to a party. */
async function send(work: Work, investigation: InvestigationRow, input: CommunicationInput) {
  const sentOn = input.sentOn ?? work.today;
  const commentBy = input.commentBy ?? rules.commentDayFrom(sentOn, work.board);
  const { openedOn } = investigation;
  const impossible = rules.impossibleSending({ sentOn, commentBy }, { openedOn, today: work.today });
  await requireParty(work, investigation, input.partyId!, FOR_A_PARTY, sentOn, impossible);
  return { sentOn, commentBy };
}

/** Records the comment (yttrande) of the party. @throws NotFound. @throws Stale. @throws Invalid. @throws Refused. */
export async function recordComment(
  work: Work,
  investigationId: string,
  communicationId: string,
  { receivedOn, comment }: CommentInput,
  basedOn: number,
): Promise<Communication> {
  const { investigation, before } = await getForChange(work, investigationId, basedOn, 'communicate', (tx) =>
    getCommunication(tx, investigationId, communicationId, work.caller),
  );
  permit(rules.nothingSent(before, work.today));
  valid(rules.impossibleCommentDay(receivedOn, before.sentOn!, work.today));
  const after: Communication = {
    ...before,
    commentReceivedOn: receivedOn,
    comment: comment ?? null,
    version: before.version + 1,
  };
  await store.updateCommunication(work, after);
  auditIn(work, investigation, {
    action: 'communication.record-comment',
    id: after.id,
    others: [after.partyId],
    before,
    after,
  });
  return after;
}

/**
 * Takes back an exception that was recorded by mistake (återtagande): it stays to be read, and excuses nothing more.
 * @throws NotFound. @throws Stale. @throws Refused `investigation.closed`, `communication.not-an-exception`,
 * `communication.retracted`.
 */
export async function retractException(
  work: Work,
  investigationId: string,
  communicationId: string,
  { reason }: RetractionInput,
  basedOn: number,
): Promise<Communication> {
  const { investigation, before } = await getForChange(work, investigationId, basedOn, 'communicate', (tx) =>
    getCommunication(tx, investigationId, communicationId, work.caller),
  );
  permit(rules.notAnException(before, work.today), alreadyRetracted('communication', before));
  const after: Communication = {
    ...before,
    retractedAt: work.now,
    retractedBy: work.caller.id,
    retractionReason: reason,
    version: before.version + 1,
  };
  await store.updateCommunication(work, after);
  auditIn(work, investigation, {
    action: 'communication.retract',
    id: after.id,
    others: [after.partyId],
    before,
    after,
  });
  return after;
}
