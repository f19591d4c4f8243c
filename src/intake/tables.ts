import { sql } from 'drizzle-orm';
import { flag, index, integer, json, table, text, uniqueIndex } from '../database/columns.ts';
import type { Instant } from '../kernel/clock.ts';
import type { Day } from '../kernel/day.ts';
import type { CodeOf } from '../knowledge/codebooks.ts';
import { person } from '../person/tables.ts';
import { report } from '../report/tables.ts';
import type { PreliminaryAssessment } from './schema.ts';

export const intake = table(
  'intake',
  {
    id: text().primaryKey(),
    reportId: text()
      .notNull()
      .references(() => report.id),
    childId: text()
      .notNull()
      .references(() => person.id),
    caseNumber: text().notNull(),
    type: text<CodeOf<'reportType'>>().notNull(),
    receivedAt: text<Instant>().notNull(),
    unit: text().notNull(),
    handlerId: text().notNull(),
    mainCause: text<CodeOf<'cause'>>(),
    otherCauses: json<CodeOf<'cause'>[]>().notNull(),
    outcome: text<CodeOf<'intakeOutcome'>>(),
    decidedOn: text<Day>(),
    decidedBy: text(),
    decidedAt: text<Instant>(),
    decisionReasons: text(),
    /** Opened or joined by the decision. No reference: the investigation comes after, and refers back. */
    investigationId: text(),
    /** The investigation's unit and handler as they now are: whoever sees it sees what it rests on. */
    investigationUnit: text(),
    investigationHandlerId: text(),
    feedbackRequested: flag().notNull(),
    feedbackRequestedOn: text<Day>(),
    feedbackGivenOn: text<Day>(),
    feedbackUnsuitable: text(),
    /** When and by whom it was recorded that feedback was given, or is unsuitable. */
    feedbackRecordedAt: text<Instant>(),
    feedbackRecordedBy: text(),
    preliminaryAssessment: json<PreliminaryAssessment>(),
    preliminarySavedAt: text<Instant>(),
    preliminarySavedBy: text(),
    version: integer().notNull(),
  },
  (t) => [
    uniqueIndex('intake_case_number').on(t.caseNumber),
    index('intake_child').on(t.childId, t.receivedAt),
    index('intake_report').on(t.reportId),
    index('intake_unit').on(t.unit, t.receivedAt, t.id),
    index('intake_unit_open').on(t.unit, t.receivedAt, t.id).where(sql`outcome is null`),
    index('intake_decided').on(t.decidedOn, t.id),
    index('intake_unit_decided').on(t.unit, t.decidedOn).where(sql`decided_on is not null`),
    index('intake_handler').on(t.handlerId, t.receivedAt, t.id),
    index('intake_received').on(t.receivedAt, t.id),
    index('intake_investigation').on(t.investigationId),
  ],
);

export const protectionAssessment = table(
  'protection_assessment',
  {
    id: text().primaryKey(),
    intakeId: text()
      .notNull()
      .references(() => intake.id),
    assessedAt: text<Instant>().notNull(),
    assessedBy: text().notNull(),
    need: text<CodeOf<'protectionNeed'>>().notNull(),
    grounds: text().notNull(),
    measures: text(),
    recordedAt: text<Instant>().notNull(),
  },
  (t) => [index('protection_assessment_intake').on(t.intakeId, t.assessedAt)],
);

export const intakeExtension = table(
  'intake_extension',
  {
    id: text().primaryKey(),
    intakeId: text()
      .notNull()
      .references(() => intake.id),
    ground: text<CodeOf<'extensionGround'>>().notNull(),
    reasons: text().notNull(),
    newEndDay: text<Day>().notNull(),
    decidedOn: text<Day>().notNull(),
    decidedBy: text().notNull(),
    /** Null on those from before it was kept: a decision can be put on record later than it was made. */
    recordedAt: text<Instant>(),
  },
  (t) => [index('intake_extension_intake').on(t.intakeId, t.decidedOn)],
);

export const intakeAssignment = table(
  'intake_assignment',
  {
    id: text().primaryKey(),
    intakeId: text()
      .notNull()
      .references(() => intake.id),
    handlerId: text().notNull(),
    unit: text().notNull(),
    from: text<Instant>().notNull(),
    by: text().notNull(),
  },
  (t) => [index('intake_assignment_intake').on(t.intakeId, t.from)],
);
