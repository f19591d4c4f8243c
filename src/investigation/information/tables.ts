import { index, integer, table, text } from '../../database/columns.ts';
import type { Instant } from '../../kernel/clock.ts';
import type { Day } from '../../kernel/day.ts';
import type { CodeOf } from '../../knowledge/codebooks.ts';
import { person } from '../../person/tables.ts';
import { investigation } from '../tables.ts';

/** One row per person and occasion; or the reason why one person, or with no person all, were not told. */
export const partyInformation = table(
  'party_information',
  {
    id: text().primaryKey(),
    investigationId: text()
      .notNull()
      .references(() => investigation.id),
    stage: text<CodeOf<'informationStage'>>().notNull(),
    personId: text().references(() => person.id),
    informedOn: text<Day>(),
    manner: text<CodeOf<'informationManner'>>(),
    note: text(),
    exception: text(),
    recordedAt: text<Instant>().notNull(),
    recordedBy: text().notNull(),
    version: integer().notNull(),
  },
  (t) => [index('party_information_of').on(t.investigationId, t.recordedAt, t.id)],
);
