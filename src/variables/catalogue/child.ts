import { ageOn, type Day } from '../../kernel/day.ts';
import { CODEBOOKS, type CodeOf } from '../../knowledge/codebooks.ts';
import type { ChildRecord } from '../../record/record.ts';
import { following, NOT_APPLICABLE, recorded, UNKNOWN, type Value, valued } from '../value.ts';
import { inUnits, UNITS_OF_COUNT, type Unit } from '../variable.ts';
import { causesOf } from './cause.ts';
import { earlierContacts, intakesOf } from './earlier-contact.ts';

/** Who the child is, as far as follow-up needs to know. */
export const CHILD_VARIABLES = inUnits(UNITS_OF_COUNT, {
  'child.legalSex': {
    label: { sv: 'Juridiskt kön', en: 'Legal sex' },
    derivation: { sv: 'Som det är registrerat på barnet.', en: 'As registered on the child.' },
    type: 'code',
    codebook: 'legalSex',
    packs: ['bbic', 'webbkollen', 'nuso-1', 'nuso-3'],
    provenance: 'verified',
    derive: ({ record }) => recorded(record.child.legalSex),
  },
  'child.ageYears': {
    label: { sv: 'Ålder', en: 'Age' },
    derivation: {
      sv: 'Hela år som barnet har fyllt den dag då aktualiseringen kom in, utredningen inleddes eller insatsen började. Ej tillämpligt för ett barn som då inte var fött.',
      en: 'Whole years reached on the day that the report came in, the investigation was opened or the intervention began. Not applicable for a child not born then.',
    },
    population: { sv: 'Barn som då var födda.', en: 'Children who were born then.' },
    type: 'integer',
    packs: ['bbic', 'webbkollen', 'nuso-1', 'nuso-3'],
    provenance: 'verified',
    quasiIdentifier: true,
    derive: ({ record, startsOn }) => ageYears(record.child, startsOn),
  },
  'child.ageGroup': {
    label: { sv: 'Åldersgrupp', en: 'Age group' },
    derivation: {
      sv: 'Den grupp som åldern i hela år hör till. Ej tillämpligt för den som inte är född eller är äldre än grupperna.',
      en: 'The group that the age in whole years belongs to. Not applicable for who is not born, or older than the groups.',
    },
    population: { sv: 'De som då var födda och under 21 år.', en: 'Those who were born then and under 21.' },
    type: 'code',
    codebook: 'ageGroup',
    packs: ['bbic', 'webbkollen', 'nuso-3'],
    provenance: 'provisional',
    derive: ({ record, startsOn }) => following(ageYears(record.child, startsOn), ageGroup),
  },
  'child.unaccompanied': {
    label: { sv: 'Ensamkommande', en: 'Unaccompanied' },
    derivation: {
      sv: 'Ensamkommande är en av orsakerna till aktualiseringen, eller till någon av dem som hör till utredningen; för en insats till den utredning som ledde till den. Okänt där ingen orsak är registrerad. Ej tillämpligt för en insats utan utredning.',
      en: 'Ensamkommande is a cause of the report, or of any that belongs to the investigation; for an intervention to the one that led to it. Unknown where no cause is recorded. Not applicable for an intervention without an investigation.',
    },
    population: {
      sv: 'Aktualiseringar, utredningar, och insatser som följer av en utredning.',
      en: 'Intakes, investigations, and interventions that follow from one.',
    },
    type: 'boolean',
    packs: ['bbic', 'nuso-1', 'nuso-3'],
    provenance: 'provisional',
    quasiIdentifier: true,
    derive: unaccompanied,
  },
  'child.previouslyKnown': {
    label: { sv: 'Tidigare känd', en: 'Previously known' },
    derivation: {
      sv: 'Slag av kontakt med nämnden före enhetens början: aktualisering, utredning, insats, placering; en placering är också en insats. Det som hör till samma utredning räknas inte. Tom lista: ingen tidigare kontakt.',
      en: 'Kinds of contact with the board before the unit started: intake, investigation, intervention, placement; a placement is an intervention too. What belongs to the same investigation does not count. Empty list: no earlier contact.',
    },
    type: 'codes',
    codebook: 'earlierContact',
    packs: ['bbic', 'nuso-1'],
    provenance: 'verified',
    derive: (unit) => valued(earlierContacts(unit)),
  },
});

/** The child's circumstances, of interest where they are investigated. */
export const CIRCUMSTANCE_VARIABLES = inUnits(['investigation'], {
  'child.birthCountryGroup': {
    label: { sv: 'Födelseland', en: 'Country of birth' },
    derivation: { sv: 'Som det är registrerat på barnet.', en: 'As registered on the child.' },
    type: 'code',
    codebook: 'birthCountryGroup',
    packs: ['bbic', 'nuso-1'],
    provenance: 'verified',
    quasiIdentifier: true,
    derive: ({ record }) => recorded(record.child.birthCountryGroup),
  },
  'child.livingSituation': {
    label: { sv: 'Boendesituation', en: 'Living situation' },
    derivation: { sv: 'Som den är antecknad i utredningen.', en: 'As recorded in the investigation.' },
    type: 'code',
    codebook: 'livingSituation',
    packs: ['bbic', 'nuso-1'],
    provenance: 'verified',
    quasiIdentifier: true,
    derive: ({ investigation }) => recorded(investigation.livingSituation),
  },
  'child.knownDisability': {
    label: { sv: 'Känd funktionsnedsättning', en: 'Known disability' },
    derivation: { sv: 'Som det är antecknat i utredningen.', en: 'As recorded in the investigation.' },
    type: 'boolean',
    packs: ['bbic', 'nuso-1'],
    provenance: 'verified',
    quasiIdentifier: true,
    derive: ({ investigation }) => recorded(investigation.knownDisability),
  },
});

function ageYears({ birthDate, expectedBirthDate }: ChildRecord['child'], on: Day): Value<number> {
  if (birthDate === null) return expectedBirthDate === null ? UNKNOWN : NOT_APPLICABLE;
  return birthDate > on ? NOT_APPLICABLE : valued(ageOn(birthDate, on));
}

function ageGroup(years: number): Value<CodeOf<'ageGroup'>> {
  const group = CODEBOOKS.ageGroup.codes.find(({ fromAge, toAge }) => fromAge <= years && years <= toAge);
  return group === undefined ? NOT_APPLICABLE : valued(group.code);
}

function unaccompanied(unit: Unit): Value<boolean> {
  if (unit.kind === 'intervention' && unit.investigation === null) return NOT_APPLICABLE;
  const causes = intakesOf(unit).flatMap(causesOf);
  return causes.length === 0 ? UNKNOWN : valued(causes.includes('ensamkommande'));
}
