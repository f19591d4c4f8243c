import { asc, eq, sql } from 'drizzle-orm';
import { prepared, type Reader, type Tx } from '../../database/handle.ts';
import type { Same } from '../../kernel/same.ts';
import type { End, LaterFollowUp } from './schema.ts';
import { interventionEnd, laterFollowUp } from './tables.ts';

// The tables keep just what the schemas say.
true satisfies Same<typeof interventionEnd.$inferSelect, End>;
true satisfies Same<typeof laterFollowUp.$inferSelect, LaterFollowUp>;

const { placeholder } = sql;

const endOf = prepared((reader: Reader) =>
  reader
    .select()
    .from(interventionEnd)
    .where(eq(interventionEnd.interventionId, placeholder('interventionId')))
    .prepare(),
);
const laterOf = prepared((reader: Reader) =>
  reader
    .select()
    .from(laterFollowUp)
    .where(eq(laterFollowUp.interventionId, placeholder('interventionId')))
    .orderBy(asc(laterFollowUp.heldOn), asc(laterFollowUp.id))
    .prepare(),
);

export async function findEnd(reader: Reader, interventionId: string): Promise<End | undefined> {
  return (await endOf(reader).execute({ interventionId }))[0];
}

export function findLaterFollowUps(reader: Reader, interventionId: string): Promise<LaterFollowUp[]> {
  return laterOf(reader).execute({ interventionId });
}

export async function insertEnd(tx: Tx, row: End): Promise<void> {
  await tx.insert(interventionEnd).values(row);
}

export async function insertLaterFollowUp(tx: Tx, row: LaterFollowUp): Promise<void> {
  await tx.insert(laterFollowUp).values(row);
}
