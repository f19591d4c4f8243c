import { desc, eq, sql } from 'drizzle-orm';
import { prepared, type Reader, type Tx } from '../../database/handle.ts';
import { analysisVersion } from './tables.ts';

export type AnalysisRow = typeof analysisVersion.$inferSelect;

const latest = prepared((reader: Reader) =>
  reader
    .select()
    .from(analysisVersion)
    .where(eq(analysisVersion.investigationId, sql.placeholder('id')))
    .orderBy(desc(analysisVersion.version))
    .limit(1)
    .prepare(),
);

/** The latest version, if anything has been saved. */
export async function findLatestAnalysis(
  reader: Reader,
  investigationId: string,
): Promise<AnalysisRow | undefined> {
  return (await latest(reader).execute({ id: investigationId }))[0];
}

export async function insertAnalysisVersion(tx: Tx, row: AnalysisRow): Promise<void> {
  await tx.insert(analysisVersion).values(row);
}
