import type { Role } from '../../access/caller.ts';
import { index, integer, json, primaryKey, table, text } from '../../database/columns.ts';
import type { Instant } from '../../kernel/clock.ts';
import type { CodeOf } from '../../knowledge/codebooks.ts';
import { investigation } from '../tables.ts';
import type { AnalysisPart, AssessmentPart } from './schema.ts';

/** Every version of the analysis and the assessment, as saved; the latest is the current one. */
export const analysisVersion = table(
  'analysis_version',
  {
    investigationId: text()
      .notNull()
      .references(() => investigation.id),
    version: integer().notNull(),
    analysis: json<AnalysisPart>().notNull(),
    assessment: json<AssessmentPart>().notNull(),
    savedAt: text<Instant>().notNull(),
    savedBy: text().notNull(),
  },
  (t) => [primaryKey({ columns: [t.investigationId, t.version] })],
);

/** A signature under one part of a version. The version keeps what was signed. */
export const analysisSignature = table(
  'analysis_signature',
  {
    id: text().primaryKey(),
    investigationId: text()
      .notNull()
      .references(() => investigation.id),
    part: text<CodeOf<'analysisPart'>>().notNull(),
    version: integer().notNull(),
    signedBy: text().notNull(),
    signedAt: text<Instant>().notNull(),
    role: text<Role>().notNull(),
  },
  (t) => [index('analysis_signature_of').on(t.investigationId, t.signedAt, t.id)],
);
