import { afterAll, beforeAll, expect, test } from 'vitest';
import { migrate, SchemaMismatch } from '../../src/database/migrate.ts';
import { type EmptyDatabase, openEmptyDatabase } from '../support/migration.ts';

/** One database for all: it is empty at first, then migrated, and each later test puts back what it did. */
let database: EmptyDatabase;
beforeAll(async () => {
  database = await openEmptyDatabase();
});
afterAll(() => database.close());

const present = async () => database.rows('select position, hash from schema_migration order by position');
const isThere = (table: string) =>
  database.rows(`select * from ${table}`).then(
    () => true,
    () => false,
  );

test('one that fails leaves nothing behind, and goes through when the cause is gone', async () => {
  await database.execute('create table person (in_the_way text)');
  await expect(migrate(database)).rejects.toThrow();
  expect(await present()).toEqual([]);
  expect([await isThere('person'), await isThere('report'), await isThere('audit_entry')]).toEqual([
    true,
    false,
    false,
  ]);
  await database.execute('drop table person');
});

test('applies every migration once, and none the second time', async () => {
  const { applied } = await migrate(database);
  expect(applied).toBeGreaterThan(0);
  const after = await present();
  expect(after.map((row) => row.position)).toEqual(Array.from({ length: applied }, (_, at) => at + 1));
  expect(await migrate(database)).toEqual({ applied: 0 });
  expect(await present()).toEqual(after);
  for (const table of ['person', 'report', 'intake', 'investigation', 'audit_entry', 'audit_head']) {
    expect(await isThere(table)).toBe(true);
  }
});

test('refuses a database that holds a migration it does not know', async () => {
  const next = (await present()).length + 1;
  await database.execute(`insert into schema_migration (position, hash) values (${next}, 'from the future')`);
  await expect(migrate(database)).rejects.toThrow(SchemaMismatch);
  await expect(migrate(database)).rejects.toThrow(`Migration ${next} in the database`);
  await database.execute(`delete from schema_migration where position = ${next}`);
});

test('refuses a database where they stand in another order', async () => {
  // Down from the top, so that no two have the same place meanwhile.
  await database.execute('update schema_migration set position = position + 1000');
  await database.execute('update schema_migration set position = position - 999');
  await database.execute("insert into schema_migration (position, hash) values (1, 'something before')");
  await expect(migrate(database)).rejects.toThrow(SchemaMismatch);
  await database.execute("delete from schema_migration where hash = 'something before'");
  await database.execute('update schema_migration set position = position + 1000');
  await database.execute('update schema_migration set position = position - 1001');
  expect(await migrate(database)).toEqual({ applied: 0 });
});

test('refuses a migration that was changed after it was applied', async () => {
  await database.execute("update schema_migration set hash = 'changed' where position = 1");
  await expect(migrate(database)).rejects.toThrow(SchemaMismatch);
});
