import { isFew, type SmallPopulation } from '../access/boards.ts';
import { type Instant, toInstant } from '../kernel/clock.ts';
import { addPeriod, type Day, dayOf, endOfDay, startOfDay } from '../kernel/day.ts';
import type { Refusal, Violation } from '../kernel/outcome.ts';
import type { Text } from '../kernel/text.ts';
import { findVariable, selectVariables } from '../variables/catalogue.ts';
import type { UnitOfCount, Variable } from '../variables/variable.ts';
import type { Form } from './forms.ts';
import {
  COUNTED_ON,
  type CountedOn,
  type Extract,
  type ExtractInput,
  type ExtractState,
  type Failure,
} from './schema.ts';

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

/** What will be known is not known yet. */
export function asOfInFuture({ asOf }: Pick<ExtractInput, 'asOf'>, today: Day): Violation[] {
  if (asOf === undefined || asOf <= today) return [];
  return [
    {
      field: 'asOf',
      text: { sv: `Får inte ligga efter i dag, ${today}.`, en: `Must not lie after today, ${today}.` },
    },
  ];
}

/**
 * What was known on a day can be told from the day on which the board began to keep what is replaced; always, where it
 * did from its first day.
 */
export function notKnownAgain({ asOf }: Pick<ExtractInput, 'asOf'>, keptSince: Instant | null): Refusal[] {
  if (asOf === undefined || keptSince === null || asOf >= dayOf(keptSince)) return [];
  const first = dayOf(keptSince);
  return [
    {
      rule: 'extract.not-kept-then',
      text: {
        sv: `Vad som var känt en viss dag har sparats sedan ${first}.`,
        en: `What was known on a day has been kept since ${first}.`,
      },
      remedy: {
        sv: `Ange asOf från och med ${first}, eller utelämna det.`,
        en: `Give an asOf from ${first} on, or leave it out.`,
      },
    },
  ];
}

/** The instant of which the record is read: the last one of an earlier day, and otherwise now. */
export function knownAt(day: Day | null, now: Instant): Instant {
  if (day === null || day >= dayOf(now)) return now;
  return toInstant(new Date(Date.parse(endOfDay(day)) - 1));
}

/** Each unit of count is counted in ways of its own. */
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
        sv: `Så räknas inte räkneenheten. Ange ${ways.join(', ')} eller inget.`,
        en: `The unit of count is not counted so. Give ${ways.join(', ')} or nothing.`,
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
  intervention: {
    sv: 'Variabeln säger inget om en insats. Se /variables?unitOfCount=intervention.',
    en: 'The variable says nothing of an intervention. See /variables?unitOfCount=intervention.',
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

interface Told {
  readonly text: Text;
  readonly remedy: Text;
}

/** An earlier day has fewer children than a later one, so that there a later day is a way out too. */
const MORE_CHILDREN = {
  now: {
    sv: 'Ta en längre period, eller hela nämnden i stället för en enhet.',
    en: 'Take a longer period, or the whole board instead of a unit.',
  },
  earlier: {
    sv: 'Gör ett nytt uttag med en längre period, hela nämnden i stället för en enhet eller en senare dag i asOf.',
    en: 'Make a new extract of a longer period, the whole board instead of a unit, or a later day in asOf.',
  },
} as const satisfies Record<string, Text>;

/** Why an extract failed, and what to do. `knownOn` is the earlier day that it is of, if any. */
const FAILED: Readonly<Record<Failure, (limit: SmallPopulation, knownOn: Day | null) => Told>> = {
  'extract.population-small': ({ below }, knownOn) => ({
    text: {
      sv: `Uttaget gäller färre än ${below} barn, och den som känner en familj kunde känna igen den.`,
      en: `The extract is of fewer than ${below} children, and who knows a family could find it again.`,
    },
    remedy: knownOn === null ? MORE_CHILDREN.now : MORE_CHILDREN.earlier,
  }),
  'extract.broken': () => ({
    text: {
      sv: 'Uttaget avbröts av ett fel varje gång det försöktes. Inget av det lämnas ut.',
      en: 'The extract was broken off by an error each time it was tried. Nothing of it is given out.',
    },
    remedy: {
      sv: 'Gör ett nytt uttag. Misslyckas det också, anmäl det till systemförvaltaren med uttagets id.',
      en: 'Make a new extract. If that fails too, tell the administrator, with the id of the extract.',
    },
  }),
};

/** Why an extract failed, in words. */
export const describeFailure = (failure: Failure, limit: SmallPopulation, knownOn: Day | null) => ({
  rule: failure,
  ...FAILED[failure](limit, knownOn),
});

/** A population that the board has said is too small. `children` is counted as far as the limit. */
export function populationSmall(children: number, limit: SmallPopulation): Refusal[] {
  if (limit.handling !== 'refuse' || !isFew(children, limit)) return [];
  return [describeFailure('extract.population-small', limit, null)];
}

/** Only what waits or runs can be cancelled. */
export function alreadyOver(state: ExtractState): Refusal[] {
  if (state === 'waiting' || state === 'running') return [];
  return [
    {
      rule: 'extract.already-over',
      text: ENDED[state],
      remedy: { sv: 'Inget behöver göras.', en: 'Nothing needs to be done.' },
    },
  ];
}

const ENDED = {
  done: { sv: 'Uttaget är redan klart.', en: 'The extract is already done.' },
  cancelled: { sv: 'Uttaget är redan avbrutet.', en: 'The extract is already cancelled.' },
  failed: { sv: 'Uttaget har redan misslyckats.', en: 'The extract has failed already.' },
} as const satisfies Partial<Record<ExtractState, Text>>;

/** Data is given of what is done, in the forms that were made. Of what failed it is said how to come by another. */
export function notToBeFetched(
  { state, formats: made, failure }: Pick<Extract, 'state' | 'formats' | 'failure'>,
  format?: Form,
): Refusal[] {
  if (state !== 'done') return [{ ...NOT_FETCHED[state], ...(failure && { remedy: failure.remedy }) }];
  if (format === undefined || made.includes(format)) return [];
  return [
    {
      rule: 'extract.form-not-made',
      text: {
        sv: `Uttaget gjordes inte som ${format}, bara som ${made.join(', ')}.`,
        en: `The extract was not made as ${format}, only as ${made.join(', ')}.`,
      },
      remedy: {
        sv: 'Hämta något av dem, eller gör ett nytt uttag med formatet i formats.',
        en: 'Fetch one of those, or make a new extract with the format in formats.',
      },
    },
  ];
}

const AGAIN = { sv: 'Gör ett nytt uttag.', en: 'Make a new extract.' };
const LATER = {
  sv: 'Vänta tills GET /extracts/{id} säger done.',
  en: 'Wait until GET /extracts/{id} says done.',
};
const NOT_FETCHED: Readonly<Record<Exclude<ExtractState, 'done'>, Refusal>> = {
  waiting: {
    rule: 'extract.not-done',
    text: { sv: 'Uttaget väntar på sin tur.', en: 'The extract waits for its turn.' },
    remedy: LATER,
  },
  running: {
    rule: 'extract.not-done',
    text: { sv: 'Uttaget är inte klart.', en: 'The extract is not done.' },
    remedy: LATER,
  },
  cancelled: {
    rule: 'extract.cancelled',
    text: { sv: 'Uttaget avbröts och har ingen data.', en: 'The extract was cancelled and has no data.' },
    remedy: AGAIN,
  },
  failed: {
    rule: 'extract.failed',
    text: { sv: 'Uttaget misslyckades och har ingen data.', en: 'The extract failed and has no data.' },
    remedy: AGAIN,
  },
};

/** How often an extract is tried before it has failed. */
export const MOST_TRIES = 3;

interface Unfinished {
  readonly state: ExtractState;
  readonly claimedUntil: Instant | null;
}

/**
 * Which of a board's unfinished extracts comes next, given in the order in which they were asked for: none while one
 * runs; one whose server has not been heard of is taken over by whoever asks.
 */
export function nextOf<E extends Unfinished>(unfinished: readonly E[], now: Instant): E | undefined {
  const runs = ({ state, claimedUntil }: E) => state === 'running' && (claimedUntil ?? '') > now;
  return unfinished.some(runs) ? undefined : unfinished[0];
}
