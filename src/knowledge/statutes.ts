/**
 * How the statutes of the field are cited, and which of them apply when. They were last read on 2026-04-27. A new act
 * in place of LVU was then proposed for 2027-01-01 and not passed; the day it is, its paragraphs become new dated
 * citations beside the old ones.
 */
import { type Day, day, type Period } from '../kernel/day.ts';
import type { Citation, DatedPeriod } from '../kernel/law.ts';

/** The first day of SoL (2025:400), which replaced SoL (2001:453) also for cases already running. */
export const FIRST_DAY_OF_SOL_2025: Day = day('2025-07-01');
const LAST_DAY_OF_SOL_2001: Day = day('2025-06-30');

/** The first day of lag (2025:1501), which put a time on feedback and a new rule on retention. */
export const FIRST_DAY_OF_ACT_2025_1501: Day = day('2026-01-15');
const DAY_BEFORE_ACT_2025_1501: Day = day('2026-01-14');

/** A place in SoL (2001:453), to be cited until it was replaced. */
export const sol2001 = (place: string): Citation => ({
  ref: `SoL (2001:453) ${place}`,
  validTo: LAST_DAY_OF_SOL_2001,
});

/** A place in SoL (2025:400), from its first day. */
export const sol2025 = (place: string): Citation => ({
  ref: `SoL (2025:400) ${place}`,
  validFrom: FIRST_DAY_OF_SOL_2025,
});

/** A place in SoL (2025:400) as it read before lag (2025:1501). */
export const sol2025Original = (place: string): Citation => ({
  ...sol2025(place),
  validTo: DAY_BEFORE_ACT_2025_1501,
});

/** A place in SoL (2025:400) as lag (2025:1501) made it. */
export const sol2025Amended = (place: string): Citation => ({
  ref: `SoL (2025:400) ${place}, lag (2025:1501)`,
  validFrom: FIRST_DAY_OF_ACT_2025_1501,
});

/** A place in LVU (lagen med särskilda bestämmelser om vård av unga). */
export const lvu = (place: string): Citation => ({ ref: `LVU (1990:52) ${place}` });

/** A place in förvaltningslagen. */
export const fl = (place: string): Citation => ({ ref: `förvaltningslagen (2017:900) ${place}` });

/** One time for all days, or null where the law names none. */
export const always = (period: Period | null): readonly DatedPeriod[] => [{ period }];

/** One time under SoL (2001:453), another under SoL (2025:400); null where the act named none. */
export const changedBySol2025 = (before: Period | null, after: Period): readonly DatedPeriod[] => [
  { period: before, validTo: LAST_DAY_OF_SOL_2001 },
  { period: after, validFrom: FIRST_DAY_OF_SOL_2025 },
];

/** No time before lag (2025:1501), then one. */
export const since2025Act1501 = (period: Period): readonly DatedPeriod[] => [
  { period: null, validTo: DAY_BEFORE_ACT_2025_1501 },
  { period, validFrom: FIRST_DAY_OF_ACT_2025_1501 },
];
