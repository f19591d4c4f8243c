import { type FiguresReach, reachesFigures } from '../access/figures-reach.ts';
import type { Day } from '../kernel/day.ts';

/** What a controller chooses to see (urval): a period, a unit, and what the shares are divided by. Nothing of a person. */
export interface Selection {
  readonly period: string;
  /** A unit's code; empty for the whole board. */
  readonly unit: string;
  /** Empty for undivided. */
  readonly by: string;
}

export interface Choice {
  readonly code: string;
  readonly label: string;
}

/** What there is to choose from; the first of each is what is shown when nothing is chosen. */
export interface Choices {
  readonly period: readonly { readonly year: string; readonly choices: readonly Choice[] }[];
  readonly unit: readonly Choice[];
  readonly by: readonly Choice[];
}

const YEARS_BACK = 4;

const PARTS = [
  { suffix: '', from: 1, label: 'hela året' },
  { suffix: '-H1', from: 1, label: 'första halvåret' },
  { suffix: '-H2', from: 7, label: 'andra halvåret' },
  { suffix: '-Q1', from: 1, label: 'första kvartalet' },
  { suffix: '-Q2', from: 4, label: 'andra kvartalet' },
  { suffix: '-Q3', from: 7, label: 'tredje kvartalet' },
  { suffix: '-Q4', from: 10, label: 'fjärde kvartalet' },
] as const;

const DIVISIONS: readonly Choice[] = [
  { code: '', label: 'ingenting' },
  { code: 'sex', label: 'kön' },
  { code: 'ageGroup', label: 'åldersgrupp' },
];

/** Periods that have begun, the latest year first; units that the caller may be given figures of. */
export function choicesOf(
  today: Day,
  units: readonly { readonly code: string; readonly name: string }[],
  reach: FiguresReach,
): Choices {
  const [year, month] = today.split('-').map(Number) as [number, number];
  const years = Array.from({ length: YEARS_BACK + 1 }, (_, back) => year - back);
  const within = units.filter(({ code }) => reachesFigures(reach, code));
  return {
    period: years.map((one) => ({
      year: String(one),
      choices: PARTS.filter(({ from }) => one < year || from <= month).map(({ suffix, label }) => ({
        code: `${one}${suffix}`,
        label: `${one}, ${label}`,
      })),
    })),
    unit: [
      ...(reach === 'board' ? [{ code: '', label: 'hela nämnden' }] : []),
      ...within.map(({ code, name }) => ({ code, label: name })),
    ],
    // Who must choose one unit has nothing to compare it with.
    by: reach === 'board' ? [...DIVISIONS, { code: 'unit', label: 'enhet' }] : DIVISIONS,
  };
}

/** What a query chooses; anything that is not among the choices is as if it were not there. */
export function selectionOf(query: unknown, choices: Choices): Selection {
  const asked = query as Partial<Record<string, unknown>>;
  const one = (name: keyof Selection, list: readonly Choice[]) =>
    (list.find(({ code }) => code === asked[name]) ?? list[0])?.code ?? '';
  return {
    period: one(
      'period',
      choices.period.flatMap(({ choices: list }) => list),
    ),
    unit: one('unit', choices.unit),
    by: one('by', choices.by),
  };
}

/** As a query, to come back to: `?period=2026&unit=…`. */
export const queryOf = (selection: Selection): string =>
  `?${new URLSearchParams(Object.entries(selection).filter(([, value]) => value !== ''))}`;
