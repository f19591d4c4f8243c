import fc from 'fast-check';
import type { Day } from '../../src/kernel/day.ts';
import type { ChildRecord } from '../../src/record/record.ts';
import { selectVariables } from '../../src/variables/catalogue.ts';
import { derive, type UnitRef } from '../../src/variables/derive.ts';
import type { Value } from '../../src/variables/value.ts';
import type { Variable } from '../../src/variables/variable.ts';
import { anyDay, anyRecord } from './any-record.ts';

/** What the variables say of whole records. */

const unitsOf = (record: ChildRecord): UnitRef[] => [
  ...record.intakes.map(({ id }) => ({ kind: 'intake' as const, id })),
  ...record.investigations.map(({ id }) => ({ kind: 'investigation' as const, id })),
  ...record.interventions.map(({ id }) => ({ kind: 'intervention' as const, id })),
];

/** Everything that the variables say of every unit of a record. */
export function* saidOf(record: ChildRecord, asOf: Day): Generator<readonly [Variable, Value]> {
  for (const unit of unitsOf(record)) {
    const variables = selectVariables({ unitOfCount: unit.kind });
    const values = derive(record, unit, asOf, variables);
    for (const variable of variables) yield [variable, values[variable.id]!];
  }
}

/** In which ways variables speak of records on days: `intake.outcome unknown`. */
export function waysOf(records: Iterable<readonly [ChildRecord, Day]>): Set<string> {
  const ways = new Set<string>();
  for (const [record, asOf] of records) {
    for (const [{ id }, { kind }] of saidOf(record, asOf)) ways.add(`${id} ${kind}`);
  }
  return ways;
}

/** All ways in which variables can speak, as far as some hundred records of every kind tell. */
export const possibleWays = (): ReadonlySet<string> => {
  possible ??= waysOf(fc.sample(fc.tuple(anyRecord, anyDay), { numRuns: 500, seed: 2026 }));
  return possible;
};
let possible: ReadonlySet<string> | undefined;
