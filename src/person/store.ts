import { and, asc, eq, gte, inArray, isNull, like, lte, or, sql } from 'drizzle-orm';
import type { Reach } from '../access/reach.ts';
import { inJsonList } from '../database/columns.ts';
import { changeAndKeep, type Moment } from '../database/earlier-versions.ts';
import { prepared, type Reader, type Tx } from '../database/handle.ts';
import type { Day } from '../kernel/day.ts';
import { knowsPerson } from './secrecy.ts';
import { breakGlass, namedHandler, type PersonRow, person, type RelationRow, relation } from './tables.ts';

const { placeholder } = sql;

const known = prepared((reader: Reader) =>
  reader
    .select()
    .from(person)
    .where(and(eq(person.id, placeholder('id')), knowsPerson))
    .prepare(),
);
const byId = prepared((reader: Reader) =>
  reader
    .select()
    .from(person)
    .where(eq(person.id, placeholder('id')))
    .prepare(),
);

/** A person whom the caller may know of. */
export async function findKnownPerson(
  reader: Reader,
  id: string,
  reach: Reach,
): Promise<PersonRow | undefined> {
  return (await known(reader).execute({ id, ...reach }))[0];
}

/** A person, whoever asks: for rules, never for an answer. */
export async function findPerson(reader: Reader, id: string): Promise<PersonRow | undefined> {
  return (await byId(reader).execute({ id }))[0];
}

interface Numbers {
  readonly personalNumber?: string | null;
  readonly coordinationNumber?: string | null;
}

const holding = ({ personalNumber, coordinationNumber }: Numbers) =>
  or(
    personalNumber ? eq(person.personalNumber, personalNumber) : undefined,
    coordinationNumber ? eq(person.coordinationNumber, coordinationNumber) : undefined,
  );

/** The person that one of these numbers belongs to, whoever asks: for matching, never for an answer. */
export async function findByNumber(reader: Reader, numbers: Numbers): Promise<PersonRow | undefined> {
  const held = holding(numbers);
  if (!held) return undefined;
  const rows = await reader
    .select()
    .from(person)
    .where(and(held, isNull(person.duplicateOf)))
    .orderBy(asc(person.id));
  return rows[0];
}

/** Everyone with one of these numbers whom the caller may know of. */
export async function findKnownByNumber(
  reader: Reader,
  numbers: Numbers,
  reach: Reach,
): Promise<PersonRow[]> {
  const held = holding(numbers);
  if (!held) return [];
  return reader
    .select()
    .from(person)
    .where(and(held, knowsPerson))
    .prepare()
    .execute({ ...reach });
}

const escapeLike = (text: string) => text.replaceAll(/[\\%_]/g, (sign) => `\\${sign}`);

/**
 * People whom the caller may know of, by number or by the beginning of a name, in Swedish order.
 * @throws RangeError without a term: a search never lists the board.
 */
export async function searchPersons(
  reader: Reader,
  terms: { personalNumber?: string; coordinationNumber?: string; nameKey?: string },
  reach: Reach,
  limit: number,
): Promise<PersonRow[]> {
  const { personalNumber, coordinationNumber, nameKey } = terms;
  const begins = (column: typeof person.nameKey | typeof person.givenNameKey) =>
    sql`${like(column, `${escapeLike(nameKey!)}%`)} escape '\\'`;
  const asked = and(
    personalNumber === undefined ? undefined : eq(person.personalNumber, personalNumber),
    coordinationNumber === undefined ? undefined : eq(person.coordinationNumber, coordinationNumber),
    nameKey === undefined ? undefined : or(begins(person.nameKey), begins(person.givenNameKey)),
  );
  if (asked === undefined || nameKey === '') throw new RangeError('A search for people needs a term.');
  return reader
    .select()
    .from(person)
    .where(and(asked, knowsPerson))
    .orderBy(asc(person.nameKey), asc(person.id))
    .limit(limit)
    .prepare()
    .execute({ ...reach });
}

export async function insertPerson(tx: Tx, row: PersonRow): Promise<void> {
  await tx.insert(person).values(row);
}

export async function updatePerson(at: Moment, id: string, change: Partial<PersonRow>): Promise<void> {
  await changeAndKeep(at, person, { id }, change);
}

export async function insertRelation(tx: Tx, row: RelationRow): Promise<void> {
  await tx.insert(relation).values(row);
}

export async function findRelation(reader: Reader, id: string): Promise<RelationRow | undefined> {
  return (await reader.select().from(relation).where(eq(relation.id, id)))[0];
}

export async function updateRelation(at: Moment, id: string, change: Partial<RelationRow>): Promise<void> {
  await changeAndKeep(at, relation, { id }, change);
}

/** All relations, past ones too, that any of these people is part of. */
export async function findRelationsOf(reader: Reader, personIds: readonly string[]): Promise<RelationRow[]> {
  if (personIds.length === 0) return [];
  return reader
    .select()
    .from(relation)
    .where(or(inArray(relation.fromPersonId, [...personIds]), inArray(relation.toPersonId, [...personIds])))
    .orderBy(asc(relation.id));
}

const guardiansOf = prepared((reader: Reader) =>
  reader
    .selectDistinct({ id: relation.fromPersonId })
    .from(relation)
    .where(
      and(
        eq(relation.toPersonId, placeholder('childId')),
        eq(relation.type, 'vardnadshavare'),
        or(isNull(relation.validFrom), lte(relation.validFrom, placeholder('on'))),
        or(isNull(relation.validTo), gte(relation.validTo, placeholder('on'))),
      ),
    )
    .orderBy(asc(relation.fromPersonId))
    .prepare(),
);

/** The ids of a child's guardians on a day, whoever asks: for rules, never for an answer. */
export async function findGuardians(reader: Reader, childId: string, on: Day): Promise<string[]> {
  return (await guardiansOf(reader).execute({ childId, on })).map((row) => row.id);
}

const knownOf = prepared((reader: Reader) =>
  reader
    .select()
    .from(person)
    .where(and(inJsonList(person.id, placeholder('ids')), knowsPerson))
    .orderBy(asc(person.nameKey), asc(person.id))
    .prepare(),
);

/** The people of a list whom the caller may know of. */
export async function findKnownPersons(
  reader: Reader,
  ids: readonly string[],
  reach: Reach,
): Promise<PersonRow[]> {
  if (ids.length === 0) return [];
  return knownOf(reader).execute({ ids: JSON.stringify(ids), ...reach });
}

const nameOnce = prepared((tx: Tx) =>
  tx
    .insert(namedHandler)
    .values({
      id: placeholder('id'),
      personId: placeholder('personId'),
      handlerId: placeholder('handlerId'),
      namedAt: placeholder('namedAt'),
      namedBy: placeholder('namedBy'),
      endedAt: null,
    })
    .onConflictDoNothing()
    .prepare(),
);

/** Names a handler for a person; a handler who is named already stays so. */
export async function insertNamedHandler(
  tx: Tx,
  row: Omit<typeof namedHandler.$inferSelect, 'endedAt'>,
): Promise<void> {
  await nameOnce(tx).execute({ ...row });
}

export async function findNamedHandlers(reader: Reader, personId: string) {
  return reader
    .select()
    .from(namedHandler)
    .where(and(eq(namedHandler.personId, personId), isNull(namedHandler.endedAt)))
    .orderBy(asc(namedHandler.namedAt), asc(namedHandler.id));
}

export async function endNamedHandler(
  tx: Tx,
  personId: string,
  handlerId: string,
  endedAt: (typeof namedHandler.$inferSelect)['endedAt'],
): Promise<void> {
  await tx
    .update(namedHandler)
    .set({ endedAt })
    .where(
      and(
        eq(namedHandler.personId, personId),
        eq(namedHandler.handlerId, handlerId),
        isNull(namedHandler.endedAt),
      ),
    );
}

export async function insertBreakGlass(tx: Tx, row: typeof breakGlass.$inferSelect): Promise<void> {
  await tx.insert(breakGlass).values(row);
}
