import { createHash } from 'node:crypto';
import { setImmediate as nextTurn } from 'node:timers/promises';
import type { Reader } from '../database/handle.ts';
import { inPages } from '../database/pile.ts';
import { dayOf } from '../kernel/day.ts';
import type { LocalTerms } from '../knowledge/local-terms.ts';
import { findIn } from '../quality/evaluate.ts';
import { tallyOn } from '../quality/tally.ts';
import { recordAsOf } from '../record/as-of.ts';
import { loadRecords } from '../record/load.ts';
import { findVariable } from '../variables/catalogue.ts';
import { deriveInOrder } from '../variables/derive.ts';
import type { UnitOfCount, Variable } from '../variables/variable.ts';
import type { Cell, Described, Encoder, Sheet } from './encode/encoder.ts';
import { FORM_NAMES, type Form } from './forms.ts';
import { findPopulationByChild, type PopulationByChild } from './population-by-child.ts';
import { guardOf, UNIT_WITHHELD, unitsWithheld } from './protection.ts';
import { newKey } from './pseudonym.ts';
import { boundsOf, populationSmall } from './rules.ts';
import type { CountedOn, Dialect, Failure, Gaps } from './schema.ts';
import { openShelf, type Shelf } from './shelf.ts';
import type { ExtractFileRow, Tally } from './tables.ts';

/** What to make; plain data, so that it can be sent to a thread. */
export interface Job extends Described {
  readonly unitOfCount: UnitOfCount;
  readonly on: CountedOn;
  readonly variables: readonly string[];
  readonly formats: readonly Form[];
  readonly dialect: Dialect;
  /** The times that the board sets itself, which findings of data quality rest on. */
  readonly terms: Pick<LocalTerms, 'limits'>;
  /** Children whose records are read at a time. */
  readonly childrenPerPage: number;
}

/** A piece of a file, ready to be kept. */
export interface Piece {
  readonly format: Form;
  readonly position: number;
  readonly content: Uint8Array;
}

export interface Progress {
  readonly rows: number;
  readonly counted: number;
}

/** Keeps pieces, and says how far it has come. Resolves when they are kept; the next ones are made meanwhile. */
export type Keep = (pieces: readonly Piece[], progress: Progress) => Promise<void>;

export type Made =
  | { readonly failure: Failure }
  | {
      readonly failure?: undefined;
      readonly rows: number;
      readonly tally: Tally;
      readonly files: readonly Omit<ExtractFileRow, 'extractId'>[];
    };

const ROWS_PER_PAGE = 200;
const PIECE_BYTES = 256 * 1024;
/** How often progress is kept where no piece is full: each time is a flush to disk, which the server waits for. */
const PROGRESS_MILLISECONDS = 1_000;

/** Loaded when a file of the form is made, and not before. */
const OPEN: Readonly<Record<Form, (sheet: Sheet) => Promise<Encoder>>> = {
  csv: async (sheet) => (await import('./encode/csv.ts')).openCsv(sheet),
  jsonl: async (sheet) => (await import('./encode/jsonl.ts')).openJsonLines(sheet),
  xlsx: async (sheet) => (await import('./encode/xlsx.ts')).openXlsx(sheet),
  parquet: async (sheet) => (await import('./encode/parquet.ts')).openParquet(sheet),
};

/** What has to be put in the place of the record for a job that is of an earlier time than it is made. */
export const shadowsFor = ({ asOf, madeAt }: Job) => (asOf < madeAt ? recordAsOf(asOf) : undefined);

/**
 * Makes an extract: finds the population, reads the record of each child on it, derives, and when all is there writes
 * every form at once, in the order of the keys: any order of ours would be the same in the next extract, and tell whose
 * row is whose. Nothing is in memory longer than its page, but what each file has not given out yet.
 */
export async function makeExtract(reader: Reader, job: Job, keep: Keep): Promise<Made> {
  const { on, unit, period } = job;
  const bounds = boundsOf(period, on, dayOf(job.asOf));
  const population = await findPopulationByChild(reader, { on, ...bounds, ...(unit !== null && { unit }) });
  try {
    const shelf = openShelf();
    try {
      return await makeOf(population, { reader, job, shelf, keep });
    } finally {
      shelf.close();
    }
  } finally {
    population.close();
  }
}

interface Making {
  readonly reader: Reader;
  readonly job: Job;
  readonly shelf: Shelf;
  readonly keep: Keep;
}

async function makeOf(population: PopulationByChild, { reader, job, shelf, keep }: Making): Promise<Made> {
  const variables = job.variables.map(getVariable);
  const today = dayOf(job.asOf);
  const { counted } = population;
  const limit = job.smallPopulation;
  if (populationSmall(population.children, limit).length > 0) return { failure: 'extract.population-small' };

  const { applied, guard } = guardOf(variables, population.children, limit);
  // Who asked for one unit has been told whether it is small.
  const hidden = job.unit === null ? unitsWithheld(population.perUnit, limit) : new Set<string>();
  const gaps = variables.map(({ id }) => ({ variable: id, unknown: 0, notApplicable: 0, withheld: 0 }));
  const files = await Promise.all(
    FORM_NAMES.filter((form) => job.formats.includes(form)).map((form) =>
      openFile(form, { ...job, variables }),
    ),
  );
  let rows = 0;
  let suppressedCells = 0;
  const quality = tallyOn(today);
  let keeping = Promise.resolve();
  let keptAt = 0;
  /** Keeps what is ready. One lot is kept while the next is made, and no more than one. */
  const keepReady = async (rest: boolean) => {
    const pieces = files.flatMap((file) => file.take(rest));
    if (pieces.length === 0 && performance.now() - keptAt < PROGRESS_MILLISECONDS) return;
    keptAt = performance.now();
    await keeping;
    keeping = keep(pieces, { rows, counted });
    // Whoever waits for it next is told; until then it must not count as nobody's.
    keeping.catch(() => undefined);
  };

  await keep([], { rows, counted });
  for (const children of population.pages(job.childrenPerPage)) {
    const records = await loadRecords(
      reader,
      children.map(({ childId }) => childId),
    );
    for (const [at, record] of records.entries()) {
      const { units } = children[at]!;
      const key = newKey();
      quality.count(
        findIn(record, job.terms, job.unitOfCount),
        units.map(({ id }) => id),
      );
      for (const { id, unit } of units) {
        const values = deriveInOrder(record, { kind: job.unitOfCount, id }, today, variables);
        const { cells, suppressed } = guard(values);
        suppressedCells += suppressed + (hidden.has(unit) ? 1 : 0);
        countGaps(gaps, cells);
        shelf.put({ key, unit: hidden.has(unit) ? UNIT_WITHHELD : unit, cells });
      }
      rows += units.length;
    }
    await keepReady(false);
    await nextTurn();
  }
  if (rows !== counted) throw new Error(`${counted} units were counted, ${rows} derived.`);

  for (const page of inPages(shelf.inOrderOfKeys(), ROWS_PER_PAGE)) {
    for (const file of files) await file.encoder.rows(page);
    await keepReady(false);
    await nextTurn();
  }

  const tally: Tally = {
    ...{ gaps, suppressedCells, smallPopulation: { ...limit, applied } },
    quality: quality.result(),
  };
  for (const file of files) await file.encoder.end({ ...tally, rows });
  await keepReady(true);
  await keeping;
  return { rows, tally, files: files.map((file) => file.describe()) };
}

function getVariable(id: string): Variable {
  const variable = findVariable(id);
  if (!variable) throw new Error(`${id} is no longer in the catalogue.`);
  return variable;
}

function countGaps(gaps: readonly { -readonly [K in keyof Gaps]: Gaps[K] }[], cells: readonly Cell[]): void {
  for (const [at, { kind }] of cells.entries()) {
    if (kind !== 'value') gaps[at]![kind] += 1;
  }
}

/** A file while it is written: what comes out of its encoder, counted, and cut into pieces. */
async function openFile(form: Form, job: Omit<Job, 'variables'> & { variables: readonly Variable[] }) {
  const hash = createHash('sha256');
  let chunks: Uint8Array[] = [];
  let waiting = 0;
  let bytes = 0;
  let position = 0;
  const encoder = await OPEN[form]({
    variables: job.variables,
    described: job,
    dialect: job.dialect,
    out(chunk) {
      // What an encoder gives it may write over.
      const own = new Uint8Array(chunk);
      hash.update(own);
      chunks.push(own);
      waiting += own.length;
      bytes += own.length;
    },
  });
  return {
    encoder,
    /** The pieces that are full, and at the end what is left. */
    take(rest: boolean): Piece[] {
      if (waiting < PIECE_BYTES && !(rest && waiting > 0)) return [];
      const all = Buffer.concat(chunks);
      const full = rest ? all.length : all.length - (all.length % PIECE_BYTES);
      const pieces: Piece[] = [];
      for (let start = 0; start < full; start += PIECE_BYTES) {
        const content = new Uint8Array(all.subarray(start, Math.min(full, start + PIECE_BYTES)));
        pieces.push({ format: form, position, content });
        position += 1;
      }
      chunks = full < all.length ? [all.subarray(full)] : [];
      waiting = all.length - full;
      return pieces;
    },
    describe: () => ({ format: form, sha256: hash.digest('hex'), bytes, pieces: position }),
  };
}
