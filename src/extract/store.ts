import { and, asc, desc, eq, gte, inArray, lt, sql } from 'drizzle-orm';
import type { FiguresReach } from '../access/figures-reach.ts';
import { inJsonList } from '../database/columns.ts';
import { prepared, preparedPerShape, type Reader, type Tx } from '../database/handle.ts';
import type { Start } from '../http/paging.ts';
import type { Instant } from '../kernel/clock.ts';
import type { Form } from './forms.ts';
import {
  type ExtractFileRow,
  type ExtractRow,
  extract,
  extractChunk,
  extractFile,
  extractPiece,
} from './tables.ts';

const { placeholder } = sql;

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

interface Shape extends Record<string, unknown> {
  readonly ofUnits: boolean;
}
const shapeOf = (reach: FiguresReach): Shape => ({ ofUnits: reach !== 'board' });
const within = ({ ofUnits }: Shape) => (ofUnits ? inJsonList(extract.unit, placeholder('units')) : undefined);

const list = preparedPerShape((reader: Reader, shape: Shape & { readonly after: boolean }) =>
  reader
    .select()
    .from(extract)
    .where(
      and(
        within(shape),
        shape.after
          ? sql`(${extract.createdAt}, ${extract.id}) < (${placeholder('afterKey')}, ${placeholder('afterId')})`
          : undefined,
      ),
    )
    .orderBy(desc(extract.createdAt), desc(extract.id))
    .limit(placeholder('limit'))
    .offset(placeholder('offset'))
    .prepare(),
);
const count = preparedPerShape((reader: Reader, shape: Shape) =>
  reader.select({ count: sql<number>`count(*)` }).from(extract).where(within(shape)).prepare(),
);

/** The extracts within a reach, the latest first; one more than `limit` when there is a further page. */
export async function listExtracts(
  reader: Reader,
  reach: FiguresReach,
  { limit, offset, after }: Start,
): Promise<ExtractRow[]> {
  return list(reader, { ...shapeOf(reach), after: after !== undefined }).execute({
    units: JSON.stringify(reach),
    limit: limit + 1,
    offset,
    afterKey: after?.[0],
    afterId: after?.[1],
  });
}

export async function countExtracts(reader: Reader, reach: FiguresReach): Promise<number> {
  const [row] = await count(reader, shapeOf(reach)).execute({ units: JSON.stringify(reach) });
  return Number(row?.count ?? 0);
}

const files = prepared((reader: Reader) =>
  reader
    .select()
    .from(extractFile)
    .where(inJsonList(extractFile.extractId, placeholder('ids')))
    .prepare(),
);

/** The files of some extracts. */
export async function findFiles(reader: Reader, ids: readonly string[]): Promise<ExtractFileRow[]> {
  return files(reader).execute({ ids: JSON.stringify(ids) });
}

const pieceAt = prepared((reader: Reader) =>
  reader
    .select({ content: extractPiece.content })
    .from(extractPiece)
    .where(
      and(
        eq(extractPiece.extractId, placeholder('extractId')),
        eq(extractPiece.format, placeholder('format')),
        eq(extractPiece.position, placeholder('position')),
      ),
    )
    .prepare(),
);

/** A piece of a file by its position, from 0. */
export async function getPiece(
  reader: Reader,
  at: { readonly extractId: string; readonly format: Form; readonly position: number },
): Promise<Uint8Array> {
  const [row] = await pieceAt(reader).execute(at);
  if (!row) throw new Error(`Piece ${at.position} of an extract is missing.`);
  return row.content;
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

/** A piece of the data of an extract of version 0.1, from 0; undefined past the last one. */
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

const unfinished = prepared((reader: Reader) =>
  reader
    .select()
    .from(extract)
    .where(sql`state in ('waiting', 'running')`)
    .orderBy(asc(extract.createdAt), asc(extract.id))
    .prepare(),
);

/** Those that wait or run, in the order in which they were asked for. */
export async function findUnfinished(reader: Reader): Promise<ExtractRow[]> {
  return unfinished(reader).execute();
}

/** Changes an extract that is waiting or running, and is in the try named, if one is; false where it no longer is. */
export async function changeUnfinished(
  tx: Tx,
  { id, attempt }: { readonly id: string; readonly attempt?: number },
  change: Partial<Omit<ExtractRow, 'id'>>,
): Promise<boolean> {
  const changed = await tx
    .update(extract)
    .set(change)
    .where(
      and(
        eq(extract.id, id),
        inArray(extract.state, ['waiting', 'running']),
        attempt === undefined ? undefined : eq(extract.attempt, attempt),
      ),
    )
    .returning({ id: extract.id });
  return changed.length > 0;
}

const renewed = prepared((tx: Tx) =>
  tx
    .update(extract)
    .set({ claimedUntil: sql`${placeholder('claimedUntil')}` })
    .where(
      and(
        eq(extract.id, placeholder('id')),
        eq(extract.attempt, placeholder('attempt')),
        eq(extract.state, 'running'),
      ),
    )
    .returning({ id: extract.id })
    .prepare(),
);

/** Says that a try goes on; false where it no longer may. */
export async function renewClaim(
  tx: Tx,
  { id, attempt }: Pick<ExtractRow, 'id' | 'attempt'>,
  claimedUntil: Instant,
): Promise<boolean> {
  return (await renewed(tx).execute({ id, attempt, claimedUntil })).length > 0;
}

const progressed = prepared((tx: Tx) =>
  tx
    .update(extract)
    .set({ rows: sql`${placeholder('rows')}`, counted: sql`${placeholder('counted')}` })
    .where(eq(extract.id, placeholder('id')))
    .prepare(),
);

export async function keepProgress(
  tx: Tx,
  progress: { readonly id: string; readonly rows: number; readonly counted: number },
): Promise<void> {
  await progressed(tx).execute(progress);
}

const keptPiece = prepared((tx: Tx) =>
  tx
    .insert(extractPiece)
    .values({
      extractId: placeholder('extractId'),
      format: placeholder('format'),
      position: placeholder('position'),
      content: placeholder('content'),
    })
    .onConflictDoUpdate({
      target: [extractPiece.extractId, extractPiece.format, extractPiece.position],
      set: { content: sql`excluded.content` },
    })
    .prepare(),
);

/** Keeps a piece, in the place of what a broken try left there. */
export async function keepPiece(tx: Tx, piece: typeof extractPiece.$inferSelect): Promise<void> {
  await keptPiece(tx).execute({ ...piece, content: Buffer.from(piece.content) });
}

export async function insertFile(tx: Tx, file: ExtractFileRow): Promise<void> {
  await tx.insert(extractFile).values(file);
}

/** Takes the content out of pieces that nobody will ever be given; how many there were. */
export async function emptyPieces(
  tx: Tx,
  { extractId, from, to }: { readonly extractId: string; readonly from: number; readonly to: number },
): Promise<number> {
  const emptied = await tx
    .update(extractPiece)
    .set({ content: new Uint8Array() })
    .where(
      and(
        eq(extractPiece.extractId, extractId),
        gte(extractPiece.position, from),
        lt(extractPiece.position, to),
      ),
    )
    .returning({ position: extractPiece.position });
  return emptied.length;
}

const left = prepared((reader: Reader) =>
  reader
    .selectDistinct({ id: extract.id })
    .from(extract)
    .innerJoin(extractPiece, eq(extractPiece.extractId, extract.id))
    .where(and(inArray(extract.state, ['cancelled', 'failed']), sql`length(${extractPiece.content}) > 0`))
    .prepare(),
);

/** The extracts that will never be given to anyone, and still hold bytes. */
export async function findLeft(reader: Reader): Promise<string[]> {
  return (await left(reader).execute()).map(({ id }) => id);
}
