import type { Reader } from '../../database/handle.ts';
import { daysAfter } from '../../kernel/day.ts';
import { findVariable } from '../../variables/catalogue.ts';
import { derive } from '../../variables/derive.ts';
import { recorded, type Value, valued } from '../../variables/value.ts';
import type { Variable } from '../../variables/variable.ts';
import { leavingIn } from '../counting/leaving.ts';
import type { IndicatorQuestion } from '../counting/question.ts';
import { collect, type Looking, lookAtRecords } from '../counting/read.ts';
import { handlerOn, standingOn } from '../counting/standing.ts';
import { findCases, findInvestigated } from '../counting/store.ts';
import type { Case, Cross, Side } from '../dimension/cross.ts';
import { dimensionOf, type Member, WITHOUT } from '../dimension/dimension.ts';
import { type Period, periodNamed, wholeYear, withEarlier } from '../period.ts';
import { besideOf, heldBackWith } from './beside.ts';
import { findIndicator, type Indicator, type Way } from './catalogue.ts';
import * as compute from './compute.ts';
import { BANDS, type By, bandOf, type Group, groupsOf, sideOf, sideOfValues, VARIABLE_OF } from './groups.ts';

/** What an indicator says of a period, group by group. */
export interface PeriodFigures {
  readonly period: Period;
  readonly days: compute.Days;
  readonly groups: readonly (Group & compute.Figure)[];
}

export interface IndicatorFigures {
  readonly indicator: Indicator;
  readonly periods: readonly PeriodFigures[];
}

/** Works out indicators. Each record is read once, whatever many of them look at. */
export async function answerIndicators(
  reader: Reader,
  question: IndicatorQuestion,
): Promise<readonly IndicatorFigures[]> {
  const periods = withEarlier(periodNamed(question.period)!, question.trend);
  const indicators = question.ids.map((id) => findIndicator(id)!);
  const lookings: Looking[] = [];
  const populations = new Map<string, Promise<{ readonly cases: readonly Case[] }>>();
  const asked = {
    reader,
    question,
    periods,
    lookings,
    populations,
    needed: neededBy(indicators, question.by),
  };
  const told: (() => IndicatorFigures)[] = [];
  for (const indicator of indicators) told.push(await PREPARE[indicator.way.kind](indicator, asked));
  await lookAtRecords(reader, lookings, question.childrenPerPage);
  return told.map((tell) => tell());
}

interface Asking {
  readonly reader: Reader;
  readonly question: IndicatorQuestion;
  readonly periods: readonly Period[];
  readonly lookings: Looking[];
  readonly populations: Map<string, Promise<{ readonly cases: readonly Case[] }>>;
  readonly needed: ReadonlyMap<string, readonly Variable[]>;
}

const keyOf = ({ unitOfCount, on }: Counting) => `${unitOfCount} ${on}`;
type Counting = Extract<Way, { of: unknown }>['of'];

/** The variables that the cases of each population are asked for. */
function neededBy(indicators: readonly Indicator[], by: By | null): ReadonlyMap<string, readonly Variable[]> {
  const needed = new Map<string, Set<string>>();
  for (const { way } of indicators) {
    if (!('of' in way)) continue;
    const key = keyOf(way.of);
    const ids = needed.get(key) ?? new Set();
    ids.add(way.variable);
    if (way.of.only) ids.add(way.of.only.variable);
    if (by === 'sex' || by === 'ageGroup') ids.add(VARIABLE_OF[by]);
    needed.set(key, ids);
  }
  return new Map([...needed].map(([key, ids]) => [key, [...ids].map((id) => findVariable(id)!)]));
}

/** The cases of the years that the periods lie in, read once for all who ask. */
async function casesOf({ reader, question, periods, lookings, populations, needed }: Asking, of: Counting) {
  const key = keyOf(of);
  let known = populations.get(key);
  if (!known) {
    const { unitOfCount, on } = of;
    const [from, to] = [wholeYear(periods[0]!.year).from, wholeYear(periods.at(-1)!.year).to];
    known = collect(
      reader,
      { unitOfCount, on, from, to, variables: needed.get(key)!, whom: question.whom },
      question.today,
    ).then((collected) => {
      lookings.push(collected);
      return collected;
    });
    populations.set(key, known);
  }
  return (await known).cases;
}

type Prepare = (indicator: Indicator, asked: Asking) => Promise<() => IndicatorFigures>;

/** What each kind has to read, and what it then says. */
const PREPARE: Readonly<Record<Way['kind'], Prepare>> = {
  share: prepareCounted,
  mean: prepareCounted,
  median: prepareCounted,
  'not-returned': prepareNotReturned,
  'per-handler': preparePerHandler,
};

async function prepareCounted(indicator: Indicator, asked: Asking): Promise<() => IndicatorFigures> {
  const way = indicator.way as Extract<Way, { of: unknown }>;
  const { question, periods } = asked;
  const { below, today } = question;
  const cases = await casesOf(asked, way.of);
  const { side, members } = sideBy(question.by);
  const column = way.kind === 'share' ? sideOf(dimensionOf(findVariable(way.variable)!)!) : null;
  // What is followed up counts in several periods, and no sum holds: each stands alone.
  const alone = way.of.on === 'followed-up';
  /** The cross tables of some cases, each year's made once. */
  const crossesOf = (counted: readonly Case[], across: Side | null) => {
    const years = new Map<number, Cross>();
    return (period: Period, during: readonly Case[]) => {
      const sides = { row: side, column: across, below };
      if (alone) return compute.crossAlone(during, sides);
      const known =
        years.get(period.year) ?? compute.crossOfYear(counted, { year: period.year, today, ...sides });
      years.set(period.year, known);
      return known;
    };
  };
  return () => {
    const counted = compute.narrowed(cases, way.of.only);
    const crossFor = crossesOf(counted, column);
    const besides = besideOf(indicator, cases, side).map((beside) => ({
      beside,
      crossFor: crossesOf(beside.cases, beside.column),
    }));
    return {
      indicator,
      periods: periods.map((period) => {
        const days = compute.daysOf(indicator, period, today);
        const within = counted.filter(({ on }) => days.from <= on && on <= days.to);
        const during = alone ? compute.once(within) : within;
        const groups = groupsFor(question, members, side, during);
        if (days.reason !== null) return nothing(period, days, groups);
        const cross = crossFor(period, during);
        const time = alone ? undefined : compute.timeIn(indicator, period);
        const rowOf = (values: Case['values']) => side?.view.leafOf(values[side.variable]!);
        const crosses = besides.map((one) => ({ beside: one.beside, cross: one.crossFor(period, during) }));
        const figure = (group: Group) =>
          heldBackWith(
            crosses,
            group,
            time,
            way.kind === 'share'
              ? compute.shareIn(cross, group, { time, ...way })
              : compute.averageIn(cross, group, { ...way, cases: during, time, rowOf }),
          );
        return { period, days, groups: groups.map((group) => ({ ...group, ...figure(group) })) };
      }),
    };
  };
}

/** The side that tells groups apart; none where they are units, or everyone. */
function sideBy(by: By | null): { readonly side: Side | null; readonly members: readonly Member[] } {
  if (by === null || by === 'unit') return { side: null, members: [] };
  const dimension = dimensionOf(findVariable(VARIABLE_OF[by])!)!;
  return { side: sideOf(dimension), members: dimension.members };
}

function groupsFor(
  { by, unit, units }: Pick<IndicatorQuestion, 'by' | 'unit' | 'units'>,
  members: readonly Member[],
  side: Side | null,
  cases: readonly Case[],
): Group[] {
  const seen = (code: string) =>
    side !== null && cases.some(({ values }) => side.view.leafOf(values[side.variable]!) === code);
  return groupsOf({ by, unit, units, members, seen });
}

const nothing = (period: Period, days: compute.Days, groups: readonly Group[]): PeriodFigures => ({
  period,
  days,
  groups: groups.map((group) => ({ ...group, ...compute.NOTHING })),
});

const GROUP = '#group';
const RETURNED = 'returned';

async function prepareNotReturned(indicator: Indicator, asked: Asking): Promise<() => IndicatorFigures> {
  const { reader, question, periods, lookings } = asked;
  const { today, below } = question;
  const told: (() => PeriodFigures)[] = [];
  // Sex and unit as asked; the two ages where nothing else is, or the age.
  const bySex = question.by === 'sex';
  const members = bySex ? sideBy('sex').members : question.by === 'unit' ? [] : [...BANDS];
  const side =
    question.by === 'unit'
      ? null
      : sideOfValues(
          GROUP,
          members.map(({ code }) => code).filter((code) => !WITHOUT.some((one) => one.code === code)),
        );
  const column = sideOfValues(RETURNED, ['true', 'false']);
  for (const period of periods) {
    const days = compute.daysOf(indicator, period, today);
    const cases: Case[] = [];
    if (days.reason === null) {
      const bounds = { start: days.from, end: daysAfter(days.to, 1) };
      const ended = [
        ...(await findCases(reader, 'closed', bounds, question.whom)),
        ...(await findCases(reader, 'ended', bounds, question.whom)),
      ];
      lookings.push({
        childIds: [...new Set(ended.map(({ childId }) => childId))],
        look(record) {
          const left = leavingIn(record, days);
          if (!left) return;
          const group: Value = bySex ? recorded(record.child.legalSex) : bandOf(left);
          const values = { [GROUP]: group, [RETURNED]: valued(left.returned) };
          cases.push({ id: record.child.id, childId: record.child.id, unit: left.unit, on: left.on, values });
        },
      });
    }
    told.push(() => {
      const groups = groupsFor(question, members, side, cases);
      if (days.reason !== null) return nothing(period, days, groups);
      const cross = compute.crossAlone(cases, { row: side, column, below });
      const figure = ({ unit, row }: Group) =>
        compute.share(cross.at({ unit, row, column: 'false' }), cross.at({ unit, row }));
      return { period, days, groups: groups.map((group) => ({ ...group, ...figure(group) })) };
    });
  }
  return () => ({ indicator, periods: told.map((tell) => tell()) });
}

async function preparePerHandler(indicator: Indicator, asked: Asking): Promise<() => IndicatorFigures> {
  const { reader, question, periods, lookings } = asked;
  const { today, below } = question;
  const { side, members } = sideBy(question.by);
  const variables = side === null ? [] : [findVariable(side.variable)!];
  const told: (() => PeriodFigures)[] = [];
  for (const period of periods) {
    const days = compute.daysOf(indicator, period, today);
    const cases: (Case & { readonly handlerId: string })[] = [];
    if (days.reason === null) {
      lookings.push({
        childIds: await findInvestigated(reader, days.to, question.whom),
        look(record) {
          for (const one of standingOn(record, days.to)) {
            const values = derive(record, { kind: 'investigation', id: one.id }, today, variables);
            const { id, unit } = one;
            cases.push({
              id,
              childId: record.child.id,
              unit,
              on: days.to,
              values,
              handlerId: handlerOn(one, days.to),
            });
          }
        },
      });
    }
    told.push(() => {
      const groups = groupsFor(question, members, side, cases);
      if (days.reason !== null) return nothing(period, days, groups);
      const cross = compute.crossAlone(cases, { row: side, column: null, below });
      return {
        period,
        days,
        groups: groups.map((group) => ({ ...group, ...perHandler(cross, group, cases, side) })),
      };
    });
  }
  return () => ({ indicator, periods: told.map((tell) => tell()) });
}

function perHandler(
  cross: Cross,
  { unit, row }: Group,
  cases: readonly (Case & { readonly handlerId: string })[],
  side: Side | null,
): compute.Figure {
  const { count, suppressed } = cross.at({ unit, row });
  if (suppressed) return { ...compute.NOTHING, suppressed };
  const handlers = new Set(
    cases
      .filter(
        (one) =>
          (unit === null || one.unit === unit) &&
          (row === undefined || side?.view.leafOf(one.values[side.variable]!) === row),
      )
      .map(({ handlerId }) => handlerId),
  ).size;
  return {
    numerator: count,
    denominator: handlers,
    value: handlers === 0 ? null : compute.rounded(count! / handlers, 1),
    suppressed,
  };
}
