import type { Written } from '../../access/boards.ts';
import type { Reader } from '../../database/handle.ts';
import type { Day } from '../../kernel/day.ts';
import type { LocalTerms } from '../../knowledge/local-terms.ts';
import type { TimedRecord } from '../../record/record.ts';
import { evaluate } from '../evaluate.ts';
import {
  differing,
  type KeptDeadline,
  type Projected,
  type ProjectedField,
  projectedOf,
  tellOn,
  withdrawn,
} from './rules.ts';
import * as store from './store.ts';

/** A deadline that is not kept as the record gives it. */
export interface Difference {
  /** Null where it is not kept at all. */
  readonly kept: KeptDeadline | null;
  readonly found: Projected;
  /** Empty where it is not kept at all. */
  readonly fields: readonly ProjectedField[];
}

/**
 * Writes down the deadlines of these records' cases as they now are, in the transaction of what changed them. Who has
 * no case costs nothing more.
 */
export async function projectDeadlines(
  written: Omit<Written, 'concerned'>,
  records: readonly TimedRecord[],
): Promise<void> {
  const differences = await findDifferences(written.tx, records, written.today, written.board);
  for (const { kept, found, fields } of differences) {
    const row: KeptDeadline = {
      ...found,
      tellOn: tellOn(found, kept ?? undefined),
      revision: kept ? kept.revision + 1 : 0,
      changedAt: written.now,
    };
    if (kept) await store.updateDeadline(written.tx, row, fields);
    else await store.insertDeadline(written.tx, row);
  }
}

/** Where what is kept of these records' deadlines differs from what record and law give. */
export async function findDifferences(
  reader: Reader,
  records: readonly TimedRecord[],
  today: Day,
  terms: LocalTerms,
): Promise<Difference[]> {
  // Of those too who have no case: what is kept of them nevertheless is a difference.
  const rows = await store.findOfChildren(
    reader,
    records.map(({ child }) => child.id),
  );
  const keptById = new Map(rows.map((row) => [row.id, row]));
  const found = records.flatMap((record) => evaluate(record, today, terms)).map(projectedOf);
  const foundIds = new Set(found.map(({ id }) => id));
  const gone = rows.filter(({ id }) => !foundIds.has(id)).map(withdrawn);
  return [...found, ...gone].flatMap((given): Difference[] => {
    const kept = keptById.get(given.id) ?? null;
    if (kept === null) return [{ kept, found: given, fields: [] }];
    const fields = differing(kept, given);
    return fields.length > 0 ? [{ kept, found: given, fields }] : [];
  });
}
