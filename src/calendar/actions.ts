import type { Board } from '../access/boards.ts';
import type { Caller } from '../access/caller.ts';
import { holds } from '../access/permissions.ts';
import { reachOfOwn } from '../access/reach.ts';
import type { Work } from '../access/work.ts';
import type { Reader } from '../database/handle.ts';
import { personsIn } from '../deadlines/evaluate.ts';
import { cut, type Paging, startOf } from '../http/paging.ts';
import { type Instant, toInstant } from '../kernel/clock.ts';
import { dayOf } from '../kernel/day.ts';
import { newId } from '../kernel/id.ts';
import { Forbidden, NotFound, permit } from '../kernel/outcome.ts';
import { entriesOf, settledSince } from './entries.ts';
import { renderCalendar } from './ics.ts';
import * as rules from './rules.ts';
import { type CalendarAddress, type CalendarAddressInput, TERM_DAYS } from './schema.ts';
import { hashOf, newSeed, secretOf } from './secret.ts';
import * as store from './store.ts';
import type { CalendarAddressRow } from './tables.ts';

/** An address without what only the board itself needs. */
function show({ secretHash: _h, seed: _s, ...address }: CalendarAddressRow): CalendarAddress {
  return address;
}

const DAY = 86_400_000;

/** Makes an address for the caller's own deadlines. @throws Refused `calendar-address.too-many`. */
export async function createAddress(work: Work, input: CalendarAddressInput): Promise<CalendarAddress> {
  const { tx, board, caller, now } = work;
  permit(rules.tooMany(await store.countRunningOf(tx, caller.id, now)));
  const { label = null, validDays = TERM_DAYS.usual } = input;
  const made = { id: newId(), seed: newSeed() };
  const row: CalendarAddressRow = {
    ...made,
    handlerId: caller.id,
    label,
    secretHash: hashOf(secretOf(board, made)),
    createdAt: now,
    validUntil: toInstant(new Date(Date.parse(now) + validDays * DAY)),
    lastReadOn: null,
    revokedAt: null,
    revokedBy: null,
  };
  await store.insertAddress(tx, row);
  work.audit({
    action: 'calendar-address.create',
    resource: 'calendar-address',
    resourceIds: [row.id],
    personIds: [],
    after: show(row),
  });
  return show(row);
}

/** The secret of an address that was made in this or an earlier request; null where it no longer opens anything. */
export async function revealSecret({ tx, board, now }: Work, id: string): Promise<string | null> {
  const row = await store.findAddress(tx, id);
  if (!row || !rules.isRunning(row, now)) return null;
  const secret = secretOf(board, row);
  // With another key of the board than when it was made, another secret comes out.
  return hashOf(secret) === row.secretHash ? secret : null;
}

/** The addresses of a handler, ended ones too, the latest first. @throws Forbidden `calendar-address.of-another`. */
export async function listAddresses(
  reader: Reader,
  caller: Caller,
  handlerId: string,
  query: Paging,
): Promise<{ items: CalendarAddress[]; page: { limit: number; nextCursor?: string; total?: number } }> {
  if (handlerId !== caller.id && !holds(caller, 'calendar:oversee')) throw new Forbidden(rules.notOverseen);
  const rows = await store.findAddressesOf(reader, handlerId, startOf(query));
  const { items, page } = cut(rows, query.limit, (row) => [row.createdAt, row.id]);
  const total = query.total ? { total: await store.countAddressesOf(reader, handlerId) } : {};
  return { items: items.map(show), page: { ...page, ...total } };
}

/**
 * Ends an address before its time (återkallelse): at once and for good.
 * @throws NotFound when it is not there, or is another's and the caller does not oversee them.
 * @throws Refused `calendar-address.ended`.
 */
export async function revokeAddress(work: Work, id: string): Promise<CalendarAddress> {
  const { tx, caller, now } = work;
  const before = await store.findAddress(tx, id);
  if (!before || (before.handlerId !== caller.id && !holds(caller, 'calendar:oversee'))) throw new NotFound();
  permit(rules.ended(before, now));
  const revocation = { revokedAt: now, revokedBy: caller.id };
  await store.revokeAddress(tx, id, revocation);
  const after = { ...before, ...revocation };
  work.audit({
    action: 'calendar-address.revoke',
    resource: 'calendar-address',
    resourceIds: [id],
    personIds: [],
    before: show(before),
    after: show(after),
  });
  return show(after);
}

/** What a calendar program asks with. */
export interface Knock {
  readonly boardId: string;
  readonly key: string;
  readonly requestId: string;
  readonly now: Instant;
}

/**
 * The calendar that an address opens, once the reading is on record; null where it opens none, whatever the reason.
 * A board that is not there is asked for in another one's place, so that the time it takes does not tell.
 */
export async function readCalendar(
  boards: ReadonlyMap<string, Board>,
  { boardId, key, requestId, now }: Knock,
): Promise<string | null> {
  const board = boards.get(boardId);
  const reader = (board ?? boards.values().next().value)?.database.reader;
  const address = reader && (await store.findBySecret(reader, hashOf(key)));
  if (!board || !address || !rules.isRunning(address, now)) return null;
  const today = dayOf(now);
  const { id, handlerId } = address;
  const deadlines = await store.findOwnDeadlines(
    board.database.reader,
    reachOfOwn(handlerId),
    settledSince(today),
    now,
  );
  await Promise.all([
    board.readLog.record(
      { caller: { id: handlerId, roles: ['calendar'] }, requestId, at: now },
      {
        kind: 'read',
        action: 'calendar.read',
        resource: 'calendar',
        // Which address; whose deadlines they were is told by the people. Programs come by the hour: each of the
        // deadlines in every entry would fill the log.
        resourceIds: [id],
        personIds: personsIn(deadlines),
      },
    ),
    address.lastReadOn === today
      ? undefined
      : board.database.writer.write((tx) => store.keepLastReadOn(tx, id, today)),
  ]);
  return renderCalendar(board.id, entriesOf(deadlines, board.id, today));
}
