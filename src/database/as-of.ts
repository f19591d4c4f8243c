import { type Column, getTableColumns, getTableName } from 'drizzle-orm';
import type { Instant } from '../kernel/clock.ts';
import { engine, literalOf, nameOf } from './columns.ts';
import { keyOf } from './earlier-versions.ts';
import type { Tx } from './handle.ts';

/** When a row was recorded: by an instant of its own, or by the first of the rows in another table that it came with. */
export type RecordedFrom =
  | Column
  | { readonly own: Column; readonly is: Column; readonly recordedAt: Column };

/** A table whose rows are facts that someone recorded, and what it takes to tell what stood in it at an earlier time. */
export interface RecordTable {
  readonly table: Parameters<Tx['update']>[0];
  /** Where it is null, the row is from before this was kept, and always known. */
  readonly recordedFrom: RecordedFrom;
  /** Rows are changed in place, by `changeAndKeep`. Absent where they only ever come. */
  readonly changed?: {
    /** By what they are looked for, besides their key. */
    readonly foundBy: readonly (readonly Column[])[];
    /** What is running text or tells who someone is: that it is there is carried over, and not what it says. */
    readonly unread?: readonly Column[];
  };
}

/** Where the tables are, and where they are shadowed: in the one the names stand for the other's tables as they were. */
export interface Places {
  readonly real: string;
  readonly shadow: string;
}

const quoted = (name: string) => `"${name}"`;
const listed = (parts: readonly string[]) => parts.join(', ');
const namesOf = (columns: readonly Column[]) => listed(columns.map((column) => quoted(nameOf(column))));

/**
 * The statements that put in the shadow place, under the same names, what stood in some tables at an instant: the rows
 * recorded by then, each as it was. Where rows only come, a view leaves out the later ones and copies nothing; where
 * they are changed, a table holds each in the first version that was replaced later, or as it still is.
 */
export function shadowsOf(tables: readonly RecordTable[], at: Instant, places: Places): string[] {
  return tables.flatMap((table) => (table.changed ? copyOf(table, at, places) : [viewOf(table, at, places)]));
}

function viewOf({ table, recordedFrom }: RecordTable, at: Instant, { real, shadow }: Places): string {
  const name = quoted(getTableName(table));
  const columns = namesOf(Object.values(getTableColumns(table)));
  return `create view ${shadow}.${name} as select ${columns} from ${real}.${name} as ${name}
    where ${recordedBy(table, recordedFrom, at, real)}`;
}

function copyOf({ table, recordedFrom, changed }: RecordTable, at: Instant, places: Places): string[] {
  const { real, shadow } = places;
  const { foundBy, unread = [] } = changed!;
  const bare = getTableName(table);
  const name = quoted(bare);
  const columns = Object.values(getTableColumns(table));
  const key = keyOf(table);
  const replaced = `e.table_name = '${bare}' and e.until > '${at}'`;
  const read = columns.map((column) =>
    unread.includes(column)
      ? `case when ${namesOf([column])} is not null then '' end as ${namesOf([column])}`
      : namesOf([column]),
  );
  const from = engine === 'postgres' ? `, jsonb_populate_record(null::${real}.${name}, e.stood) as r` : '';
  return [
    `create table ${shadow}.${name} as
      with stood as (
        select ${namesOf(columns)} from ${real}.${name} as t
        where not exists (
          select 1 from ${real}.earlier_version e where ${replaced} and e.row_key = t.${namesOf([key])})
        union all
        select ${listed(columns.map(asItStood))} from ${real}.earlier_version e${from}
        where ${replaced} and not exists (
          select 1 from ${real}.earlier_version f
          where f.table_name = e.table_name and f.row_key = e.row_key and f.version < e.version and f.until > '${at}')
      )
      select ${listed(read)} from stood as ${name} where ${recordedBy(table, recordedFrom, at, real)}`,
    ...[[key], ...foundBy].map((by, n) => indexOn(bare, by, n, shadow)),
    ...(engine === 'postgres' ? [`analyze ${shadow}.${name}`] : []),
  ];
}

/** A column of a row that is kept as JSON. One that the table did not have then says what it said of all that were. */
function asItStood(column: Column): string {
  const name = nameOf(column);
  const value = engine === 'postgres' ? `r.${quoted(name)}` : `json_extract(e.stood, '$."${name}"')`;
  const otherwise = column.notNull ? literalOf(column) : undefined;
  return otherwise === undefined ? value : `coalesce(${value}, ${otherwise})`;
}

function recordedBy(table: RecordTable['table'], from: RecordedFrom, at: Instant, real: string): string {
  const its = (column: Column) => `${quoted(getTableName(table))}.${namesOf([column])}`;
  if (!('own' in from)) return `(${its(from)} is null or ${its(from)} <= '${at}')`;
  const { own, is, recordedAt } = from;
  const instant = `(select min(o.${namesOf([recordedAt])}) from ${real}.${quoted(getTableName(is.table))} o
    where o.${namesOf([is])} = ${its(own)})`;
  return `coalesce(${instant}, '') <= '${at}'`;
}

function indexOn(table: string, by: readonly Column[], n: number, shadow: string): string {
  const index = `${table}_as_of_${n}`;
  return engine === 'postgres'
    ? `create index ${index} on ${shadow}.${quoted(table)} (${namesOf(by)})`
    : `create index ${shadow}.${index} on ${quoted(table)} (${namesOf(by)})`;
}
