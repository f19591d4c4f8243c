/** One local issuer with a clock that stands still, and what the tests of tokens ask again and again. */
import { afterAll, beforeAll } from 'vitest';
import { DEMO_AUDIENCE, type Issuer, startIssuer } from '../../seeds/issuer.ts';
import {
  createTokenVerifier,
  DEFAULT_ALGORITHMS,
  type IssuerConfig,
  IssuerUnavailable,
  TokenRefused,
  type VerifierOptions,
} from '../../src/access/tokens.ts';
import { type Clock, type Instant, toInstant } from '../../src/kernel/clock.ts';

const START = '2026-11-02T08:00:00.000Z';
export const SKEW = 30;

/** A clock that stands still until it is moved. */
export function standingClock() {
  let ms = Date.parse(START);
  return {
    now: (): Instant => toInstant(new Date(ms)),
    in: (seconds: number): Instant => toInstant(new Date(ms + seconds * 1000)),
    pass: (seconds: number) => {
      ms += seconds * 1000;
    },
  } satisfies Clock & Record<string, unknown>;
}

export const SARA = {
  sub: 'sara',
  roles: ['social-worker', 'team-leader'],
  units: ['barn-och-familj-1'],
  boards: ['2281'],
  scope: 'openid profile',
};

export const clock = standingClock();
export let issuer: Issuer;

beforeAll(async () => {
  issuer = await startIssuer({ port: 0, clock, personas: { sara: SARA } });
});
afterAll(() => issuer.close());

export function configFor(address: string, changes: Partial<IssuerConfig> = {}): IssuerConfig {
  return {
    issuer: address,
    audience: DEMO_AUDIENCE,
    algorithms: DEFAULT_ALGORITHMS,
    clockSkewSeconds: SKEW,
    claims: { roles: 'roles', units: 'units', boards: 'boards' },
    ...changes,
  };
}

export function verifier(changes: Partial<IssuerConfig> = {}, options: Partial<VerifierOptions> = {}) {
  return createTokenVerifier(configFor(issuer.issuer, changes), { clock, ...options });
}

export async function outcomeOf(verification: Promise<unknown>): Promise<string> {
  try {
    await verification;
    return 'accepted';
  } catch (error) {
    if (error instanceof TokenRefused) return error.reason;
    if (error instanceof IssuerUnavailable) return 'issuer-unavailable';
    throw error;
  }
}

export const encoded = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url');

export function parts(token: string): [string, string, string] {
  return token.split('.') as [string, string, string];
}

/** The public JWKs as the issuer publishes them. */
export async function publishedKeys(): Promise<Record<string, string>[]> {
  const response = await fetch(`${issuer.issuer}/jwks`);
  return ((await response.json()) as { keys: Record<string, string>[] }).keys;
}
