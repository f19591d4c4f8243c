import type { Unit } from '../access/boards.ts';
import type { Caller } from '../access/caller.ts';
import type { Instant } from '../kernel/clock.ts';
import type { Day } from '../kernel/day.ts';
import { Forbidden, type Violation } from '../kernel/outcome.ts';

/** A report cannot have come in later than now. */
export function receivedInFuture(receivedAt: Instant, now: Instant): Violation[] {
  if (receivedAt <= now) return [];
  return [
    {
      field: 'receivedAt',
      text: {
        sv: 'Får inte ligga i framtiden. Ange när aktualiseringen faktiskt kom in.',
        en: 'Must not lie in the future. Give the time when the report actually came in.',
      },
    },
  ];
}

/** Nobody could tell of a child by birth date before the birth; a child not yet born is told of as expected. */
export function receivedBeforeBirth(receivedOn: Day, birthDate: Day | null): Violation[] {
  if (!birthDate || receivedOn >= birthDate) return [];
  return [
    {
      field: 'receivedAt',
      text: {
        sv: 'Ligger före barnets födelse. Ange när aktualiseringen faktiskt kom in.',
        en: 'Lies before the birth of the child. Give the time when the report actually came in.',
      },
    },
  ];
}

/**
 * The unit that receives a report: the one that was given, or the caller's only one.
 * @throws Forbidden when the caller does not work in that unit.
 */
export function receivingUnit(
  given: string | undefined,
  caller: Caller,
  units: readonly Unit[],
): string | Violation[] {
  const mine = caller.units.filter((code) => units.some((unit) => unit.code === code));
  const unit = given ?? (mine.length === 1 ? mine[0] : undefined);
  if (unit === undefined) {
    return [
      {
        field: 'unit',
        text: {
          sv: 'Ange enhet: du hör till flera, eller till ingen.',
          en: 'Give the unit: you belong to several, or to none.',
        },
      },
    ];
  }
  if (!mine.includes(unit)) {
    throw new Forbidden({
      rule: 'report.other-unit',
      text: {
        sv: 'Du kan bara registrera på en enhet som du hör till.',
        en: 'You can only register at a unit that you belong to.',
      },
      remedy: { sv: 'Välj en av dina enheter.', en: 'Choose one of your units.' },
    });
  }
  return unit;
}

/** A unit must be one of the board's. */
export function unitExists(field: string, code: string, units: readonly Unit[]): Violation[] {
  if (units.some((unit) => unit.code === code)) return [];
  return [{ field, text: { sv: 'Nämnden har ingen sådan enhet.', en: 'The board has no such unit.' } }];
}
