import { integer, json, table, text, uniqueIndex } from '../../database/columns.ts';
import type { Instant } from '../../kernel/clock.ts';
import type { AreaCode } from '../../knowledge/areas.ts';
import type { CodeOf } from '../../knowledge/codebooks.ts';
import { investigation } from '../tables.ts';

/** Every version of a plan (utredningsplan), whole. The current one has the highest number. */
export const planVersion = table(
  'plan_version',
  {
    id: text().primaryKey(),
    investigationId: text()
      .notNull()
      .references(() => investigation.id),
    version: integer().notNull(),
    purpose: text(),
    questions: json<string[]>().notNull(),
    areas: json<{ area: AreaCode; decision: CodeOf<'areaDecision'>; reason: string | null }[]>().notNull(),
    plannedConversations: json<string[]>().notNull(),
    plannedConsultations: json<string[]>().notNull(),
    partiesComments: text(),
    /** How many reports the investigation rested on when it was saved: one that joins later asks for a new look. */
    reports: integer(),
    savedAt: text<Instant>().notNull(),
    savedBy: text().notNull(),
  },
  // Two callers never make the same version, whatever they do at once.
  (t) => [uniqueIndex('plan_version_of').on(t.investigationId, t.version)],
);

export type PlanVersionRow = typeof planVersion.$inferSelect;
