import type { Work } from '../access/work.ts';
import type { Reader } from '../database/handle.ts';
import { findEnd } from '../event/actions.ts';
import { cut, type Paging, startOf, unknownCursor } from '../http/paging.ts';
import type { Instant } from '../kernel/clock.ts';
import { newId } from '../kernel/id.ts';
import { Forbidden, NotFound, permit, requireCurrent, valid } from '../kernel/outcome.ts';
import { ended, formerSecretUntil, notDead, originNotListed, unitsExist, unitsNotYours } from './rules.ts';
import type { Delivery, DeliveryState, Webhook, WebhookInput, WebhookPatch } from './schema.ts';
import * as store from './store.ts';
import type { WebhookRow } from './tables.ts';

export function shownAs(row: WebhookRow, now: Instant): Webhook {
  const { secretChangedAt: _, sentThrough: __, ...shown } = row;
  return { ...shown, formerSecretUntil: formerSecretUntil(row, now) };
}

/** @throws NotFound. */
async function findForSure(reader: Reader, id: string): Promise<WebhookRow> {
  const row = await store.findWebhook(reader, id);
  if (!row) throw new NotFound();
  return row;
}

/** @throws NotFound. */
export const getWebhook = async (reader: Reader, id: string, now: Instant): Promise<Webhook> =>
  shownAs(await findForSure(reader, id), now);

/** The webhooks of the board, the latest first. */
export async function listWebhooks(reader: Reader, query: Paging, now: Instant) {
  const rows = await store.listWebhooks(reader, startOf(query));
  const { items, page } = cut(rows, query.limit, ({ createdAt, id }) => [createdAt, id]);
  const total = query.total ? { total: await store.countWebhooks(reader) } : {};
  return { items: items.map((row) => shownAs(row, now)), page: { ...page, ...total } };
}

/**
 * Makes a webhook (prenumeration): it gets what is told from now on.
 * @throws Invalid for a unit that the board does not have. @throws Refused `webhook.origin-not-listed`.
 * @throws Forbidden `webhook.other-unit`.
 */
export async function createWebhook(work: Work, input: WebhookInput): Promise<Webhook> {
  const { url, units, steps = null, rules = null, description = null } = input;
  valid(unitsExist(units, work.board.units));
  allowed(work, units);
  permit(originNotListed(url, work.board.webhookOrigins));
  const row: WebhookRow = {
    id: newId(),
    url,
    units: [...new Set(units)],
    steps,
    rules,
    description,
    state: 'active',
    pausedBecause: null,
    secretVersion: 1,
    secretChangedAt: null,
    sentThrough: await findEnd(work.tx),
    createdAt: work.now,
    createdBy: work.caller.id,
    endedAt: null,
    version: 1,
  };
  await store.insertWebhook(work.tx, row);
  const shown = shownAs(row, work.now);
  audit(work, 'webhook.create', undefined, shown);
  return shown;
}

/** @throws Forbidden `webhook.other-unit` for a machine that reaches over its units. */
function allowed(work: Work, units: readonly string[]): void {
  const refusal = unitsNotYours(units, work.caller);
  if (refusal) throw new Forbidden(refusal);
}

/** @throws NotFound. @throws Stale. @throws Forbidden. @throws Refused `webhook.ended`. */
async function getForChange(work: Work, id: string, basedOn: number): Promise<WebhookRow> {
  const row = await findForSure(work.tx, id);
  allowed(work, row.units);
  requireCurrent(row.version, basedOn);
  permit(ended(row));
  return row;
}

/** Keeps a webhook as it now is, one version on, and puts the change on record. */
async function keep(work: Work, action: string, before: WebhookRow, changes: Partial<WebhookRow>) {
  const row = { ...before, ...changes, version: before.version + 1 };
  await store.updateWebhook(work.tx, row);
  const shown = shownAs(row, work.now);
  audit(work, action, shownAs(before, work.now), shown);
  return shown;
}

function audit(work: Work, action: string, before: Webhook | undefined, after: Webhook): void {
  work.audit({ action, resource: 'webhook', resourceIds: [after.id], personIds: [], before, after });
}

/**
 * Changes where events are sent, which ones, or whether they are. Other units and filters count for what it has not
 * been decided of yet, and what waits meanwhile is sent when it is active again.
 * @throws Stale. @throws Invalid. @throws Refused. @throws Forbidden.
 */
export async function changeWebhook(
  work: Work,
  id: string,
  { state, ...patch }: WebhookPatch,
  basedOn: number,
): Promise<Webhook> {
  const before = await getForChange(work, id, basedOn);
  const url = patch.url ?? before.url;
  const units = patch.units ? [...new Set(patch.units)] : before.units;
  valid(unitsExist(patch.units ?? [], work.board.units));
  allowed(work, units);
  if (patch.url !== undefined || state === 'active') permit(originNotListed(url, work.board.webhookOrigins));
  const toState =
    state === undefined || state === before.state
      ? {}
      : { state, pausedBecause: state === 'paused' ? ('asked' as const) : null };
  return keep(work, 'webhook.change', before, { ...defined(patch), units, ...toState });
}

const defined = <T extends object>(fields: T): Partial<T> =>
  Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined)) as Partial<T>;

/** Makes the next secret; the one before signs beside it for a day. @throws as `changeWebhook`. */
export async function renewSecret(work: Work, id: string, basedOn: number): Promise<Webhook> {
  const before = await getForChange(work, id, basedOn);
  return keep(work, 'webhook.renew-secret', before, {
    secretVersion: before.secretVersion + 1,
    secretChangedAt: work.now,
  });
}

/** Ends a webhook for good; what waits is given up. @throws as `changeWebhook`. */
export async function endWebhook(work: Work, id: string, basedOn: number): Promise<Webhook> {
  const before = await getForChange(work, id, basedOn);
  await store.giveUpPending(work.tx, id, work.now);
  return keep(work, 'webhook.end', before, { state: 'ended', pausedBecause: null, endedAt: work.now });
}

const deliveryShown = ({ delivery, event }: store.DeliveryFound): Delivery => {
  const { state, attempts, status, error, nextAttemptAt, settledAt } = delivery;
  return { id: event.id, toldAt: event.at, state, attempts, status, error, nextAttemptAt, settledAt };
};

/** The deliveries to a webhook, the latest event first. @throws NotFound. */
export async function listDeliveries(
  reader: Reader,
  webhookId: string,
  { state = null, ...query }: Paging & { readonly state?: DeliveryState | null },
) {
  await findForSure(reader, webhookId);
  const { limit, offset, after } = startOf(query);
  const of = { webhookId, state };
  const before = after && placeOf(after[0]);
  const rows = await store.listDeliveries(reader, of, { limit, offset, before });
  const { items, page } = cut(rows, limit, ({ delivery }) => [String(delivery.eventSeq), '']);
  const total = query.total ? { total: await store.countDeliveries(reader, of) } : {};
  return { items: items.map(deliveryShown), page: { ...page, ...total } };
}

/** The place among the events that a cursor names. */
function placeOf(text: string): number {
  if (!/^[1-9]\d{0,8}$/.test(text)) throw unknownCursor();
  return Number(text);
}

/**
 * Lets a delivery that was given up be tried again, from the first attempt on.
 * @throws NotFound. @throws Forbidden. @throws Refused `webhook.ended`, `webhook.delivery-not-dead`.
 */
export async function retryDelivery(work: Work, webhookId: string, eventId: string): Promise<Delivery> {
  const row = await findForSure(work.tx, webhookId);
  allowed(work, row.units);
  const found = await store.findDelivery(work.tx, webhookId, eventId);
  if (!found) throw new NotFound();
  permit(ended(row), notDead(found.delivery));
  await store.revive(work.tx, found.delivery, work.now);
  const shown = deliveryShown((await store.findDelivery(work.tx, webhookId, eventId))!);
  work.audit({
    action: 'webhook.retry',
    resource: 'webhook',
    resourceIds: [webhookId, eventId],
    personIds: [],
    before: deliveryShown(found),
    after: shown,
  });
  return shown;
}
