import { addPeriod, closedDayName, type Day, type Period } from '../kernel/day.ts';
import type { Text } from '../kernel/text.ts';
import { type CodeOf, entryOf } from '../knowledge/codebooks.ts';
import {
  type DecidedExtension,
  type Length,
  type Limit,
  recordedLate,
  type Step,
} from '../knowledge/limits.ts';
import type { Ending, Fact, Term } from './rule.ts';

/** Everything that an end day came from. */
export interface Grounds {
  readonly start: Fact;
  readonly term: Term;
  readonly length: Length | null;
  readonly limit: Limit;
  /** In the order decided. */
  readonly extensions: readonly ExplainedExtension[];
  readonly ending: Ending | null;
  /** What was done when it had been settled without it. */
  readonly late: Fact | null;
  readonly law: Text;
}

/** An extension with what it came to, and as much as is known of how it was made. */
export interface ExplainedExtension extends DecidedExtension {
  readonly ground?: CodeOf<'extensionGround'>;
  /** The day it was put on record, where that is known. */
  readonly recordedOn?: Day | null;
  /** Nothing where the time cannot be extended. */
  readonly step: Step | undefined;
}

/** What is cited for a limit that the board has set for itself. */
export const OWN_LIMIT = (name: string | null): Text => ({
  sv: `Nämndens egen gräns${name === null ? '' : `: ${name}`}`,
  en: `The board’s own limit${name === null ? '' : `: ${name}`}`,
});

/** Says in words (förklaring) how a deadline came about: fact, arithmetic, extensions, closed day, its end, law. */
export function explain({ start, term, length, limit, extensions, ending, late, law }: Grounds): Text {
  return joined([
    on(start),
    ...arithmetic(start.day, term, length),
    ...extensions.map(extensionText),
    ...closedDayText(limit),
    ...endingText(limit, ending),
    ...(late ? [on(late)] : []),
    ...lawText(law),
  ]);
}

/** The sentences after each other. */
export const joined = (sentences: readonly Text[]): Text => ({
  sv: sentences.map(({ sv }) => sv).join(' '),
  en: sentences.map(({ en }) => en).join(' '),
});

/** The law at the end; nothing where no statute that was read applied. */
export const lawText = ({ sv, en }: Text): Text[] => (sv === '' ? [] : [{ sv: `${sv}.`, en: `${en}.` }]);

const on = ({ day, fact }: Fact, more: Text = { sv: '', en: '' }): Text => ({
  sv: `${fact.sv} ${day}${more.sv}.`,
  en: `${fact.en} ${day}${more.en}.`,
});

/** How the start day and the length give the end day, and whose number it is where it is no statute's. */
export function arithmetic(start: Day, term: Term, length: Length | null): Text[] {
  if (term.kind === 'set' || term.kind === 'agreed') {
    return [{ sv: `${term.fact.sv} är ${term.day}.`, en: `${term.fact.en} is ${term.day}.` }];
  }
  if (length === null || Object.values(length.period).every((count) => count === 0)) {
    return [{ sv: `Det ska ske genast: ${start}.`, en: `It is to be done at once: ${start}.` }];
  }
  const { period } = length;
  const end = addPeriod(start, period);
  const { sv, en } = lengthText(period);
  // A month that has no such day: the reader would count to another day.
  const shortened = (period.months ?? period.years) !== undefined && end.slice(8) !== start.slice(8);
  return [
    ...(length.officeClosedAt === undefined ? [] : [afterHours(length.officeClosedAt)]),
    {
      sv: `${sv} därefter är ${end}${shortened ? ', månadens sista dag (lag (1930:173) 1 §)' : ''}.`,
      en: `${en} later is ${end}${shortened ? ', the last day of the month (lag (1930:173) 1 §)' : ''}.`,
    },
    ...(length.origin === 'board' ? [ownNumber(length)] : []),
  ];
}

const afterHours = (closedAt: string): Text => ({
  sv: `Det var efter kontorstid (${closedAt}).`,
  en: `That was after office hours (${closedAt}).`,
});

function ownNumber({ name }: Length): Text {
  const called = name === null ? '' : ` (${name})`;
  return {
    sv: `Antalet dagar har nämnden bestämt${called}.`,
    en: `The number of days was set by the board${called}.`,
  };
}

export function lengthText({ days, weeks, months, years }: Period): Text {
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

const ENGLISH_GROUND: Readonly<Record<CodeOf<'extensionGround'>, string>> = {
  'synnerliga-skal': 'exceptional grounds',
  'sarskilda-skal': 'special grounds',
};

/** The ground as the law calls it: ", synnerliga skäl". */
function groundText(ground: CodeOf<'extensionGround'> | undefined): Text {
  if (ground === undefined) return { sv: '', en: '' };
  const name = entryOf('extensionGround', ground).sv.toLowerCase();
  return { sv: ` på grund av ${name}`, en: ` on ${name} (${ENGLISH_GROUND[ground]})` };
}

/** What came of a decision to extend, and that it was put on record afterwards where it was. */
export function extensionText({
  decidedOn,
  newEndDay,
  ground,
  recordedOn = null,
  step,
}: ExplainedExtension): Text {
  const because = groundText(ground);
  const noted: Text = recordedLate(step, recordedOn)
    ? {
        sv: ` Beslutet registrerades först ${recordedOn}, när tiden hade gått ut.`,
        en: ` The decision was not recorded until ${recordedOn}, when the time had run out.`,
      }
    : { sv: '', en: '' };
  if (step?.counted) {
    return {
      sv: `Förlängd till ${newEndDay} genom beslut ${decidedOn}${because.sv}.${noted.sv}`,
      en: `Extended to ${newEndDay} by a decision on ${decidedOn}${because.en}.${noted.en}`,
    };
  }
  const why = notCounted(step);
  return {
    sv: `Beslutet ${decidedOn} om förlängning till ${newEndDay}${because.sv} räknas inte: ${why.sv}.`,
    en: `The decision on ${decidedOn} to extend to ${newEndDay}${because.en} does not count: ${why.en}.`,
  };
}

function notCounted(step: Step | undefined): Text {
  if (step === undefined) {
    return { sv: 'tiden kan inte förlängas', en: 'the time cannot be extended' };
  }
  return step.late
    ? {
        sv: `det fattades för sent, tiden hade gått ut ${step.before.lastLawfulDay}`,
        en: `it was made too late, the time had run out on ${step.before.lastLawfulDay}`,
      }
    : { sv: 'dagen är inte senare', en: 'the day is no later' };
}

/** That the end day is closed, where it is. */
export function closedDayText({ endDay, lastLawfulDay }: Limit): Text[] {
  if (lastLawfulDay === endDay) return [];
  const name = closedDayName(endDay);
  return [
    {
      sv: `Den dagen är ${name}, så det får ske senast ${lastLawfulDay} (lag (1930:173) 2 §).`,
      en: `That day is closed (${name}), so it may be done by ${lastLawfulDay} (lag (1930:173) 2 §).`,
    },
  ];
}

function endingText({ lastLawfulDay }: Limit, ending: Ending | null): Text[] {
  if (ending === null) return [];
  if (ending.state === 'not-applicable') {
    return [{ sv: `Gäller inte: ${ending.fact.sv}.`, en: `Does not apply: ${ending.fact.en}.` }];
  }
  const late = ending.state === 'met' && ending.day > lastLawfulDay;
  return [on(ending, late ? { sv: ', för sent', en: ', too late' } : undefined)];
}
