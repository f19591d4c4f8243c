import { readdirSync, readFileSync } from 'node:fs';
import { getTableName, is, type Table } from 'drizzle-orm';
import { SQLiteTable } from 'drizzle-orm/sqlite-core';
import { expect, test } from 'vitest';
import { RECORD_TABLES } from '../../src/record/as-of.ts';

/** What the record is read from is kept, whoever writes it: no table and no store can be forgotten. */

const src = new URL('../../src/', import.meta.url);
const read = (path: string) => readFileSync(new URL(path, src), 'utf8');
const sources = readdirSync(src, { recursive: true, encoding: 'utf8' }).filter((name) =>
  name.endsWith('.ts'),
);
const byName = (tables: readonly Table[]) => tables.map(getTableName).toSorted();

/** The tables that a file imports, as drizzle has them. */
async function tablesOf(path: string): Promise<Table[]> {
  const at = new URL(path, src);
  const imports = read(path).matchAll(/import \{([^}]*)\} from '([^']*tables\.ts)'/g);
  const found = [...imports].map(async ([, names, from]) => {
    const module = await import(new URL(from!, at).href);
    return names!
      .split(',')
      .map((name) => module[name.trim()])
      .filter((value) => is(value, SQLiteTable));
  });
  return (await Promise.all(found)).flat();
}

/** A file of the record and those beside it that it imports. */
function filesFrom(path: string, seen = new Set<string>()): Set<string> {
  if (seen.has(path)) return seen;
  seen.add(path);
  for (const [, next] of read(path).matchAll(/from '\.\/([^']+)'/g)) filesFrom(`record/${next}`, seen);
  return seen;
}

test('every table that a record or a population is read from says when its rows were recorded', async () => {
  const files = [...filesFrom('record/load.ts'), 'extract/population.ts'];
  expect(files).toContain('record/intervention-store.ts');
  const readFrom = (await Promise.all(files.map(tablesOf))).flat();
  expect(readFrom.length).toBeGreaterThan(25);
  const listed = new Set(RECORD_TABLES.map(({ table }) => table as Table));
  expect(byName(readFrom.filter((table) => !listed.has(table)))).toEqual([]);
  expect(listed.size).toBe(RECORD_TABLES.length);
});

/** Facts of a case that are changed and kept, and that no record is read from yet. */
const KEPT_BESIDES = ['consent', 'follow_up_contact', 'follow_up_information'];

test('the tables that are changed and kept are those that say so', async () => {
  const changed = await Promise.all(
    sources.map(async (path) => {
      const names = [...read(path).matchAll(/changeAndKeep\(\s*\w+,\s*(\w+),/g)].map(([, name]) => name!);
      const tables = names.length === 0 ? [] : await tablesOf(path);
      expect(tables.length, path).toBeGreaterThanOrEqual(new Set(names).size);
      return names.map((name) => name.replaceAll(/[A-Z]/g, (capital) => `_${capital.toLowerCase()}`));
    }),
  );
  const said = RECORD_TABLES.filter((one) => one.changed).map(({ table }) => getTableName(table));
  expect([...new Set(changed.flat())].toSorted()).toEqual([...said, ...KEPT_BESIDES].toSorted());
});

/** What is no fact of a case, or says by itself what it said before: a draft is nobody's fact until it is signed. */
const NOT_KEPT: Readonly<Record<string, string>> = {
  auditHead: 'the end of the chain',
  calendarAddress: 'an address, and when it was read',
  deadline: 'follows from the record',
  extract: 'how far it has come',
  extractPiece: 'bytes of one that was broken off',
  finding: 'follows from the record',
  namedHandler: 'has its end in a column of its own',
  note: 'a draft, until it is signed and locked',
  webhook: 'where events go',
  webhookDelivery: 'how far it has come',
};

test('nothing else is changed in place', () => {
  const found = sources.flatMap((path) =>
    [...read(path).matchAll(/\btx\s*\.update\(\s*(\w+)/g)].map(([, table]) => ({ path, table: table! })),
  );
  const beside = found.filter(({ path }) => path !== 'database/earlier-versions.ts');
  expect(beside.filter(({ table }) => !(table in NOT_KEPT))).toEqual([]);
  expect([...new Set(beside.map(({ table }) => table))].toSorted()).toEqual(Object.keys(NOT_KEPT).toSorted());
  const upserts = sources.filter((path) => read(path).includes('onConflictDoUpdate'));
  expect(upserts.toSorted()).toEqual([
    'access/audit.ts',
    'database/running-number.ts',
    'deadlines/projection/store.ts',
    'extract/store.ts',
    'quality/projection/store.ts',
  ]);
});
