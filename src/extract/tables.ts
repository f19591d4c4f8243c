import { sql } from 'drizzle-orm';
import { bytes, index, integer, json, primaryKey, table, text } from '../database/columns.ts';
import type { Instant } from '../kernel/clock.ts';
import type { Day } from '../kernel/day.ts';
import type { QualityTally } from '../quality/tally.ts';
import type { Pack } from '../variables/catalogue/packs.ts';
import type { UnitOfCount } from '../variables/variable.ts';
import type { Form } from './forms.ts';
import type { CountedOn, Dialect, ExtractState, Failure, Gaps, Protection } from './schema.ts';

/** What was counted while an extract was made. */
export interface Tally {
  readonly gaps: readonly Gaps[];
  readonly suppressedCells: number;
  readonly smallPopulation: Protection;
  /** Missing in those that were made before findings were counted. */
  readonly quality?: QualityTally;
}

/** Every extract that was asked for. Those of version 0.1 were made at once: they are done, and in CSV. */
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
    /** The day by whose end something was known that is extracted; null for what is known when it is made. */
    knownOn: text<Day>(),
    /** Of when the record is: when it was asked for, and from the beginning of a try what that reads. */
    asOf: text<Instant>().notNull(),
    /** When the record was read, if it was: null in version 0.1, which read it as of that instant. */
    madeAt: text<Instant>(),
    /** Written so far, in this try. */
    rows: integer().notNull(),
    /** Of the one file of version 0.1; empty since. See extract_file. */
    sha256: text().notNull(),
    createdAt: text<Instant>().notNull(),
    createdBy: text().notNull(),
    state: text<ExtractState>().notNull().default('done'),
    /** Null in version 0.1. */
    formats: json<Form[]>(),
    dialect: text<Dialect>().notNull().default('swedish'),
    /** Rows there will be. */
    counted: integer(),
    /** Numbers the tries, and a number is never given again: what another try writes is known, and refused. */
    attempt: integer().notNull().default(0),
    /** Tries that broke, or may yet. One that was stopped in good order is not among them. */
    tries: integer().notNull().default(0),
    /** The server that makes it, and until when nobody else may take it. */
    claimedBy: text(),
    claimedUntil: text<Instant>(),
    lawVersion: text(),
    tally: json<Tally>(),
    failure: text<Failure>(),
    endedAt: text<Instant>(),
  },
  (t) => [
    index('extract_created').on(t.createdAt, t.id),
    index('extract_unit').on(t.unit, t.createdAt, t.id),
    index('extract_unfinished').on(t.createdAt, t.id).where(sql`state in ('waiting', 'running')`),
  ],
);

export type ExtractRow = typeof extract.$inferSelect;

/** The files of the extracts that are done. */
export const extractFile = table(
  'extract_file',
  {
    extractId: text()
      .notNull()
      .references(() => extract.id),
    format: text<Form>().notNull(),
    sha256: text().notNull(),
    bytes: integer().notNull(),
    pieces: integer().notNull(),
  },
  (t) => [primaryKey({ columns: [t.extractId, t.format] })],
);

export type ExtractFileRow = typeof extractFile.$inferSelect;

/** The bytes of the files, in pieces that are sent one by one. What a broken try left is written over by the next. */
export const extractPiece = table(
  'extract_piece',
  {
    extractId: text()
      .notNull()
      .references(() => extract.id),
    format: text<Form>().notNull(),
    position: integer().notNull(),
    content: bytes().notNull(),
  },
  (t) => [primaryKey({ columns: [t.extractId, t.format, t.position] })],
);

/** The data of an extract of version 0.1, in pieces. The byte order mark is not kept: it is sent first. */
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
