declare const instantBrand: unique symbol;

/**
 * A point in time (tidpunkt): RFC 3339 in UTC with milliseconds and Z, always 24 characters, e.g.
 * `2026-11-22T14:05:00.000Z`. The width is fixed, so instants sort and compare as text.
 */
export type Instant = string & { readonly [instantBrand]: true };

/** Where the present moment comes from. Tests and replays bring their own. */
export interface Clock {
  now(): Instant;
}

/** The machine's clock. */
export const systemClock: Clock = { now: () => toInstant(new Date()) };

/** The beginning of 1900 in Sweden, and of 2200 (excluded): so the Swedish day of every instant has a year in range. */
const START = '1899-12-31T23:00:00.000Z';
const END = '2199-12-31T23:00:00.000Z';

const RFC_3339 =
  /^(?<date>\d{4}-\d\d-\d\d)T(?<time>\d\d:\d\d:\d\d)(?:\.(?<fraction>\d+))?(?<zone>Z|[+-]\d\d:\d\d)$/i;

/** The instant of a Date. Throws RangeError for an invalid Date and outside the Swedish years 1900 to 2199. */
export function toInstant(date: Date): Instant {
  const text = date.toISOString();
  if (!isSupported(text)) throw new RangeError(`${text} is outside the years 1900 to 2199.`);
  return text;
}

/**
 * Reads an RFC 3339 time with any offset and gives the same moment in UTC; digits after the milliseconds are
 * cut off. Null when the text has another form, names a moment that does not exist (30 February, 24:00,
 * second 60) or lies outside the years 1900 to 2199 in Sweden.
 */
export function parseInstant(text: string): Instant | null {
  const parts = RFC_3339.exec(text)?.groups;
  if (!parts) return null;
  const {
    date,
    time,
    fraction = '',
    zone,
  } = parts as { date: string; time: string; fraction?: string; zone: string };
  const written = `${date}T${time}.${fraction.slice(0, 3).padEnd(3, '0')}Z`;
  const asUtc = new Date(written);
  // Date rolls 30 February over to March: what it gives back must be what was written.
  if (Number.isNaN(asUtc.getTime()) || asUtc.toISOString() !== written) return null;
  const offset = offsetMinutes(zone);
  if (offset === null) return null;
  const normalised = new Date(asUtc.getTime() - offset * 60_000).toISOString();
  return isSupported(normalised) ? normalised : null;
}

/** Minutes east of UTC, or null where the offset is not a time of day. */
function offsetMinutes(zone: string): number | null {
  if (zone === 'Z' || zone === 'z') return 0;
  const hours = Number(zone.slice(1, 3));
  const minutes = Number(zone.slice(4));
  if (hours > 23 || minutes > 59) return null;
  return (zone.startsWith('-') ? -1 : 1) * (hours * 60 + minutes);
}

function isSupported(text: string): text is Instant {
  return text.length === START.length && text >= START && text < END;
}
