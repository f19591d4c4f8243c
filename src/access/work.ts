import type { Clock } from '../kernel/clock.ts';
import { dayOf } from '../kernel/day.ts';
import { type Attribution, type Audited, appendEntries } from './audit.ts';
import type { Board, Written } from './boards.ts';
import type { Caller } from './caller.ts';

/** One caller's one piece of work: who, when, where, and the transaction that it all happens in. */
export interface Work extends Written {
  readonly board: Board;
  readonly caller: Caller;
  /**
   * Puts an entry in the access log; it is written in this transaction, or nothing is. A read only where the job has
   * changed nothing and gives what was made before.
   */
  audit(entry: Omit<Audited, 'kind'>, kind?: 'write' | 'read'): void;
  /** The ids of what the entries so far changed, and of the cases it is in. */
  touched(): string[];
}

/** Who is at work, and in which request. */
export interface Origin {
  readonly caller: Caller;
  readonly requestId: string;
  readonly clock: Clock;
}

/**
 * Runs `job` as one durable piece of work. What it puts in the log is kept together with what it did.
 * @throws Error when the job wrote no log entry: there is no write without one.
 */
export function perform<T>(board: Board, origin: Origin, job: (work: Work) => Promise<T>): Promise<T> {
  return board.database.writer.write(async (tx) => {
    // The time is read inside the transaction, so that what is recorded follows the order of commits.
    const now = origin.clock.now();
    const entries: (readonly [Attribution, Audited])[] = [];
    const attribution = { caller: origin.caller, requestId: origin.requestId, at: now };
    const work: Work = {
      tx,
      board,
      caller: origin.caller,
      now,
      today: dayOf(now),
      audit: (entry, kind = 'write') => void entries.push([attribution, { ...entry, kind }]),
      concerned: () => [...new Set(entries.flatMap(([, { personIds }]) => personIds))],
      touched: () => [...new Set(entries.flatMap(([, { resourceIds }]) => resourceIds))],
    };
    const result = await job(work);
    await board.follow(work);
    if (entries.length === 0) throw new Error('A write must leave an entry in the access log.');
    await appendEntries(tx, board.auditKey, entries);
    return result;
  });
}
