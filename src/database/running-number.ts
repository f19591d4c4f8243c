import { sql } from 'drizzle-orm';
import { integer, table, text } from './columns.ts';
import { prepared, type Tx } from './handle.ts';

/** Running numbers of the board, by series: case numbers per year, temporary identities. */
export const runningNumber = table('running_number', {
  series: text().primaryKey(),
  last: integer().notNull(),
});

const take = prepared((tx: Tx) =>
  tx
    .insert(runningNumber)
    .values({ series: sql.placeholder('series'), last: 1 })
    .onConflictDoUpdate({ target: runningNumber.series, set: { last: sql`${runningNumber.last} + 1` } })
    .returning({ last: runningNumber.last })
    .prepare(),
);

/**
 * The next number of a series, from 1. Taken in the caller's transaction: two at once cannot get the same, and a
 * number whose work was not kept is given again, so that the series has no gap.
 */
export async function nextNumber(tx: Tx, series: string): Promise<number> {
  const [row] = await take(tx).execute({ series });
  return row!.last;
}
