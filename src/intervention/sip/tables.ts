import { index, table, text } from '../../database/columns.ts';
import type { Instant } from '../../kernel/clock.ts';
import type { Day } from '../../kernel/day.ts';
import type { CodeOf } from '../../knowledge/codebooks.ts';
import { intervention } from '../tables.ts';

export const interventionSip = table(
  'intervention_sip',
  {
    id: text().primaryKey(),
    interventionId: text()
      .notNull()
      .references(() => intervention.id),
    status: text<CodeOf<'sipStatus'>>().notNull(),
    on: text<Day>().notNull(),
    note: text(),
    recordedAt: text<Instant>().notNull(),
    recordedBy: text().notNull(),
  },
  (t) => [index('intervention_sip_of').on(t.interventionId, t.on)],
);
