import { index, integer, table, text } from '../../database/columns.ts';
import type { Instant } from '../../kernel/clock.ts';
import type { Day } from '../../kernel/day.ts';
import { person } from '../../person/tables.ts';
import { investigation } from '../tables.ts';

/** One row per party and sending; or the reason why one party, or with no party all, were not told. */
export const communication = table(
  'communication',
  {
    id: text().primaryKey(),
    investigationId: text()
      .notNull()
      .references(() => investigation.id),
    partyId: text().references(() => person.id),
    sentOn: text<Day>(),
    commentBy: text<Day>(),
    commentReceivedOn: text<Day>(),
    comment: text(),
    exception: text(),
    recordedAt: text<Instant>().notNull(),
    recordedBy: text().notNull(),
    retractedAt: text<Instant>(),
    retractedBy: text(),
    retractionReason: text(),
    version: integer().notNull(),
  },
  (t) => [index('communication_of').on(t.investigationId, t.recordedAt, t.id)],
);
