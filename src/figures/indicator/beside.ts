import { findVariable } from '../../variables/catalogue.ts';
import { EXACT } from '../dimension/classes.ts';
import type { Case, Cross, Side } from '../dimension/cross.ts';
import { dimensionOf, VALUED } from '../dimension/dimension.ts';
import type { Indicator, Way } from './catalogue.ts';
import { type Figure, NOTHING, narrowed } from './compute.ts';
import { type Group, sideOf } from './groups.ts';

/**
 * What stands beside an indicator (det som syns bredvid): tables from which it could be taken, or it from them, to what they
 * hold back. Where one of these cells is held back, the indicator of that group is as well, or how many it is of: a mean of
 * days tells nobody that.
 */
export interface Beside {
  readonly hides: 'figure' | 'counts';
  readonly cases: readonly Case[];
  readonly column: Side | null;
  /** The places that must be shown for a group; `row` is the group's own where it is left out. */
  readonly places: (group: Group) => readonly { readonly row?: string; readonly column?: string }[];
}

const sideOfVariable = (id: string): Side => sideOf(dimensionOf(findVariable(id)!)!);

export function besideOf(
  { way }: Pick<Indicator, 'way'>,
  cases: readonly Case[],
  side: Side | null,
): readonly Beside[] {
  const { of, variable, kind } = way as Extract<Way, { of: unknown }>;
  const beside: Beside[] = [];
  if (kind !== 'share' && EXACT.has(variable)) {
    // A sum of numbers that are each in a class of their own says how many there are of each.
    const column = sideOfVariable(variable);
    const places = column.view.shows.map(({ node }) => ({ column: node }));
    beside.push({ hides: 'figure', cases, column, places: () => places });
  }
  if (of.only === undefined) return beside;
  const counted = new Set(narrowed(cases, of.only));
  const rest = cases.filter((one) => !counted.has(one));
  const looked = kind === 'share' ? sideOfVariable(variable) : null;
  const hides = looked ? 'figure' : 'counts';
  // Those that it leaves out are the difference from a table of everyone.
  beside.push({
    hides,
    cases: rest,
    column: looked,
    places: () => [{}, ...(looked ? [{ column: reachedIn(way) }] : [])],
  });
  if (looked) beside.push({ hides, cases, column: looked, places: () => [{ column: reachedIn(way) }] });
  const node = 'is' in of.only ? of.only.is : VALUED;
  beside.push(
    side?.variable === of.only.variable
      ? { hides, cases, column: null, places: ({ row }) => (row === undefined ? [{ row: node }] : [{}]) }
      : { hides, cases, column: sideOfVariable(of.only.variable), places: () => [{ column: node }] },
  );
  return beside;
}

const reachedIn = (way: Way): string => (way as Extract<Way, { kind: 'share' }>).numerator;

/** The figure of a group, without what would tell what is held back beside it. */
export function heldBackWith(
  crosses: readonly { readonly beside: Beside; readonly cross: Cross }[],
  group: Group,
  time: string | undefined,
  figure: Figure,
): Figure {
  const hidden = crosses.filter(({ beside, cross }) =>
    beside
      .places(group)
      .some(({ row = group.row, column }) => cross.at({ unit: group.unit, time, row, column }).suppressed),
  );
  if (hidden.some(({ beside }) => beside.hides === 'figure')) return { ...NOTHING, suppressed: true };
  return hidden.length > 0 ? { ...figure, numerator: null, denominator: null } : figure;
}
