/**
 * Verification of bearer tokens (åtkomstintyg) against one OpenID Connect issuer.
 * A token becomes a Caller or a TokenRefused; an issuer that cannot be asked is IssuerUnavailable.
 * Nothing of a token is ever kept, logged or put into an error: the cache knows only its SHA-256.
 */
import { hash } from 'node:crypto';
import type { JWTPayload, JWTVerifyOptions } from 'jose';
import { createRemoteJWKSet, decodeJwt, decodeProtectedHeader, errors, jwtVerify } from 'jose';
import { type Clock, type Instant, toInstant } from '../kernel/clock.ts';
import type { Text } from '../kernel/text.ts';
import { type Caller, ROLES, type Role } from './caller.ts';

/** Why a token is refused: a stable code, and the text that the caller may see. */
export const REFUSALS = {
  malformed: { sv: 'Åtkomstintyget kan inte läsas.', en: 'The token cannot be read.' },
  expired: { sv: 'Åtkomstintyget har gått ut.', en: 'The token has expired.' },
  'not-yet-valid': { sv: 'Åtkomstintyget gäller inte än.', en: 'The token is not valid yet.' },
  signature: { sv: 'Åtkomstintygets signatur stämmer inte.', en: 'The signature of the token is wrong.' },
  issuer: { sv: 'Åtkomstintyget kommer från fel utfärdare.', en: 'The token is from another issuer.' },
  audience: { sv: 'Åtkomstintyget gäller en annan tjänst.', en: 'The token is meant for another service.' },
  algorithm: { sv: 'Åtkomstintygets algoritm godtas inte.', en: 'The algorithm is not accepted.' },
  claims: { sv: 'Åtkomstintyget har felaktiga uppgifter.', en: 'A claim of the token is missing or wrong.' },
  'unknown-key': { sv: 'Åtkomstintygets nyckel är okänd.', en: 'The key of the token is not published.' },
} as const satisfies Record<string, Text>;

export type Refusal = keyof typeof REFUSALS;

/** What a caller reads when the issuer cannot be reached (503). */
export const ISSUER_UNAVAILABLE: Text = {
  sv: 'Inloggningstjänsten kan inte nås just nu. Försök igen om en stund.',
  en: 'The login service cannot be reached at the moment. Try again shortly.',
};

/** The token is not accepted (401). Carries a reason and nothing of the token, not even as a cause. */
export class TokenRefused extends Error {
  override readonly name = 'TokenRefused';
  readonly reason: Refusal;
  constructor(reason: Refusal) {
    super(REFUSALS[reason].en);
    this.reason = reason;
  }
}

/** Discovery or keys cannot be fetched, or are unusable (503). Says nothing about the token. */
export class IssuerUnavailable extends Error {
  override readonly name = 'IssuerUnavailable';
}

/** Asymmetric signature algorithms that may be allow-listed. Symmetric ones and `none` never may. */
const ASYMMETRIC = /^(?:[RPE]S(?:256|384|512)|EdDSA|Ed25519)$/;

/** The allow-list where an installation states none. */
export const DEFAULT_ALGORITHMS: readonly string[] = ['RS256', 'PS256', 'ES256', 'EdDSA'];

export interface IssuerConfig {
  /** Exactly as the issuer writes it in `iss`. https, or http on a loopback host. */
  readonly issuer: string;
  readonly audience: string;
  readonly algorithms: readonly string[];
  /** Seconds (0-300) by which the issuer's clock may differ from ours. */
  readonly clockSkewSeconds: number;
  /** Claim names. A claim of exactly this name comes first, then a dotted path (`realm_access.roles`). */
  readonly claims: { readonly roles: string; readonly units: string; readonly boards: string };
  /** The issuer's role names and ours. Where it is given, no role name outside it counts. */
  readonly roleMap?: Readonly<Record<string, Role>>;
}

export interface VerifierOptions {
  readonly clock: Clock;
  /** How many verified tokens are remembered. Default 5000 (about 2 MB); 0 remembers none. */
  readonly maxCachedTokens?: number;
  /** Least time between two fetches of keys that unknown key ids or failures cause. Default 10 seconds. */
  readonly keyCooldownSeconds?: number;
  /** How long a request to the issuer may take. Default 5000 milliseconds. */
  readonly timeoutMilliseconds?: number;
}

export interface TokenVerifier {
  /** The caller of a token. Throws TokenRefused or IssuerUnavailable. */
  verify(token: string): Promise<Caller>;
  /** Sees to it that discovery and keys are at hand. Throws IssuerUnavailable. */
  ready(): Promise<void>;
}

/** A withdrawn key stops working within this time: no key and no verified token is trusted for longer. */
const TRUST_SECONDS = 60;
/** From this age on, keys are fetched anew in the background, so that a short outage goes unnoticed. */
const REFRESH_SECONDS = 30;
const MAX_TOKEN_LENGTH = 16_384;
const COMPACT_JWS = /^[\w-]+\.[\w-]*\.[\w-]*$/;
/** Without control characters and lone surrogates, which neither a log line nor a database can keep. */
const PLAIN_ID = /^[^\p{Cc}\p{Cs}]{1,200}$/u;

/**
 * Verifies tokens of the configured issuer: signature, issuer, audience, validity, subject.
 * Discovery and keys are fetched when first needed; failures are not remembered. A token with no
 * role that we know gives a caller without roles. Throws RangeError if the configuration is unsafe.
 */
export function createTokenVerifier(config: IssuerConfig, options: VerifierOptions): TokenVerifier {
  assertSafe(config);
  const { clock, maxCachedTokens = 5000 } = options;
  const keys = createKeySource(config.issuer, options);
  const toCaller = createCallerReader(config);
  const algorithms = new Set(config.algorithms);
  const checks: JWTVerifyOptions = {
    issuer: config.issuer,
    audience: config.audience,
    algorithms: [...config.algorithms],
    clockTolerance: config.clockSkewSeconds,
  };
  const verified = new Map<string, Verified>();

  async function verifyAnew(token: string, id: string, now: Instant): Promise<Caller> {
    inspect(token, algorithms, config.issuer);
    let published = await keys.current(now);
    const { payload } = await jwtVerify(
      token,
      async (header) => {
        try {
          return await published.find(header);
        } catch (error) {
          if (!(error instanceof errors.JWKSNoMatchingKey)) throw error;
          published = await keys.newerThan(published, now);
          return published.find(header);
        }
      },
      { ...checks, currentDate: new Date(now) },
    ).catch((error: unknown) => {
      throw translated(error);
    });
    const caller = toCaller(payload);
    const exp = Math.floor(payload.exp!) * 1000;
    const until = Math.min(exp, Date.parse(published.trusted.until));
    remember(id, caller, { from: now, until: instantAt(until) });
    return caller;
  }

  function remember(id: string, caller: Caller, trusted: Window): void {
    // Within the skew a token is accepted after its end, but checked each time.
    if (maxCachedTokens <= 0 || trusted.until <= trusted.from) return;
    if (verified.size >= maxCachedTokens) verified.delete(verified.keys().next().value!);
    verified.set(id, { trusted, answer: Promise.resolve(caller) });
  }

  return {
    verify(token) {
      if (token.length > MAX_TOKEN_LENGTH) return Promise.reject(new TokenRefused('malformed'));
      const now = clock.now();
      // Measured: as a key, the digest is faster than the token itself, and the cache holds no secrets.
      const id = hash('sha256', token, 'base64url');
      const hit = verified.get(id);
      if (hit === undefined) return verifyAnew(token, id, now);
      verified.delete(id);
      if (!within(hit.trusted, now)) return verifyAnew(token, id, now);
      verified.set(id, hit);
      keys.refreshIfDue(now);
      return hit.answer;
    },
    async ready() {
      await keys.current(clock.now());
    },
  };
}

interface Verified {
  readonly trusted: Window;
  readonly answer: Promise<Caller>;
}

/** Instants compare as text, which spares the hit path every parsing of dates. */
interface Window {
  readonly from: Instant;
  readonly until: Instant;
}

function instantAt(epochMs: number): Instant {
  return toInstant(new Date(epochMs));
}

/** A clock that was set back is before `from`: what was learnt later is then not trusted. */
function within(window: Window | undefined, now: Instant): boolean {
  return window !== undefined && window.from <= now && now < window.until;
}

/** Refuses what needs no key: no question to the issuer is ever caused by it. */
function inspect(token: string, algorithms: ReadonlySet<string>, issuer: string): void {
  if (!COMPACT_JWS.test(token)) throw new TokenRefused('malformed');
  let algorithm: unknown;
  let claimedIssuer: unknown;
  try {
    algorithm = decodeProtectedHeader(token).alg;
    claimedIssuer = decodeJwt(token).iss;
  } catch {
    throw new TokenRefused('malformed');
  }
  if (typeof algorithm !== 'string' || !algorithms.has(algorithm)) throw new TokenRefused('algorithm');
  if (claimedIssuer !== issuer) throw new TokenRefused('issuer');
}

const REFUSAL_BY_CODE: Readonly<Record<string, Refusal>> = {
  [errors.JWTExpired.code]: 'expired',
  [errors.JWSSignatureVerificationFailed.code]: 'signature',
  [errors.JOSEAlgNotAllowed.code]: 'algorithm',
  [errors.JWKSNoMatchingKey.code]: 'unknown-key',
  // Several keys fit and the token names none of them: OpenID Connect Core 10.1 requires `kid` then.
  [errors.JWKSMultipleMatchingKeys.code]: 'unknown-key',
  [errors.JWSInvalid.code]: 'malformed',
  [errors.JWTInvalid.code]: 'malformed',
  // A critical header parameter (`crit`) that we do not know.
  [errors.JOSENotSupported.code]: 'malformed',
};

function translated(error: unknown): TokenRefused | IssuerUnavailable {
  if (error instanceof IssuerUnavailable || error instanceof TokenRefused) return error;
  if (error instanceof errors.JWTClaimValidationFailed) {
    if (error.reason !== 'check_failed') return new TokenRefused('claims');
    if (error.claim === 'nbf') return new TokenRefused('not-yet-valid');
    if (error.claim === 'iss') return new TokenRefused('issuer');
    return new TokenRefused(error.claim === 'aud' ? 'audience' : 'claims');
  }
  if (error instanceof errors.JOSEError) {
    const refusal = REFUSAL_BY_CODE[error.code];
    if (refusal) return new TokenRefused(refusal);
  }
  // What is left after inspect() is a published key that cannot be used, which is not the token's fault.
  return new IssuerUnavailable('The key that the issuer publishes cannot be used', { cause: error });
}

interface PublishedKeys {
  readonly find: ReturnType<typeof createRemoteJWKSet>;
  readonly trusted: Window;
}

interface KeySource {
  current(now: Instant): Promise<PublishedKeys>;
  /** Keys fetched later than these. Throws 'unknown-key' while a new fetch would come too soon. */
  newerThan(known: PublishedKeys, now: Instant): Promise<PublishedKeys>;
  refreshIfDue(now: Instant): void;
}

/**
 * The issuer's keys. jose fetches and picks them; when to fetch is decided here, because jose goes by the
 * machine's clock and would trust a withdrawn key for as long as ten minutes.
 */
function createKeySource(issuer: string, options: VerifierOptions): KeySource {
  const { clock, keyCooldownSeconds = 10, timeoutMilliseconds = 5000 } = options;
  let keysUrl: URL | undefined;
  let latest: PublishedKeys | undefined;
  let pending: Promise<PublishedKeys> | undefined;
  let quiet: Window | undefined;
  let fresh: Window | undefined;

  async function fetchKeys(): Promise<PublishedKeys> {
    const now = clock.now();
    const nowMs = Date.parse(now);
    quiet = { from: now, until: instantAt(nowMs + keyCooldownSeconds * 1000) };
    fresh = quiet;
    keysUrl ??= await discover(issuer, timeoutMilliseconds);
    const find = createRemoteJWKSet(keysUrl, {
      cacheMaxAge: Number.POSITIVE_INFINITY,
      cooldownDuration: Number.POSITIVE_INFINITY,
      timeoutDuration: timeoutMilliseconds,
    });
    try {
      await find.reload();
    } catch (cause) {
      keysUrl = undefined;
      throw new IssuerUnavailable('The keys of the issuer cannot be fetched', { cause });
    }
    fresh = { from: now, until: instantAt(nowMs + REFRESH_SECONDS * 1000) };
    latest = { find, trusted: { from: now, until: instantAt(nowMs + TRUST_SECONDS * 1000) } };
    return latest;
  }

  function load(): Promise<PublishedKeys> {
    pending ??= fetchKeys().finally(() => {
      pending = undefined;
    });
    return pending;
  }

  function refreshIfDue(now: Instant): void {
    // A failure here is not lost: it is met again when the keys are too old to be trusted.
    if (pending === undefined && !within(fresh, now)) load().catch(() => undefined);
  }

  return {
    refreshIfDue,
    async current(now) {
      if (latest === undefined || !within(latest.trusted, now)) return load();
      refreshIfDue(now);
      return latest;
    },
    async newerThan(known, now) {
      if (latest !== undefined && latest !== known) return latest;
      if (pending === undefined && within(quiet, now)) throw new TokenRefused('unknown-key');
      return load();
    },
  };
}

/** OpenID Connect Discovery 1.0, section 4: where the issuer keeps its keys. */
async function discover(issuer: string, timeoutMilliseconds: number): Promise<URL> {
  let document: { issuer?: unknown; jwks_uri?: unknown } | null;
  try {
    const response = await fetch(`${issuer.replace(/\/$/, '')}/.well-known/openid-configuration`, {
      headers: { accept: 'application/json' },
      redirect: 'manual',
      signal: AbortSignal.timeout(timeoutMilliseconds),
    });
    if (response.status !== 200) throw new Error(`The issuer answers with status ${response.status}`);
    document = (await response.json()) as typeof document;
  } catch (cause) {
    throw new IssuerUnavailable('The discovery document of the issuer cannot be fetched', { cause });
  }
  if (document?.issuer !== issuer) throw new IssuerUnavailable('The discovery document is of another issuer');
  const keysUrl = typeof document.jwks_uri === 'string' ? URL.parse(document.jwks_uri) : null;
  if (keysUrl === null || !isConfidential(keysUrl)) {
    throw new IssuerUnavailable('The discovery document has no jwks_uri with https');
  }
  return keysUrl;
}

function isConfidential(url: URL): boolean {
  if (url.protocol === 'https:') return true;
  return url.protocol === 'http:' && /^(localhost|127(\.\d{1,3}){3}|\[::1\])$/.test(url.hostname);
}

function createCallerReader(config: IssuerConfig): (payload: JWTPayload) => Caller {
  const ours = (Object.keys(ROLES) as Role[]).map((role) => [role, role] as const);
  const roleOf = new Map<string, Role>(config.roleMap ? Object.entries(config.roleMap) : ours);
  const readRoles = claimReader(config.claims.roles);
  const readUnits = claimReader(config.claims.units);
  const readBoards = claimReader(config.claims.boards);
  return (payload) => {
    const { sub, exp } = payload;
    // jose requires no exp of its own accord, and JSON's 1e999 reads as infinity: a token that never ends.
    if (typeof sub !== 'string' || !PLAIN_ID.test(sub) || !Number.isFinite(exp))
      throw new TokenRefused('claims');
    const roles = readRoles(payload).flatMap((name) => roleOf.get(name) ?? []);
    // Frozen, because one caller is shared by all the requests that its token makes.
    return Object.freeze({
      id: sub,
      roles: Object.freeze([...new Set(roles)]),
      units: Object.freeze(plain(readUnits(payload))),
      boards: Object.freeze(plain(readBoards(payload))),
      scopes: Object.freeze(plain(listOf(payload.scope ?? payload.scp))),
    });
  };
}

function claimReader(name: string): (payload: JWTPayload) => string[] {
  const path = name.split('.');
  return (payload) => listOf(own(payload, name) ?? path.reduce(own, payload));
}

function own(value: unknown, key: string): unknown {
  if (typeof value !== 'object' || value === null || !Object.hasOwn(value, key)) return undefined;
  return (value as Record<string, unknown>)[key];
}

/** An array of strings, or one string with spaces between; a claim that is not there is an empty list. */
function listOf(claim: unknown): string[] {
  if (claim === undefined || claim === null) return [];
  const list: unknown = typeof claim === 'string' ? claim.split(' ').filter((part) => part !== '') : claim;
  if (!Array.isArray(list) || !list.every((item) => typeof item === 'string'))
    throw new TokenRefused('claims');
  return [...new Set<string>(list)];
}

/** Role names of other systems may look like anything; what we keep and compare may not. */
function plain(list: string[]): string[] {
  if (!list.every((item) => PLAIN_ID.test(item))) throw new TokenRefused('claims');
  return list;
}

function assertSafe(config: IssuerConfig): void {
  const url = URL.parse(config.issuer);
  if (url === null || !isConfidential(url) || url.search !== '' || url.hash !== '') {
    throw new RangeError('issuer must be an https address without query (http only on a loopback host)');
  }
  if (config.audience === '') throw new RangeError('audience must not be empty');
  const unsafe = config.algorithms.filter((name) => !ASYMMETRIC.test(name));
  if (config.algorithms.length === 0 || unsafe.length > 0) {
    throw new RangeError(`algorithms must be asymmetric, as RS256, PS256, ES256 or EdDSA; not: ${unsafe}`);
  }
  const skew = config.clockSkewSeconds;
  if (!Number.isInteger(skew) || skew < 0 || skew > 300) {
    throw new RangeError(`clockSkewSeconds must be a whole number from 0 to 300, not ${skew}`);
  }
  for (const name of Object.values(config.claims)) {
    if (name === '') throw new RangeError('a claim name must not be empty');
  }
  for (const role of Object.values(config.roleMap ?? {})) {
    if (!Object.hasOwn(ROLES, role))
      throw new RangeError(`roleMap names the role ${role}, which does not exist`);
  }
}
