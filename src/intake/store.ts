import { and, asc, desc, eq, inArray, isNotNull, isNull, sql } from 'drizzle-orm';
import type { Reach } from '../access/reach.ts';
import { inJsonList } from '../database/columns.ts';
import { changeAndKeep, type Moment } from '../database/earlier-versions.ts';
import { prepared, preparedPerShape, type Reader, type Tx } from '../database/handle.ts';
import type { Start } from '../http/paging.ts';
import { knowsPerson } from '../person/secrecy.ts';
import { person } from '../person/tables.ts';
import type { IntakeFilter, IntakeSummary, KeptExtension, ProtectionAssessment } from './schema.ts';
import { seesIntake } from './secrecy.ts';
import { intake, intakeAssignment, intakeExtension, protectionAssessment } from './tables.ts';

export type IntakeRow = typeof intake.$inferSelect;

const { placeholder } = sql;
const sees = seesIntake;

const seen = prepared((reader: Reader) =>
  reader
    .select({ intake })
    .from(intake)
    .innerJoin(person, eq(person.id, intake.childId))
    .where(and(eq(intake.id, placeholder('id')), sees))
    .prepare(),
);
const assessmentsOf = prepared((reader: Reader) =>
  reader
    .select()
    .from(protectionAssessment)
    .where(eq(protectionAssessment.intakeId, placeholder('id')))
    .orderBy(asc(protectionAssessment.assessedAt), asc(protectionAssessment.id))
    .prepare(),
);
const extensionsOf = prepared((reader: Reader) =>
  reader
    .select()
    .from(intakeExtension)
    .where(eq(intakeExtension.intakeId, placeholder('id')))
    .orderBy(asc(intakeExtension.decidedOn), asc(intakeExtension.id))
    .prepare(),
);
const assignmentsOf = prepared((reader: Reader) =>
  reader
    .select()
    .from(intakeAssignment)
    .where(eq(intakeAssignment.intakeId, placeholder('id')))
    .orderBy(asc(intakeAssignment.from), asc(intakeAssignment.id))
    .prepare(),
);

const seenAmong = prepared((reader: Reader) =>
  reader
    .select({ id: intake.id })
    .from(intake)
    .innerJoin(person, eq(person.id, intake.childId))
    .where(and(inJsonList(intake.id, placeholder('ids')), sees))
    .prepare(),
);

/** Which of some ids are those of intakes that the caller sees. */
export async function findSeenIntakes(reader: Reader, ids: readonly string[], reach: Reach, now: string) {
  if (ids.length === 0) return [];
  const rows = await seenAmong(reader).execute({ ids: JSON.stringify(ids), ...reach, now });
  return rows.map(({ id }) => id);
}

/** An intake that the caller sees. */
export async function findIntake(
  reader: Reader,
  id: string,
  reach: Reach,
  now: string,
): Promise<IntakeRow | undefined> {
  return (await seen(reader).execute({ id, now, ...reach }))[0]?.intake;
}

/** What belongs to an intake, in the order it happened. */
export async function findIntakeParts(reader: Reader, id: string) {
  return {
    protectionAssessments: (await assessmentsOf(reader).execute({ id })) as ProtectionAssessment[],
    extensions: (await extensionsOf(reader).execute({ id })) as (KeptExtension & { intakeId: string })[],
    assignments: await assignmentsOf(reader).execute({ id }),
  };
}

/** Which conditions a list has; their values are placeholders. */
interface Shape extends Record<string, unknown> {
  readonly unit: boolean;
  readonly handlerId: boolean;
  readonly childId: boolean;
  readonly state: IntakeFilter['state'] | null;
  readonly after: boolean;
}

const shapeOf = ({ unit, handlerId, childId, state }: IntakeFilter, after: boolean): Shape => ({
  unit: unit !== undefined,
  handlerId: handlerId !== undefined,
  childId: childId !== undefined,
  state: state ?? null,
  after,
});

const matching = (shape: Shape) =>
  and(
    shape.unit ? eq(intake.unit, placeholder('unit')) : undefined,
    shape.handlerId ? eq(intake.handlerId, placeholder('handlerId')) : undefined,
    shape.childId ? eq(intake.childId, placeholder('childId')) : undefined,
    shape.state === 'open' ? isNull(intake.outcome) : undefined,
    shape.state === 'decided' ? isNotNull(intake.outcome) : undefined,
    shape.after
      ? sql`(${intake.receivedAt}, ${intake.id}) < (${placeholder('afterKey')}, ${placeholder('afterId')})`
      : undefined,
    sees,
  );

/** What lists show: not the whole row, which holds running text. */
const summary = {
  id: intake.id,
  reportId: intake.reportId,
  childId: intake.childId,
  caseNumber: intake.caseNumber,
  type: intake.type,
  receivedAt: intake.receivedAt,
  unit: intake.unit,
  handlerId: intake.handlerId,
  mainCause: intake.mainCause,
  otherCauses: intake.otherCauses,
  outcome: intake.outcome,
  decidedOn: intake.decidedOn,
  investigationId: intake.investigationId,
  version: intake.version,
};

const list = preparedPerShape((reader: Reader, shape: Shape) =>
  reader
    .select(summary)
    .from(intake)
    .innerJoin(person, eq(person.id, intake.childId))
    .where(matching(shape))
    .orderBy(desc(intake.receivedAt), desc(intake.id))
    .limit(placeholder('limit'))
    .offset(placeholder('offset'))
    .prepare(),
);
const count = preparedPerShape((reader: Reader, shape: Shape) =>
  reader
    .select({ count: sql<number>`count(*)` })
    .from(intake)
    .innerJoin(person, eq(person.id, intake.childId))
    .where(matching(shape))
    .prepare(),
);

/** Intakes that the caller sees, the latest first; one more than `limit` when there is a further page. */
export async function listIntakes(
  reader: Reader,
  filter: IntakeFilter,
  { limit, offset, after }: Start,
  reach: Reach,
  now: string,
): Promise<IntakeSummary[]> {
  return list(reader, shapeOf(filter, after !== undefined)).execute({
    ...filter,
    ...reach,
    now,
    limit: limit + 1,
    offset,
    afterKey: after?.[0],
    afterId: after?.[1],
  });
}

/** How many intakes the list holds in all. */
export async function countIntakes(
  reader: Reader,
  filter: IntakeFilter,
  reach: Reach,
  now: string,
): Promise<number> {
  const [row] = await count(reader, shapeOf(filter, false)).execute({ ...filter, ...reach, now });
  return Number(row?.count ?? 0);
}

/** The intakes of a report that the caller sees, and how many of its children the caller may not know of. */
export async function findIntakesOfReport(reader: Reader, reportId: string, reach: Reach, now: string) {
  const rows = await reader
    .select({
      intake,
      sees: sql<number>`case when ${sees} then 1 else 0 end`,
      knows: sql<number>`case when ${knowsPerson} then 1 else 0 end`,
    })
    .from(intake)
    .innerJoin(person, eq(person.id, intake.childId))
    .where(eq(intake.reportId, reportId))
    .orderBy(asc(intake.caseNumber))
    .prepare()
    .execute({ ...reach, now });
  return {
    seen: rows.filter((row) => Number(row.sees) === 1).map((row) => row.intake),
    hidden: rows.filter((row) => Number(row.knows) === 0).length,
  };
}

const insert = prepared((tx: Tx) =>
  tx
    .insert(intake)
    .values({
      id: placeholder('id'),
      reportId: placeholder('reportId'),
      childId: placeholder('childId'),
      caseNumber: placeholder('caseNumber'),
      type: placeholder('type'),
      receivedAt: placeholder('receivedAt'),
      unit: placeholder('unit'),
      handlerId: placeholder('handlerId'),
      mainCause: placeholder('mainCause'),
      otherCauses: placeholder('otherCauses'),
      feedbackRequested: placeholder('feedbackRequested'),
      version: placeholder('version'),
    })
    .prepare(),
);

export async function insertIntake(
  tx: Tx,
  row: Pick<
    IntakeRow,
    | 'id'
    | 'reportId'
    | 'childId'
    | 'caseNumber'
    | 'type'
    | 'receivedAt'
    | 'unit'
    | 'handlerId'
    | 'mainCause'
    | 'otherCauses'
    | 'feedbackRequested'
    | 'version'
  >,
): Promise<void> {
  await insert(tx).execute({ ...row });
}

export async function updateIntake(at: Moment, id: string, change: Partial<IntakeRow>): Promise<void> {
  await changeAndKeep(at, intake, { id }, change);
}

/** Lets the intakes that opened or joined an investigation be seen by its present unit and handler. */
export async function followInvestigation(
  at: Moment,
  investigationId: string,
  { unit, handlerId }: { unit: string; handlerId: string },
): Promise<void> {
  const holder = { investigationUnit: unit, investigationHandlerId: handlerId };
  await changeAndKeep(at, intake, { investigationId }, holder);
}

export async function insertProtectionAssessment(tx: Tx, row: ProtectionAssessment): Promise<void> {
  await tx.insert(protectionAssessment).values(row);
}

export async function insertExtension(tx: Tx, row: KeptExtension & { intakeId: string }): Promise<void> {
  await tx.insert(intakeExtension).values(row);
}

const assign = prepared((tx: Tx) =>
  tx
    .insert(intakeAssignment)
    .values({
      id: placeholder('id'),
      intakeId: placeholder('intakeId'),
      handlerId: placeholder('handlerId'),
      unit: placeholder('unit'),
      from: placeholder('from'),
      by: placeholder('by'),
    })
    .prepare(),
);

export async function insertAssignment(tx: Tx, row: typeof intakeAssignment.$inferSelect): Promise<void> {
  await assign(tx).execute({ ...row });
}

/** The children among these who have an intake, or who have an undecided one, that the caller sees. */
export async function findChildrenWithOpenIntake(
  reader: Reader,
  childIds: readonly string[],
  reach: Reach,
  now: string,
) {
  if (childIds.length === 0) return new Set<string>();
  const rows = await reader
    .selectDistinct({ childId: intake.childId })
    .from(intake)
    .innerJoin(person, eq(person.id, intake.childId))
    .where(and(inArray(intake.childId, [...childIds]), isNull(intake.outcome), sees))
    .prepare()
    .execute({ ...reach, now });
  return new Set(rows.map((row) => row.childId));
}

/** The child of the intake with a case number, when the caller sees it: one id or none. */
export async function findChildByCaseNumber(
  reader: Reader,
  caseNumber: string,
  reach: Reach,
  now: string,
): Promise<string[]> {
  const rows = await reader
    .select({ childId: intake.childId })
    .from(intake)
    .innerJoin(person, eq(person.id, intake.childId))
    .where(and(eq(intake.caseNumber, caseNumber), sees))
    .prepare()
    .execute({ ...reach, now });
  return rows.map((row) => row.childId);
}
