import { type Day, dayOf } from '../kernel/day.ts';
import type { ChildRecord } from '../record/record.ts';
import type { Value } from './value.ts';
import type { Unit, UnitOfCount, Variable } from './variable.ts';

/** Which intake, investigation or intervention of the child is counted. */
export interface UnitRef {
  readonly kind: UnitOfCount;
  readonly id: string;
}

/**
 * What the variables say of one unit of count, keyed by variable id. Pure: the same record and day give
 * the same values. The facts are taken as they stand in the record; `asOf` is the day on which it is read, and tells
 * what has not come yet from what never came.
 * @throws RangeError where the unit is not in the record, or a variable is not counted per such a unit.
 */
export function derive(
  record: ChildRecord,
  unit: UnitRef,
  asOf: Day,
  variables: readonly Variable[],
): Record<string, Value> {
  const values = deriveInOrder(record, unit, asOf, variables);
  return Object.fromEntries(variables.map(({ id }, at) => [id, values[at]!]));
}

/** The same values in the order of the variables, for whoever writes rows. */
export function deriveInOrder(
  record: ChildRecord,
  unit: UnitRef,
  asOf: Day,
  variables: readonly Variable[],
): readonly Value[] {
  const counted = unitIn(record, unit, asOf);
  return variables.map((variable) => {
    if (!variable.unitsOfCount.includes(unit.kind)) {
      throw new RangeError(`${variable.id} is not counted per ${unit.kind}.`);
    }
    return variable.derive(counted);
  });
}

const FIND = {
  intake(record, id, asOf) {
    const intake = record.intakes.find((one) => one.id === id);
    return intake && { kind: 'intake', record, intake, startsOn: dayOf(intake.receivedAt), asOf };
  },
  investigation(record, id, asOf) {
    const investigation = record.investigations.find((one) => one.id === id);
    return (
      investigation && {
        kind: 'investigation',
        record,
        investigation,
        startsOn: investigation.openedOn,
        asOf,
      }
    );
  },
  intervention(record, id, asOf) {
    const intervention = record.interventions.find((one) => one.id === id);
    return (
      intervention && {
        kind: 'intervention',
        record,
        intervention,
        investigation: record.investigations.find((one) => one.id === intervention.investigationId) ?? null,
        startsOn: intervention.startedOn,
        asOf,
      }
    );
  },
} as const satisfies Record<UnitOfCount, (record: ChildRecord, id: string, asOf: Day) => Unit | undefined>;

function unitIn(record: ChildRecord, { kind, id }: UnitRef, asOf: Day): Unit {
  const unit: Unit | undefined = FIND[kind](record, id, asOf);
  if (unit === undefined) throw new RangeError(`The record has no such ${kind}.`);
  return unit;
}
