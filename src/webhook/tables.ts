import { sql } from 'drizzle-orm';
import { index, integer, json, primaryKey, table, text } from '../database/columns.ts';
import type { DeadlineRuleId } from '../deadlines/rules.ts';
import type { EventStep } from '../event/schema.ts';
import { event } from '../event/tables.ts';
import type { Instant } from '../kernel/clock.ts';
import type { DeliveryError } from './rules.ts';
import type { DeliveryState, Webhook, WebhookState } from './schema.ts';

/** Where events are sent. Its secrets are not here: they follow from its id and the version, see signature.ts. */
export const webhook = table(
  'webhook',
  {
    id: text().primaryKey(),
    url: text().notNull(),
    units: json<string[]>().notNull(),
    steps: json<EventStep[]>(),
    rules: json<DeadlineRuleId[]>(),
    description: text(),
    state: text<WebhookState>().notNull(),
    pausedBecause: text<NonNullable<Webhook['pausedBecause']>>(),
    secretVersion: integer().notNull(),
    secretChangedAt: text<Instant>(),
    /** The last event that it has been decided of whether it goes here. */
    sentThrough: integer().notNull(),
    createdAt: text<Instant>().notNull(),
    createdBy: text().notNull(),
    endedAt: text<Instant>(),
    version: integer().notNull(),
  },
  (t) => [index('webhook_created').on(t.createdAt, t.id), index('webhook_state').on(t.state)],
);

export type WebhookRow = typeof webhook.$inferSelect;

/**
 * That an event goes to a webhook, and how that has gone. What is sent is made from the event each time, so a row is
 * narrow; the delivered ones pile up, and no index but the key holds them.
 */
export const webhookDelivery = table(
  'webhook_delivery',
  {
    webhookId: text()
      .notNull()
      .references(() => webhook.id),
    eventSeq: integer()
      .notNull()
      .references(() => event.seq),
    state: text<DeliveryState>().notNull(),
    /** Raised when an attempt is claimed: a result counts only while its attempt is the latest. */
    attempts: integer().notNull(),
    nextAttemptAt: text<Instant>(),
    /** Whoever claimed it has until then to tell how it went; after that it is anyone's. */
    claimedUntil: text<Instant>(),
    status: integer(),
    error: text<DeliveryError>(),
    settledAt: text<Instant>(),
  },
  (t) => [
    primaryKey({ columns: [t.webhookId, t.eventSeq] }),
    index('webhook_delivery_due').on(t.webhookId, t.nextAttemptAt).where(sql`state = 'pending'`),
    index('webhook_delivery_pending').on(t.webhookId, t.eventSeq).where(sql`state = 'pending'`),
    index('webhook_delivery_dead').on(t.webhookId, t.eventSeq).where(sql`state = 'dead'`),
  ],
);

export type DeliveryRow = typeof webhookDelivery.$inferSelect;
