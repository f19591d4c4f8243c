import type { Work } from '../../access/work.ts';
import type { Reader } from '../../database/handle.ts';
import { newId } from '../../kernel/id.ts';
import { NotFound, valid } from '../../kernel/outcome.ts';
import { auditIn, getForChange, getForWork } from '../actions.ts';
import { childPartIn, impossibleConversation } from './rules.ts';
import type { Conversation, ConversationInput, ConversationPatch } from './schema.ts';
import * as store from './store.ts';

/** The conversations of an investigation, in the order they were held. */
export function loadConversations(reader: Reader, investigationId: string): Promise<Conversation[]> {
  return store.findConversations(reader, investigationId);
}

/** Whether the conversation belongs to the investigation. */
export async function isConversationOf(
  reader: Reader,
  investigationId: string,
  conversationId: string,
): Promise<boolean> {
  return (await store.findConversation(reader, investigationId, conversationId)) !== undefined;
}

/** @throws NotFound when the investigation has no such conversation. */
export async function getConversation(
  reader: Reader,
  investigationId: string,
  conversationId: string,
): Promise<Conversation> {
  const found = await store.findConversation(reader, investigationId, conversationId);
  if (!found) throw new NotFound();
  return found;
}

/** Records a conversation (samtal). @throws Invalid where it cannot have been so. */
export async function recordConversation(
  work: Work,
  investigationId: string,
  input: ConversationInput,
): Promise<Conversation> {
  const investigation = await getForWork(work, investigationId, 'converse');
  const part = childPartIn(input.form);
  const row: Conversation = {
    id: newId(),
    investigationId,
    heldOn: input.heldOn,
    form: input.form,
    childTookPart: input.childTookPart ?? part.childTookPart,
    childAlone: input.childAlone ?? part.childAlone,
    otherParticipants: input.otherParticipants ?? [],
    withoutConsent: input.withoutConsent ?? false,
    interpreter: input.interpreter ?? null,
    content: input.content ?? null,
    childView: input.childView ?? null,
    recordedAt: work.now,
    recordedBy: work.caller.id,
    version: 1,
  };
  valid(impossibleConversation(row, { openedOn: investigation.openedOn, today: work.today }));
  await store.insertConversation(work.tx, row);
  auditIn(work, investigation, { action: 'conversation.record', id: row.id, after: row });
  return row;
}

/** Corrects or completes a conversation. @throws NotFound. @throws Stale. @throws Refused. @throws Invalid. */
export async function correctConversation(
  work: Work,
  investigationId: string,
  conversationId: string,
  patch: ConversationPatch,
  basedOn: number,
): Promise<Conversation> {
  const { investigation, before } = await getForChange(work, investigationId, basedOn, 'converse', (tx) =>
    getConversation(tx, investigationId, conversationId),
  );
  const after: Conversation = { ...before, ...patch, version: before.version + 1 };
  valid(impossibleConversation(after, { openedOn: investigation.openedOn, today: work.today }));
  await store.updateConversation(work, after);
  auditIn(work, investigation, { action: 'conversation.correct', id: after.id, before, after });
  return after;
}
