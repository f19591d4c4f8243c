import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { type BoardDatabase, openPostgres, openSqlite } from '../../src/database/open.ts';
import { openPglite } from './pglite.ts';
import { giveBack, takeSchema } from './schemas.ts';

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

// What is done in them need not outlive a power cut: the tests that kill a server have one of their own.
const OPEN: Record<typeof testEngine, () => Promise<TestDatabase>> = {
  async sqlite() {
    const folder = mkdtempSync(join(tmpdir(), 'barnakt-test-'));
    const file = join(folder, 'board.sqlite');
    const { default: Sqlite } = await import('better-sqlite3');
    const database = await openSqlite(file, { flush: 'never' });
    return {
      ...database,
      async raw(statement) {
        const connection = new Sqlite(file);
        try {
          const prepared = connection.prepare(statement);
          if (prepared.reader) return prepared.all() as Record<string, unknown>[];
          prepared.run();
          return [];
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
    const schema = takeSchema(() => {
      schemas += 1;
      return `test_${process.env.BARNAKT_TEST_RUN}_${process.pid}_${schemas}`;
    });
    const database = await openPostgres(`${url}?options=-c%20synchronous_commit%3Doff`, schema);
    const outside = new pg.Client({ connectionString: url, options: `-c search_path=${schema}` });
    await outside.connect();
    return {
      ...database,
      raw: async (statement) => (await outside.query(statement)).rows,
      async close() {
        await database.close();
        await giveBack(schema, async (statements) =>
          [await outside.query(statements)]
            .flat()
            .map(({ rows, rowCount }) => ({ rows, count: rowCount ?? 0 })),
        );
        await outside.end();
      },
    };
  },
};

export const openTestDatabase = (): Promise<TestDatabase> => OPEN[testEngine]();
