import { and, asc, inArray, or, sql } from 'drizzle-orm';
import { inJsonList } from '../database/columns.ts';
import { prepared, type Reader } from '../database/handle.ts';
import { investigation } from '../investigation/tables.ts';
import type { CodeOf } from '../knowledge/codebooks.ts';
import { relation } from '../person/tables.ts';

/** The queries that tell of many children's siblings, and when those were under investigation. */

const ids = sql.placeholder('ids');

const BETWEEN_SIBLINGS: CodeOf<'relationType'>[] = ['syskon', 'halvsyskon'];
const RAISES: CodeOf<'relationType'>[] = ['vardnadshavare', 'foralder'];

/** All that tells who the children's siblings are, past relations too: their own and those of whoever raises them. */
export const bonds = prepared((reader: Reader) =>
  reader
    .select({
      fromPersonId: relation.fromPersonId,
      toPersonId: relation.toPersonId,
      type: relation.type,
      validFrom: relation.validFrom,
      validTo: relation.validTo,
    })
    .from(relation)
    .where(
      or(
        and(
          inArray(relation.type, BETWEEN_SIBLINGS),
          or(inJsonList(relation.fromPersonId, ids), inJsonList(relation.toPersonId, ids)),
        ),
        and(
          inArray(relation.type, RAISES),
          inArray(
            relation.fromPersonId,
            reader
              .select({ id: relation.fromPersonId })
              .from(relation)
              .where(and(inArray(relation.type, RAISES), inJsonList(relation.toPersonId, ids))),
          ),
        ),
      ),
    )
    .prepare(),
);

/** When people were under investigation, in the order opened. */
export const investigationTimes = prepared((reader: Reader) =>
  reader
    .select({
      of: investigation.childId,
      row: {
        openedOn: investigation.openedOn,
        closedOn: investigation.closedOn,
      },
    })
    .from(investigation)
    .where(inJsonList(investigation.childId, ids))
    .orderBy(asc(investigation.openedOn), asc(investigation.id))
    .prepare(),
);
