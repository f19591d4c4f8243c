/**
 * A local OpenID Connect issuer (lokal utfärdare) for the demonstration and the tests: discovery, keys and
 * tokens over HTTP, so that tokens are verified exactly as in production, and a page to sign in at (issuer-sign-in.ts).
 * It hands a token to anyone who names a persona, listens on 127.0.0.1 only, and is never for production.
 */
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { type CryptoKey, exportJWK, generateKeyPair, type JWK, SignJWT } from 'jose';
import { type Clock, type Instant, systemClock } from '../src/kernel/clock.ts';
import { createSignInDesk, type Shown } from './issuer-sign-in.ts';

/** The audience of the tokens where none is stated. */
export const DEMO_AUDIENCE = 'barnakt';

/** Who we are when browsers sign in. */
export const DEMO_CLIENT = 'barnakt-uppfoljning';

/** Claims of a token beside iss, aud, iat and exp; each of these four can be replaced or, by undefined, left out. */
export interface IssuedClaims {
  readonly sub?: string;
  readonly [claim: string]: unknown;
}

export interface SignOptions {
  /** From the clock's now; negative for a token that has expired. Default 3600. */
  readonly expiresInSeconds?: number;
  /** The token's `nbf`. Left out by default. */
  readonly notBefore?: Instant;
  readonly audience?: string;
  /** Asymmetric; default ES256. A key for another algorithm is made and published when first used. */
  readonly algorithm?: string;
  /** A key id for the header instead of the right one. */
  readonly kid?: string;
}

export interface IssuerOptions {
  /** 0 takes any free port. */
  readonly port: number;
  /** Default: the machine's time. */
  readonly clock?: Clock;
  /** Claims of each demo persona (demoperson) by its name; the token endpoint hands out no others. */
  readonly personas: Readonly<Record<string, IssuedClaims>>;
  /** An origin that browsers may be sent back to besides this machine, where a test says that it has a name. */
  readonly alsoBackTo?: string;
}

export interface Issuer {
  /** Base address and value of `iss`, as `http://127.0.0.1:4000`. */
  readonly issuer: string;
  sign(claims: IssuedClaims, options?: SignOptions): Promise<string>;
  /** New keys from now on. The old ones stay published unless they are to be forgotten. */
  rotateKeys(options?: { readonly forgetOld?: boolean }): Promise<void>;
  close(): Promise<void>;
}

interface SigningKey {
  readonly kid: string;
  readonly privateKey: CryptoKey;
}

const LIFETIME_SECONDS = 3600;
const MAX_FORM_BYTES = 4096;

/** Starts the issuer and makes its keys. Rejects if the port is taken. */
export async function startIssuer(options: IssuerOptions): Promise<Issuer> {
  const { port, personas, clock = systemClock, alsoBackTo } = options;
  const signing = new Map<string, Promise<SigningKey>>();
  const desk = createSignInDesk(personas, clock, alsoBackTo);
  let published: JWK[] = [];

  async function makeKey(algorithm: string): Promise<SigningKey> {
    const { privateKey, publicKey } = await generateKeyPair(algorithm);
    const kid = crypto.randomUUID();
    published.push({ ...(await exportJWK(publicKey)), kid, alg: algorithm, use: 'sig' });
    return { kid, privateKey };
  }

  function keyFor(algorithm: string): Promise<SigningKey> {
    const known = signing.get(algorithm);
    if (known) return known;
    const made = makeKey(algorithm);
    signing.set(algorithm, made);
    return made;
  }

  async function sign(claims: IssuedClaims, wanted: SignOptions = {}): Promise<string> {
    const { expiresInSeconds = LIFETIME_SECONDS, audience = DEMO_AUDIENCE, algorithm = 'ES256' } = wanted;
    const key = await keyFor(algorithm);
    const now = seconds(clock.now());
    const content = { iss: issuer, aud: audience, iat: now, exp: now + expiresInSeconds, ...claims };
    const token = new SignJWT(wanted.notBefore ? { nbf: seconds(wanted.notBefore), ...content } : content);
    return token
      .setProtectedHeader({ alg: algorithm, kid: wanted.kid ?? key.kid, typ: 'JWT' })
      .sign(key.privateKey);
  }

  async function answerToken(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const form = await readForm(request);
    const grant = form?.get('grant_type') ?? 'client_credentials';
    const name = form?.get('persona') ?? '';
    if (form === undefined) return send(response, 400, { error: 'invalid_request' });
    if (grant === 'authorization_code') return answerCode(form, response);
    if (grant !== 'client_credentials') return send(response, 400, { error: 'unsupported_grant_type' });
    if (!Object.hasOwn(personas, name)) return send(response, 400, { error: 'invalid_client' });
    const token = await sign(personas[name]!);
    send(response, 200, { access_token: token, token_type: 'Bearer', expires_in: LIFETIME_SECONDS });
  }

  async function answerCode(form: URLSearchParams, response: ServerResponse): Promise<void> {
    const redeemed = desk.redeem(form);
    if (redeemed === null) return send(response, 400, { error: 'invalid_grant' });
    send(response, 200, {
      access_token: await sign(personas[redeemed.persona]!),
      id_token: await sign(redeemed.claims),
      token_type: 'Bearer',
      expires_in: LIFETIME_SECONDS,
    });
  }

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { pathname, searchParams } = new URL(request.url ?? '/', issuer);
    switch (`${request.method} ${pathname}`) {
      case 'GET /authorize':
        return show(response, desk.ask(searchParams));
      case 'POST /authorize':
        return show(response, desk.pick((await readForm(request)) ?? new URLSearchParams()));
      case 'GET /.well-known/openid-configuration':
        return send(response, 200, discoveryDocument(issuer));
      case 'GET /jwks':
        return send(response, 200, { keys: published });
      case 'POST /token':
        return answerToken(request, response);
      default:
        return send(response, 404, { error: 'not_found' });
    }
  }

  const server = createServer((request, response) => {
    answer(request, response).catch(() => send(response, 500, { error: 'server_error' }));
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject).listen(port, '127.0.0.1', resolve);
  });
  const issuer = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  await keyFor('ES256');

  return {
    issuer,
    sign,
    async rotateKeys({ forgetOld = false } = {}) {
      if (forgetOld) published = [];
      signing.clear();
      await keyFor('ES256');
    },
    close() {
      return new Promise<void>((resolve, reject) => {
        server.close((error) => (error ? reject(error) : resolve()));
        server.closeAllConnections();
      });
    },
  };
}

function discoveryDocument(issuer: string): Record<string, unknown> {
  return {
    issuer,
    jwks_uri: `${issuer}/jwks`,
    authorization_endpoint: `${issuer}/authorize`,
    token_endpoint: `${issuer}/token`,
    grant_types_supported: ['authorization_code', 'client_credentials'],
    response_types_supported: ['code'],
    code_challenge_methods_supported: ['S256'],
    subject_types_supported: ['public'],
    id_token_signing_alg_values_supported: ['ES256'],
    token_endpoint_auth_methods_supported: ['none'],
  };
}

/** The posted form, or undefined if it is too large or not a form. */
async function readForm(request: IncomingMessage): Promise<URLSearchParams | undefined> {
  if (!request.headers['content-type']?.startsWith('application/x-www-form-urlencoded')) return undefined;
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size > MAX_FORM_BYTES) return undefined;
    chunks.push(chunk);
  }
  return new URLSearchParams(Buffer.concat(chunks).toString('utf8'));
}

function send(response: ServerResponse, status: number, body: Record<string, unknown>): void {
  if (response.headersSent) return;
  response.writeHead(status, { 'content-type': 'application/json', 'cache-control': 'no-store' });
  response.end(JSON.stringify(body));
}

function show(response: ServerResponse, shown: Shown): void {
  switch (shown.kind) {
    case 'page':
      response.writeHead(200, { 'content-type': 'text/html; charset=utf-8', 'cache-control': 'no-store' });
      response.end(shown.html);
      return;
    case 'back':
      response.writeHead(303, { location: shown.url, 'cache-control': 'no-store' });
      response.end();
      return;
    case 'refused':
      send(response, 400, { error: shown.error });
  }
}

function seconds(instant: Instant): number {
  return Math.floor(Date.parse(instant) / 1000);
}
