/**
 * The calendar a second time: counted day by day from a Monday, with Easter out of an almanac. Shares nothing with
 * src/kernel/day.ts, not even a date of the language, so that the two can be held against each other.
 */

/** Easter Sundays as almanacs have them. */
const EASTER: Readonly<Record<number, string>> = {
  ...{ 2018: '04-01', 2019: '04-21', 2020: '04-12', 2021: '04-04', 2022: '04-17', 2023: '04-09' },
  ...{ 2024: '03-31', 2025: '04-20', 2026: '04-05', 2027: '03-28', 2028: '04-16', 2029: '04-01' },
  ...{ 2030: '04-21', 2031: '04-13', 2032: '03-28', 2033: '04-17', 2034: '04-09', 2035: '03-25' },
};
const FIRST_YEAR = 2018;
const LAST_YEAR = 2035;

const isLeap = (year: number) => (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0;
const lengthOf = (year: number, month: number): number =>
  month === 2 ? (isLeap(year) ? 29 : 28) : [4, 6, 9, 11].includes(month) ? 30 : 31;

const two = (number: number) => String(number).padStart(2, '0');
const written = (year: number, month: number, date: number) => `${year}-${two(month)}-${two(date)}`;
const read = (on: string) => on.split('-').map(Number) as [year: number, month: number, date: number];

/** Every day from Monday 1 January 2018 on, in order: its place says its weekday. */
const DAYS: readonly string[] = (() => {
  const days: string[] = [];
  for (let year = FIRST_YEAR; year <= LAST_YEAR; year += 1) {
    for (let month = 1; month <= 12; month += 1) {
      for (let date = 1; date <= lengthOf(year, month); date += 1) days.push(written(year, month, date));
    }
  }
  return days;
})();
const PLACE: ReadonlyMap<string, number> = new Map(DAYS.map((on, place) => [on, place]));

/** Every day from one to another, both included. */
export const daysOf = (from: string, to: string): readonly string[] =>
  DAYS.slice(PLACE.get(from), PLACE.get(to)! + 1);

export const plus = (on: string, days: number): string => DAYS[PLACE.get(on)! + days]!;
/** 0 = Monday to 6 = Sunday. */
export const weekday = (on: string): number => PLACE.get(on)! % 7;

const CLOSED: ReadonlySet<string> = new Set(
  Object.entries(EASTER).flatMap(([year, sunday]) => {
    const easter = `${year}-${sunday}`;
    // Midsommarafton: the Friday of 19 to 25 June. Midsommardagen and alla helgons dag are Saturdays anyhow.
    const midsummer = daysOf(`${year}-06-19`, `${year}-06-25`).find((on) => weekday(on) === 4)!;
    return [
      ...['01-01', '01-06', '05-01', '06-06', '12-24', '12-25', '12-26', '12-31'].map(
        (on) => `${year}-${on}`,
      ),
      ...[plus(easter, -2), plus(easter, 1), plus(easter, 39), midsummer],
    ];
  }),
);
export const isClosed = (on: string): boolean => weekday(on) > 4 || CLOSED.has(on);

/** The day itself, or the first after it that is open. */
export const firstOpen = (on: string): string => (isClosed(on) ? firstOpen(plus(on, 1)) : on);

export type Unit = 'days' | 'weeks' | 'months' | 'years';
export type Span = readonly [count: number, unit: Unit];

/** The day with the same number so many months later; the last of the month where it has no such day. */
function sameDateAfter(on: string, months: number): string {
  let [year, month, date] = read(on);
  for (let passed = 0; passed < months; passed += 1) {
    month += 1;
    if (month > 12) [year, month] = [year + 1, 1];
  }
  return written(year, month, Math.min(date, lengthOf(year, month)));
}

export function after(on: string, [count, unit]: Span): string {
  if (unit === 'days') return plus(on, count);
  if (unit === 'weeks') return plus(on, 7 * count);
  return sameDateAfter(on, unit === 'months' ? count : 12 * count);
}
