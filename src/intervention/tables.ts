import { sql } from 'drizzle-orm';
import { index, integer, table, text, uniqueIndex } from '../database/columns.ts';
import { investigation } from '../investigation/tables.ts';
import type { Instant } from '../kernel/clock.ts';
import type { Day } from '../kernel/day.ts';
import type { CodeOf } from '../knowledge/codebooks.ts';
import { person } from '../person/tables.ts';

export const intervention = table(
  'intervention',
  {
    id: text().primaryKey(),
    caseNumber: text().notNull(),
    childId: text()
      .notNull()
      .references(() => person.id),
    investigationId: text().references(() => investigation.id),
    /** Which of the decided interventions it is, from 0; null where none was decided one by one. */
    decidedAs: integer(),
    basis: text<CodeOf<'interventionBasis'>>().notNull(),
    type: text<CodeOf<'interventionType'>>().notNull(),
    placementForm: text<CodeOf<'placementForm'>>(),
    provider: text(),
    legalBasis: text<CodeOf<'legalBasis'>>().notNull(),
    legalBasisCitation: text(),
    decidedOn: text<Day>(),
    startedOn: text<Day>().notNull(),
    unit: text().notNull(),
    handlerId: text().notNull(),
    /** The day that was agreed at the start: it stands again where every follow-up was taken back. */
    firstFollowUpOn: text<Day>(),
    followUpOn: text<Day>(),
    endedOn: text<Day>(),
    givenAt: text<Instant>().notNull(),
    givenBy: text().notNull(),
    version: integer().notNull(),
  },
  (t) => [
    // What was decided once is given once, whatever two callers do at once.
    uniqueIndex('intervention_decided').on(t.investigationId, t.decidedAs),
    index('intervention_case_number').on(t.caseNumber),
    index('intervention_child').on(t.childId, t.startedOn),
    index('intervention_unit').on(t.unit, t.startedOn, t.id),
    index('intervention_unit_open').on(t.unit, t.startedOn, t.id).where(sql`ended_on is null`),
    index('intervention_handler').on(t.handlerId, t.startedOn, t.id),
    index('intervention_started').on(t.startedOn, t.id),
    index('intervention_ended').on(t.endedOn, t.id),
    index('intervention_due').on(t.unit, t.followUpOn).where(sql`ended_on is null`),
    index('intervention_handler_due').on(t.handlerId, t.followUpOn).where(sql`ended_on is null`),
  ],
);

export type InterventionRow = typeof intervention.$inferSelect;

export const interventionAssignment = table(
  'intervention_assignment',
  {
    id: text().primaryKey(),
    interventionId: text()
      .notNull()
      .references(() => intervention.id),
    handlerId: text().notNull(),
    unit: text().notNull(),
    from: text<Instant>().notNull(),
    by: text().notNull(),
  },
  (t) => [index('intervention_assignment_of').on(t.interventionId, t.from)],
);
