import type { Caller } from './caller.ts';

/**
 * Of which units a caller may be given figures (räckvidd för statistik): of the whole board, or of the units named. A figure
 * names no case, so this is not the predicate of person/secrecy.ts, and opens nothing that the predicate guards.
 */
export type FiguresReach = 'board' | readonly string[];

/** The whole board for a controller whose token names no unit; for everyone else the units of the token. */
export function figuresReachOf({ roles, units }: Caller): FiguresReach {
  return roles.includes('controller') && units.length === 0 ? 'board' : units;
}

/** Whether figures of a unit, or with null those of the whole board, are within it. */
export function reachesFigures(reach: FiguresReach, unit: string | null): boolean {
  return reach === 'board' || (unit !== null && reach.includes(unit));
}
