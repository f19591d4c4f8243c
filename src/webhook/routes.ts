import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import type { Work } from '../access/work.ts';
import { Paging, pageOf } from '../http/paging.ts';
import { changes, creates, reads, serves } from '../http/route.ts';
import { Id } from '../kernel/fields.ts';
import * as actions from './actions.ts';
import * as schema from './schema.ts';
import { secretOf } from './signature.ts';

const tag = 'Webhooks';
const permission = 'webhook:manage';
const params = z.object({ webhookId: Id });
const Nothing = z.strictObject({}).meta({ id: 'Nothing', examples: [{}] });

/** What is kept in the place of the secret. */
const NOT_KEPT = '';

/** Puts in the secret that signs, by what is shown of its webhook. */
const withSecret = async ({ board }: Work, kept: schema.WebhookWithSecret) => ({
  ...kept,
  secret: secretOf(board.auditKey, { boardId: board.id, webhookId: kept.id, version: kept.secretVersion }),
});

/** Where events are sent (webhooks), and how that goes. Names no person and no case. */
export async function webhookRoutes(app: FastifyInstance): Promise<void> {
  subscriptions(app);
  deliveries(app);
}

function subscriptions(app: FastifyInstance): void {
  creates(app, {
    url: '/webhooks',
    operation: 'webhook.create',
    permission,
    tag,
    sv: 'Låt händelser skickas till en adress',
    summary: 'Let events be sent to an address (webhook)',
    description:
      'What is told from now on of the deadlines of these units’ cases is posted there as a CloudEvent in structured ' +
      'JSON, the same as in `/events`, signed as Standard Webhooks says: headers webhook-id, webhook-timestamp and ' +
      'webhook-signature. An answer of 2xx within ten seconds is a delivery; redirections are not followed; anything ' +
      'else is tried again for four days, ever more seldom. Each event comes at least once and in no certain order: ' +
      'webhook-id tells which have come before. The address must be at an origin that the operator lists for the ' +
      'board. Nothing of a child with protected identity, and no time of a protected party, is ever sent: a webhook ' +
      'sees what a machine in its units sees, asked both when an event is told and when it is sent. The secret is ' +
      'shown here, and is kept nowhere.',
    body: schema.WebhookInput,
    response: schema.WebhookWithSecret,
    reveal: withSecret,
    async handle(work, { body }) {
      const webhook = await actions.createWebhook(work, body);
      return {
        value: { ...webhook, secret: NOT_KEPT },
        location: `/webhooks/${webhook.id}`,
        version: webhook.version,
      };
    },
  });

  serves(app, {
    url: '/webhooks',
    operation: 'webhook.list',
    permission,
    tag,
    sv: 'Lista nämndens webhooks, senaste först',
    summary: 'List the webhooks of the board, the latest first',
    query: Paging,
    response: pageOf('WebhookPage', schema.Webhook),
    handle: ({ reader, now, query }) => actions.listWebhooks(reader, query, now),
  });

  reads(app, {
    url: '/webhooks/:webhookId',
    operation: 'webhook.read',
    permission,
    tag,
    sv: 'Läs en webhook',
    summary: 'Read a webhook, without its secret',
    params,
    versioned: true,
    response: schema.Webhook,
    async handle({ reader, now, params: { webhookId } }) {
      const value = await actions.getWebhook(reader, webhookId, now);
      return { value, persons: [], ids: [webhookId], version: value.version };
    },
  });

  changes(app, {
    method: 'PATCH',
    url: '/webhooks/:webhookId',
    operation: 'webhook.change',
    permission,
    tag,
    sv: 'Ändra, pausa eller återuppta en webhook',
    summary: 'Change, pause or resume a webhook',
    description:
      'A field that is left out stays. While it is paused, by you or because the receiver answered 410, what is told ' +
      'waits, and is sent when it is active again. Other units and filters count for what is told from then on.',
    params,
    body: schema.WebhookPatch,
    response: schema.Webhook,
    async handle(work, { params: { webhookId }, body, basedOn }) {
      const value = await actions.changeWebhook(work, webhookId, body, basedOn);
      return { value, version: value.version };
    },
  });

  creates(app, {
    url: '/webhooks/:webhookId/secret',
    operation: 'webhook.renew-secret',
    permission,
    tag,
    sv: 'Byt den hemlighet som signerar',
    summary: 'Change the secret that signs',
    description:
      'The one before signs as well for 24 hours: webhook-signature then holds two signatures, and a receiver that ' +
      'knows either is content. The one before that signs no more.',
    params,
    ifMatch: true,
    body: Nothing,
    response: schema.WebhookWithSecret,
    reveal: withSecret,
    async handle(work, { params: { webhookId }, basedOn }) {
      const webhook = await actions.renewSecret(work, webhookId, basedOn);
      return {
        value: { ...webhook, secret: NOT_KEPT },
        location: `/webhooks/${webhookId}`,
        version: webhook.version,
      };
    },
  });

  creates(app, {
    url: '/webhooks/:webhookId/end',
    operation: 'webhook.end',
    permission,
    tag,
    sv: 'Avsluta en webhook för gott',
    summary: 'End a webhook for good (avslutad)',
    description: 'What waits to be sent is given up. What was sent stays to be read.',
    params,
    ifMatch: true,
    body: Nothing,
    response: schema.Webhook,
    async handle(work, { params: { webhookId }, basedOn }) {
      const value = await actions.endWebhook(work, webhookId, basedOn);
      return { value, location: `/webhooks/${webhookId}`, version: value.version };
    },
  });
}

function deliveries(app: FastifyInstance): void {
  serves(app, {
    url: '/webhooks/:webhookId/deliveries',
    operation: 'webhook.list-deliveries',
    permission,
    tag,
    sv: 'Lista leveranserna till en webhook, senaste händelsen först',
    summary: 'List the deliveries to a webhook, the latest event first (leveranser)',
    description: 'How each went, and never what was sent or answered.',
    params,
    query: Paging.extend(schema.DeliveryFilter.shape),
    response: pageOf('WebhookDeliveryPage', schema.Delivery),
    handle: ({ reader, params: { webhookId }, query }) => actions.listDeliveries(reader, webhookId, query),
  });

  creates(app, {
    url: '/webhooks/:webhookId/deliveries/:deliveryId/retry',
    operation: 'webhook.retry',
    permission,
    tag,
    sv: 'Skicka en uppgiven leverans igen',
    summary: 'Send a delivery that was given up again',
    params: params.extend({ deliveryId: Id.describe('The id of the event, as in webhook-id') }),
    body: Nothing,
    response: schema.Delivery,
    async handle(work, { params: { webhookId, deliveryId } }) {
      const value = await actions.retryDelivery(work, webhookId, deliveryId);
      return { value, location: `/webhooks/${webhookId}/deliveries` };
    },
  });
}
