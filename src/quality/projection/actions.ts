import type { Written } from '../../access/boards.ts';
import type { Reader } from '../../database/handle.ts';
import type { LocalTerms } from '../../knowledge/local-terms.ts';
import type { CaseRecord } from '../../record/record.ts';
import { findIn } from '../evaluate.ts';
import { differing, type KeptField, type KeptFinding, keptOf, mended } from './rules.ts';
import * as store from './store.ts';

/** A finding that is not kept as the record gives it. */
export interface Difference {
  /** Null where it is not kept at all. */
  readonly kept: KeptFinding | null;
  readonly found: KeptFinding;
  /** Empty where it is not kept at all. */
  readonly fields: readonly KeptField[];
}

/** Writes down what the rules find in these records, in the transaction of what changed them. */
export async function projectFindings(
  { tx, board }: Pick<Written, 'tx' | 'board'>,
  records: readonly CaseRecord[],
): Promise<void> {
  for (const { kept, found, fields } of await findDifferences(tx, records, board)) {
    if (kept) await store.updateFinding(tx, found, fields);
    else await store.insertFinding(tx, found);
  }
}

/** Where what is kept of these children's findings differs from what the rules find in their records. */
export async function findDifferences(
  reader: Reader,
  records: readonly CaseRecord[],
  terms: LocalTerms,
): Promise<Difference[]> {
  const cases = records.filter(({ intakes, interventions }) => intakes.length + interventions.length > 0);
  if (cases.length === 0) return [];
  const rows = await store.findOfChildren(
    reader,
    cases.map(({ child }) => child.id),
  );
  const keptById = new Map(rows.map((row) => [row.id, row]));
  const found = cases.flatMap((record) => findIn(record, terms)).map(keptOf);
  const foundIds = new Set(found.map(({ id }) => id));
  const gone = rows.filter(({ id }) => !foundIds.has(id)).map(mended);
  return [...found, ...gone].flatMap((given): Difference[] => {
    const kept = keptById.get(given.id) ?? null;
    if (kept === null) return [{ kept, found: given, fields: [] }];
    const fields = differing(kept, given);
    return fields.length > 0 ? [{ kept, found: given, fields }] : [];
  });
}
