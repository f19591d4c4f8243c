import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { reachOf } from '../access/reach.ts';
import { cut, Paging, pageOf, startOf } from '../http/paging.ts';
import { reads } from '../http/route.ts';
import { findChildByCaseNumber } from '../intake/store.ts';
import { findChildByInterventionNumber } from '../intervention/store.ts';
import { findChildByInvestigationNumber } from '../investigation/store.ts';
import { Id } from '../kernel/fields.ts';
import { valid } from '../kernel/outcome.ts';
import { showPersons } from '../person/actions.ts';
import { readNumber } from '../person/number.ts';
import { nothingToSearchBy, sortKey } from '../person/rules.ts';
import { PersonHits, PersonSearch } from '../person/schema.ts';
import { findKnownPersons, searchPersons } from '../person/store.ts';
import { readFamily } from './family.ts';
import { readFile } from './file.ts';
import { Family, FileEntry, FileFilter } from './schema.ts';

const tag = 'People';

/** A whole file is read at once as a rule, so a page of it holds more than those of other lists. */
const FilePaging = Paging.pick({ cursor: true }).extend({
  limit: z.coerce
    .number()
    .int()
    .min(1)
    .max(2000)
    .default(500)
    .describe('How many at most')
    .meta({ examples: [500] }),
  cursor: Paging.shape.cursor.describe('nextCursor of the page before'),
});

/** Reads across the steps: the search for people, the family, and the child's file. */
export async function recordRoutes(app: FastifyInstance): Promise<void> {
  reads(app, {
    method: 'POST',
    url: '/persons/search',
    operation: 'person.search',
    permission: 'person:read',
    tag,
    sv: 'Sök personer på nummer, namn eller ärendenummer',
    summary: 'Search for people by number, name or case number (sökning)',
    description:
      'By exactly one term, and by no other kinds of term: förordning (2001:637) 15 §. A case number finds the child of a ' +
      'case that the caller sees.',
    body: PersonSearch,
    response: PersonHits,
    async handle({ reader, caller, now, body }) {
      const reach = reachOf(caller, 'intake');
      const nameKey = body.name === undefined ? undefined : sortKey(body.name);
      if (nameKey !== undefined) valid(nothingToSearchBy(nameKey));
      const further = reachOf(caller, 'investigation');
      const rows = body.caseNumber
        ? await findKnownPersons(
            reader,
            [
              ...(await findChildByCaseNumber(reader, body.caseNumber, reach, now)),
              ...(await findChildByInvestigationNumber(reader, body.caseNumber, further, now)),
              ...(await findChildByInterventionNumber(reader, body.caseNumber, further, now)),
            ],
            reach,
          )
        : await searchPersons(
            reader,
            {
              personalNumber: digits(body.personalNumber),
              coordinationNumber: digits(body.coordinationNumber),
              nameKey,
            },
            reach,
            body.limit ?? 20,
          );
      const ids = rows.map((row) => row.id);
      return { value: { items: await showPersons(reader, rows, caller) }, persons: ids, ids };
    },
  });

  reads(app, {
    url: '/persons/:personId/family',
    operation: 'person.family',
    permission: 'person:read',
    tag,
    sv: 'Läs familjen i en läsning',
    summary: 'Read the family in one read (familjen)',
    description: 'Siblings with something running are marked where the caller may know of it.',
    params: z.object({ personId: Id }),
    response: Family,
    async handle({ reader, caller, now, today, params: { personId } }) {
      const value = await readFamily(reader, personId, caller, now, today);
      const members = [value.guardians, value.parents, value.siblings, value.children, value.others].flat();
      const ids = [personId, ...members.map((member) => member.person.id)];
      return { value, persons: ids, ids };
    },
  });

  reads(app, {
    url: '/persons/:personId/file',
    operation: 'person.file',
    permission: 'file:read',
    tag,
    sv: 'Läs barnets personakt i tidsordning i en läsning',
    summary: 'Read the child’s file in time order in one read (personakt)',
    description:
      'Everything in the cases that the caller sees, from the first report to the latest decision, by the day it ' +
      'happened. What is not to be known is not there: a case that the caller does not see, a report that is also ' +
      'about a child who is protected from the caller, what concerns a party who is.',
    params: z.object({ personId: Id }),
    query: FilePaging.extend(FileFilter.shape),
    response: pageOf('ChildFile', FileEntry),
    async handle({ params: { personId }, query, ...asking }) {
      const { found, persons } = await readFile(asking, personId, query, startOf(query));
      const { items, page } = cut(found, query.limit, ({ place, entry }) => [place, entry.id]);
      const entries = items.map(({ entry }) => entry);
      const cases = new Set(entries.map((entry) => entry.case.id));
      return { value: { items: entries, page }, persons, ids: [personId, ...cases] };
    },
  });
}

const digits = (number: string | undefined) =>
  number === undefined ? undefined : readNumber(number)?.digits;
