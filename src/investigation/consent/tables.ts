import { index, table, text } from '../../database/columns.ts';
import type { Instant } from '../../kernel/clock.ts';
import type { Day } from '../../kernel/day.ts';
import type { CodeOf } from '../../knowledge/codebooks.ts';
import { person } from '../../person/tables.ts';
import { investigation } from '../tables.ts';

/** One row per answer (samtycke): a fact of its day. */
export const consent = table(
  'consent',
  {
    id: text().primaryKey(),
    investigationId: text()
      .notNull()
      .references(() => investigation.id),
    personId: text()
      .notNull()
      .references(() => person.id),
    intervention: text<CodeOf<'interventionType'>>().notNull(),
    placementForm: text<CodeOf<'placementForm'>>(),
    answer: text<CodeOf<'consentAnswer'>>().notNull(),
    on: text<Day>().notNull(),
    note: text(),
    recordedAt: text<Instant>().notNull(),
    recordedBy: text().notNull(),
    retractedAt: text<Instant>(),
    retractedBy: text(),
    retractionReason: text(),
  },
  (t) => [index('consent_of').on(t.investigationId, t.on, t.recordedAt, t.id)],
);
