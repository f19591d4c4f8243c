import { asc, eq, sql } from 'drizzle-orm';
import { prepared, type Reader, type Tx } from '../../database/handle.ts';
import type { Same } from '../../kernel/same.ts';
import type { Sip } from './schema.ts';
import { interventionSip } from './tables.ts';

// The table keeps just what the schema says.
true satisfies Same<typeof interventionSip.$inferSelect, Sip>;

const ofIntervention = prepared((reader: Reader) =>
  reader
    .select()
    .from(interventionSip)
    .where(eq(interventionSip.interventionId, sql.placeholder('interventionId')))
    .orderBy(asc(interventionSip.on), asc(interventionSip.id))
    .prepare(),
);

/** What was recorded of a plan with others, by day. */
export function findSips(reader: Reader, interventionId: string): Promise<Sip[]> {
  return ofIntervention(reader).execute({ interventionId });
}

export async function insertSip(tx: Tx, row: Sip): Promise<void> {
  await tx.insert(interventionSip).values(row);
}
