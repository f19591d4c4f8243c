import { Worker } from 'node:worker_threads';
import type { BoardDatabase, Source } from '../database/open.ts';
import { type Job, type Keep, type Made, makeExtract, type Piece, type Progress } from './making.ts';

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
      worker ??= new Worker(new URL('./thread.ts', import.meta.url), {
        execArgv: [],
        resourceLimits: MEMORY,
        workerData: source,
      });
      const at = worker;
      try {
        const made = await new Promise<Made>((resolve, reject) => {
          at.on('error', reject);
          at.on('exit', () => reject(new Error('The thread has ended.')));
          stop.addEventListener('abort', () => reject(stop.reason), { once: true });
          at.on('message', (message: Message) => {
            if (message.made) resolve(message.made);
            else keep(message.pieces, message.progress).then(() => at.postMessage({}), reject);
          });
          at.postMessage({ job });
        });
        at.removeAllListeners();
        idle = setTimeout(end, IDLE_MILLISECONDS).unref();
        return made;
      } catch (error) {
        // What went wrong once may have left it in any state: the next job gets a new one.
        at.removeAllListeners();
        at.on('error', () => undefined);
        await end();
        throw error;
      }
    },
    close: end,
  };
}

/** Without a second connection: among the requests, in pages small enough that they get their turn. */
function inSlices({ reader }: BoardDatabase): Maker {
  return {
    make: (job, keep, stop) =>
      makeExtract(reader, { ...job, childrenPerPage: 25 }, async (pieces, progress) => {
        stop.throwIfAborted();
        await keep(pieces, progress);
      }),
    close: async () => undefined,
  };
}
