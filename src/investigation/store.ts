import { and, asc, desc, eq, gt, inArray, isNotNull, isNull, ne, or, sql } from 'drizzle-orm';
import type { Reach } from '../access/reach.ts';
import { inJsonList } from '../database/columns.ts';
import { changeAndKeep, type Moment } from '../database/earlier-versions.ts';
import { prepared, preparedPerShape, type Reader, type Tx } from '../database/handle.ts';
import type { Start } from '../http/paging.ts';
import type { KeptExtension } from '../intake/schema.ts';
import { intake } from '../intake/tables.ts';
import type { Day } from '../kernel/day.ts';
import { seesCase } from '../person/secrecy.ts';
import { person } from '../person/tables.ts';
import type { InvestigationFilter } from './schema.ts';
import {
  type InvestigationRow,
  investigation,
  investigationAssignment,
  investigationExtension,
} from './tables.ts';

const { placeholder } = sql;
const sees = seesCase(investigation);

const seen = prepared((reader: Reader) =>
  reader
    .select({ investigation })
    .from(investigation)
    .innerJoin(person, eq(person.id, investigation.childId))
    .where(and(eq(investigation.id, placeholder('id')), sees))
    .prepare(),
);
const unclosedOn = prepared((reader: Reader) =>
  reader
    .select()
    .from(investigation)
    .where(
      and(
        eq(investigation.childId, placeholder('childId')),
        or(isNull(investigation.closedOn), gt(investigation.closedOn, placeholder('on'))),
      ),
    )
    .orderBy(asc(investigation.openedOn), asc(investigation.id))
    .prepare(),
);
const byId = prepared((reader: Reader) =>
  reader
    .select()
    .from(investigation)
    .where(eq(investigation.id, placeholder('id')))
    .prepare(),
);
const extensionsOf = prepared((reader: Reader) =>
  reader
    .select()
    .from(investigationExtension)
    .where(eq(investigationExtension.investigationId, placeholder('id')))
    .orderBy(asc(investigationExtension.decidedOn), asc(investigationExtension.id))
    .prepare(),
);
const assignmentsOf = prepared((reader: Reader) =>
  reader
    .select()
    .from(investigationAssignment)
    .where(eq(investigationAssignment.investigationId, placeholder('id')))
    .orderBy(asc(investigationAssignment.from), asc(investigationAssignment.id))
    .prepare(),
);
const joinedTo = prepared((reader: Reader) =>
  reader
    .select({ id: intake.id })
    .from(intake)
    .innerJoin(investigation, eq(investigation.id, intake.investigationId))
    .where(and(eq(intake.investigationId, placeholder('id')), ne(intake.id, investigation.intakeId)))
    .orderBy(asc(intake.id))
    .prepare(),
);

const seenAmong = prepared((reader: Reader) =>
  reader
    .select({ id: investigation.id })
    .from(investigation)
    .innerJoin(person, eq(person.id, investigation.childId))
    .where(and(inJsonList(investigation.id, placeholder('ids')), sees))
    .prepare(),
);

/** Which of some ids are those of investigations that the caller sees. */
export async function findSeenInvestigations(
  reader: Reader,
  ids: readonly string[],
  reach: Reach,
  now: string,
) {
  if (ids.length === 0) return [];
  const rows = await seenAmong(reader).execute({ ids: JSON.stringify(ids), ...reach, now });
  return rows.map(({ id }) => id);
}

/** An investigation that the caller sees. */
export async function findInvestigation(
  reader: Reader,
  id: string,
  reach: Reach,
  now: string,
): Promise<InvestigationRow | undefined> {
  return (await seen(reader).execute({ id, now, ...reach }))[0]?.investigation;
}

/** The investigations of a child that were not closed by a day, in the order opened, whoever asks: for rules. */
export function findUnclosedOn(reader: Reader, childId: string, on: Day): Promise<InvestigationRow[]> {
  return unclosedOn(reader).execute({ childId, on });
}

/** An investigation that a report joins, whoever sees it. */
export async function findInvestigationToJoin(
  reader: Reader,
  id: string,
): Promise<InvestigationRow | undefined> {
  return (await byId(reader).execute({ id }))[0];
}

export async function findExtensions(reader: Reader, id: string): Promise<KeptExtension[]> {
  return (await extensionsOf(reader).execute({ id })).map(
    ({ investigationId: _, ...extension }) => extension,
  );
}

export async function findAssignments(reader: Reader, id: string) {
  return assignmentsOf(reader).execute({ id });
}

export async function findJoinedIntakes(reader: Reader, id: string): Promise<string[]> {
  return (await joinedTo(reader).execute({ id })).map((row) => row.id);
}

interface Shape extends Record<string, unknown> {
  readonly unit: boolean;
  readonly handlerId: boolean;
  readonly childId: boolean;
  readonly state: InvestigationFilter['state'] | null;
  readonly after: boolean;
}

const shapeOf = ({ unit, handlerId, childId, state }: InvestigationFilter, after: boolean): Shape => ({
  unit: unit !== undefined,
  handlerId: handlerId !== undefined,
  childId: childId !== undefined,
  state: state ?? null,
  after,
});

const matching = (shape: Shape) =>
  and(
    shape.unit ? eq(investigation.unit, placeholder('unit')) : undefined,
    shape.handlerId ? eq(investigation.handlerId, placeholder('handlerId')) : undefined,
    shape.childId ? eq(investigation.childId, placeholder('childId')) : undefined,
    shape.state === 'open' ? isNull(investigation.closedOn) : undefined,
    shape.state === 'closed' ? isNotNull(investigation.closedOn) : undefined,
    shape.after
      ? sql`(${investigation.openedOn}, ${investigation.id}) < (${placeholder('afterKey')}, ${placeholder('afterId')})`
      : undefined,
    sees,
  );

const list = preparedPerShape((reader: Reader, shape: Shape) =>
  reader
    .select({ investigation })
    .from(investigation)
    .innerJoin(person, eq(person.id, investigation.childId))
    .where(matching(shape))
    .orderBy(desc(investigation.openedOn), desc(investigation.id))
    .limit(placeholder('limit'))
    .offset(placeholder('offset'))
    .prepare(),
);
const count = preparedPerShape((reader: Reader, shape: Shape) =>
  reader
    .select({ count: sql<number>`count(*)` })
    .from(investigation)
    .innerJoin(person, eq(person.id, investigation.childId))
    .where(matching(shape))
    .prepare(),
);

/** Investigations that the caller sees, the latest first; one more than `limit` when there is a further page. */
export async function listInvestigations(
  reader: Reader,
  filter: InvestigationFilter,
  { limit, offset, after }: Start,
  reach: Reach,
  now: string,
): Promise<InvestigationRow[]> {
  const rows = await list(reader, shapeOf(filter, after !== undefined)).execute({
    ...filter,
    ...reach,
    now,
    limit: limit + 1,
    offset,
    afterKey: after?.[0],
    afterId: after?.[1],
  });
  return rows.map((row) => row.investigation);
}

/** How many investigations the list holds in all. */
export async function countInvestigations(
  reader: Reader,
  filter: InvestigationFilter,
  reach: Reach,
  now: string,
): Promise<number> {
  const [row] = await count(reader, shapeOf(filter, false)).execute({ ...filter, ...reach, now });
  return Number(row?.count ?? 0);
}

/** The children among these who have a running investigation that the caller sees. */
export async function findChildrenUnderInvestigation(
  reader: Reader,
  childIds: readonly string[],
  reach: Reach,
  now: string,
) {
  if (childIds.length === 0) return new Set<string>();
  const rows = await reader
    .selectDistinct({ childId: investigation.childId })
    .from(investigation)
    .innerJoin(person, eq(person.id, investigation.childId))
    .where(and(inArray(investigation.childId, [...childIds]), isNull(investigation.closedOn), sees))
    .prepare()
    .execute({ ...reach, now });
  return new Set(rows.map((row) => row.childId));
}

export async function insertInvestigation(tx: Tx, row: InvestigationRow): Promise<void> {
  await tx.insert(investigation).values(row);
}

export async function updateInvestigation(
  at: Moment,
  id: string,
  change: Partial<InvestigationRow>,
): Promise<void> {
  await changeAndKeep(at, investigation, { id }, change);
}

export async function insertExtension(
  tx: Tx,
  row: KeptExtension & { investigationId: string },
): Promise<void> {
  await tx.insert(investigationExtension).values(row);
}

export async function insertAssignment(
  tx: Tx,
  row: typeof investigationAssignment.$inferSelect,
): Promise<void> {
  await tx.insert(investigationAssignment).values(row);
}

/** The child of the investigation with a case number, when the caller sees it: one id or none. */
export async function findChildByInvestigationNumber(
  reader: Reader,
  caseNumber: string,
  reach: Reach,
  now: string,
): Promise<string[]> {
  const rows = await reader
    .select({ childId: investigation.childId })
    .from(investigation)
    .innerJoin(person, eq(person.id, investigation.childId))
    .where(and(eq(investigation.caseNumber, caseNumber), sees))
    .prepare()
    .execute({ ...reach, now });
  return rows.map((row) => row.childId);
}
