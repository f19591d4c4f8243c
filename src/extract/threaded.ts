import { beside } from '../database/beside.ts';
import type { BoardDatabase } from '../database/open.ts';
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

interface Part {
  readonly pieces: readonly Piece[];
  readonly progress: Progress;
}

/** Beside the server where a second connection can be had, or else among the requests. */
export function makerFor(database: BoardDatabase): Maker {
  if (!database.source) return inSlices(database);
  const thread = beside<Job, Part, Made>(new URL('./thread.ts', import.meta.url), database.source);
  return {
    make: (job, keep, stop) =>
      thread.make(job, { hear: ({ pieces, progress }) => keep(pieces, progress), stop }),
    close: thread.close,
  };
}

/** In pages small enough that the requests get their turn. */
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
