/** What a database error means to us; the engines name the same thing differently. */
export type DatabaseFault = 'unique' | 'constraint' | 'busy' | 'unavailable' | 'other';

/** By the beginning of the code, the first that fits: SQLite adds to its codes, PostgreSQL's first two are a class. */
const FAULTS: readonly (readonly [code: RegExp, fault: DatabaseFault])[] = [
  [/^SQLITE_CONSTRAINT_(UNIQUE|PRIMARYKEY)$/, 'unique'],
  [/^SQLITE_CONSTRAINT/, 'constraint'],
  [/^SQLITE_(BUSY|LOCKED)/, 'busy'],
  [/^SQLITE_(FULL|IOERR|READONLY|CANTOPEN)/, 'unavailable'],
  [/^SQLITE_/, 'other'],
  [/^23505$/, 'unique'],
  [/^23/, 'constraint'],
  [/^(40|55P03)/, 'busy'],
  [/^(08|53|57P)/, 'unavailable'],
  [/^(ECONNREFUSED|ECONNRESET|EPIPE|ETIMEDOUT)$/, 'unavailable'],
  // Any other SQLSTATE.
  [/^(?=.*\d)[0-9A-Z]{5}$/, 'other'],
];

/** Translates an error from either engine; undefined when it did not come from a database. */
export function databaseFault(error: unknown): DatabaseFault | undefined {
  for (let cause = error; cause instanceof Error; cause = cause.cause) {
    const code = (cause as { code?: unknown }).code;
    if (typeof code !== 'string') continue;
    const found = FAULTS.find(([pattern]) => pattern.test(code));
    if (found) return found[1];
  }
  return undefined;
}
