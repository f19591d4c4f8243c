import { integer, json, primaryKey, table, text } from '../../database/columns.ts';
import type { Instant } from '../../kernel/clock.ts';
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
