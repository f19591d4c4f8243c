import { flag, json, primaryKey, table, text } from '../database/columns.ts';
import type { Instant } from '../kernel/clock.ts';
import type { CodeOf } from '../knowledge/codebooks.ts';
import type { PersonInput } from '../person/schema.ts';
import { person } from '../person/tables.ts';

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

/** Each child on a report, with what the report told of the child: the person's own data may say something else. */
export const reportedChild = table(
  'reported_child',
  {
    reportId: text()
      .notNull()
      .references(() => report.id),
    childId: text()
      .notNull()
      .references(() => person.id),
    /** Null when the child was given by the id of a registered person. */
    told: json<PersonInput>(),
  },
  (t) => [primaryKey({ columns: [t.reportId, t.childId] })],
);
