import { and, asc, eq, sql } from 'drizzle-orm';
import { changeAndKeep, type Moment } from '../../database/earlier-versions.ts';
import { prepared, type Reader, type Tx } from '../../database/handle.ts';
import type { Same } from '../../kernel/same.ts';
import type { Conversation } from './schema.ts';
import { conversation } from './tables.ts';

// The table keeps just what the schema shows.
true satisfies Same<typeof conversation.$inferSelect, Conversation>;

const { placeholder } = sql;

const ofInvestigation = prepared((reader: Reader) =>
  reader
    .select()
    .from(conversation)
    .where(eq(conversation.investigationId, placeholder('investigationId')))
    .orderBy(asc(conversation.heldOn), asc(conversation.id))
    .prepare(),
);
const one = prepared((reader: Reader) =>
  reader
    .select()
    .from(conversation)
    .where(
      and(
        eq(conversation.id, placeholder('id')),
        eq(conversation.investigationId, placeholder('investigationId')),
      ),
    )
    .prepare(),
);

/** The conversations of an investigation that the caller sees, in the order they were held. */
export async function findConversations(reader: Reader, investigationId: string): Promise<Conversation[]> {
  return ofInvestigation(reader).execute({ investigationId });
}

/** One conversation of an investigation that the caller sees. */
export async function findConversation(
  reader: Reader,
  investigationId: string,
  id: string,
): Promise<Conversation | undefined> {
  return (await one(reader).execute({ investigationId, id }))[0];
}

export async function insertConversation(tx: Tx, row: Conversation): Promise<void> {
  await tx.insert(conversation).values(row);
}

export async function updateConversation(at: Moment, row: Conversation): Promise<void> {
  await changeAndKeep(at, conversation, { id: row.id }, row);
}
