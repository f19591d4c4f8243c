import { createHash } from 'node:crypto';
import type { Board } from '../../access/boards.ts';
import type { Reader } from '../../database/handle.ts';
import type { BoardDatabase } from '../../database/open.ts';
import type { LegalRule } from '../../kernel/law.ts';
import { LEGAL_RULES } from '../../knowledge/legal-rules.ts';
import { LOCAL_RULES } from '../../knowledge/local-rules.ts';
import type { LocalTerms } from '../../knowledge/local-terms.ts';
import { loadCaseRecords } from '../../record/load.ts';
import { QUALITY_VERSION } from '../catalogue.ts';
import { type Difference, findDifferences, projectFindings } from './actions.ts';
import * as store from './store.ts';

/**
 * Holds what is kept of the findings against the records, for the whole board. A difference is an error of ours or a
 * change past the program: nobody registers a finding.
 */

/** Raised when findings are kept in another way, so that all are made anew. */
const WAY_OF_KEEPING = 1;

/** How many children are gone through at a time, and in one transaction where something is mended. */
const PAGE = 200;

const TIMES = [...LEGAL_RULES, ...LOCAL_RULES].map((rule: LegalRule) => [
  rule.id,
  rule.periods,
  rule.localPeriod,
]);

/** What findings follow from besides the record: where it has changed, all of them may have. */
const basisOf = ({ limits }: LocalTerms): string =>
  createHash('sha256')
    .update(JSON.stringify([WAY_OF_KEEPING, QUALITY_VERSION, TIMES, limits]))
    .digest('hex');

async function* pagesOfPersons(reader: Reader): AsyncGenerator<string[]> {
  let page: string[] = [];
  do {
    page = await store.findPersonsAfter(reader, page.at(-1) ?? '', PAGE);
    if (page.length > 0) yield page;
  } while (page.length === PAGE);
}

const differencesOf = async (reader: Reader, persons: readonly string[], terms: LocalTerms) =>
  findDifferences(reader, await loadCaseRecords(reader, persons), terms);

/**
 * Every difference in the board, in pages of children, so that the server goes on answering meanwhile. What it writes
 * between two queries looks like a difference: where there is one, it is looked for again while nobody writes.
 */
export async function* findingDifferencesIn(
  { reader, writer }: Pick<BoardDatabase, 'reader' | 'writer'>,
  terms: LocalTerms,
): AsyncGenerator<Difference> {
  for await (const persons of pagesOfPersons(reader)) {
    const suspected = await differencesOf(reader, persons, terms);
    if (suspected.length === 0) continue;
    const children = [...new Set(suspected.map(({ found }) => found.childId))];
    yield* await writer.write((tx) => differencesOf(tx, children, terms));
  }
}

/** Makes everything that is kept anew from the records; what agrees is left as it is. Returns how many people were gone through. */
export async function projectFindingsOfBoard(board: Board): Promise<number> {
  const { reader, writer } = board.database;
  let gone = 0;
  for await (const persons of pagesOfPersons(reader)) {
    await writer.write(async (tx) => projectFindings({ tx, board }, await loadCaseRecords(tx, persons)));
    gone += persons.length;
  }
  await writer.write((tx) => store.keepBasis(tx, basisOf(board)));
  return gone;
}

/** The same, where what it was made from has changed: newer rules, a newer law, other local limits, or a board from before. */
export async function projectFindingsIfChanged(board: Board): Promise<boolean> {
  if ((await store.findBasis(board.database.reader)) === basisOf(board)) return false;
  await projectFindingsOfBoard(board);
  return true;
}
