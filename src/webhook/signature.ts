import { hkdfSync } from 'node:crypto';
import { Webhook as Signer } from 'standardwebhooks';
import type { Instant } from '../kernel/clock.ts';

/** Which secret it is. */
export interface SecretOf {
  readonly boardId: string;
  readonly webhookId: string;
  readonly version: number;
}

/**
 * The secret that signs what is sent to a webhook, `whsec_` and base64 as Standard Webhooks has it. It is kept nowhere:
 * it follows from the board's audit key (HKDF-SHA-256, RFC 5869), so that a copy of the database signs nothing.
 */
export function secretOf(auditKey: string, { boardId, webhookId, version }: SecretOf): string {
  const key = hkdfSync('sha256', auditKey, webhookId, `barnakt webhook ${boardId} v${version}`, 32);
  return `whsec_${Buffer.from(key).toString('base64')}`;
}

/** The headers of a message by Standard Webhooks: a signature by each secret, the receiver takes any one of them. */
export function signedHeaders(
  secrets: readonly string[],
  { id, at, body }: { readonly id: string; readonly at: Instant; readonly body: string },
): Record<'webhook-id' | 'webhook-timestamp' | 'webhook-signature', string> {
  const time = new Date(at);
  return {
    'webhook-id': id,
    'webhook-timestamp': String(Math.floor(time.getTime() / 1000)),
    'webhook-signature': secrets.map((secret) => new Signer(secret).sign(id, time, body)).join(' '),
  };
}
