import type { Caller } from '../../access/caller.ts';
import { roleWith } from '../../access/permissions.ts';
import { reachOf } from '../../access/reach.ts';
import type { Work } from '../../access/work.ts';
import type { Reader } from '../../database/handle.ts';
import { impossibleDay } from '../../intake/rules.ts';
import type { Day } from '../../kernel/day.ts';
import { newId } from '../../kernel/id.ts';
import { NotFound, permit, requireCurrent, valid } from '../../kernel/outcome.ts';
import { findKnownPerson } from '../../person/actions.ts';
import { noSuchPerson } from '../../person/rules.ts';
import { auditIn, getForReading, getForWork } from '../actions.ts';
import { hindered } from '../rules.ts';
import type { InvestigationRow } from '../tables.ts';
import * as rules from './rules.ts';
import type { Note, NoteInput, NoteObjection, NoteObjectionInput, NotePatch } from './schema.ts';
import * as store from './store.ts';
import type { NoteRow } from './tables.ts';

/** A note with what stands beside it. A correction counts from its signature. */
function show(row: NoteRow, notes: readonly NoteRow[], objections: readonly NoteObjection[]): Note {
  return {
    ...row,
    status: row.signedAt === null ? 'utkast' : 'signerad',
    correctedBy: notes
      .filter(({ corrects, signedAt }) => corrects === row.id && signedAt !== null)
      .map(({ id }) => id),
    objections: objections.filter(({ noteId }) => noteId === row.id),
  };
}

/** The journal of an investigation, in order of time, with the objections of those whom the caller may know of. */
export async function listNotes(reader: Reader, investigationId: string, caller: Caller): Promise<Note[]> {
  const reach = reachOf(caller, 'investigation');
  const rows = await store.findNotes(reader, investigationId);
  const objections = await store.findKnownObjections(reader, investigationId, reach);
  return rows.map((row) => show(row, rows, objections));
}

/** What closing on a day is judged by, as it stood at the end of that day: for `notesUnsigned`. */
export async function loadNotesOn(reader: Reader, investigationId: string, on: Day) {
  return rules.standingOn(await store.findNotes(reader, investigationId), on);
}

/** Whether the note belongs to the investigation. */
export async function isNoteOf(reader: Reader, investigationId: string, noteId: string): Promise<boolean> {
  return (await store.findNote(reader, investigationId, noteId)) !== undefined;
}

async function getRow(reader: Reader, investigationId: string, noteId: string): Promise<NoteRow> {
  const found = await store.findNote(reader, investigationId, noteId);
  if (!found) throw new NotFound();
  return found;
}

/** @throws NotFound when the investigation has no such note. */
export async function getNote(
  reader: Reader,
  investigationId: string,
  noteId: string,
  caller: Caller,
): Promise<Note> {
  const reach = reachOf(caller, 'investigation');
  return show(
    await getRow(reader, investigationId, noteId),
    await store.findCorrections(reader, investigationId, noteId),
    await store.findKnownObjectionsTo(reader, investigationId, noteId, reach),
  );
}

const NO_SUCH_NOTE = {
  field: 'corrects',
  text: {
    sv: 'Anteckningen finns inte i den här utredningen.',
    en: 'There is no such note in this investigation.',
  },
};

/**
 * Begins a note (utkast); with `corrects`, one that corrects a signed note, also in a closed investigation.
 * @throws NotFound. @throws Refused `investigation.closed` or `note.not-signed`. @throws Invalid for a day that cannot
 * be, or a note to correct that is not there.
 */
export async function draftNote(work: Work, investigationId: string, input: NoteInput): Promise<Note> {
  const { happenedOn, heading = null, text = null, corrects = null } = input;
  const investigation = await getForWork(work, investigationId, rules.actionOf({ corrects }));
  const corrected = corrects === null ? null : await store.findNote(work.tx, investigationId, corrects);
  if (corrected) permit(rules.notSigned(corrected, 'dokumentation', work.today));
  valid(
    impossibleDay('happenedOn', happenedOn, investigation.openedOn, work.today),
    corrected === undefined ? [NO_SUCH_NOTE] : [],
  );
  const row: NoteRow = {
    id: newId(),
    investigationId,
    happenedOn,
    heading,
    text,
    corrects,
    recordedAt: work.now,
    recordedBy: work.caller.id,
    recordedRole: roleWith(work.caller, 'investigation:work'),
    signedAt: null,
    signedBy: null,
    signedRole: null,
    version: 1,
  };
  await store.insertNote(work.tx, row);
  auditIn(work, investigation, { action: 'note.draft', id: row.id, after: row });
  return show(row, [], []);
}

interface Draft {
  readonly before: NoteRow;
  readonly investigation: InvestigationRow;
}

/**
 * The draft that a change is based on.
 * @throws NotFound. @throws Stale. @throws Refused `note.signed` or `investigation.closed`.
 */
async function getDraft(
  work: Work,
  investigationId: string,
  noteId: string,
  basedOn: number,
): Promise<Draft> {
  const investigation = await getForReading(work.tx, investigationId, work.caller, work.now);
  const before = await getRow(work.tx, investigationId, noteId);
  requireCurrent(before.version, basedOn);
  permit(rules.locked(before, work.today));
  permit(hindered(investigation, rules.actionOf(before), work.today));
  return { before, investigation };
}

/** Keeps a change of a draft with its place in the access log. Nothing stands beside a draft yet. */
async function save(work: Work, action: string, { before, investigation }: Draft, change: Partial<NoteRow>) {
  const after = { ...before, ...change, version: before.version + 1 };
  await store.updateDraft(work.tx, after);
  auditIn(work, investigation, { action: `note.${action}`, id: after.id, before, after });
  return show(after, [], []);
}

/** Changes a draft. @throws NotFound. @throws Stale. @throws Refused `note.signed`. @throws Invalid. */
export async function editNote(
  work: Work,
  investigationId: string,
  noteId: string,
  patch: NotePatch,
  basedOn: number,
): Promise<Note> {
  const draft = await getDraft(work, investigationId, noteId, basedOn);
  const { happenedOn = draft.before.happenedOn } = patch;
  valid(impossibleDay('happenedOn', happenedOn, draft.investigation.openedOn, work.today));
  return save(work, 'edit', draft, patch);
}

/**
 * Signs a draft (signering) in the version that the caller has read: whoever signs answers for it, also where someone
 * else wrote it. From then on it is locked.
 * @throws NotFound. @throws Stale. @throws Refused `note.signed`, `note.empty` or `investigation.closed`.
 */
export async function signNote(
  work: Work,
  investigationId: string,
  noteId: string,
  basedOn: number,
): Promise<Note> {
  const draft = await getDraft(work, investigationId, noteId, basedOn);
  permit(rules.empty(draft.before, work.today));
  return save(work, 'sign', draft, {
    signedAt: work.now,
    signedBy: work.caller.id,
    signedRole: roleWith(work.caller, 'investigation:work'),
  });
}

/**
 * Notes beside a signed note that a person holds it to be wrong (SoL 14 kap. 6 §); always possible.
 * @throws NotFound. @throws Refused `note.not-signed`. @throws Invalid for a day that cannot be, or a person not to be
 * found.
 */
export async function recordObjection(
  work: Work,
  investigationId: string,
  noteId: string,
  input: NoteObjectionInput,
): Promise<NoteObjection> {
  const { byPersonId = null, objectedOn, text } = input;
  const investigation = await getForWork(work, investigationId, 'append');
  const note = await getRow(work.tx, investigationId, noteId);
  permit(rules.notSigned(note, 'felaktig-uppgift', work.today));
  const known = byPersonId === null || (await findKnownPerson(work, byPersonId));
  valid(
    impossibleDay('objectedOn', objectedOn, note.happenedOn, work.today),
    known ? [] : [noSuchPerson('byPersonId')],
  );
  const row: NoteObjection = {
    id: newId(),
    noteId,
    byPersonId,
    objectedOn,
    text,
    recordedAt: work.now,
    recordedBy: work.caller.id,
  };
  await store.insertObjection(work.tx, row);
  auditIn(work, investigation, {
    action: 'note-objection.record',
    id: row.id,
    others: [byPersonId],
    after: row,
  });
  return row;
}
