import { index, integer, table, text } from '../../database/columns.ts';
import type { Instant } from '../../kernel/clock.ts';
import type { Day } from '../../kernel/day.ts';
import type { CodeOf } from '../../knowledge/codebooks.ts';
import type { DecisionRule } from '../../knowledge/decisions.ts';
import { person } from '../../person/tables.ts';
import { investigation } from '../tables.ts';

/** The one follow-up that an investigation closed without insats can have. */
export const followUp = table('follow_up', {
  investigationId: text()
    .primaryKey()
    .references(() => investigation.id),
  ground: text<CodeOf<'followUpGround'>>().notNull(),
  reasons: text().notNull(),
  decidedOn: text<Day>().notNull(),
  decidedBy: text().notNull(),
  decidedAt: text<Instant>().notNull(),
  authority: text<DecisionRule['authority']>().notNull(),
  endedOn: text<Day>(),
  endReason: text<CodeOf<'followUpEndReason'>>(),
  endNote: text(),
  endedBy: text(),
  endedAt: text<Instant>(),
  version: integer().notNull(),
});

/** One row per person told, at the start or at the end. */
export const followUpInformation = table(
  'follow_up_information',
  {
    id: text().primaryKey(),
    investigationId: text()
      .notNull()
      .references(() => followUp.investigationId),
    stage: text<CodeOf<'followUpStage'>>().notNull(),
    personId: text()
      .notNull()
      .references(() => person.id),
    informedOn: text<Day>().notNull(),
    manner: text<CodeOf<'informationManner'>>(),
    recordedAt: text<Instant>().notNull(),
    recordedBy: text().notNull(),
    retractedAt: text<Instant>(),
    retractedBy: text(),
    retractionReason: text(),
  },
  (t) => [index('follow_up_information_of').on(t.investigationId, t.recordedAt, t.id)],
);

/** One row per contact made in a follow-up. */
export const followUpContact = table(
  'follow_up_contact',
  {
    id: text().primaryKey(),
    investigationId: text()
      .notNull()
      .references(() => followUp.investigationId),
    on: text<Day>().notNull(),
    with: text<CodeOf<'followUpContact'>>().notNull(),
    who: text(),
    content: text().notNull(),
    recordedAt: text<Instant>().notNull(),
    recordedBy: text().notNull(),
    retractedAt: text<Instant>(),
    retractedBy: text(),
    retractionReason: text(),
  },
  (t) => [index('follow_up_contact_of').on(t.investigationId, t.on, t.id)],
);
