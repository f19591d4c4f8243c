import { and, desc, eq, lt, sql } from 'drizzle-orm';
import { prepared, type Reader, type Tx } from '../../database/handle.ts';
import { intake } from '../../intake/tables.ts';
import { type Day, endOfDay } from '../../kernel/day.ts';
import { type PlanVersionRow, planVersion } from './tables.ts';

const { placeholder } = sql;

/** On how many reports the investigation rests: those that opened it and joined it. */
const reportsOf = (investigationId: unknown) =>
  sql<number>`(select count(*) from ${intake}
    where ${intake.investigationId} = ${investigationId})`.mapWith(Number);
const reports = reportsOf(placeholder('investigationId'));

/** A version of a plan, and how many reports there are today. */
export interface Found {
  readonly plan: PlanVersionRow;
  readonly reports: number;
}

const latest = prepared((reader: Reader) =>
  reader
    .select({ plan: planVersion, reports })
    .from(planVersion)
    .where(eq(planVersion.investigationId, placeholder('investigationId')))
    .orderBy(desc(planVersion.version))
    .limit(1)
    .prepare(),
);
const latestUntil = prepared((reader: Reader) =>
  reader
    .select({ plan: planVersion, reports })
    .from(planVersion)
    .where(
      and(
        eq(planVersion.investigationId, placeholder('investigationId')),
        lt(planVersion.savedAt, placeholder('until')),
      ),
    )
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
export async function findPlan(reader: Reader, investigationId: string): Promise<Found | undefined> {
  return (await latest(reader).execute({ investigationId }))[0];
}

/** The version that was current at the end of a Swedish day, if any was saved by then. */
export async function findPlanOn(
  reader: Reader,
  investigationId: string,
  on: Day,
): Promise<Found | undefined> {
  return (await latestUntil(reader).execute({ investigationId, until: endOfDay(on) }))[0];
}

/** Every version of a plan, the latest first. */
export async function findPlanVersions(reader: Reader, investigationId: string): Promise<PlanVersionRow[]> {
  return all(reader).execute({ investigationId });
}

/** Keeps a version with the number of reports that there are as it is saved. */
export async function insertPlanVersion(tx: Tx, row: Omit<PlanVersionRow, 'reports'>): Promise<void> {
  await tx.insert(planVersion).values({ ...row, reports: reportsOf(row.investigationId) });
}
