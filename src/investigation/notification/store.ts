import { and, asc, eq, sql } from 'drizzle-orm';
import type { Reach } from '../../access/reach.ts';
import { changeAndKeep, type Moment } from '../../database/earlier-versions.ts';
import { prepared, type Reader, type Tx } from '../../database/handle.ts';
import type { Same } from '../../kernel/same.ts';
import { knowsWhom } from '../../person/secrecy.ts';
import { person } from '../../person/tables.ts';
import type { KeptNotification } from './schema.ts';
import { decisionNotification } from './tables.ts';

// The table keeps just what the schema says that it keeps.
true satisfies Same<typeof decisionNotification.$inferSelect, KeptNotification>;

const { placeholder } = sql;

const all = prepared((reader: Reader) =>
  reader
    .select()
    .from(decisionNotification)
    .where(eq(decisionNotification.investigationId, placeholder('investigationId')))
    .orderBy(asc(decisionNotification.recordedAt), asc(decisionNotification.id))
    .prepare(),
);
/** A party with protected identity is there for its named handlers only, and so is its notification. */
const one = prepared((reader: Reader) =>
  reader
    .select({ decisionNotification })
    .from(decisionNotification)
    .innerJoin(person, eq(person.id, decisionNotification.partyId))
    .where(
      and(
        eq(decisionNotification.id, placeholder('id')),
        eq(decisionNotification.investigationId, placeholder('investigationId')),
        knowsWhom(decisionNotification.partyId),
      ),
    )
    .prepare(),
);

/** Every notification of a decision in the order recorded, whoever asks: for rules, never as such for an answer. */
export async function findNotifications(
  reader: Reader,
  investigationId: string,
): Promise<KeptNotification[]> {
  return all(reader).execute({ investigationId });
}

/** One notification of an investigation that the caller sees, to a party whom the caller may know of. */
export async function findKnownNotification(
  reader: Reader,
  investigationId: string,
  id: string,
  reach: Reach,
): Promise<KeptNotification | undefined> {
  return (await one(reader).execute({ investigationId, id, ...reach }))[0]?.decisionNotification;
}

export async function insertNotification(tx: Tx, row: KeptNotification): Promise<void> {
  await tx.insert(decisionNotification).values(row);
}

export async function updateNotification(at: Moment, row: KeptNotification): Promise<void> {
  await changeAndKeep(at, decisionNotification, { id: row.id }, row);
}
