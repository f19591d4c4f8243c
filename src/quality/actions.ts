import { type Board, smallPopulationOf } from '../access/boards.ts';
import type { Caller } from '../access/caller.ts';
import { figuresReachOf } from '../access/figures-reach.ts';
import { holds } from '../access/permissions.ts';
import { reachOf } from '../access/reach.ts';
import type { Reader } from '../database/handle.ts';
import { cut, type Paging, startOf, unknownCursor } from '../http/paging.ts';
import { getForReading as getIntervention } from '../intervention/actions.ts';
import { getForReading as getInvestigation } from '../investigation/actions.ts';
import type { Instant } from '../kernel/clock.ts';
import type { Day } from '../kernel/day.ts';
import { NotFound, valid } from '../kernel/outcome.ts';
import { loadCaseRecords } from '../record/load.ts';
import { unitExists } from '../report/rules.ts';
import { QUALITY_VERSION } from './catalogue.ts';
import { findIn } from './evaluate.ts';
import {
  countChildren,
  countFindings,
  countPerUnit,
  countPerUnitSeen,
  type Eyes,
  listFindings,
  type Place,
} from './list.ts';
import { type CaseKind, SEVERITIES } from './rule.ts';
import { describeFinding, type Shown, summarise, unitsWithin } from './rules.ts';
import type { QualityFilter, QualityItem, QualitySummary } from './schema.ts';
import * as store from './store.ts';

/** Who asks, where and when. */
export interface Asking {
  readonly board: Board;
  readonly reader: Reader;
  readonly caller: Caller;
  readonly now: Instant;
  readonly today: Day;
}

const eyesOf = ({ caller, now, today }: Asking): Eyes => ({
  reach: { intake: reachOf(caller, 'intake'), investigation: reachOf(caller, 'investigation') },
  now,
  today,
});

/** What a cursor stands for: severity and day, and the finding's id. @throws HttpProblem 400 for one that is not ours. */
function placeOf(after: readonly [key: string, id: string]): Place {
  const [severity, since] = after[0].split(' ');
  const known = SEVERITIES.find((one) => one === severity);
  if (known === undefined || since === undefined) throw unknownCursor();
  return { severity: known, since, id: after[1] };
}

/** What the rules find in the cases that the caller sees, the most severe first and then what has held longest. */
export async function listQuality(asking: Asking, filter: QualityFilter, paging: Paging) {
  const { reader } = asking;
  const start = startOf(paging);
  const after = start.after && placeOf(start.after);
  const eyes = eyesOf(asking);
  const rows: Shown[] = await listFindings(reader, eyes, filter, start, after);
  const { items, page } = cut(rows, start.limit, ({ severity, since, id }) => [`${severity} ${since}`, id]);
  return {
    found: items,
    items: items.map(describeFinding),
    page: { ...page, ...(paging.total && { total: await countFindings(reader, eyes, filter) }) },
  };
}

/** Sees to it that a case is there for the caller, and tells whose it is. */
const SEEN: Readonly<
  Record<CaseKind, (asking: Asking, id: string) => Promise<{ readonly childId: string }>>
> = {
  async intake({ reader, caller, now }, id) {
    const seen = await store.findSeenIntake(reader, id, reachOf(caller, 'intake'), now);
    if (!seen) throw new NotFound();
    return seen;
  },
  investigation: ({ reader, caller, now }, id) => getInvestigation(reader, id, caller, now),
  intervention: ({ reader, caller, now }, id) => getIntervention(reader, id, caller, now),
};

/**
 * Everything that is found in one case by today, what has ended too, worked out anew from the record.
 * @throws NotFound when the case is not there or not to be known.
 */
export async function qualityOf(
  asking: Asking,
  kind: CaseKind,
  id: string,
): Promise<{ readonly childId: string; readonly items: QualityItem[] }> {
  const { childId } = await SEEN[kind](asking, id);
  const [record] = await loadCaseRecords(asking.reader, [childId]);
  const found = findIn(record!, asking.board).filter(
    (one) => one.case.id === id && one.since <= asking.today,
  );
  return { childId, items: found.map(describeFinding) };
}

/**
 * How many findings hold today, per rule and unit. A team leader is given the cases that they see; a controller, who
 * sees none, those of the units that figures may be given of. Of an unknown unit: Invalid; of one that is not the
 * caller's: nothing.
 */
export async function summariseQuality(
  asking: Asking,
  { unit = null }: { readonly unit?: string | null },
): Promise<QualitySummary> {
  const { reader, board, caller, today } = asking;
  if (unit !== null) valid(unitExists('unit', unit, board.units));
  const units = unitsWithin(figuresReachOf(caller), board.units);
  const seesCases = holds(caller, 'quality:read');
  const counts = seesCases
    ? await countPerUnitSeen(reader, units, eyesOf(asking))
    : await countPerUnit(reader, units, today);
  const guard = seesCases
    ? null
    : { below: smallPopulationOf(board).below, children: await countChildren(reader, units, today) };
  return {
    qualityVersion: QUALITY_VERSION,
    asOf: today,
    items: summarise(counts, units, { unit, guard }),
  };
}
