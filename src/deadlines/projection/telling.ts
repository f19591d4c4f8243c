import { and, asc, isNotNull, isNull, lte, sql } from 'drizzle-orm';
import { inJsonList } from '../../database/columns.ts';
import { prepared, type Reader, type Tx } from '../../database/handle.ts';
import type { Day } from '../../kernel/day.ts';
import type { KeptDeadline } from './rules.ts';
import { deadline } from './tables.ts';

/** What the clock asks of the kept deadlines, and notes on them: which ones it has come to, and when it comes back. */

const { placeholder } = sql;

const reached = prepared((reader: Reader) =>
  reader
    .select()
    .from(deadline)
    // The same words as in the index, or SQLite does not take it.
    .where(
      and(isNotNull(deadline.tellOn), lte(deadline.tellOn, placeholder('today')), isNull(deadline.settled)),
    )
    .orderBy(asc(deadline.tellOn), asc(deadline.id))
    .limit(placeholder('limit'))
    .prepare(),
);
const comeBack = prepared((tx: Tx) =>
  tx
    .update(deadline)
    .set({ tellOn: sql`${placeholder('tellOn')}` })
    .where(inJsonList(deadline.id, placeholder('ids')))
    .prepare(),
);

/** The open deadlines whose day has come, the earliest day first. */
export const findReached = (reader: Reader, today: Day, limit: number): Promise<KeptDeadline[]> =>
  reached(reader).execute({ today, limit });

/** Notes when the clock comes back to each; never, where the day is null. */
export async function noteComingBack(
  tx: Tx,
  deadlines: readonly { readonly id: string; readonly next: Day | null }[],
): Promise<void> {
  for (const [tellOn, of] of Map.groupBy(deadlines, ({ next }) => next)) {
    await comeBack(tx).execute({ tellOn, ids: JSON.stringify(of.map(({ id }) => id)) });
  }
}
