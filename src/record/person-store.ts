import { and, inArray, or, sql } from 'drizzle-orm';
import { inJsonList } from '../database/columns.ts';
import { prepared, type Reader } from '../database/handle.ts';
import type { CodeOf } from '../knowledge/codebooks.ts';
import { person, relation } from '../person/tables.ts';

/** The queries of whole records that are about people, and not about what happened to them. */

const childIds = sql.placeholder('childIds');

export const children = prepared((reader: Reader) =>
  reader
    .select({
      id: person.id,
      birthDate: person.birthDate,
      expectedBirthDate: person.expectedBirthDate,
      legalSex: person.legalSex,
      birthCountryGroup: person.birthCountryGroup,
    })
    .from(person)
    .where(inJsonList(person.id, childIds))
    .prepare(),
);

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
          or(inJsonList(relation.fromPersonId, childIds), inJsonList(relation.toPersonId, childIds)),
        ),
        and(
          inArray(relation.type, RAISES),
          inArray(
            relation.fromPersonId,
            reader
              .select({ id: relation.fromPersonId })
              .from(relation)
              .where(and(inArray(relation.type, RAISES), inJsonList(relation.toPersonId, childIds))),
          ),
        ),
      ),
    )
    .prepare(),
);
