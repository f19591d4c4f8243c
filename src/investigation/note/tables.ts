import type { Role } from '../../access/caller.ts';
import { index, integer, table, text } from '../../database/columns.ts';
import type { Instant } from '../../kernel/clock.ts';
import type { Day } from '../../kernel/day.ts';
import { person } from '../../person/tables.ts';
import { investigation } from '../tables.ts';

/** A journal note (journalanteckning); a draft until it is signed. */
export const note = table(
  'note',
  {
    id: text().primaryKey(),
    investigationId: text()
      .notNull()
      .references(() => investigation.id),
    happenedOn: text<Day>().notNull(),
    heading: text(),
    text: text(),
    /** The signed note of the same investigation that this one corrects. */
    corrects: text(),
    recordedAt: text<Instant>().notNull(),
    recordedBy: text().notNull(),
    recordedRole: text<Role>().notNull(),
    signedAt: text<Instant>(),
    signedBy: text(),
    signedRole: text<Role>(),
    version: integer().notNull(),
  },
  (t) => [index('note_of').on(t.investigationId, t.happenedOn, t.recordedAt)],
);

export type NoteRow = typeof note.$inferSelect;

/** What a person holds to be wrong in a signed note (invändning). */
export const noteObjection = table(
  'note_objection',
  {
    id: text().primaryKey(),
    noteId: text()
      .notNull()
      .references(() => note.id),
    byPersonId: text().references(() => person.id),
    objectedOn: text<Day>().notNull(),
    text: text().notNull(),
    recordedAt: text<Instant>().notNull(),
    recordedBy: text().notNull(),
  },
  (t) => [index('note_objection_to').on(t.noteId, t.objectedOn)],
);
