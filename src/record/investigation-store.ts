import { and, asc, eq, gte, isNull, lte, min, or, sql } from 'drizzle-orm';
import { both, inJsonList, isThere, listIn, textIn } from '../database/columns.ts';
import { prepared, type Reader } from '../database/handle.ts';
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

/**
 * The queries that the investigations (utredningar) of whole records are read by: one per table, for many at once. What
 * belongs to something is named by `of`. None of them reads running text that it can do without.
 */

/** Of the children, or of the investigations: what the rows of a query belong to. */
const ids = sql.placeholder('ids');

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
      intakeId: investigation.intakeId,
      caseNumber: investigation.caseNumber,
      unit: investigation.unit,
      handlerId: investigation.handlerId,
      openedOn: investigation.openedOn,
      closedOn: investigation.closedOn,
      outcome: investigation.outcome,
      notHeardReason: investigation.notHeardReason,
      livingSituation: investigation.livingSituation,
      knownDisability: investigation.knownDisability,
      declinedBy: investigationDecision.declinedBy,
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
    .where(inJsonList(investigation.childId, ids))
    .orderBy(asc(investigation.openedOn), asc(investigation.id))
    .prepare(),
);

/** Who had the custody of each child on the day that the investigation was opened. */
export const guardiansAtOpening = prepared((reader: Reader) =>
  reader
    .select({ of: investigation.id, row: { guardianId: relation.fromPersonId } })
    .from(relation)
    .innerJoin(investigation, eq(investigation.childId, relation.toPersonId))
    .where(
      and(
        inJsonList(relation.toPersonId, ids),
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
      row: {
        stage: partyInformation.stage,
        personId: partyInformation.personId,
        informedOn: partyInformation.informedOn,
        recordedAt: partyInformation.recordedAt,
      },
    })
    .from(partyInformation)
    .where(inJsonList(partyInformation.investigationId, ids))
    .orderBy(asc(partyInformation.recordedAt), asc(partyInformation.id))
    .prepare(),
);

export const investigationExtensions = prepared((reader: Reader) =>
  reader
    .select({
      of: investigationExtension.investigationId,
      row: {
        ground: investigationExtension.ground,
        decidedOn: investigationExtension.decidedOn,
        decidedBy: investigationExtension.decidedBy,
        newEndDay: investigationExtension.newEndDay,
        recordedAt: investigationExtension.recordedAt,
      },
    })
    .from(investigationExtension)
    .where(inJsonList(investigationExtension.investigationId, ids))
    .orderBy(asc(investigationExtension.decidedOn), asc(investigationExtension.id))
    .prepare(),
);

export const assignments = prepared((reader: Reader) =>
  reader
    .select({
      of: investigationAssignment.investigationId,
      row: {
        handlerId: investigationAssignment.handlerId,
        from: investigationAssignment.from,
      },
    })
    .from(investigationAssignment)
    .where(inJsonList(investigationAssignment.investigationId, ids))
    .orderBy(asc(investigationAssignment.from), asc(investigationAssignment.id))
    .prepare(),
);

export const plans = prepared((reader: Reader) =>
  reader
    .select({
      of: planVersion.investigationId,
      row: {
        savedAt: planVersion.savedAt,
        reports: planVersion.reports,
        areas: planVersion.areas,
      },
    })
    .from(planVersion)
    .where(inJsonList(planVersion.investigationId, ids))
    .orderBy(asc(planVersion.version))
    .prepare(),
);

export const statements = prepared((reader: Reader) =>
  reader
    .select({
      of: areaStatement.investigationId,
      row: { area: areaStatement.area, source: areaStatement.source },
    })
    .from(areaStatement)
    .where(and(inJsonList(areaStatement.investigationId, ids), isNull(areaStatement.retractedAt)))
    .orderBy(asc(areaStatement.statedAt), asc(areaStatement.id))
    .prepare(),
);

export const factors = prepared((reader: Reader) =>
  reader
    .select({
      of: areaFactor.investigationId,
      row: {
        area: areaFactor.area,
        kind: areaFactor.kind,
        code: areaFactor.code,
        recordedAt: areaFactor.recordedAt,
      },
    })
    .from(areaFactor)
    .where(and(inJsonList(areaFactor.investigationId, ids), isNull(areaFactor.retractedAt)))
    .orderBy(asc(areaFactor.recordedAt), asc(areaFactor.id))
    .prepare(),
);

export const conversations = prepared((reader: Reader) =>
  reader
    .select({
      of: conversation.investigationId,
      row: {
        heldOn: conversation.heldOn,
        form: conversation.form,
        childTookPart: conversation.childTookPart,
        childAlone: conversation.childAlone,
        childViewRecorded: isThere(conversation.childView),
      },
    })
    .from(conversation)
    .where(inJsonList(conversation.investigationId, ids))
    .orderBy(asc(conversation.heldOn), asc(conversation.id))
    .prepare(),
);

export const consultations = prepared((reader: Reader) =>
  reader
    .select({
      of: consultation.investigationId,
      row: {
        id: consultation.id,
        counterpart: consultation.counterpart,
        status: consultation.status,
        sentOn: consultation.sentOn,
        answerDay: consultation.answerDay,
        remindedOn: consultation.remindedOn,
        answeredOn: consultation.answeredOn,
        closedOn: consultation.closedOn,
      },
    })
    .from(consultation)
    .where(inJsonList(consultation.investigationId, ids))
    .orderBy(asc(consultation.createdAt), asc(consultation.id))
    .prepare(),
);

/** Which instruments were used; what they gave is not read. */
export const instrumentUses = prepared((reader: Reader) =>
  reader
    .select({
      of: instrumentUse.investigationId,
      row: {
        instrument: instrumentUse.instrument,
        recordedAt: instrumentUse.recordedAt,
      },
    })
    .from(instrumentUse)
    .where(inJsonList(instrumentUse.investigationId, ids))
    .orderBy(asc(instrumentUse.recordedAt), asc(instrumentUse.id))
    .prepare(),
);

export const waivers = prepared((reader: Reader) =>
  reader
    .select({
      of: consultationStepWaiver.investigationId,
      row: {
        step: consultationStepWaiver.step,
        reason: consultationStepWaiver.reason,
      },
    })
    .from(consultationStepWaiver)
    .where(inJsonList(consultationStepWaiver.investigationId, ids))
    .orderBy(asc(consultationStepWaiver.waivedAt), asc(consultationStepWaiver.id))
    .prepare(),
);

/** The latest version alone: the earlier ones hold much text and nothing that counts. */
export const analyses = prepared((reader: Reader) =>
  reader
    .select({
      of: analysisVersion.investigationId,
      row: {
        analysed: both(
          isThere(textIn(analysisVersion.analysis, 'together')),
          isThere(textIn(analysisVersion.analysis, 'meaningForChild')),
        ),
        assessed: both(
          isThere(textIn(analysisVersion.assessment, 'bestInterests')),
          isThere(textIn(analysisVersion.assessment, 'proposal')),
        ),
        needs: listIn(analysisVersion.assessment, 'needs'),
        childAttitude: textIn(analysisVersion.assessment, 'childAttitude'),
        guardianAttitude: textIn(analysisVersion.assessment, 'guardianAttitude'),
        childViewRecorded: isThere(textIn(analysisVersion.assessment, 'childView')),
      },
    })
    .from(analysisVersion)
    .where(
      and(
        inJsonList(analysisVersion.investigationId, ids),
        sql`${analysisVersion.version} = (select max(latest.version) from ${analysisVersion} latest
          where latest.investigation_id = ${analysisVersion.investigationId})`,
      ),
    )
    .prepare(),
);

export const communications = prepared((reader: Reader) =>
  reader
    .select({
      of: communication.investigationId,
      row: {
        id: communication.id,
        partyId: communication.partyId,
        sentOn: communication.sentOn,
        commentBy: communication.commentBy,
        commentReceivedOn: communication.commentReceivedOn,
        // One that was taken back excuses nothing.
        exception: both(isThere(communication.exception), isNull(communication.retractedAt)),
      },
    })
    .from(communication)
    .where(inJsonList(communication.investigationId, ids))
    .orderBy(asc(communication.recordedAt), asc(communication.id))
    .prepare(),
);

export const notifications = prepared((reader: Reader) =>
  reader
    .select({
      of: decisionNotification.investigationId,
      row: {
        id: decisionNotification.id,
        partyId: decisionNotification.partyId,
        notifiedOn: decisionNotification.notifiedOn,
        appealReceivedOn: decisionNotification.appealReceivedOn,
      },
    })
    .from(decisionNotification)
    .where(inJsonList(decisionNotification.investigationId, ids))
    .orderBy(asc(decisionNotification.recordedAt), asc(decisionNotification.id))
    .prepare(),
);
