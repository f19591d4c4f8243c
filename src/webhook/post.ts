import { type Attempted, answeredWith, type DeliveryError } from './rules.ts';

/** What is posted, and where to. */
export interface Message {
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/** By the beginning of the code, the first that fits. */
const REASONS: readonly (readonly [code: RegExp, error: DeliveryError])[] = [
  [/^ECONNREFUSED$/, 'refused'],
  [/^(ENOTFOUND|EAI_)/, 'name'],
  [/^(ECONNRESET|EPIPE|UND_ERR_SOCKET)/, 'closed'],
  [/^(ETIMEDOUT|UND_ERR_\w*TIMEOUT)$/, 'timeout'],
  [/^(CERT_|ERR_TLS_|ERR_SSL_|EPROTO|UNABLE_TO_|SELF_SIGNED|DEPTH_ZERO_)/, 'tls'],
];

/** Every code in an error, its causes and, where several addresses were tried, theirs. */
function codesOf(error: unknown): string[] {
  if (!(error instanceof Error)) return [];
  const { code } = error as { code?: unknown };
  const tried = error instanceof AggregateError ? error.errors.flatMap(codesOf) : [];
  return [...(typeof code === 'string' ? [code] : []), ...tried, ...codesOf(error.cause)];
}

function reasonOf(error: unknown): DeliveryError {
  const codes = codesOf(error);
  return REASONS.find(([pattern]) => codes.some((code) => pattern.test(code)))?.[1] ?? 'network';
}

/**
 * Posts a message once and gives what came of it; never throws. The whole attempt has `timeoutMilliseconds`, however
 * slowly the answer drips. No redirection is followed, and of the answer nothing is read but its status.
 * @returns null when `stop` interrupted it.
 */
export async function post(
  { url, headers, body }: Message,
  { timeoutMilliseconds, stop }: { readonly timeoutMilliseconds: number; readonly stop: AbortSignal },
): Promise<Attempted | null> {
  const timeout = AbortSignal.timeout(timeoutMilliseconds);
  try {
    const response = await fetch(url, {
      method: 'POST',
      headers,
      body,
      redirect: 'manual',
      signal: AbortSignal.any([timeout, stop]),
    });
    // Cut off: what the receiver has to say may be endless, and is nothing to us.
    response.body?.cancel().catch(() => undefined);
    return answeredWith(response.status);
  } catch (error) {
    if (stop.aborted) return null;
    return { status: null, error: timeout.aborted ? 'timeout' : reasonOf(error) };
  }
}
