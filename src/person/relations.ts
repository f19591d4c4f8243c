import type { Caller } from '../access/caller.ts';
import { type Reach, reachOf } from '../access/reach.ts';
import type { Reader } from '../database/handle.ts';
import type { Day } from '../kernel/day.ts';
import { raisersOf, siblingsOf } from './rules.ts';
import { findKnownPersons, findRelationsOf } from './store.ts';
import type { PersonRow, RelationRow } from './tables.ts';

/** The relations around a person, and the people in them. */
interface Surroundings {
  readonly relations: readonly RelationRow[];
  readonly known: readonly PersonRow[];
}

/**
 * The relations of a person and of whoever raises it, past ones too, in three queries. Those with people whom the
 * caller may not know of are left out, so that nothing is inferred through them.
 */
export async function findSurroundings(
  reader: Reader,
  personId: string,
  reach: Reach,
): Promise<Surroundings> {
  const own = await findRelationsOf(reader, [personId]);
  const relations = [...own, ...(await findRelationsOf(reader, raisersOf(personId, own)))];
  const around = relations.flatMap((row) => [row.fromPersonId, row.toPersonId]);
  const known = await findKnownPersons(reader, [...new Set(around)], reach);
  const isKnown = new Set(known.map(({ id }) => id));
  return {
    relations: relations.filter((row) => isKnown.has(row.fromPersonId) && isKnown.has(row.toPersonId)),
    known,
  };
}

/** The ids of a child's siblings (syskon) on a day, as far as the caller may know of them and of what ties them. */
export async function findSiblings(
  reader: Reader,
  childId: string,
  caller: Caller,
  on: Day,
): Promise<string[]> {
  const { relations } = await findSurroundings(reader, childId, reachOf(caller, 'intake'));
  return [...siblingsOf(childId, relations, on)];
}
