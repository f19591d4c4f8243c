import { flag, index, integer, json, table, text } from '../../database/columns.ts';
import type { Instant } from '../../kernel/clock.ts';
import type { Day } from '../../kernel/day.ts';
import type { CodeOf } from '../../knowledge/codebooks.ts';
import { investigation } from '../tables.ts';

export const conversation = table(
  'conversation',
  {
    id: text().primaryKey(),
    investigationId: text()
      .notNull()
      .references(() => investigation.id),
    heldOn: text<Day>().notNull(),
    form: text<CodeOf<'conversationForm'>>().notNull(),
    childTookPart: flag().notNull(),
    childAlone: flag().notNull(),
    otherParticipants: json<string[]>().notNull(),
    withoutConsent: flag().notNull(),
    interpreter: text(),
    content: text(),
    childView: text(),
    recordedAt: text<Instant>().notNull(),
    recordedBy: text().notNull(),
    version: integer().notNull(),
  },
  (t) => [index('conversation_of').on(t.investigationId, t.heldOn, t.id)],
);
