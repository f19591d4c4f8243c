import { type Places, type RecordTable, shadowsOf } from '../database/as-of.ts';
import { intake, intakeExtension, protectionAssessment } from '../intake/tables.ts';
import { interventionEnd, laterFollowUp } from '../intervention/ending/tables.ts';
import { interventionFollowUp } from '../intervention/follow-up/tables.ts';
import { interventionGoal, interventionGoalVersion } from '../intervention/goal/tables.ts';
import { interventionScore } from '../intervention/score/tables.ts';
import { interventionSip } from '../intervention/sip/tables.ts';
import { intervention, interventionAssignment } from '../intervention/tables.ts';
import { analysisVersion } from '../investigation/analysis/tables.ts';
import { areaFactor, areaStatement } from '../investigation/area/tables.ts';
import { communication } from '../investigation/communication/tables.ts';
import { consultation, consultationStepWaiver } from '../investigation/consultation/tables.ts';
import { conversation } from '../investigation/conversation/tables.ts';
import { investigationDecision } from '../investigation/decision/tables.ts';
import { followUp } from '../investigation/follow-up/tables.ts';
import { partyInformation } from '../investigation/information/tables.ts';
import { instrumentUse } from '../investigation/instrument/tables.ts';
import { decisionNotification } from '../investigation/notification/tables.ts';
import { planVersion } from '../investigation/plan/tables.ts';
import { investigation, investigationAssignment, investigationExtension } from '../investigation/tables.ts';
import type { Instant } from '../kernel/clock.ts';
import { person, relation } from '../person/tables.ts';
import { report } from '../report/tables.ts';

/**
 * The record as it was known at an earlier instant. Every table that a record is read from stands here: by what its rows
 * are known to have been recorded, and whether they are changed afterwards. A test tells of one that is missing.
 */
export const RECORD_TABLES: readonly RecordTable[] = [
  {
    table: person,
    recordedFrom: person.registeredAt,
    changed: {
      foundBy: [],
      unread: [
        person.personalNumber,
        person.coordinationNumber,
        person.temporaryNumber,
        person.givenName,
        person.familyName,
        person.nameKey,
        person.givenNameKey,
      ],
    },
  },
  {
    table: relation,
    recordedFrom: relation.recordedAt,
    changed: { foundBy: [[relation.fromPersonId], [relation.toPersonId]] },
  },

  { table: report, recordedFrom: report.registeredAt },
  {
    table: intake,
    recordedFrom: { own: intake.reportId, is: report.id, recordedAt: report.registeredAt },
    changed: {
      foundBy: [[intake.childId], [intake.receivedAt, intake.id]],
      unread: [intake.decisionReasons],
    },
  },
  { table: protectionAssessment, recordedFrom: protectionAssessment.recordedAt },
  { table: intakeExtension, recordedFrom: intakeExtension.recordedAt },

  {
    table: investigation,
    // It is opened by the decision on its intake, in the same piece of work.
    recordedFrom: { own: investigation.intakeId, is: intake.id, recordedAt: intake.decidedAt },
    changed: {
      foundBy: [
        [investigation.childId],
        [investigation.openedOn, investigation.id],
        [investigation.closedOn, investigation.id],
      ],
      unread: [investigation.notHeardExplanation],
    },
  },
  { table: investigationExtension, recordedFrom: investigationExtension.recordedAt },
  { table: investigationAssignment, recordedFrom: investigationAssignment.from },
  { table: planVersion, recordedFrom: planVersion.savedAt },
  { table: analysisVersion, recordedFrom: analysisVersion.savedAt },
  { table: consultationStepWaiver, recordedFrom: consultationStepWaiver.waivedAt },
  { table: investigationDecision, recordedFrom: investigationDecision.decidedAt },
  {
    table: areaStatement,
    recordedFrom: areaStatement.statedAt,
    changed: {
      foundBy: [[areaStatement.investigationId]],
      unread: [areaStatement.text, areaStatement.retractionReason],
    },
  },
  {
    table: areaFactor,
    recordedFrom: areaFactor.recordedAt,
    changed: {
      foundBy: [[areaFactor.investigationId]],
      unread: [areaFactor.ownWords, areaFactor.meaning, areaFactor.retractionReason],
    },
  },
  {
    table: conversation,
    recordedFrom: conversation.recordedAt,
    changed: {
      foundBy: [[conversation.investigationId]],
      unread: [
        conversation.otherParticipants,
        conversation.interpreter,
        conversation.content,
        conversation.childView,
      ],
    },
  },
  {
    table: consultation,
    recordedFrom: consultation.createdAt,
    changed: {
      foundBy: [[consultation.investigationId]],
      unread: [
        consultation.counterpartName,
        consultation.consentNote,
        consultation.questions,
        consultation.answer,
        consultation.answerStatements,
        consultation.closingReason,
      ],
    },
  },
  {
    table: instrumentUse,
    recordedFrom: instrumentUse.recordedAt,
    changed: { foundBy: [[instrumentUse.investigationId]], unread: [instrumentUse.summary] },
  },
  {
    table: communication,
    recordedFrom: communication.recordedAt,
    changed: {
      foundBy: [[communication.investigationId]],
      unread: [communication.comment, communication.exception, communication.retractionReason],
    },
  },
  {
    table: partyInformation,
    recordedFrom: partyInformation.recordedAt,
    changed: {
      foundBy: [[partyInformation.investigationId]],
      unread: [partyInformation.note, partyInformation.exception],
    },
  },
  {
    table: decisionNotification,
    recordedFrom: decisionNotification.recordedAt,
    changed: {
      foundBy: [[decisionNotification.investigationId]],
      unread: [decisionNotification.appealNote],
    },
  },
  {
    table: followUp,
    recordedFrom: followUp.decidedAt,
    changed: { foundBy: [], unread: [followUp.reasons, followUp.endNote] },
  },

  {
    table: intervention,
    recordedFrom: intervention.givenAt,
    changed: {
      foundBy: [
        [intervention.childId],
        [intervention.startedOn, intervention.id],
        [intervention.endedOn, intervention.id],
      ],
      unread: [intervention.provider],
    },
  },
  { table: interventionAssignment, recordedFrom: interventionAssignment.from },
  {
    table: interventionGoal,
    recordedFrom: {
      own: interventionGoal.id,
      is: interventionGoalVersion.goalId,
      recordedAt: interventionGoalVersion.savedAt,
    },
    changed: { foundBy: [[interventionGoal.interventionId]], unread: [interventionGoal.endReason] },
  },
  { table: interventionGoalVersion, recordedFrom: interventionGoalVersion.savedAt },
  {
    table: interventionFollowUp,
    recordedFrom: interventionFollowUp.recordedAt,
    changed: {
      foundBy: [[interventionFollowUp.interventionId]],
      unread: [
        interventionFollowUp.childView,
        interventionFollowUp.childNotAskedExplanation,
        interventionFollowUp.nextStep,
        interventionFollowUp.retractionReason,
      ],
    },
  },
  {
    table: interventionScore,
    recordedFrom: interventionScore.recordedAt,
    changed: {
      foundBy: [[interventionScore.interventionId]],
      unread: [interventionScore.summary, interventionScore.retractionReason],
    },
  },
  { table: interventionSip, recordedFrom: interventionSip.recordedAt },
  { table: interventionEnd, recordedFrom: interventionEnd.recordedAt },
  { table: laterFollowUp, recordedFrom: laterFollowUp.recordedAt },
];

/** What puts the record as it was known at an instant in the place of the record as it is. */
export const recordAsOf =
  (at: Instant) =>
  (places: Places): string[] =>
    shadowsOf(RECORD_TABLES, at, places);
