import { type Day, dayOf } from '../../kernel/day.ts';
import type { Refusal } from '../../kernel/outcome.ts';
import { citationOn } from '../../knowledge/law.ts';
import type { InvestigationAction } from '../rules.ts';
import type { Note } from './schema.ts';

/**
 * What writing a note is to the investigation: a correction goes beside what is there, also in one that is closed,
 * from its draft to its signature; any other note belongs to the investigation while it runs.
 */
export const actionOf = ({ corrects }: Pick<Note, 'corrects'>): InvestigationAction =>
  corrects === null ? 'note' : 'append';

/**
 * What is signed is documented as it was known then (SoL 14 kap. 3 §): it is never changed and not signed twice.
 * What turns out to be wrong is corrected by a note of its own.
 */
export function locked({ signedAt }: Pick<Note, 'signedAt'>, on: Day): Refusal[] {
  if (signedAt === null) return [];
  return [
    {
      rule: 'note.signed',
      law: citationOn('dokumentation', on),
      text: {
        sv: 'Anteckningen är signerad. Det som är signerat ändras inte.',
        en: 'The note is signed. What is signed is not changed.',
      },
      remedy: {
        sv: 'Rätta med en ny anteckning som anger den här i corrects.',
        en: 'Correct it by a new note that names this one in corrects.',
      },
    },
  ];
}

/**
 * A correction and an objection stand beside what is settled. A draft is not: who finds it wrong changes it
 * (SoL 14 kap. 3 §), and what a person objects to is something that stands in the record (SoL 14 kap. 6 §).
 */
export function notSigned(
  { signedAt }: Pick<Note, 'signedAt'>,
  cited: 'dokumentation' | 'felaktig-uppgift',
  on: Day,
): Refusal[] {
  if (signedAt !== null) return [];
  return [
    {
      rule: 'note.not-signed',
      law: citationOn(cited, on),
      text: { sv: 'Anteckningen är ännu ett utkast.', en: 'The note is still a draft.' },
      remedy: {
        sv: 'Ändra utkastet med PATCH, eller signera det först.',
        en: 'Change the draft with PATCH, or sign it first.',
      },
    },
  ];
}

/** A signature answers for something that was written (SoL 14 kap. 3 §); a day and a heading say nothing yet. */
export function empty({ text }: Pick<Note, 'text'>, on: Day): Refusal[] {
  if (text !== null) return [];
  return [
    {
      rule: 'note.empty',
      law: citationOn('dokumentation', on),
      text: { sv: 'Anteckningen har ingen text.', en: 'The note has no text.' },
      remedy: {
        sv: 'Skriv texten med PATCH och signera sedan.',
        en: 'Write the text with PATCH, then sign.',
      },
    },
  ];
}

type Standing = Pick<Note, 'happenedOn' | 'recordedAt' | 'signedAt' | 'corrects'>;

/**
 * The notes that closing on a day is judged by, with the signatures that stood at its end: those recorded by then.
 * Where the day has passed, also what has been begun since and is a draft still, for closing would leave it unfinished
 * for good; unless it corrects a signed note, which is completed beside a closed investigation too.
 */
export function standingOn<N extends Standing>(notes: readonly N[], on: Day): N[] {
  return notes
    .filter(
      ({ recordedAt, signedAt, corrects }) =>
        dayOf(recordedAt) <= on || (signedAt === null && corrects === null),
    )
    .map((note) =>
      note.signedAt !== null && dayOf(note.signedAt) > on ? { ...note, signedAt: null } : note,
    );
}

/**
 * What matters is documented as it happens (SoL 14 kap. 3 §), and nobody answers yet for what is not signed. A draft
 * that corrects nothing cannot be completed once the investigation is closed: closing needs every note signed.
 */
export function notesUnsigned(notes: readonly Pick<Note, 'happenedOn' | 'signedAt'>[], on: Day): Refusal[] {
  const days = notes.filter(({ signedAt }) => signedAt === null).map(({ happenedOn }) => happenedOn);
  if (days.length === 0) return [];
  const listed = [...new Set(days)].toSorted().join(', ');
  return [
    {
      rule: 'note.unsigned',
      law: citationOn('dokumentation', on),
      text: {
        sv: `Det finns journalanteckningar som inte är signerade, om ${listed}.`,
        en: `There are journal notes that are not signed, about ${listed}.`,
      },
      remedy: {
        sv: 'Läs och signera dem med POST …/signature. Skriv i ett utkast som inte behövs varför det inte gör det.',
        en: 'Read and sign them with POST …/signature. Write in a draft that is not needed why it is not.',
      },
    },
  ];
}
