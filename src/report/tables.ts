import { flag, table, text } from '../database/columns.ts';
import type { Instant } from '../kernel/clock.ts';
import type { CodeOf } from '../knowledge/codebooks.ts';

export const report = table('report', {
  id: text().primaryKey(),
  type: text<CodeOf<'reportType'>>().notNull(),
  channel: text<CodeOf<'channel'>>().notNull(),
  reporter: text<CodeOf<'reporter'>>().notNull(),
  text: text().notNull(),
  receivedAt: text<Instant>().notNull(),
  registeredAt: text<Instant>().notNull(),
  registeredBy: text().notNull(),
  unit: text().notNull(),
  reporterName: text(),
  reporterContact: text(),
  nameWithheld: flag().notNull(),
  feedbackRequested: flag().notNull(),
  interpreter: text(),
});
