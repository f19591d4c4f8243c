import { z } from 'zod';
import { DayField, FreeText, HandlerId, Id, InstantOut, Line, saying, Version } from '../kernel/fields.ts';
import type { Text } from '../kernel/text.ts';
import { codeSchema } from '../knowledge/codebooks.ts';
import { readNumber } from './number.ts';

/**
 * A person (person) whom a case concerns: a child, a guardian, a sibling, someone near.
 * The person slice owns people, their relations, and who may know of those with protected identity.
 * It never shows a person with protected identity to anyone but the handlers who are named for that person.
 */

const number = (kind: 'personal' | 'coordination', sv: string, en: string) =>
  z
    .string()
    .max(13)
    .refine((text) => readNumber(text)?.kind === kind, saying(sv, en));

/** Personnummer, twelve digits; the check digit is checked. */
export const PersonalNumber = number(
  'personal',
  'Inte ett giltigt personnummer: tolv siffror, rätt kontrollsiffra och ett datum som finns.',
  'Not a valid personal number: twelve digits, the right check digit and a date that exists.',
).meta({ examples: ['201402179806'] });

/** Samordningsnummer, twelve digits; the check digit is checked. */
export const CoordinationNumber = number(
  'coordination',
  'Inte ett giltigt samordningsnummer: tolv siffror, rätt kontrollsiffra och dag plus 60.',
  'Not a valid coordination number: twelve digits, the right check digit, and the day plus 60.',
).meta({ examples: ['201402779803'] });

const identity = {
  personalNumber: PersonalNumber.optional().describe('Personnummer'),
  coordinationNumber: CoordinationNumber.optional().describe('Samordningsnummer'),
  givenName: Line.optional().describe('Förnamn'),
  familyName: Line.optional().describe('Efternamn'),
  birthDate: DayField.optional().describe('Födelsedatum; taken from the number where there is one'),
  expectedBirthDate: DayField.optional().describe('Beräknad födelse, of a child that is not yet born'),
  legalSex: codeSchema('legalSex')
    .optional()
    .describe('Juridiskt kön; taken from the number where there is one'),
  birthCountryGroup: codeSchema('birthCountryGroup')
    .optional()
    .describe('Födelseland: born in Sweden or elsewhere; no number tells'),
  protectedIdentity: codeSchema('protectedIdentity')
    .optional()
    .describe('Skyddad identitet; ingen when left out'),
};

type Told = { readonly [Field in keyof typeof identity]?: string | null };

/** What must hold of a person as a whole: of what is told at first, and of what a correction leaves. */
export const WHOLE: readonly { readonly holds: (person: Told) => boolean; readonly text: Text }[] = [
  {
    holds: ({ personalNumber, coordinationNumber }) => !(personalNumber && coordinationNumber),
    text: {
      sv: 'Ange personnummer eller samordningsnummer, inte båda.',
      en: 'Give a personal or a coordination number, not both.',
    },
  },
  {
    holds: ({ expectedBirthDate, birthDate, personalNumber, coordinationNumber }) =>
      !(expectedBirthDate && (birthDate || personalNumber || coordinationNumber)),
    text: {
      sv: 'Ett barn som inte är fött har varken nummer eller födelsedatum.',
      en: 'A child not yet born has neither number nor birth date.',
    },
  },
  {
    holds: ({ protectedIdentity: _, ...person }) => Object.values(person).some((value) => value),
    text: { sv: 'Ange minst en uppgift om personen.', en: 'Tell at least one thing about the person.' },
  },
];

/** What is told of a person when it is registered. With neither number, the person gets a temporary identity. */
export const PersonInput = WHOLE.reduce(
  (person, { holds, text }) => person.refine(holds, saying(text.sv, text.en)),
  z.strictObject(identity),
).meta({
  id: 'PersonInput',
  examples: [{ personalNumber: '201402179806', givenName: 'Alva', familyName: 'Exempelsson' }],
});
export type PersonInput = z.infer<typeof PersonInput>;

/** Corrections of a person; a field that is left out stays as it is, and null takes out what was wrong. */
export const PersonPatch = z
  .strictObject({
    personalNumber: identity.personalNumber.nullable().describe('Personnummer; null = not known'),
    coordinationNumber: identity.coordinationNumber
      .nullable()
      .describe('Samordningsnummer; null = not known'),
    givenName: identity.givenName.nullable().describe('Förnamn; null = not known'),
    familyName: identity.familyName.nullable().describe('Efternamn; null = not known'),
    birthDate: identity.birthDate
      .nullable()
      .describe('Födelsedatum; taken from the number where there is one; null = not known'),
    expectedBirthDate: identity.expectedBirthDate
      .nullable()
      .describe('Beräknad födelse; goes when the child is born; null = not known'),
    legalSex: identity.legalSex
      .nullable()
      .describe('Juridiskt kön; taken from the number where there is one; null = not known'),
    birthCountryGroup: identity.birthCountryGroup.nullable().describe('Födelseland; null = not known'),
    protectedIdentity: identity.protectedIdentity,
  })
  .meta({
    id: 'PersonPatch',
    examples: [{ protectedIdentity: 'sekretessmarkering' }, { personalNumber: null }],
  });
export type PersonPatch = z.infer<typeof PersonPatch>;

export const Person = z
  .object({
    id: Id,
    personalNumber: z.string().nullable().describe('Personnummer, twelve digits'),
    coordinationNumber: z.string().nullable().describe('Samordningsnummer, twelve digits'),
    temporaryNumber: z
      .string()
      .nullable()
      .describe('Tillfällig identitet, unique in the board, where there is no number'),
    givenName: z.string().nullable().describe('Förnamn'),
    familyName: z.string().nullable().describe('Efternamn'),
    birthDate: DayField.nullable().describe('Födelsedatum'),
    expectedBirthDate: DayField.nullable().describe('Beräknad födelse'),
    legalSex: codeSchema('legalSex').nullable().describe('Juridiskt kön; null = unknown'),
    birthCountryGroup: codeSchema('birthCountryGroup').nullable().describe('Födelseland; null = unknown'),
    protectedIdentity: codeSchema('protectedIdentity').describe('Skyddad identitet'),
    duplicateOf: Id.nullable().describe(
      'Dubblett: the person who had the number first; null also when you may not know of that person',
    ),
    registeredAt: InstantOut,
    version: Version,
  })
  .meta({
    id: 'Person',
    examples: [
      {
        id: '0193a5c0-7b1e-7c3a-9f00-2b6d1c0e4a11',
        personalNumber: '201402179806',
        coordinationNumber: null,
        temporaryNumber: null,
        givenName: 'Alva',
        familyName: 'Exempelsson',
        birthDate: '2014-02-17',
        expectedBirthDate: null,
        legalSex: 'flicka',
        birthCountryGroup: null,
        protectedIdentity: 'ingen',
        duplicateOf: null,
        registeredAt: '2026-11-20T08:30:00.000Z',
        version: 1,
      },
    ],
  });
export type Person = z.infer<typeof Person>;

/**
 * The only terms that a search in casework may use (förordning 2001:637 15 §): name, personal or coordination
 * number, or case number. They stand in the body so that they never stand in an address or a log.
 */
export const PersonSearch = z
  .strictObject({
    personalNumber: PersonalNumber.optional(),
    coordinationNumber: CoordinationNumber.optional(),
    name: Line.min(2).optional().describe('Beginning of given or family name, or both; not of accents alone'),
    caseNumber: Line.optional().describe('Ärendenummer'),
    limit: z.int().min(1).max(100).optional().describe('20 when left out'),
  })
  .refine(
    ({ limit: _, ...terms }) => Object.values(terms).filter((term) => term !== undefined).length === 1,
    saying('Ange precis ett sökbegrepp.', 'Give exactly one search term.'),
  )
  .meta({
    id: 'PersonSearch',
    examples: [{ personalNumber: '201402179806' }, { name: 'Exempel' }, { caseNumber: '2026-00042' }],
  });
export type PersonSearch = z.infer<typeof PersonSearch>;

export const PersonHits = z
  .object({ items: z.array(Person) })
  .meta({ id: 'PersonHits', examples: [{ items: Person.meta()!.examples as Person[] }] });

/** A relation (relation) as told: who is what to whom, from when. */
export const RelationInput = z
  .strictObject({
    fromPersonId: Id.describe('The one who is something to the other, e.g. the guardian'),
    toPersonId: Id.describe('The other, as a rule the child'),
    type: codeSchema('relationType').describe('Relationens art'),
    livesTogether: z.boolean().optional().describe('Bor tillsammans'),
    validFrom: DayField.optional(),
  })
  .refine(
    (relation) => relation.fromPersonId !== relation.toPersonId,
    saying('En person kan inte ha en relation till sig själv.', 'A person cannot be related to itself.'),
  )
  .meta({
    id: 'RelationInput',
    examples: [
      {
        fromPersonId: '0193a5c0-7b1e-7c3a-9f00-2b6d1c0e4a12',
        toPersonId: '0193a5c0-7b1e-7c3a-9f00-2b6d1c0e4a11',
        type: 'vardnadshavare',
        livesTogether: true,
      },
    ],
  });
export type RelationInput = z.infer<typeof RelationInput>;

export const RelationPatch = z
  .strictObject({
    livesTogether: z.boolean().optional(),
    validTo: DayField.optional().describe('Last day of validity'),
  })
  .meta({ id: 'RelationPatch', examples: [{ validTo: '2026-11-20' }] });
export type RelationPatch = z.infer<typeof RelationPatch>;

export const Relation = z
  .object({
    id: Id,
    fromPersonId: Id,
    toPersonId: Id,
    type: codeSchema('relationType'),
    livesTogether: z.boolean().nullable(),
    validFrom: DayField.nullable(),
    validTo: DayField.nullable(),
    version: Version,
  })
  .meta({
    id: 'Relation',
    examples: [
      {
        id: '0193a5c0-7b1e-7c3a-9f00-2b6d1c0e4a13',
        fromPersonId: '0193a5c0-7b1e-7c3a-9f00-2b6d1c0e4a12',
        toPersonId: '0193a5c0-7b1e-7c3a-9f00-2b6d1c0e4a11',
        type: 'vardnadshavare',
        livesTogether: true,
        validFrom: null,
        validTo: null,
        version: 1,
      },
    ],
  });
export type Relation = z.infer<typeof Relation>;

/** Naming a handler (namngiven handläggare) who may know of a person with protected identity. */
export const NamedHandlerInput = z
  .strictObject({ handlerId: HandlerId })
  .meta({ id: 'NamedHandlerInput', examples: [{ handlerId: 'karin.ek' }] });
export const NamedHandler = z
  .object({ personId: Id, handlerId: HandlerId, namedAt: InstantOut, namedBy: HandlerId })
  .meta({
    id: 'NamedHandler',
    examples: [
      {
        personId: '0193a5c0-7b1e-7c3a-9f00-2b6d1c0e4a11',
        handlerId: 'karin.ek',
        namedAt: '2026-11-20T08:30:00.000Z',
        namedBy: 'lena.berg',
      },
    ],
  });
export type NamedHandler = z.infer<typeof NamedHandler>;

export const NamedHandlers = z
  .object({ items: z.array(NamedHandler) })
  .meta({ id: 'NamedHandlers', examples: [{ items: NamedHandler.meta()!.examples as NamedHandler[] }] });

/** The end of a naming; the naming itself stays on record. */
export const NamingEnd = z.object({ personId: Id, handlerId: HandlerId, endedAt: InstantOut }).meta({
  id: 'NamingEnd',
  examples: [
    {
      personId: '0193a5c0-7b1e-7c3a-9f00-2b6d1c0e4a11',
      handlerId: 'karin.ek',
      endedAt: '2026-11-20T08:30:00.000Z',
    },
  ],
});

/** Opening a child's cases beyond one's own unit (nödöppning), for a stated reason. */
export const BreakGlassInput = z
  .strictObject({ reason: FreeText.min(10).max(2000).describe('Why; read by the auditor') })
  .meta({
    id: 'BreakGlassInput',
    examples: [{ reason: 'Jourärende i natt, ordinarie handläggare kan inte nås.' }],
  });
export const BreakGlass = z.object({ personId: Id, validUntil: InstantOut }).meta({
  id: 'BreakGlass',
  examples: [{ personId: '0193a5c0-7b1e-7c3a-9f00-2b6d1c0e4a11', validUntil: '2026-11-20T20:30:00.000Z' }],
});
