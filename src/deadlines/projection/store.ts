import { asc, eq, gt, sql } from 'drizzle-orm';
import { inJsonList } from '../../database/columns.ts';
import { prepared, preparedPerShape, type Reader, type Tx } from '../../database/handle.ts';
import { person } from '../../person/tables.ts';
import type { KeptDeadline, ProjectedField } from './rules.ts';
import { deadline, deadlineBasis } from './tables.ts';

const { placeholder } = sql;

const ofChildren = prepared((reader: Reader) =>
  reader
    .select()
    .from(deadline)
    .where(inJsonList(deadline.childId, placeholder('childIds')))
    .prepare(),
);
const insert = prepared((tx: Tx) =>
  tx
    .insert(deadline)
    .values({
      id: placeholder('id'),
      rule: placeholder('rule'),
      childId: placeholder('childId'),
      caseKind: placeholder('caseKind'),
      caseId: placeholder('caseId'),
      caseNumber: placeholder('caseNumber'),
      unit: placeholder('unit'),
      handlerId: placeholder('handlerId'),
      partyId: placeholder('partyId'),
      nearOn: placeholder('nearOn'),
      endDay: placeholder('endDay'),
      lastLawfulDay: placeholder('lastLawfulDay'),
      settledByPassing: placeholder('settledByPassing'),
      settled: placeholder('settled'),
      tellOn: placeholder('tellOn'),
      revision: placeholder('revision'),
      changedAt: placeholder('changedAt'),
    })
    .prepare(),
);
const valueFor = (field: ChangedField) => sql`${sql.param(placeholder(field), deadline[field])}`;

/** Sets what has changed and nothing more: an index over anything else is left alone. */
const update = preparedPerShape((tx: Tx, { fields }: { readonly fields: readonly ChangedField[] }) =>
  tx
    .update(deadline)
    .set(Object.fromEntries(fields.map((field) => [field, valueFor(field)])))
    .where(eq(deadline.id, placeholder('id')))
    .prepare(),
);
const nextPersons = prepared((reader: Reader) =>
  reader
    .select({ id: person.id })
    .from(person)
    .where(gt(person.id, placeholder('after')))
    .orderBy(asc(person.id))
    .limit(placeholder('limit'))
    .prepare(),
);

/** What is kept of these children. */
export const findOfChildren = (reader: Reader, childIds: readonly string[]): Promise<KeptDeadline[]> =>
  ofChildren(reader).execute({ childIds: JSON.stringify(childIds) });

/** What is kept besides what follows from the record: it changes with every change. */
const WITH_EVERY_CHANGE = ['tellOn', 'revision', 'changedAt'] as const;
type ChangedField = ProjectedField | (typeof WITH_EVERY_CHANGE)[number];

export async function insertDeadline(tx: Tx, row: KeptDeadline): Promise<void> {
  await insert(tx).execute({ ...row });
}

/** Keeps a row in the place of the one that there was, from which it differs in these fields. */
export async function updateDeadline(
  tx: Tx,
  row: KeptDeadline,
  fields: readonly ProjectedField[],
): Promise<void> {
  await update(tx, { fields: [...fields, ...WITH_EVERY_CHANGE] }).execute({ ...row });
}

/** The next people in the order of their ids: whoever has cases is among them. */
export async function findPersonsAfter(reader: Reader, after: string, limit: number): Promise<string[]> {
  const rows = await nextPersons(reader).execute({ after, limit });
  return rows.map(({ id }) => id);
}

/** What all rows were last made from; null where that has never been done. */
export async function findBasis(reader: Reader): Promise<string | null> {
  const [row] = await reader.select({ basis: deadlineBasis.basis }).from(deadlineBasis);
  return row?.basis ?? null;
}

export async function keepBasis(tx: Tx, basis: string): Promise<void> {
  await tx
    .insert(deadlineBasis)
    .values({ id: 1, basis })
    .onConflictDoUpdate({ target: deadlineBasis.id, set: { basis } });
}
