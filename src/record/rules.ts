import type { Day } from '../kernel/day.ts';
import { type Bond, siblingsOf } from '../person/rules.ts';

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
