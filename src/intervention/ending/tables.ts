import { flag, index, json, table, text } from '../../database/columns.ts';
import type { Instant } from '../../kernel/clock.ts';
import type { Day } from '../../kernel/day.ts';
import type { CodeOf } from '../../knowledge/codebooks.ts';
import { intervention } from '../tables.ts';
import type { End } from './schema.ts';

/** The one end of an intervention. */
export const interventionEnd = table('intervention_end', {
  interventionId: text()
    .primaryKey()
    .references(() => intervention.id),
  endedOn: text<Day>().notNull(),
  reason: text<CodeOf<'interventionEndReason'>>().notNull(),
  planned: flag().notNull(),
  initiative: text<CodeOf<'endInitiative'>>().notNull(),
  goals: json<End['goals']>().notNull(),
  change: text<CodeOf<'changeAssessment'>>(),
  summary: text(),
  recordedAt: text<Instant>().notNull(),
  recordedBy: text().notNull(),
});

export const laterFollowUp = table(
  'later_follow_up',
  {
    id: text().primaryKey(),
    interventionId: text()
      .notNull()
      .references(() => intervention.id),
    heldOn: text<Day>().notNull(),
    result: text().notNull(),
    change: text<CodeOf<'changeAssessment'>>(),
    childView: text(),
    recordedAt: text<Instant>().notNull(),
    recordedBy: text().notNull(),
  },
  (t) => [index('later_follow_up_of').on(t.interventionId, t.heldOn, t.id)],
);
