import Sqlite from 'better-sqlite3';

/** One statement as the program ran it. */
export interface Captured {
  readonly sql: string;
  readonly params: readonly unknown[];
}

/**
 * Records every statement that better-sqlite3 prepares and runs from now on, so that the bare handler can run just
 * the same ones. Must be called before a database is opened.
 */
export function captureStatements(): { take(): Captured[] } {
  let taken: Captured[] = [];
  const prepare = Sqlite.prototype.prepare;
  Sqlite.prototype.prepare = function (this: Sqlite.Database, sql: string) {
    const statement = prepare.call(this, sql);
    for (const method of ['all', 'run', 'get'] as const) {
      const original = statement[method].bind(statement) as (...params: unknown[]) => unknown;
      (statement as unknown as Record<string, unknown>)[method] = (...params: unknown[]) => {
        taken.push({ sql, params });
        return original(...params);
      };
    }
    return statement;
  } as typeof prepare;
  return {
    take() {
      const all = taken;
      taken = [];
      return all;
    },
  };
}
