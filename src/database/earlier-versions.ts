import { type Column, eq, getTableColumns, getTableName, sql } from 'drizzle-orm';
import type { Instant } from '../kernel/clock.ts';
import { wholeRow } from './columns.ts';
import { earlierVersion, earlierVersionsKept } from './earlier-tables.ts';
import { prepared, type Reader, type Tx } from './handle.ts';

const { placeholder } = sql;

/** The transaction of a piece of work, and the one instant at which all of it is recorded. */
export interface Moment {
  readonly tx: Tx;
  readonly now: Instant;
}

type Table = Parameters<Tx['update']>[0];

/** One query per column that rows are found by, for keeping them as they stand. */
const keepers = new WeakMap<Column, ReturnType<typeof keeperBy>>();

const keeperBy = (table: Table, column: Column) =>
  prepared((tx: Tx) => {
    const name = getTableName(table);
    const key = keyOf(table);
    const versions = sql`(select coalesce(max(v.version), 0) + 1 from ${earlierVersion} v
      where v.table_name = ${sql.raw(`'${name}'`)} and v.row_key = ${key})`;
    return tx
      .insert(earlierVersion)
      .select(
        sql`select ${sql.raw(`'${name}'`)}, ${key}, ${versions}, cast(${placeholder('until')} as text), ${wholeRow(table)}
          from ${table} where ${column} = ${placeholder('value')}`,
      )
      .prepare();
  });

/** The one column that a row of the record is known by. */
export function keyOf(table: Table): Column {
  const key = Object.values(getTableColumns(table)).find(({ primary }) => primary);
  if (!key) throw new Error(`${getTableName(table)} has no key of one column.`);
  return key;
}

/**
 * Changes the rows of the record that a column finds, e.g. `{ id }`, and keeps them as they stood until now. The only way
 * in which a row of the record is changed: what it said before must be there for who asks what was known then.
 */
export async function changeAndKeep<T extends Table>(
  { tx, now }: Moment,
  table: T,
  which: Partial<T['$inferSelect']>,
  change: Partial<T['$inferInsert']>,
): Promise<void> {
  const [[property, value] = []] = Object.entries(which);
  const column: Column | undefined = getTableColumns(table)[property ?? ''];
  if (column === undefined)
    throw new RangeError('A change of the record is of the rows that a column finds.');
  let keeper = keepers.get(column);
  if (!keeper) {
    keeper = keeperBy(table, column);
    keepers.set(column, keeper);
  }
  await keeper(tx).execute({ until: now, value });
  await tx
    .update(table)
    .set(change as never)
    .where(eq(column, value));
}

const kept = prepared((reader: Reader) =>
  reader.select({ since: earlierVersionsKept.since }).from(earlierVersionsKept).prepare(),
);

/** Since when what is replaced is kept; null where it always was. */
export async function versionsKeptSince(reader: Reader): Promise<Instant | null> {
  return (await kept(reader).execute())[0]?.since ?? null;
}
