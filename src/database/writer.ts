import type { Tx } from './handle.ts';

/** What the writer needs from an engine: a connection of its own on which SQL text runs in order. */
export interface WriterConnection {
  readonly tx: Tx;
  /** Opens the transaction and takes the write lock at once, so that no later statement can fail on it. */
  begin(): Promise<void>;
  commit(): Promise<void>;
  rollback(): Promise<void>;
  execute(statement: string): Promise<void>;
}

/** Writes of one board, one after the other. */
export interface Writer {
  /**
   * Runs `job` in a transaction and resolves after the durable commit. When `job` throws, nothing that it did is
   * kept and the error is passed on. A job awaits queries only: anything else would hold up the whole board.
   */
  write<T>(job: (tx: Tx) => Promise<T>): Promise<T>;
  /** Waits for what is queued, then refuses more. */
  close(): Promise<void>;
}

interface Queued {
  run(tx: Tx): Promise<void>;
  committed(): void;
  failed(error: unknown): void;
}

/** Enough to share one disk flush among many callers, few enough that reads are not held up. */
const BATCH = 64;

/** How many turns of the event loop a batch waits for company: with more of it, each flush to disk serves more. */
const TURNS = 4;

/**
 * Group commit: jobs that wait at the same time share one transaction and one flush to disk, each behind a
 * savepoint of its own. Nobody is answered before the commit; a job that fails takes no other with it.
 */
export function createWriter(connection: WriterConnection): Writer {
  const queue: Queued[] = [];
  let running: Promise<void> | undefined;
  let closed = false;

  async function runBatch(batch: Queued[]): Promise<void> {
    const done: Queued[] = [];
    try {
      await connection.begin();
      for (const job of batch) {
        await connection.execute('SAVEPOINT job');
        try {
          await job.run(connection.tx);
          await connection.execute('RELEASE SAVEPOINT job');
          done.push(job);
        } catch (error) {
          await connection.execute('ROLLBACK TO SAVEPOINT job');
          await connection.execute('RELEASE SAVEPOINT job');
          job.failed(error);
        }
      }
      await connection.commit();
    } catch (error) {
      await connection.rollback().catch(() => undefined);
      // `failed` on a job that has already been told of its own error does nothing.
      for (const job of batch) job.failed(error);
      return;
    }
    for (const job of done) job.committed();
  }

  async function drain(): Promise<void> {
    while (queue.length > 0) {
      // Lets requests that arrive about now join the batch, and lets answers leave between batches. A turn of the
      // event loop costs microseconds when nothing else is going on.
      for (let turn = 0; turn < TURNS; turn += 1) await new Promise((resolve) => setImmediate(resolve));
      await runBatch(queue.splice(0, BATCH));
    }
    // In the same step as the look at the queue: what is queued from now on starts a new run, or it would wait forever.
    running = undefined;
  }

  return {
    write<T>(job: (tx: Tx) => Promise<T>): Promise<T> {
      if (closed) return Promise.reject(new Error('The writer is closed.'));
      return new Promise<T>((resolve, reject) => {
        let result: T;
        queue.push({
          run: async (tx) => {
            result = await job(tx);
          },
          committed: () => resolve(result),
          failed: reject,
        });
        running ??= drain();
      });
    },
    async close() {
      closed = true;
      await running;
    },
  };
}
