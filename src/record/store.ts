import { and, asc, eq, gte, isNull, lte, min, or, sql } from 'drizzle-orm';
import { inJsonList } from '../database/columns.ts';
import { prepared, type Reader } from '../database/handle.ts';
import { intake, intakeExtension, protectionAssessment } from '../intake/tables.ts';
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
import type { Day } from '../kernel/day.ts';
import { relation } from '../person/tables.ts';
import { report } from '../report/tables.ts';

/**
 * The queries that whole records are read by: one per table, for many children at once. What belongs to something is
 * named by `of`. None of them reads running text that it can do without.
 */

const childIds = sql.placeholder('childIds');
const ofTheChildren = inJsonList(investigation.childId, childIds);

/** Whether a text is there, without reading the text. */
const isThere = (column: typeof conversation.childView) =>
  sql<number>`case when ${column} is null then 0 else 1 end`;

export const intakes = prepared((reader: Reader) =>
  reader
    .select({ intake, reporter: report.reporter, recordedAt: report.registeredAt })
    .from(intake)
    .innerJoin(report, eq(report.id, intake.reportId))
    .where(inJsonList(intake.childId, childIds))
    .orderBy(asc(intake.receivedAt), asc(intake.id))
    .prepare(),
);

export const protectionAssessments = prepared((reader: Reader) =>
  reader
    .select({
      of: protectionAssessment.intakeId,
      assessedAt: protectionAssessment.assessedAt,
      need: protectionAssessment.need,
    })
    .from(protectionAssessment)
    .innerJoin(intake, eq(intake.id, protectionAssessment.intakeId))
    .where(inJsonList(intake.childId, childIds))
    .orderBy(asc(protectionAssessment.assessedAt), asc(protectionAssessment.id))
    .prepare(),
);

export const intakeExtensions = prepared((reader: Reader) =>
  reader
    .select({
      of: intakeExtension.intakeId,
      ground: intakeExtension.ground,
      decidedOn: intakeExtension.decidedOn,
      decidedBy: intakeExtension.decidedBy,
      newEndDay: intakeExtension.newEndDay,
      recordedAt: intakeExtension.recordedAt,
    })
    .from(intakeExtension)
    .innerJoin(intake, eq(intake.id, intakeExtension.intakeId))
    .where(inJsonList(intake.childId, childIds))
    .orderBy(asc(intakeExtension.decidedOn), asc(intakeExtension.id))
    .prepare(),
);

/** Two moments of an investigation, asked for with it rather than in queries of their own. */
const firstPlanSavedAt = (reader: Reader) =>
  sql<Instant | null>`(${reader
    .select({ at: min(planVersion.savedAt) })
    .from(planVersion)
    .where(eq(planVersion.investigationId, investigation.id))})`.as('first_plan_saved_at');
const childFirstHeardOn = (reader: Reader) =>
  sql<Day | null>`(${reader
    .select({ on: min(conversation.heldOn) })
    .from(conversation)
    .where(
      and(eq(conversation.investigationId, investigation.id), eq(conversation.childTookPart, true)),
    )})`.as('child_first_heard_on');

export const investigations = prepared((reader: Reader) =>
  reader
    .select({
      of: investigation.childId,
      id: investigation.id,
      caseNumber: investigation.caseNumber,
      unit: investigation.unit,
      handlerId: investigation.handlerId,
      openedOn: investigation.openedOn,
      closedOn: investigation.closedOn,
      outcome: investigation.outcome,
      notHeardReason: investigation.notHeardReason,
      firstPlanSavedAt: firstPlanSavedAt(reader),
      childFirstHeardOn: childFirstHeardOn(reader),
      decision: {
        outcome: investigationDecision.outcome,
        interventions: investigationDecision.interventions,
        appealable: investigationDecision.appealable,
      },
      followUp: {
        ground: followUp.ground,
        decidedOn: followUp.decidedOn,
        endedOn: followUp.endedOn,
        endReason: followUp.endReason,
      },
    })
    .from(investigation)
    .leftJoin(investigationDecision, eq(investigationDecision.investigationId, investigation.id))
    .leftJoin(followUp, eq(followUp.investigationId, investigation.id))
    .where(ofTheChildren)
    .orderBy(asc(investigation.openedOn), asc(investigation.id))
    .prepare(),
);

export const circumstances = prepared((reader: Reader) =>
  reader
    .select({
      of: investigation.id,
      intakeId: investigation.intakeId,
      declinedBy: investigationDecision.declinedBy,
      livingSituation: investigation.livingSituation,
      knownDisability: investigation.knownDisability,
    })
    .from(investigation)
    .leftJoin(investigationDecision, eq(investigationDecision.investigationId, investigation.id))
    .where(ofTheChildren)
    .prepare(),
);

/** Who had the custody of the child on the day that the investigation was opened. */
export const guardiansAtOpening = prepared((reader: Reader) =>
  reader
    .select({ of: investigation.id, guardianId: relation.fromPersonId })
    .from(relation)
    .innerJoin(investigation, eq(investigation.childId, relation.toPersonId))
    .where(
      and(
        ofTheChildren,
        eq(relation.type, 'vardnadshavare'),
        or(isNull(relation.validFrom), lte(relation.validFrom, investigation.openedOn)),
        or(isNull(relation.validTo), gte(relation.validTo, investigation.openedOn)),
      ),
    )
    .orderBy(asc(relation.id))
    .prepare(),
);

export const informations = prepared((reader: Reader) =>
  reader
    .select({
      of: partyInformation.investigationId,
      stage: partyInformation.stage,
      personId: partyInformation.personId,
      informedOn: partyInformation.informedOn,
      recordedAt: partyInformation.recordedAt,
    })
    .from(partyInformation)
    .innerJoin(investigation, eq(investigation.id, partyInformation.investigationId))
    .where(ofTheChildren)
    .orderBy(asc(partyInformation.recordedAt), asc(partyInformation.id))
    .prepare(),
);

export const investigationExtensions = prepared((reader: Reader) =>
  reader
    .select({
      of: investigationExtension.investigationId,
      ground: investigationExtension.ground,
      decidedOn: investigationExtension.decidedOn,
      decidedBy: investigationExtension.decidedBy,
      newEndDay: investigationExtension.newEndDay,
      recordedAt: investigationExtension.recordedAt,
    })
    .from(investigationExtension)
    .innerJoin(investigation, eq(investigation.id, investigationExtension.investigationId))
    .where(ofTheChildren)
    .orderBy(asc(investigationExtension.decidedOn), asc(investigationExtension.id))
    .prepare(),
);

export const assignments = prepared((reader: Reader) =>
  reader
    .select({
      of: investigationAssignment.investigationId,
      handlerId: investigationAssignment.handlerId,
      from: investigationAssignment.from,
    })
    .from(investigationAssignment)
    .innerJoin(investigation, eq(investigation.id, investigationAssignment.investigationId))
    .where(ofTheChildren)
    .orderBy(asc(investigationAssignment.from), asc(investigationAssignment.id))
    .prepare(),
);

export const plans = prepared((reader: Reader) =>
  reader
    .select({
      of: planVersion.investigationId,
      savedAt: planVersion.savedAt,
      reports: planVersion.reports,
      areas: planVersion.areas,
    })
    .from(planVersion)
    .innerJoin(investigation, eq(investigation.id, planVersion.investigationId))
    .where(ofTheChildren)
    .orderBy(asc(planVersion.version))
    .prepare(),
);

export const statements = prepared((reader: Reader) =>
  reader
    .select({ of: areaStatement.investigationId, area: areaStatement.area, source: areaStatement.source })
    .from(areaStatement)
    .innerJoin(investigation, eq(investigation.id, areaStatement.investigationId))
    .where(and(ofTheChildren, isNull(areaStatement.retractedAt)))
    .orderBy(asc(areaStatement.statedAt), asc(areaStatement.id))
    .prepare(),
);

export const factors = prepared((reader: Reader) =>
  reader
    .select({
      of: areaFactor.investigationId,
      area: areaFactor.area,
      kind: areaFactor.kind,
      code: areaFactor.code,
      recordedAt: areaFactor.recordedAt,
    })
    .from(areaFactor)
    .innerJoin(investigation, eq(investigation.id, areaFactor.investigationId))
    .where(and(ofTheChildren, isNull(areaFactor.retractedAt)))
    .orderBy(asc(areaFactor.recordedAt), asc(areaFactor.id))
    .prepare(),
);

export const conversations = prepared((reader: Reader) =>
  reader
    .select({
      of: conversation.investigationId,
      heldOn: conversation.heldOn,
      form: conversation.form,
      childTookPart: conversation.childTookPart,
      childAlone: conversation.childAlone,
      viewThere: isThere(conversation.childView),
    })
    .from(conversation)
    .innerJoin(investigation, eq(investigation.id, conversation.investigationId))
    .where(ofTheChildren)
    .orderBy(asc(conversation.heldOn), asc(conversation.id))
    .prepare(),
);

export const consultations = prepared((reader: Reader) =>
  reader
    .select({
      of: consultation.investigationId,
      id: consultation.id,
      counterpart: consultation.counterpart,
      status: consultation.status,
      sentOn: consultation.sentOn,
      answerDay: consultation.answerDay,
      remindedOn: consultation.remindedOn,
      answeredOn: consultation.answeredOn,
      closedOn: consultation.closedOn,
    })
    .from(consultation)
    .innerJoin(investigation, eq(investigation.id, consultation.investigationId))
    .where(ofTheChildren)
    .orderBy(asc(consultation.createdAt), asc(consultation.id))
    .prepare(),
);

/** Which instruments were used; what they gave is not read. */
export const instrumentUses = prepared((reader: Reader) =>
  reader
    .select({
      of: instrumentUse.investigationId,
      instrument: instrumentUse.instrument,
      recordedAt: instrumentUse.recordedAt,
    })
    .from(instrumentUse)
    .innerJoin(investigation, eq(investigation.id, instrumentUse.investigationId))
    .where(ofTheChildren)
    .orderBy(asc(instrumentUse.recordedAt), asc(instrumentUse.id))
    .prepare(),
);

export const waivers = prepared((reader: Reader) =>
  reader
    .select({
      of: consultationStepWaiver.investigationId,
      step: consultationStepWaiver.step,
      reason: consultationStepWaiver.reason,
    })
    .from(consultationStepWaiver)
    .innerJoin(investigation, eq(investigation.id, consultationStepWaiver.investigationId))
    .where(ofTheChildren)
    .orderBy(asc(consultationStepWaiver.waivedAt), asc(consultationStepWaiver.id))
    .prepare(),
);

/** The latest version alone: the earlier ones hold much text and nothing that counts. */
export const analyses = prepared((reader: Reader) =>
  reader
    .select({
      of: analysisVersion.investigationId,
      assessment: analysisVersion.assessment,
      analysisThere: sql<number>`case when ${analysisVersion.analysis} ->> 'together' is null
        or ${analysisVersion.analysis} ->> 'meaningForChild' is null then 0 else 1 end`,
    })
    .from(analysisVersion)
    .innerJoin(investigation, eq(investigation.id, analysisVersion.investigationId))
    .where(
      and(
        ofTheChildren,
        sql`${analysisVersion.version} = (select max(latest.version) from ${analysisVersion} latest
          where latest.investigation_id = ${investigation.id})`,
      ),
    )
    .prepare(),
);

export const communications = prepared((reader: Reader) =>
  reader
    .select({
      of: communication.investigationId,
      id: communication.id,
      partyId: communication.partyId,
      sentOn: communication.sentOn,
      commentBy: communication.commentBy,
      commentReceivedOn: communication.commentReceivedOn,
      // One that was taken back excuses nothing.
      exceptionThere: sql<number>`case when ${communication.exception} is null or ${communication.retractedAt} is not null then 0 else 1 end`,
    })
    .from(communication)
    .innerJoin(investigation, eq(investigation.id, communication.investigationId))
    .where(ofTheChildren)
    .orderBy(asc(communication.recordedAt), asc(communication.id))
    .prepare(),
);

export const notifications = prepared((reader: Reader) =>
  reader
    .select({
      of: decisionNotification.investigationId,
      id: decisionNotification.id,
      partyId: decisionNotification.partyId,
      notifiedOn: decisionNotification.notifiedOn,
      appealReceivedOn: decisionNotification.appealReceivedOn,
    })
    .from(decisionNotification)
    .innerJoin(investigation, eq(investigation.id, decisionNotification.investigationId))
    .where(ofTheChildren)
    .orderBy(asc(decisionNotification.recordedAt), asc(decisionNotification.id))
    .prepare(),
);
