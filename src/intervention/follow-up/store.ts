import { asc, eq, sql } from 'drizzle-orm';
import { changeAndKeep, type Moment } from '../../database/earlier-versions.ts';
import { prepared, type Reader, type Tx } from '../../database/handle.ts';
import type { Same } from '../../kernel/same.ts';
import type { InterventionFollowUp } from './schema.ts';
import { interventionFollowUp } from './tables.ts';

// The table keeps just what the schema says.
true satisfies Same<typeof interventionFollowUp.$inferSelect, InterventionFollowUp>;

const ofIntervention = prepared((reader: Reader) =>
  reader
    .select()
    .from(interventionFollowUp)
    .where(eq(interventionFollowUp.interventionId, sql.placeholder('interventionId')))
    .orderBy(asc(interventionFollowUp.heldOn), asc(interventionFollowUp.id))
    .prepare(),
);

/** The follow-ups of an intervention in the order of their days, those that were taken back too. */
export function findFollowUps(reader: Reader, interventionId: string): Promise<InterventionFollowUp[]> {
  return ofIntervention(reader).execute({ interventionId });
}

export async function insertFollowUp(tx: Tx, row: InterventionFollowUp): Promise<void> {
  await tx.insert(interventionFollowUp).values(row);
}

export async function takeBackFollowUp(at: Moment, { id, ...row }: InterventionFollowUp): Promise<void> {
  const { retractedAt, retractedBy, retractionReason } = row;
  await changeAndKeep(at, interventionFollowUp, { id }, { retractedAt, retractedBy, retractionReason });
}
