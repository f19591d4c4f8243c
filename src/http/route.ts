import type { FastifyInstance, FastifyReply, FastifyRequest, HTTPMethods } from 'fastify';
import { z } from 'zod';
import type { Board } from '../access/boards.ts';
import type { Caller } from '../access/caller.ts';
import type { Permission } from '../access/permissions.ts';
import { type Origin, perform, type Work } from '../access/work.ts';
import type { Reader } from '../database/handle.ts';
import type { Clock, Instant } from '../kernel/clock.ts';
import { type Day, dayOf } from '../kernel/day.ts';
import { Forbidden, NotFound } from '../kernel/outcome.ts';
import { recordDenied } from './denied.ts';
import { createOnce, fingerprintOf, IdempotencyHeader, isKept, type Secrecy } from './idempotency.ts';
import { type Answers, documented, type Tag } from './openapi.ts';
import { etagOf, versionFrom } from './preconditions.ts';

/**
 * The four ways in. Every route of the API is one of them, and none can skip its duties:
 * `serves` gives what concerns no person; `reads` gives a person's data, and only after the read is on record;
 * `creates` makes something once; `changes` changes what the caller has read.
 */

interface Described {
  readonly url: string;
  /** Also the action in the access log, e.g. `intake.decide`. */
  readonly operation: string;
  readonly permission: Permission;
  readonly tag: Tag;
  /** What it does, in Swedish and in English. */
  readonly sv: string;
  readonly summary: string;
  readonly description?: string;
}

interface Shapes<P extends z.ZodType, Q extends z.ZodType, B extends z.ZodType, R extends z.ZodType> {
  readonly params?: P;
  readonly query?: Q;
  readonly body?: B;
  readonly response: R;
}

interface Received<P extends z.ZodType, Q extends z.ZodType, B extends z.ZodType> {
  readonly params: z.output<P>;
  readonly query: z.output<Q>;
  readonly body: z.output<B>;
}

/** What a read gets: committed data, who asks and when. */
export interface Reading {
  readonly reader: Reader;
  readonly board: Board;
  readonly caller: Caller;
  readonly now: Instant;
  readonly today: Day;
}

/** An answer with people in it, and who they are, for the record of who has seen what. */
export interface Seen<T> {
  readonly value: T;
  /** Ids of the people whose data the answer holds; the log names each once. */
  readonly persons: readonly string[];
  /** Ids of what is returned. */
  readonly ids: readonly string[];
  readonly version?: number;
  /** Why, where the caller had to say. */
  readonly reason?: string;
}

type Empty = z.ZodType<unknown>;

export const boardParams = z.object({ boardId: z.string().meta({ examples: ['2281'] }) });

const withBoard = (params: z.ZodType | undefined) =>
  params instanceof z.ZodObject ? boardParams.extend(params.shape) : boardParams;

/** What the routes below need of the rest of the house; set once by buildApp. */
declare module 'fastify' {
  interface FastifyInstance {
    clock: Clock;
    /** What the caller may know of now; the slices of persons and cases say so. */
    secrecy: Secrecy;
  }
}

const origin = (request: FastifyRequest): Origin => ({
  caller: request.caller,
  requestId: request.id,
  clock: request.server.clock,
});

/** Gives what `job` gives; an attempt that is denied is put on record before the caller is told no. */
async function attempt<T>(request: FastifyRequest, job: () => Promise<T>): Promise<T> {
  try {
    return await job();
  } catch (error) {
    if (error instanceof NotFound || error instanceof Forbidden) await recordDenied(request);
    throw error;
  }
}

/** A query parameter that is not known is refused, like an unknown field. */
const closed = (query: z.ZodType | undefined) =>
  query instanceof z.ZodObject ? query.strict() : (query ?? z.strictObject({}));

const received = (request: FastifyRequest) => ({
  params: request.params as never,
  query: request.query as never,
  body: request.body as never,
});

const send = (reply: FastifyReply, status: number, body: string, etag?: string | null) => {
  reply.code(status).type('application/json; charset=utf-8').header('cache-control', 'no-store');
  if (etag) reply.header('etag', etag);
  return reply.send(body);
};

function register(
  app: FastifyInstance,
  method: HTTPMethods,
  route: Described & Shapes<z.ZodType, z.ZodType, z.ZodType, z.ZodType>,
  { headers, answers }: { headers?: z.ZodType; answers: Answers },
  handler: (request: FastifyRequest, reply: FastifyReply) => Promise<unknown>,
): void {
  // A PUT puts what it holds in the place of what there is, so that one without content must not mean anything.
  const bodyOptional = method === 'POST' && route.body?.safeParse({}).success === true;
  app.route({
    method,
    url: route.url,
    config: { permission: route.permission, operation: route.operation },
    schema: documented({
      ...route,
      params: withBoard(route.params),
      query: closed(route.query),
      headers,
      answers: { ...answers, bodyOptional },
    }),
    // Who has nothing to say need not say that.
    preValidation(request, _reply, done) {
      if (bodyOptional && request.body === undefined) request.body = {};
      done();
    },
    handler,
  });
}

/**
 * GET of what concerns no person: code lists, laws, the catalogue (or POST of a question that an address has no room
 * for, and that changes nothing). Not logged as an access.
 */
export function serves<
  P extends z.ZodType = Empty,
  Q extends z.ZodType = Empty,
  B extends z.ZodType = Empty,
  R extends z.ZodType = Empty,
>(
  app: FastifyInstance,
  route: Described &
    Shapes<P, Q, B, R> & {
      method?: 'GET' | 'POST';
      handle(reading: Reading & Received<P, Q, B>): Promise<z.input<R>>;
    },
): void {
  const method = route.method ?? 'GET';
  const answers: Answers = { success: 200, body: method === 'POST' };
  register(app, method, route, { answers }, async (request, reply) => {
    const now = app.clock.now();
    const value = await route.handle({ ...reading(request, now), ...received(request) });
    return send(reply, 200, JSON.stringify(value));
  });
}

const reading = (request: FastifyRequest, now: Instant): Reading => {
  let today: Day | undefined;
  return {
    reader: request.board.database.reader,
    board: request.board,
    caller: request.caller,
    now,
    get today() {
      today ??= dayOf(now);
      return today;
    },
  };
};

/**
 * GET of people's data (or POST of a search, whose terms may not stand in an address). The answer leaves when the
 * record of it is durable; an attempt at something that is not there, or not to be known, is recorded too.
 */
export function reads<
  P extends z.ZodType = Empty,
  Q extends z.ZodType = Empty,
  B extends z.ZodType = Empty,
  R extends z.ZodType = Empty,
>(
  app: FastifyInstance,
  route: Described &
    Shapes<P, Q, B, R> & {
      method?: 'GET' | 'POST';
      /** The answer has a version, and so an ETag. */
      versioned?: boolean;
      /** What there is cannot always be given: 409. */
      refusable?: boolean;
      /** What the answer is, when not JSON; with several, `render` chooses. */
      media?: readonly string[];
      /** What it can also be, as the caller prefers; `render` then chooses. */
      alsoAs?: Readonly<Record<string, z.ZodType>>;
      handle(reading: Reading & Received<P, Q, B>): Promise<Seen<z.input<R>>>;
      /** Sends something else than JSON; the value is then what this makes of it. */
      render?: (value: z.input<R>, reply: FastifyReply) => FastifyReply | Promise<FastifyReply>;
    },
): void {
  const resource = route.operation.split('.')[0]!;
  const method = route.method ?? 'GET';
  const { versioned, refusable, media, alsoAs } = route;
  const answers: Answers = { success: 200, body: method === 'POST', versioned, refusable, media, alsoAs };
  register(app, method, route, { answers }, async (request, reply) => {
    const at = app.clock.now();
    const attribution = { caller: request.caller, requestId: request.id, at };
    const base = reading(request, at);
    const { params, query, body } = received(request);
    const seen = await attempt(request, () =>
      route.handle({
        reader: base.reader,
        board: base.board,
        caller: base.caller,
        now: at,
        get today() {
          return base.today;
        },
        params,
        query,
        body,
      }),
    );
    await request.board.readLog.record(attribution, {
      kind: 'read',
      action: route.operation,
      resource,
      resourceIds: seen.ids,
      personIds: seen.persons,
      reason: seen.reason,
    });
    if (route.render) return route.render(seen.value, reply);
    const etag = seen.version === undefined ? null : etagOf(seen.version);
    return send(reply, 200, JSON.stringify(seen.value), etag);
  });
}

/** What a creation answers with: the new thing, where it is, and its version when it can be changed. */
export interface Created<T> {
  readonly value: T;
  /** Path under the board, e.g. `/intakes/0193…`. */
  readonly location: string;
  readonly version?: number;
}

/**
 * POST of something new. Needs an Idempotency-Key; with `ifMatch`, when the creation also changes what it belongs
 * to, an If-Match as well, and `basedOn` is then the version that the caller has read.
 * With `prepare`, what takes long is worked out from committed data before the transaction, which holds up the
 * whole board; `handle` gets the result as `prepared` and only keeps it. A repeated request is not prepared again: what
 * would be refused by now was not when it was first asked, and whoever lost the answer gets that.
 */
export function creates<
  P extends z.ZodType = Empty,
  B extends z.ZodType = Empty,
  R extends z.ZodType = Empty,
  X = undefined,
>(
  app: FastifyInstance,
  route: Described &
    Shapes<P, Empty, B, R> & {
      ifMatch?: boolean;
      /** The answer holds ids only. */
      receipt?: boolean;
      prepare?(reading: Reading & Received<P, Empty, B>): Promise<X>;
      /**
       * Puts into the answer what may not lie in the one that is kept for repeats, a secret for one: before it leaves
       * at first, and each time it comes again.
       */
      reveal?(work: Work, kept: z.input<R>): Promise<z.input<R>>;
      handle(
        work: Work,
        input: Received<P, Empty, B> & { basedOn: number; prepared: X },
      ): Promise<Created<z.input<R>>>;
    },
): void {
  const headers = route.ifMatch ? IdempotencyHeader.extend(IfMatch.shape) : IdempotencyHeader;
  const answers: Answers = { success: 201, body: true, refusable: true, ifMatch: route.ifMatch };
  register(app, 'POST', route, { headers, answers }, async (request, reply) => {
    const basedOn = route.ifMatch ? versionFrom(request.headers['if-match']) : 0;
    const input = received(request);
    const once = {
      // A UUID is the same in capitals.
      key: (request.headers['idempotency-key'] as string).toLowerCase(),
      fingerprint: fingerprintOf(request),
      operation: route.operation,
      secrecy: route.receipt ? undefined : app.secrecy,
    };
    const answer = await attempt(request, async () => {
      const { reader } = request.board.database;
      const again = route.prepare !== undefined && (await isKept(reader, request.caller.id, once.key));
      // A key that is kept stays so, and `handle` is then not called.
      const prepared = (
        again ? undefined : await route.prepare?.({ ...reading(request, app.clock.now()), ...input })
      ) as X;
      return perform(request.board, origin(request), async (work) => {
        const kept = await createOnce(work, once, async () => {
          const { value, location, version } = await route.handle(work, { ...input, basedOn, prepared });
          return {
            location: `${app.prefix.replace(':boardId', work.board.id)}${location}`,
            etag: version === undefined ? null : etagOf(version),
            body: JSON.stringify(value),
          };
        });
        if (!route.reveal) return kept;
        return { ...kept, body: JSON.stringify(await route.reveal(work, JSON.parse(kept.body))) };
      });
    });
    reply.header('location', answer.location);
    return send(reply, 201, answer.body, answer.etag);
  });
}

const IfMatch = z.object({
  'if-match': z
    .string()
    .max(200)
    .optional()
    .describe(
      'The ETag you got when you read or made it, quotation marks included; `"0"` for what nobody has saved yet. ' +
        'Required: without it the answer is 428.',
    )
    .meta({ examples: ['"1"'] }),
});

/** PUT or PATCH of what the caller has read: needs If-Match, answers with the new version. */
export function changes<
  P extends z.ZodType = Empty,
  B extends z.ZodType = Empty,
  R extends z.ZodType = Empty,
>(
  app: FastifyInstance,
  route: Described &
    Shapes<P, Empty, B, R> & {
      method: 'PUT' | 'PATCH';
      handle(
        work: Work,
        input: Received<P, Empty, B> & { basedOn: number },
      ): Promise<{ value: z.input<R>; version: number }>;
    },
): void {
  const answers: Answers = { success: 200, body: true, refusable: true, ifMatch: true };
  register(app, route.method, route, { headers: IfMatch, answers }, async (request, reply) => {
    const basedOn = versionFrom(request.headers['if-match']);
    const { value, version } = await attempt(request, () =>
      perform(request.board, origin(request), (work) =>
        route.handle(work, { ...received(request), basedOn }),
      ),
    );
    return send(reply, 200, JSON.stringify(value), etagOf(version));
  });
}
