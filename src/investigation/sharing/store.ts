import { aliasedTable, and, asc, eq, isNull, or, sql } from 'drizzle-orm';
import type { Reach } from '../../access/reach.ts';
import { inJsonList } from '../../database/columns.ts';
import { prepared, type Reader } from '../../database/handle.ts';
import { seesCase } from '../../person/secrecy.ts';
import { person } from '../../person/tables.ts';
import { areaStatement } from '../area/tables.ts';
import { conversation } from '../conversation/tables.ts';
import { investigation } from '../tables.ts';

const { placeholder } = sql;
const origin = aliasedTable(areaStatement, 'origin');

/**
 * Nothing of a protected child is on offer, whoever asks; nor what has turned out to come from the child alone. A copy
 * is not family-wide, so that originals alone are offered.
 */
const offers = prepared((reader: Reader) =>
  reader
    .select({ statement: areaStatement, childId: investigation.childId })
    .from(areaStatement)
    .innerJoin(investigation, eq(investigation.id, areaStatement.investigationId))
    .innerJoin(person, eq(person.id, investigation.childId))
    .leftJoin(conversation, eq(conversation.id, areaStatement.conversationId))
    .where(
      and(
        inJsonList(investigation.childId, placeholder('siblingIds')),
        eq(areaStatement.familyWide, true),
        isNull(areaStatement.retractedAt),
        or(isNull(conversation.id), eq(conversation.childAlone, false)),
        eq(person.protectedIdentity, 'ingen'),
        seesCase(investigation),
      ),
    )
    .orderBy(asc(areaStatement.statedAt), asc(areaStatement.id))
    .prepare(),
);
const uses = prepared((reader: Reader) =>
  reader
    .select({
      statement: areaStatement,
      originRetractedAt: origin.retractedAt,
      originAlone: conversation.childAlone,
    })
    .from(areaStatement)
    .innerJoin(origin, eq(origin.id, areaStatement.sharedFromId))
    .leftJoin(conversation, eq(conversation.id, origin.conversationId))
    .where(
      and(
        eq(areaStatement.investigationId, placeholder('investigationId')),
        isNull(areaStatement.retractedAt),
      ),
    )
    .orderBy(asc(areaStatement.statedAt), asc(areaStatement.id))
    .prepare(),
);
const usesElsewhere = prepared((reader: Reader) =>
  reader
    .select({
      statementId: origin.id,
      investigationId: investigation.id,
      childId: investigation.childId,
      usedAs: areaStatement.id,
    })
    .from(origin)
    .innerJoin(areaStatement, eq(areaStatement.sharedFromId, origin.id))
    .innerJoin(investigation, eq(investigation.id, areaStatement.investigationId))
    .innerJoin(person, eq(person.id, investigation.childId))
    .where(
      and(
        eq(origin.investigationId, placeholder('investigationId')),
        isNull(areaStatement.retractedAt),
        seesCase(investigation),
      ),
    )
    .orderBy(asc(areaStatement.statedAt), asc(areaStatement.id))
    .prepare(),
);

/** The family-wide statements in the siblings' investigations that the caller sees, in the order recorded. */
export async function findOffers(reader: Reader, siblingIds: readonly string[], reach: Reach, now: string) {
  if (siblingIds.length === 0) return [];
  return offers(reader).execute({ siblingIds: JSON.stringify(siblingIds), ...reach, now });
}

/** What an investigation has from siblings' files, in the order it was used. */
export async function findUses(reader: Reader, investigationId: string) {
  return uses(reader).execute({ investigationId });
}

/** Where the statements of an investigation are used, as far as the caller sees. */
export async function findUsesElsewhere(reader: Reader, investigationId: string, reach: Reach, now: string) {
  return usesElsewhere(reader).execute({ investigationId, ...reach, now });
}
