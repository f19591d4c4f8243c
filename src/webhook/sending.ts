import { randomUUID } from 'node:crypto';
import { type Attribution, type Audited, appendEntries } from '../access/audit.ts';
import type { Board } from '../access/boards.ts';
import type { Caller } from '../access/caller.ts';
import type { Tx } from '../database/handle.ts';
import { personsIn } from '../deadlines/evaluate.ts';
import { findEnd, listTold } from '../event/actions.ts';
import { cloudEventOf } from '../event/rules.ts';
import type { EventRow } from '../event/tables.ts';
import type { Clock, Instant } from '../kernel/clock.ts';
import { dayOf } from '../kernel/day.ts';
import type { Message } from './post.ts';
import {
  type Attempted,
  after,
  isListed,
  isWanted,
  saysGone,
  signingVersions,
  standingAfter,
} from './rules.ts';
import { secretOf, signedHeaders } from './signature.ts';
import * as store from './store.ts';
import type { WebhookRow } from './tables.ts';

/** The house itself at work: what a token says cannot give a caller without roles. */
const THE_SENDER: Caller = { id: 'barnakt:webhooks', roles: [], units: [], boards: [], scopes: [] };

/**
 * Who a webhook is, where it is asked what may be known: a machine in its units and nothing more. It handles no case,
 * opens none by break-glass, and nobody has named it: what is protected is never there for it.
 */
const machineOf = ({ units }: WebhookRow): Caller => ({
  ...THE_SENDER,
  id: '',
  roles: ['integration'],
  units,
});

/** How many events it is decided of in one transaction: it holds up the board's other writes meanwhile. */
const AT_ONCE = 200;

/** Longer than an attempt takes, and than the clocks of two instances differ. */
const CLAIM_SECONDS = 60;

const toldTo = (board: Board, tx: Tx, webhook: WebhookRow, now: Instant) => ({
  reader: tx,
  board,
  caller: machineOf(webhook),
  now,
  today: dayOf(now),
});

/** Decides of every event that has been told whether it goes to each active webhook: once, and in their order. */
export async function handOut(board: Board, clock: Clock, stopping: AbortSignal): Promise<void> {
  for (const id of await store.findBehind(board.database.reader)) {
    let more = true;
    while (more && !stopping.aborted) {
      more = await board.database.writer.write((tx) => handOutSome(board, tx, id, clock.now()));
    }
  }
}

async function handOutSome(board: Board, tx: Tx, id: string, now: Instant): Promise<boolean> {
  const webhook = await store.findWebhook(tx, id);
  if (webhook?.state !== 'active') return false;
  const end = await findEnd(tx);
  if (webhook.sentThrough >= end) return false;
  const stretch = { after: webhook.sentThrough, end };
  const { events, cursor, more } = await listTold(toldTo(board, tx, webhook, now), stretch, {}, AT_ONCE);
  const wanted = events.filter(({ row }) => isWanted(webhook, row));
  await store.insertDeliveries(
    tx,
    id,
    wanted.map(({ row }) => row.seq),
    now,
  );
  await store.noteSentThrough(tx, id, more ? cursor : end);
  return more;
}

/** An attempt that is this instance's to make. */
export interface Claimed {
  readonly webhook: WebhookRow;
  readonly event: EventRow;
  readonly of: store.AttemptOf;
}

/** How much there is room for at a receiver. */
export interface Room {
  readonly webhookId: string;
  readonly room: number;
}

/** What was claimed, and how many were looked at: some are not sent after all. */
export interface Claims {
  readonly claimed: readonly Claimed[];
  readonly looked: number;
}

/**
 * Claims what is due, and puts on record that it leaves the board before it does: who is told of which case is an
 * access like a read. Whether it may be sent is asked again: since it was handed out, the child may have been given
 * protected identity, or the case another unit.
 */
export function claimDue(
  board: Board,
  clock: Clock,
  rooms: readonly Room[],
  most: number,
  chance: () => number,
): Promise<Claims> {
  return board.database.writer.write(async (tx) => {
    const now = clock.now();
    const claimed: Claimed[] = [];
    const entries: [Attribution, Audited][] = [];
    let looked = 0;
    for (const { webhookId, room } of rooms) {
      const webhook = await store.findWebhook(tx, webhookId);
      if (webhook?.state !== 'active') continue;
      const due = await store.findDue(tx, webhookId, now, Math.min(room, most - claimed.length));
      looked += due.length;
      const taken: Claimed[] = [];
      const seen: { childId: string; partyId: string | null }[] = [];
      for (const { event, attempts } of due) {
        const of = { webhookId, eventSeq: event.seq, attempts: attempts + 1 };
        await store.claim(tx, of, after(now, CLAIM_SECONDS));
        const stretch = { after: event.seq - 1, end: event.seq };
        const [told] = (
          await listTold(toldTo(board, tx, webhook, now), stretch, { caseKind: event.caseKind }, 1)
        ).events;
        if (told === undefined) {
          const withheld = { status: null, error: 'withheld', nextAttemptAt: null, settledAt: now } as const;
          await store.settle(tx, of, { ...withheld, state: 'dead' });
        } else if (!isListed(webhook.url, board.webhookOrigins)) {
          await store.settle(
            tx,
            of,
            standingAfter({ status: null, error: 'origin' }, of.attempts, now, chance()),
          );
        } else {
          taken.push({ webhook, event, of });
          seen.push(told);
        }
      }
      if (taken.length > 0) entries.push([attributedAt(now), delivering(webhookId, taken, personsIn(seen))]);
      claimed.push(...taken);
    }
    if (entries.length > 0) await appendEntries(tx, board.auditKey, entries);
    return { claimed, looked };
  });
}

const attributedAt = (at: Instant): Attribution => ({
  caller: THE_SENDER,
  requestId: `webhooks ${randomUUID()}`,
  at,
});

const delivering = (webhookId: string, taken: readonly Claimed[], personIds: readonly string[]): Audited => ({
  kind: 'read',
  action: 'webhook.deliver',
  resource: 'webhook',
  resourceIds: [webhookId, ...taken.map(({ event }) => event.id)],
  personIds,
});

/** What is posted: the event as a CloudEvent in structured JSON, signed as Standard Webhooks has it. */
export function messageOf(board: Board, { webhook, event }: Claimed, at: Instant): Message {
  const { id: webhookId, url } = webhook;
  const body = JSON.stringify(cloudEventOf(event, board.id));
  const secrets = signingVersions(webhook, at).map((version) =>
    secretOf(board.auditKey, { boardId: board.id, webhookId, version }),
  );
  return {
    url,
    headers: {
      'content-type': 'application/cloudevents+json; charset=utf-8',
      'user-agent': 'barnakt',
      ...signedHeaders(secrets, { id: event.id, at, body }),
    },
    body,
  };
}

export type Outcome = 'delivered' | 'failed' | 'dead';

/**
 * Notes what came of an attempt: delivered, to be tried again later, or given up; a receiver that says it is gone
 * pauses the webhook. Null is an attempt that was interrupted, and then it has not been made.
 * @returns null where there is nothing to tell: interrupted, or no longer this attempt's to tell.
 */
export function noteAttempt(
  board: Board,
  clock: Clock,
  { of, webhook: { url } }: Pick<Claimed, 'of' | 'webhook'>,
  attempted: Attempted | null,
  chance: number,
): Promise<Outcome | null> {
  return board.database.writer.write(async (tx) => {
    if (attempted === null) {
      await store.letGo(tx, of);
      return null;
    }
    const now = clock.now();
    const standing = standingAfter(attempted, of.attempts, now, chance);
    if (!(await store.settle(tx, of, standing))) return null;
    if (saysGone(attempted)) await pauseGone(board, tx, { id: of.webhookId, url }, now);
    return standing.state === 'pending' ? 'failed' : standing.state;
  });
}

/** Pauses a webhook whose receiver is gone; not where it has been given another address since it was asked. */
async function pauseGone(
  board: Board,
  tx: Tx,
  asked: Pick<WebhookRow, 'id' | 'url'>,
  now: Instant,
): Promise<void> {
  const webhook = await store.findWebhook(tx, asked.id);
  if (webhook?.state !== 'active' || webhook.url !== asked.url) return;
  const paused = { state: 'paused', pausedBecause: 'gone', version: webhook.version + 1 } as const;
  await store.updateWebhook(tx, { ...webhook, ...paused });
  await appendEntries(tx, board.auditKey, [
    [
      attributedAt(now),
      {
        kind: 'write',
        action: 'webhook.pause',
        resource: 'webhook',
        resourceIds: [asked.id],
        personIds: [],
        after: paused,
      },
    ],
  ]);
}
