import { smallPopulationOf } from '../access/boards.ts';
import { figuresReachOf, reachesFigures } from '../access/figures-reach.ts';
import { holds } from '../access/permissions.ts';
import type { Reading } from '../http/route.ts';
import { Forbidden, NotFound, type Violation, valid } from '../kernel/outcome.ts';
import { unitExists } from '../report/rules.ts';
import type { IndicatorQuestion, TableQuestion } from './counting/question.ts';
import { findIndicator, INDICATORS } from './indicator/catalogue.ts';
import { unitTwice } from './indicator/rules.ts';
import type { IndicatorQuery } from './indicator/schema.ts';
import { cannotBeCountedOn, countedOn, sidesWrong } from './table/rules.ts';
import type { TableQuery } from './table/schema.ts';

type Asking = Pick<Reading, 'board' | 'caller' | 'now' | 'today'>;

const CHILDREN_PER_PAGE = 200;

/** Who has one of these sees cases. */
const CASES = ['intake:read', 'investigation:read', 'intervention:read'] as const;

/**
 * The question that a request for indicators puts: all of them, or one.
 * @throws Invalid for an unknown unit, or a unit told twice.
 * @throws NotFound for an unknown indicator.
 * @throws Forbidden for another unit than the caller's, or the whole board.
 */
export function questionOfIndicators(
  asking: Asking,
  query: IndicatorQuery,
  id: string | undefined,
): IndicatorQuestion {
  if (id !== undefined && !findIndicator(id)) throw new NotFound();
  checkUnit(asking, query.unit, unitTwice(query));
  return {
    kind: 'indicators',
    ids: id === undefined ? INDICATORS.map((indicator) => indicator.id) : [id],
    by: query.by ?? null,
    trend: query.trend,
    ...askedIn(asking, query),
  };
}

/**
 * The question that a request for a table puts.
 * @throws Invalid for an unknown unit, and variables that cannot be laid out so.
 * @throws Forbidden for another unit than the caller's, or the whole board.
 */
export function questionOfTable(asking: Asking, query: TableQuery): TableQuestion {
  checkUnit(asking, query.unit, [...cannotBeCountedOn(query), ...sidesWrong(query)]);
  return {
    kind: 'table',
    unitOfCount: query.unitOfCount,
    on: countedOn(query),
    row: query.row,
    column: query.column ?? null,
    ...askedIn(asking, query),
  };
}

function askedIn(
  { board, caller, now, today }: Asking,
  { period, unit }: { readonly period: string; readonly unit?: string | undefined },
) {
  return {
    period,
    unit: unit ?? null,
    units: board.units.map(({ code, name }) => ({ code, name })),
    below: smallPopulationOf(board).below,
    whom: CASES.some((permission) => holds(caller, permission))
      ? ('unprotected' as const)
      : ('everyone' as const),
    today,
    asOf: now,
    childrenPerPage: CHILDREN_PER_PAGE,
  };
}

function checkUnit({ board, caller }: Asking, unit: string | undefined, others: readonly Violation[]): void {
  valid(unit === undefined ? [] : unitExists('unit', unit, board.units), others);
  if (reachesFigures(figuresReachOf(caller), unit ?? null)) return;
  throw new Forbidden({
    rule: 'figures.other-unit',
    text: {
      sv: 'Siffror ges för de egna enheterna. Hela nämndens ges till en controller för hela nämnden.',
      en: 'Figures are given of the own units. Those of the whole board go to a controller of the whole board.',
    },
    remedy: { sv: 'Ange en egen enhet i unit.', en: 'Name a unit of your own in unit.' },
  });
}
