import { randomUUID } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import type { Board } from '../access/boards.ts';
import type { Clock } from '../kernel/clock.ts';
import * as queue from './queue.ts';
import { emptyPieces, findExtract, findLeft, findUnfinished } from './store.ts';
import type { ExtractRow } from './tables.ts';
import { type Maker, makerFor } from './threaded.ts';

/** Sees to it that a board's extracts are made, one after the other, as long as the server lives. */
export interface Runner {
  /** Says that there may be something to do: an extract was asked for, or cancelled. May be called in a transaction. */
  wake(): void;
  /** Stops what runs, puts it back in the line, and takes no more. */
  close(): Promise<void>;
}

interface Log {
  warn(what: object, text: string): void;
}

/** How often is looked for what another server, or this one before it fell, has left. */
const LOOK_MILLISECONDS = 20_000;
const PAUSE_AFTER_FAILURE = 500;
const PIECES_EMPTIED_AT_A_TIME = 32;

export function createRunner(board: Board, clock: Clock, log: Log): Runner {
  const { writer, reader } = board.database;
  const server = randomUUID();
  const closing = new AbortController();
  let maker: Maker | undefined;
  let asked = false;
  let working: Promise<void> | undefined;
  let emptying: Promise<void> | undefined;
  let current: { readonly run: ExtractRow; readonly stop: AbortController } | undefined;

  const renew = ({ run, stop }: NonNullable<typeof current>) =>
    writer
      .write((tx) => queue.renew(tx, run, clock.now()))
      .catch((error) => {
        if (error instanceof queue.Overtaken) stop.abort(error);
      });

  async function work(): Promise<void> {
    while (asked && !closing.signal.aborted) {
      asked = false;
      try {
        const run = await writer.write((tx) => queue.claimNext(tx, board, { server, now: clock.now() }));
        if (run) {
          asked = true;
          await attempt(run);
        }
      } catch (error) {
        // The database does not answer: the next look finds what is left.
        if (!closing.signal.aborted)
          log.warn({ board: board.id, failure: nameOf(error) }, 'extracts are held up');
        break;
      }
    }
    working = undefined;
  }

  async function attempt(run: ExtractRow): Promise<void> {
    const stop = new AbortController();
    current = { run, stop };
    const signal = AbortSignal.any([stop.signal, closing.signal]);
    const renewing = setInterval(() => void renew({ run, stop }), queue.RENEW_MILLISECONDS).unref();
    try {
      maker ??= makerFor(board.database);
      const made = await maker.make(
        queue.jobOf(run, board),
        (pieces, progress) =>
          writer.write((tx) => queue.keepPieces(tx, run, { pieces, progress, now: clock.now() })),
        signal,
      );
      await writer.write((tx) => queue.finish(tx, board, run, { made, now: clock.now() }));
      if (made.failure) await emptyAll(run.id);
    } catch (error) {
      await ended(run, error);
    } finally {
      clearInterval(renewing);
      current = undefined;
    }
  }

  /** After a try that gave nothing: cancelled, closing, or broken. */
  async function ended(run: ExtractRow, error: unknown): Promise<void> {
    const inOrder = closing.signal.aborted;
    if (error instanceof queue.Overtaken) {
      const now = await findExtract(reader, run.id);
      if (now?.state === 'cancelled') await emptyAll(run.id);
      return;
    }
    if (!inOrder) {
      log.warn(
        { board: board.id, extract: run.id, try: run.tries, failure: nameOf(error) },
        'an extract broke',
      );
      await pause(PAUSE_AFTER_FAILURE, undefined, { signal: closing.signal }).catch(() => undefined);
    }
    await writer.write((tx) => queue.release(tx, run, { inOrder }));
  }

  /** Takes the bytes out of what will never be given to anyone, a little at a time. */
  async function emptyAll(extractId: string): Promise<void> {
    for (let from = 0; ; from += PIECES_EMPTIED_AT_A_TIME) {
      const to = from + PIECES_EMPTIED_AT_A_TIME;
      if ((await writer.write((tx) => emptyPieces(tx, { extractId, from, to }))) === 0) return;
    }
  }

  /** The same where no try was there to do it: cancelled between two, given up, or of a server that fell. */
  async function emptyLeft(): Promise<void> {
    try {
      for (const id of await findLeft(reader)) {
        if (closing.signal.aborted) break;
        await emptyAll(id);
      }
    } catch (error) {
      if (!closing.signal.aborted)
        log.warn({ board: board.id, failure: nameOf(error) }, 'pieces of extracts are left');
    }
    emptying = undefined;
  }

  const wake = () => {
    if (closing.signal.aborted) return;
    asked = true;
    if (current) void renew(current);
    working ??= work();
  };
  const look = async () => {
    if (working || closing.signal.aborted) return;
    emptying ??= emptyLeft();
    if ((await findUnfinished(reader).catch(() => [])).length > 0) wake();
  };
  void look();
  const looking = setInterval(() => void look(), LOOK_MILLISECONDS).unref();

  return {
    wake,
    async close() {
      closing.abort(new Error('The server is closing.'));
      clearInterval(looking);
      await working;
      await emptying;
      await maker?.close();
    },
  };
}

const nameOf = (error: unknown) => (error instanceof Error ? error.name : 'unknown');
