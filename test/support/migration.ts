import { PGlite } from '@electric-sql/pglite';
import Sqlite from 'better-sqlite3';
import pg from 'pg';
import type { MigrationConnection } from '../../src/database/migrate.ts';
import { testEngine } from './engines.ts';

export interface EmptyDatabase extends MigrationConnection {
  close(): Promise<void>;
}

const OPEN: Record<typeof testEngine, () => Promise<EmptyDatabase>> = {
  async sqlite() {
    const database = new Sqlite(':memory:');
    return {
      execute: async (statement) => void database.exec(statement),
      rows: async (statement) => database.prepare(statement).all() as Record<string, unknown>[],
      close: async () => void database.close(),
    };
  },
  async pglite() {
    const database = await PGlite.create();
    return {
      execute: async (statement) => void (await database.exec(statement)),
      rows: async (statement) => (await database.query<Record<string, unknown>>(statement)).rows,
      close: () => database.close(),
    };
  },
  async postgres() {
    const schema = `empty_${process.pid}_${Date.now().toString(36)}`;
    const client = new pg.Client({ connectionString: process.env.BARNAKT_DATABASE });
    await client.connect();
    await client.query(`create schema ${schema}; set search_path to ${schema}`);
    return {
      execute: async (statement) => void (await client.query(statement)),
      rows: async (statement) => (await client.query(statement)).rows,
      async close() {
        await client.query(`drop schema ${schema} cascade`);
        await client.end();
      },
    };
  },
};

/** A database of the engine that this run of the tests is about, before anything was migrated. */
export const openEmptyDatabase = (): Promise<EmptyDatabase> => OPEN[testEngine]();
