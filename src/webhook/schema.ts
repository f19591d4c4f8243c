import { z } from 'zod';
import { DeadlineRuleId } from '../deadlines/schema.ts';
import { EventStep } from '../event/schema.ts';
import { HandlerId, Id, InstantOut, Line, saying, UnitCode, Version } from '../kernel/fields.ts';
import { DELIVERY_ERRORS, isReceiver } from './rules.ts';

/**
 * Webhooks: where the events of some units are sent as they are told, and how each sending went.
 * This room owns subscriptions and deliveries, and only an administrator comes here; what is sent is an event, as it is.
 * It never sends anything of a child with protected identity, keeps no secret, and shows nobody the content of an event.
 */

const Units = z
  .array(UnitCode)
  .min(1)
  .max(100)
  .describe('Enheter whose events are sent: those of the cases that a unit has when the event is sent');
const Steps = z.array(EventStep).min(1).max(3).describe('Only these steps');
const Rules = z.array(DeadlineRuleId).min(1).max(100).describe('Only the deadlines of these rules');

export const ReceiverUrl = z
  .string()
  .max(2_000)
  .refine(
    isReceiver,
    saying(
      'Ska vara en adress med https (eller http) i ASCII, utan användarnamn och utan #.',
      'Must be an address with https (or http) in ASCII, without user name and without #.',
    ),
  )
  .describe('Where events are posted. Its origin must be one that the operator lists for the board')
  .meta({ format: 'uri', examples: ['https://integration.exempel.se/barnakt'] });

/** A new webhook. */
export const WebhookInput = z
  .strictObject({
    url: ReceiverUrl,
    units: Units,
    steps: Steps.optional().describe('Only these steps; all when left out'),
    rules: Rules.optional().describe('Only the deadlines of these rules; all when left out'),
    description: Line.optional().describe('What it is for. Names no person'),
  })
  .meta({
    id: 'WebhookInput',
    examples: [
      {
        url: 'https://integration.exempel.se/barnakt',
        units: ['mottagning', 'barn-och-familj'],
        steps: ['due', 'passed'],
        description: 'Påminnelser i kommunens intranät',
      },
    ],
  });
export type WebhookInput = z.infer<typeof WebhookInput>;

/** What is changed of a webhook: what is left out stays. */
export const WebhookPatch = z
  .strictObject({
    url: ReceiverUrl.optional(),
    units: Units.optional(),
    steps: Steps.nullable().optional().describe('Only these steps; null for all'),
    rules: Rules.nullable().optional().describe('Only the deadlines of these rules; null for all'),
    description: Line.nullable().optional(),
    state: z
      .enum(['active', 'paused'])
      .optional()
      .describe('paused holds what is told until it is active again: nothing is lost'),
  })
  .meta({ id: 'WebhookPatch', examples: [{ state: 'paused' }, { units: ['ungdom'], steps: null }] });
export type WebhookPatch = z.infer<typeof WebhookPatch>;

export const WebhookState = z
  .enum(['active', 'paused', 'ended'])
  .describe('active (aktiv), paused (pausad: events wait), ended (avslutad: for good)');
export type WebhookState = z.infer<typeof WebhookState>;

const shown = {
  id: Id,
  url: ReceiverUrl,
  units: Units,
  steps: Steps.nullable(),
  rules: Rules.nullable(),
  description: Line.nullable(),
  state: WebhookState,
  pausedBecause: z
    .enum(['asked', 'gone'])
    .nullable()
    .describe('gone: the receiver answered 410; null where it is not paused'),
  secretVersion: z.int().min(1).describe('Which secret in order signs'),
  formerSecretUntil: InstantOut.nullable().describe(
    'Until then the secret before signs as well; null where none does',
  ),
  createdAt: InstantOut,
  createdBy: HandlerId,
  endedAt: InstantOut.nullable(),
  version: Version,
};

const example = {
  id: '0193a5c0-7b1e-7c3a-9f00-2b6d1c0e4b01',
  url: 'https://integration.exempel.se/barnakt',
  units: ['mottagning', 'barn-och-familj'],
  steps: ['due', 'passed'] as EventStep[],
  rules: null,
  description: 'Påminnelser i kommunens intranät',
  state: 'active' as const,
  pausedBecause: null,
  secretVersion: 1,
  formerSecretUntil: null,
  createdAt: '2026-11-20T08:30:00.000Z',
  createdBy: 'sam.ask',
  endedAt: null,
  version: 1,
};

/** A webhook (prenumeration på händelser). */
export const Webhook = z.object(shown).meta({ id: 'Webhook', examples: [example] });
export type Webhook = z.infer<typeof Webhook>;

/** A webhook with the secret that signs what is sent there: given here and nowhere else. */
export const WebhookWithSecret = z
  .object({
    ...shown,
    secret: z
      .string()
      .describe(
        'Signs what is sent (Standard Webhooks, v1). Keep it: it is not shown when the webhook is read',
      ),
  })
  .meta({
    id: 'WebhookWithSecret',
    examples: [{ ...example, secret: `whsec_${'MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSwaaaaaaaaaaa='}` }],
  });
export type WebhookWithSecret = z.infer<typeof WebhookWithSecret>;

export const DeliveryState = z
  .enum(['pending', 'delivered', 'dead'])
  .describe('pending (väntar), delivered (levererad), dead (uppgiven: asked for again by retry)');
export type DeliveryState = z.infer<typeof DeliveryState>;

export const DeliveryFilter = z.strictObject({ state: DeliveryState.optional() });

/** How the sending of one event to one webhook has gone (leverans). */
export const Delivery = z
  .object({
    id: Id.describe('The id of the event, which the receiver gets as webhook-id'),
    toldAt: InstantOut.describe('When the event was told'),
    state: DeliveryState,
    attempts: z.int().min(0).describe('How many times it was tried, since it was last asked for'),
    status: z.int().nullable().describe('What the receiver answered last; null where it did not answer'),
    error: z
      .enum(DELIVERY_ERRORS)
      .nullable()
      .describe(
        'Why the last attempt failed. status: it answered otherwise than 2xx; name: its name is not found; withheld: ' +
          'the event may no longer be sent there; origin: the operator no longer lists the address; ended: the ' +
          'webhook was ended before it was sent',
      ),
    nextAttemptAt: InstantOut.nullable().describe('Null where it is not pending'),
    settledAt: InstantOut.nullable().describe('When it was delivered or given up'),
  })
  .meta({
    id: 'WebhookDelivery',
    examples: [
      {
        id: '0193a5c0-7b1e-7c3a-9f00-2b6d1c0e4a77',
        toldAt: '2026-11-30T23:00:42.000Z',
        state: 'pending',
        attempts: 2,
        status: 503,
        error: 'status',
        nextAttemptAt: '2026-11-30T23:01:20.000Z',
        settledAt: null,
      },
    ],
  });
export type Delivery = z.infer<typeof Delivery>;
