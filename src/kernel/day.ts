/**
 * Days and periods as Swedish law counts them: lag (1930:173) om beräkning av lagstadgad tid and lag (1989:253)
 * om allmänna helgdagar. The only place that knows a time zone or imports a date library, which tells when a Swedish day begins.
 */
import { TZDate } from '@date-fns/tz/date';
import { type Instant, toInstant } from './clock.ts';

declare const dayBrand: unique symbol;

/**
 * A calendar day (dag) `YYYY-MM-DD`, 1900-01-01 to 2199-12-31, that exists in the calendar. Branded so that it is
 * not mixed up with an instant or a free text. Days sort and compare as text.
 */
export type Day = string & { readonly [dayBrand]: true };

/** A length of time (tid) in exactly one unit, a whole number of at least 0. Days do not count the start day. */
export type Period =
  | { readonly days: number; readonly weeks?: never; readonly months?: never; readonly years?: never }
  | { readonly weeks: number; readonly days?: never; readonly months?: never; readonly years?: never }
  | { readonly months: number; readonly days?: never; readonly weeks?: never; readonly years?: never }
  | { readonly years: number; readonly days?: never; readonly weeks?: never; readonly months?: never };

/** When something applies (giltighet), both days included; open-ended where a day is left out. */
export interface Validity {
  readonly validFrom?: Day;
  readonly validTo?: Day;
}

/**
 * Every day has as many in UTC, which knows no summer time and no time zone of the process. Days and months are counted
 * in it by hand: a library did the same thirty times slower, in every deadline of every write and extract.
 */
const DAY_MILLISECONDS = 86_400_000;
const ZONE = 'Europe/Stockholm';
/** The end of the range; what is counted past it ends here. */
const LAST_DAY = '2199-12-31' as Day;
const DAY = /^(?:19|20|21)\d\d-\d\d-\d\d$/;

/** Made once: building a formatter costs a thousand times as much as using it. sv-SE writes `YYYY-MM-DD`. */
const stockholm = new Intl.DateTimeFormat('sv-SE', {
  timeZone: ZONE,
  year: 'numeric',
  month: '2-digit',
  day: '2-digit',
});

/** The same for the time of day; sv-SE writes `HH:MM`. */
const clockInStockholm = new Intl.DateTimeFormat('sv-SE', {
  timeZone: ZONE,
  hour: '2-digit',
  minute: '2-digit',
  hourCycle: 'h23',
});

/** Whether a text is a day that exists, from 1900 to 2199. */
export function isDay(text: string): text is Day {
  if (!DAY.test(text)) return false;
  const ms = Date.parse(text);
  return !Number.isNaN(ms) && new Date(ms).toISOString().startsWith(text);
}

/** The day that a text names. Throws RangeError where it names none. */
export function day(text: string): Day {
  if (!isDay(text)) throw new RangeError(`${text} is not a day (YYYY-MM-DD) from 1900 to 2199.`);
  return text;
}

/**
 * The Swedish local day of an instant, summer time included. Sweden is one hour ahead of UTC, or two, so that only the hour
 * from 22 has to be looked up; before 1950 the time zones of the war are left to the tables.
 */
export function dayOf(instant: Instant): Day {
  const hour = instant.slice(11, 13);
  if (hour === '22' || instant < '1950') return stockholm.format(new Date(instant)) as Day;
  const inUtc = instant.slice(0, 10) as Day;
  return hour === '23' ? plusDays(inUtc, 1) : inUtc;
}

/** The Swedish local time of an instant, `HH:MM` from 00:00 to 23:59, summer time included. */
export function timeOf(instant: Instant): string {
  return clockInStockholm.format(new Date(instant));
}

/** The instant at which a day begins in Sweden: 22:00Z the day before in summer, 23:00Z in winter. */
export function startOfDay(on: Day): Instant {
  const { year, month, date } = numbersOf(on);
  return toInstant(new Date(new TZDate(year, month, date, ZONE).getTime()));
}

/** The instant at which a day has ended in Sweden: the next one begins then. */
export function endOfDay(on: Day): Instant {
  return startOfDay(plusDays(on, 1));
}

/**
 * The day on which a period from a start day ends. Weeks, months and years end on the day that corresponds to
 * the start day by its name in the week or its number in the month; where the month has no such day, on its last.
 * Days do not count the start day. Not moved past weekends: see `lastLawfulDay`. What would end after 2199 ends on its
 * last day. Throws RangeError for a period that is not a whole number of at least 0. Source: lag (1930:173) 1 §.
 */
export function addPeriod(start: Day, period: Period): Day {
  if (period.days !== undefined) return plusDays(start, whole(period.days));
  if (period.weeks !== undefined) return plusDays(start, 7 * whole(period.weeks));
  if (period.months !== undefined) return plusMonths(start, whole(period.months));
  return plusMonths(start, 12 * whole(period.years));
}

/** The day so many days after another; before it where the number is negative. Never past 2199. */
export function daysAfter(on: Day, count: number): Day {
  return plusDays(on, count);
}

/** Days from one day to another: 0 for the same day, negative where `to` is the earlier. */
export function daysBetween(from: Day, to: Day): number {
  return (Date.parse(to) - Date.parse(from)) / DAY_MILLISECONDS;
}

/**
 * Age (ålder) in whole years reached on a day; negative before birth. Who is born on 29 February reaches a year of
 * age on 28 February where there is no 29th, by the same reading of lag (1930:173) 1 § as every other period.
 */
export function ageOn(birth: Day, on: Day): number {
  const years = Number(on.slice(0, 4)) - Number(birth.slice(0, 4));
  return years >= 0 && addPeriod(birth, { years }) > on ? years - 1 : years;
}

/** Whether something with a validity applies on a day. */
export function isValidOn(validity: Validity, on: Day): boolean {
  return (
    (validity.validFrom === undefined || validity.validFrom <= on) &&
    (validity.validTo === undefined || on <= validity.validTo)
  );
}

/** Whether there is a day on which both apply. */
export function overlap(a: Validity, b: Validity): boolean {
  const begins = (one: Validity, other: Validity) =>
    one.validFrom === undefined || other.validTo === undefined || one.validFrom <= other.validTo;
  return begins(a, b) && begins(b, a);
}

/**
 * Why a day is closed to deadlines, in Swedish: the name of the public holiday or eve, else `lördag` or `söndag`;
 * null on a working day. Where a movable holiday falls on a fixed one (1 May, 6 June), the fixed one names it.
 * The statutes as they read now, whatever the year. Source: lag (1930:173) 2 §, lag (1989:253) 1-2 §§.
 */
export function closedDayName(on: Day): string | null {
  const { year } = numbersOf(on);
  let named = namedDays.get(year);
  if (named === undefined) {
    named = namedDaysOf(year);
    namedDays.set(year, named);
  }
  const weekday = weekdayOf(on);
  return named.get(on) ?? (weekday === 6 ? 'lördag' : weekday === 0 ? 'söndag' : null);
}

/**
 * The last day on which something due on a day may lawfully be done: the day itself, or the next day that is not a
 * Saturday, Sunday, public holiday, midsommarafton, julafton or nyårsafton. Never more than five days later, and never
 * after 2199. Source: lag (1930:173) 2 §.
 */
export function lastLawfulDay(due: Day): Day {
  let open = due;
  while (closedDayName(open) !== null && open < LAST_DAY) open = plusDays(open, 1);
  return open;
}

const namedDays = new Map<number, ReadonlyMap<Day, string>>();

/** The named closed days of a year (lag (1989:253) 2 § and the three eves). Later entries win. */
function namedDaysOf(year: number): ReadonlyMap<Day, string> {
  const fixed = (monthAndDate: string) => day(`${year}-${monthAndDate}`);
  const easter = easterOf(year);
  const fromEaster = (days: number) => plusDays(easter, days);
  const midsummerEve = firstWeekday(5, fixed('06-19'));
  return new Map([
    [fromEaster(-2), 'långfredagen'],
    [easter, 'påskdagen'],
    [fromEaster(1), 'annandag påsk'],
    [fromEaster(39), 'Kristi himmelsfärdsdag'],
    [fromEaster(49), 'pingstdagen'],
    [fixed('01-01'), 'nyårsdagen'],
    [fixed('01-06'), 'trettondedag jul'],
    [fixed('05-01'), 'första maj'],
    [fixed('06-06'), 'nationaldagen'],
    [midsummerEve, 'midsommarafton'],
    [plusDays(midsummerEve, 1), 'midsommardagen'],
    [firstWeekday(6, fixed('10-31')), 'alla helgons dag'],
    [fixed('12-24'), 'julafton'],
    [fixed('12-25'), 'juldagen'],
    [fixed('12-26'), 'annandag jul'],
    [fixed('12-31'), 'nyårsafton'],
  ]);
}

/**
 * Easter Sunday (påskdagen): the Sunday after the church's full moon on or after 21 March. That moon returns to
 * the same date every 19 years and comes 11 days earlier (19 later) from year to year. What the Gregorian calendar
 * corrects at the turn of a century adds up to 24 days for the whole of 1900 to 2199.
 */
function easterOf(year: number): Day {
  const yearOfCycle = year % 19;
  const days = (19 * yearOfCycle + 24) % 30;
  // The tables know 29 dates for 30 moons, and no date twice in a cycle: the two last ones are moved up.
  const exception = days === 29 || (days === 28 && yearOfCycle > 10);
  const fullMoon = plusDays(day(`${year}-03-21`), exception ? days - 1 : days);
  return firstWeekday(0, plusDays(fullMoon, 1));
}

/** The first day with a weekday (0 = Sunday) on or after a day. */
function firstWeekday(weekday: number, from: Day): Day {
  return plusDays(from, (weekday - weekdayOf(from) + 7) % 7);
}

/** 0 = Sunday to 6 = Saturday. */
function weekdayOf(on: Day): number {
  return new Date(on).getUTCDay();
}

function plusDays(start: Day, days: number): Day {
  const date = new Date(Date.parse(start) + days * DAY_MILLISECONDS);
  return written(date.getUTCFullYear(), date.getUTCMonth(), date.getUTCDate());
}

/** Ends on the last day of a month that lacks the day, as the statute does. */
function plusMonths(start: Day, months: number): Day {
  const { year, month, date } = numbersOf(start);
  const counted = 12 * year + month + months;
  const endYear = Math.floor(counted / 12);
  const endMonth = counted % 12;
  return written(endYear, endMonth, Math.min(date, daysInMonth(endYear, endMonth)));
}

const isLeap = (year: number) => year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);

const DAYS_IN_MONTH = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31] as const;

const daysInMonth = (year: number, month: number): number =>
  month === 1 && isLeap(year) ? 29 : DAYS_IN_MONTH[month]!;

const TWO_DIGITS = Array.from({ length: 32 }, (_, number) => String(number).padStart(2, '0'));

/** The day of these numbers, which are those of a day that exists. */
function written(year: number, month: number, date: number): Day {
  // It is NaN where the count was too large for a Date.
  if (!(year <= 2199)) return LAST_DAY;
  const text = `${year}-${TWO_DIGITS[month + 1]}-${TWO_DIGITS[date]}`;
  return year >= 1900 ? (text as Day) : day(text);
}

/** Year, month (0 = January) and day of the month. */
function numbersOf(on: Day): { year: number; month: number; date: number } {
  return { year: Number(on.slice(0, 4)), month: Number(on.slice(5, 7)) - 1, date: Number(on.slice(8)) };
}

function whole(count: number): number {
  if (!Number.isSafeInteger(count) || count < 0) {
    throw new RangeError(`A period is a whole number of at least 0, not ${count}.`);
  }
  return count;
}
