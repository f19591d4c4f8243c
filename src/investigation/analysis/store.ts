import { and, desc, eq, lt, sql } from 'drizzle-orm';
import { prepared, type Reader, type Tx } from '../../database/handle.ts';
import { addPeriod, type Day, startOfDay } from '../../kernel/day.ts';
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

const latestUntil = prepared((reader: Reader) =>
  reader
    .select()
    .from(analysisVersion)
    .where(
      and(
        eq(analysisVersion.investigationId, sql.placeholder('id')),
        lt(analysisVersion.savedAt, sql.placeholder('until')),
      ),
    )
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

/** The version that was current at the end of a Swedish day, if any was saved by then. */
export async function findAnalysisOn(
  reader: Reader,
  investigationId: string,
  on: Day,
): Promise<AnalysisRow | undefined> {
  const until = startOfDay(addPeriod(on, { days: 1 }));
  return (await latestUntil(reader).execute({ id: investigationId, until }))[0];
}

export async function insertAnalysisVersion(tx: Tx, row: AnalysisRow): Promise<void> {
  await tx.insert(analysisVersion).values(row);
}
