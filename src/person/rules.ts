import { addPeriod, ageOn, type Day } from '../kernel/day.ts';
import type { Refusal, Violation } from '../kernel/outcome.ts';
import type { CodeOf } from '../knowledge/codebooks.ts';
import { citationOn } from '../knowledge/law.ts';
import { codesNotInForce } from '../knowledge/validity.ts';
import { readNumber } from './number.ts';
import { type PersonPatch, WHOLE } from './schema.ts';
import type { RelationRow } from './tables.ts';

/** What is kept of an identity: the number's own facts where there is one, and what was told besides. */
export type Identity = Omit<PersonPatch, 'protectedIdentity'>;

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

/**
 * An identity after a correction. A birth takes the expected birth date away; a number that replaces another takes
 * with it the birth date and the sex that the other one told.
 */
export function correctIdentity(before: Identity, patch: Identity): Identity {
  const born = patch.birthDate || patch.personalNumber || patch.coordinationNumber;
  const replaced =
    patch.personalNumber || patch.coordinationNumber
      ? readNumber(before.personalNumber ?? before.coordinationNumber ?? '')
      : null;
  return {
    ...before,
    ...(born && { expectedBirthDate: null }),
    ...(replaced && {
      birthDate: null,
      legalSex: before.legalSex === replaced.legalSex ? null : before.legalSex,
    }),
    ...patch,
  };
}

/** What a correction would leave that nobody could have told at first. */
export function impossibleWhole(told: Identity): Violation[] {
  return WHOLE.filter(({ holds }) => !holds(told)).map(({ text }) => ({ field: 'body', text }));
}

/** A child can be expected within a year from now; who was expected a year ago or more is not unborn. */
function impossibleExpectation(expected: Day, today: Day, path: string): Violation[] {
  const year = { years: 1 };
  if (expected <= addPeriod(today, year) && addPeriod(expected, year) >= today) return [];
  return [
    {
      field: `${path}expectedBirthDate`,
      text: {
        sv: 'Ska ligga inom ett år före eller efter i dag.',
        en: 'Must lie within a year before or after today.',
      },
    },
  ];
}

/** What cannot be true of what is told of a person on a day. */
export function impossibleTold(told: PersonPatch, today: Day, path = ''): Violation[] {
  return [
    ...(told.expectedBirthDate ? impossibleExpectation(told.expectedBirthDate, today, path) : []),
    ...codesNotInForce(today, [
      [`${path}legalSex`, 'legalSex', told.legalSex],
      [`${path}birthCountryGroup`, 'birthCountryGroup', told.birthCountryGroup],
      [`${path}protectedIdentity`, 'protectedIdentity', told.protectedIdentity],
    ]),
  ];
}

type Protection = CodeOf<'protectedIdentity'>;

const STRENGTH = {
  ingen: 0,
  sekretessmarkering: 1,
  'skyddad-folkbokforing': 2,
} as const satisfies Record<Protection, number>;

/** The stronger of two protections: what one source tells never lifts what another has put on. */
export function strongerProtection(one: Protection, other: Protection): Protection {
  return STRENGTH[other] > STRENGTH[one] ? other : one;
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

/** A name is searched by its letters and figures: a term that has none would match everyone. */
export function nothingToSearchBy(nameKey: string): Violation[] {
  if (nameKey !== '') return [];
  return [
    {
      field: 'name',
      text: { sv: 'Ange minst en bokstav.', en: 'Give at least one letter.' },
    },
  ];
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

/** Only a naming that there is can end. */
export const notNamed: Refusal = {
  rule: 'named-handler.not-named',
  text: {
    sv: 'Handläggaren är inte namngiven för personen.',
    en: 'The handler is not named for the person.',
  },
  remedy: {
    sv: 'Läs vilka som är namngivna och ange en av dem.',
    en: 'Read who are named and give one of them.',
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

/** Who is not named for a person has no say in who else is, nor in the protection. */
export const notNamedYourself: Refusal = {
  rule: 'person.not-named',
  text: {
    sv: 'Du är inte namngiven handläggare för personen.',
    en: 'You are not a named handler of the person.',
  },
  remedy: {
    sv: 'Be en handläggare som är namngiven, eller arbetsledaren som beslutade i ärendet.',
    en: 'Ask a handler who is named, or the team leader who decided in the case.',
  },
};

/**
 * Break-glass is for what cannot wait (nödöppning): it lets read and work, and ends by itself. Who has the case and how
 * it goes is settled by those who have it anyway, so that nobody lets oneself in for good.
 */
export const readAndWorkOnly: Refusal = {
  rule: 'break-glass.read-and-work-only',
  text: {
    sv: 'Du ser ärendet genom nödöppning. Den som gör det kan läsa och arbeta, men inte tilldela, förlänga eller besluta.',
    en: 'You see the case by break-glass. Who does can read and work, but not assign, extend or decide.',
  },
  remedy: {
    sv: 'Be arbetsledaren på enheten som har ärendet.',
    en: 'Ask the team leader of the unit that has the case.',
  },
};

/** Protection is taken off, or made weaker, only by who may decide on it. */
export const protectionNotLifted: Refusal = {
  rule: 'person.protection-not-lifted',
  text: {
    sv: 'Din roll får inte häva eller sänka skyddet.',
    en: 'Your role may not lift or lower the protection.',
  },
  remedy: {
    sv: 'Be en arbetsledare som är namngiven för personen.',
    en: 'Ask a team leader who is named for the person.',
  },
};

/** What it takes of a relation to tell who is a sibling of whom. */
export type Bond = Pick<RelationRow, 'fromPersonId' | 'toPersonId' | 'type' | 'validFrom' | 'validTo'>;

/** Those who raise a child: whom two children have in common when they are siblings. */
const RAISES: ReadonlySet<RelationRow['type']> = new Set(['vardnadshavare', 'foralder']);
const SIBLINGS: ReadonlySet<RelationRow['type']> = new Set(['syskon', 'halvsyskon']);

/** Whether a relation holds on a day; both its days are included. */
export const holdsOn = ({ validFrom, validTo }: Pick<Bond, 'validFrom' | 'validTo'>, on: Day): boolean =>
  (!validFrom || validFrom <= on) && (!validTo || validTo >= on);

/** The ids of those who raise a child, at any time. */
export const raisersOf = (personId: string, relations: readonly Bond[]): string[] =>
  relations
    .filter(({ toPersonId, type }) => toPersonId === personId && RAISES.has(type))
    .map(({ fromPersonId }) => fromPersonId);

/**
 * The ids of a child's siblings (syskon) on a day: those who are recorded as full or half siblings, and those who
 * have a guardian or parent in common with the child. Needs the relations of the child and of whoever raises it.
 */
export function siblingsOf(personId: string, relations: readonly Bond[], on: Day): Set<string> {
  const holding = relations.filter((bond) => holdsOn(bond, on));
  const raisers = new Set(raisersOf(personId, holding));
  const found = holding.flatMap(({ fromPersonId, toPersonId, type }) => {
    if (SIBLINGS.has(type) && fromPersonId === personId) return [toPersonId];
    if (SIBLINGS.has(type) && toPersonId === personId) return [fromPersonId];
    return RAISES.has(type) && raisers.has(fromPersonId) ? [toPersonId] : [];
  });
  return new Set(found.filter((id) => id !== personId));
}

/** A case is told to be about a child who is not there, or is not to be known to the caller. */
export const noSuchChild = (field: string): Violation => ({
  field,
  text: {
    sv: 'Barnet finns inte. Ange childId ur kvittot eller ärendet, eller registrera barnet med POST /persons.',
    en: 'There is no such child. Give the childId of the receipt or the case, or register the child with POST /persons.',
  },
});

/** Someone is told of who is not there, or is not to be known to the caller: the two are never told apart. */
export const noSuchPerson = (field: string): Violation => ({
  field,
  text: {
    sv: 'Personen finns inte. Registrera personen och dess relation till barnet först.',
    en: 'There is no such person. Register the person and its relation to the child first.',
  },
});
