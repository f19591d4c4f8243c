import type { Reader } from '../database/handle.ts';
import { grouped, yes } from './grouped.ts';
import * as store from './intervention-store.ts';
import type { InterventionRecord } from './record.ts';

/** The interventions (insatser) of many children, with all that is recorded of each: one query per table. */
export async function loadInterventions(reader: Reader, given: { readonly childIds: string }) {
  const rows = await store.interventions(reader).execute(given);
  if (rows.length === 0) return () => [];
  const assignmentsOf = grouped(await store.interventionAssignments(reader).execute(given));
  const goalsOf = grouped(await store.goals(reader).execute(given));
  const versionsOf = grouped(await store.goalVersions(reader).execute(given));
  const followUpsOf = grouped(await store.followUps(reader).execute(given));
  const scoresOf = grouped(await store.scores(reader).execute(given));
  const sipsOf = grouped(await store.sips(reader).execute(given));
  const endsOf = grouped(await store.ends(reader).execute(given));
  const laterOf = grouped(await store.laterFollowUps(reader).execute(given));
  return grouped(
    rows.map((row): InterventionRecord & { of: string } => ({
      ...row,
      assignments: assignmentsOf(row.id),
      goals: goalsOf(row.id).map((goal) => ({
        ...goal,
        versions: versionsOf(goal.id).map(({ indicatorThere, targetThere, ...said }) => ({
          ...said,
          measurable: yes(indicatorThere) && yes(targetThere),
        })),
      })),
      followUps: followUpsOf(row.id).map(({ viewThere, ...held }) => ({
        ...held,
        childViewRecorded: yes(viewThere),
      })),
      scores: scoresOf(row.id),
      sip: sipsOf(row.id),
      end: endsOf(row.id)[0] ?? null,
      laterFollowUps: laterOf(row.id).map(({ viewThere, ...held }) => ({
        ...held,
        childViewRecorded: yes(viewThere),
      })),
    })),
  );
}
