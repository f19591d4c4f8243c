import { index, json, table, text } from '../../database/columns.ts';
import type { Score } from '../../investigation/instrument/schema.ts';
import type { Instant } from '../../kernel/clock.ts';
import type { Day } from '../../kernel/day.ts';
import type { CodeOf } from '../../knowledge/codebooks.ts';
import type { NormSetId } from '../../knowledge/instruments.ts';
import { intervention } from '../tables.ts';

export const interventionScore = table(
  'intervention_score',
  {
    id: text().primaryKey(),
    interventionId: text()
      .notNull()
      .references(() => intervention.id),
    instrument: text<CodeOf<'instrument'>>().notNull(),
    usedOn: text<Day>().notNull(),
    instrumentVersion: text(),
    respondent: text<CodeOf<'respondent'>>(),
    /** As JSON, so that 23.4 is 23.4 on both engines. */
    scores: json<Score[]>().notNull(),
    normSet: text<NormSetId>(),
    summary: text(),
    recordedAt: text<Instant>().notNull(),
    recordedBy: text().notNull(),
    retractedAt: text<Instant>(),
    retractedBy: text(),
    retractionReason: text(),
  },
  (t) => [index('intervention_score_of').on(t.interventionId, t.usedOn, t.id)],
);
