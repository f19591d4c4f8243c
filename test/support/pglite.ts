import { PGlite } from '@electric-sql/pglite';
import { drizzle } from 'drizzle-orm/pglite';
import type { Reader, Tx } from '../../src/database/handle.ts';
import { migrate } from '../../src/database/migrate.ts';
import { createWriter } from '../../src/database/writer.ts';
import type { TestDatabase } from './engines.ts';
import { giveBack, takeSchema } from './schemas.ts';

/**
 * PostgreSQL in the process of the test: one server per worker, as starting one takes seconds, and a schema per
 * board as in production, used again when it was given back. It has one connection, so a read would see a transaction that is not yet committed; a lock
 * keeps the two apart, and a read waits for the commit as it would on a connection of its own.
 */
interface Server {
  readonly client: PGlite;
  /** Waits for its turn, with the schema on the search path; the turn ends when the function it gives is called. */
  turn(schema: string): Promise<() => void>;
}

async function startServer(): Promise<Server> {
  const client = await PGlite.create();
  let tail: Promise<void> = Promise.resolve();
  let current = '';
  return {
    client,
    async turn(schema) {
      const before = tail;
      let release!: () => void;
      tail = new Promise((resolve) => {
        release = resolve;
      });
      await before;
      if (schema !== current) await client.exec(`set search_path to ${schema}`);
      current = schema;
      return release;
    },
  };
}

let server: Promise<Server> | undefined;
let schemas = 0;
const casing = 'snake_case' as const;

/** A board's schema, empty but migrated. */
export async function openPglite(): Promise<TestDatabase> {
  server ??= startServer();
  const { client, turn } = await server;
  const schema = takeSchema(() => {
    schemas += 1;
    return `board_${schemas}`;
  });
  let closed = false;
  const within = async <T>(work: () => Promise<T>, path = schema): Promise<T> => {
    if (closed) throw new Error('The database is closed.');
    const release = await turn(path);
    return work().finally(release);
  };
  await within(async () => {
    await client.exec(`create schema if not exists ${schema}`);
    await migrate({
      execute: async (statement) => void (await client.exec(statement)),
      rows: async (statement) => (await client.query<Record<string, unknown>>(statement)).rows,
    });
  });
  const readerOn = (path: string) => {
    const readerClient = new Proxy(client, {
      get: (target, key) => {
        if (key === 'query') {
          return (...args: Parameters<PGlite['query']>) => within(() => target.query(...args), path);
        }
        const value = Reflect.get(target, key);
        return typeof value === 'function' ? value.bind(target) : value;
      },
    });
    return drizzle(readerClient, { casing }) as unknown as Reader;
  };
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
      release = await turn(schema);
      await client.exec('BEGIN');
    },
    commit: () => end('COMMIT'),
    rollback: () => end('ROLLBACK'),
    execute: async (statement) => void (await client.exec(statement)),
  });
  return {
    reader: readerOn(schema),
    // The one connection is everybody's, so that what is temporary would shadow every board: a schema does it here.
    async openShadowed(shadows) {
      schemas += 1;
      const shadow = `as_of_${schemas}`;
      await within(async () => {
        await client.exec(`create schema ${shadow}`);
        for (const statement of shadows({ real: schema, shadow })) await client.exec(statement);
      });
      return {
        reader: readerOn(shadow),
        close: () => within(async () => void (await client.exec(`drop schema ${shadow} cascade`))),
      };
    },
    writer,
    ping: () => within(async () => void (await client.query('select 1'))),
    raw: (statement) => within(async () => (await client.query<Record<string, unknown>>(statement)).rows),
    async close() {
      await writer.close();
      await within(() =>
        giveBack(schema, async (statements) =>
          (await client.exec(statements)).map(({ rows, affectedRows }) => ({
            rows,
            count: affectedRows ?? 0,
          })),
        ),
      );
      closed = true;
    },
  };
}
