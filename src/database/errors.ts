/** What a database error means to us; the engines name the same thing differently. */
export type DatabaseFault = 'unique' | 'constraint' | 'busy' | 'unavailable' | 'other';

const FAULTS: Readonly<Record<string, DatabaseFault>> = {
  SQLITE_CONSTRAINT_UNIQUE: 'unique',
  SQLITE_CONSTRAINT_PRIMARYKEY: 'unique',
  SQLITE_CONSTRAINT_FOREIGNKEY: 'constraint',
  SQLITE_CONSTRAINT_NOTNULL: 'constraint',
  SQLITE_CONSTRAINT_CHECK: 'constraint',
  SQLITE_BUSY: 'busy',
  SQLITE_BUSY_SNAPSHOT: 'busy',
  SQLITE_FULL: 'unavailable',
  SQLITE_IOERR: 'unavailable',
  SQLITE_READONLY: 'unavailable',
  '23505': 'unique',
  '23503': 'constraint',
  '23502': 'constraint',
  '23514': 'constraint',
  '40001': 'busy',
  '40P01': 'busy',
  '55P03': 'busy',
  '53300': 'unavailable',
  '57P01': 'unavailable',
  '57P03': 'unavailable',
  ECONNREFUSED: 'unavailable',
  ECONNRESET: 'unavailable',
};

/** Translates an error from either engine; undefined when it did not come from a database. */
export function databaseFault(error: unknown): DatabaseFault | undefined {
  for (let cause = error; cause instanceof Error; cause = cause.cause) {
    const code = (cause as { code?: unknown }).code;
    if (
      typeof code === 'string' &&
      (code in FAULTS || code.startsWith('SQLITE_') || /^[0-9A-Z]{5}$/.test(code))
    ) {
      return FAULTS[code] ?? 'other';
    }
  }
  return undefined;
}
