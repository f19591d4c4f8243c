import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PGlite } from '@electric-sql/pglite';
import { drizzle } from 'drizzle-orm/pglite';
import pg from 'pg';
import type { Reader, Tx } from '../../src/database/handle.ts';
import { migrate } from '../../src/database/migrate.ts';
import { type BoardDatabase, openPostgres, openSqlite } from '../../src/database/open.ts';
import { createWriter } from '../../src/database/writer.ts';

/** A board's database of the engine that this run of the tests is about, and a way to look at it from outside. */
export interface TestDatabase extends BoardDatabase {
  /** Runs SQL past the program, as someone with access to the database could. */
  raw(statement: string): Promise<Record<string, unknown>[]>;
}

/** `sqlite`, `pglite` or `postgres`: vitest.config.ts says which, by BARNAKT_DATABASE. */
export const testEngine = (process.env.BARNAKT_DATABASE ?? 'sqlite').split(':')[0] as
  | 'sqlite'
  | 'pglite'
  | 'postgres';

let schemas = 0;

const OPEN: Record<typeof testEngine, () => Promise<TestDatabase>> = {
  async sqlite() {
    const folder = mkdtempSync(join(tmpdir(), 'barnakt-test-'));
    const file = join(folder, 'board.sqlite');
    const { default: Sqlite } = await import('better-sqlite3');
    const database = await openSqlite(file);
    return {
      ...database,
      async raw(statement) {
        const connection = new Sqlite(file);
        try {
          const prepared = connection.prepare(statement);
          return prepared.reader ? (prepared.all() as Record<string, unknown>[]) : (prepared.run(), []);
        } finally {
          connection.close();
        }
      },
      async close() {
        await database.close();
        rmSync(folder, { recursive: true });
      },
    };
  },
  pglite: openPglite,
  async postgres() {
    const url = process.env.BARNAKT_DATABASE!;
    schemas += 1;
    const schema = `test_${process.pid}_${Date.now().toString(36)}_${schemas}`;
    const database = await openPostgres(url, schema);
    const outside = new pg.Client({ connectionString: url, options: `-c search_path=${schema}` });
    await outside.connect();
    return {
      ...database,
      raw: async (statement) => (await outside.query(statement)).rows,
      async close() {
        await database.close();
        await outside.query(`drop schema ${schema} cascade`);
        await outside.end();
      },
    };
  },
};

export const openTestDatabase = (): Promise<TestDatabase> => OPEN[testEngine]();

/**
 * PostgreSQL in this process has one connection, so a read would see a transaction that is not yet committed. A
 * lock keeps the two apart: a read waits for the commit, as it would on a connection of its own.
 */
async function openPglite(): Promise<TestDatabase> {
  const client = await PGlite.create();
  await migrate({
    execute: async (statement) => void (await client.exec(statement)),
    rows: async (statement) => (await client.query<Record<string, unknown>>(statement)).rows,
  });
  let tail: Promise<void> = Promise.resolve();
  const lock = async (): Promise<() => void> => {
    const before = tail;
    let release!: () => void;
    tail = new Promise((resolve) => {
      release = resolve;
    });
    await before;
    return release;
  };
  const apart = async <T>(work: () => Promise<T>): Promise<T> => {
    const release = await lock();
    return work().finally(release);
  };
  const readerClient = new Proxy(client, {
    get: (target, key) => {
      if (key === 'query')
        return (...args: Parameters<PGlite['query']>) => apart(() => target.query(...args));
      const value = Reflect.get(target, key);
      return typeof value === 'function' ? value.bind(target) : value;
    },
  });
  const casing = 'snake_case' as const;
  let release: (() => void) | undefined;
  const end = async (statement: string) => {
    try {
      await client.exec(statement);
    } finally {
      release?.();
      release = undefined;
    }
  };
  const writer = createWriter({
    tx: drizzle(client, { casing }) as unknown as Tx,
    async begin() {
      release = await lock();
      await client.exec('BEGIN');
    },
    commit: () => end('COMMIT'),
    rollback: () => end('ROLLBACK'),
    execute: async (statement) => void (await client.exec(statement)),
  });
  return {
    reader: drizzle(readerClient, { casing }) as unknown as Reader,
    writer,
    ping: async () => void (await client.query('select 1')),
    raw: (statement) => apart(async () => (await client.query<Record<string, unknown>>(statement)).rows),
    async close() {
      await writer.close();
      await client.close();
    },
  };
}
