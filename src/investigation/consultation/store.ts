import { and, asc, eq, isNull, lt, sql } from 'drizzle-orm';
import type { Reach } from '../../access/reach.ts';
import { changeAndKeep, type Moment } from '../../database/earlier-versions.ts';
import { prepared, preparedPerShape, type Reader, type Tx } from '../../database/handle.ts';
import type { Start } from '../../http/paging.ts';
import { intake } from '../../intake/tables.ts';
import type { Same } from '../../kernel/same.ts';
import type { CodeOf } from '../../knowledge/codebooks.ts';
import { seesCase } from '../../person/secrecy.ts';
import { person } from '../../person/tables.ts';
import { investigation } from '../tables.ts';
import type { Consultation, ConsultationFilter, ConsultationSummary } from './schema.ts';
import { type ConsultationRow, consultation, consultationStepWaiver, type StepWaiverRow } from './tables.ts';

true satisfies Same<ConsultationRow, Consultation>;

const { placeholder } = sql;

const byId = prepared((reader: Reader) =>
  reader
    .select()
    .from(consultation)
    .where(eq(consultation.id, placeholder('id')))
    .prepare(),
);
const ofInvestigation = prepared((reader: Reader) =>
  reader
    .select()
    .from(consultation)
    .where(eq(consultation.investigationId, placeholder('investigationId')))
    .orderBy(asc(consultation.createdAt), asc(consultation.id))
    .prepare(),
);
const waiversOf = prepared((reader: Reader) =>
  reader
    .select()
    .from(consultationStepWaiver)
    .where(eq(consultationStepWaiver.investigationId, placeholder('investigationId')))
    .prepare(),
);
const causesOf = prepared((reader: Reader) =>
  reader
    .select({ mainCause: intake.mainCause, otherCauses: intake.otherCauses })
    .from(intake)
    .where(eq(intake.investigationId, placeholder('investigationId')))
    .prepare(),
);

/** The causes of the reports that an investigation rests on, whoever asks: for rules. */
export async function findCauses(reader: Reader, investigationId: string): Promise<CodeOf<'cause'>[]> {
  const rows = await causesOf(reader).execute({ investigationId });
  return rows.flatMap(({ mainCause, otherCauses }) => [...(mainCause ? [mainCause] : []), ...otherCauses]);
}

/** A consultation by its id, whoever asks: the caller's way to it goes through its investigation. */
export async function findConsultation(reader: Reader, id: string): Promise<ConsultationRow | undefined> {
  return (await byId(reader).execute({ id }))[0];
}

/** The consultations of an investigation, in the order they were begun. */
export async function findConsultations(reader: Reader, investigationId: string): Promise<ConsultationRow[]> {
  return ofInvestigation(reader).execute({ investigationId });
}

export async function findWaivers(reader: Reader, investigationId: string): Promise<StepWaiverRow[]> {
  return waiversOf(reader).execute({ investigationId });
}

/** Which conditions the worklist has; their values are placeholders. */
interface Shape extends Record<string, unknown> {
  readonly unit: boolean;
  readonly handlerId: boolean;
  readonly status: boolean;
  readonly state: ConsultationFilter['state'] | null;
  readonly answerBefore: boolean;
  readonly after: boolean;
}

const shapeOf = (filter: ConsultationFilter, after: boolean): Shape => ({
  unit: filter.unit !== undefined,
  handlerId: filter.handlerId !== undefined,
  status: filter.status !== undefined,
  state: filter.state ?? null,
  answerBefore: filter.answerBefore !== undefined,
  after,
});

/** What the worklist is sorted by. The engines place nulls differently; what has no answer day comes last. */
const answerKey = sql<string>`coalesce(${consultation.answerDay}, '9999-12-31')`;

const isOpen = and(
  sql`${consultation.status} in ('utkast', 'skickad', 'paminnelse')`,
  isNull(investigation.closedOn),
)!;

const matching = (shape: Shape) =>
  and(
    shape.unit ? eq(investigation.unit, placeholder('unit')) : undefined,
    shape.handlerId ? eq(investigation.handlerId, placeholder('handlerId')) : undefined,
    shape.status ? eq(consultation.status, placeholder('status')) : undefined,
    shape.state === 'open' ? isOpen : undefined,
    shape.state === 'closed' ? sql`not (${isOpen})` : undefined,
    shape.answerBefore ? lt(consultation.answerDay, placeholder('answerBefore')) : undefined,
    shape.after
      ? sql`(${answerKey}, ${consultation.id}) > (${placeholder('afterKey')}, ${placeholder('afterId')})`
      : undefined,
    seesCase(investigation),
  );

const list = preparedPerShape((reader: Reader, shape: Shape) =>
  reader
    .select({
      id: consultation.id,
      investigationId: consultation.investigationId,
      counterpart: consultation.counterpart,
      counterpartName: consultation.counterpartName,
      basis: consultation.basis,
      status: consultation.status,
      sentOn: consultation.sentOn,
      answerDay: consultation.answerDay,
      remindedOn: consultation.remindedOn,
      answeredOn: consultation.answeredOn,
      closedOn: consultation.closedOn,
      version: consultation.version,
      caseNumber: investigation.caseNumber,
      childId: investigation.childId,
      unit: investigation.unit,
      handlerId: investigation.handlerId,
      answerKey: answerKey.as('answer_key'),
    })
    .from(consultation)
    .innerJoin(investigation, eq(investigation.id, consultation.investigationId))
    .innerJoin(person, eq(person.id, investigation.childId))
    .where(matching(shape))
    .orderBy(asc(answerKey), asc(consultation.id))
    .limit(placeholder('limit'))
    .offset(placeholder('offset'))
    .prepare(),
);
const count = preparedPerShape((reader: Reader, shape: Shape) =>
  reader
    .select({ count: sql<number>`count(*)` })
    .from(consultation)
    .innerJoin(investigation, eq(investigation.id, consultation.investigationId))
    .innerJoin(person, eq(person.id, investigation.childId))
    .where(matching(shape))
    .prepare(),
);

/**
 * Consultations in the cases that the caller sees, by answer day, with the key they are sorted by; one more than
 * `limit` when there is a further page.
 */
export async function listConsultations(
  reader: Reader,
  filter: ConsultationFilter,
  { limit, offset, after }: Start,
  reach: Reach,
  now: string,
): Promise<(ConsultationSummary & { answerKey: string })[]> {
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

/** How many consultations the worklist holds in all. */
export async function countConsultations(
  reader: Reader,
  filter: ConsultationFilter,
  reach: Reach,
  now: string,
): Promise<number> {
  const [row] = await count(reader, shapeOf(filter, false)).execute({ ...filter, ...reach, now });
  return Number(row?.count ?? 0);
}

export async function insertConsultation(tx: Tx, row: ConsultationRow): Promise<void> {
  await tx.insert(consultation).values(row);
}

export async function updateConsultation(
  at: Moment,
  id: string,
  change: Partial<ConsultationRow>,
): Promise<void> {
  await changeAndKeep(at, consultation, { id }, change);
}

export async function insertWaiver(tx: Tx, row: StepWaiverRow): Promise<void> {
  await tx.insert(consultationStepWaiver).values(row);
}
