import { mkdirSync } from 'node:fs';
import { dirname } from 'node:path';
import Sqlite from 'better-sqlite3';
import { drizzle as drizzleSqlite } from 'drizzle-orm/better-sqlite3';
import { drizzle as drizzlePostgres } from 'drizzle-orm/node-postgres';
import pg from 'pg';
import type { Places } from './as-of.ts';
import type { Reader, Tx } from './handle.ts';
import { migrate } from './migrate.ts';
import { createWriter, type Writer } from './writer.ts';

/** Where a board's database is, so that a thread of its own can read it. Stays within the process: it may hold a password. */
export type Source =
  | { readonly engine: 'sqlite'; readonly file: string }
  | { readonly engine: 'postgres'; readonly url: string; readonly schema: string };

/** The database of one board: a reader that sees committed data only, and one writer. */
export interface BoardDatabase {
  readonly reader: Reader;
  readonly writer: Writer;
  /** For `openSnapshot`. Absent where there can be no second connection: what takes long then runs in slices. */
  readonly source?: Source;
  /** What `openSnapshot` does with shadows, where there is no `source`. */
  readonly openShadowed?: (shadows: Shadows) => Promise<Snapshot>;
  /** Fails when the database does not answer. */
  ping(): Promise<void>;
  close(): Promise<void>;
}

const casing = 'snake_case' as const;

/**
 * Opens (and makes, and migrates) a board's SQLite file. `flush: 'never'` is for one that nobody would miss after a power
 * cut, as in a test.
 * @throws SchemaMismatch when the file was made by another version of the program.
 */
export async function openSqlite(
  file: string,
  { flush }: { readonly flush: 'at commit' | 'never' } = { flush: 'at commit' },
): Promise<BoardDatabase> {
  mkdirSync(dirname(file), { recursive: true });
  const write = new Sqlite(file, { timeout: 5_000 });
  write.pragma('journal_mode = WAL');
  // FULL: a commit is on disk before it is answered, also when the power fails.
  write.pragma(`synchronous = ${flush === 'never' ? 'OFF' : 'FULL'}`);
  write.pragma('foreign_keys = ON');
  write.pragma('wal_autocheckpoint = 4000');
  await migrate({
    execute: async (statement) => void write.exec(statement),
    rows: async (statement) => write.prepare(statement).all() as Record<string, unknown>[],
  });
  const read = new Sqlite(file, { readonly: true, timeout: 5_000 });
  const begin = write.prepare('BEGIN IMMEDIATE');
  const commit = write.prepare('COMMIT');
  const statements = new Map<string, Sqlite.Statement>();
  const writer = createWriter({
    tx: drizzleSqlite(write, { casing }) as unknown as Tx,
    begin: async () => void begin.run(),
    commit: async () => void commit.run(),
    rollback: async () => {
      if (write.inTransaction) write.exec('ROLLBACK');
    },
    execute: async (statement) => {
      let known = statements.get(statement);
      if (!known) {
        known = write.prepare(statement);
        statements.set(statement, known);
      }
      known.run();
    },
  });
  const alive = read.prepare('select 1');
  return {
    source: { engine: 'sqlite', file },
    reader: drizzleSqlite(read, { casing }) as unknown as Reader,
    writer,
    ping: async () => void alive.get(),
    async close() {
      await writer.close();
      read.close();
      write.close();
    },
  };
}

/**
 * Opens (and makes, and migrates) a board's schema in PostgreSQL. Every connection has that schema, and no other,
 * on its search path.
 * @throws SchemaMismatch when the schema was made by another version of the program.
 */
export async function openPostgres(url: string, schema: string): Promise<BoardDatabase> {
  const settings = postgresSettings(url, schema);
  const connect = async () => {
    const client = new pg.Client(settings);
    await client.connect();
    const session = { client, tx: drizzlePostgres(client, { casing }) as unknown as Tx, broken: false };
    client.on('error', () => {
      session.broken = true;
    });
    return session;
  };
  let session = await connect();
  const execute = async (statement: string) => void (await session.client.query(statement));
  await execute(`create schema if not exists ${schema}`);
  // Several instances may start at once: one migrates, the others wait.
  await session.client.query('select pg_advisory_lock(hashtext($1))', [schema]);
  await migrate({ execute, rows: async (statement) => (await session.client.query(statement)).rows });
  await session.client.query('select pg_advisory_unlock(hashtext($1))', [schema]);

  const pool = new pg.Pool({ ...settings, max: 8, idleTimeoutMillis: 30_000 });
  pool.on('error', () => undefined); // A broken idle connection is replaced; the next query tells of trouble.
  const writer = createWriter({
    get tx() {
      return session.tx;
    },
    async begin() {
      if (session.broken) session = await connect();
      await execute('BEGIN');
      // One writer per board, also among several instances: what a job has read stays true until it commits.
      await session.client.query('select pg_advisory_xact_lock(hashtext($1))', [schema]);
    },
    commit: () => execute('COMMIT'),
    rollback: () => execute('ROLLBACK'),
    execute,
  });
  return {
    source: { engine: 'postgres', url, schema },
    reader: drizzlePostgres(pool, { casing }) as unknown as Reader,
    writer,
    ping: async () => void (await pool.query('select 1')),
    async close() {
      await writer.close();
      await pool.end();
      await session.client.end();
    },
  };
}

/** What the address says of `options` stays in force beside ours, and cannot take their place. */
function postgresSettings(url: string, schema: string) {
  const [address, query] = url.split('?', 2) as [string, string?];
  const given = new URLSearchParams(query);
  const options = `${given.get('options') ?? ''} -c search_path=${schema} -c timezone=UTC`.trim();
  given.delete('options');
  return { connectionString: given.size > 0 ? `${address}?${given}` : address, options };
}

/** A board as it stood when it was opened, whatever is written meanwhile. */
export interface Snapshot {
  readonly reader: Reader;
  close(): Promise<void>;
}

/** Statements that put something else in the place of some tables, under the same names: see as-of.ts. */
export type Shadows = (places: Places) => readonly string[];

/**
 * Opens a connection of its own that reads and sees one state of the board until it is closed. For another thread. What
 * the shadows make is of this connection alone, and gone with it.
 */
export async function openSnapshot(source: Source, shadows?: Shadows): Promise<Snapshot> {
  if (source.engine === 'postgres') {
    const client = new pg.Client(postgresSettings(source.url, source.schema));
    await client.connect();
    await client.query('BEGIN ISOLATION LEVEL REPEATABLE READ');
    if (shadows) {
      const places = { real: source.schema, shadow: 'pg_temp' };
      for (const statement of shadows(places)) await client.query(statement);
      // A table that nothing shadows is not found, rather than read as it is now.
      await client.query('SET LOCAL search_path TO pg_temp');
    }
    await client.query('SET TRANSACTION READ ONLY');
    return {
      reader: drizzlePostgres(client, { casing }) as unknown as Reader,
      close: () => client.end(),
    };
  }
  const { file } = source;
  const read = new Sqlite(file, { readonly: true, timeout: 5_000 });
  // What takes long goes through a board once: what it has read it seldom needs again. The default is 16 MiB.
  read.pragma('cache_size = -4000');
  // The snapshot is taken by the first read, not by BEGIN.
  read.exec('BEGIN; select 1 from sqlite_schema limit 1');
  // Names without a place are looked for among the temporary ones first. Those are in a file that nobody else can open.
  if (shadows) {
    read.pragma('temp_store = FILE');
    for (const statement of shadows({ real: 'main', shadow: 'temp' })) read.exec(statement);
  }
  return {
    reader: drizzleSqlite(read, { casing }) as unknown as Reader,
    async close() {
      read.close();
      // Nothing written since could leave the log while this was read. It leaves now, in this thread, or the server's
      // next commit would carry it all.
      const settle = new Sqlite(file, { timeout: 5_000 });
      settle.pragma('wal_checkpoint(PASSIVE)');
      settle.close();
    },
  };
}
