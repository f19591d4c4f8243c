import type { Day } from '../kernel/day.ts';
import type { RelationRow } from '../person/tables.ts';

/** What it takes of a relation to tell who is a sibling of whom. */
export type Bond = Pick<RelationRow, 'fromPersonId' | 'toPersonId' | 'type' | 'validFrom' | 'validTo'>;

/** Those who raise a child: whom two children have in common when they are siblings. */
const RAISES: ReadonlySet<RelationRow['type']> = new Set(['vardnadshavare', 'foralder']);
const SIBLINGS: ReadonlySet<RelationRow['type']> = new Set(['syskon', 'halvsyskon']);

/** Whether a relation holds on a day; both its days are included. */
export const holdsOn = ({ validFrom, validTo }: Pick<Bond, 'validFrom' | 'validTo'>, on: Day): boolean =>
  (!validFrom || validFrom <= on) && (!validTo || validTo >= on);

/** The ids of those who raise a child, at any time. */
export const raisersOf = (personId: string, relations: readonly Bond[]): string[] =>
  relations
    .filter(({ toPersonId, type }) => toPersonId === personId && RAISES.has(type))
    .map(({ fromPersonId }) => fromPersonId);

/**
 * The ids of a child's siblings (syskon) on a day: those who are recorded as full or half siblings, and those who
 * have a guardian or parent in common with the child. Needs the relations of the child and of whoever raises it.
 */
export function siblingsOf(personId: string, relations: readonly Bond[], on: Day): Set<string> {
  const holding = relations.filter((bond) => holdsOn(bond, on));
  const raisers = new Set(raisersOf(personId, holding));
  const found = holding.flatMap(({ fromPersonId, toPersonId, type }) => {
    if (SIBLINGS.has(type) && fromPersonId === personId) return [toPersonId];
    if (SIBLINGS.has(type) && toPersonId === personId) return [fromPersonId];
    return RAISES.has(type) && raisers.has(fromPersonId) ? [toPersonId] : [];
  });
  return new Set(found.filter((id) => id !== personId));
}

/** Whether someone was a child's sibling on some day of a time, both days included; open-ended where `to` is null. */
export function wereSiblings(
  personId: string,
  otherId: string,
  relations: readonly Bond[],
  { from, to }: { readonly from: Day; readonly to: Day | null },
): boolean {
  // Who was not a sibling on the first day can only become one on a day when some relation begins.
  const days = relations.flatMap(({ validFrom }) =>
    validFrom && validFrom > from && (to === null || validFrom <= to) ? [validFrom] : [],
  );
  return [from, ...days].some((on) => siblingsOf(personId, relations, on).has(otherId));
}
