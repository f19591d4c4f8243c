import { index, integer, json, table, text } from '../../database/columns.ts';
import type { Instant } from '../../kernel/clock.ts';
import type { Day } from '../../kernel/day.ts';
import type { CodeOf } from '../../knowledge/codebooks.ts';
import type { NormSetId } from '../../knowledge/instruments.ts';
import { investigation } from '../tables.ts';
import type { Score } from './schema.ts';

export const instrumentUse = table(
  'instrument_use',
  {
    id: text().primaryKey(),
    investigationId: text()
      .notNull()
      .references(() => investigation.id),
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
    version: integer().notNull(),
  },
  (t) => [index('instrument_use_of').on(t.investigationId, t.usedOn, t.id)],
);
