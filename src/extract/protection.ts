import { isFew, type SmallPopulation } from '../access/boards.ts';
import { CODEBOOKS } from '../knowledge/codebooks.ts';
import type { Variable } from '../variables/variable.ts';
import type { Cell } from './encode/encoder.ts';

/** What happens to the cells of a row: which are held back or given coarser, and how many those are. */
export interface Guard {
  /** The population is small, and something is done about it. */
  readonly applied: boolean;
  guard(cells: readonly Cell[]): { readonly cells: readonly Cell[]; readonly suppressed: number };
}

/** What stands for a unit that is held back. */
export const UNIT_WITHHELD = 'skyddat';

/**
 * The units that no row may name, by how many children each has in the population: those of few children, and of the
 * others the smallest, until no single unit is left that the rows could be of, and they are of no few children together.
 * Otherwise an extract of the whole board would give what one of the unit is refused.
 */
export function unitsWithheld(
  children: ReadonlyMap<string, number>,
  { below }: SmallPopulation,
): ReadonlySet<string> {
  const smallestFirst = [...children].toSorted(([a, one], [b, other]) => one - other || (a < b ? -1 : 1));
  const withheld = new Set<string>();
  let behind = 0;
  for (const [unit, count] of smallestFirst) {
    if (count >= below && (withheld.size === 0 || (withheld.size > 1 && behind >= below))) break;
    withheld.add(unit);
    behind += count;
  }
  return withheld;
}

/** The youngest age of the age group. */
function youngestOfGroup(years: number): number | undefined {
  return CODEBOOKS.ageGroup.codes.find(({ fromAge, toAge }) => fromAge <= years && years <= toAge)?.fromAge;
}

/** Variables that have a coarser form of the same type. The others that point someone out are withheld. */
const COARSER: Readonly<Record<string, (cell: Cell) => Cell>> = {
  'child.ageYears': (cell) => {
    if (cell.kind !== 'value') return cell;
    const value = youngestOfGroup(cell.value as number);
    return value === undefined ? { kind: 'withheld' } : { kind: 'value', value };
  },
};

/**
 * How the cells of a population of so many children are protected. In a small one, all that points people out together
 * with others of its kind is withheld whatever it says, or given coarser where the board would have it so.
 */
export function guardOf(variables: readonly Variable[], children: number, limit: SmallPopulation): Guard {
  const applied = limit.handling !== 'refuse' && isFew(children, limit);
  if (!applied) return { applied, guard: (cells) => ({ cells, suppressed: 0 }) };
  const withheld = (): Cell => ({ kind: 'withheld' });
  const changes = variables.map(({ id, quasiIdentifier }) => {
    if (!quasiIdentifier) return undefined;
    return (limit.handling === 'generalise' && COARSER[id]) || withheld;
  });
  const suppressed = changes.filter((change) => change !== undefined).length;
  return {
    applied,
    guard: (cells) => ({ cells: cells.map((cell, at) => changes[at]?.(cell) ?? cell), suppressed }),
  };
}
