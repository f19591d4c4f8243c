import { eq, sql } from 'drizzle-orm';
import { prepared, type Reader, type Tx } from '../../database/handle.ts';
import { intake } from '../../intake/tables.ts';
import type { Same } from '../../kernel/same.ts';
import type { CodeOf } from '../../knowledge/codebooks.ts';
import type { InvestigationDecision } from './schema.ts';
import { investigationDecision } from './tables.ts';

true satisfies Same<typeof investigationDecision.$inferSelect, InvestigationDecision>;

const { placeholder } = sql;

const decisionOf = prepared((reader: Reader) =>
  reader
    .select()
    .from(investigationDecision)
    .where(eq(investigationDecision.investigationId, placeholder('id')))
    .prepare(),
);
const reportTypesOf = prepared((reader: Reader) =>
  reader
    .selectDistinct({ type: intake.type })
    .from(intake)
    .where(eq(intake.investigationId, placeholder('id')))
    .prepare(),
);
export async function findDecision(
  reader: Reader,
  investigationId: string,
): Promise<InvestigationDecision | undefined> {
  return (await decisionOf(reader).execute({ id: investigationId }))[0];
}

/** What the investigation rests on: the kinds of the reports that opened it or joined it. */
export async function findReportTypes(
  reader: Reader,
  investigationId: string,
): Promise<CodeOf<'reportType'>[]> {
  return (await reportTypesOf(reader).execute({ id: investigationId })).map(({ type }) => type);
}

export async function insertDecision(tx: Tx, row: InvestigationDecision): Promise<void> {
  await tx.insert(investigationDecision).values(row);
}
