import { and, count, desc, eq, lt, sql } from 'drizzle-orm';
import { prepared, type Reader, type Tx } from '../../database/handle.ts';
import { intake } from '../../intake/tables.ts';
import { type Day, endOfDay } from '../../kernel/day.ts';
import { type PlanVersionRow, planVersion } from './tables.ts';

const { placeholder } = sql;

/** On how many reports the investigation rests: those that opened it and joined it. */
const reports = sql<number>`(select count(*) from ${intake}
  where ${intake.investigationId} = ${placeholder('investigationId')})`.mapWith(Number);

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
const reportCount = prepared((reader: Reader) =>
  reader
    .select({ count: count() })
    .from(intake)
    .where(eq(intake.investigationId, placeholder('investigationId')))
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

/** On how many reports an investigation rests, whoever asks. */
export async function countReports(reader: Reader, investigationId: string): Promise<number> {
  return (await reportCount(reader).execute({ investigationId }))[0]!.count;
}

export async function insertPlanVersion(tx: Tx, row: PlanVersionRow): Promise<void> {
  await tx.insert(planVersion).values(row);
}
