import { flag, index, integer, json, table, text, uniqueIndex } from '../../database/columns.ts';
import type { Instant } from '../../kernel/clock.ts';
import type { Day } from '../../kernel/day.ts';
import type { AreaCode } from '../../knowledge/areas.ts';
import type { CodeOf } from '../../knowledge/codebooks.ts';
import { investigation } from '../tables.ts';

export const consultation = table(
  'consultation',
  {
    id: text().primaryKey(),
    investigationId: text()
      .notNull()
      .references(() => investigation.id),
    counterpart: text<CodeOf<'consultationCounterpart'>>().notNull(),
    counterpartName: text(),
    basis: text<CodeOf<'consultationBasis'>>(),
    consentNote: text(),
    doNotInformGuardians: flag().notNull().default(false),
    questions: json<{ area: AreaCode | null; text: string }[]>().notNull(),
    status: text<CodeOf<'consultationStatus'>>().notNull(),
    sentOn: text<Day>(),
    /** The agreed one, or the one of the latest reminder. Null until it is sent. */
    answerDay: text<Day>(),
    remindedOn: json<Day[]>().notNull(),
    answeredOn: text<Day>(),
    answer: text(),
    answerStatements: json<{ part: number; area: AreaCode | null; text: string }[]>().notNull().default([]),
    closedOn: text<Day>(),
    closingReason: text(),
    version: integer().notNull(),
    createdAt: text<Instant>().notNull(),
    createdBy: text().notNull(),
  },
  (t) => [
    index('consultation_of').on(t.investigationId, t.createdAt, t.id),
    index('consultation_worklist').on(t.status, t.answerDay, t.id),
  ],
);

export type ConsultationRow = typeof consultation.$inferSelect;

export const consultationStepWaiver = table(
  'consultation_step_waiver',
  {
    id: text().primaryKey(),
    investigationId: text()
      .notNull()
      .references(() => investigation.id),
    step: text<CodeOf<'consultationStep'>>().notNull(),
    reason: text<CodeOf<'stepWaiver'>>().notNull(),
    explanation: text().notNull(),
    waivedAt: text<Instant>().notNull(),
    waivedBy: text().notNull(),
  },
  // Waived once, whatever two callers do at once.
  (t) => [uniqueIndex('consultation_step_waiver_of').on(t.investigationId, t.step)],
);

export type StepWaiverRow = typeof consultationStepWaiver.$inferSelect;
