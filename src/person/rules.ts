import { ageOn, type Day } from '../kernel/day.ts';
import type { Refusal, Violation } from '../kernel/outcome.ts';
import { citationOn } from '../knowledge/law.ts';
import { readNumber } from './number.ts';
import type { PersonInput } from './schema.ts';

/** What is kept of an identity: the number's own facts where there is one, and what was told besides. */
export type Identity = Omit<PersonInput, 'protectedIdentity'>;

/** Completes what was told by what the number says, so that nothing is asked twice. */
export function completeIdentity(told: Identity): Identity {
  const personal = readNumber(told.personalNumber ?? '');
  const coordination = readNumber(told.coordinationNumber ?? '');
  const number = personal ?? coordination;
  if (!number) return told;
  return {
    ...told,
    ...(personal && { personalNumber: personal.digits }),
    ...(coordination && { coordinationNumber: coordination.digits }),
    birthDate: told.birthDate ?? number.birthDate,
    legalSex: told.legalSex ?? number.legalSex,
  };
}

/** What cannot be true of a person on the day it is told. */
export function impossibleIdentity(told: Identity, today: Day, path = ''): Violation[] {
  const found: Violation[] = [];
  const number = readNumber(told.personalNumber ?? told.coordinationNumber ?? '');
  if (told.birthDate && number && told.birthDate !== number.birthDate) {
    found.push({
      field: `${path}birthDate`,
      text: { sv: 'Stämmer inte med numret.', en: 'Does not fit the number.' },
    });
  }
  const birthDate = told.birthDate ?? number?.birthDate;
  if (birthDate && birthDate > today) {
    found.push({
      field: number ? `${path}personalNumber` : `${path}birthDate`,
      text: {
        sv: 'Födelsedagen ligger i framtiden. Ange expectedBirthDate för ett barn som inte är fött.',
        en: 'The birth date lies in the future. Give expectedBirthDate for a child not yet born.',
      },
    });
  }
  return found;
}

/**
 * A child (under 18) or a young person (18-20) can be the subject; from 21 on not. Age on the day the report came
 * in. An unknown age is no hindrance, and an unborn child can be reported.
 */
export function tooOldToBeSubject(birthDate: Day | null | undefined, on: Day): Refusal[] {
  if (!birthDate || ageOn(birthDate, on) < 21) return [];
  return [
    {
      rule: 'report.subject-21-or-over',
      law: citationOn('unga-18-20', on),
      text: {
        sv: 'Personen har fyllt 21 år. En aktualisering här gäller barn under 18 och unga 18-20 år.',
        en: 'The person has turned 21. A report here concerns children under 18 and young people of 18-20.',
      },
      remedy: {
        sv: 'Ta bort personen, eller lämna uppgiften till vuxenenheten.',
        en: 'Leave the person out, or hand the matter to the unit for adults.',
      },
    },
  ];
}

/** Lower case with å, ä and ö after z, and other letters without their accents: how Swedish names are sorted. */
export function sortKey(...names: (string | null | undefined)[]): string {
  return names
    .map((name) =>
      (name ?? '')
        .toLocaleLowerCase('sv')
        .normalize('NFC')
        .replaceAll('å', '{')
        .replaceAll('ä', '|')
        .replaceAll('ö', '}')
        .normalize('NFD')
        .replaceAll(/\p{M}/gu, '')
        .replaceAll(/\s+/g, ' ')
        .trim(),
    )
    .filter((name) => name !== '')
    .join(' ');
}

/** The person who is told of has a number that someone else has already, whom the caller may know of. */
export const numberTaken: Refusal = {
  rule: 'person.number-taken',
  text: {
    sv: 'Det finns redan en person med det numret.',
    en: 'There is a person with that number already.',
  },
  remedy: {
    sv: 'Sök på numret med POST /persons/search och använd den personen.',
    en: 'Search by the number with POST /persons/search and use that person.',
  },
};

/** A person with protected identity whom nobody is named for could not be found by anyone again. */
export const lastNaming: Refusal = {
  rule: 'named-handler.last',
  text: {
    sv: 'Personen har skyddad identitet och ingen annan namngiven handläggare.',
    en: 'The person has a protected identity and no other named handler.',
  },
  remedy: { sv: 'Namnge någon annan först.', en: 'Name someone else first.' },
};
