import { and, asc, eq, isNotNull, sql } from 'drizzle-orm';
import { prepared, type Reader } from '../../../database/handle.ts';
import type { AreaStatement } from '../schema.ts';
import { areaStatement } from '../tables.ts';

const { placeholder } = sql;

const ofAnswer = prepared((reader: Reader) =>
  reader
    .select()
    .from(areaStatement)
    .where(
      and(
        eq(areaStatement.investigationId, placeholder('investigationId')),
        eq(areaStatement.consultationId, placeholder('consultationId')),
        isNotNull(areaStatement.answerPart),
      ),
    )
    .orderBy(asc(areaStatement.answerPart), asc(areaStatement.statedAt), asc(areaStatement.id))
    .prepare(),
);

/** What the areas of an investigation have from the answer of a consultation, by its number there. */
export async function findStatementsOfAnswer(
  reader: Reader,
  consultation: { readonly investigationId: string; readonly consultationId: string },
): Promise<AreaStatement[]> {
  return ofAnswer(reader).execute({ ...consultation });
}
