import { addPeriod, ageOn, type Day, dayOf } from '../../kernel/day.ts';
import type { ChildRecord } from '../../record/record.ts';
import { causesOf } from '../../variables/catalogue/cause.ts';

/** A child who left in a half-year: when, from which unit, how old, and whether a new investigation followed. */
export interface Leaving {
  readonly unit: string;
  readonly on: Day;
  readonly age: number;
  readonly returned: boolean;
}

/**
 * Whether a child left, and came back (ej återaktualiserad, after KKiK). Children are counted, each once, and not cases.
 *
 * Left: an investigation or an insats of the child ended in the days given, and when the last of these had ended nothing
 * was running: no investigation, and no insats, which runs from the day of its decision even where it begins later.
 * Came back: a new investigation was opened after that day and within twelve months. Null for a child who did not
 * leave, who was unaccompanied by any report until then, or of whom no age from 0 to 20 is known.
 */
export function leavingIn(
  { child, intakes, investigations, interventions }: ChildRecord,
  { from, to }: { readonly from: Day; readonly to: Day },
): Leaving | null {
  const spells = [
    ...investigations.map(({ unit, openedOn, closedOn }) => ({ unit, from: openedOn, to: closedOn })),
    ...interventions.map(({ unit, decidedOn, startedOn, end }) => ({
      unit,
      from: decidedOn ?? startedOn,
      to: end?.endedOn ?? null,
    })),
  ];
  const ended = spells.filter(({ to: on }) => on !== null && from <= on && on <= to);
  const last = ended.reduce<(typeof ended)[number] | undefined>(
    (latest, spell) => (latest === undefined || spell.to! > latest.to! ? spell : latest),
    undefined,
  );
  if (last === undefined || child.birthDate === null) return null;
  const on = last.to!;
  if (spells.some((spell) => spell.from <= on && (spell.to === null || spell.to > on))) return null;
  const age = ageOn(child.birthDate, on);
  if (age < 0 || age > 20) return null;
  const known = intakes.filter(({ receivedAt }) => dayOf(receivedAt) <= on);
  if (known.flatMap(causesOf).includes('ensamkommande')) return null;
  const until = addPeriod(on, { months: 12 });
  return {
    unit: last.unit,
    on,
    age,
    returned: investigations.some(({ openedOn }) => openedOn > on && openedOn <= until),
  };
}
