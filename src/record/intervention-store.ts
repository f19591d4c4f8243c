import { and, asc, type Column, eq, isNull, sql } from 'drizzle-orm';
import { inJsonList } from '../database/columns.ts';
import { prepared, type Reader } from '../database/handle.ts';
import { interventionEnd, laterFollowUp } from '../intervention/ending/tables.ts';
import { interventionFollowUp } from '../intervention/follow-up/tables.ts';
import { interventionGoal, interventionGoalVersion } from '../intervention/goal/tables.ts';
import { interventionScore } from '../intervention/score/tables.ts';
import { interventionSip } from '../intervention/sip/tables.ts';
import { intervention, interventionAssignment } from '../intervention/tables.ts';

/**
 * The queries that the interventions (insatser) of whole records are read by: one per table, for many children at once,
 * as store.ts does for the rest. What was taken back is left out, and running text is asked about and not read.
 */

const ofTheChildren = inJsonList(intervention.childId, sql.placeholder('childIds'));
const isThere = (column: Column) => sql<number>`case when ${column} is null then 0 else 1 end`;

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
    .where(ofTheChildren)
    .orderBy(asc(intervention.startedOn), asc(intervention.id))
    .prepare(),
);

export const interventionAssignments = prepared((reader: Reader) =>
  reader
    .select({
      of: interventionAssignment.interventionId,
      handlerId: interventionAssignment.handlerId,
      unit: interventionAssignment.unit,
      from: interventionAssignment.from,
    })
    .from(interventionAssignment)
    .innerJoin(intervention, eq(intervention.id, interventionAssignment.interventionId))
    .where(ofTheChildren)
    .orderBy(asc(interventionAssignment.from), asc(interventionAssignment.id))
    .prepare(),
);

export const goals = prepared((reader: Reader) =>
  reader
    .select({
      of: interventionGoal.interventionId,
      id: interventionGoal.id,
      endedOn: interventionGoal.endedOn,
      endRecordedAt: interventionGoal.endedAt,
    })
    .from(interventionGoal)
    .innerJoin(intervention, eq(intervention.id, interventionGoal.interventionId))
    .where(ofTheChildren)
    .orderBy(asc(interventionGoal.interventionId), asc(interventionGoal.number))
    .prepare(),
);

export const goalVersions = prepared((reader: Reader) =>
  reader
    .select({
      of: interventionGoalVersion.goalId,
      area: interventionGoalVersion.area,
      indicatorThere: isThere(interventionGoalVersion.indicator),
      targetThere: isThere(interventionGoalVersion.target),
      setOn: interventionGoalVersion.setOn,
      recordedAt: interventionGoalVersion.savedAt,
    })
    .from(interventionGoalVersion)
    .innerJoin(interventionGoal, eq(interventionGoal.id, interventionGoalVersion.goalId))
    .innerJoin(intervention, eq(intervention.id, interventionGoal.interventionId))
    .where(ofTheChildren)
    .orderBy(asc(interventionGoalVersion.goalId), asc(interventionGoalVersion.version))
    .prepare(),
);

export const followUps = prepared((reader: Reader) =>
  reader
    .select({
      of: interventionFollowUp.interventionId,
      heldOn: interventionFollowUp.heldOn,
      goals: interventionFollowUp.goals,
      change: interventionFollowUp.change,
      viewThere: isThere(interventionFollowUp.childView),
      childNotAsked: interventionFollowUp.childNotAsked,
      nextFollowUpOn: interventionFollowUp.nextFollowUpOn,
      recordedAt: interventionFollowUp.recordedAt,
    })
    .from(interventionFollowUp)
    .innerJoin(intervention, eq(intervention.id, interventionFollowUp.interventionId))
    .where(and(ofTheChildren, isNull(interventionFollowUp.retractedAt)))
    .orderBy(asc(interventionFollowUp.heldOn), asc(interventionFollowUp.id))
    .prepare(),
);

export const scores = prepared((reader: Reader) =>
  reader
    .select({
      of: interventionScore.interventionId,
      instrument: interventionScore.instrument,
      usedOn: interventionScore.usedOn,
      respondent: interventionScore.respondent,
      scores: interventionScore.scores,
      normSet: interventionScore.normSet,
      recordedAt: interventionScore.recordedAt,
    })
    .from(interventionScore)
    .innerJoin(intervention, eq(intervention.id, interventionScore.interventionId))
    .where(and(ofTheChildren, isNull(interventionScore.retractedAt)))
    .orderBy(asc(interventionScore.usedOn), asc(interventionScore.id))
    .prepare(),
);

export const sips = prepared((reader: Reader) =>
  reader
    .select({
      of: interventionSip.interventionId,
      status: interventionSip.status,
      on: interventionSip.on,
      recordedAt: interventionSip.recordedAt,
    })
    .from(interventionSip)
    .innerJoin(intervention, eq(intervention.id, interventionSip.interventionId))
    .where(ofTheChildren)
    .orderBy(asc(interventionSip.on), asc(interventionSip.id))
    .prepare(),
);

export const ends = prepared((reader: Reader) =>
  reader
    .select({
      of: interventionEnd.interventionId,
      endedOn: interventionEnd.endedOn,
      reason: interventionEnd.reason,
      planned: interventionEnd.planned,
      initiative: interventionEnd.initiative,
      goals: interventionEnd.goals,
      change: interventionEnd.change,
      recordedAt: interventionEnd.recordedAt,
    })
    .from(interventionEnd)
    .innerJoin(intervention, eq(intervention.id, interventionEnd.interventionId))
    .where(ofTheChildren)
    .prepare(),
);

export const laterFollowUps = prepared((reader: Reader) =>
  reader
    .select({
      of: laterFollowUp.interventionId,
      heldOn: laterFollowUp.heldOn,
      change: laterFollowUp.change,
      viewThere: isThere(laterFollowUp.childView),
      recordedAt: laterFollowUp.recordedAt,
    })
    .from(laterFollowUp)
    .innerJoin(intervention, eq(intervention.id, laterFollowUp.interventionId))
    .where(ofTheChildren)
    .orderBy(asc(laterFollowUp.heldOn), asc(laterFollowUp.id))
    .prepare(),
);
