import { flag, index, json, table, text } from '../../database/columns.ts';
import type { Instant } from '../../kernel/clock.ts';
import type { Day } from '../../kernel/day.ts';
import type { CodeOf } from '../../knowledge/codebooks.ts';
import type { DecisionRule } from '../../knowledge/decisions.ts';
import { investigation } from '../tables.ts';

/** The one decision that closes an investigation. */
export const investigationDecision = table(
  'investigation_decision',
  {
    investigationId: text()
      .primaryKey()
      .references(() => investigation.id),
    outcome: text<CodeOf<'investigationOutcome'>>().notNull(),
    interventions: json<
      { type: CodeOf<'interventionType'>; placementForm: CodeOf<'placementForm'> | null }[]
    >()
      .notNull()
      .default([]),
    suitableWithoutGuardian: flag().notNull().default(false),
    reasons: text().notNull(),
    legalBasis: text<CodeOf<'legalBasis'>>(),
    legalBasisCitation: text(),
    appealable: flag(),
    declinedBy: text<CodeOf<'declinedBy'>>(),
    decidedOn: text<Day>().notNull(),
    decidedBy: text().notNull(),
    decidedAt: text<Instant>().notNull(),
    authority: text<DecisionRule['authority']>().notNull(),
  },
  (t) => [index('investigation_decision_day').on(t.decidedOn, t.investigationId)],
);
