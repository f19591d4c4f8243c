import { type AnyColumn, and, asc, eq, gt, gte, isNull, lt, lte, or, sql } from 'drizzle-orm';
import { prepared, type Reader } from '../../database/handle.ts';
import { intake } from '../../intake/tables.ts';
import { interventionFollowUp } from '../../intervention/follow-up/tables.ts';
import { intervention } from '../../intervention/tables.ts';
import { investigation } from '../../investigation/tables.ts';
import type { Instant } from '../../kernel/clock.ts';
import { type Day, dayOf } from '../../kernel/day.ts';
import { person } from '../../person/tables.ts';

/**
 * Which cases are counted, and on which day of theirs. For who sees no cases, every one of the board's: figures name none.
 * Who sees cases could take those from the figures, and have what is told of the protected children that are not seen:
 * for them no protected child is counted, not even one that they know of.
 */

const { placeholder } = sql;

export interface Found {
  readonly id: string;
  readonly childId: string;
  readonly unit: string;
  readonly on: Day;
}

/** Whose cases are counted. */
export type CountedChildren = 'everyone' | 'unprotected';

const isCounted = (childId: AnyColumn) => sql`(${placeholder('whom')} = 'everyone' or exists (
  select 1 from ${person} where ${person.id} = ${childId} and ${person.protectedIdentity} = 'ingen'))`;

/** Bounds to compare with, the end excluded. */
export interface Bounds {
  readonly start: string;
  readonly end: string;
}

const FROM = { intake, investigation, intervention } as const;
type Source = keyof typeof FROM;

const byColumn = <S extends Source>(source: S, column: keyof (typeof FROM)[S]['_']['columns']) =>
  prepared((reader: Reader) => {
    const from = FROM[source];
    const at = from[column as keyof typeof from] as typeof intake.receivedAt;
    return reader
      .select({ id: from.id, childId: from.childId, unit: from.unit, at: sql<string>`${at}` })
      .from(from)
      .where(and(gte(at, placeholder('start')), lt(at, placeholder('end')), isCounted(from.childId)))
      .orderBy(asc(at), asc(from.id))
      .prepare();
  });

const QUERIES = {
  received: byColumn('intake', 'receivedAt'),
  decided: byColumn('intake', 'decidedOn'),
  opened: byColumn('investigation', 'openedOn'),
  closed: byColumn('investigation', 'closedOn'),
  started: byColumn('intervention', 'startedOn'),
  ended: byColumn('intervention', 'endedOn'),
} as const;

const followedUp = prepared((reader: Reader) =>
  reader
    .select({
      id: intervention.id,
      childId: intervention.childId,
      unit: intervention.unit,
      at: sql<string>`${interventionFollowUp.heldOn}`,
    })
    .from(interventionFollowUp)
    .innerJoin(intervention, eq(intervention.id, interventionFollowUp.interventionId))
    .where(
      and(
        gte(interventionFollowUp.heldOn, placeholder('start')),
        lt(interventionFollowUp.heldOn, placeholder('end')),
        isNull(interventionFollowUp.retractedAt),
        isCounted(intervention.childId),
      ),
    )
    .orderBy(asc(interventionFollowUp.heldOn), asc(interventionFollowUp.id))
    .prepare(),
);

/** The days that something can be counted on. What is followed up counts on each such day, and on the day it ends. */
export const ON = [...(Object.keys(QUERIES) as (keyof typeof QUERIES)[]), 'followed-up'] as const;
export type On = (typeof ON)[number];

/** The cases that something happened to in a time. */
export async function findCases(
  reader: Reader,
  on: On,
  bounds: Bounds,
  whom: CountedChildren,
): Promise<Found[]> {
  const rows =
    on === 'followed-up'
      ? [
          ...(await followedUp(reader).execute({ ...bounds, whom })),
          ...(await QUERIES.ended(reader).execute({ ...bounds, whom })),
        ]
      : await QUERIES[on](reader).execute({ ...bounds, whom });
  return rows.map(({ id, childId, unit, at }) => ({
    id,
    childId,
    unit,
    on: on === 'received' ? dayOf(at as Instant) : (at as Day),
  }));
}

const open = prepared((reader: Reader) =>
  reader
    .selectDistinct({ childId: investigation.childId })
    .from(investigation)
    .where(
      and(
        lte(investigation.openedOn, placeholder('day')),
        or(isNull(investigation.closedOn), gt(investigation.closedOn, placeholder('day'))),
        isCounted(investigation.childId),
      ),
    )
    .orderBy(asc(investigation.childId))
    .prepare(),
);

/** The children who were under investigation when a day ended. */
export async function findInvestigated(reader: Reader, on: Day, whom: CountedChildren): Promise<string[]> {
  return (await open(reader).execute({ day: on, whom })).map(({ childId }) => childId);
}
