import { Forbidden, type Refusal } from '../kernel/outcome.ts';
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

/** Why figures of a unit, or of the whole board, are not given to a caller of other units. */
const otherUnit = (reach: readonly string[]): Refusal => ({
  rule: 'figures.other-unit',
  text: {
    sv: 'Det gäller en annan enhet än dina, eller hela nämnden.',
    en: 'It is of another unit than yours, or of the whole board.',
  },
  remedy:
    reach.length > 0
      ? { sv: `Ange unit: ${reach.join(' eller ')}.`, en: `Give unit: ${reach.join(' or ')}.` }
      : {
          sv: 'Be den som sköter behörigheter om en enhet.',
          en: 'Ask whoever manages permissions for a unit.',
        },
});

/** @throws Forbidden `figures.other-unit` where figures of a unit, or with null those of the whole board, are beyond it. */
export function requireFigures(reach: FiguresReach, unit: string | null): void {
  if (reach !== 'board' && !reachesFigures(reach, unit)) throw new Forbidden(otherUnit(reach));
}

/** Whether figures of a unit, or with null those of the whole board, are within it. */
export function reachesFigures(reach: FiguresReach, unit: string | null): boolean {
  return reach === 'board' || (unit !== null && reach.includes(unit));
}
