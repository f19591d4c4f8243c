import { sql } from 'drizzle-orm';
import { flag, index, integer, table, text } from '../../database/columns.ts';
import type { Day } from '../../kernel/day.ts';
import type { Same } from '../../kernel/same.ts';
import { person } from '../../person/tables.ts';
import type { QualityRuleId } from '../catalogue.ts';
import type { About, CaseKind, Severity } from '../rule.ts';
import type { KeptFinding } from './rules.ts';

/**
 * Everything that the rules found in every case when the record last changed (projektion): what the worklists and the
 * summary are made of. No fact of a case: it is written in the same transaction as what it follows from, made anew by
 * a command, and compared with the rules by the same. What has not come to hold yet is kept too, and waits for its day.
 */
export const finding = table(
  'quality_finding',
  {
    id: text().primaryKey(),
    rule: text<QualityRuleId>().notNull(),
    severity: text<Severity>().notNull(),
    childId: text()
      .notNull()
      .references(() => person.id),
    caseKind: text<CaseKind>().notNull(),
    caseId: text().notNull(),
    caseNumber: text().notNull(),
    caseOpen: flag().notNull(),
    unit: text().notNull(),
    handlerId: text().notNull(),
    aboutKind: text<About['kind']>(),
    aboutId: text(),
    since: text<Day>().notNull(),
    endedOn: text<Day>(),
    mended: flag().notNull(),
  },
  (t) => [
    index('quality_finding_child').on(t.childId),
    // What has ended or was mended piles up behind, and what is found in closed cases beside.
    index('quality_finding_open')
      .on(t.severity, t.caseKind, t.caseOpen, t.since, t.id)
      .where(sql`ended_on is null and not mended`),
    index('quality_finding_unit')
      .on(t.unit, t.severity, t.caseKind, t.caseOpen, t.since, t.id)
      .where(sql`ended_on is null and not mended`),
    index('quality_finding_handler')
      .on(t.handlerId, t.severity, t.caseKind, t.caseOpen, t.since, t.id)
      .where(sql`ended_on is null and not mended`),
    index('quality_finding_counted').on(t.unit, t.rule, t.since).where(sql`ended_on is null and not mended`),
  ],
);

true satisfies Same<Readonly<typeof finding.$inferSelect>, Readonly<KeptFinding>>;

/** What the rows were last made from in whole: rules, law, local terms, and how they are kept. One row. */
export const findingBasis = table('quality_finding_basis', {
  id: integer().primaryKey(),
  basis: text().notNull(),
});
