import { createHash } from 'node:crypto';
import type { Board } from '../../access/boards.ts';
import type { Reader } from '../../database/handle.ts';
import type { BoardDatabase } from '../../database/open.ts';
import type { Clock } from '../../kernel/clock.ts';
import { type Day, dayOf } from '../../kernel/day.ts';
import type { LegalRule } from '../../kernel/law.ts';
import { LEGAL_RULES } from '../../knowledge/legal-rules.ts';
import { type LocalTerms, OFFICE_CLOSES_AT } from '../../knowledge/local-terms.ts';
import { loadTimedRecords } from '../../record/load.ts';
import { type Difference, findDifferences, projectDeadlines } from './actions.ts';
import { isPassed } from './rules.ts';
import * as store from './store.ts';

/**
 * Holds what is kept of the deadlines against the record and the law, for the whole board. A difference is an error of
 * ours or a change past the program: nobody registers a deadline.
 */

/** Raised when deadlines are worked out or kept in another way, so that all are made anew. */
const WAY_OF_KEEPING = 1;

/** How many children are gone through at a time, and in one transaction where something is mended. */
const PAGE = 500;

/** The times of the law, without the words around them. */
const TIMES = LEGAL_RULES.map((rule: LegalRule) => [
  rule.id,
  rule.periods,
  rule.localPeriod,
  rule.localPeriodAfterHours,
]);

/** What end days follow from besides the record: where it has changed, all of them may have. */
export const basisOf = ({ limits, officeClosesAt, nearing }: LocalTerms): string =>
  createHash('sha256')
    .update(JSON.stringify([WAY_OF_KEEPING, TIMES, OFFICE_CLOSES_AT, officeClosesAt, limits, nearing]))
    .digest('hex');

async function* pagesOfPersons(reader: Reader): AsyncGenerator<string[]> {
  let page: string[] = [];
  do {
    page = await store.findPersonsAfter(reader, page.at(-1) ?? '', PAGE);
    if (page.length > 0) yield page;
  } while (page.length === PAGE);
}

/**
 * Every difference in the board, in pages of children, so that the server goes on answering meanwhile. What it writes
 * between two queries looks like a difference: where there is one, it is looked for again while nobody writes.
 */
export async function* differencesIn(
  { reader, writer }: Pick<BoardDatabase, 'reader' | 'writer'>,
  today: Day,
  terms: LocalTerms,
): AsyncGenerator<Difference> {
  for await (const persons of pagesOfPersons(reader)) {
    const suspected = await findErrors(reader, persons, today, terms);
    if (suspected.length === 0) continue;
    const children = [...new Set(suspected.map(({ found }) => found.childId))];
    yield* await writer.write((tx) => findErrors(tx, children, today, terms));
  }
}

/** The differences without what a day has settled since the last write: that waits for the clock, and is right in every list. */
async function findErrors(
  reader: Reader,
  persons: readonly string[],
  today: Day,
  terms: LocalTerms,
): Promise<Difference[]> {
  const records = await loadTimedRecords(reader, persons);
  return (await findDifferences(reader, records, today, terms)).filter(
    ({ kept, fields }) => !(kept && isPassed(kept, today) && fields.join() === 'settled'),
  );
}

/**
 * Makes everything that is kept anew from the record; what agrees is left as it is. Returns how many people were gone
 * through.
 */
export async function projectBoard(board: Board, clock: Clock): Promise<number> {
  const { reader, writer } = board.database;
  let gone = 0;
  for await (const persons of pagesOfPersons(reader)) {
    await writer.write(async (tx) => {
      const now = clock.now();
      const records = await loadTimedRecords(tx, persons);
      await projectDeadlines({ tx, board, now, today: dayOf(now) }, records);
    });
    gone += persons.length;
  }
  await writer.write((tx) => store.keepBasis(tx, basisOf(board)));
  return gone;
}

/** The same, where what it was made from has changed: a newer law, other local limits, or a board from before. */
export async function projectBoardIfChanged(board: Board, clock: Clock): Promise<boolean> {
  if ((await store.findBasis(board.database.reader)) === basisOf(board)) return false;
  await projectBoard(board, clock);
  return true;
}
