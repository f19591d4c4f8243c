import { and, asc, eq, type SQL, sql } from 'drizzle-orm';
import type { Reach } from '../../access/reach.ts';
import { changeAndKeep, type Moment } from '../../database/earlier-versions.ts';
import { prepared, type Reader, type Tx } from '../../database/handle.ts';
import type { Same } from '../../kernel/same.ts';
import { knowsWhom } from '../../person/secrecy.ts';
import { person } from '../../person/tables.ts';
import type { Communication } from './schema.ts';
import { communication } from './tables.ts';

// The table keeps just what the schema shows.
true satisfies Same<typeof communication.$inferSelect, Communication>;

const { placeholder } = sql;

const inInvestigation = eq(communication.investigationId, placeholder('investigationId'));
const inOrder = [asc(communication.recordedAt), asc(communication.id)];

const all = prepared((reader: Reader) =>
  reader
    .select()
    .from(communication)
    .where(inInvestigation)
    .orderBy(...inOrder)
    .prepare(),
);

/** A party with protected identity is there for its named handlers only, and so is what was sent to it. */
const knownWhere = (which?: SQL) =>
  prepared((reader: Reader) =>
    reader
      .select({ communication })
      .from(communication)
      .leftJoin(person, eq(person.id, communication.partyId))
      .where(and(inInvestigation, which, knowsWhom(communication.partyId)))
      .orderBy(...inOrder)
      .prepare(),
  );
const known = knownWhere();
const one = knownWhere(eq(communication.id, placeholder('id')));

/** Every communication of an investigation, whoever asks: for rules, never for an answer. */
export async function findCommunications(reader: Reader, investigationId: string): Promise<Communication[]> {
  return all(reader).execute({ investigationId });
}

/** Those of an investigation that the caller sees whose party the caller may know of, in the order recorded. */
export async function findKnownCommunications(
  reader: Reader,
  investigationId: string,
  reach: Reach,
): Promise<Communication[]> {
  const rows = await known(reader).execute({ investigationId, ...reach });
  return rows.map((row) => row.communication);
}

/** One of them. */
export async function findKnownCommunication(
  reader: Reader,
  investigationId: string,
  id: string,
  reach: Reach,
): Promise<Communication | undefined> {
  return (await one(reader).execute({ investigationId, id, ...reach }))[0]?.communication;
}

export async function insertCommunication(tx: Tx, row: Communication): Promise<void> {
  await tx.insert(communication).values(row);
}

export async function updateCommunication(at: Moment, row: Communication): Promise<void> {
  await changeAndKeep(at, communication, { id: row.id }, row);
}
