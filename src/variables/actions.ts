import { createHash } from 'node:crypto';
import { setImmediate as nextTurn } from 'node:timers/promises';
import type { Board } from '../access/boards.ts';
import type { Work } from '../access/work.ts';
import type { Reader } from '../database/handle.ts';
import type { Instant } from '../kernel/clock.ts';
import type { Day } from '../kernel/day.ts';
import { newId } from '../kernel/id.ts';
import { NotFound, valid } from '../kernel/outcome.ts';
import { loadRecords } from '../record/load.ts';
import { unitExists } from '../report/rules.ts';
import { CATALOGUE_VERSION } from './catalogue.ts';
import { BYTE_ORDER_MARK, cellOf, csvOf } from './csv.ts';
import { derive } from './derive.ts';
import { newPseudonyms } from './pseudonym.ts';
import {
  boundsOf,
  cannotBeCountedOn,
  chosenVariables,
  countedOn,
  periodReversed,
  variablesWrong,
} from './rules.ts';
import type { CatalogueEntry, Extract, ExtractInput } from './schema.ts';
import * as store from './store.ts';
import type { ExtractRow } from './tables.ts';
import type { Variable } from './variable.ts';

/** How much is done at a time, between which other requests get their turn. */
const UNITS_PER_PAGE = 500;
const CHILDREN_PER_PAGE = 200;
const LINES_PER_CHUNK = 200;

/** An extract as it was worked out, not yet kept. */
export interface ComputedExtract {
  readonly row: Omit<ExtractRow, 'id' | 'createdAt' | 'createdBy'>;
  readonly chunks: readonly string[];
}

/**
 * Works out an extract (uttag) from committed data: finds the population, reads the record of each child on it,
 * derives and writes. Long, so it runs outside the transaction and lets others in between. A case that is changed
 * meanwhile is in it as it stood when its page was read.
 * @throws Invalid for a period that is reversed, an unknown unit, or variables that do not fit what is counted.
 */
export async function computeExtract(
  { reader, board, now, today }: { reader: Reader; board: Board; now: Instant; today: Day },
  input: ExtractInput,
): Promise<ComputedExtract> {
  valid(
    periodReversed(input),
    cannotBeCountedOn(input),
    variablesWrong(input),
    input.unit === undefined ? [] : unitExists('unit', input.unit, board.units),
  );
  const on = countedOn(input);
  const variables = chosenVariables(input);
  const population = await populationOf(reader, { on, unit: input.unit, ...boundsOf(input, on, today) });
  const keyOf = newPseudonyms();
  const lines: string[][] = [];
  for (const childIds of pagesOf([...population.keys()], CHILDREN_PER_PAGE)) {
    for (const record of await loadRecords(reader, childIds)) {
      for (const { id, unit } of population.get(record.child.id) ?? []) {
        const values = derive(record, { kind: input.unitOfCount, id }, today, variables);
        lines.push([
          keyOf(record.child.id),
          unit,
          ...variables.map((variable) => cellOf(values[variable.id]!)),
        ]);
      }
    }
    await nextTurn();
  }
  const counted = [...population.values()].reduce((sum, units) => sum + units.length, 0);
  if (lines.length !== counted) throw new Error(`${counted} units were counted, ${lines.length} derived.`);
  // In the order of the keys: any order of ours would be the same in the next extract, and tell whose row is whose.
  lines.sort(([a], [b]) => (a! < b! ? -1 : a! > b! ? 1 : 0));
  const headings = ['key', 'unit', ...variables.map(({ id }) => id)];
  const chunks = await chunksOf([headings, ...lines]);
  const hash = createHash('sha256').update(BYTE_ORDER_MARK);
  for (const chunk of chunks) hash.update(chunk);
  return {
    row: {
      unitOfCount: input.unitOfCount,
      periodFrom: input.from,
      periodTo: input.to,
      countedOn: on,
      unit: input.unit ?? null,
      pack: input.variables ? null : (input.pack ?? 'bbic'),
      variables: variables.map(({ id }) => id),
      catalogueVersion: CATALOGUE_VERSION,
      asOf: now,
      rows: lines.length,
      sha256: hash.digest('hex'),
    },
    chunks,
  };
}

/** The cases of a population by child, so that each record is read once. */
async function populationOf(
  reader: Reader,
  population: store.Population,
): Promise<ReadonlyMap<string, readonly store.CountedUnit[]>> {
  const units: store.CountedUnit[] = [];
  for await (const page of store.countedUnits(reader, population, UNITS_PER_PAGE)) {
    units.push(...page);
    await nextTurn();
  }
  return Map.groupBy(units, ({ childId }) => childId);
}

async function chunksOf(lines: readonly (readonly string[])[]): Promise<readonly string[]> {
  const chunks: string[] = [];
  for (const page of pagesOf(lines, LINES_PER_CHUNK)) {
    chunks.push(csvOf(page));
    await nextTurn();
  }
  return chunks;
}

function* pagesOf<T>(all: readonly T[], length: number): Generator<readonly T[]> {
  for (let start = 0; start < all.length; start += length) yield all.slice(start, start + length);
}

/** Keeps an extract that was worked out: the manifest, the data, and who took it. */
export async function keepExtract(work: Work, { row, chunks }: ComputedExtract): Promise<Extract> {
  const kept: ExtractRow = { ...row, id: newId(), createdAt: work.now, createdBy: work.caller.id };
  await store.insertExtract(work.tx, kept);
  for (const [position, content] of chunks.entries()) {
    await store.insertChunk(work.tx, { extractId: kept.id, position, content });
  }
  const manifest = manifestOf(kept);
  work.audit({
    action: 'extract.create',
    resource: 'extract',
    resourceIds: [kept.id],
    personIds: [],
    after: manifest,
  });
  return manifest;
}

export function manifestOf(row: ExtractRow): Extract {
  const { id, unitOfCount, variables, catalogueVersion, asOf, rows, sha256, createdAt, createdBy } = row;
  return {
    id,
    unitOfCount,
    period: { from: row.periodFrom, to: row.periodTo },
    filter: { on: row.countedOn, unit: row.unit, pack: row.pack },
    variables,
    catalogueVersion,
    asOf,
    rows,
    sha256,
    createdAt,
    createdBy,
  };
}

/** @throws NotFound. */
export async function getExtract(reader: Reader, id: string): Promise<Extract> {
  const row = await store.findExtract(reader, id);
  if (!row) throw new NotFound();
  return manifestOf(row);
}

/** The data of an extract, piece by piece: the same bytes each time, those that its hash is of. */
export async function* dataOf(reader: Reader, extractId: string): AsyncGenerator<string> {
  yield BYTE_ORDER_MARK;
  for (let position = 0; ; position += 1) {
    const content = await store.findChunk(reader, extractId, position);
    if (content === undefined) return;
    yield content;
  }
}

/** A variable as the catalogue shows it. */
export function describeVariable(variable: Variable): CatalogueEntry {
  const { id, label, unitsOfCount, type, codebook, derivation, validFrom, provenance, packs } = variable;
  return {
    id,
    label,
    unitsOfCount: [...unitsOfCount],
    type,
    codebook: codebook ?? null,
    derivation,
    validFrom: validFrom ?? null,
    provenance,
    packs: [...packs],
    quasiIdentifier: variable.quasiIdentifier ?? false,
  };
}
