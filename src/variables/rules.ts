import { addPeriod, type Day, startOfDay } from '../kernel/day.ts';
import type { Violation } from '../kernel/outcome.ts';
import { findVariable, selectVariables } from './catalogue.ts';
import { COUNTED_ON, type CountedOn, type ExtractInput } from './schema.ts';
import type { UnitOfCount, Variable } from './variable.ts';

/** The end of a period comes after its beginning; a period may reach into the future and then holds what there is. */
export function periodReversed({ from, to }: Pick<ExtractInput, 'from' | 'to'>): Violation[] {
  if (from <= to) return [];
  return [
    {
      field: 'to',
      text: { sv: `Får inte ligga före from, ${from}.`, en: `Must not lie before from, ${from}.` },
    },
  ];
}

/** An intake is counted on the day it was received and on no other. */
export function cannotBeCountedOn({
  unitOfCount,
  on,
}: Pick<ExtractInput, 'unitOfCount' | 'on'>): Violation[] {
  const ways: readonly CountedOn[] = COUNTED_ON[unitOfCount];
  if (on === undefined || ways.includes(on)) return [];
  return [
    {
      field: 'on',
      text: {
        sv: 'Gäller bara utredningar. Aktualiseringar räknas den dag de kom in.',
        en: 'Is for investigations alone. Intakes are counted on the day they came in.',
      },
    },
  ];
}

/** What an extract counts by. */
export const countedOn = ({ unitOfCount, on }: Pick<ExtractInput, 'unitOfCount' | 'on'>): CountedOn =>
  on ?? COUNTED_ON[unitOfCount][0];

/** The variables that were asked for, in order: by id, or by pack. */
export function chosenVariables(
  input: Pick<ExtractInput, 'unitOfCount' | 'pack' | 'variables'>,
): readonly Variable[] {
  if (input.variables) return input.variables.flatMap((id) => findVariable(id) ?? []);
  return selectVariables({ pack: input.pack ?? 'bbic', unitOfCount: input.unitOfCount });
}

/** Variables that are not in the catalogue, are not about what is counted, or stand twice; a pack that gives none. */
export function variablesWrong(input: Pick<ExtractInput, 'unitOfCount' | 'pack' | 'variables'>): Violation[] {
  if (input.variables === undefined)
    return chosenVariables(input).length > 0 ? [] : [emptyPack(input.unitOfCount)];
  return input.variables.flatMap((id, at) => {
    const field = `variables.${at}`;
    const variable = findVariable(id);
    if (variable === undefined) return [{ field, text: UNKNOWN_VARIABLE }];
    if (!variable.unitsOfCount.includes(input.unitOfCount))
      return [{ field, text: OTHER_UNIT[input.unitOfCount] }];
    return input.variables!.indexOf(id) === at ? [] : [{ field, text: TWICE }];
  });
}

const UNKNOWN_VARIABLE = {
  sv: 'Variabeln finns inte i katalogen. Se /variables.',
  en: 'There is no such variable in the catalogue. See /variables.',
};
const TWICE = { sv: 'Samma variabel står två gånger.', en: 'The same variable stands twice.' };
const OTHER_UNIT = {
  intake: {
    sv: 'Variabeln säger inget om en aktualisering. Se /variables?unitOfCount=intake.',
    en: 'The variable says nothing of an intake. See /variables?unitOfCount=intake.',
  },
  investigation: {
    sv: 'Variabeln säger inget om en utredning. Se /variables?unitOfCount=investigation.',
    en: 'The variable says nothing of an investigation. See /variables?unitOfCount=investigation.',
  },
} as const satisfies Record<UnitOfCount, Violation['text']>;

const emptyPack = (unitOfCount: UnitOfCount): Violation => ({
  field: 'pack',
  text: {
    sv: `Paketet har inga variabler för räkneenheten. Se /variables?unitOfCount=${unitOfCount}.`,
    en: `The pack has no variables for the unit of count. See /variables?unitOfCount=${unitOfCount}.`,
  },
});

/**
 * A period of Swedish days as bounds to compare with, the end excluded: days for what has a day, the instants at which
 * the days begin for what has an instant. Cut at today, since nothing has happened after it.
 */
export function boundsOf(
  { from, to }: { readonly from: Day; readonly to: Day },
  on: CountedOn,
  today: Day,
): { readonly start: string; readonly end: string } {
  const end = addPeriod(to < today ? to : today, { days: 1 });
  return on === 'received' ? { start: startOfDay(from), end: startOfDay(end) } : { start: from, end };
}
