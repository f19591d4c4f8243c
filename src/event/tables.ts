import type { CaseKind } from '../access/reach.ts';
import { index, integer, table, text, uniqueIndex } from '../database/columns.ts';
import type { DeadlineRuleId } from '../deadlines/rules.ts';
import type { Instant } from '../kernel/clock.ts';
import type { Day } from '../kernel/day.ts';
import type { EventStep } from './schema.ts';

/**
 * What has been told (händelser): one row for each step of each deadline, for good. No child, no party and no handler
 * stands in it: who may read of it is asked by the case it is about.
 */
export const event = table(
  'event',
  {
    /** Running, in the order of commits: whoever has read up to one has missed nothing before it. */
    seq: integer().primaryKey(),
    id: text().notNull(),
    step: text<EventStep>().notNull(),
    deadlineId: text().notNull(),
    rule: text<DeadlineRuleId>().notNull(),
    caseKind: text<CaseKind>().notNull(),
    caseId: text().notNull(),
    caseNumber: text().notNull(),
    unit: text().notNull(),
    endDay: text<Day>().notNull(),
    lastLawfulDay: text<Day>().notNull(),
    at: text<Instant>().notNull(),
  },
  (t) => [
    uniqueIndex('event_id').on(t.id),
    // Once per step and end day, whatever restarts and however many servers run.
    uniqueIndex('event_once').on(t.deadlineId, t.endDay, t.step),
    index('event_unit').on(t.unit, t.seq),
  ],
);

export type EventRow = typeof event.$inferSelect;
