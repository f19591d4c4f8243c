import { flag, integer, table, text, uniqueIndex } from '../../database/columns.ts';
import type { Instant } from '../../kernel/clock.ts';
import type { Day } from '../../kernel/day.ts';
import type { CodeOf } from '../../knowledge/codebooks.ts';
import { person } from '../../person/tables.ts';
import { investigation } from '../tables.ts';

/** One row per party of a decision: when it received the decision, and its appeal. */
export const decisionNotification = table(
  'decision_notification',
  {
    id: text().primaryKey(),
    investigationId: text()
      .notNull()
      .references(() => investigation.id),
    partyId: text()
      .notNull()
      .references(() => person.id),
    notifiedOn: text<Day>().notNull(),
    manner: text<CodeOf<'notificationManner'>>().notNull(),
    appealInstructions: flag().notNull(),
    appealReceivedOn: text<Day>(),
    appealNote: text(),
    appealDecidedOn: text<Day>(),
    appealOutcome: text<CodeOf<'appealOutcome'>>(),
    recordedAt: text<Instant>().notNull(),
    recordedBy: text().notNull(),
    version: integer().notNull(),
  },
  (t) => [uniqueIndex('decision_notification_party').on(t.investigationId, t.partyId)],
);
