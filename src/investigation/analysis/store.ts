import { and, asc, desc, eq, lt, sql } from 'drizzle-orm';
import { prepared, type Reader, type Tx } from '../../database/handle.ts';
import { type Day, endOfDay } from '../../kernel/day.ts';
import type { KeptSignature } from './rules.ts';
import { analysisSignature, analysisVersion } from './tables.ts';

export type AnalysisRow = typeof analysisVersion.$inferSelect;
type SignatureRow = typeof analysisSignature.$inferSelect;

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

const all = prepared((reader: Reader) =>
  reader
    .select()
    .from(analysisVersion)
    .where(eq(analysisVersion.investigationId, sql.placeholder('id')))
    .orderBy(desc(analysisVersion.version))
    .prepare(),
);

const signatures = prepared((reader: Reader) =>
  reader
    .select({
      part: analysisSignature.part,
      version: analysisSignature.version,
      signedBy: analysisSignature.signedBy,
      signedAt: analysisSignature.signedAt,
      role: analysisSignature.role,
      analysis: analysisVersion.analysis,
      assessment: analysisVersion.assessment,
    })
    .from(analysisSignature)
    .innerJoin(
      analysisVersion,
      and(
        eq(analysisVersion.investigationId, analysisSignature.investigationId),
        eq(analysisVersion.version, analysisSignature.version),
      ),
    )
    .where(eq(analysisSignature.investigationId, sql.placeholder('id')))
    .orderBy(asc(analysisSignature.signedAt), asc(analysisSignature.id))
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
  return (await latestUntil(reader).execute({ id: investigationId, until: endOfDay(on) }))[0];
}

/** Every version, the latest first. */
export async function findAnalysisVersions(reader: Reader, investigationId: string): Promise<AnalysisRow[]> {
  return all(reader).execute({ id: investigationId });
}

/** Every signature with the version that it stands under, in the order signed. */
export async function findSignatures(reader: Reader, investigationId: string): Promise<KeptSignature[]> {
  return signatures(reader).execute({ id: investigationId });
}

export async function insertAnalysisVersion(tx: Tx, row: AnalysisRow): Promise<void> {
  await tx.insert(analysisVersion).values(row);
}

export async function insertSignature(tx: Tx, row: SignatureRow): Promise<void> {
  await tx.insert(analysisSignature).values(row);
}
