import { and, asc, eq, sql } from 'drizzle-orm';
import { changeAndKeep, type Moment } from '../../database/earlier-versions.ts';
import { prepared, type Reader, type Tx } from '../../database/handle.ts';
import type { Same } from '../../kernel/same.ts';
import type { KeptInstrumentUse } from './schema.ts';
import { instrumentUse } from './tables.ts';

// The table keeps just what the schema says.
true satisfies Same<typeof instrumentUse.$inferSelect, KeptInstrumentUse>;

const { placeholder } = sql;

const ofInvestigation = prepared((reader: Reader) =>
  reader
    .select()
    .from(instrumentUse)
    .where(eq(instrumentUse.investigationId, placeholder('investigationId')))
    .orderBy(asc(instrumentUse.usedOn), asc(instrumentUse.id))
    .prepare(),
);
const one = prepared((reader: Reader) =>
  reader
    .select()
    .from(instrumentUse)
    .where(
      and(
        eq(instrumentUse.id, placeholder('id')),
        eq(instrumentUse.investigationId, placeholder('investigationId')),
      ),
    )
    .prepare(),
);

/** The uses of instruments in an investigation that the caller sees, in the order of their days. */
export async function findInstrumentUses(
  reader: Reader,
  investigationId: string,
): Promise<KeptInstrumentUse[]> {
  return ofInvestigation(reader).execute({ investigationId });
}

/** One use of an instrument in an investigation that the caller sees. */
export async function findInstrumentUse(
  reader: Reader,
  investigationId: string,
  id: string,
): Promise<KeptInstrumentUse | undefined> {
  return (await one(reader).execute({ investigationId, id }))[0];
}

export async function insertInstrumentUse(tx: Tx, row: KeptInstrumentUse): Promise<void> {
  await tx.insert(instrumentUse).values(row);
}

export async function updateInstrumentUse(at: Moment, row: KeptInstrumentUse): Promise<void> {
  await changeAndKeep(at, instrumentUse, { id: row.id }, row);
}
