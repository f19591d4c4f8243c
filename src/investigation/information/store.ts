import { and, asc, eq, type SQL, sql } from 'drizzle-orm';
import type { Reach } from '../../access/reach.ts';
import { changeAndKeep, type Moment } from '../../database/earlier-versions.ts';
import { prepared, type Reader, type Tx } from '../../database/handle.ts';
import type { Same } from '../../kernel/same.ts';
import { knowsWhom } from '../../person/secrecy.ts';
import { person } from '../../person/tables.ts';
import type { PartyInformation } from './schema.ts';
import { partyInformation } from './tables.ts';

// The table keeps just what the schema shows.
true satisfies Same<typeof partyInformation.$inferSelect, PartyInformation>;

const { placeholder } = sql;

const inInvestigation = eq(partyInformation.investigationId, placeholder('investigationId'));
const inOrder = [asc(partyInformation.recordedAt), asc(partyInformation.id)];

const all = prepared((reader: Reader) =>
  reader
    .select()
    .from(partyInformation)
    .where(inInvestigation)
    .orderBy(...inOrder)
    .prepare(),
);

/** Someone with protected identity is there for its named handlers only, and so is what it was told. */
const knownWhere = (which?: SQL) =>
  prepared((reader: Reader) =>
    reader
      .select({ partyInformation })
      .from(partyInformation)
      .leftJoin(person, eq(person.id, partyInformation.personId))
      .where(and(inInvestigation, which, knowsWhom(partyInformation.personId)))
      .orderBy(...inOrder)
      .prepare(),
  );
const known = knownWhere();
const one = knownWhere(eq(partyInformation.id, placeholder('id')));

/** All that those concerned by an investigation were told, whoever asks: for rules, never for an answer. */
export async function findInformations(reader: Reader, investigationId: string): Promise<PartyInformation[]> {
  return all(reader).execute({ investigationId });
}

/** What those were told whom the caller may know of, in an investigation that the caller sees. */
export async function findKnownInformations(
  reader: Reader,
  investigationId: string,
  reach: Reach,
): Promise<PartyInformation[]> {
  const rows = await known(reader).execute({ investigationId, ...reach });
  return rows.map((row) => row.partyInformation);
}

/** One of them. */
export async function findKnownInformation(
  reader: Reader,
  investigationId: string,
  id: string,
  reach: Reach,
): Promise<PartyInformation | undefined> {
  return (await one(reader).execute({ investigationId, id, ...reach }))[0]?.partyInformation;
}

export async function insertInformation(tx: Tx, row: PartyInformation): Promise<void> {
  await tx.insert(partyInformation).values(row);
}

export async function updateInformation(at: Moment, row: PartyInformation): Promise<void> {
  await changeAndKeep(at, partyInformation, { id: row.id }, row);
}
