import { getCompileCacheDir } from 'node:module';
import { constants, setPriority } from 'node:os';
import { dirname } from 'node:path';
import { Worker } from 'node:worker_threads';
import type { Source } from './open.ts';

/**
 * A thread beside the server for what takes long, one job at a time. The first job starts it, and it gives its memory
 * back when none has come for a while. What is sent to it is `{ job }`; it answers with parts, each of which is waited
 * for, and then with `{ made }`. A failure ends it, and the next job gets a new one.
 */
export interface Beside<Job, Part, Made> {
  /** Rejects when `stop` says so, when `hear` does, and when the thread dies. */
  make(
    job: Job,
    how?: { readonly hear?: (part: Part) => Promise<void>; readonly stop?: AbortSignal },
  ): Promise<Made>;
  close(): Promise<void>;
}

/**
 * A thread needs some tens of MiB; what takes this much never ends well. A young generation four times as large takes 30 MiB
 * more, and spares less than a tenth of the time.
 */
const MEMORY = { maxOldGenerationSizeMb: 1024, maxYoungGenerationSizeMb: 8 };
const IDLE_MILLISECONDS = 5_000;

/**
 * What a thread is told of where compiled modules are kept, which it does not have from the process. It would load the
 * compiler of TypeScript otherwise, which takes 17 MiB.
 */
function envOfThread(): NodeJS.ProcessEnv {
  const kept = getCompileCacheDir();
  return kept === undefined ? process.env : { ...process.env, NODE_COMPILE_CACHE: dirname(kept) };
}

/**
 * To be called by a thread whose work nobody sits and waits for, when it starts: whoever waits for an answer of the server
 * goes before it, also where there are few cores. On Linux alone the priority is that of the calling thread; elsewhere it
 * would be the whole server's.
 */
export function stepBack(): void {
  if (process.platform !== 'linux') return;
  try {
    setPriority(constants.priority.PRIORITY_BELOW_NORMAL);
  } catch {
    // Where a container does not let it, it works beside the server as an equal.
  }
}

type Message<Part, Made> = { readonly made: Made } | (Part & { readonly made?: undefined });

/** `entry`: the module that the thread runs; it gets the source as its workerData. */
export function beside<Job, Part extends object, Made extends object>(
  entry: URL,
  source: Source,
): Beside<Job, Part, Made> {
  let worker: Worker | undefined;
  let idle: NodeJS.Timeout | undefined;
  const start = () =>
    new Worker(entry, { execArgv: [], env: envOfThread(), resourceLimits: MEMORY, workerData: source })
      // What a thread throws when its job is over already is nobody's.
      .on('error', () => undefined);
  const end = async () => {
    clearTimeout(idle);
    const ended = worker;
    worker = undefined;
    await ended?.terminate();
  };
  return {
    async make(job, { hear = async () => undefined, stop = new AbortController().signal } = {}) {
      clearTimeout(idle);
      stop.throwIfAborted();
      worker ??= start();
      const at = worker;
      const over = new AbortController();
      try {
        const made = await answerOf<Part, Made>(at, { job, hear, stop, over: over.signal });
        idle = setTimeout(end, IDLE_MILLISECONDS).unref();
        return made;
      } catch (error) {
        // What went wrong once may have left it in any state.
        await end();
        throw error;
      } finally {
        over.abort();
      }
    },
    close: end,
  };
}

interface Asked<Part> {
  readonly job: unknown;
  readonly hear: (part: Part) => Promise<void>;
  readonly stop: AbortSignal;
  /** The job is over: nothing more is heard of it. */
  readonly over: AbortSignal;
}

function answerOf<Part, Made>(worker: Worker, { job, hear, stop, over }: Asked<Part>): Promise<Made> {
  return new Promise((resolve, reject) => {
    const exited = () => reject(new Error('The thread has ended.'));
    const stopped = () => reject(stop.reason);
    const heard = (message: Message<Part, Made>) => {
      if (message.made !== undefined) resolve(message.made);
      else hear(message as Part).then(() => worker.postMessage({}), reject);
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
