import type { Day } from '../../kernel/day.ts';
import { addPeriod } from '../../kernel/day.ts';
import type { Value } from '../../variables/value.ts';
import { type Answered, type Case, type Cross, crossOf, type Side } from '../dimension/cross.ts';
import { firstHalfOf, type Period, partOfYear, quarterOf, quartersOf } from '../period.ts';
import type { Indicator, Only, Way } from './catalogue.ts';
import type { Group } from './groups.ts';

/** Which days an indicator counts of a period, or why it says nothing of it. */
export type Days =
  | { readonly from: Day; readonly to: Day; readonly reason: null }
  | { readonly from: Day; readonly to: Day; readonly reason: Reason };

export const REASONS = ['other-period', 'not-yet'] as const;
export type Reason = (typeof REASONS)[number];

/** What an indicator counts of a period. Nothing where the publisher counts no such period, or it has not begun. */
export function daysOf({ days }: Pick<Indicator, 'days'>, period: Period, today: Day): Days {
  const told = DAYS[days](period, today);
  return told.reason === null && told.from > today ? { ...told, reason: 'not-yet' } : told;
}

const DAYS = {
  period: ({ from, to }) => ({ from, to, reason: null }),
  'first-half': ({ kind, number, year, from, to }) => {
    const half = firstHalfOf(year);
    const counts = kind === 'year' || (kind === 'half' && number === 1);
    return counts ? { from: half.from, to: half.to, reason: null } : { from, to, reason: 'other-period' };
  },
  'first-half-of-year-before': ({ kind, year, from, to }, today) => {
    if (kind !== 'year' || year === 1900) return { from, to, reason: 'other-period' };
    const half = firstHalfOf(year - 1);
    const known = addPeriod(half.to, { months: 12 }) < today;
    return { from: half.from, to: half.to, reason: known ? null : 'not-yet' };
  },
  'last-day': ({ from, to }, today) => {
    if (from > today) return { from: to, to, reason: 'not-yet' };
    const on = to < today ? to : today;
    return { from: on, to: on, reason: null };
  },
} as const satisfies Record<Indicator['days'], (period: Period, today: Day) => Days>;

/** What an indicator says of a group. */
export interface Figure {
  readonly numerator: number | null;
  readonly denominator: number | null;
  readonly value: number | null;
  readonly suppressed: boolean;
}

export const NOTHING: Figure = { numerator: null, denominator: null, value: null, suppressed: false };

/** Only the cases of which a variable says what it must. */
export function narrowed(cases: readonly Case[], only: Only | undefined): readonly Case[] {
  if (!only) return cases;
  return cases.filter(({ values }) => {
    const said = values[only.variable]!;
    if (said.kind !== 'value') return false;
    return 'is' in only ? said.value === only.is : true;
  });
}

/** The cross tables of the years: the same one for every period in a year, so that they hold together. */
export function crossOfYear(
  cases: readonly Case[],
  {
    year,
    today,
    ...sides
  }: {
    readonly year: number;
    readonly today: Day;
    readonly row: Side | null;
    readonly column: Side | null;
    readonly below: number;
  },
): Cross {
  return crossOf({
    ...sides,
    cases: cases.filter(({ on }) => Number(on.slice(0, 4)) === year),
    times: quartersOf(year, today),
    timeOf: quarterOf,
  });
}

/** One for a time that nothing else lies within: it stands alone. */
export function crossAlone(
  cases: readonly Case[],
  sides: { readonly row: Side | null; readonly column: Side | null; readonly below: number },
): Cross {
  return crossOf({ ...sides, cases, times: ['all'], timeOf: () => 'all' });
}

/** Each case once. */
export const once = (cases: readonly Case[]): readonly Case[] => [
  ...new Map(cases.map((one) => [one.id, one])).values(),
];

/** The share of a group. Where the rest of it is few, it is held back as well: see protection. */
export function shareIn(
  cross: Cross,
  { unit, row }: Group,
  {
    time,
    numerator,
    denominator,
  }: { readonly time: string | undefined } & Pick<
    Extract<Way, { kind: 'share' }>,
    'numerator' | 'denominator'
  >,
): Figure {
  const all = cross.at({ unit, time, row, column: denominator === 'total' ? undefined : denominator });
  return share(cross.at({ unit, time, row, column: numerator }), all);
}

export function share(some: Answered, all: Answered): Figure {
  const suppressed = some.suppressed || all.suppressed;
  return {
    numerator: suppressed ? null : some.count,
    denominator: all.count,
    value: suppressed || all.count === 0 ? null : rounded((100 * some.count!) / all.count!, 1),
    suppressed,
  };
}

/** Mean or median of a number among the cases of a group; nothing of it where the group is held back. */
export function averageIn(
  cross: Cross,
  group: Group,
  {
    kind,
    variable,
    cases,
    time,
    rowOf,
  }: {
    readonly kind: 'mean' | 'median';
    readonly variable: string;
    /** Those of the days that are counted. */
    readonly cases: readonly Case[];
    readonly time: string | undefined;
    readonly rowOf: (values: Case['values']) => string | undefined;
  },
): Figure {
  const { count, suppressed } = cross.at({ unit: group.unit, time, row: group.row });
  if (suppressed || count === 0) return { ...NOTHING, denominator: count, suppressed };
  const numbers = cases
    .filter(
      ({ unit, values }) =>
        (group.unit === null || unit === group.unit) &&
        (group.row === undefined || rowOf(values) === group.row),
    )
    .map(({ values }) => numberIn(values[variable]!));
  const sum = numbers.reduce((total, one) => total + one, 0);
  return kind === 'mean'
    ? { numerator: sum, denominator: count, value: rounded(sum / count!, 1), suppressed }
    : { numerator: null, denominator: count, value: medianOf(numbers), suppressed };
}

const numberIn = (value: Value): number => (value.kind === 'value' ? Number(value.value) : Number.NaN);

/** The one in the middle, or the mean of the two. */
export function medianOf(numbers: readonly number[]): number {
  const sorted = numbers.toSorted((a, b) => a - b);
  const middle = sorted.length / 2;
  return Number.isInteger(middle) ? (sorted[middle - 1]! + sorted[middle]!) / 2 : sorted[Math.floor(middle)]!;
}

/** Half away from zero, as people round. */
export function rounded(value: number, decimals: number): number {
  const scale = 10 ** decimals;
  return Math.round((value + Number.EPSILON * Math.abs(value)) * scale) / scale;
}

export const timeIn = (indicator: Indicator, period: Period): string | undefined =>
  indicator.days === 'first-half' ? 'H1' : partOfYear(period);
