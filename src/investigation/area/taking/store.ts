import { and, asc, eq, isNotNull, isNull, sql } from 'drizzle-orm';
import { prepared, type Reader } from '../../../database/handle.ts';
import type { AreaStatement } from '../schema.ts';
import { areaStatement } from '../tables.ts';
import type { TakenPart } from './rules.ts';

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

const parts = prepared((reader: Reader) =>
  reader
    .select({ consultationId: areaStatement.consultationId, part: areaStatement.answerPart })
    .from(areaStatement)
    .where(
      and(
        eq(areaStatement.investigationId, placeholder('investigationId')),
        isNotNull(areaStatement.answerPart),
        isNull(areaStatement.retractedAt),
      ),
    )
    .prepare(),
);

/** Which statements of answers the areas of an investigation have, less those that were taken back. */
export async function findTakenParts(reader: Reader, investigationId: string): Promise<TakenPart[]> {
  return parts(reader).execute({ investigationId });
}

/** What the areas of an investigation have from the answer of a consultation, by its number there. */
export async function findStatementsOfAnswer(
  reader: Reader,
  consultation: { readonly investigationId: string; readonly consultationId: string },
): Promise<AreaStatement[]> {
  return ofAnswer(reader).execute({ ...consultation });
}
