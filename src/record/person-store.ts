import { sql } from 'drizzle-orm';
import { inJsonList } from '../database/columns.ts';
import { prepared, type Reader } from '../database/handle.ts';
import { person } from '../person/tables.ts';

/** The query of whole records that is about the children themselves, and not about what happened to them. */

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
