import { integer, primaryKey, table, text, uniqueIndex } from '../../database/columns.ts';
import type { Instant } from '../../kernel/clock.ts';
import type { Day } from '../../kernel/day.ts';
import type { CodeOf } from '../../knowledge/codebooks.ts';
import { intervention } from '../tables.ts';

export const interventionGoal = table(
  'intervention_goal',
  {
    id: text().primaryKey(),
    interventionId: text()
      .notNull()
      .references(() => intervention.id),
    number: integer().notNull(),
    firstSetOn: text<Day>().notNull(),
    endedOn: text<Day>(),
    endReason: text(),
    endedAt: text<Instant>(),
    endedBy: text(),
    /** Rises with each version of what it says, and when it is given up. */
    version: integer().notNull(),
  },
  (t) => [uniqueIndex('intervention_goal_of').on(t.interventionId, t.number)],
);

/** Every version of a goal, whole. The current one has the highest number. */
export const interventionGoalVersion = table(
  'intervention_goal_version',
  {
    goalId: text()
      .notNull()
      .references(() => interventionGoal.id),
    version: integer().notNull(),
    area: text<CodeOf<'needsArea'>>().notNull(),
    description: text().notNull(),
    indicator: text(),
    target: text(),
    setOn: text<Day>().notNull(),
    savedAt: text<Instant>().notNull(),
    savedBy: text().notNull(),
  },
  (t) => [primaryKey({ columns: [t.goalId, t.version] })],
);

export type GoalRow = typeof interventionGoal.$inferSelect;
export type GoalVersionRow = typeof interventionGoalVersion.$inferSelect;
