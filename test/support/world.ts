import { randomUUID } from 'node:crypto';
import type { FastifyInstance } from 'fastify';
import { pino } from 'pino';
import { DEMO_AUDIENCE, DEMO_CLIENT, type IssuedClaims, startIssuer } from '../../seeds/issuer.ts';
import { DEMO_BOARD, PERSONAS, type Persona } from '../../seeds/personas.ts';
import { type Board, type BoardSettings, createBoard } from '../../src/access/boards.ts';
import { createTokenVerifier, DEFAULT_ALGORITHMS } from '../../src/access/tokens.ts';
import { buildApp, PREFIX } from '../../src/app.ts';
import { createSignIn, type SignInConfig } from '../../src/follow-up-page/sign-in.ts';
import { type Clock, type Instant, parseInstant } from '../../src/kernel/clock.ts';
import { follow } from '../../src/process.ts';
import { beginChildren } from './casework.ts';
import { type Contract, contractOf } from './contract.ts';
import { openTestDatabase, type TestDatabase } from './engines.ts';

/** A clock that stands still until it is moved. */
export interface TestClock extends Clock {
  set(at: string): void;
}

export function testClock(at: string): TestClock {
  let now = parseInstant(at)!;
  return {
    now: () => now,
    set: (next) => {
      now = parseInstant(next) as Instant;
    },
  };
}

/** An answer, parsed. */
export interface Answer {
  readonly status: number;
  // biome-ignore lint/suspicious/noExplicitAny: a test says what it expects of a body
  readonly body: any;
  readonly headers: Readonly<Record<string, unknown>>;
  readonly etag: string;
  readonly text: string;
  readonly bytes: Uint8Array;
}

interface Extra {
  readonly headers?: Record<string, string>;
  /** The ETag that the change is based on. */
  readonly match?: string;
  /** The idempotency key; a new one when left out. */
  readonly key?: string;
  readonly board?: string;
}

/** Someone at work over HTTP. Paths are those under the board. */
export interface Client {
  get(path: string, extra?: Extra): Promise<Answer>;
  post(path: string, body: unknown, extra?: Extra): Promise<Answer>;
  put(path: string, body: unknown, extra?: Extra): Promise<Answer>;
  patch(path: string, body: unknown, extra?: Extra): Promise<Answer>;
  send(method: string, url: string, body: unknown, headers: Record<string, string>): Promise<Answer>;
}

export interface World {
  readonly app: FastifyInstance;
  readonly clock: TestClock;
  readonly board: Board;
  readonly database: TestDatabase;
  readonly issuer: Awaited<ReturnType<typeof startIssuer>>;
  /** Everything the server has logged, line by line. */
  readonly log: string[];
  as(persona: Persona): Client;
  /** Someone with other claims than the personas'. */
  with(claims: {
    sub: string;
    roles?: string[];
    units?: string[];
    boards?: string[];
    scope?: string;
  }): Promise<Client>;
  /** Stops the server and leaves its database as it is. */
  stop(): Promise<void>;
  close(): Promise<void>;
}

export interface WorldOptions {
  readonly at?: string;
  readonly rateLimit?: { perCaller: number; refused: number };
  /** A database that another world has left behind, as after a restart. It is then the one who closes it. */
  readonly database?: TestDatabase;
  /** What the board's settings say besides, or instead. */
  readonly settings?: Partial<BoardSettings>;
  /** How browsers sign in; null = not configured. */
  readonly signIn?: Partial<SignInConfig> | null;
  /** Who can be picked at the issuer’s page. */
  readonly personas?: Readonly<Record<string, IssuedClaims>>;
}

let contract: Contract | undefined;

/** Holds answers against the document. It says the same of every board, and takes as long as starting the server does. */
function contractFor(app: FastifyInstance): Contract {
  contract ??= contractOf(JSON.parse(JSON.stringify(app.swagger())));
  return contract;
}

/** The real app on a real database with a real issuer, at a time that stands still. */
export async function startWorld({
  at = '2026-03-02T09:00:00Z',
  rateLimit,
  settings,
  signIn = {},
  personas = PERSONAS,
  database: left,
}: WorldOptions = {}): Promise<World> {
  const clock = testClock(at);
  const issuer = await startIssuer({ port: 0, clock, personas, alsoBackTo: signIn?.publicUrl });
  const database = left ?? (await openTestDatabase());
  const board = createBoard(
    { ...DEMO_BOARD, ...settings },
    database,
    'a key that only the tests know of, long enough',
    follow,
  );
  const log: string[] = [];
  const verifier = createTokenVerifier(
    {
      issuer: issuer.issuer,
      audience: DEMO_AUDIENCE,
      algorithms: DEFAULT_ALGORITHMS,
      clockSkewSeconds: 30,
      claims: { roles: 'roles', units: 'units', boards: 'boards' },
    },
    { clock, keyCooldownSeconds: 0 },
  );
  const app = await buildApp({
    boards: new Map([[board.id, board]]),
    verifier,
    clock,
    logger: pino({ level: 'info' }, { write: (line: string) => void log.push(line) }),
    rateLimit: rateLimit ?? { perCaller: 1_000_000, refused: 1_000_000 },
    signIn: signIn
      ? createSignIn({ clientId: DEMO_CLIENT, scope: 'openid', ...signIn }, { issuer: issuer.issuer, clock })
      : undefined,
  });
  await app.ready();
  // Every answer in every test is held against the document.
  const contract = contractFor(app);

  const client = (token: () => Promise<string>): Client => {
    const send: Client['send'] = async (method, url, body, headers) => {
      const response = await app.inject({
        method: method as 'GET',
        url,
        headers: { ...(body === undefined ? {} : { 'content-type': 'application/json' }), ...headers },
        payload: typeof body === 'string' || body === undefined ? body : JSON.stringify(body),
      });
      const json = /json(?!l)/.test(String(response.headers['content-type']));
      const answered = json ? response.json() : response.body;
      contract(method, url, response.statusCode, answered);
      return {
        status: response.statusCode,
        body: answered,
        headers: response.headers,
        etag: String(response.headers.etag ?? ''),
        text: response.body,
        bytes: new Uint8Array(response.rawPayload),
      };
    };
    const under = async (method: string, path: string, body: unknown, extra: Extra = {}) =>
      send(method, `${PREFIX}/${extra.board ?? board.id}${path}`, body, {
        authorization: `Bearer ${await token()}`,
        ...(method === 'POST' && { 'idempotency-key': extra.key ?? randomUUID() }),
        ...(extra.match !== undefined && { 'if-match': extra.match }),
        ...extra.headers,
      });
    return {
      get: (path, extra) => under('GET', path, undefined, extra),
      post: (path, body, extra) => under('POST', path, body, extra),
      put: (path, body, extra) => under('PUT', path, body, extra),
      patch: (path, body, extra) => under('PATCH', path, body, extra),
      send,
    };
  };
  // A token lasts an hour of the clock; who comes later asks for a new one, as a frontend does.
  const signer = (claims: Record<string, unknown>) => {
    let held: { token: Promise<string>; at: string } | undefined;
    return () => {
      if (held?.at !== clock.now()) held = { token: issuer.sign(claims as never), at: clock.now() };
      return held.token;
    };
  };
  const clients = new Map<string, Client>();
  return {
    app,
    clock,
    board,
    database,
    issuer,
    log,
    as(persona) {
      let known = clients.get(persona);
      if (!known) {
        known = client(signer(PERSONAS[persona]));
        clients.set(persona, known);
      }
      return known;
    },
    async with(claims) {
      return client(signer({ boards: [board.id], ...claims }));
    },
    async stop() {
      await app.close();
      await issuer.close();
    },
    async close() {
      await app.close();
      beginChildren();
      await database.close();
      await issuer.close();
    },
  };
}
