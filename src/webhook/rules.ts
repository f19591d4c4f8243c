import type { Unit } from '../access/boards.ts';
import type { Caller } from '../access/caller.ts';
import type { DeadlineRuleId } from '../deadlines/rules.ts';
import type { EventStep } from '../event/schema.ts';
import { type Instant, toInstant } from '../kernel/clock.ts';
import type { Refusal, Violation } from '../kernel/outcome.ts';
import { unitExists } from '../report/rules.ts';

/** Whether a text is an address that can be posted to, with nothing hidden in it. */
export function isReceiver(text: string): boolean {
  if (!/^https?:\/\/[\x21-\x7e]+$/.test(text) || text.includes('#')) return false;
  const url = URL.parse(text);
  return url !== null && url.username === '' && url.password === '';
}

/** Whether a text is an origin and nothing more, as `https://integration.exempel.se` or `http://localhost:8090`. */
export const isOrigin = (text: string): boolean => isReceiver(text) && new URL(text).origin === text;

/** Whether the operator lets the board's events be sent to an address: by its origin, scheme and port included. */
export const isListed = (url: string, origins: readonly string[] = []): boolean =>
  origins.includes(new URL(url).origin);

/** Whoever holds a token must not make the server call what it reaches and they do not: only listed origins. */
export function originNotListed(url: string, origins: readonly string[] | undefined): Refusal[] {
  if (isListed(url, origins)) return [];
  return [
    {
      rule: 'webhook.origin-not-listed',
      text: {
        sv: 'Adressens ursprung finns inte bland dem som nämndens händelser får skickas till.',
        en: 'The origin of the address is not among those that the board’s events may be sent to.',
      },
      remedy: {
        sv: 'Be den som driver servern att lägga till ursprunget i nämndens webhookOrigins.',
        en: 'Ask whoever runs the server to add the origin to the board’s webhookOrigins.',
      },
    },
  ];
}

/** Units must be the board's. */
export const unitsExist = (units: readonly string[], ofBoard: readonly Unit[]): Violation[] =>
  units.flatMap((unit, at) => unitExists(`units.${at}`, unit, ofBoard));

/** A machine subscribes to the units of its token, and no further; an administrator has none and takes any. */
export function unitsNotYours(units: readonly string[], caller: Caller): Refusal | null {
  if (caller.roles.includes('administrator') || units.every((unit) => caller.units.includes(unit)))
    return null;
  return {
    rule: 'webhook.other-unit',
    text: {
      sv: 'En maskin kan bara prenumerera på händelser i sina egna enheter.',
      en: 'A machine can only subscribe to the events of its own units.',
    },
    remedy: { sv: 'Välj bland enheterna i din token.', en: 'Choose among the units of your token.' },
  };
}

/** What has ended stays so. */
export function ended({ endedAt }: { readonly endedAt: Instant | null }): Refusal[] {
  if (endedAt === null) return [];
  return [
    {
      rule: 'webhook.ended',
      text: { sv: 'Prenumerationen är avslutad.', en: 'The webhook has ended.' },
      remedy: { sv: 'Gör en ny.', en: 'Make a new one.' },
    },
  ];
}

/** Only what was given up is asked for again: what waits comes by itself, and what arrived is there. */
export function notDead({ state }: { readonly state: 'pending' | 'delivered' | 'dead' }): Refusal[] {
  if (state === 'dead') return [];
  return [
    {
      rule: 'webhook.delivery-not-dead',
      text: {
        sv: 'Leveransen är inte uppgiven: den väntar, eller har kommit fram.',
        en: 'The delivery was not given up: it is waiting, or has arrived.',
      },
      remedy: {
        sv: 'Läs leveransen; nextAttemptAt säger när nästa försök görs.',
        en: 'Read the delivery; nextAttemptAt says when the next attempt is made.',
      },
    },
  ];
}

/** What a webhook asks for; null is everything. */
interface Wanted {
  readonly steps: readonly EventStep[] | null;
  readonly rules: readonly DeadlineRuleId[] | null;
}

/** Whether an event is one that a webhook asks for. */
export const isWanted = (
  { steps, rules }: Wanted,
  { step, rule }: { readonly step: EventStep; readonly rule: DeadlineRuleId },
): boolean => (steps?.includes(step) ?? true) && (rules?.includes(rule) ?? true);

const MINUTE = 60;
const HOUR = 60 * MINUTE;

/**
 * Seconds to wait after each attempt that failed; after the last, the delivery is given up. Four days in all, so that
 * a receiver that stops before Easter and is mended after it misses nothing.
 */
const WAITS: readonly number[] = [
  ...[5, 30, 2 * MINUTE, 10 * MINUTE, HOUR, 3 * HOUR, 6 * HOUR, 12 * HOUR],
  ...[24 * HOUR, 24 * HOUR, 24 * HOUR],
];

/** How much longer a wait may become by chance, so that what failed together does not come back together. */
const JITTER = 0.25;

export const after = (at: Instant, seconds: number): Instant =>
  toInstant(new Date(Date.parse(at) + Math.round(seconds * 1000)));

/** When to try again after so many attempts, all failed; null when it is given up. `chance` is from 0 to 1. */
export function nextAttempt(now: Instant, attempts: number, chance: number): Instant | null {
  const wait = WAITS[attempts - 1];
  return wait === undefined ? null : after(now, wait * (1 + JITTER * chance));
}

/** Why an attempt failed, or was not made. */
export const DELIVERY_ERRORS = [
  'timeout',
  'refused',
  'name',
  'closed',
  'tls',
  'network',
  'status',
  'withheld',
  'origin',
  'ended',
] as const;
export type DeliveryError = (typeof DELIVERY_ERRORS)[number];

/** What came of one attempt: what the receiver answered, or why there was no answer. */
export interface Attempted {
  readonly status: number | null;
  readonly error: DeliveryError | null;
}

/** Where a delivery stands after an attempt. */
export interface Standing extends Attempted {
  readonly state: 'pending' | 'delivered' | 'dead';
  readonly nextAttemptAt: Instant | null;
  readonly settledAt: Instant | null;
}

/** Where a delivery stands after its latest attempt, the `attempts`th: 2xx is all that counts as delivered. */
export function standingAfter(
  attempted: Attempted,
  attempts: number,
  now: Instant,
  chance: number,
): Standing {
  if (attempted.error === null)
    return { ...attempted, state: 'delivered', nextAttemptAt: null, settledAt: now };
  const nextAttemptAt = nextAttempt(now, attempts, chance);
  if (nextAttemptAt === null) return { ...attempted, state: 'dead', nextAttemptAt, settledAt: now };
  return { ...attempted, state: 'pending', nextAttemptAt, settledAt: null };
}

/** An answer by its status: a redirection is not followed, and so has not delivered anything. */
export const answeredWith = (status: number): Attempted => ({
  status,
  error: status >= 200 && status < 300 ? null : 'status',
});

/** The receiver says that it is there no more (410 Gone). */
export const saysGone = ({ status }: Attempted): boolean => status === 410;

/** How long the secret before the present one signs beside it. */
const OVERLAP = 24 * HOUR;

/** Until when the former secret signs; null where there is none, or it does no longer. */
export function formerSecretUntil(
  { secretChangedAt }: { readonly secretChangedAt: Instant | null },
  now: Instant,
): Instant | null {
  const until = secretChangedAt && after(secretChangedAt, OVERLAP);
  return until !== null && now < until ? until : null;
}

/** The versions of the secret that sign now, the present one first. */
export const signingVersions = (
  of: { readonly secretVersion: number; readonly secretChangedAt: Instant | null },
  now: Instant,
): number[] => [of.secretVersion, ...(formerSecretUntil(of, now) === null ? [] : [of.secretVersion - 1])];
