import { addPeriod, closedDayName, type Day, type Period } from '../kernel/day.ts';
import type { Text } from '../kernel/text.ts';
import type { Limit } from '../knowledge/limits.ts';
import type { ExtensionRecord } from '../record/record.ts';
import type { Instance, Term } from './rule.ts';

/** Everything that an end day came from. */
export interface Grounds {
  readonly start: Instance['start'];
  readonly term: Term;
  readonly period: Period | null;
  readonly limit: Limit;
  /** In the order decided, each with the limit that ran until then. */
  readonly extensions: readonly (ExtensionRecord & { readonly before: Limit; readonly counted: boolean })[];
  readonly met: Instance['met'];
  readonly law: string;
}

/** Says in words (förklaring) how a deadline came about: fact, arithmetic, extensions, closed day, how met, law. */
export function explain({ start, term, period, limit, extensions, met, law }: Grounds): Text {
  const sentences: Text[] = [
    { sv: `${start.fact.sv} ${start.day}.`, en: `${start.fact.en} ${start.day}.` },
    arithmetic(start.day, term, period),
    ...extensions.map(extensionText),
    ...closedDayText(limit),
    ...metText(limit, met),
    { sv: `${law}.`, en: `${law}.` },
  ];
  return {
    sv: sentences.map(({ sv }) => sv).join(' '),
    en: sentences.map(({ en }) => en).join(' '),
  };
}

function arithmetic(start: Day, term: Term, period: Period | null): Text {
  if (term.kind === 'set') {
    return { sv: `${term.fact.sv} är ${term.day}.`, en: `${term.fact.en} is ${term.day}.` };
  }
  if (period === null || Object.values(period).every((count) => count === 0)) {
    return { sv: `Det ska ske genast: ${start}.`, en: `It is to be done at once: ${start}.` };
  }
  const end = addPeriod(start, period);
  const length = lengthOf(period);
  // A month that has no such day: the reader would count to another day.
  const shortened = (period.months ?? period.years) !== undefined && end.slice(8) !== start.slice(8);
  return {
    sv: `${length.sv} därefter är ${end}${shortened ? ', månadens sista dag (lag (1930:173) 1 §)' : ''}.`,
    en: `${length.en} later is ${end}${shortened ? ', the last day of the month (lag (1930:173) 1 §)' : ''}.`,
  };
}

function lengthOf({ days, weeks, months, years }: Period): Text {
  if (days !== undefined) return counted(days, ['dag', 'dagar'], ['day', 'days']);
  if (weeks !== undefined) return counted(weeks, ['vecka', 'veckor'], ['week', 'weeks']);
  if (months !== undefined) return counted(months, ['månad', 'månader'], ['month', 'months']);
  return counted(years, ['år', 'år'], ['year', 'years']);
}

type OneAndMany = readonly [one: string, many: string];

function counted(count: number, sv: OneAndMany, en: OneAndMany): Text {
  const form = count === 1 ? 0 : 1;
  return { sv: `${count} ${sv[form]}`, en: `${count} ${en[form]}` };
}

function extensionText({
  decidedOn,
  newEndDay,
  before,
  counted: moved,
}: Grounds['extensions'][number]): Text {
  if (moved) {
    return {
      sv: `Förlängd till ${newEndDay} genom beslut ${decidedOn}.`,
      en: `Extended to ${newEndDay} by a decision on ${decidedOn}.`,
    };
  }
  return decidedOn > before.lastLawfulDay
    ? {
        sv: `Beslutet ${decidedOn} om förlängning till ${newEndDay} räknas inte: tiden hade gått ut.`,
        en: `The decision on ${decidedOn} to extend to ${newEndDay} does not count: the time had run out.`,
      }
    : {
        sv: `Beslutet ${decidedOn} om förlängning till ${newEndDay} räknas inte: dagen är inte senare.`,
        en: `The decision on ${decidedOn} to extend to ${newEndDay} does not count: the day is no later.`,
      };
}

function closedDayText({ endDay, lastLawfulDay }: Limit): Text[] {
  if (lastLawfulDay === endDay) return [];
  const name = closedDayName(endDay);
  return [
    {
      sv: `Den dagen är ${name}, så det får ske senast ${lastLawfulDay} (lag (1930:173) 2 §).`,
      en: `That day is closed (${name}), so it may be done by ${lastLawfulDay} (lag (1930:173) 2 §).`,
    },
  ];
}

function metText({ lastLawfulDay }: Limit, met: Instance['met']): Text[] {
  if (met === null) return [];
  if (met.day === null) return [{ sv: `${met.fact.sv}.`, en: `${met.fact.en}.` }];
  const late = met.day > lastLawfulDay;
  return [
    {
      sv: `${met.fact.sv} ${met.day}${late ? ', för sent' : ''}.`,
      en: `${met.fact.en} ${met.day}${late ? ', too late' : ''}.`,
    },
  ];
}
