import { and, eq, gte, inArray, isNotNull, isNull, or, sql } from 'drizzle-orm';
import type { Reach } from '../access/reach.ts';
import { prepared, type Reader } from '../database/handle.ts';
import { seesIntake } from '../intake/secrecy.ts';
import { intake } from '../intake/tables.ts';
import { investigation } from '../investigation/tables.ts';
import type { Instant } from '../kernel/clock.ts';
import type { Day } from '../kernel/day.ts';
import { CODEBOOKS } from '../knowledge/codebooks.ts';
import { FIRST_DAY_OF_ACT_2025_1501 } from '../knowledge/statutes.ts';
import { seesCase } from '../person/secrecy.ts';
import { person } from '../person/tables.ts';
import { report } from '../report/tables.ts';

const { placeholder } = sql;
const seesInvestigation = seesCase(investigation);

/** A case and its child. */
export interface CaseOfChild {
  readonly id: string;
  readonly childId: string;
}

/** A case that something is still to be done in. */
export interface OpenCase extends CaseOfChild {
  readonly caseNumber: string;
  readonly unit: string;
}

const MANDATORY = CODEBOOKS.reporter.codes.filter(({ mandatory }) => mandatory).map(({ code }) => code);

/** Wide enough to hold every intake that rules.ts finds to owe feedback, narrow enough not to grow for ever. */
const mayOweFeedback = and(
  isNull(intake.feedbackGivenOn),
  isNull(intake.feedbackUnsuitable),
  or(eq(intake.feedbackRequested, true), isNotNull(intake.feedbackRequestedOn)),
  or(
    gte(intake.decidedOn, FIRST_DAY_OF_ACT_2025_1501),
    gte(intake.feedbackRequestedOn, FIRST_DAY_OF_ACT_2025_1501),
  ),
  inArray(report.reporter, MANDATORY),
);

const openIntakes = prepared((reader: Reader) =>
  reader
    .select({
      id: intake.id,
      childId: intake.childId,
      caseNumber: intake.caseNumber,
      unit: intake.unit,
      receivedAt: intake.receivedAt,
    })
    .from(intake)
    .innerJoin(person, eq(person.id, intake.childId))
    .innerJoin(report, eq(report.id, intake.reportId))
    .where(
      and(
        or(isNull(intake.outcome), mayOweFeedback),
        eq(intake.handlerId, placeholder('handlerId')),
        seesIntake,
      ),
    )
    .prepare(),
);
const openInvestigations = prepared((reader: Reader) =>
  reader
    .select({
      id: investigation.id,
      childId: investigation.childId,
      caseNumber: investigation.caseNumber,
      unit: investigation.unit,
      openedOn: investigation.openedOn,
    })
    .from(investigation)
    .innerJoin(person, eq(person.id, investigation.childId))
    .where(
      and(
        isNull(investigation.closedOn),
        eq(investigation.handlerId, placeholder('handlerId')),
        seesInvestigation,
      ),
    )
    .prepare(),
);
const seenIntake = prepared((reader: Reader) =>
  reader
    .select({ id: intake.id, childId: intake.childId })
    .from(intake)
    .innerJoin(person, eq(person.id, intake.childId))
    .where(and(eq(intake.id, placeholder('id')), seesIntake))
    .prepare(),
);
const seenIntakesOf = prepared((reader: Reader) =>
  reader
    .select({ id: intake.id })
    .from(intake)
    .innerJoin(person, eq(person.id, intake.childId))
    .where(and(eq(intake.investigationId, placeholder('id')), seesIntake))
    .prepare(),
);

/** The intakes of a handler that the caller sees and that are undecided, or decided with feedback to give. */
export async function findOpenIntakes(
  reader: Reader,
  handlerId: string,
  reach: Reach,
  now: string,
): Promise<(OpenCase & { readonly receivedAt: Instant })[]> {
  return openIntakes(reader).execute({ handlerId, ...reach, now });
}

/** The running investigations of a handler that the caller sees. */
export async function findOpenInvestigations(
  reader: Reader,
  handlerId: string,
  reach: Reach,
  now: string,
): Promise<(OpenCase & { readonly openedOn: Day })[]> {
  return openInvestigations(reader).execute({ handlerId, ...reach, now });
}

/** An intake that the caller sees. */
export async function findSeenIntake(
  reader: Reader,
  id: string,
  reach: Reach,
  now: string,
): Promise<CaseOfChild | undefined> {
  return (await seenIntake(reader).execute({ id, ...reach, now }))[0];
}

/** The intakes that opened or joined an investigation, as far as the caller sees them. */
export async function findSeenIntakesOf(
  reader: Reader,
  investigationId: string,
  reach: Reach,
  now: string,
): Promise<string[]> {
  const rows = await seenIntakesOf(reader).execute({ id: investigationId, ...reach, now });
  return rows.map(({ id }) => id);
}
