import { sql } from 'drizzle-orm';
import { flag, index, integer, table, text, uniqueIndex } from '../database/columns.ts';
import type { Instant } from '../kernel/clock.ts';
import type { Day } from '../kernel/day.ts';
import type { CodeOf } from '../knowledge/codebooks.ts';

export const person = table(
  'person',
  {
    id: text().primaryKey(),
    personalNumber: text(),
    coordinationNumber: text(),
    temporaryNumber: text(),
    givenName: text(),
    familyName: text(),
    /** Family and given name in lower case with å, ä, ö last: what names are sorted and searched by. */
    nameKey: text().notNull(),
    givenNameKey: text().notNull(),
    birthDate: text<Day>(),
    expectedBirthDate: text<Day>(),
    legalSex: text<CodeOf<'legalSex'>>(),
    birthCountryGroup: text<CodeOf<'birthCountryGroup'>>(),
    protectedIdentity: text<CodeOf<'protectedIdentity'>>().notNull(),
    /**
     * Set when someone registers a number that belongs to a person they may not know of: they get a person of
     * their own, learn nothing, and those who may know of both are shown that the two are one.
     */
    duplicateOf: text(),
    registeredAt: text<Instant>().notNull(),
    registeredBy: text().notNull(),
    version: integer().notNull(),
  },
  (t) => [
    uniqueIndex('person_personal_number').on(t.personalNumber).where(sql`duplicate_of is null`),
    uniqueIndex('person_coordination_number').on(t.coordinationNumber).where(sql`duplicate_of is null`),
    index('person_name').on(t.nameKey, t.id),
    index('person_given_name').on(t.givenNameKey, t.id),
  ],
);

export const relation = table(
  'relation',
  {
    id: text().primaryKey(),
    fromPersonId: text()
      .notNull()
      .references(() => person.id),
    toPersonId: text()
      .notNull()
      .references(() => person.id),
    type: text<CodeOf<'relationType'>>().notNull(),
    livesTogether: flag(),
    validFrom: text<Day>(),
    validTo: text<Day>(),
    version: integer().notNull(),
  },
  (t) => [index('relation_from').on(t.fromPersonId), index('relation_to').on(t.toPersonId)],
);

/** Who may know of a person when the identity is protected; kept for everyone, since protection can come later. */
export const namedHandler = table(
  'named_handler',
  {
    id: text().primaryKey(),
    personId: text()
      .notNull()
      .references(() => person.id),
    handlerId: text().notNull(),
    namedAt: text<Instant>().notNull(),
    namedBy: text().notNull(),
    endedAt: text<Instant>(),
  },
  (t) => [uniqueIndex('named_handler_current').on(t.personId, t.handlerId).where(sql`ended_at is null`)],
);

/** A child's cases opened for a handler by break-glass, for a while and for a stated reason. */
export const breakGlass = table(
  'break_glass',
  {
    id: text().primaryKey(),
    personId: text()
      .notNull()
      .references(() => person.id),
    handlerId: text().notNull(),
    reason: text().notNull(),
    openedAt: text<Instant>().notNull(),
    validUntil: text<Instant>().notNull(),
  },
  (t) => [index('break_glass_handler').on(t.handlerId, t.personId, t.validUntil)],
);

export type PersonRow = typeof person.$inferSelect;
export type RelationRow = typeof relation.$inferSelect;
