import { eq, sql } from 'drizzle-orm';
import pg from 'pg';
import { describe, expect, test } from 'vitest';
import type { Tx } from '../../src/database/handle.ts';
import { openPostgres } from '../../src/database/open.ts';
import { runningNumber } from '../../src/database/running-number.ts';
import { testEngine } from '../support/engines.ts';

async function asAdministrator<T>(url: string, job: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  return job(client).finally(() => client.end());
}
const dropSchema = (url: string, schema: string) =>
  asAdministrator(url, (client) => client.query(`drop schema ${schema} cascade`));

const nextSchema = () => `test_instances_${process.pid}_${Date.now().toString(36)}`;

/** Several instances of the program on one PostgreSQL: what one has read stays true until it has written. */
describe.runIf(testEngine === 'postgres')('two instances on one board', () => {
  test('take turns: no update is lost between them', async () => {
    const url = process.env.BARNAKT_DATABASE!;
    const schema = nextSchema();
    const instances = [await openPostgres(url, schema), await openPostgres(url, schema)];
    const countUp = async (tx: Tx) => {
      const [row] = await tx.select().from(runningNumber).where(eq(runningNumber.series, 'shared'));
      if (row)
        await tx
          .update(runningNumber)
          .set({ last: row.last + 1 })
          .where(eq(runningNumber.series, 'shared'));
      else await tx.insert(runningNumber).values({ series: 'shared', last: 1 });
    };
    try {
      await Promise.all(
        Array.from({ length: 40 }, async (_, n) => {
          // Spread out, so that the two do not each get by with one batch.
          await new Promise((resolve) => setTimeout(resolve, n * 3));
          await instances[n % 2]!.writer.write(countUp);
        }),
      );
      const [row] = await instances[0]!.reader.select().from(runningNumber);
      expect(row).toEqual({ series: 'shared', last: 40 });
    } finally {
      await instances[0]!.writer.write(async () => undefined);
      for (const instance of instances) await instance.close();
      await dropSchema(url, schema);
    }
  });
});

test.runIf(testEngine === 'postgres')(
  'what the operator writes in the address stays in force, and leads to no other schema',
  async () => {
    const url = process.env.BARNAKT_DATABASE!;
    const schema = nextSchema();
    const options = encodeURIComponent('-c statement_timeout=4321 -c search_path=public');
    const database = await openPostgres(`${url}?application_name=theirs&options=${options}`, schema);
    try {
      const shown = async (name: string) => {
        const [row] = await database.reader
          .select({ value: sql<string>`current_setting(${name})` })
          .from(sql`(select 1) as one`);
        return row!.value;
      };
      expect(await shown('statement_timeout')).toBe('4321ms');
      expect(await shown('search_path')).toBe(schema);
      expect(await shown('application_name')).toBe('theirs');
      expect(await shown('TimeZone')).toBe('UTC');
    } finally {
      await database.close();
      await dropSchema(url, schema);
    }
  },
);
