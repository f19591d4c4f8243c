import { addPeriod, closedDayName, type Day, day } from '../src/kernel/day.ts';

/** Days as the seeds count them: backwards from today, and at work on working days. */

const DAY = 24 * 3_600_000;

export const daysBefore = (on: Day, days: number): Day =>
  day(new Date(Date.parse(on) - days * DAY).toISOString().slice(0, 10));

export const daysAfter = (on: Day, days: number): Day => addPeriod(on, { days });

/** The birthday of someone who is so many years old on a day. */
export const bornBefore = (on: Day, years: number): Day => daysBefore(on, Math.round(years * 365.25));

/** The day itself, or the working day before; never before the first day, when someone is on duty. */
export function workday(on: Day, first: Day): Day {
  if (on <= first) return first;
  return closedDayName(on) === null ? on : workday(daysBefore(on, 1), first);
}

/** The time at which the n-th thing in a case is done, a quarter of an hour after the one before: `08:30`, `08:45` … */
export function timeOf(position: number): string {
  const minutes = 8 * 60 + 30 + 15 * position;
  return `${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`;
}
