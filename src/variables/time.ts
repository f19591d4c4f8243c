import { addPeriod, type Day } from '../kernel/day.ts';
import { UNKNOWN, type Value, valued } from './value.ts';

/** Whether something was done by a day. While it is not done: false once the day has passed, unknown before. */
export function doneBy(limit: Day, doneOn: Day | null, asOf: Day): Value<boolean> {
  if (doneOn !== null) return valued(doneOn <= limit);
  return asOf > limit ? valued(false) : UNKNOWN;
}

/**
 * Whether something came again within twelve months after a day. `later` are the days on which it came, none before
 * `since`. Unknown until the twelve months have passed and none came.
 */
export function within12Months(since: Day, later: readonly Day[], asOf: Day): Value<boolean> {
  const end = addPeriod(since, { months: 12 });
  return later.some((on) => on <= end) ? valued(true) : asOf > end ? valued(false) : UNKNOWN;
}
