import { type BoardDatabase, openSnapshot, type Snapshot } from '../../src/database/open.ts';
import type { Instant } from '../../src/kernel/clock.ts';
import { recordAsOf } from '../../src/record/as-of.ts';

/** A board as it was known at an instant, on whichever engine. */
export const openAsOf = ({ source, openShadowed }: BoardDatabase, at: Instant): Promise<Snapshot> =>
  source ? openSnapshot(source, recordAsOf(at)) : openShadowed!(recordAsOf(at));

/** What `read` finds in a board as it was known at an instant. */
export async function knownAt<T>(
  database: BoardDatabase,
  at: Instant,
  read: (reader: Snapshot['reader']) => Promise<T>,
): Promise<T> {
  const then = await openAsOf(database, at);
  try {
    return await read(then.reader);
  } finally {
    await then.close();
  }
}
