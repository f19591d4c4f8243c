import { z } from 'zod';
import { RoleField } from '../../access/caller.ts';
import { DayField, FreeText, HandlerId, Id, InstantOut, Line, Version } from '../../kernel/fields.ts';
import { codeSchema } from '../../knowledge/codebooks.ts';

/**
 * The journal (journal) of an investigation: dated notes (journalanteckningar), each a draft until someone signs it
 * and answers for it. The note slice owns the notes, what corrects them, and what people object to in them. It never
 * changes what is signed and never takes anything away: a correction and an objection stand beside the note.
 */

const told = {
  happenedOn: DayField.describe(
    'Händelsedag: the day the note is about; from the day the investigation was opened, not in the future',
  ),
  heading: Line.nullable().optional().describe('Rubrik'),
  text: FreeText.nullable().optional().describe('Anteckningen; may be missing until it is signed'),
};

/** A note as a draft: the day is enough, the rest can come later. */
export const NoteInput = z
  .strictObject({
    ...told,
    corrects: Id.optional().describe(
      'Rättar: the signed note of the same investigation that this one corrects',
    ),
  })
  .meta({
    id: 'NoteInput',
    examples: [
      {
        happenedOn: '2026-12-08',
        heading: 'Telefonsamtal med skolan',
        text: 'Läraren berättar att Alva har varit frånvarande tre dagar.',
      },
      {
        happenedOn: '2026-12-08',
        text: 'Frånvaron gällde två dagar, inte tre.',
        corrects: '0193a5c0-7b1e-7c3a-9f00-2b6d1c0e4a81',
      },
    ],
  });
export type NoteInput = z.infer<typeof NoteInput>;

/** Changes of a draft; a field that is left out stays as it is. */
export const NotePatch = z
  .strictObject(told)
  .partial()
  .meta({ id: 'NotePatch', examples: [{ heading: 'Telefonsamtal med läraren' }] });
export type NotePatch = z.infer<typeof NotePatch>;

/** Signing (signering) says nothing more than who does it, in what version, and when. */
export const NoteSignature = z.strictObject({}).meta({ id: 'NoteSignature', examples: [{}] });

/** That a person holds a signed note to be wrong (anmärkning om felaktig uppgift). */
export const NoteObjectionInput = z
  .strictObject({
    byPersonId: Id.optional().describe('Den som har invänt, where registered; never a name'),
    objectedOn: DayField.describe('Invändningens dag; from the day the note is about, not in the future'),
    text: FreeText.describe('Vad personen anser vara fel'),
  })
  .meta({
    id: 'NoteObjectionInput',
    examples: [
      {
        byPersonId: '0193a5c0-7b1e-7c3a-9f00-2b6d1c0e4a12',
        objectedOn: '2026-12-15',
        text: 'Anser att Alva var sjukanmäld alla dagarna.',
      },
    ],
  });
export type NoteObjectionInput = z.infer<typeof NoteObjectionInput>;

const exampleObjection = {
  id: '0193a5c0-7b1e-7c3a-9f00-2b6d1c0e4a82',
  noteId: '0193a5c0-7b1e-7c3a-9f00-2b6d1c0e4a81',
  byPersonId: '0193a5c0-7b1e-7c3a-9f00-2b6d1c0e4a12',
  objectedOn: '2026-12-15',
  text: 'Anser att Alva var sjukanmäld alla dagarna.',
  recordedAt: '2026-12-15T10:00:00.000Z',
  recordedBy: 'karin.ek',
} as const;

export const NoteObjection = z
  .object({
    id: Id,
    noteId: Id,
    byPersonId: Id.nullable().describe('Den som har invänt'),
    objectedOn: DayField.describe('Invändningens dag'),
    text: z.string().describe('Vad personen anser vara fel'),
    recordedAt: InstantOut,
    recordedBy: HandlerId,
  })
  .meta({ id: 'NoteObjection', examples: [exampleObjection] });
export type NoteObjection = z.infer<typeof NoteObjection>;

export const Note = z
  .object({
    id: Id,
    investigationId: Id,
    happenedOn: DayField.describe('Händelsedag'),
    heading: z.string().nullable().describe('Rubrik'),
    text: z.string().nullable().describe('Anteckningen'),
    corrects: Id.nullable().describe('Rättar: the note that this one corrects'),
    recordedAt: InstantOut,
    recordedBy: HandlerId.describe('Författare: who began the note'),
    recordedRole: RoleField.describe('Författarens roll'),
    signedAt: InstantOut.nullable().describe('Signerad: nothing in the note changes after that'),
    signedBy: HandlerId.nullable().describe('Den som har signerat och svarar för anteckningen'),
    signedRole: RoleField.nullable().describe('Rollen vid signeringen'),
    version: Version.describe('Of the note itself; what is put beside it is no new version'),
    status: codeSchema('noteStatus'),
    correctedBy: z.array(Id).describe('Rättas av: the signed notes that correct this one, in order of time'),
    objections: z
      .array(NoteObjection)
      .describe('Invändningar (SoL (2025:400) 14 kap. 6 §), by those whom the caller may know of'),
  })
  .meta({
    id: 'Note',
    examples: [
      {
        id: '0193a5c0-7b1e-7c3a-9f00-2b6d1c0e4a81',
        investigationId: '0193a5c0-7b1e-7c3a-9f00-2b6d1c0e4a51',
        happenedOn: '2026-12-08',
        heading: 'Telefonsamtal med skolan',
        text: 'Läraren berättar att Alva har varit frånvarande tre dagar.',
        corrects: null,
        recordedAt: '2026-12-08T13:40:00.000Z',
        recordedBy: 'karin.ek',
        recordedRole: 'social-worker',
        signedAt: '2026-12-08T14:05:00.000Z',
        signedBy: 'karin.ek',
        signedRole: 'social-worker',
        version: 2,
        status: 'signerad',
        correctedBy: ['0193a5c0-7b1e-7c3a-9f00-2b6d1c0e4a83'],
        objections: [exampleObjection],
      },
    ],
  });
export type Note = z.infer<typeof Note>;

/** The journal of an investigation, in order of time. */
export const Notes = z
  .object({ items: z.array(Note) })
  .meta({ id: 'Notes', examples: [{ items: Note.meta()!.examples as Note[] }] });
