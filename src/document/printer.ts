import { once } from 'node:events';
import { Worker } from 'node:worker_threads';
import { HttpProblem } from '../http/problem.ts';
import type { Text } from '../kernel/text.ts';
import type { PrintedDocument } from './model.ts';

/** Makes PDF of documents, one at a time and in a thread of its own, so that nobody else waits meanwhile. */
export interface Printer {
  /** @throws HttpProblem `unavailable` when too many wait. */
  print(document: PrintedDocument): Promise<Uint8Array>;
  close(): Promise<void>;
}

/** A document of a hundred pages takes less than a second; what takes this long never ends. */
const PATIENCE = 60_000;
const MOST_WAITING = 100;
/** Enough for a thousand pages; the small young generation halves what a busy thread holds on to. */
const MEMORY = { maxOldGenerationSizeMb: 512, maxYoungGenerationSizeMb: 16 };

/** The thread, and with it the library and the fonts, is there from the first document on. */
export function createPrinter(): Printer {
  const closing = new AbortController();
  let worker: Worker | undefined;
  let last: Promise<unknown> = Promise.resolve();
  let waiting = 0;

  async function printNext(document: PrintedDocument): Promise<Uint8Array> {
    worker ??= new Worker(new URL('./pdf-worker.ts', import.meta.url), {
      execArgv: [],
      resourceLimits: MEMORY,
    });
    const at = worker;
    at.ref();
    try {
      const signal = AbortSignal.any([AbortSignal.timeout(PATIENCE), closing.signal]);
      const answer = once(at, 'message', { signal });
      at.postMessage(document);
      const [bytes] = await answer;
      return bytes;
    } catch (error) {
      // What went wrong once may have left it in any state: the next document gets a new one.
      worker = undefined;
      await at.terminate();
      throw error;
    } finally {
      // A thread that waits for work keeps nobody from leaving.
      at.unref();
    }
  }

  return {
    async print(document) {
      if (waiting >= MOST_WAITING) throw new HttpProblem('unavailable', TOO_MANY);
      waiting += 1;
      try {
        const mine = last.then(() => printNext(document));
        last = mine.catch(() => undefined);
        return await mine;
      } finally {
        waiting -= 1;
      }
    },
    async close() {
      closing.abort();
      await worker?.terminate();
    },
  };
}

const TOO_MANY: Text = {
  sv: 'Många handlingar skrivs ut just nu. Försök igen om en stund, eller hämta handlingen som HTML.',
  en: 'Many documents are being printed. Try again in a while, or fetch the document as HTML.',
};
