import { randomUUID } from 'node:crypto';
import type { Board } from '../access/boards.ts';
import type { Caller } from '../access/caller.ts';
import { type CaseKind, reachOf } from '../access/reach.ts';
import { perform, type Work } from '../access/work.ts';
import type { Reader } from '../database/handle.ts';
import type { Asking } from '../deadlines/actions.ts';
import { personsIn } from '../deadlines/evaluate.ts';
import { findReached, noteComingBack } from '../deadlines/projection/telling.ts';
import type { Clock } from '../kernel/clock.ts';
import { dayOf } from '../kernel/day.ts';
import { newId } from '../kernel/id.ts';
import { eventOf, tellingOn } from './rules.ts';
import type { EventFilter } from './schema.ts';
import * as store from './store.ts';

/** The house itself at work, by its clock. A token may bear the name, but nobody writes anything without a role. */
const THE_CLOCK: Caller = { id: 'barnakt:clock', roles: [], units: [], boards: [], scopes: [] };

/** How many deadlines are told of in one transaction: it holds up the board's other writes meanwhile. */
const AT_ONCE = 100;

/** Thrown where another instance has told already: nothing was done, and so nothing is to be on record. */
class AlreadyTold extends Error {}

/**
 * Tells of every deadline of a board that has come to a new step, each step once whatever restarts and however many
 * instances run, and settles those whose passing meets them. Costs one read where nothing is due. Ends between two
 * pieces of work when told to stop. Returns how many events were told.
 */
export async function tellDue(board: Board, clock: Clock, stopping?: AbortSignal): Promise<number> {
  let told = 0;
  while (stopping?.aborted !== true) {
    const [due] = await findReached(board.database.reader, dayOf(clock.now()), 1);
    if (due === undefined) break;
    const requestId = `clock ${randomUUID()}`;
    try {
      told += await perform(board, { caller: THE_CLOCK, requestId, clock }, tellSome);
    } catch (error) {
      if (error instanceof AlreadyTold) break;
      throw error;
    }
  }
  return told;
}

async function tellSome(work: Work): Promise<number> {
  const { tx, today, now } = work;
  // What was seen before the transaction may have been done since: one instance writes at a time, and looks first.
  const deadlines = await findReached(tx, today, AT_ONCE);
  if (deadlines.length === 0) throw new AlreadyTold();
  const ids = deadlines.map(({ id }) => id);
  const known = new Set((await store.findTold(tx, ids)).map(keyOf));
  let seq = await store.findLastSeq(tx);
  const tellings = deadlines.map((deadline) => ({ deadline, ...tellingOn(deadline, today) }));
  const events = tellings.flatMap(({ deadline, step }) => {
    if (step === null || known.has(keyOf({ deadlineId: deadline.id, endDay: deadline.endDay, step })))
      return [];
    seq += 1;
    return [eventOf(deadline, step, { seq, id: newId(), at: now })];
  });
  const told = await store.insertEvents(tx, events);
  await noteComingBack(
    tx,
    tellings.map(({ deadline: { id }, next }) => ({ id, next })),
  );
  // The children are named here, and so their deadlines are kept anew before the transaction ends (process.ts): what
  // a passed day has met is settled by that.
  work.audit({
    action: 'deadline.tell',
    resource: 'deadline',
    resourceIds: ids,
    personIds: personsIn(deadlines),
  });
  return told;
}

const keyOf = ({ deadlineId, endDay, step }: { deadlineId: string; endDay: string; step: string }) =>
  `${endDay} ${step} ${deadlineId}`;

/** How many events one answer looks through at most: among many of others, a caller's own may be few. */
const LOOKED_THROUGH = 2_000;

/** What a caller sees of what has been told, and from where to go on. */
export interface Told {
  readonly events: readonly store.EventOfChild[];
  readonly cursor: number;
  readonly more: boolean;
}

/** The place after everything that has been told so far. */
export const findEnd = (reader: Reader): Promise<number> => store.findLastSeq(reader);

/**
 * What has been told after a place in the order, of cases that the caller now sees; without the time of a party whom
 * the caller may not know of. Events are numbered in the order of commits, so that nothing comes in before a place
 * that has been read. The place moves past what the caller does not see only where there is much of it.
 */
export async function listTold(
  { reader, caller, now }: Pick<Asking, 'reader' | 'caller' | 'now'>,
  { after, end }: { readonly after: number; readonly end: number },
  { caseKind, ...filter }: EventFilter,
  limit: number,
): Promise<Told> {
  const through = Math.min(end, after + LOOKED_THROUGH);
  const kinds: readonly CaseKind[] = caseKind ? [caseKind] : ['intake', 'investigation'];
  const rows: store.EventOfChild[] = [];
  for (const kind of kinds) {
    const reach = reachOf(caller, kind);
    rows.push(
      ...(await store.findSeenEvents(reader, kind, { after, through }, filter, reach, now, limit + 1)),
    );
  }
  rows.sort((a, b) => a.row.seq - b.row.seq);
  const events = rows.slice(0, limit);
  const last = events.at(-1)?.row.seq ?? after;
  if (rows.length > limit) return { events, cursor: last, more: true };
  return through < end ? { events, cursor: through, more: true } : { events, cursor: last, more: false };
}
