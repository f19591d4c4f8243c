import { expect } from 'vitest';
import { findDifferences } from '../../src/deadlines/projection/actions.ts';
import { isPassed } from '../../src/deadlines/projection/rules.ts';
import { dayOf } from '../../src/kernel/day.ts';
import { findDifferences as findQualityDifferences } from '../../src/quality/projection/actions.ts';
import { loadCaseRecords } from '../../src/record/load.ts';
import type { World } from './world.ts';

/**
 * What is kept of these children's deadlines and findings is what the record gives now. What a day has settled by its passing waits
 * for the next write or the clock.
 */
export async function expectKept({ board, clock }: World, childIds: readonly string[]): Promise<void> {
  const today = dayOf(clock.now());
  const { reader } = board.database;
  const records = await loadCaseRecords(reader, childIds);
  const found = await findDifferences(reader, records, today, board);
  const wrong = found.filter(
    ({ kept, fields }) => !(kept && isPassed(kept, today) && fields.join() === 'settled'),
  );
  expect(wrong, 'kept as the record gives it').toEqual([]);
  expect(await findQualityDifferences(reader, records, board), 'kept as the rules find it').toEqual([]);
}

/** What is kept of these children's deadlines, with how often it was changed. */
export async function keptOf({ database }: World, childIds: readonly string[]) {
  const ids = childIds.map((id) => `'${id}'`).join();
  return database.raw(`select * from deadline where child_id in (${ids}) order by id`);
}
