import { setImmediate as nextTurn } from 'node:timers/promises';
import type { Reader } from '../../database/handle.ts';
import { addPeriod, type Day, startOfDay } from '../../kernel/day.ts';
import { loadRecords } from '../../record/load.ts';
import type { ChildRecord } from '../../record/record.ts';
import { derive } from '../../variables/derive.ts';
import type { UnitOfCount, Variable } from '../../variables/variable.ts';
import type { Case } from '../dimension/cross.ts';
import { type CountedChildren, type Found, findCases, type On } from './store.ts';

/** Which cases are counted: all of the board's that something happened to on one of the days. */
export interface Population {
  readonly unitOfCount: UnitOfCount;
  readonly on: On;
  readonly from: Day;
  readonly to: Day;
  readonly variables: readonly Variable[];
  readonly whom: CountedChildren;
}

/** Looks at the record of each child in turn. */
export interface Looking {
  readonly childIds: readonly string[];
  look(record: ChildRecord): void;
}

/** The beginning and the end of some days, as what is counted on has them; nothing has happened after today. */
function boundsOf({ on, from, to }: Population, today: Day) {
  const end = addPeriod(to < today ? to : today, { days: 1 });
  return on === 'received' ? { start: startOfDay(from), end: startOfDay(end) } : { start: from, end };
}

/** What to look at for the cases of a population, and where they then are. */
export async function collect(
  reader: Reader,
  population: Population,
  today: Day,
): Promise<Looking & { readonly cases: readonly Case[] }> {
  const { unitOfCount, variables, whom } = population;
  const found = await findCases(reader, population.on, boundsOf(population, today), whom);
  const byChild = Map.groupBy(found, ({ childId }) => childId);
  const cases: Case[] = [];
  return {
    childIds: [...byChild.keys()],
    cases,
    look(record) {
      for (const { id, childId, unit, on } of byChild.get(record.child.id) ?? ([] as Found[])) {
        const values = derive(record, { kind: unitOfCount, id }, today, variables);
        cases.push({ id, childId, unit, on, values });
      }
    },
  };
}

/** Reads the record of every child that somebody has to look at: each once, so many at a time. */
export async function lookAtRecords(
  reader: Reader,
  lookings: readonly Looking[],
  childrenPerPage: number,
): Promise<void> {
  const lookedAtBy = new Map<string, Looking[]>();
  for (const looking of lookings) {
    for (const childId of looking.childIds) {
      const known = lookedAtBy.get(childId);
      if (known) known.push(looking);
      else lookedAtBy.set(childId, [looking]);
    }
  }
  // As they were registered, which is as their records lie: reading them so is quicker.
  const childIds = [...lookedAtBy.keys()].sort();
  for (let at = 0; at < childIds.length; at += childrenPerPage) {
    for (const record of await loadRecords(reader, childIds.slice(at, at + childrenPerPage))) {
      for (const looking of lookedAtBy.get(record.child.id)!) looking.look(record);
    }
    await nextTurn();
  }
}
