import { type Column, type SQL, sql, type Table } from 'drizzle-orm';
import type { Instant } from '../kernel/clock.ts';
import { type Code, findCode } from '../kernel/codebook.ts';
import type { Day } from '../kernel/day.ts';
import { CODEBOOKS, type CodebookName } from '../knowledge/codebooks.ts';
import type { FileEntryKind } from './schema.ts';

/**
 * What it takes for something to stand in a child's file (personakt).
 *
 * To add a kind: 1. its name in `INTAKE_ENTRIES`, `INVESTIGATION_ENTRIES` or `INTERVENTION_ENTRIES` of schema.ts, at its place in the order of
 * a case; 2. one entry in the table of kinds where it belongs (file-of-intakes.ts; file-of-investigations.ts, and beside
 * it file-of-findings.ts, file-of-parties.ts and file-of-follow-ups.ts; file-of-interventions.ts): which columns of which table its rows are, its Swedish heading, and
 * where it is read. The query, the secrecy of the case and of a `party`, the order and the document follow; a kind
 * without an entry does not compile. No query is added.
 */

/** Where the rows of a kind come from. What is left out is empty. */
export interface Source {
  /** A table, or tables joined. */
  readonly from: Table | SQL;
  /** The id of the intake, investigation or intervention that a row belongs to. */
  readonly of: Column;
  readonly id: Column;
  /** The day it happened; or, where an instant is kept, that; or else it happened when it was recorded. */
  readonly on?: Column;
  readonly at?: Column;
  readonly recordedAt?: Column;
  /** Where it is not kept when it was recorded: what it cannot have come before. Left out: that the case was begun. */
  readonly after?: Column;
  readonly by?: Column;
  readonly code?: Column | SQL;
  readonly area?: Column;
  readonly text?: Column;
  /** A second running text. */
  readonly more?: Column | SQL;
  /** What heading, text and address are made of beside the rest: a code, a day, words with spaces between, a JSON text. */
  readonly detail?: Column | SQL;
  /** Its number among those of one id. */
  readonly nth?: Column;
  /** Another person whom it concerns: a row is left out where the caller may not know of that one. */
  readonly party?: Column;
  readonly where?: SQL;
}

/** One row of any kind, as it was read. */
export interface FileRow {
  readonly kind: FileEntryKind;
  readonly caseId: string;
  readonly caseNumber: string;
  readonly id: string;
  readonly on: Day | null;
  readonly at: Instant | null;
  readonly recordedAt: Instant | null;
  readonly after: Instant;
  readonly by: string | null;
  readonly code: string | null;
  readonly area: string | null;
  readonly text: string | null;
  readonly more: string | null;
  readonly detail: string | null;
  readonly nth: number;
  readonly partyId: string | null;
}

export interface Kind {
  readonly source: Source;
  /** Rubrik, in Swedish. */
  heading(row: FileRow): string;
  /** Path under the board where it is read. */
  href(row: FileRow): string;
  /** The running text, where it is not just the row's. */
  text?(row: FileRow): string | null;
  /** The entries that one row makes, where that is not one. */
  each?(row: FileRow): FileRow[];
}

/** A JSON column as text on both engines. */
export const jsonText = (column: Column): SQL => sql`cast(${column} as text)`;

/** The Swedish label of a code; the code itself where the list no longer has it. */
export const labelOf = (name: CodebookName, code: string | null): string =>
  code === null ? '' : (findCode<Code>(CODEBOOKS[name], code)?.sv ?? code);

/** Texts one below the other; null where there is none. */
export function paragraphs(...texts: readonly (string | null)[]): string | null {
  const there = texts.filter((text) => text !== null && text !== '');
  return there.length === 0 ? null : there.join('\n\n');
}

/** A text under its title, or nothing. */
export const titled = (title: string, text: string | null): string | null =>
  text === null || text === '' ? null : `${title}: ${text}`;

/** The path of something under its investigation. */
export const under =
  (path: string) =>
  ({ caseId }: FileRow) =>
    `/investigations/${caseId}${path}`;

/** The path of one of several under their investigation. */
export const oneUnder =
  (path: string) =>
  ({ caseId, id }: FileRow) =>
    `/investigations/${caseId}${path}/${id}`;

/** The detail of a row, where that is a JSON text. */
export const parsed = <T>({ detail }: FileRow) => JSON.parse(detail!) as T;

/** The detail of a row, where that is words with spaces between. */
export const words = ({ detail }: FileRow) => detail!.split(' ');
