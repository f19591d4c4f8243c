import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { changes, creates, reads } from '../../http/route.ts';
import { Id } from '../../kernel/fields.ts';
import { getForReading } from '../actions.ts';
import * as actions from './actions.ts';
import * as schema from './schema.ts';

const tag = 'Investigations';
const params = z.object({ investigationId: Id });
const one = params.extend({ noteId: Id });
const url = '/investigations/:investigationId/notes';

/** The people whom notes concern beside the child: those who have objected. */
const objectorsIn = (notes: readonly schema.Note[]) =>
  notes.flatMap(({ objections }) => objections.flatMap(({ byPersonId }) => byPersonId ?? []));

const created = (value: schema.Note) => ({
  value,
  location: `/investigations/${value.investigationId}/notes/${value.id}`,
  version: value.version,
});

/** The journal of an investigation (journal). */
export async function noteRoutes(app: FastifyInstance): Promise<void> {
  reading(app);
  writing(app);
  beside(app);
}

function reading(app: FastifyInstance): void {
  reads(app, {
    url,
    operation: 'note.list',
    permission: 'investigation:read',
    tag,
    sv: 'Lista journalanteckningarna i tidsordning',
    summary: 'List the journal notes in order of time (journal)',
    description:
      'By the day they are about, then by when they were recorded. Leaves out objections by people whose identity is ' +
      'protected from the caller.',
    params,
    response: schema.Notes,
    async handle({ reader, caller, now, params: { investigationId } }) {
      const { childId } = await getForReading(reader, investigationId, caller, now);
      const items = await actions.listNotes(reader, investigationId, caller);
      return {
        value: { items },
        persons: [childId, ...objectorsIn(items)],
        ids: items.map((item) => item.id),
      };
    },
  });

  reads(app, {
    url: `${url}/:noteId`,
    operation: 'note.read',
    permission: 'investigation:read',
    tag,
    sv: 'Läs en journalanteckning',
    versioned: true,
    summary: 'Read a journal note, with what corrects it and what people object to in it (journalanteckning)',
    params: one,
    response: schema.Note,
    async handle({ reader, caller, now, params: { investigationId, noteId } }) {
      const { childId } = await getForReading(reader, investigationId, caller, now);
      const value = await actions.getNote(reader, investigationId, noteId, caller);
      return {
        value,
        persons: [childId, ...objectorsIn([value])],
        ids: [value.id],
        version: value.version,
      };
    },
  });
}

function writing(app: FastifyInstance): void {
  creates(app, {
    url,
    operation: 'note.draft',
    permission: 'investigation:work',
    tag,
    sv: 'Påbörja en journalanteckning som utkast',
    summary: 'Begin a journal note (journalanteckning) as a draft',
    description:
      'The day is enough to begin with. A signed note is corrected by a new one that names it in corrects; that can ' +
      'also be done when the investigation is closed.',
    params,
    body: schema.NoteInput,
    response: schema.Note,
    async handle(work, { params: { investigationId }, body }) {
      return created(await actions.draftNote(work, investigationId, body));
    },
  });

  changes(app, {
    method: 'PATCH',
    url: `${url}/:noteId`,
    operation: 'note.edit',
    permission: 'investigation:work',
    tag,
    sv: 'Ändra ett utkast till journalanteckning',
    summary: 'Change the draft of a journal note',
    description: 'What is signed is not changed: it is corrected by a new note.',
    params: one,
    body: schema.NotePatch,
    response: schema.Note,
    async handle(work, { params: { investigationId, noteId }, body, basedOn }) {
      const value = await actions.editNote(work, investigationId, noteId, body, basedOn);
      return { value, version: value.version };
    },
  });

  creates(app, {
    url: `${url}/:noteId/signature`,
    operation: 'note.sign',
    permission: 'investigation:work',
    tag,
    sv: 'Signera och lås en journalanteckning',
    summary: 'Sign a journal note, which locks it (signering)',
    description:
      'Whoever signs has read this version and answers for it, with the role of the moment; it need not be the author.',
    ifMatch: true,
    params: one,
    body: schema.NoteSignature,
    response: schema.Note,
    async handle(work, { params: { investigationId, noteId }, basedOn }) {
      return created(await actions.signNote(work, investigationId, noteId, basedOn));
    },
  });
}

function beside(app: FastifyInstance): void {
  creates(app, {
    url: `${url}/:noteId/objections`,
    operation: 'note-objection.record',
    permission: 'investigation:work',
    tag,
    sv: 'Anteckna att en person anser en signerad anteckning felaktig',
    summary: 'Note beside a signed note that a person holds it to be wrong (SoL (2025:400) 14 kap. 6 §)',
    description: 'Always possible, also when the investigation is closed. The note stays as it is.',
    params: one,
    body: schema.NoteObjectionInput,
    response: schema.NoteObjection,
    async handle(work, { params: { investigationId, noteId }, body }) {
      const value = await actions.recordObjection(work, investigationId, noteId, body);
      return { value, location: `/investigations/${investigationId}/notes/${noteId}` };
    },
  });
}
