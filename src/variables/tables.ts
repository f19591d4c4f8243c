import { index, integer, json, primaryKey, table, text } from '../database/columns.ts';
import type { Instant } from '../kernel/clock.ts';
import type { Day } from '../kernel/day.ts';
import type { Pack } from './catalogue/packs.ts';
import type { CountedOn } from './schema.ts';
import type { UnitOfCount } from './variable.ts';

/** The manifest of every extract that was made. */
export const extract = table(
  'extract',
  {
    id: text().primaryKey(),
    unitOfCount: text<UnitOfCount>().notNull(),
    periodFrom: text<Day>().notNull(),
    periodTo: text<Day>().notNull(),
    countedOn: text<CountedOn>().notNull(),
    unit: text(),
    pack: text<Pack>(),
    variables: json<string[]>().notNull(),
    catalogueVersion: text().notNull(),
    asOf: text<Instant>().notNull(),
    rows: integer().notNull(),
    sha256: text().notNull(),
    createdAt: text<Instant>().notNull(),
    createdBy: text().notNull(),
  },
  (t) => [index('extract_created').on(t.createdAt, t.id)],
);

export type ExtractRow = typeof extract.$inferSelect;

/** The data of an extract, in pieces that are sent one by one. The byte order mark is not kept: it is sent first. */
export const extractChunk = table(
  'extract_chunk',
  {
    extractId: text()
      .notNull()
      .references(() => extract.id),
    position: integer().notNull(),
    content: text().notNull(),
  },
  (t) => [primaryKey({ columns: [t.extractId, t.position] })],
);
