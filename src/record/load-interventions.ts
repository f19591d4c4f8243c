import type { Reader } from '../database/handle.ts';
import { type Given, grouped, idsOf } from './grouped.ts';
import * as store from './intervention-store.ts';
import type { InterventionRecord } from './record.ts';

/** The interventions (insatser) of many children, with all that is recorded of each: one query per table. */
export async function loadInterventions(
  reader: Reader,
  children: Given,
): Promise<(childId: string) => readonly InterventionRecord[]> {
  const rows = await store.interventions(reader).execute(children);
  if (rows.length === 0) return () => [];
  const these = idsOf(rows);
  const assignmentsOf = grouped(await store.interventionAssignments(reader).execute(these));
  const goals = await store.goals(reader).execute(these);
  const goalsOf = grouped(goals);
  const versionsOf = grouped(await store.goalVersions(reader).execute(idsOf(goals.map((goal) => goal.row))));
  const followUpsOf = grouped(await store.followUps(reader).execute(these));
  const scoresOf = grouped(await store.scores(reader).execute(these));
  const sipsOf = grouped(await store.sips(reader).execute(these));
  const endsOf = grouped(await store.ends(reader).execute(these));
  const laterOf = grouped(await store.laterFollowUps(reader).execute(these));
  return grouped(
    rows.map(({ of, ...row }) => ({
      of,
      row: {
        ...row,
        assignments: assignmentsOf(row.id),
        goals: goalsOf(row.id).map((goal) => ({ ...goal, versions: versionsOf(goal.id) })),
        followUps: followUpsOf(row.id),
        scores: scoresOf(row.id),
        sip: sipsOf(row.id),
        end: endsOf(row.id)[0] ?? null,
        laterFollowUps: laterOf(row.id),
      },
    })),
  );
}
