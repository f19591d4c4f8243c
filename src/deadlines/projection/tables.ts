import { sql } from 'drizzle-orm';
import type { CaseKind } from '../../access/reach.ts';
import { flag, index, integer, table, text } from '../../database/columns.ts';
import type { Instant } from '../../kernel/clock.ts';
import type { Day } from '../../kernel/day.ts';
import type { Same } from '../../kernel/same.ts';
import { person } from '../../person/tables.ts';
import type { SettledState } from '../evaluate.ts';
import type { DeadlineRuleId } from '../rules.ts';
import type { KeptDeadline } from './rules.ts';

/**
 * Every deadline of every case as it was evaluated when the record last changed (projektion): what a list finds and
 * orders by, and what the clock tells by. No fact of a case: it is written in the same transaction as what it follows
 * from, made anew by a command, and compared with the rules by the same. What is shown is evaluated again.
 */
export const deadline = table(
  'deadline',
  {
    id: text().primaryKey(),
    rule: text<DeadlineRuleId>().notNull(),
    childId: text()
      .notNull()
      .references(() => person.id),
    caseKind: text<CaseKind>().notNull(),
    caseId: text().notNull(),
    caseNumber: text().notNull(),
    unit: text().notNull(),
    handlerId: text().notNull(),
    partyId: text().references(() => person.id),
    nearOn: text<Day>().notNull(),
    endDay: text<Day>().notNull(),
    lastLawfulDay: text<Day>().notNull(),
    settledByPassing: flag().notNull(),
    settled: text<SettledState>(),
    tellOn: text<Day>(),
    revision: integer().notNull(),
    changedAt: text<Instant>().notNull(),
  },
  (t) => [
    index('deadline_child').on(t.childId),
    index('deadline_case').on(t.caseId),
    // Settled ones pile up behind; an open one is found without passing them.
    index('deadline_open').on(t.caseKind, t.endDay, t.id).where(sql`settled is null`),
    index('deadline_open_unit').on(t.unit, t.caseKind, t.endDay, t.id).where(sql`settled is null`),
    index('deadline_open_handler').on(t.handlerId, t.caseKind, t.endDay, t.id).where(sql`settled is null`),
    index('deadline_settled').on(t.caseKind, t.settled, t.endDay, t.id).where(sql`settled is not null`),
    index('deadline_settled_unit')
      .on(t.unit, t.caseKind, t.settled, t.endDay, t.id)
      .where(sql`settled is not null`),
    index('deadline_settled_handler')
      .on(t.handlerId, t.caseKind, t.settled, t.endDay, t.id)
      .where(sql`settled is not null`),
    index('deadline_tell').on(t.tellOn).where(sql`tell_on is not null`),
  ],
);

true satisfies Same<Readonly<typeof deadline.$inferSelect>, Readonly<KeptDeadline>>;

/** What the rows were last made from in whole: law, local terms, and how they are kept. One row. */
export const deadlineBasis = table('deadline_basis', {
  id: integer().primaryKey(),
  basis: text().notNull(),
});
