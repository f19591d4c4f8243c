import { fileURLToPath } from 'node:url';
import { readMigrationFiles } from 'drizzle-orm/migrator';
import { systemClock } from '../kernel/clock.ts';
import { engine } from './columns.ts';

/** The few statements that migrating needs, on whichever engine. */
export interface MigrationConnection {
  execute(statement: string): Promise<void>;
  rows(statement: string): Promise<Record<string, unknown>[]>;
}

const folder = fileURLToPath(new URL(`../../db/migrations/${engine}`, import.meta.url));

/** Thrown at start when the database and this version of the program do not belong together. */
export class SchemaMismatch extends Error {
  override name = 'SchemaMismatch';
}

/**
 * Applies what is missing, in order and all or nothing, and compares what is applied with what is expected.
 * Migrations are known by their content and not by a date, so that one that came in late from a merged branch is
 * neither skipped in silence nor applied out of order. Says too since when earlier versions are kept: always where
 * nothing was there before, and otherwise from now.
 *
 * @throws SchemaMismatch when the database holds a migration that this program does not know, or in another order.
 */
export async function migrate(connection: MigrationConnection): Promise<{ applied: number }> {
  const expected = readMigrationFiles({ migrationsFolder: folder });
  await connection.execute(
    'create table if not exists schema_migration (position integer primary key, hash text not null)',
  );
  const present = await connection.rows('select hash from schema_migration order by position');
  present.forEach((row, position) => {
    if (row.hash !== expected[position]?.hash) {
      throw new SchemaMismatch(
        `Migration ${position + 1} in the database is not the one in db/migrations/${engine}. ` +
          'The database was made by another version of the program.',
      );
    }
  });
  const missing = expected.slice(present.length);
  if (missing.length === 0) return { applied: 0 };
  await connection.execute('begin');
  try {
    for (const [offset, migration] of missing.entries()) {
      for (const statement of migration.sql) await connection.execute(statement);
      await connection.execute(
        `insert into schema_migration (position, hash) values (${present.length + offset + 1}, '${migration.hash}')`,
      );
    }
    const since = present.length === 0 ? 'null' : `'${systemClock.now()}'`;
    await connection.execute(
      `insert into earlier_versions_kept (id, since)
       select 1, ${since} where not exists (select 1 from earlier_versions_kept)`,
    );
    await connection.execute('commit');
  } catch (error) {
    await connection.execute('rollback');
    throw error;
  }
  return { applied: missing.length };
}
