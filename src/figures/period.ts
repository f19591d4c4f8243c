import { type Day, day, daysAfter } from '../kernel/day.ts';
import type { Branch } from './protection/tree.ts';

/**
 * The periods that figures are given of (perioder): whole calendar years, half-years and quarters, and no others. They lie
 * within each other, so that what is held back can be settled for all of them at once; with any other two periods
 * the days between them could be had by taking one from the other.
 */
export type PeriodKind = 'year' | 'half' | 'quarter';

export interface Period {
  /** `2026`, `2026-H1` or `2026-Q2`. */
  readonly name: string;
  readonly kind: PeriodKind;
  readonly year: number;
  /** Which of its kind in the year, from 1. */
  readonly number: number;
  readonly from: Day;
  readonly to: Day;
}

export const PERIOD = /^(?<year>(?:19|20|21)\d\d)(?:-(?<kind>[HQ])(?<number>[1-4]))?$/;

const MONTHS = { year: 12, half: 6, quarter: 3 } as const satisfies Record<PeriodKind, number>;
const SIGNS = { year: '', half: 'H', quarter: 'Q' } as const satisfies Record<PeriodKind, string>;

/** The period that a name names; null where it names none, `2026-H3` for one. */
export function periodNamed(name: string): Period | null {
  const found = PERIOD.exec(name)?.groups;
  if (!found) return null;
  const kind = found.kind === 'H' ? 'half' : found.kind === 'Q' ? 'quarter' : 'year';
  const number = Number(found.number ?? 1);
  if (kind === 'half' && number > 2) return null;
  return periodOf(kind, Number(found.year), number);
}

export function periodOf(kind: PeriodKind, year: number, number = 1): Period {
  const months = MONTHS[kind];
  const first = (number - 1) * months + 1;
  const next = first + months;
  const to = next > 12 ? day(`${year}-12-31`) : daysAfter(day(`${year}-${twoDigits(next)}-01`), -1);
  const name = kind === 'year' ? `${year}` : `${year}-${SIGNS[kind]}${number}`;
  return { name, kind, year, number, from: day(`${year}-${twoDigits(first)}-01`), to };
}

const twoDigits = (number: number) => String(number).padStart(2, '0');

/** A period and those of its kind before it, the earliest first; never before 1900. */
export function withEarlier({ kind, year, number }: Period, count: number): Period[] {
  const perYear = 12 / MONTHS[kind];
  const last = year * perYear + number - 1;
  return Array.from({ length: count }, (_, back) => last - (count - 1 - back))
    .filter((at) => at >= 1900 * perYear)
    .map((at) => periodOf(kind, Math.floor(at / perYear), (at % perYear) + 1));
}

export const wholeYear = (year: number): Period => periodOf('year', year);
export const firstHalfOf = (year: number): Period => periodOf('half', year, 1);

/** The quarter of a day, as a leaf of a year. */
export const quarterOf = (on: Day): string => `Q${Math.ceil(Number(on.slice(5, 7)) / 3)}`;

/** A year as a tree of what has begun: whoever knows the day knows that nothing has happened later. */
export function quartersOf(year: number, today: Day): readonly Branch[] {
  const begun = [1, 2, 3, 4].filter((number) => periodOf('quarter', year, number).from <= today);
  return [
    { name: 'H1', of: begun.filter((number) => number <= 2).map((number) => `Q${number}`) },
    { name: 'H2', of: begun.filter((number) => number > 2).map((number) => `Q${number}`) },
  ];
}

/** The name of a period in the tree of its year; undefined for the year itself. */
export const partOfYear = ({ kind, number }: Period): string | undefined =>
  kind === 'year' ? undefined : `${SIGNS[kind]}${number}`;
