import { asc, eq, sql } from 'drizzle-orm';
import { flagIn, inJsonList, isThere } from '../database/columns.ts';
import { prepared, type Reader } from '../database/handle.ts';
import { intake, intakeExtension, protectionAssessment } from '../intake/tables.ts';
import { person } from '../person/tables.ts';
import { report } from '../report/tables.ts';

/**
 * The queries that the children of whole records and their intakes (aktualiseringar) are read by: one per table, for many
 * children at once, as in investigation-store.ts.
 */

/** Of the children, or of the intakes: what the rows of a query belong to. */
const ids = sql.placeholder('ids');

export const children = prepared((reader: Reader) =>
  reader
    .select({
      id: person.id,
      birthDate: person.birthDate,
      expectedBirthDate: person.expectedBirthDate,
      legalSex: person.legalSex,
      birthCountryGroup: person.birthCountryGroup,
    })
    .from(person)
    .where(inJsonList(person.id, ids))
    .prepare(),
);

export const intakes = prepared((reader: Reader) =>
  reader
    .select({
      of: intake.childId,
      id: intake.id,
      caseNumber: intake.caseNumber,
      unit: intake.unit,
      handlerId: intake.handlerId,
      type: intake.type,
      reporter: report.reporter,
      receivedAt: intake.receivedAt,
      recordedAt: report.registeredAt,
      mainCause: intake.mainCause,
      otherCauses: intake.otherCauses,
      childHeard: flagIn(intake.preliminaryAssessment, 'childHeard'),
      outcome: intake.outcome,
      decidedOn: intake.decidedOn,
      investigationId: intake.investigationId,
      askedWithReport: intake.feedbackRequested,
      askedOn: intake.feedbackRequestedOn,
      givenOn: intake.feedbackGivenOn,
      unsuitable: isThere(intake.feedbackUnsuitable),
    })
    .from(intake)
    .innerJoin(report, eq(report.id, intake.reportId))
    .where(inJsonList(intake.childId, ids))
    .orderBy(asc(intake.receivedAt), asc(intake.id))
    .prepare(),
);

export const protectionAssessments = prepared((reader: Reader) =>
  reader
    .select({
      of: protectionAssessment.intakeId,
      row: {
        assessedAt: protectionAssessment.assessedAt,
        need: protectionAssessment.need,
      },
    })
    .from(protectionAssessment)
    .where(inJsonList(protectionAssessment.intakeId, ids))
    .orderBy(asc(protectionAssessment.assessedAt), asc(protectionAssessment.id))
    .prepare(),
);

export const intakeExtensions = prepared((reader: Reader) =>
  reader
    .select({
      of: intakeExtension.intakeId,
      row: {
        ground: intakeExtension.ground,
        decidedOn: intakeExtension.decidedOn,
        decidedBy: intakeExtension.decidedBy,
        newEndDay: intakeExtension.newEndDay,
        recordedAt: intakeExtension.recordedAt,
      },
    })
    .from(intakeExtension)
    .where(inJsonList(intakeExtension.intakeId, ids))
    .orderBy(asc(intakeExtension.decidedOn), asc(intakeExtension.id))
    .prepare(),
);
