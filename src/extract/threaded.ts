import { Worker } from 'node:worker_threads';
import type { BoardDatabase, Source } from '../database/open.ts';
import {
  type Job,
  type Keep,
  type Made,
  makeExtract,
  type Piece,
  type Progress,
  shadowsFor,
} from './making.ts';

/** Makes extracts, one at a time. */
export interface Maker {
  /** Rejects when `stop` says so, when `keep` does, and when whatever makes it dies. */
  make(job: Job, keep: Keep, stop: AbortSignal): Promise<Made>;
  close(): Promise<void>;
}

/** A thread holds what it needs for an extract in some tens of MiB; what takes this much never ends well. */
const MEMORY = { maxOldGenerationSizeMb: 1024, maxYoungGenerationSizeMb: 32 };
/** How long a thread waits for the next job before it gives its memory back. */
const IDLE_MILLISECONDS = 5_000;

export const makerFor = (database: BoardDatabase): Maker =>
  database.source ? inThread(database.source) : inSlices(database);

type Message =
  | { readonly made: Made }
  | { readonly made?: undefined; readonly pieces: readonly Piece[]; readonly progress: Progress };

/** Beside the server, in a thread that the first job starts. */
function inThread(source: Source): Maker {
  let worker: Worker | undefined;
  let idle: NodeJS.Timeout | undefined;
  const start = () =>
    new Worker(new URL('./thread.ts', import.meta.url), {
      execArgv: [],
      resourceLimits: MEMORY,
      workerData: source,
      // What a thread throws when its job is over already is nobody's.
    }).on('error', () => undefined);
  const end = async () => {
    clearTimeout(idle);
    const ended = worker;
    worker = undefined;
    await ended?.terminate();
  };
  return {
    async make(job, keep, stop) {
      clearTimeout(idle);
      stop.throwIfAborted();
      worker ??= start();
      const at = worker;
      const over = new AbortController();
      try {
        const made = await answerOf(at, { job, keep, stop, over: over.signal });
        idle = setTimeout(end, IDLE_MILLISECONDS).unref();
        return made;
      } catch (error) {
        // What went wrong once may have left it in any state: the next job gets a new one.
        await end();
        throw error;
      } finally {
        over.abort();
      }
    },
    close: end,
  };
}

interface Asked {
  readonly job: Job;
  readonly keep: Keep;
  readonly stop: AbortSignal;
  /** The job is over: nothing more is heard of it. */
  readonly over: AbortSignal;
}

function answerOf(worker: Worker, { job, keep, stop, over }: Asked): Promise<Made> {
  return new Promise((resolve, reject) => {
    const exited = () => reject(new Error('The thread has ended.'));
    const stopped = () => reject(stop.reason);
    const heard = (message: Message) => {
      if (message.made) resolve(message.made);
      else keep(message.pieces, message.progress).then(() => worker.postMessage({}), reject);
    };
    worker.on('exit', exited).on('error', reject).on('message', heard);
    stop.addEventListener('abort', stopped, { once: true });
    over.addEventListener('abort', () => {
      worker.off('exit', exited).off('error', reject).off('message', heard);
      stop.removeEventListener('abort', stopped);
    });
    worker.postMessage({ job });
  });
}

/** Without a second connection: among the requests, in pages small enough that they get their turn. */
function inSlices({ reader, openShadowed }: BoardDatabase): Maker {
  return {
    async make(job, keep, stop) {
      const shadows = shadowsFor(job);
      const snapshot = shadows && (await openShadowed!(shadows));
      try {
        const small = { ...job, childrenPerPage: 25 };
        return await makeExtract(snapshot?.reader ?? reader, small, async (pieces, progress) => {
          stop.throwIfAborted();
          await keep(pieces, progress);
        });
      } finally {
        await snapshot?.close();
      }
    },
    close: async () => undefined,
  };
}
