import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createReadLog } from '../../src/access/audit.ts';
import type { Caller } from '../../src/access/caller.ts';
import type { Tx } from '../../src/database/handle.ts';
import { nextNumber } from '../../src/database/running-number.ts';
import { createWriter, type WriterConnection } from '../../src/database/writer.ts';
import { parseInstant } from '../../src/kernel/clock.ts';
import { openTestDatabase, type TestDatabase, testEngine } from '../support/engines.ts';

let database: TestDatabase;
beforeAll(async () => {
  database = await openTestDatabase();
});
afterAll(() => database.close());

const take = (series: string) => (tx: Tx) => nextNumber(tx, series);
const last = async (series: string) => {
  const [row] = await database.raw(`select last from running_number where series = '${series}'`);
  return row === undefined ? 0 : Number(row.last);
};
const failing = (series: string) => async (tx: Tx) => {
  await nextNumber(tx, series);
  throw new Error('changed my mind');
};

describe('the writer', () => {
  test('runs what comes in together in the order it came', async () => {
    const order: number[] = [];
    const given = await Promise.all(
      Array.from({ length: 200 }, (_, at) =>
        database.writer
          .write((tx) => take('order')(tx))
          .then((number) => {
            order.push(at);
            return number;
          }),
      ),
    );
    expect(given).toEqual(Array.from({ length: 200 }, (_, at) => at + 1));
    expect(order).toEqual(Array.from({ length: 200 }, (_, at) => at));
  });

  test('answers nobody before the commit', async () => {
    const seen = await Promise.all(
      Array.from({ length: 20 }, () =>
        database.writer.write(take('durable')).then(async (number) => [number, await last('durable')]),
      ),
    );
    for (const [number, kept] of seen) expect(kept).toBeGreaterThanOrEqual(number!);
  });

  test.runIf(testEngine === 'sqlite')('shows nobody else what is not committed', async () => {
    await database.writer.write(async (tx) => {
      await nextNumber(tx, 'unseen');
      expect(await last('unseen')).toBe(0);
    });
    expect(await last('unseen')).toBe(1);
  });

  test('a job that fails takes no other with it, and leaves nothing behind', async () => {
    const outcomes = await Promise.allSettled(
      Array.from({ length: 30 }, (_, at) =>
        database.writer.write(at % 3 === 1 ? failing('mixed') : take('mixed')),
      ),
    );
    expect(outcomes.filter((outcome) => outcome.status === 'rejected')).toHaveLength(10);
    const given = outcomes.flatMap((outcome) => (outcome.status === 'fulfilled' ? [outcome.value] : []));
    // No gap where a job failed: its number was given again.
    expect(given).toEqual(Array.from({ length: 20 }, (_, at) => at + 1));
    expect(await last('mixed')).toBe(20);
  });

  test('a job that fails in the database takes no other with it', async () => {
    const broken = async (tx: Tx) => {
      await nextNumber(tx, 'broken');
      await nextNumber(tx, null as never);
    };
    const outcomes = await Promise.allSettled([
      database.writer.write(take('broken')),
      database.writer.write(broken),
      database.writer.write(take('broken')),
    ]);
    expect(outcomes.map((outcome) => outcome.status)).toEqual(['fulfilled', 'rejected', 'fulfilled']);
    expect(await last('broken')).toBe(2);
  });

  test('takes what comes in just when it has finished', async () => {
    // However many steps after an answer the next write comes, it is not left waiting.
    for (let steps = 0; steps < 12; steps += 1) {
      await database.writer.write(take('steps'));
      for (let step = 0; step < steps; step += 1) await undefined;
      await database.writer.write(take('steps'));
    }
    expect(await last('steps')).toBe(24);
  });

  test('finishes what is queued when it closes, and takes no more', async () => {
    const own = await openTestDatabase();
    const writes = Array.from({ length: 100 }, () => own.writer.write(take('closing')));
    const closed = own.writer.close();
    await expect(own.writer.write(take('closing'))).rejects.toThrow('closed');
    await closed;
    expect(await Promise.all(writes)).toHaveLength(100);
    await own.close();
  });
});

/** An engine that does as it is told to: faults that a real one cannot be brought to have at a given moment. */
function faultyConnection() {
  const fails = { begin: false, commit: false };
  const log: string[] = [];
  const step = (name: 'begin' | 'commit') => async () => {
    log.push(name);
    if (fails[name]) throw new Error(`${name} failed`);
  };
  const connection: WriterConnection = {
    tx: {} as Tx,
    begin: step('begin'),
    commit: step('commit'),
    rollback: async () => void log.push('rollback'),
    execute: async (statement) => void log.push(statement),
  };
  return { connection, fails, log };
}

describe('when the database fails', () => {
  test('at the commit, everyone in the batch is told, and the next batch goes through', async () => {
    const { connection, fails, log } = faultyConnection();
    const writer = createWriter(connection);
    fails.commit = true;
    const outcomes = await Promise.allSettled([writer.write(async () => 1), writer.write(async () => 2)]);
    expect(outcomes.map((outcome) => outcome.status)).toEqual(['rejected', 'rejected']);
    expect(log.filter((entry) => entry === 'begin')).toHaveLength(1);
    expect(log.at(-1)).toBe('rollback');
    fails.commit = false;
    expect(await writer.write(async () => 3)).toBe(3);
  });

  test('at the beginning, the access log refuses those who wait, and records again afterwards', async () => {
    const caller: Caller = { id: 'anna', roles: [], units: [], boards: [], scopes: [] };
    const by = { caller, requestId: crypto.randomUUID(), at: parseInstant('2026-03-02T09:00:00Z')! };
    const read = { kind: 'read', action: 'a.b', resource: 'a', resourceIds: [], personIds: [] } as const;
    const fails = { begin: true };
    const writer: typeof database.writer = {
      ...database.writer,
      // As when the lock cannot be taken: no job is run.
      write: (job) => (fails.begin ? Promise.reject(new Error('locked')) : database.writer.write(job)),
    };
    const log = createReadLog(writer, 'k'.repeat(40));
    const refused = await Promise.allSettled([log.record(by, read), log.record(by, read)]);
    expect(refused.map((outcome) => outcome.status)).toEqual(['rejected', 'rejected']);
    fails.begin = false;
    await log.record(by, { ...read, action: 'after.all' });
    const kept = await database.raw('select action from audit_entry');
    // What was refused is not written late, for nobody was shown anything.
    expect(kept).toEqual([{ action: 'after.all' }]);
  });
});

test.runIf(testEngine === 'postgres')(
  'what is prepared is planned once on a connection, and not each time',
  async () => {
    const planned = await database.writer.write(async (tx) => {
      for (let n = 0; n < 3; n += 1) await nextNumber(tx, 'planned');
      const name = sql<string>`statement`;
      return tx
        .select({ statement: name })
        .from(sql`pg_prepared_statements`)
        .where(sql`statement like '%running_number%'`);
    });
    expect(planned.length).toBeGreaterThan(0);
    expect(new Set(planned.map(({ statement }) => statement)).size).toBe(planned.length);
  },
);
