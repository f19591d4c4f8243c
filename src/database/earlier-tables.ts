import type { Instant } from '../kernel/clock.ts';
import { index, integer, json, primaryKey, table, text } from './columns.ts';

/**
 * Rows of the record as they stood before they were changed (tidigare lydelse), so that what was known on an earlier day
 * can be read again. Written by `changeAndKeep`, and read by nothing but such a reading.
 */
export const earlierVersion = table(
  'earlier_version',
  {
    /** Of which table. */
    tableName: text().notNull(),
    rowKey: text().notNull(),
    /** From 1, in the order in which the row was changed. */
    version: integer().notNull(),
    /** When it was replaced: it was what was known before, and no longer at this instant. */
    until: text<Instant>().notNull(),
    /** The whole row, by the names of its columns. */
    stood: json<Record<string, unknown>>().notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.tableName, t.rowKey, t.version] }),
    index('earlier_version_until').on(t.tableName, t.until),
  ],
);

/** Since when earlier versions are kept: always on a board that was new with them. One row, written by `migrate`. */
export const earlierVersionsKept = table('earlier_versions_kept', {
  id: integer().primaryKey(),
  since: text<Instant>(),
});
