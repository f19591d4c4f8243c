import { sql } from 'drizzle-orm';
import { index, json, table, text } from '../../database/columns.ts';
import type { Instant } from '../../kernel/clock.ts';
import type { Day } from '../../kernel/day.ts';
import type { CodeOf } from '../../knowledge/codebooks.ts';
import { intervention } from '../tables.ts';
import type { Judgement } from './schema.ts';

export const interventionFollowUp = table(
  'intervention_follow_up',
  {
    id: text().primaryKey(),
    interventionId: text()
      .notNull()
      .references(() => intervention.id),
    heldOn: text<Day>().notNull(),
    goals: json<Judgement[]>().notNull(),
    change: text<CodeOf<'changeAssessment'>>(),
    childView: text(),
    childNotAsked: text<CodeOf<'notHeardReason'>>(),
    childNotAskedExplanation: text(),
    nextStep: text(),
    nextFollowUpOn: text<Day>(),
    recordedAt: text<Instant>().notNull(),
    recordedBy: text().notNull(),
    retractedAt: text<Instant>(),
    retractedBy: text(),
    retractionReason: text(),
  },
  (t) => [
    index('intervention_follow_up_of').on(t.interventionId, t.heldOn, t.id),
    index('intervention_follow_up_held').on(t.heldOn, t.interventionId).where(sql`retracted_at is null`),
  ],
);
