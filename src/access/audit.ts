import { createHmac } from 'node:crypto';
import { and, asc, desc, eq, gt, gte, like, lt, lte, max, min, sql } from 'drizzle-orm';
import { engine, inJsonList } from '../database/columns.ts';
import { prepared, type Reader, type Tx } from '../database/handle.ts';
import type { Writer } from '../database/writer.ts';
import type { Instant } from '../kernel/clock.ts';
import { type AuditKind, auditEntry, auditHead, auditPerson, BLOCK } from './audit-tables.ts';
import type { Caller } from './caller.ts';

/** What was done or seen; who and when are added by the one that records it. */
export interface Audited {
  readonly kind: AuditKind;
  readonly action: string;
  readonly resource: string;
  readonly resourceIds: readonly string[];
  readonly personIds: readonly string[];
  readonly reason?: string;
  readonly before?: unknown;
  readonly after?: unknown;
}

/** Who it was, when, and in which request. */
export interface Attribution {
  /** Usually a verified caller; or a reader without a token, in a role that no token gives. */
  readonly caller: Pick<Caller, 'id'> & { readonly roles: readonly string[] };
  readonly requestId: string;
  readonly at: Instant;
}

type Row = typeof auditEntry.$inferSelect;

/** The hash before the first entry. */
export const GENESIS = '0'.repeat(64);

/** Keyed, so that whoever can write to the database still cannot make a chain that verifies. */
function seal(key: string, previous: string, row: Omit<Row, 'hash'>): string {
  return createHmac('sha256', key)
    .update(previous)
    .update(
      JSON.stringify([
        row.seq,
        row.at,
        row.callerId,
        row.roles,
        row.requestId,
        row.kind,
        row.action,
        row.resource,
        row.resourceIds,
        row.personIds,
        row.reason,
        row.before,
        row.after,
      ]),
    )
    .digest('hex');
}

const placeholder = sql.placeholder;

/** Moves the head on and, by writing first, takes the lock that keeps other instances out until commit. */
const claimHead = prepared((tx: Tx) =>
  tx
    .insert(auditHead)
    .values({ id: 1, seq: placeholder('count'), hash: GENESIS })
    .onConflictDoUpdate({
      target: auditHead.id,
      set: { seq: sql`${auditHead.seq} + ${placeholder('count')}` },
    })
    .returning({ seq: auditHead.seq, hash: auditHead.hash })
    .prepare(),
);
const sealHead = prepared((tx: Tx) =>
  tx
    .update(auditHead)
    .set({ hash: sql`${placeholder('hash')}` })
    .where(eq(auditHead.id, 1))
    .prepare(),
);
const insertEntry = prepared((tx: Tx) =>
  tx
    .insert(auditEntry)
    .values({
      seq: placeholder('seq'),
      at: placeholder('at'),
      callerId: placeholder('callerId'),
      roles: placeholder('roles'),
      requestId: placeholder('requestId'),
      kind: placeholder('kind'),
      action: placeholder('action'),
      resource: placeholder('resource'),
      resourceIds: placeholder('resourceIds'),
      personIds: placeholder('personIds'),
      reason: placeholder('reason'),
      before: placeholder('before'),
      after: placeholder('after'),
      hash: placeholder('hash'),
    })
    .prepare(),
);
const insertPersons = prepared((tx: Tx) =>
  tx
    .insert(auditPerson)
    .select(
      // `where true` lets SQLite tell the select from the conflict clause.
      engine === 'postgres'
        ? sql`select value, ${placeholder('block')}::integer from jsonb_array_elements_text(${placeholder('personIds')}::jsonb) where true`
        : sql`select value, ${placeholder('block')} from json_each(${placeholder('personIds')}) where true`,
    )
    .onConflictDoNothing()
    .prepare(),
);

const blockOf = (seq: number) => Math.floor(seq / BLOCK);

/** Appends entries to the chain, in the caller's transaction. */
export async function appendEntries(
  tx: Tx,
  key: string,
  entries: readonly (readonly [Attribution, Audited])[],
): Promise<void> {
  const [head] = await claimHead(tx).execute({ count: entries.length });
  let seq = head!.seq - entries.length;
  let { hash } = head!;
  for (const [{ caller, requestId, at }, audited] of entries) {
    seq += 1;
    const persons = [...new Set(audited.personIds)];
    const row: Omit<Row, 'hash'> = {
      seq,
      at,
      callerId: caller.id,
      roles: caller.roles.join(','),
      requestId,
      kind: audited.kind,
      action: audited.action,
      resource: audited.resource,
      resourceIds: JSON.stringify(audited.resourceIds),
      personIds: JSON.stringify(persons),
      reason: audited.reason ?? null,
      before: audited.before === undefined ? null : JSON.stringify(audited.before),
      after: audited.after === undefined ? null : JSON.stringify(audited.after),
    };
    hash = seal(key, hash, row);
    await insertEntry(tx).execute({ ...row, hash });
    if (persons.length > 0)
      await insertPersons(tx).execute({ block: blockOf(seq), personIds: row.personIds });
  }
  await sealHead(tx).execute({ hash });
}

/** Records reads. Entries that come in together are written together, and nobody is answered before that. */
export interface ReadLog {
  /** Resolves when the entry is durable; rejects when it could not be kept, and then nothing may be answered. */
  record(attribution: Attribution, audited: Audited): Promise<void>;
}

export function createReadLog(writer: Writer, key: string): ReadLog {
  let waiting: (readonly [Attribution, Audited])[] = [];
  let flush: Promise<void> | undefined;
  const next = () => {
    waiting = [];
    flush = undefined;
  };
  return {
    record(attribution, audited) {
      waiting.push([attribution, audited]);
      if (!flush) {
        const write = writer.write((tx) => {
          const entries = waiting;
          next();
          return appendEntries(tx, key, entries);
        });
        flush = write;
        // When not even the transaction could begin, these entries are lost, and the next ones try anew.
        write.catch(() => {
          if (flush === write) next();
        });
      }
      return flush;
    },
  };
}

/** What a verification of the chain found. */
export interface Verification {
  readonly intact: boolean;
  readonly checked: number;
  /** The last entry; note it elsewhere, and a later verification can tell that the end was not cut off. */
  readonly head: { readonly seq: number; readonly hash: string };
  /** The first place where the chain does not hold. */
  readonly fault?: {
    readonly seq: number;
    readonly kind: 'changed' | 'missing' | 'head' | 'anchor' | 'index';
  };
}

/**
 * Walks the whole chain in pages, so that the server goes on answering meanwhile. A changed, removed or
 * reordered entry breaks it at that place; entries cut off at the end show against the head or against `anchor`,
 * a {seq, hash} noted earlier.
 */
export async function verifyChain(
  reader: Reader,
  key: string,
  anchor?: { readonly seq: number; readonly hash: string },
): Promise<Verification> {
  const [ends] = await reader
    .select({ first: min(auditEntry.seq), last: max(auditEntry.seq) })
    .from(auditEntry);
  // The head is read before the walk: entries that are appended meanwhile lie behind it and are left alone. It is
  // read after the ends: what lies outside then was not put there by appending.
  const [head = { seq: 0, hash: GENESIS }] = await reader
    .select({ seq: auditHead.seq, hash: auditHead.hash })
    .from(auditHead);
  let previous = GENESIS;
  let seq = 0;
  let anchored = anchor === undefined || (anchor.seq === 0 && anchor.hash === GENESIS);
  const found = (kind: NonNullable<Verification['fault']>['kind'], at: number): Verification => ({
    intact: false,
    checked: seq,
    head,
    fault: { seq: at, kind },
  });
  if ((ends?.last ?? 0) > head.seq) return found('head', ends!.last!);
  if ((ends?.first ?? 1) < 1) return found('changed', ends!.first!);
  while (seq < head.seq) {
    const block = blockOf(seq + 1);
    const rows = await reader
      .select()
      .from(auditEntry)
      .where(
        and(gt(auditEntry.seq, seq), lte(auditEntry.seq, head.seq), lt(auditEntry.seq, (block + 1) * BLOCK)),
      )
      .orderBy(asc(auditEntry.seq));
    if (rows.length === 0) return found('missing', seq + 1);
    for (const row of rows) {
      if (row.seq !== seq + 1) return found('missing', seq + 1);
      const hash = seal(key, previous, row);
      if (hash !== row.hash) return found('changed', row.seq);
      if (anchor?.seq === row.seq) {
        if (anchor.hash !== hash) return found('anchor', row.seq);
        anchored = true;
      }
      previous = hash;
      seq = row.seq;
    }
    if (!(await indexCovers(reader, block, rows))) return found('index', rows[0]!.seq);
  }
  if (previous !== head.hash) return found('head', head.seq);
  if (!anchored) return found('anchor', anchor!.seq);
  return { intact: true, checked: seq, head };
}

/** Whether everyone whom a block's entries name is found by the index. A line too many there hides nothing. */
async function indexCovers(reader: Reader, block: number, entries: readonly Row[]): Promise<boolean> {
  const named = new Set(entries.flatMap((entry) => JSON.parse(entry.personIds) as string[]));
  const [indexed] = await reader
    .select({ count: sql<number>`count(*)` })
    .from(auditPerson)
    .where(and(inJsonList(auditPerson.personId, JSON.stringify([...named])), eq(auditPerson.block, block)));
  return Number(indexed!.count) === named.size;
}

/** What the auditor asks for; every part is optional. */
export interface AuditFilter {
  readonly personId?: string;
  readonly callerId?: string;
  readonly action?: string;
  readonly from?: Instant;
  readonly to?: Instant;
  /** Entries older than this one. */
  readonly before?: number;
}

/** Entries that match, the latest first, without what was written. */
export async function findEntries(reader: Reader, filter: AuditFilter, limit: number, offset: number) {
  const { seq, at, callerId, roles, requestId, kind, action, resource, resourceIds, personIds, reason } =
    auditEntry;
  const query = reader
    .select({ seq, at, callerId, roles, requestId, kind, action, resource, resourceIds, personIds, reason })
    .from(auditEntry)
    .$dynamic();
  if (filter.personId) {
    query.innerJoin(
      auditPerson,
      sql`${seq} >= ${auditPerson.block} * ${sql.raw(String(BLOCK))} and ${seq} < (${auditPerson.block} + 1) * ${sql.raw(String(BLOCK))}`,
    );
  }
  return query
    .where(
      and(
        filter.personId ? eq(auditPerson.personId, filter.personId) : undefined,
        filter.personId ? like(personIds, `%"${filter.personId}"%`) : undefined,
        filter.callerId ? eq(callerId, filter.callerId) : undefined,
        filter.action ? eq(action, filter.action) : undefined,
        filter.from ? gte(at, filter.from) : undefined,
        filter.to ? lt(at, filter.to) : undefined,
        filter.before ? lt(seq, filter.before) : undefined,
      ),
    )
    .orderBy(desc(seq))
    .limit(limit)
    .offset(offset);
}
