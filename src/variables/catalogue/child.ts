import { ageOn, type Day, dayOf } from '../../kernel/day.ts';
import { CODEBOOKS, type CodeOf } from '../../knowledge/codebooks.ts';
import type { ChildRecord, IntakeRecord } from '../../record/record.ts';
import { following, NOT_APPLICABLE, recorded, UNKNOWN, type Value, valued } from '../value.ts';
import { inUnits, listed, type Unit } from '../variable.ts';
import { causesOf } from './cause.ts';

/** Who the child is, as far as follow-up needs to know. */
export const CHILD_VARIABLES = inUnits(['intake', 'investigation'], {
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
      sv: 'Hela år som barnet har fyllt den dag då aktualiseringen kom in eller utredningen inleddes. Ej tillämpligt för ett barn som då inte var fött.',
      en: 'Whole years reached on the day that the report came in or the investigation was opened. Not applicable for a child not born then.',
    },
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
    type: 'code',
    codebook: 'ageGroup',
    packs: ['bbic', 'webbkollen', 'nuso-3'],
    provenance: 'provisional',
    derive: ({ record, startsOn }) => following(ageYears(record.child, startsOn), ageGroup),
  },
  'child.unaccompanied': {
    label: { sv: 'Ensamkommande', en: 'Unaccompanied' },
    derivation: {
      sv: 'Ensamkommande är en av orsakerna till aktualiseringen, eller till någon av dem som hör till utredningen. Okänt där ingen orsak är registrerad.',
      en: 'Ensamkommande is a cause of the report, or of any that belongs to the investigation. Unknown where no cause is recorded.',
    },
    type: 'boolean',
    packs: ['bbic', 'nuso-1', 'nuso-3'],
    provenance: 'provisional',
    quasiIdentifier: true,
    derive: (unit) => unaccompanied(intakesOf(unit)),
  },
  'child.previouslyKnown': {
    label: { sv: 'Tidigare känd', en: 'Previously known' },
    derivation: {
      sv: 'Slag av kontakt med nämnden före enhetens början: aktualisering, utredning. Aktualiseringar som hör till utredningen själv räknas inte. Tom lista: ingen tidigare kontakt.',
      en: 'Kinds of contact with the board before the unit started: intake, investigation. Intakes that belong to the investigation itself do not count. Empty list: no earlier contact.',
    },
    type: 'codes',
    codebook: 'earlierContact',
    packs: ['bbic', 'nuso-1'],
    provenance: 'verified',
    derive: (unit) => valued(listed('earlierContact', earlierContacts(unit))),
  },
});

/** What is recorded of the child's circumstances in the investigation. */
export const CIRCUMSTANCE_VARIABLES = inUnits(['investigation'], {
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

/** The intake itself, or those that opened and joined the investigation. */
function intakesOf(unit: Unit): readonly IntakeRecord[] {
  if (unit.kind === 'intake') return [unit.intake];
  return unit.record.intakes.filter((intake) => belongsTo(unit.investigation, intake));
}

const belongsTo = (investigation: { id: string; intakeId: string }, intake: IntakeRecord) =>
  intake.id === investigation.intakeId || intake.investigationId === investigation.id;

function unaccompanied(intakes: readonly IntakeRecord[]): Value<boolean> {
  const causes = intakes.flatMap(causesOf);
  return causes.length === 0 ? UNKNOWN : valued(causes.includes('ensamkommande'));
}

function earlierContacts(unit: Unit): CodeOf<'earlierContact'>[] {
  const { record, startsOn } = unit;
  const earlierIntake =
    unit.kind === 'intake'
      ? // By the minute, since a second report can come in on the same day.
        record.intakes.some(({ receivedAt }) => receivedAt < unit.intake.receivedAt)
      : record.intakes.some(
          (intake) => dayOf(intake.receivedAt) < startsOn && !belongsTo(unit.investigation, intake),
        );
  const earlierInvestigation = record.investigations.some(({ openedOn }) => openedOn < startsOn);
  return [
    ...(earlierIntake ? (['anmalan'] as const) : []),
    ...(earlierInvestigation ? (['utredning'] as const) : []),
  ];
}
