import { and, asc, isNull, sql } from 'drizzle-orm';
import { both, inJsonList, isThere } from '../database/columns.ts';
import { prepared, type Reader } from '../database/handle.ts';
import { interventionEnd, laterFollowUp } from '../intervention/ending/tables.ts';
import { interventionFollowUp } from '../intervention/follow-up/tables.ts';
import { interventionGoal, interventionGoalVersion } from '../intervention/goal/tables.ts';
import { interventionScore } from '../intervention/score/tables.ts';
import { interventionSip } from '../intervention/sip/tables.ts';
import { intervention, interventionAssignment } from '../intervention/tables.ts';

/**
 * The queries that the interventions (insatser) of whole records are read by: one per table, for many children at once,
 * as in investigation-store.ts. What was taken back is left out, and running text is asked about and not read.
 */

/** Of the children, or of the interventions: what the rows of a query belong to. */
const ids = sql.placeholder('ids');

export const interventions = prepared((reader: Reader) =>
  reader
    .select({
      of: intervention.childId,
      id: intervention.id,
      caseNumber: intervention.caseNumber,
      unit: intervention.unit,
      handlerId: intervention.handlerId,
      investigationId: intervention.investigationId,
      basis: intervention.basis,
      type: intervention.type,
      placementForm: intervention.placementForm,
      legalBasis: intervention.legalBasis,
      decidedOn: intervention.decidedOn,
      startedOn: intervention.startedOn,
      recordedAt: intervention.givenAt,
      followUpOn: intervention.firstFollowUpOn,
    })
    .from(intervention)
    .where(inJsonList(intervention.childId, ids))
    .orderBy(asc(intervention.startedOn), asc(intervention.id))
    .prepare(),
);

export const interventionAssignments = prepared((reader: Reader) =>
  reader
    .select({
      of: interventionAssignment.interventionId,
      row: {
        handlerId: interventionAssignment.handlerId,
        unit: interventionAssignment.unit,
        from: interventionAssignment.from,
      },
    })
    .from(interventionAssignment)
    .where(inJsonList(interventionAssignment.interventionId, ids))
    .orderBy(asc(interventionAssignment.from), asc(interventionAssignment.id))
    .prepare(),
);

export const goals = prepared((reader: Reader) =>
  reader
    .select({
      of: interventionGoal.interventionId,
      row: {
        id: interventionGoal.id,
        endedOn: interventionGoal.endedOn,
        endRecordedAt: interventionGoal.endedAt,
      },
    })
    .from(interventionGoal)
    .where(inJsonList(interventionGoal.interventionId, ids))
    .orderBy(asc(interventionGoal.interventionId), asc(interventionGoal.number))
    .prepare(),
);

export const goalVersions = prepared((reader: Reader) =>
  reader
    .select({
      of: interventionGoalVersion.goalId,
      row: {
        area: interventionGoalVersion.area,
        measurable: both(isThere(interventionGoalVersion.indicator), isThere(interventionGoalVersion.target)),
        setOn: interventionGoalVersion.setOn,
        recordedAt: interventionGoalVersion.savedAt,
      },
    })
    .from(interventionGoalVersion)
    .where(inJsonList(interventionGoalVersion.goalId, ids))
    .orderBy(asc(interventionGoalVersion.goalId), asc(interventionGoalVersion.version))
    .prepare(),
);

export const followUps = prepared((reader: Reader) =>
  reader
    .select({
      of: interventionFollowUp.interventionId,
      row: {
        heldOn: interventionFollowUp.heldOn,
        goals: interventionFollowUp.goals,
        change: interventionFollowUp.change,
        childViewRecorded: isThere(interventionFollowUp.childView),
        childNotAsked: interventionFollowUp.childNotAsked,
        nextFollowUpOn: interventionFollowUp.nextFollowUpOn,
        recordedAt: interventionFollowUp.recordedAt,
      },
    })
    .from(interventionFollowUp)
    .where(
      and(inJsonList(interventionFollowUp.interventionId, ids), isNull(interventionFollowUp.retractedAt)),
    )
    .orderBy(asc(interventionFollowUp.heldOn), asc(interventionFollowUp.id))
    .prepare(),
);

export const scores = prepared((reader: Reader) =>
  reader
    .select({
      of: interventionScore.interventionId,
      row: {
        instrument: interventionScore.instrument,
        usedOn: interventionScore.usedOn,
        respondent: interventionScore.respondent,
        scores: interventionScore.scores,
        normSet: interventionScore.normSet,
        recordedAt: interventionScore.recordedAt,
      },
    })
    .from(interventionScore)
    .where(and(inJsonList(interventionScore.interventionId, ids), isNull(interventionScore.retractedAt)))
    .orderBy(asc(interventionScore.usedOn), asc(interventionScore.id))
    .prepare(),
);

export const sips = prepared((reader: Reader) =>
  reader
    .select({
      of: interventionSip.interventionId,
      row: {
        status: interventionSip.status,
        on: interventionSip.on,
        recordedAt: interventionSip.recordedAt,
      },
    })
    .from(interventionSip)
    .where(inJsonList(interventionSip.interventionId, ids))
    .orderBy(asc(interventionSip.on), asc(interventionSip.id))
    .prepare(),
);

export const ends = prepared((reader: Reader) =>
  reader
    .select({
      of: interventionEnd.interventionId,
      row: {
        endedOn: interventionEnd.endedOn,
        reason: interventionEnd.reason,
        planned: interventionEnd.planned,
        initiative: interventionEnd.initiative,
        goals: interventionEnd.goals,
        change: interventionEnd.change,
        recordedAt: interventionEnd.recordedAt,
      },
    })
    .from(interventionEnd)
    .where(inJsonList(interventionEnd.interventionId, ids))
    .prepare(),
);

export const laterFollowUps = prepared((reader: Reader) =>
  reader
    .select({
      of: laterFollowUp.interventionId,
      row: {
        heldOn: laterFollowUp.heldOn,
        change: laterFollowUp.change,
        childViewRecorded: isThere(laterFollowUp.childView),
        recordedAt: laterFollowUp.recordedAt,
      },
    })
    .from(laterFollowUp)
    .where(inJsonList(laterFollowUp.interventionId, ids))
    .orderBy(asc(laterFollowUp.heldOn), asc(laterFollowUp.id))
    .prepare(),
);
