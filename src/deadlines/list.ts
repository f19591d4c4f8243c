import { and, asc, eq, type SQL, sql } from 'drizzle-orm';
import type { CaseKind, Reach } from '../access/reach.ts';
import { preparedPerShape, type Reader } from '../database/handle.ts';
import type { Start } from '../http/paging.ts';
import { seesIntake } from '../intake/secrecy.ts';
import { intake } from '../intake/tables.ts';
import type { Day } from '../kernel/day.ts';
import { knowsAlsoWhom, seesCase } from '../person/secrecy.ts';
import { person } from '../person/tables.ts';
import { byEndDay, isSettled } from './evaluate.ts';
import { deadline } from './projection/tables.ts';
import type { DeadlineFilter, DeadlineState } from './schema.ts';

/**
 * Finds the deadlines that a list shows, by what is kept beside the record. One query per kind of case, since a caller
 * reaches differently far among intakes and investigations; both give their first rows in the order of the list.
 */

const { placeholder } = sql;

/** A place in the list. */
export interface Found {
  readonly id: string;
  readonly childId: string;
  readonly caseId: string;
  readonly endDay: Day;
}

interface Shape extends Record<string, unknown> {
  readonly kind: CaseKind;
  readonly unit: boolean;
  readonly handlerId: boolean;
  readonly rule: boolean;
  readonly state: DeadlineState | null;
  readonly from: boolean;
  readonly to: boolean;
  readonly after: boolean;
}

const shapeOf = (kind: CaseKind, filter: DeadlineFilter, after: boolean): Shape => ({
  kind,
  unit: filter.unit !== undefined,
  handlerId: filter.handlerId !== undefined,
  rule: filter.rule !== undefined,
  state: filter.state ?? null,
  from: filter.from !== undefined,
  to: filter.to !== undefined,
  after,
});

const today = placeholder('today');

/** What asks for something: open, and not settled by a day that has passed since it was kept. */
const isOpenNow: SQL = sql`(${deadline.settled} is null
  and (not ${deadline.settledByPassing} or ${deadline.lastLawfulDay} >= ${today}))`;

/** Where an open one stands today. */
const STANDS: Readonly<Record<'running' | 'nearing' | 'due-today' | 'overdue', SQL>> = {
  running: sql`${deadline.nearOn} > ${today}`,
  nearing: sql`${deadline.nearOn} <= ${today} and ${deadline.endDay} > ${today}`,
  'due-today': sql`${deadline.endDay} <= ${today} and ${deadline.lastLawfulDay} >= ${today}`,
  overdue: sql`${deadline.lastLawfulDay} < ${today}`,
};

const inState = (state: DeadlineState | null): SQL | undefined => {
  if (state === null) return isOpenNow;
  return isSettled(state) ? eq(deadline.settled, state) : and(isOpenNow, STANDS[state]);
};

const matching = (shape: Shape) =>
  and(
    eq(deadline.caseKind, shape.kind),
    shape.unit ? eq(deadline.unit, placeholder('unit')) : undefined,
    shape.handlerId ? eq(deadline.handlerId, placeholder('handlerId')) : undefined,
    shape.rule ? eq(deadline.rule, placeholder('rule')) : undefined,
    inState(shape.state),
    shape.from ? sql`${deadline.endDay} >= ${placeholder('from')}` : undefined,
    shape.to ? sql`${deadline.endDay} <= ${placeholder('to')}` : undefined,
    shape.after
      ? sql`(${deadline.endDay}, ${deadline.id}) > (${placeholder('afterKey')}, ${placeholder('afterId')})`
      : undefined,
    shape.kind === 'intake' ? seesIntake : seesCase(deadline),
    knowsAlsoWhom(deadline.partyId),
  );

const list = preparedPerShape((reader: Reader, shape: Shape) => {
  const query = reader
    .select({
      id: deadline.id,
      childId: deadline.childId,
      caseId: deadline.caseId,
      endDay: deadline.endDay,
    })
    .from(deadline)
    .innerJoin(person, eq(person.id, deadline.childId))
    .$dynamic();
  if (shape.kind === 'intake') query.innerJoin(intake, eq(intake.id, deadline.caseId));
  return query
    .where(matching(shape))
    .orderBy(asc(deadline.endDay), asc(deadline.id))
    .limit(placeholder('limit'))
    .prepare();
});
const count = preparedPerShape((reader: Reader, shape: Shape) => {
  const query = reader
    .select({ count: sql<number>`count(*)` })
    .from(deadline)
    .innerJoin(person, eq(person.id, deadline.childId))
    .$dynamic();
  if (shape.kind === 'intake') query.innerJoin(intake, eq(intake.id, deadline.caseId));
  return query.where(matching(shape)).prepare();
});

/** Who asks, on which day: the parameters of the predicate. */
export interface Eyes {
  readonly reach: Readonly<Record<CaseKind, Reach>>;
  readonly now: string;
  readonly today: Day;
}

const KINDS: readonly CaseKind[] = ['intake', 'investigation'];

const given = ({ reach, now, today: on }: Eyes, kind: CaseKind, filter: DeadlineFilter) => {
  const { unit, handlerId, rule, from, to } = filter;
  return { unit, handlerId, rule, from, to, ...reach[kind], now, today: on };
};

/** The first deadlines that match and that the caller sees: one more than `limit` when there is a further page. */
export async function findDeadlines(
  reader: Reader,
  eyes: Eyes,
  filter: DeadlineFilter,
  { limit, offset, after }: Start,
): Promise<Found[]> {
  const found: Found[] = [];
  for (const kind of KINDS) {
    const rows = await list(reader, shapeOf(kind, filter, after !== undefined)).execute({
      ...given(eyes, kind, filter),
      afterKey: after?.[0],
      afterId: after?.[1],
      limit: offset + limit + 1,
    });
    found.push(...rows);
  }
  return found.sort(byEndDay).slice(offset, offset + limit + 1);
}

/** How many match in all. */
export async function countDeadlines(reader: Reader, eyes: Eyes, filter: DeadlineFilter): Promise<number> {
  let total = 0;
  for (const kind of KINDS) {
    const [row] = await count(reader, shapeOf(kind, filter, false)).execute(given(eyes, kind, filter));
    total += Number(row!.count);
  }
  return total;
}
