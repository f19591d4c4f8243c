import { readConfig } from './config.ts';
import { differencesIn, projectBoard } from './deadlines/projection/integrity.ts';
import { systemClock } from './kernel/clock.ts';
import { dayOf } from './kernel/day.ts';
import { openBoards } from './serve.ts';

/**
 * `npm run integrity` (`-- --demo` for the demo's board): recomputes every end day of every board from facts and law,
 * and reports each one that is kept otherwise; exit code 1 when there is any. With `--mend` they are made anew. Names
 * nobody: a deadline's id leads to the case. May run beside the server.
 */
const mend = process.argv.includes('--mend');
const demo = process.argv.includes('--demo')
  ? await (await import('../seeds/demo.ts')).startDemo(systemClock, process.env)
  : undefined;
const boards = await openBoards(readConfig(process.env, demo?.defaults));
let total = 0;
for (const board of boards.values()) {
  let found = 0;
  for await (const { kept, found: given, fields } of differencesIn(
    board.database,
    dayOf(systemClock.now()),
    board,
  )) {
    found += 1;
    const told = kept
      ? fields.map((field) => `${field} ${kept[field]} instead of ${given[field]}`).join(', ')
      : 'not kept at all';
    console.log(`${board.id} ${given.id}: ${told}`);
  }
  if (found > 0 && mend) await projectBoard(board, systemClock);
  console.log(
    `${board.id}: ${found} of the kept deadlines differ${found > 0 && mend ? ', and were made anew' : ''}.`,
  );
  total += found;
  await board.database.close();
}
await demo?.close();
process.exitCode = total > 0 && !mend ? 1 : 0;
