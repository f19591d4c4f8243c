import { desc, eq, sql } from 'drizzle-orm';
import { prepared, type Reader, type Tx } from '../../database/handle.ts';
import { type PlanVersionRow, planVersion } from './tables.ts';

const { placeholder } = sql;

const latest = prepared((reader: Reader) =>
  reader
    .select()
    .from(planVersion)
    .where(eq(planVersion.investigationId, placeholder('investigationId')))
    .orderBy(desc(planVersion.version))
    .limit(1)
    .prepare(),
);
const all = prepared((reader: Reader) =>
  reader
    .select()
    .from(planVersion)
    .where(eq(planVersion.investigationId, placeholder('investigationId')))
    .orderBy(desc(planVersion.version))
    .prepare(),
);

/** The current version of a plan, if any was saved. */
export async function findPlan(reader: Reader, investigationId: string): Promise<PlanVersionRow | undefined> {
  return (await latest(reader).execute({ investigationId }))[0];
}

/** Every version of a plan, the latest first. */
export async function findPlanVersions(reader: Reader, investigationId: string): Promise<PlanVersionRow[]> {
  return all(reader).execute({ investigationId });
}

export async function insertPlanVersion(tx: Tx, row: PlanVersionRow): Promise<void> {
  await tx.insert(planVersion).values(row);
}
