import { asc, eq, gt, sql } from 'drizzle-orm';
import { inJsonList } from '../../database/columns.ts';
import { prepared, preparedPerShape, type Reader, type Tx } from '../../database/handle.ts';
import { person } from '../../person/tables.ts';
import type { KeptField, KeptFinding } from './rules.ts';
import { finding, findingBasis } from './tables.ts';

const { placeholder } = sql;

const ofChildren = prepared((reader: Reader) =>
  reader
    .select()
    .from(finding)
    .where(inJsonList(finding.childId, placeholder('childIds')))
    .prepare(),
);
const insert = prepared((tx: Tx) =>
  tx
    .insert(finding)
    .values({
      id: placeholder('id'),
      rule: placeholder('rule'),
      severity: placeholder('severity'),
      childId: placeholder('childId'),
      caseKind: placeholder('caseKind'),
      caseId: placeholder('caseId'),
      caseNumber: placeholder('caseNumber'),
      caseOpen: placeholder('caseOpen'),
      unit: placeholder('unit'),
      handlerId: placeholder('handlerId'),
      aboutKind: placeholder('aboutKind'),
      aboutId: placeholder('aboutId'),
      since: placeholder('since'),
      endedOn: placeholder('endedOn'),
      mended: placeholder('mended'),
    })
    .prepare(),
);
const valueFor = (field: KeptField) => sql`${sql.param(placeholder(field), finding[field])}`;

/** Sets what has changed and nothing more: an index over anything else is left alone. */
const update = preparedPerShape((tx: Tx, { fields }: { readonly fields: readonly KeptField[] }) =>
  tx
    .update(finding)
    .set(Object.fromEntries(fields.map((field) => [field, valueFor(field)])))
    .where(eq(finding.id, placeholder('id')))
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

/** What is kept of these children, what was mended too. */
export const findOfChildren = (reader: Reader, childIds: readonly string[]): Promise<KeptFinding[]> =>
  ofChildren(reader).execute({ childIds: JSON.stringify(childIds) });

export async function insertFinding(tx: Tx, row: KeptFinding): Promise<void> {
  await insert(tx).execute({ ...row });
}

/** Keeps a row in the place of the one that there was, from which it differs in these fields. */
export async function updateFinding(tx: Tx, row: KeptFinding, fields: readonly KeptField[]): Promise<void> {
  await update(tx, { fields }).execute({ ...row });
}

/** The next people in the order of their ids: whoever has cases is among them. */
export async function findPersonsAfter(reader: Reader, after: string, limit: number): Promise<string[]> {
  const rows = await nextPersons(reader).execute({ after, limit });
  return rows.map(({ id }) => id);
}

/** What all rows were last made from; null where that has never been done. */
export async function findBasis(reader: Reader): Promise<string | null> {
  const [row] = await reader.select({ basis: findingBasis.basis }).from(findingBasis);
  return row?.basis ?? null;
}

export async function keepBasis(tx: Tx, basis: string): Promise<void> {
  await tx
    .insert(findingBasis)
    .values({ id: 1, basis })
    .onConflictDoUpdate({ target: findingBasis.id, set: { basis } });
}
