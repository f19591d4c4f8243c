import { and, asc, desc, eq, isNotNull, isNull, lte, sql } from 'drizzle-orm';
import type { CaseKind, Reach } from '../access/reach.ts';
import { inJsonList } from '../database/columns.ts';
import { changeAndKeep, type Moment } from '../database/earlier-versions.ts';
import { prepared, preparedPerShape, type Reader, type Tx } from '../database/handle.ts';
import type { Start } from '../http/paging.ts';
import { seesIntake } from '../intake/secrecy.ts';
import { intake } from '../intake/tables.ts';
import { investigation } from '../investigation/tables.ts';
import type { Day } from '../kernel/day.ts';
import { seesCase } from '../person/secrecy.ts';
import { person } from '../person/tables.ts';
import type { InterventionFilter } from './schema.ts';
import { type InterventionRow, intervention, interventionAssignment } from './tables.ts';

const { placeholder } = sql;
const sees = seesCase(intervention);

const seen = prepared((reader: Reader) =>
  reader
    .select({ intervention })
    .from(intervention)
    .innerJoin(person, eq(person.id, intervention.childId))
    .where(and(eq(intervention.id, placeholder('id')), sees))
    .prepare(),
);
const seenAmong = prepared((reader: Reader) =>
  reader
    .select({ id: intervention.id })
    .from(intervention)
    .innerJoin(person, eq(person.id, intervention.childId))
    .where(and(inJsonList(intervention.id, placeholder('ids')), sees))
    .prepare(),
);
const CASES = { intake, investigation, intervention } as const;
const ofChild = preparedPerShape((reader: Reader, { kind }: { readonly kind: keyof typeof CASES }) => {
  const of = CASES[kind];
  return reader
    .select({ id: of.id })
    .from(of)
    .innerJoin(person, eq(person.id, of.childId))
    .where(and(eq(of.childId, placeholder('childId')), kind === 'intake' ? seesIntake : seesCase(of)))
    .limit(1)
    .prepare();
});
const decided = prepared((reader: Reader) =>
  reader
    .select({ id: intervention.id })
    .from(intervention)
    .where(
      and(
        eq(intervention.investigationId, placeholder('investigationId')),
        eq(intervention.decidedAs, placeholder('decidedAs')),
      ),
    )
    .prepare(),
);
const assignmentsOf = prepared((reader: Reader) =>
  reader
    .select({
      handlerId: interventionAssignment.handlerId,
      unit: interventionAssignment.unit,
      from: interventionAssignment.from,
      by: interventionAssignment.by,
    })
    .from(interventionAssignment)
    .where(eq(interventionAssignment.interventionId, placeholder('id')))
    .orderBy(asc(interventionAssignment.from), asc(interventionAssignment.id))
    .prepare(),
);
const childByNumber = prepared((reader: Reader) =>
  reader
    .selectDistinct({ childId: intervention.childId })
    .from(intervention)
    .innerJoin(person, eq(person.id, intervention.childId))
    .where(and(eq(intervention.caseNumber, placeholder('caseNumber')), sees))
    .prepare(),
);

/** An intervention that the caller sees. */
export async function findIntervention(
  reader: Reader,
  id: string,
  reach: Reach,
  now: string,
): Promise<InterventionRow | undefined> {
  return (await seen(reader).execute({ id, now, ...reach }))[0]?.intervention;
}

/** Which of some ids are those of interventions that the caller sees. */
export async function findSeenInterventions(
  reader: Reader,
  ids: readonly string[],
  reach: Reach,
  now: string,
) {
  if (ids.length === 0) return [];
  const rows = await seenAmong(reader).execute({ ids: JSON.stringify(ids), ...reach, now });
  return rows.map(({ id }) => id);
}

/** Whether the caller sees any case of a child. */
export async function seesSomeCase(
  reader: Reader,
  childId: string,
  reach: Readonly<Record<CaseKind, Reach>>,
  now: string,
): Promise<boolean> {
  for (const kind of ['intake', 'investigation', 'intervention'] as const) {
    const seenBy = reach[kind === 'intake' ? 'intake' : 'investigation'];
    if ((await ofChild(reader, { kind }).execute({ childId, now, ...seenBy })).length > 0) return true;
  }
  return false;
}

/** Whether a decided intervention is given, whoever asks: for rules. */
export async function isGiven(reader: Reader, investigationId: string, decidedAs: number): Promise<boolean> {
  return (await decided(reader).execute({ investigationId, decidedAs })).length > 0;
}

export function findAssignments(reader: Reader, id: string) {
  return assignmentsOf(reader).execute({ id });
}

/** The child of the interventions with a case number, when the caller sees one of them: one id or none. */
export async function findChildByInterventionNumber(
  reader: Reader,
  caseNumber: string,
  reach: Reach,
  now: string,
): Promise<string[]> {
  const rows = await childByNumber(reader).execute({ caseNumber, ...reach, now });
  return rows.map(({ childId }) => childId);
}

interface Shape extends Record<string, unknown> {
  readonly unit: boolean;
  readonly handlerId: boolean;
  readonly childId: boolean;
  readonly state: InterventionFilter['state'] | null;
  readonly due: boolean | null;
  readonly after: boolean;
}

const shapeOf = (filter: InterventionFilter, after: boolean): Shape => ({
  unit: filter.unit !== undefined,
  handlerId: filter.handlerId !== undefined,
  childId: filter.childId !== undefined,
  state: filter.state ?? null,
  due: filter.followUpDue ?? null,
  after,
});

const isDue = and(isNull(intervention.endedOn), lte(intervention.followUpOn, placeholder('today')));

const matching = (shape: Shape) =>
  and(
    shape.unit ? eq(intervention.unit, placeholder('unit')) : undefined,
    shape.handlerId ? eq(intervention.handlerId, placeholder('handlerId')) : undefined,
    shape.childId ? eq(intervention.childId, placeholder('childId')) : undefined,
    shape.state === 'open' ? isNull(intervention.endedOn) : undefined,
    shape.state === 'ended' ? isNotNull(intervention.endedOn) : undefined,
    shape.due === true ? isDue : undefined,
    // What has no agreed day is not due either.
    shape.due === false ? sql`not coalesce(${isDue}, false)` : undefined,
    shape.after
      ? sql`(${intervention.startedOn}, ${intervention.id}) < (${placeholder('afterKey')}, ${placeholder('afterId')})`
      : undefined,
    sees,
  );

const list = preparedPerShape((reader: Reader, shape: Shape) =>
  reader
    .select({ intervention })
    .from(intervention)
    .innerJoin(person, eq(person.id, intervention.childId))
    .where(matching(shape))
    .orderBy(desc(intervention.startedOn), desc(intervention.id))
    .limit(placeholder('limit'))
    .offset(placeholder('offset'))
    .prepare(),
);
const count = preparedPerShape((reader: Reader, shape: Shape) =>
  reader
    .select({ count: sql<number>`count(*)` })
    .from(intervention)
    .innerJoin(person, eq(person.id, intervention.childId))
    .where(matching(shape))
    .prepare(),
);

/** Who asks, and when: what narrows a list beside its filter. */
export interface Asked {
  readonly reach: Reach;
  readonly now: string;
  readonly today: Day;
}

/** Interventions that the caller sees, the latest first; one more than `limit` when there is a further page. */
export async function listInterventions(
  reader: Reader,
  filter: InterventionFilter,
  { limit, offset, after }: Start,
  { reach, now, today }: Asked,
): Promise<InterventionRow[]> {
  const rows = await list(reader, shapeOf(filter, after !== undefined)).execute({
    ...filter,
    ...reach,
    now,
    today,
    limit: limit + 1,
    offset,
    afterKey: after?.[0],
    afterId: after?.[1],
  });
  return rows.map((row) => row.intervention);
}

/** How many interventions the list holds in all. */
export async function countInterventions(
  reader: Reader,
  filter: InterventionFilter,
  { reach, now, today }: Asked,
): Promise<number> {
  const [row] = await count(reader, shapeOf(filter, false)).execute({ ...filter, ...reach, now, today });
  return Number(row?.count ?? 0);
}

export async function insertIntervention(tx: Tx, row: InterventionRow): Promise<void> {
  await tx.insert(intervention).values(row);
}

export async function updateIntervention(
  at: Moment,
  id: string,
  change: Partial<InterventionRow>,
): Promise<void> {
  await changeAndKeep(at, intervention, { id }, change);
}

export async function insertAssignment(
  tx: Tx,
  row: typeof interventionAssignment.$inferSelect,
): Promise<void> {
  await tx.insert(interventionAssignment).values(row);
}
