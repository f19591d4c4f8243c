import { feedbackLimit } from '../../intake/rules.ts';
import { dayOf, daysBetween } from '../../kernel/day.ts';
import { entryOf } from '../../knowledge/codebooks.ts';
import { limitOf } from '../../knowledge/limits.ts';
import { FIRST_DAY_OF_ACT_2025_1501 } from '../../knowledge/statutes.ts';
import type { IntakeRecord } from '../../record/record.ts';
import { doneBy, within12Months } from '../time.ts';
import { NOT_APPLICABLE, recorded, UNKNOWN, type Value, valued } from '../value.ts';
import { type IntakeUnit, inUnits, listed } from '../variable.ts';
import { causeGroupOf, causesOf } from './cause.ts';

/** What came in, from whom and why (aktualisering). */
export const INTAKE_VARIABLES = inUnits(['intake'], {
  'intake.receivedOn': {
    label: { sv: 'Datum för aktualisering', en: 'Day of the report' },
    derivation: { sv: 'Den svenska dag då den kom in.', en: 'The Swedish local day on which it came in.' },
    type: 'date',
    packs: ['bbic', 'nuso-3'],
    provenance: 'verified',
    derive: ({ startsOn }) => valued(startsOn),
  },
  'intake.type': {
    label: { sv: 'Typ av aktualisering', en: 'Kind of report' },
    derivation: { sv: 'Som den är registrerad.', en: 'As registered.' },
    type: 'code',
    codebook: 'reportType',
    packs: ['bbic', 'nuso-3'],
    provenance: 'verified',
    derive: ({ intake }) => valued(intake.type),
  },
  'intake.reporter': {
    label: { sv: 'Anmälare', en: 'Reporter' },
    derivation: { sv: 'Anmälarens kategori.', en: 'The category of the reporter.' },
    type: 'code',
    codebook: 'reporter',
    packs: ['bbic'],
    provenance: 'provisional',
    derive: ({ intake }) => valued(intake.reporter),
  },
  'intake.mandatoryReporter': {
    label: { sv: 'Anmälare med anmälningsskyldighet', en: 'Mandatory reporter' },
    derivation: {
      sv: 'Enligt kodlistan över anmälare.',
      en: 'By the code list of reporters.',
    },
    type: 'boolean',
    packs: ['bbic'],
    provenance: 'provisional',
    derive: ({ intake }) => valued(isMandatory(intake)),
  },
  'intake.mainCause': {
    label: { sv: 'Huvudsaklig orsak', en: 'Main cause' },
    derivation: { sv: 'Huvudorsaken för detta barn.', en: 'The main cause for this child.' },
    type: 'code',
    codebook: 'cause',
    packs: ['bbic', 'nuso-3'],
    provenance: 'verified',
    derive: ({ intake }) => recorded(intake.mainCause),
  },
  'intake.causes': {
    label: { sv: 'Samtliga orsaker', en: 'All causes' },
    derivation: {
      sv: 'Huvudorsaken och övriga orsaker. Okänt där ingen är registrerad.',
      en: 'The main cause and the others. Unknown where none is recorded.',
    },
    type: 'codes',
    codebook: 'cause',
    packs: ['bbic'],
    provenance: 'provisional',
    derive: ({ intake }) => recordedList(listed('cause', causesOf(intake))),
  },
  'intake.causeGroup': {
    label: { sv: 'Orsaksgrupp', en: 'Group of causes' },
    derivation: { sv: 'Huvudorsakens grupp.', en: 'The group of the main cause.' },
    type: 'code',
    codebook: 'causeGroup',
    packs: ['bbic'],
    provenance: 'verified',
    derive: ({ intake }) => causeGroupOf(intake),
  },
  'intake.returnedWithin12Months': {
    label: { sv: 'Ny anmälan inom 12 månader', en: 'A new report within 12 months' },
    derivation: {
      sv: 'En anmälan om barnet kom in inom tolv månader efter denna aktualisering. Okänt tills tolv månader har gått utan att någon kom.',
      en: 'An anmälan about the child came in within twelve months after this report. Unknown until twelve months have passed without one.',
    },
    type: 'boolean',
    packs: ['bbic'],
    provenance: 'provisional',
    derive: ({ record, intake, startsOn, asOf }) => {
      const later = record.intakes.filter(
        ({ type, receivedAt }) => type === 'anmalan' && receivedAt > intake.receivedAt,
      );
      return within12Months(
        startsOn,
        later.map(({ receivedAt }) => dayOf(receivedAt)),
        asOf,
      );
    },
  },
});

/** How the report was assessed and decided (skyddsbedömning, förhandsbedömning, återkoppling). */
export const PRELIMINARY_VARIABLES = inUnits(['intake'], {
  'intake.protectionAssessed': {
    label: { sv: 'Omedelbar skyddsbedömning gjord', en: 'Immediate protection assessment made' },
    derivation: {
      sv: 'En skyddsbedömning är registrerad. Ej tillämpligt där aktualiseringen inte är en anmälan.',
      en: 'A protection assessment is recorded. Not applicable where the report is not an anmälan.',
    },
    population: { sv: 'Anmälningar.', en: 'Reports of concern (anmälningar).' },
    type: 'boolean',
    packs: ['bbic', 'egenkontroll'],
    provenance: 'provisional',
    derive: ({ intake }) =>
      intake.type === 'anmalan' ? valued(intake.protectionAssessments.length > 0) : NOT_APPLICABLE,
  },
  'intake.protectionAssessmentDays': {
    label: { sv: 'Dagar till skyddsbedömning', en: 'Days to the protection assessment' },
    derivation: {
      sv: 'Dagar från att anmälan kom in till den första skyddsbedömningen; 0 är samma dag. Ej tillämpligt där ingen behövs och ingen gjorts.',
      en: 'Days from receipt to the first protection assessment; 0 is the same day. Not applicable where none is needed and none was made.',
    },
    population: {
      sv: 'Anmälningar, och annat där en skyddsbedömning gjorts.',
      en: 'Anmälningar, and others where an assessment was made.',
    },
    type: 'integer',
    packs: ['bbic', 'egenkontroll'],
    provenance: 'provisional',
    derive: ({ intake, startsOn }) => {
      const [first] = intake.protectionAssessments;
      return first === undefined
        ? unassessed(intake)
        : valued(daysBetween(startsOn, dayOf(first.assessedAt)));
    },
  },
  'intake.protectionNeed': {
    label: { sv: 'Behov av omedelbart skydd', en: 'Need of immediate protection' },
    derivation: {
      sv: 'Vad skyddsbedömningen visade; där flera gjorts, den senaste.',
      en: 'What the protection assessment showed; where several were made, the latest.',
    },
    population: {
      sv: 'Anmälningar, och annat där en skyddsbedömning gjorts.',
      en: 'Anmälningar, and others where an assessment was made.',
    },
    type: 'code',
    codebook: 'protectionNeed',
    packs: ['bbic'],
    provenance: 'provisional',
    derive: ({ intake }) => {
      const latest = intake.protectionAssessments.at(-1);
      return latest === undefined ? unassessed(intake) : valued(latest.need);
    },
  },
  'intake.outcome': {
    label: { sv: 'Beslut efter förhandsbedömning', en: 'Decision after the preliminary assessment' },
    derivation: { sv: 'Beslutet. Okänt tills det är fattat.', en: 'The decision. Unknown until it is made.' },
    type: 'code',
    codebook: 'intakeOutcome',
    packs: ['bbic', 'nuso-3'],
    provenance: 'verified',
    derive: ({ intake }) => recorded(intake.outcome),
  },
  'intake.preliminaryDays': {
    label: {
      sv: 'Dagar till beslut efter förhandsbedömning',
      en: 'Days to the decision after the preliminary assessment',
    },
    derivation: {
      sv: 'Dagar från att aktualiseringen kom in till beslutet. Ej tillämpligt för en ansökan och för det som påförts en pågående utredning.',
      en: 'Days from receipt to the decision. Not applicable for an ansökan and for what joined a running investigation.',
    },
    population: {
      sv: 'Aktualiseringar som förhandsbedöms.',
      en: 'Intakes that take a preliminary assessment.',
    },
    type: 'integer',
    packs: ['bbic', 'egenkontroll'],
    provenance: 'provisional',
    derive: ({ intake, startsOn }) => {
      if (isWithoutPreliminary(intake)) return NOT_APPLICABLE;
      return intake.decidedOn === null ? UNKNOWN : valued(daysBetween(startsOn, intake.decidedOn));
    },
  },
  'intake.preliminaryWithin14Days': {
    label: { sv: 'Förhandsbedömning inom 14 dagar', en: 'Preliminary assessment within 14 days' },
    derivation: {
      sv: 'Beslutat senast fjorton dagar efter att anmälan kom in; förlängning och helg räknas inte. Utan beslut: nej när dagen har passerat, dessförinnan okänt. Ej tillämpligt för annat än anmälningar, och för det som påförts en pågående utredning.',
      en: 'Decided at the latest fourteen days after receipt; extensions and weekends do not count. Undecided: no once the day has passed, unknown before. Not applicable for what is not an anmälan, and for what joined a running investigation.',
    },
    population: {
      sv: 'Anmälningar som förhandsbedöms.',
      en: 'Anmälningar that take a preliminary assessment.',
    },
    type: 'boolean',
    packs: ['bbic', 'egenkontroll'],
    provenance: 'provisional',
    derive: ({ intake, startsOn, asOf }) =>
      intake.type !== 'anmalan' || isWithoutPreliminary(intake)
        ? NOT_APPLICABLE
        : doneBy(limitOf('forhandsbedomning', startsOn)!.endDay, intake.decidedOn, asOf),
  },
  'intake.preliminaryExtended': {
    label: { sv: 'Förhandsbedömning förlängd', en: 'Preliminary assessment extended' },
    derivation: {
      sv: 'Ett beslut om förlängning finns. Ej tillämpligt där aktualiseringen inte är en anmälan.',
      en: 'A decision to extend exists. Not applicable where the report is not an anmälan.',
    },
    population: { sv: 'Anmälningar.', en: 'Reports of concern (anmälningar).' },
    type: 'boolean',
    packs: ['bbic', 'egenkontroll'],
    provenance: 'provisional',
    derive: ({ intake }) =>
      intake.type === 'anmalan' ? valued(intake.extensions.length > 0) : NOT_APPLICABLE,
  },
  'intake.childHeard': {
    label: {
      sv: 'Barnet har kommit till tals i förhandsbedömningen',
      en: 'The child was heard in the preliminary assessment',
    },
    derivation: {
      sv: 'Som det är antecknat. Där inget är antecknat: ej tillämpligt för ett ofött barn och där ingen förhandsbedömning görs, annars okänt.',
      en: 'As recorded. Where nothing is: not applicable for an unborn child and where there is no preliminary assessment, else unknown.',
    },
    population: {
      sv: 'Födda barns aktualiseringar som förhandsbedöms.',
      en: 'Intakes of born children that take a preliminary assessment.',
    },
    type: 'boolean',
    packs: ['bbic', 'egenkontroll'],
    provenance: 'provisional',
    derive: ({ record, intake }) => {
      if (intake.childHeard !== null) return valued(intake.childHeard);
      const unborn = record.child.birthDate === null && record.child.expectedBirthDate !== null;
      return unborn || isWithoutPreliminary(intake) ? NOT_APPLICABLE : UNKNOWN;
    },
  },
  'intake.feedbackWithinWeek': {
    label: { sv: 'Återkoppling till anmälaren inom en vecka', en: 'Feedback to the reporter within a week' },
    derivation: {
      sv: 'Lämnad i tid: inom en vecka från beslutet, räknat till nästa vardag där veckan slutar på en helg; genast där begäran kom när veckan var ute, eller där anmälan påfördes en pågående utredning. Ej lämnad: nej när tiden har passerat, dessförinnan okänt. Gäller från den 15 januari 2026 där en anmälare med anmälningsskyldighet har bett om den; annars, och där den är olämplig, ej tillämpligt.',
      en: 'Given in time: within a week of the decision, and by the next working day where the week ends on a closed one; at once where the request came when the week was over, or where the report joined a running investigation. Not given: no once the time has passed, unknown before. From 15 January 2026, where a mandatory reporter asked for it; otherwise, and where it is unsuitable, not applicable.',
    },
    population: {
      sv: 'Anmälningar där den som ska få återkoppling har bett om den.',
      en: 'Anmälningar whose mandatory reporter asked for feedback.',
    },
    type: 'boolean',
    packs: ['egenkontroll'],
    provenance: 'provisional',
    validFrom: FIRST_DAY_OF_ACT_2025_1501,
    derive: feedbackWithinWeek,
  },
});

const isMandatory = ({ reporter }: IntakeRecord) => entryOf('reporter', reporter).mandatory;

/** An ansökan goes straight to an investigation, and what joins a running one is not assessed first. */
const isWithoutPreliminary = ({ type, outcome }: IntakeRecord) =>
  type === 'ansokan' || outcome === 'pafors-pagaende-utredning';

const unassessed = ({ type }: IntakeRecord) => (type === 'anmalan' ? UNKNOWN : NOT_APPLICABLE);

const recordedList = <T extends string>(list: readonly T[]): Value<readonly T[]> =>
  list.length === 0 ? UNKNOWN : valued(list);

function feedbackWithinWeek({ intake, asOf }: IntakeUnit): Value<boolean> {
  const { requested, givenOn, unsuitable } = intake.feedback;
  if (!requested || !isMandatory(intake) || unsuitable) return NOT_APPLICABLE;
  if (intake.decidedOn === null) return UNKNOWN;
  // The law names no time for what started earlier: see aterkoppling-till-anmalare in the legal rules.
  const limit = feedbackLimit(intake);
  return limit === null ? NOT_APPLICABLE : doneBy(limit.lastLawfulDay, givenOn, asOf);
}
