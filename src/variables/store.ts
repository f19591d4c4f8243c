import { and, asc, desc, eq, gte, lt, sql } from 'drizzle-orm';
import { prepared, preparedPerShape, type Reader, type Tx } from '../database/handle.ts';
import type { Start } from '../http/paging.ts';
import { intake } from '../intake/tables.ts';
import { investigation } from '../investigation/tables.ts';
import type { CountedOn } from './schema.ts';
import { type ExtractRow, extract, extractChunk } from './tables.ts';

const { placeholder } = sql;

/** One intake or investigation of a population: its id, whose it is, and where it is handled. */
export interface CountedUnit {
  readonly id: string;
  readonly childId: string;
  readonly unit: string;
}

/** Which of the board's cases are counted; `start` is within, `end` is not. */
export interface Population {
  readonly on: CountedOn;
  readonly start: string;
  readonly end: string;
  readonly unit?: string;
}

const SOURCES = {
  received: { from: intake, at: intake.receivedAt },
  opened: { from: investigation, at: investigation.openedOn },
  closed: { from: investigation, at: investigation.closedOn },
} as const satisfies Record<CountedOn, unknown>;

interface Shape extends Record<string, unknown> {
  readonly on: CountedOn;
  readonly unit: boolean;
  readonly after: boolean;
}

const population = preparedPerShape((reader: Reader, shape: Shape) => {
  const { from, at } = SOURCES[shape.on];
  return reader
    .select({ id: from.id, childId: from.childId, unit: from.unit, at: sql<string>`${at}` })
    .from(from)
    .where(
      and(
        gte(at, placeholder('start')),
        lt(at, placeholder('end')),
        shape.unit ? eq(from.unit, placeholder('unit')) : undefined,
        shape.after
          ? sql`(${at}, ${from.id}) > (${placeholder('afterKey')}, ${placeholder('afterId')})`
          : undefined,
      ),
    )
    .orderBy(asc(at), asc(from.id))
    .limit(placeholder('limit'))
    .prepare();
});

/**
 * The cases of a population, in pages. Not restricted by who may see which case: a controller sees none of them, and
 * counts every one of the board's.
 */
export async function* countedUnits(
  reader: Reader,
  { on, start, end, unit }: Population,
  limit: number,
): AsyncGenerator<readonly CountedUnit[]> {
  let after: readonly [key: string, id: string] | undefined;
  do {
    const shape = { on, unit: unit !== undefined, after: after !== undefined };
    const values = { start, end, unit, limit, afterKey: after?.[0], afterId: after?.[1] };
    const rows = await population(reader, shape).execute(values);
    yield rows.map(({ id, childId, unit }) => ({ id, childId, unit }));
    const last = rows.at(-1);
    after = rows.length < limit || last === undefined ? undefined : [last.at, last.id];
  } while (after !== undefined);
}

const byId = prepared((reader: Reader) =>
  reader
    .select()
    .from(extract)
    .where(eq(extract.id, placeholder('id')))
    .prepare(),
);

export async function findExtract(reader: Reader, id: string): Promise<ExtractRow | undefined> {
  return (await byId(reader).execute({ id }))[0];
}

const list = preparedPerShape((reader: Reader, { after }: { after: boolean }) =>
  reader
    .select()
    .from(extract)
    .where(
      after
        ? sql`(${extract.createdAt}, ${extract.id}) < (${placeholder('afterKey')}, ${placeholder('afterId')})`
        : undefined,
    )
    .orderBy(desc(extract.createdAt), desc(extract.id))
    .limit(placeholder('limit'))
    .offset(placeholder('offset'))
    .prepare(),
);
const count = prepared((reader: Reader) =>
  reader.select({ count: sql<number>`count(*)` }).from(extract).prepare(),
);

/** The extracts of the board, the latest first; one more than `limit` when there is a further page. */
export async function listExtracts(reader: Reader, { limit, offset, after }: Start): Promise<ExtractRow[]> {
  return list(reader, { after: after !== undefined }).execute({
    limit: limit + 1,
    offset,
    afterKey: after?.[0],
    afterId: after?.[1],
  });
}

export async function countExtracts(reader: Reader): Promise<number> {
  return Number((await count(reader).execute())[0]?.count ?? 0);
}

const chunkAt = prepared((reader: Reader) =>
  reader
    .select({ content: extractChunk.content })
    .from(extractChunk)
    .where(
      and(
        eq(extractChunk.extractId, placeholder('extractId')),
        eq(extractChunk.position, placeholder('position')),
      ),
    )
    .prepare(),
);

/** A piece of an extract's data by its position, from 0; undefined past the last one. */
export async function findChunk(
  reader: Reader,
  extractId: string,
  position: number,
): Promise<string | undefined> {
  return (await chunkAt(reader).execute({ extractId, position }))[0]?.content;
}

export async function insertExtract(tx: Tx, row: ExtractRow): Promise<void> {
  await tx.insert(extract).values(row);
}

const keepChunk = prepared((tx: Tx) =>
  tx
    .insert(extractChunk)
    .values({
      extractId: placeholder('extractId'),
      position: placeholder('position'),
      content: placeholder('content'),
    })
    .prepare(),
);

export async function insertChunk(tx: Tx, row: typeof extractChunk.$inferSelect): Promise<void> {
  await keepChunk(tx).execute({ ...row });
}
