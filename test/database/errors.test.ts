import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Sqlite from 'better-sqlite3';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { databaseFault } from '../../src/database/errors.ts';
import type { Tx } from '../../src/database/handle.ts';
import { runningNumber } from '../../src/database/running-number.ts';
import { intakeAssignment } from '../../src/intake/tables.ts';
import { openTestDatabase, type TestDatabase, testEngine } from '../support/engines.ts';

let database: TestDatabase;
beforeAll(async () => {
  database = await openTestDatabase();
});
afterAll(() => database.close());

/** What the engine itself says when something is wrong, translated. */
const faultOf = (job: (tx: Tx) => Promise<unknown>) =>
  database.writer.write(job).then(
    () => 'no error',
    (error: unknown) => databaseFault(error),
  );

describe('an error of the engine', () => {
  test('a key that is there already is `unique`', async () => {
    const row = { series: 'twice', last: 1 };
    expect(
      await faultOf(async (tx) => {
        await tx.insert(runningNumber).values(row);
        await tx.insert(runningNumber).values(row);
      }),
    ).toBe('unique');
  });

  test('a reference to nothing is `constraint`', async () => {
    const row = { id: 'a', intakeId: 'nothing', handlerId: 'anna', unit: 'b', from: '' as never, by: 'anna' };
    expect(await faultOf(async (tx) => tx.insert(intakeAssignment).values(row))).toBe('constraint');
  });

  test('a missing value is `constraint`', async () => {
    const row = { series: 'null', last: null as never };
    expect(await faultOf(async (tx) => tx.insert(runningNumber).values(row))).toBe('constraint');
  });

  test('a table that is not there is `other`', async () => {
    await database.raw('alter table running_number rename to away');
    expect(await faultOf(async (tx) => tx.insert(runningNumber).values({ series: 'x', last: 1 }))).toBe(
      'other',
    );
    await database.raw('alter table away rename to running_number');
  });
});

describe.runIf(testEngine === 'sqlite')('SQLite', () => {
  const folder = mkdtempSync(join(tmpdir(), 'barnakt-errors-'));
  const file = join(folder, 'board.sqlite');
  afterAll(() => rmSync(folder, { recursive: true }));
  const fault = (job: () => unknown) => {
    try {
      job();
    } catch (error) {
      return databaseFault(error);
    }
    return 'no error';
  };

  test('a lock that another process holds is `busy`', () => {
    const [holder, other] = [new Sqlite(file), new Sqlite(file, { timeout: 0 })];
    holder.exec('create table if not exists a (b text); begin immediate');
    expect(fault(() => other.exec('begin immediate'))).toBe('busy');
    holder.exec('rollback');
    holder.close();
    other.close();
  });

  test('a full disk, a file that cannot be written and one that cannot be opened are `unavailable`', () => {
    const full = new Sqlite(file);
    full.exec('create table if not exists a (b text)');
    full.pragma('max_page_count = 2');
    expect(fault(() => full.prepare('insert into a values (?)').run('x'.repeat(50_000)))).toBe('unavailable');
    full.close();
    const readonly = new Sqlite(file, { readonly: true });
    expect(fault(() => readonly.exec('create table c (d text)'))).toBe('unavailable');
    readonly.close();
    expect(fault(() => new Sqlite(folder).exec('select 1'))).toBe('unavailable');
  });
});

describe('by its code', () => {
  const coded = (code: unknown) => Object.assign(new Error('x'), { code });

  test.each([
    ['SQLITE_IOERR_FSYNC', 'unavailable'],
    ['SQLITE_BUSY_RECOVERY', 'busy'],
    ['SQLITE_CORRUPT', 'other'],
    ['40P01', 'busy'],
    ['40001', 'busy'],
    ['55P03', 'busy'],
    ['08006', 'unavailable'],
    ['53300', 'unavailable'],
    ['57P01', 'unavailable'],
    ['ECONNRESET', 'unavailable'],
    ['42P01', 'other'],
    ['22021', 'other'],
    ['EPERM', undefined],
    ['FST_ERR_VALIDATION', undefined],
    [5, undefined],
  ])('%s is %s', (code, expected) => {
    expect(databaseFault(coded(code))).toBe(expected);
    expect(databaseFault(new Error('wrapped', { cause: coded(code) }))).toBe(expected);
  });

  test('what is no error at all is none of the database', () => {
    expect([undefined, null, 'x', { code: '23505' }].map(databaseFault)).toEqual(
      [...Array(4)].map(() => undefined),
    );
  });
});
