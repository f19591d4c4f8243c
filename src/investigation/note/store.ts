import { and, asc, eq, type SQL, sql } from 'drizzle-orm';
import type { Reach } from '../../access/reach.ts';
import { prepared, type Reader, type Tx } from '../../database/handle.ts';
import type { Same } from '../../kernel/same.ts';
import { knowsWhom } from '../../person/secrecy.ts';
import { person } from '../../person/tables.ts';
import type { Note, NoteObjection } from './schema.ts';
import { type NoteRow, note, noteObjection } from './tables.ts';

// The tables keep just what the schemas show; the rest of a note follows from what is kept.
true satisfies Same<NoteRow, Omit<Note, 'status' | 'correctedBy' | 'objections'>>;
true satisfies Same<typeof noteObjection.$inferSelect, NoteObjection>;

const { placeholder } = sql;

const inInvestigation = eq(note.investigationId, placeholder('investigationId'));

/** The notes of an investigation that fit, in order of time. */
const notesWhere = (which?: SQL) =>
  prepared((reader: Reader) =>
    reader
      .select()
      .from(note)
      .where(and(inInvestigation, which))
      .orderBy(asc(note.happenedOn), asc(note.recordedAt), asc(note.id))
      .prepare(),
  );
const all = notesWhere();
const one = notesWhere(eq(note.id, placeholder('id')));
const correcting = notesWhere(eq(note.corrects, placeholder('id')));

/** A person with protected identity is there for its named handlers only, and so is its objection. */
const objectionsWhere = (which?: SQL) =>
  prepared((reader: Reader) =>
    reader
      .select({ objection: noteObjection })
      .from(noteObjection)
      .innerJoin(note, eq(note.id, noteObjection.noteId))
      .leftJoin(person, eq(person.id, noteObjection.byPersonId))
      .where(and(inInvestigation, which, knowsWhom(noteObjection.byPersonId)))
      .orderBy(asc(noteObjection.objectedOn), asc(noteObjection.recordedAt), asc(noteObjection.id))
      .prepare(),
  );
const allObjections = objectionsWhere();
const objectionsToOne = objectionsWhere(eq(noteObjection.noteId, placeholder('id')));

/** Every note of an investigation that the caller sees, in order of time. */
export async function findNotes(reader: Reader, investigationId: string): Promise<NoteRow[]> {
  return all(reader).execute({ investigationId });
}

/** One note of an investigation that the caller sees. */
export async function findNote(
  reader: Reader,
  investigationId: string,
  id: string,
): Promise<NoteRow | undefined> {
  return (await one(reader).execute({ investigationId, id }))[0];
}

/** The notes that correct one, drafts too, in order of time. */
export async function findCorrections(
  reader: Reader,
  investigationId: string,
  id: string,
): Promise<NoteRow[]> {
  return correcting(reader).execute({ investigationId, id });
}

/** The objections to the notes of an investigation, by those whom the caller may know of. */
export async function findKnownObjections(
  reader: Reader,
  investigationId: string,
  reach: Reach,
): Promise<NoteObjection[]> {
  const rows = await allObjections(reader).execute({ investigationId, ...reach });
  return rows.map((row) => row.objection);
}

/** The same of one note. */
export async function findKnownObjectionsTo(
  reader: Reader,
  investigationId: string,
  id: string,
  reach: Reach,
): Promise<NoteObjection[]> {
  const rows = await objectionsToOne(reader).execute({ investigationId, id, ...reach });
  return rows.map((row) => row.objection);
}

export async function insertNote(tx: Tx, row: NoteRow): Promise<void> {
  await tx.insert(note).values(row);
}

export async function updateDraft(tx: Tx, row: NoteRow): Promise<void> {
  await tx.update(note).set(row).where(eq(note.id, row.id));
}

export async function insertObjection(tx: Tx, row: NoteObjection): Promise<void> {
  await tx.insert(noteObjection).values(row);
}
