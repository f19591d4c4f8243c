import { desc, sql } from 'drizzle-orm';
import { inJsonList } from '../database/columns.ts';
import { prepared, type Reader, type Tx } from '../database/handle.ts';
import { type EventRow, event } from './tables.ts';

const { placeholder } = sql;

const latest = prepared((reader: Reader) =>
  reader.select({ seq: event.seq }).from(event).orderBy(desc(event.seq)).limit(1).prepare(),
);
const toldOf = prepared((reader: Reader) =>
  reader
    .select({ deadlineId: event.deadlineId, endDay: event.endDay, step: event.step })
    .from(event)
    .where(inJsonList(event.deadlineId, placeholder('deadlineIds')))
    .prepare(),
);

/** The number of the last event told; 0 before the first. */
export async function findLastSeq(reader: Reader): Promise<number> {
  const [row] = await latest(reader).execute();
  return row?.seq ?? 0;
}

/** The steps of these deadlines that have been told of. */
export const findTold = (
  reader: Reader,
  deadlineIds: readonly string[],
): Promise<Pick<EventRow, 'deadlineId' | 'endDay' | 'step'>[]> =>
  toldOf(reader).execute({ deadlineIds: JSON.stringify(deadlineIds) });

/** Keeps events; one that tells what has been told already is left out. Returns how many were kept. */
export async function insertEvents(tx: Tx, events: readonly EventRow[]): Promise<number> {
  if (events.length === 0) return 0;
  const kept = await tx
    .insert(event)
    .values([...events])
    .onConflictDoNothing({ target: [event.deadlineId, event.endDay, event.step] })
    .returning({ seq: event.seq });
  return kept.length;
}
