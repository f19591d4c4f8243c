import { createHash } from 'node:crypto';
import { and, eq, sql } from 'drizzle-orm';
import type { FastifyRequest } from 'fastify';
import { z } from 'zod';
import type { Work } from '../access/work.ts';
import { prepared, type Reader, type Tx } from '../database/handle.ts';
import { saying } from '../kernel/fields.ts';
import { NotFound } from '../kernel/outcome.ts';
import { idempotencyKey } from './idempotency-tables.ts';
import { HttpProblem } from './problem.ts';

/** The header of every creation. */
export const IdempotencyHeader = z.object({
  'idempotency-key': z
    .uuid(
      saying(
        'Skicka headern Idempotency-Key med ett eget UUID, ett nytt för varje sak som skapas.',
        'Send the header Idempotency-Key with a UUID of your own, a new one for each thing you create.',
      ) as object,
    )
    .describe(
      'A UUID of your own for this creation. The same key with the same body gives the first answer again.',
    )
    .meta({ examples: ['6f1c2f0e-54a5-4d7e-9f67-0f6f0c1f3f52'] }),
});

/** An answer as it left, or leaves. `body` is JSON text. */
export interface CreationAnswer {
  readonly location: string;
  readonly etag: string | null;
  readonly body: string;
}

const find = prepared((reader: Reader) =>
  reader
    .select()
    .from(idempotencyKey)
    .where(
      and(
        eq(idempotencyKey.callerId, sql.placeholder('callerId')),
        eq(idempotencyKey.key, sql.placeholder('key')),
      ),
    )
    .prepare(),
);
const keep = prepared((tx: Tx) =>
  tx
    .insert(idempotencyKey)
    .values({
      callerId: sql.placeholder('callerId'),
      key: sql.placeholder('key'),
      fingerprint: sql.placeholder('fingerprint'),
      at: sql.placeholder('at'),
      location: sql.placeholder('location'),
      etag: sql.placeholder('etag'),
      body: sql.placeholder('body'),
      concerned: sql.placeholder('concerned'),
      known: sql.placeholder('known'),
      cases: sql.placeholder('cases'),
    })
    .prepare(),
);

/** What makes two requests the same: method, address and content, whatever the order of the fields. */
export function fingerprintOf(request: FastifyRequest): string {
  return createHash('sha256')
    .update(`${request.method} ${request.url}\n`)
    .update(JSON.stringify(sorted(request.body ?? null)))
    .digest('base64url');
}

function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (value === null || typeof value !== 'object') return value;
  const object = value as Record<string, unknown>;
  return Object.fromEntries(
    Object.keys(object)
      .sort()
      .map((key) => [key, sorted(object[key])]),
  );
}

/** What tells whom of some people the caller may know of now, and which of some ids are cases that the caller sees. */
export interface Secrecy {
  knownOf(work: Work, personIds: readonly string[]): Promise<readonly string[]>;
  casesSeen(work: Work, ids: readonly string[]): Promise<readonly string[]>;
}

/** One creation. */
export interface Once {
  readonly key: string;
  readonly fingerprint: string;
  readonly operation: string;
  /** Left out where the answer holds ids only, as a receipt does: that must come again whatever has happened since. */
  readonly secrecy?: Secrecy;
}

/** For a receipt. */
const UNASKED: Secrecy = { knownOf: async () => [], casesSeen: async () => [] };

/** Whether a caller's key is kept: its answer then comes again, and what would stand in the way of a new one does not. */
export async function isKept(reader: Reader, callerId: string, key: string): Promise<boolean> {
  return (await find(reader).execute({ callerId, key })).length > 0;
}

/**
 * Creates once: the same key with the same request gives the first answer again, in the same transaction as the
 * creation, so that neither a crash nor two requests at once can make two. A request that was refused is not kept.
 * The answer comes again only to someone who may still know of the people in it and sees the cases that it is about,
 * and is logged as a read of them.
 * @throws HttpProblem `key-reused` when the key came with another request. @throws NotFound.
 */
export async function createOnce(
  work: Work,
  { key, fingerprint, operation, secrecy = UNASKED }: Once,
  create: () => Promise<CreationAnswer>,
): Promise<CreationAnswer> {
  const callerId = work.caller.id;
  const [earlier] = await find(work.tx).execute({ callerId, key });
  if (earlier) {
    if (earlier.fingerprint !== fingerprint) {
      throw new HttpProblem('key-reused', {
        sv: 'Samma Idempotency-Key har använts för ett annat anrop. Ta en ny nyckel för ett nytt anrop.',
        en: 'The same Idempotency-Key has been used for another request. Take a new key for a new request.',
      });
    }
    const { known } = earlier;
    const cases = earlier.cases ?? [];
    if ((await secrecy.knownOf(work, known)).length < known.length) throw new NotFound();
    if ((await secrecy.casesSeen(work, cases)).length < cases.length) throw new NotFound();
    const again = {
      action: `${operation}.again`,
      resource: 'idempotency-key',
      resourceIds: [key],
      personIds: earlier.concerned,
    };
    work.audit(again, 'read');
    return earlier;
  }
  const answer = await create();
  const concerned = work.concerned();
  const known = await secrecy.knownOf(work, concerned);
  const cases = await secrecy.casesSeen(work, work.touched());
  await keep(work.tx).execute({
    callerId,
    key,
    fingerprint,
    at: work.now,
    ...answer,
    concerned,
    known,
    cases,
  });
  return answer;
}
