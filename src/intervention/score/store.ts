import { and, asc, eq, sql } from 'drizzle-orm';
import { changeAndKeep, type Moment } from '../../database/earlier-versions.ts';
import { prepared, type Reader, type Tx } from '../../database/handle.ts';
import type { Same } from '../../kernel/same.ts';
import type { KeptScore } from './schema.ts';
import { interventionScore } from './tables.ts';

// The table keeps just what the schema says.
true satisfies Same<typeof interventionScore.$inferSelect, KeptScore>;

const { placeholder } = sql;

const ofIntervention = prepared((reader: Reader) =>
  reader
    .select()
    .from(interventionScore)
    .where(eq(interventionScore.interventionId, placeholder('interventionId')))
    .orderBy(asc(interventionScore.usedOn), asc(interventionScore.id))
    .prepare(),
);
const one = prepared((reader: Reader) =>
  reader
    .select()
    .from(interventionScore)
    .where(
      and(
        eq(interventionScore.id, placeholder('id')),
        eq(interventionScore.interventionId, placeholder('interventionId')),
      ),
    )
    .prepare(),
);

/** The scores of an intervention in the order of their days, those that were taken back too. */
export function findScores(reader: Reader, interventionId: string): Promise<KeptScore[]> {
  return ofIntervention(reader).execute({ interventionId });
}

export async function findScore(
  reader: Reader,
  interventionId: string,
  id: string,
): Promise<KeptScore | undefined> {
  return (await one(reader).execute({ interventionId, id }))[0];
}

export async function insertScore(tx: Tx, row: KeptScore): Promise<void> {
  await tx.insert(interventionScore).values(row);
}

export async function takeBackScore(at: Moment, { id, ...row }: KeptScore): Promise<void> {
  const { retractedAt, retractedBy, retractionReason } = row;
  await changeAndKeep(at, interventionScore, { id }, { retractedAt, retractedBy, retractionReason });
}
