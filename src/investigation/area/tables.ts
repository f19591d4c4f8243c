import { sql } from 'drizzle-orm';
import { flag, index, integer, primaryKey, table, text, uniqueIndex } from '../../database/columns.ts';
import type { Instant } from '../../kernel/clock.ts';
import type { AreaCode } from '../../knowledge/areas.ts';
import type { CodeOf } from '../../knowledge/codebooks.ts';
import { consultation } from '../consultation/tables.ts';
import { conversation } from '../conversation/tables.ts';
import { note } from '../note/tables.ts';
import { investigation } from '../tables.ts';

/** What someone has told about an area (uppgift). */
export const areaStatement = table(
  'area_statement',
  {
    id: text().primaryKey(),
    investigationId: text()
      .notNull()
      .references(() => investigation.id),
    area: text<AreaCode>().notNull(),
    text: text().notNull(),
    source: text<CodeOf<'informationSource'>>().notNull(),
    conversationId: text().references(() => conversation.id),
    consultationId: text().references(() => consultation.id),
    answerPart: integer(),
    noteId: text().references(() => note.id),
    familyWide: flag().notNull().default(false),
    sharedFromId: text(),
    statedAt: text<Instant>().notNull(),
    statedBy: text().notNull(),
    retractedAt: text<Instant>(),
    retractedBy: text(),
    retractionReason: text(),
  },
  (t) => [
    index('area_statement_of').on(t.investigationId, t.area, t.statedAt),
    // Taken once, whatever two callers do at once; what was taken back can be taken again.
    uniqueIndex('area_statement_part').on(t.consultationId, t.answerPart).where(sql`retracted_at is null`),
    uniqueIndex('area_statement_shared')
      .on(t.sharedFromId, t.investigationId)
      .where(sql`retracted_at is null`),
  ],
);

/** A risk or protective factor (risk- eller skyddsfaktor) seen in an area. */
export const areaFactor = table(
  'area_factor',
  {
    id: text().primaryKey(),
    investigationId: text()
      .notNull()
      .references(() => investigation.id),
    area: text<AreaCode>().notNull(),
    kind: text<CodeOf<'factorKind'>>().notNull(),
    code: text<CodeOf<'factor'>>(),
    ownWords: text(),
    meaning: text(),
    recordedAt: text<Instant>().notNull(),
    recordedBy: text().notNull(),
    retractedAt: text<Instant>(),
    retractedBy: text(),
    retractionReason: text(),
  },
  (t) => [index('area_factor_of').on(t.investigationId, t.area, t.recordedAt)],
);

/** Every version of what an area means for the child and of the need in it, as saved; the latest is the current one. */
export const areaMeaning = table(
  'area_meaning',
  {
    investigationId: text()
      .notNull()
      .references(() => investigation.id),
    area: text<AreaCode>().notNull(),
    version: integer().notNull(),
    meaning: text(),
    need: text<CodeOf<'needAssessment'>>(),
    needText: text(),
    savedAt: text<Instant>().notNull(),
    savedBy: text().notNull(),
  },
  (t) => [primaryKey({ columns: [t.investigationId, t.area, t.version] })],
);

export type AreaMeaningRow = typeof areaMeaning.$inferSelect;
