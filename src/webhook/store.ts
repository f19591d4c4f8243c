import { and, asc, count, desc, eq, isNull, lte, or, type SQL, sql } from 'drizzle-orm';
import { prepared, preparedPerShape, type Reader, type Tx } from '../database/handle.ts';
import { event } from '../event/tables.ts';
import type { Start } from '../http/paging.ts';
import type { Instant } from '../kernel/clock.ts';
import type { Standing } from './rules.ts';
import type { DeliveryState } from './schema.ts';
import { type DeliveryRow, type WebhookRow, webhook, webhookDelivery } from './tables.ts';

const { placeholder } = sql;

const byId = prepared((reader: Reader) =>
  reader
    .select()
    .from(webhook)
    .where(eq(webhook.id, placeholder('id')))
    .prepare(),
);
const list = preparedPerShape((reader: Reader, { after }: { after: boolean }) =>
  reader
    .select()
    .from(webhook)
    .where(
      after
        ? sql`(${webhook.createdAt}, ${webhook.id}) < (${placeholder('afterKey')}, ${placeholder('afterId')})`
        : undefined,
    )
    .orderBy(desc(webhook.createdAt), desc(webhook.id))
    .limit(placeholder('limit'))
    .offset(placeholder('offset'))
    .prepare(),
);
const all = prepared((reader: Reader) => reader.select({ count: count() }).from(webhook).prepare());
const behind = prepared((reader: Reader) =>
  reader
    .select({ id: webhook.id })
    .from(webhook)
    .where(
      and(
        eq(webhook.state, 'active'),
        sql`${webhook.sentThrough} < (select max(${event.seq}) from ${event})`,
      ),
    )
    .prepare(),
);

export async function findWebhook(reader: Reader, id: string): Promise<WebhookRow | undefined> {
  return (await byId(reader).execute({ id }))[0];
}

/** The webhooks of the board, the latest first; one more than `limit` when there is a further page. */
export const listWebhooks = (reader: Reader, { limit, offset, after }: Start): Promise<WebhookRow[]> =>
  list(reader, { after: after !== undefined }).execute({
    limit: limit + 1,
    offset,
    afterKey: after?.[0],
    afterId: after?.[1],
  });

export async function countWebhooks(reader: Reader): Promise<number> {
  return Number((await all(reader).execute())[0]?.count ?? 0);
}

export async function insertWebhook(tx: Tx, row: WebhookRow): Promise<void> {
  await tx.insert(webhook).values(row);
}

export async function updateWebhook(tx: Tx, { id, ...rest }: WebhookRow): Promise<void> {
  await tx.update(webhook).set(rest).where(eq(webhook.id, id));
}

/** Notes up to which event it has been decided whether it goes to a webhook. */
export async function noteSentThrough(tx: Tx, id: string, sentThrough: number): Promise<void> {
  await tx.update(webhook).set({ sentThrough }).where(eq(webhook.id, id));
}

/** The active webhooks that it has not been decided of, for every event, whether it goes there. */
export async function findBehind(reader: Reader): Promise<string[]> {
  return (await behind(reader).execute()).map(({ id }) => id);
}

/** Notes that these events go to a webhook, to be sent at once. */
export async function insertDeliveries(
  tx: Tx,
  webhookId: string,
  seqs: readonly number[],
  now: Instant,
): Promise<void> {
  if (seqs.length === 0) return;
  await tx.insert(webhookDelivery).values(
    seqs.map((eventSeq) => ({
      webhookId,
      eventSeq,
      state: 'pending' as const,
      attempts: 0,
      nextAttemptAt: now,
    })),
  );
}

/** The same words as in the indexes, or SQLite does not take them: a state is never a placeholder. */
const inState = (state: DeliveryState): SQL => sql`${webhookDelivery.state} = ${sql.raw(`'${state}'`)}`;

const unclaimedDue = and(
  inState('pending'),
  lte(webhookDelivery.nextAttemptAt, placeholder('now')),
  or(isNull(webhookDelivery.claimedUntil), lte(webhookDelivery.claimedUntil, placeholder('now'))),
);

const withDue = prepared((reader: Reader) =>
  reader
    .select({ id: webhook.id })
    .from(webhook)
    .where(
      and(
        eq(webhook.state, 'active'),
        sql`exists (select 1 from ${webhookDelivery} where ${webhookDelivery.webhookId} = ${webhook.id} and ${unclaimedDue})`,
      ),
    )
    .prepare(),
);
const due = prepared((reader: Reader) =>
  reader
    .select({
      eventSeq: webhookDelivery.eventSeq,
      attempts: webhookDelivery.attempts,
      event,
    })
    .from(webhookDelivery)
    .innerJoin(event, eq(event.seq, webhookDelivery.eventSeq))
    .where(and(eq(webhookDelivery.webhookId, placeholder('webhookId')), unclaimedDue))
    .orderBy(asc(webhookDelivery.nextAttemptAt), asc(webhookDelivery.eventSeq))
    .limit(placeholder('limit'))
    .prepare(),
);

/** The active webhooks that something is to be sent to now. */
export async function findWithDue(reader: Reader, now: Instant): Promise<string[]> {
  return (await withDue(reader).execute({ now })).map(({ id }) => id);
}

/** What is to be sent to a webhook now, the longest due first. */
export const findDue = (reader: Reader, webhookId: string, now: Instant, limit: number) =>
  due(reader).execute({ webhookId, now, limit });

/** Which attempt of which delivery it is. */
export type AttemptOf = Pick<DeliveryRow, 'webhookId' | 'eventSeq' | 'attempts'>;

const one = ({ webhookId, eventSeq }: Pick<DeliveryRow, 'webhookId' | 'eventSeq'>) =>
  and(eq(webhookDelivery.webhookId, webhookId), eq(webhookDelivery.eventSeq, eventSeq));

/** Claims an attempt: nobody else makes one before `claimedUntil`. */
export async function claim(tx: Tx, of: AttemptOf, claimedUntil: Instant): Promise<void> {
  await tx.update(webhookDelivery).set({ attempts: of.attempts, claimedUntil }).where(one(of));
}

/** Notes where a delivery stands, and lets go of it. @returns false where it is no longer this attempt's to tell. */
export async function settle(tx: Tx, of: AttemptOf, standing: Standing): Promise<boolean> {
  const settled = await tx
    .update(webhookDelivery)
    .set({ ...standing, claimedUntil: null })
    .where(and(one(of), eq(webhookDelivery.attempts, of.attempts), eq(webhookDelivery.state, 'pending')))
    .returning({ eventSeq: webhookDelivery.eventSeq });
  return settled.length > 0;
}

/** Lets go of an attempt that was not finished, as if it had not been made. */
export async function letGo(tx: Tx, of: AttemptOf): Promise<void> {
  await tx
    .update(webhookDelivery)
    .set({ attempts: of.attempts - 1, claimedUntil: null })
    .where(and(one(of), eq(webhookDelivery.attempts, of.attempts), eq(webhookDelivery.state, 'pending')));
}

/** Gives up everything that waits to be sent to a webhook that ends. */
export async function giveUpPending(tx: Tx, webhookId: string, now: Instant): Promise<void> {
  await tx
    .update(webhookDelivery)
    .set({ state: 'dead', error: 'ended', nextAttemptAt: null, claimedUntil: null, settledAt: now })
    .where(and(eq(webhookDelivery.webhookId, webhookId), inState('pending')));
}

/** Makes a delivery that was given up wait again, its attempts counted anew. */
export async function revive(
  tx: Tx,
  of: Pick<DeliveryRow, 'webhookId' | 'eventSeq'>,
  now: Instant,
): Promise<void> {
  await tx
    .update(webhookDelivery)
    .set({ state: 'pending', attempts: 0, nextAttemptAt: now, claimedUntil: null, settledAt: null })
    .where(one(of));
}

const shown = { delivery: webhookDelivery, event: { id: event.id, at: event.at } };

const deliveries = preparedPerShape(
  (reader: Reader, { state, after }: { state: DeliveryState | null; after: boolean }) =>
    reader
      .select(shown)
      .from(webhookDelivery)
      .innerJoin(event, eq(event.seq, webhookDelivery.eventSeq))
      .where(
        and(
          eq(webhookDelivery.webhookId, placeholder('webhookId')),
          state === null ? undefined : inState(state),
          after ? sql`${webhookDelivery.eventSeq} < ${placeholder('before')}` : undefined,
        ),
      )
      .orderBy(desc(webhookDelivery.eventSeq))
      .limit(placeholder('limit'))
      .offset(placeholder('offset'))
      .prepare(),
);
const deliveryCount = preparedPerShape((reader: Reader, { state }: { state: DeliveryState | null }) =>
  reader
    .select({ count: count() })
    .from(webhookDelivery)
    .where(
      and(
        eq(webhookDelivery.webhookId, placeholder('webhookId')),
        state === null ? undefined : inState(state),
      ),
    )
    .prepare(),
);
const deliveryOf = prepared((reader: Reader) =>
  reader
    .select(shown)
    .from(event)
    .innerJoin(
      webhookDelivery,
      and(eq(webhookDelivery.eventSeq, event.seq), eq(webhookDelivery.webhookId, placeholder('webhookId'))),
    )
    .where(eq(event.id, placeholder('eventId')))
    .prepare(),
);

/** A delivery, and the event that it is of. */
export interface DeliveryFound {
  readonly delivery: DeliveryRow;
  readonly event: { readonly id: string; readonly at: Instant };
}

/** What a list of deliveries is of. */
export interface Deliveries {
  readonly webhookId: string;
  readonly state: DeliveryState | null;
}

/** Deliveries to a webhook, the latest event first; one more than `limit` when there is a further page. */
export const listDeliveries = (
  reader: Reader,
  { webhookId, state }: Deliveries,
  { limit, offset, before }: { limit: number; offset: number; before?: number },
): Promise<DeliveryFound[]> =>
  deliveries(reader, { state, after: before !== undefined }).execute({
    webhookId,
    limit: limit + 1,
    offset,
    before,
  });

export async function countDeliveries(reader: Reader, { webhookId, state }: Deliveries): Promise<number> {
  return Number((await deliveryCount(reader, { state }).execute({ webhookId }))[0]?.count ?? 0);
}

export async function findDelivery(
  reader: Reader,
  webhookId: string,
  eventId: string,
): Promise<DeliveryFound | undefined> {
  return (await deliveryOf(reader).execute({ webhookId, eventId }))[0];
}
