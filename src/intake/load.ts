import type { Caller } from '../access/caller.ts';
import { lasting, reachOf } from '../access/reach.ts';
import type { Work } from '../access/work.ts';
import type { Reader } from '../database/handle.ts';
import { dayOf } from '../kernel/day.ts';
import { Forbidden, NotFound, requireCurrent } from '../kernel/outcome.ts';
import { readAndWorkOnly } from '../person/rules.ts';
import { withLateness } from './rules.ts';
import type * as schema from './schema.ts';
import * as store from './store.ts';

/** A whole intake as the caller sees it. */
export async function loadIntake(reader: Reader, row: store.IntakeRow): Promise<schema.Intake> {
  const parts = await store.findIntakeParts(reader, row.id);
  return {
    ...summarise(row),
    decidedBy: row.decidedBy,
    decisionReasons: row.decisionReasons,
    protectionAssessments: parts.protectionAssessments,
    preliminaryAssessment: row.preliminaryAssessment,
    extensions: withLateness(
      'forhandsbedomning',
      dayOf(row.receivedAt),
      parts.extensions.map(({ intakeId: _, ...extension }) => extension),
    ),
    feedback: {
      requested: row.feedbackRequested || row.feedbackRequestedOn !== null,
      requestedOn: row.feedbackRequestedOn,
      givenOn: row.feedbackGivenOn,
      unsuitable: row.feedbackUnsuitable,
    },
    assignments: parts.assignments.map(({ handlerId, unit, from, by }) => ({ handlerId, unit, from, by })),
  };
}

function summarise(row: store.IntakeRow): schema.IntakeSummary {
  const { id, reportId, childId, caseNumber, type, receivedAt, unit, handlerId, mainCause, otherCauses } =
    row;
  const { outcome, decidedOn, investigationId, version } = row;
  return {
    id,
    reportId,
    childId,
    caseNumber,
    type,
    receivedAt,
    unit,
    handlerId,
    mainCause,
    otherCauses,
    outcome,
    decidedOn,
    investigationId,
    version,
  };
}

/** @throws NotFound when the intake is not there or not to be known. */
export async function getIntake(work: Work, intakeId: string): Promise<store.IntakeRow> {
  const row = await store.findIntake(work.tx, intakeId, reachOf(work.caller, 'intake'), work.now);
  if (!row) throw new NotFound();
  return row;
}

/** Whole intakes of a list, those that the caller sees, in the order of the list: for a read. */
export async function loadSeenIntakes(
  reader: Reader,
  intakeIds: readonly string[],
  caller: Caller,
  now: string,
): Promise<schema.Intake[]> {
  const seen: schema.Intake[] = [];
  for (const id of intakeIds) {
    const row = await store.findIntake(reader, id, reachOf(caller, 'intake'), now);
    if (row) seen.push(await loadIntake(reader, row));
  }
  return seen;
}

/** The intake that a change is based on. @throws NotFound. @throws Stale. */
export async function getCurrent(
  work: Work,
  intakeId: string,
  basedOn: number,
): Promise<schema.Intake & { row: store.IntakeRow }> {
  const row = await getIntake(work, intakeId);
  requireCurrent(row.version, basedOn);
  return { ...(await loadIntake(work.tx, row)), row };
}

/**
 * The intake, for who settles who has it and how it goes: assigns, extends or decides.
 * @throws NotFound. @throws Forbidden `break-glass.read-and-work-only`. @throws Stale.
 */
export async function getToDispose(work: Work, intakeId: string, basedOn: number) {
  await getIntake(work, intakeId);
  const reach = lasting(reachOf(work.caller, 'intake'));
  if (!(await store.findIntake(work.tx, intakeId, reach, work.now))) throw new Forbidden(readAndWorkOnly);
  return getCurrent(work, intakeId, basedOn);
}
