import { afterEach, beforeEach, expect, test } from 'vitest';
import { migrate, SchemaMismatch } from '../../src/database/migrate.ts';
import { type EmptyDatabase, openEmptyDatabase } from '../support/migration.ts';

let database: EmptyDatabase;
beforeEach(async () => {
  database = await openEmptyDatabase();
});
afterEach(() => database.close());

const present = async () => database.rows('select position, hash from schema_migration order by position');
const isThere = (table: string) =>
  database.rows(`select * from ${table}`).then(
    () => true,
    () => false,
  );

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
  const { applied } = await migrate(database);
  await database.execute(
    `insert into schema_migration (position, hash) values (${applied + 1}, 'from the future')`,
  );
  await expect(migrate(database)).rejects.toThrow(SchemaMismatch);
  await expect(migrate(database)).rejects.toThrow(`Migration ${applied + 1} in the database`);
});

test('refuses a database where they stand in another order', async () => {
  await migrate(database);
  await database.execute('update schema_migration set position = position + 1');
  await database.execute("insert into schema_migration (position, hash) values (1, 'something before')");
  await expect(migrate(database)).rejects.toThrow(SchemaMismatch);
});

test('refuses a migration that was changed after it was applied', async () => {
  await migrate(database);
  await database.execute("update schema_migration set hash = 'changed' where position = 1");
  await expect(migrate(database)).rejects.toThrow(SchemaMismatch);
});

test('that fails leaves nothing behind, and goes through when the cause is gone', async () => {
  await database.execute('create table person (in_the_way text)');
  await expect(migrate(database)).rejects.toThrow();
  expect(await present()).toEqual([]);
  expect([await isThere('person'), await isThere('report'), await isThere('audit_entry')]).toEqual([
    true,
    false,
    false,
  ]);
  await database.execute('drop table person');
  expect((await migrate(database)).applied).toBeGreaterThan(0);
});
