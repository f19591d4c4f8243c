import { ROLES, type Role } from '../../access/caller.ts';
import type { Consultation } from '../../investigation/consultation/schema.ts';
import type { Instant } from '../../kernel/clock.ts';
import { type Day, dayOf } from '../../kernel/day.ts';
import { entryOf } from '../../knowledge/codebooks.ts';
import type { Person } from '../../person/schema.ts';
import { type Block, type Fact, fact, list, notice, type PrintedDocument, paragraph } from '../model.ts';

/** The words that the documents share. Plain Swedish: whom the case concerns is to be able to read it. */

/** A person as documents show it. */
export type Subject = Pick<
  Person,
  | 'id'
  | 'givenName'
  | 'familyName'
  | 'personalNumber'
  | 'coordinationNumber'
  | 'temporaryNumber'
  | 'birthDate'
  | 'expectedBirthDate'
  | 'protectedIdentity'
>;

/** What every document of an investigation rests on. */
export interface Frame {
  readonly caseNumber: string;
  /** By name. */
  readonly board: string;
  /** By name. */
  readonly unit: string;
  readonly handlerId: string;
  readonly openedOn: Day;
  readonly closedOn: Day | null;
  /** The end of the four months (fyramånadersregeln), extensions counted. */
  readonly endDay: Day;
  readonly child: Subject;
  readonly today: Day;
}

const MONTHS = [
  ...['januari', 'februari', 'mars', 'april', 'maj', 'juni'],
  ...['juli', 'augusti', 'september', 'oktober', 'november', 'december'],
] as const;

/** `2026-12-01` as `1 december 2026`. */
export const inWords = (on: Day): string =>
  `${Number(on.slice(8))} ${MONTHS[Number(on.slice(5, 7)) - 1]} ${on.slice(0, 4)}`;

export const dayInWords = (at: Instant): string => inWords(dayOf(at));

export const MISSING = 'Uppgift saknas';

export const nameOf = ({ givenName, familyName }: Pick<Subject, 'givenName' | 'familyName'>): string =>
  [givenName, familyName].filter((name) => name !== null).join(' ') || MISSING;

const PROTECTED = 'skyddade personuppgifter';

/** The name with what whoever handles the document must know. */
export const nameWithCare = (person: Subject): string =>
  person.protectedIdentity === 'ingen' ? nameOf(person) : `${nameOf(person)} (${PROTECTED})`;

/** Those whom a document may name: the child, and others whom the caller may know of. */
export interface People {
  readonly frame: Pick<Frame, 'child'>;
  readonly persons: readonly Subject[];
}

/** The name of someone whom the caller may know of, or nothing. */
export function knownName({ frame, persons }: People, personId: string): string[] {
  const known = [frame.child, ...persons].find(({ id }) => id === personId);
  return known ? [nameWithCare(known)] : [];
}

/** Whom something concerns; without an id all of the parties. */
export const partyOf = (people: People, personId: string | null): string =>
  personId === null ? 'Alla parter' : (knownName(people, personId)[0] ?? 'Part');

/** Who did something, in which role. */
export const inRole = (handlerId: string, role: Role): string => `${handlerId} (${ROLES[role].sv})`;

const hyphenated = (number: string) => `${number.slice(0, 8)}-${number.slice(8)}`;

/** Who the child is, to whoever may know all of it. */
export function identityOf(child: Subject): Fact[] {
  const { personalNumber, coordinationNumber, temporaryNumber, expectedBirthDate } = child;
  return [
    fact('Barnet', nameOf(child)),
    ...(personalNumber ? [fact('Personnummer', hyphenated(personalNumber))] : []),
    ...(coordinationNumber ? [fact('Samordningsnummer', hyphenated(coordinationNumber))] : []),
    ...(temporaryNumber ? [fact('Tillfällig identitet', temporaryNumber)] : []),
    expectedBirthDate ? fact('Beräknad födelse', inWords(expectedBirthDate)) : bornOn(child),
  ];
}

export const bornOn = ({ birthDate }: Subject): Fact =>
  fact('Född', birthDate ? inWords(birthDate) : MISSING);

/** Says it where the child's identity is protected, so that nobody passes the document on unawares. */
export const care = ({ protectedIdentity }: Subject): Block[] =>
  protectedIdentity === 'ingen'
    ? []
    : [notice('Barnet har skyddade personuppgifter. Lämna inte handlingen vidare utan att ha prövat det.')];

/** Whose case it is, and the days that bound it. */
export const caseFacts = ({ unit, handlerId, openedOn, closedOn, endDay }: Frame): Fact[] => [
  fact('Enhet', unit),
  fact('Handläggare', handlerId),
  fact('Utredningen inleddes', inWords(openedOn)),
  closedOn
    ? fact('Utredningen avslutades', inWords(closedOn))
    : fact('Ska vara slutförd senast', inWords(endDay)),
];

/** What all documents have in common. */
export const framed = ({ caseNumber, board, today }: Frame) =>
  ({ caseNumber, board, lang: 'sv', made: today }) as const satisfies Partial<PrintedDocument>;

export const UNSIGNED = 'UTKAST – inte undertecknad';

export const NOT_YET = 'Inte skrivet ännu.';

/** What there is of several texts, each on a line of its own. */
export const lines = (...texts: readonly (string | null)[]): string =>
  texts.filter((text) => text !== null).join('\n');

/** A text, or that there is none. */
export const textOr = (text: string | null, otherwise: string): Block => paragraph(text ?? otherwise);

/** The name of a code without what explains it. */
export const withoutRemark = (label: string): string => label.replace(/ \(.*/, '');

/** The items, or that there are none. */
export const listOr = (items: readonly string[], otherwise: string): Block =>
  items.length > 0 ? list(items) : paragraph(otherwise);

/** Who is consulted: the kind, and which one where that is known. */
export const counterpartOf = ({
  counterpart,
  counterpartName,
}: Pick<Consultation, 'counterpart' | 'counterpartName'>): string =>
  [entryOf('consultationCounterpart', counterpart).sv, counterpartName]
    .filter((part) => part !== null)
    .join(', ');

/** A law in parentheses, or nothing where none of the statutes that were read applied. */
export const cited = (law: string): string => (law ? ` (${law})` : '');
