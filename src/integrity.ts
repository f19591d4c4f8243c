import type { Board } from './access/boards.ts';
import { readConfig } from './config.ts';
import { differencesIn, projectBoard } from './deadlines/projection/integrity.ts';
import { systemClock } from './kernel/clock.ts';
import { dayOf } from './kernel/day.ts';
import { findingDifferencesIn, projectFindingsOfBoard } from './quality/projection/integrity.ts';
import { openBoards } from './serve.ts';

/**
 * `npm run integrity` (`-- --demo` for the demo's board): recomputes every end day of every board from facts and law,
 * and every finding of data quality by the rules, and reports each one that is kept otherwise; exit code 1 when there is
 * any. With `--mend` they are made anew. Names nobody: an id leads to the case. May run beside the server.
 */
const mend = process.argv.includes('--mend');
const demo = process.argv.includes('--demo')
  ? await (await import('../seeds/demo.ts')).startDemo(systemClock, process.env)
  : undefined;
const boards = await openBoards(readConfig(process.env, demo?.defaults));

/** A difference in words: the id, and each field with what is kept and what should be. */
function told<F extends string>({
  kept,
  found,
  fields,
}: {
  readonly kept: Readonly<Record<F, unknown>> | null;
  readonly found: Readonly<Record<F, unknown>> & { readonly id: string };
  readonly fields: readonly F[];
}): string {
  if (!kept) return `${found.id}: not kept at all`;
  return `${found.id}: ${fields.map((field) => `${field} ${kept[field]} instead of ${found[field]}`).join(', ')}`;
}

/** What is kept beside the records: where it differs, and how to make it anew. */
const KEPT = [
  {
    what: 'deadlines',
    async *differences(board: Board) {
      for await (const one of differencesIn(board.database, dayOf(systemClock.now()), board)) yield told(one);
    },
    anew: (board: Board) => projectBoard(board, systemClock),
  },
  {
    what: 'findings',
    async *differences(board: Board) {
      for await (const one of findingDifferencesIn(board.database, board)) yield told(one);
    },
    anew: projectFindingsOfBoard,
  },
];

let total = 0;
for (const board of boards.values()) {
  for (const { what, differences, anew } of KEPT) {
    let found = 0;
    for await (const line of differences(board)) {
      found += 1;
      console.log(`${board.id} ${line}`);
    }
    const mending = found > 0 && mend;
    if (mending) await anew(board);
    console.log(`${board.id}: ${found} of the kept ${what} differ${mending ? ', and were made anew' : ''}.`);
    total += found;
  }
  await board.database.close();
}
await demo?.close();
process.exitCode = total > 0 && !mend ? 1 : 0;
