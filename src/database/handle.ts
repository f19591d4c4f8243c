import type { BaseSQLiteDatabase } from 'drizzle-orm/sqlite-core';
import { rowMapper, type SelectedField, type TablesThere } from './row-mapper.ts';

type Handle = BaseSQLiteDatabase<'async', unknown, Record<string, never>>;

declare const transactional: unique symbol;

/** Reads committed data only. Every query is awaited, on both engines. */
export type Reader = Pick<Handle, 'select' | 'selectDistinct' | '$with' | 'with'>;

/**
 * Reads and writes inside one transaction of the board's writer. A store function that writes takes a Tx, so it
 * cannot be called outside a transaction; and there is no delete to call.
 */
export type Tx = Reader & Pick<Handle, 'insert' | 'update'> & { readonly [transactional]: true };

/**
 * A query that is built and prepared once per connection, and then only executed: about three times as fast as
 * building it per call. `build` must use sql.placeholder for every value that varies. To be executed, and never asked for
 * one row alone (`get`), which the mapper of rows does not know.
 */
export function prepared<H extends Reader, Q>(build: (handle: H) => Q): (handle: H) => Q {
  const perHandle = new WeakMap<H, Q>();
  return (handle) => {
    let query = perHandle.get(handle);
    if (!query) {
      query = tuned(build(handle));
      perHandle.set(handle, query);
    }
    return query;
  };
}

/** What a prepared query holds and its types do not show. */
interface Insides {
  /** On PostgreSQL: what is sent. */
  readonly rawQueryConfig?: object;
  readonly queryConfig?: object;
  readonly fields?: readonly SelectedField[];
  readonly joinsNotNullableMap?: TablesThere;
  customResultMapper?: ReturnType<typeof rowMapper>;
}

/** Gives a query that is going to be used often what it does not have from the builder. */
function tuned<Q>(query: Q): Q {
  const insides = query as Insides;
  name(insides);
  if (insides.fields && !insides.customResultMapper)
    insides.customResultMapper = rowMapper(insides.fields, insides.joinsNotNullableMap);
  return query;
}

let names = 0;

/**
 * PostgreSQL keeps what it has parsed and planned only under a name; without one, planning takes as long as the query.
 * The builder gives names, but not through the types of SQLite, which we share. SQLite needs none.
 */
function name({ rawQueryConfig, queryConfig }: Insides): void {
  names += 1;
  for (const config of [rawQueryConfig, queryConfig]) {
    if (config && 'text' in config) Object.assign(config, { name: `q${names}` });
  }
}

/** The same for a query that comes in a few shapes, e.g. with and without a filter: one prepared query per shape. */
export function preparedPerShape<H extends Reader, S extends Readonly<Record<string, unknown>>, Q>(
  build: (handle: H, shape: S) => Q,
): (handle: H, shape: S) => Q {
  const perHandle = prepared((_: H) => new Map<string, Q>());
  return (handle, shape) => {
    const known = perHandle(handle);
    const key = JSON.stringify(shape);
    let query = known.get(key);
    if (!query) {
      query = tuned(build(handle, shape));
      known.set(key, query);
    }
    return query;
  };
}
