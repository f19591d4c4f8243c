/**
 * Schemas of PostgreSQL that have been given back: migrated, and empty again. To make one anew, and to take it away,
 * takes longer than most of what is done in one; what was put in by a test leaves by `delete`, in no time.
 */

/** A connection to the schema, from outside of the program. Several statements at a time. */
type Run = (statements: string) => Promise<readonly { readonly rows: unknown[]; readonly count: number }[]>;

/** Who has held more has statistics and dead rows by which another test would be planned: it is not used again. */
const MOST_ROWS = 2_000;

const free: string[] = [];
let tables: readonly string[] | undefined;

/** The name of a schema that is free, or else of one that there is not yet. */
export const takeSchema = (another: () => string): string => free.pop() ?? another();

/** Empties a schema that nobody works with any more, and keeps it for the next one who asks; or drops it. */
export async function giveBack(schema: string, run: Run): Promise<void> {
  tables ??= (
    await run(
      'select tablename from pg_tables where schemaname = current_schema()' +
        // How far it is migrated, and since when it keeps what is replaced: a new board has that too.
        " and tablename not in ('schema_migration', 'earlier_versions_kept')",
    )
  )[0]!.rows.map((row) => (row as { tablename: string }).tablename);
  // As a replica: nobody asks what refers to what, and nothing else follows from it.
  const results = await run(
    [
      'begin',
      'set local session_replication_role = replica',
      ...tables.map((name) => `delete from ${name}`),
      'commit',
    ].join(';'),
  );
  if (results.reduce((sum, { count }) => sum + count, 0) <= MOST_ROWS) free.push(schema);
  else await run(`drop schema ${schema} cascade`);
}
