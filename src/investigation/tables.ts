import { sql } from 'drizzle-orm';
import { flag, index, integer, table, text, uniqueIndex } from '../database/columns.ts';
import { intake } from '../intake/tables.ts';
import type { Instant } from '../kernel/clock.ts';
import type { Day } from '../kernel/day.ts';
import type { CodeOf } from '../knowledge/codebooks.ts';
import { person } from '../person/tables.ts';

export const investigation = table(
  'investigation',
  {
    id: text().primaryKey(),
    caseNumber: text().notNull(),
    childId: text()
      .notNull()
      .references(() => person.id),
    intakeId: text()
      .notNull()
      .references(() => intake.id),
    unit: text().notNull(),
    handlerId: text().notNull(),
    openedOn: text<Day>().notNull(),
    openedBy: text().notNull(),
    closedOn: text<Day>(),
    outcome: text<CodeOf<'investigationOutcome'>>(),
    livingSituation: text<CodeOf<'livingSituation'>>(),
    knownDisability: flag(),
    notHeardReason: text<CodeOf<'notHeardReason'>>(),
    notHeardExplanation: text(),
    /** When the reason was given as it is; null for one from before this was kept. */
    notHeardRecordedAt: text<Instant>(),
    version: integer().notNull(),
  },
  (t) => [
    uniqueIndex('investigation_case_number').on(t.caseNumber),
    uniqueIndex('investigation_intake').on(t.intakeId),
    // At most one running per child, whatever two callers do at once.
    uniqueIndex('investigation_running').on(t.childId).where(sql`closed_on is null`),
    index('investigation_child').on(t.childId, t.openedOn),
    index('investigation_unit').on(t.unit, t.openedOn, t.id),
    index('investigation_unit_open').on(t.unit, t.openedOn, t.id).where(sql`closed_on is null`),
    index('investigation_unit_closed').on(t.unit, t.closedOn).where(sql`closed_on is not null`),
    index('investigation_handler').on(t.handlerId, t.openedOn, t.id),
    index('investigation_opened').on(t.openedOn, t.id),
    index('investigation_closed').on(t.closedOn, t.id),
  ],
);

export type InvestigationRow = typeof investigation.$inferSelect;

export const investigationExtension = table(
  'investigation_extension',
  {
    id: text().primaryKey(),
    investigationId: text()
      .notNull()
      .references(() => investigation.id),
    ground: text<CodeOf<'extensionGround'>>().notNull(),
    reasons: text().notNull(),
    newEndDay: text<Day>().notNull(),
    decidedOn: text<Day>().notNull(),
    decidedBy: text().notNull(),
    /** Null on those from before it was kept: a decision can be put on record later than it was made. */
    recordedAt: text<Instant>(),
  },
  (t) => [index('investigation_extension_of').on(t.investigationId, t.decidedOn)],
);

export const investigationAssignment = table(
  'investigation_assignment',
  {
    id: text().primaryKey(),
    investigationId: text()
      .notNull()
      .references(() => investigation.id),
    handlerId: text().notNull(),
    unit: text().notNull(),
    from: text<Instant>().notNull(),
    by: text().notNull(),
  },
  (t) => [index('investigation_assignment_of').on(t.investigationId, t.from)],
);
