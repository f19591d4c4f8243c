import { and, asc, desc, eq, sql } from 'drizzle-orm';
import { changeAndKeep, type Moment } from '../../database/earlier-versions.ts';
import { prepared, type Reader, type Tx } from '../../database/handle.ts';
import type { GoalVersion } from './schema.ts';
import { type GoalRow, type GoalVersionRow, interventionGoal, interventionGoalVersion } from './tables.ts';

const { placeholder } = sql;

/** A goal with its latest version. */
export interface Found {
  readonly goal: GoalRow;
  readonly said: GoalVersionRow;
}

const isLatest = sql`${interventionGoalVersion.version} = (
  select max(latest.version) from ${interventionGoalVersion} latest where latest.goal_id = ${interventionGoal.id})`;

const ofIntervention = prepared((reader: Reader) =>
  reader
    .select({ goal: interventionGoal, said: interventionGoalVersion })
    .from(interventionGoal)
    .innerJoin(interventionGoalVersion, eq(interventionGoalVersion.goalId, interventionGoal.id))
    .where(and(eq(interventionGoal.interventionId, placeholder('interventionId')), isLatest))
    .orderBy(asc(interventionGoal.number))
    .prepare(),
);
const one = prepared((reader: Reader) =>
  reader
    .select({ goal: interventionGoal, said: interventionGoalVersion })
    .from(interventionGoal)
    .innerJoin(interventionGoalVersion, eq(interventionGoalVersion.goalId, interventionGoal.id))
    .where(
      and(
        eq(interventionGoal.id, placeholder('id')),
        eq(interventionGoal.interventionId, placeholder('interventionId')),
        isLatest,
      ),
    )
    .prepare(),
);
const versionsOf = prepared((reader: Reader) =>
  reader
    .select()
    .from(interventionGoalVersion)
    .where(eq(interventionGoalVersion.goalId, placeholder('id')))
    .orderBy(desc(interventionGoalVersion.version))
    .prepare(),
);

/** The goals of an intervention as they now read, in the order set. */
export function findGoals(reader: Reader, interventionId: string): Promise<Found[]> {
  return ofIntervention(reader).execute({ interventionId });
}

export async function findGoal(
  reader: Reader,
  interventionId: string,
  id: string,
): Promise<Found | undefined> {
  return (await one(reader).execute({ interventionId, id }))[0];
}

/** Every version of a goal, the latest first. */
export async function findGoalVersions(reader: Reader, id: string): Promise<GoalVersion[]> {
  return (await versionsOf(reader).execute({ id })).map(({ goalId: _, ...version }) => version);
}

export async function insertGoal(tx: Tx, row: GoalRow): Promise<void> {
  await tx.insert(interventionGoal).values(row);
}

export async function insertGoalVersion(tx: Tx, row: GoalVersionRow): Promise<void> {
  await tx.insert(interventionGoalVersion).values(row);
}

export async function updateGoal(at: Moment, id: string, change: Partial<GoalRow>): Promise<void> {
  await changeAndKeep(at, interventionGoal, { id }, change);
}
