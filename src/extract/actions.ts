import { type Board, smallPopulationOf } from '../access/boards.ts';
import type { Caller } from '../access/caller.ts';
import {
  type FiguresReach,
  figuresReachOf,
  reachesFigures,
  requireFigures,
} from '../access/figures-reach.ts';
import type { Work } from '../access/work.ts';
import { versionsKeptSince } from '../database/earlier-versions.ts';
import type { Reader } from '../database/handle.ts';
import type { Day } from '../kernel/day.ts';
import { newId } from '../kernel/id.ts';
import { NotFound, permit, valid } from '../kernel/outcome.ts';
import { toldOf } from '../quality/tally.ts';
import { unitExists } from '../report/rules.ts';
import { CATALOGUE_VERSION } from '../variables/catalogue.ts';
import { BYTE_ORDER_MARK } from './encode/csv.ts';
import { FORM_NAMES, FORMS, type Form } from './forms.ts';
import { countChildren } from './population.ts';
import * as rules from './rules.ts';
import type { Extract, ExtractInput, Manifest } from './schema.ts';
import * as store from './store.ts';
import type { ExtractFileRow, ExtractRow } from './tables.ts';

/**
 * Refuses what cannot be made, before anything waits for it. How many children an earlier day had is known only when it
 * is made.
 * @throws Forbidden for a unit, or a whole board, that the caller may not be given figures of.
 * @throws Invalid for a period that is reversed, a day to come, an unknown unit, or variables that do not fit what is
 * counted.
 * @throws Refused for a population that the board has said is too small, or a day of which nothing is kept.
 */
export async function checkAsked(
  { reader, board, caller, today }: Asking & { readonly today: Day },
  input: ExtractInput,
): Promise<void> {
  requireFigures(figuresReachOf(caller), input.unit ?? null);
  valid(
    rules.periodReversed(input),
    rules.asOfInFuture(input, today),
    rules.cannotBeCountedOn(input),
    rules.variablesWrong(input),
    input.unit === undefined ? [] : unitExists('unit', input.unit, board.units),
  );
  permit(rules.notKnownAgain(input, await versionsKeptSince(reader)));
  if (input.asOf !== undefined && input.asOf < today) return;
  const limit = smallPopulationOf(board);
  const on = rules.countedOn(input);
  const population = { on, unit: input.unit, ...rules.boundsOf(input, on, today) };
  permit(rules.populationSmall(await countChildren(reader, population, limit.below), limit));
}

/** Who asks for what of which board. */
interface Asking {
  readonly reader: Reader;
  readonly board: Board;
  readonly caller: Caller;
}

/** Puts an extract in the line. */
export async function askForExtract(work: Work, input: ExtractInput): Promise<Extract> {
  const row: ExtractRow = {
    id: newId(),
    unitOfCount: input.unitOfCount,
    periodFrom: input.from,
    periodTo: input.to,
    countedOn: rules.countedOn(input),
    unit: input.unit ?? null,
    pack: input.variables ? null : (input.pack ?? 'bbic'),
    variables: rules.chosenVariables(input).map(({ id }) => id),
    catalogueVersion: CATALOGUE_VERSION,
    knownOn: input.asOf ?? null,
    asOf: rules.knownAt(input.asOf ?? null, work.now),
    madeAt: null,
    rows: 0,
    sha256: '',
    createdAt: work.now,
    createdBy: work.caller.id,
    state: 'waiting',
    formats: FORM_NAMES.filter((form) => input.formats?.includes(form) ?? true),
    dialect: input.dialect ?? 'swedish',
    counted: null,
    attempt: 0,
    tries: 0,
    claimedBy: null,
    claimedUntil: null,
    lawVersion: null,
    tally: null,
    failure: null,
    endedAt: null,
  };
  await store.insertExtract(work.tx, row);
  const value = describeExtract(row, [], work.board);
  audit(work, 'extract.create', value);
  return value;
}

/** @throws NotFound, or Refused where it is over. */
export async function cancelExtract(work: Work, id: string): Promise<Extract> {
  const row = await getRow(work.tx, id, figuresReachOf(work.caller));
  permit(rules.alreadyOver(row.state));
  const change = { state: 'cancelled', endedAt: work.now } as const;
  await store.changeUnfinished(work.tx, { id }, change);
  const value = describeExtract({ ...row, ...change }, [], work.board);
  audit(work, 'extract.cancel', value);
  return value;
}

const audit = (work: Work, action: string, after: Extract) =>
  work.audit({ action, resource: 'extract', resourceIds: [after.id], personIds: [], after });

/** An extract as it is shown. */
export function describeExtract(row: ExtractRow, files: readonly FileOfAnyAge[], board: Board): Extract {
  const limit = smallPopulationOf(board);
  return {
    id: row.id,
    state: row.state,
    unitOfCount: row.unitOfCount,
    period: { from: row.periodFrom, to: row.periodTo },
    filter: { on: row.countedOn, unit: row.unit, pack: row.pack },
    asOf: row.knownOn,
    variables: row.variables,
    formats: formsOf(row),
    dialect: row.dialect,
    progress: { rows: row.rows, of: row.formats ? row.counted : row.rows },
    failure: row.failure && rules.describeFailure(row.failure, limit, row.knownOn),
    manifest: row.state === 'done' ? manifestOf(row, files) : null,
    createdAt: row.createdAt,
    createdBy: row.createdBy,
  };
}

type FileOfAnyAge = Pick<ExtractFileRow, 'format' | 'sha256'> & { readonly bytes: number | null };

const formsOf = ({ formats }: ExtractRow): Form[] => formats ?? ['csv'];

function manifestOf(row: ExtractRow, files: readonly FileOfAnyAge[]): Manifest {
  const made: readonly FileOfAnyAge[] = row.formats
    ? files
    : [{ format: 'csv', sha256: row.sha256, bytes: null }];
  return {
    catalogueVersion: row.catalogueVersion,
    lawVersion: row.lawVersion,
    asOf: row.asOf,
    madeAt: row.madeAt ?? row.asOf,
    rows: row.rows,
    gaps: [...(row.tally?.gaps ?? [])],
    suppressedCells: row.tally?.suppressedCells ?? 0,
    smallPopulation: row.tally?.smallPopulation ?? null,
    quality: qualityIn(row),
    files: formsOf(row)
      .flatMap((form) => made.find(({ format }) => format === form) ?? [])
      .map(({ format, sha256, bytes }) => ({ format, mediaType: FORMS[format], bytes, sha256 })),
    finishedAt: row.endedAt ?? row.createdAt,
  };
}

/** What the rules found, under the limit that the extract was made by. */
const qualityIn = ({ tally }: ExtractRow): Manifest['quality'] =>
  tally?.quality ? toldOf(tally.quality, tally.smallPopulation.below) : null;

/** Some extracts as they are shown, with their files in one query. */
export async function describeAll(
  reader: Reader,
  rows: readonly ExtractRow[],
  board: Board,
): Promise<Extract[]> {
  const files =
    rows.length === 0
      ? []
      : await store.findFiles(
          reader,
          rows.map(({ id }) => id),
        );
  const filesOf = Map.groupBy(files, ({ extractId }) => extractId);
  return rows.map((row) => describeExtract(row, filesOf.get(row.id) ?? [], board));
}

/** @throws NotFound where it is not there, or of a unit that is beyond the caller. */
async function getRow(reader: Reader, id: string, reach: FiguresReach): Promise<ExtractRow> {
  const row = await store.findExtract(reader, id);
  if (!row || !reachesFigures(reach, row.unit)) throw new NotFound();
  return row;
}

/** @throws NotFound. */
export async function getExtract({ reader, board, caller }: Asking, id: string): Promise<Extract> {
  const row = await getRow(reader, id, figuresReachOf(caller));
  return (await describeAll(reader, [row], board))[0]!;
}

/** A file on its way out. */
export interface Download {
  readonly extract: Extract;
  /** The form that was asked for by name; otherwise Accept decides. */
  readonly format: Form | undefined;
  open(format: Form): AsyncIterable<Uint8Array>;
}

/** @throws NotFound, or Refused where there is no data, or not in that form. */
export async function download(asking: Asking, id: string, format: Form | undefined): Promise<Download> {
  const { reader } = asking;
  const extract = await getExtract(asking, id);
  permit(rules.notToBeFetched(extract, format));
  const files = await store.findFiles(reader, [id]);
  return {
    extract,
    format,
    open(chosen) {
      const file = files.find((one) => one.format === chosen);
      return file ? piecesOf(reader, file) : chunksOf(reader, id);
    },
  };
}

/** A file, piece by piece: the same bytes each time, those that its hash is of. The next is read when one has left. */
async function* piecesOf(reader: Reader, { extractId, format, pieces }: ExtractFileRow) {
  for (let position = 0; position < pieces; position += 1) {
    yield await store.getPiece(reader, { extractId, format, position });
  }
}

/** The data of an extract of version 0.1. */
async function* chunksOf(reader: Reader, extractId: string): AsyncGenerator<Uint8Array> {
  yield Buffer.from(BYTE_ORDER_MARK);
  for (let position = 0; ; position += 1) {
    const content = await store.findChunk(reader, extractId, position);
    if (content === undefined) return;
    yield Buffer.from(content);
  }
}
