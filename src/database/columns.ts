import { type Column, getTableColumns, type SQL, sql, type Table } from 'drizzle-orm';
import { toSnakeCase } from 'drizzle-orm/casing';
import * as pg from 'drizzle-orm/pg-core';
import * as lite from 'drizzle-orm/sqlite-core';

/**
 * The one place where the dialect is chosen. Every table is defined once with these builders; they are typed
 * as SQLite and build PostgreSQL where the installation runs on it. A process serves one engine, so the
 * choice is made when the module loads: BARNAKT_DATABASE is a postgres:// URL, or anything else for SQLite.
 */
export const engine: 'sqlite' | 'postgres' = /^(postgres|pglite)/.test(process.env.BARNAKT_DATABASE ?? '')
  ? 'postgres'
  : 'sqlite';

const onPostgres = engine === 'postgres';

/** Text that compares byte by byte on both engines, so that days, instants, ids and keys sort the same. */
const pgText = pg.customType<{ data: string }>({ dataType: () => 'text collate "C"' });

export const table = (onPostgres ? pg.pgTable : lite.sqliteTable) as typeof lite.sqliteTable;
export const index = (onPostgres ? pg.index : lite.index) as typeof lite.index;
export const uniqueIndex = (onPostgres ? pg.uniqueIndex : lite.uniqueIndex) as typeof lite.uniqueIndex;
export const primaryKey = (onPostgres ? pg.primaryKey : lite.primaryKey) as typeof lite.primaryKey;

const pgBytes = pg.customType<{ data: Uint8Array }>({ dataType: () => 'bytea' });

const litText = <T extends string>() => lite.text().$type<T>();
const litJson = <T>() => lite.text({ mode: 'json' }).$type<T>();
const litBytes = () => lite.blob({ mode: 'buffer' }).$type<Uint8Array>();
const litFlag = () => lite.integer({ mode: 'boolean' });

/** Text of any kind: ids, codes, days, instants, free text. */
export const text = <T extends string = string>() =>
  (onPostgres ? pgText().$type<T>() : litText<T>()) as ReturnType<typeof litText<T>>;
/** A small structure, read whole or by `textIn` and its like; nothing is looked for by what is in it. */
export const json = <T>() =>
  (onPostgres ? pg.jsonb().$type<T>() : litJson<T>()) as ReturnType<typeof litJson<T>>;
export const flag = () => (onPostgres ? pg.boolean() : litFlag()) as ReturnType<typeof litFlag>;
/** Bytes as they are, of a file or a piece of one. */
export const bytes = () => (onPostgres ? pgBytes() : litBytes()) as ReturnType<typeof litBytes>;
export const integer = () =>
  (onPostgres ? pg.integer() : lite.integer()) as ReturnType<typeof lite.integer<never>>;

/**
 * `column` is one of a list given as JSON text, e.g. '["a","b"]'. A prepared query needs this: the number of
 * values may differ from call to call.
 */
export function inJsonList(column: Column | SQL, list: unknown): SQL {
  return onPostgres
    ? sql`${column} in (select jsonb_array_elements_text(${list}::jsonb))`
    : sql`${column} in (select value from json_each(${list}))`;
}

/** Whether something is there (1 or 0 on one engine, true or false on the other), without reading it. */
export const isThere = (value: Column | SQL): SQL<boolean> =>
  sql<boolean>`(${value} is not null)`.mapWith(Boolean);

/** Whether the one and the other hold. */
export const both = (one: SQL, other: SQL): SQL<boolean> =>
  sql<boolean>`(${one} and ${other})`.mapWith(Boolean);

/** A column that holds a structure, and the names in it of what is of a kind. */
type JsonColumn<T> = Column & { readonly _: { readonly data: T } };
type NamesOf<T, Kind> = { [K in keyof T & string]: T[K] extends Kind ? K : never }[keyof T & string];

const within = (column: Column, key: string, arrow: '->' | '->>') =>
  sql`(${column} ${sql.raw(`${arrow} '${key}'`)})`;

/** One text of a structure, without reading the rest. Null where it has none. */
export const textIn = <T, K extends NamesOf<T, string | null>>(column: JsonColumn<T>, key: K): SQL<T[K]> =>
  within(column, key, '->>') as SQL<T[K]>;

/** The same of a flag: 1 or 0 on one engine, a word on the other. */
export const flagIn = <T>(
  column: JsonColumn<T>,
  key: NamesOf<T, boolean | null | undefined>,
): SQL<boolean | null> =>
  sql<boolean | null>`${within(column, key, '->>')}`.mapWith((value) => value === 1 || value === 'true');

/** The same of a list: text on one engine, read already by the driver of the other. */
export const listIn = <T, K extends NamesOf<T, readonly unknown[]>>(
  column: JsonColumn<T>,
  key: K,
): SQL<T[K]> =>
  sql<T[K]>`${within(column, key, '->')}`.mapWith((value) => (onPostgres ? value : JSON.parse(value)));

/** A column's name in the database. */
export const nameOf = (column: Column): string => (column.keyAsName ? toSnakeCase(column.name) : column.name);

/** A row of a table as one JSON value, by the names of its columns; `FROM` is for whoever asks. */
export function wholeRow(table: Table): SQL {
  if (onPostgres) return sql`to_jsonb(${table})`;
  const pairs = Object.values(getTableColumns(table)).map(
    (column) => sql`${sql.raw(`'${nameOf(column)}'`)}, ${column}`,
  );
  return sql`json_object(${sql.join(pairs, sql`, `)})`;
}

/** What a column says in SQL where nothing was said; undefined where there is nothing of the kind. */
export function literalOf(column: Column): string | undefined {
  if (!column.hasDefault || column.default === undefined) return undefined;
  const value = column.mapToDriverValue(column.default);
  return typeof value === 'string' ? `'${value.replaceAll("'", "''")}'` : String(value);
}
