import { appendEntries } from '../access/audit.ts';
import { type Board, smallPopulationOf } from '../access/boards.ts';
import type { Tx } from '../database/handle.ts';
import { type Instant, toInstant } from '../kernel/clock.ts';
import { CATALOGUE_VERSION } from '../variables/catalogue.ts';
import { describeExtract } from './actions.ts';
import { lawVersion } from './law-version.ts';
import type { Job, Made, Piece, Progress } from './making.ts';
import { knownAt, MOST_TRIES, nextOf } from './rules.ts';
import type { Failure } from './schema.ts';
import * as store from './store.ts';
import type { ExtractRow } from './tables.ts';

/**
 * The steps of a try, each in a transaction of its own. A try has a number; whatever it writes is written only while
 * the extract is still in that try, so that one that was cancelled or taken over leaves nothing more.
 */

/** Thrown to a try that is no longer the extract's: it was cancelled, or another server has taken it over. */
export class Overtaken extends Error {
  override name = 'Overtaken';
}

/** How long a server that is not heard of keeps an extract. */
const CLAIM_SECONDS = 60;
export const RENEW_MILLISECONDS = 15_000;

const CHILDREN_PER_PAGE = 200;

const claimEnd = (now: Instant): Instant => toInstant(new Date(Date.parse(now) + CLAIM_SECONDS * 1000));

/** Takes the extract whose turn it is, for a new try; undefined when there is none. */
export async function claimNext(
  tx: Tx,
  board: Board,
  { server, now }: { readonly server: string; readonly now: Instant },
): Promise<ExtractRow | undefined> {
  for (;;) {
    const next = nextOf(await store.findUnfinished(tx), now);
    if (!next) return undefined;
    if (next.tries >= MOST_TRIES) {
      await endAsFailed(tx, board, next, { failure: 'extract.broken', now });
      continue;
    }
    const change = {
      state: 'running',
      attempt: next.attempt + 1,
      tries: next.tries + 1,
      claimedBy: server,
      claimedUntil: claimEnd(now),
      asOf: knownAt(next.knownOn, now),
      madeAt: now,
      catalogueVersion: CATALOGUE_VERSION,
      lawVersion: lawVersion(),
      rows: 0,
      counted: null,
    } as const;
    await store.changeUnfinished(tx, next, change);
    return { ...next, ...change };
  }
}

/** What there is to make of an extract, under the board's settings of today. */
export function jobOf(row: ExtractRow, board: Board): Job {
  return {
    id: row.id,
    unitOfCount: row.unitOfCount,
    period: { from: row.periodFrom, to: row.periodTo },
    on: row.countedOn,
    unit: row.unit,
    pack: row.pack,
    variables: row.variables,
    formats: row.formats ?? [],
    dialect: row.dialect,
    catalogueVersion: row.catalogueVersion,
    lawVersion: row.lawVersion ?? lawVersion(),
    asOf: row.asOf,
    madeAt: row.madeAt ?? row.asOf,
    smallPopulation: smallPopulationOf(board),
    terms: { limits: board.limits ?? [] },
    childrenPerPage: CHILDREN_PER_PAGE,
  };
}

/** @throws Overtaken */
export async function renew(tx: Tx, run: ExtractRow, now: Instant): Promise<void> {
  if (!(await store.renewClaim(tx, run, claimEnd(now)))) throw new Overtaken();
}

/** Keeps some pieces. @throws Overtaken */
export async function keepPieces(
  tx: Tx,
  run: ExtractRow,
  { pieces, progress, now }: { pieces: readonly Piece[]; progress: Progress; now: Instant },
): Promise<void> {
  await renew(tx, run, now);
  for (const piece of pieces) await store.keepPiece(tx, { extractId: run.id, ...piece });
  await store.keepProgress(tx, { id: run.id, ...progress });
}

/** Ends a try with what it made: from now on its files are given out. @throws Overtaken */
export async function finish(
  tx: Tx,
  board: Board,
  run: ExtractRow,
  { made, now }: { readonly made: Made; readonly now: Instant },
): Promise<void> {
  await renew(tx, run, now);
  if (made.failure) return endAsFailed(tx, board, run, { failure: made.failure, now });
  const files = made.files.map((file) => ({ extractId: run.id, ...file }));
  for (const file of files) await store.insertFile(tx, file);
  const change = {
    state: 'done',
    rows: made.rows,
    counted: made.rows,
    tally: made.tally,
    endedAt: now,
  } as const;
  await store.changeUnfinished(tx, run, change);
  await tell(tx, board, { ...run, ...change }, describeExtract({ ...run, ...change }, files, board));
}

/** Puts an extract back in the line. A try that was stopped in good order does not count. */
export async function release(
  tx: Tx,
  run: ExtractRow,
  { inOrder }: { readonly inOrder: boolean },
): Promise<void> {
  await store.changeUnfinished(tx, run, {
    state: 'waiting',
    claimedBy: null,
    claimedUntil: null,
    rows: 0,
    counted: null,
    ...(inOrder && { tries: run.tries - 1 }),
  });
}

async function endAsFailed(
  tx: Tx,
  board: Board,
  row: ExtractRow,
  { failure, now }: { readonly failure: Failure; readonly now: Instant },
): Promise<void> {
  const change = { state: 'failed', failure, endedAt: now, rows: 0 } as const;
  await store.changeUnfinished(tx, row, change);
  await tell(tx, board, { ...row, ...change }, describeExtract({ ...row, ...change }, [], board));
}

/** Puts in the access log how an extract ended, under the name of who asked for it; no role is at work here. */
async function tell(tx: Tx, board: Board, row: ExtractRow, after: unknown): Promise<void> {
  const caller = { id: row.createdBy, roles: [], units: [], boards: [], scopes: [] };
  await appendEntries(tx, board.auditKey, [
    [
      { caller, requestId: row.id, at: row.endedAt! },
      {
        kind: 'write',
        action: row.state === 'done' ? 'extract.finish' : 'extract.fail',
        resource: 'extract',
        resourceIds: [row.id],
        personIds: [],
        after,
      },
    ],
  ]);
}
