import { daysBetween } from '../../kernel/day.ts';
import { type DecidedExtension, type Limit, limitOf } from '../../knowledge/limits.ts';
import type { InvestigationRecord } from '../../record/record.ts';
import { doneBy, within12Months } from '../time.ts';
import { NOT_APPLICABLE, recorded, UNKNOWN, type Value, valued } from '../value.ts';
import { type InvestigationUnit, inUnits } from '../variable.ts';
import { causeGroupOf, openingIntake } from './cause.ts';

/** When the investigation ran, and how its time was kept. */
export const INVESTIGATION_TIME_VARIABLES = inUnits(['investigation'], {
  'investigation.openedOn': {
    label: { sv: 'Utredning inledd', en: 'Investigation opened' },
    derivation: { sv: 'Dagen för beslutet att inleda.', en: 'The day of the decision to open it.' },
    type: 'date',
    packs: ['bbic', 'nuso-1'],
    provenance: 'verified',
    derive: ({ investigation }) => valued(investigation.openedOn),
  },
  'investigation.closedOn': {
    label: { sv: 'Utredning avslutad', en: 'Investigation closed' },
    derivation: {
      sv: 'Dagen för det avslutande beslutet. Ej tillämpligt medan utredningen pågår.',
      en: 'The day of the closing decision. Not applicable while it runs.',
    },
    population: { sv: 'Avslutade utredningar.', en: 'Investigations that were closed.' },
    type: 'date',
    packs: ['bbic', 'nuso-1'],
    provenance: 'verified',
    derive: ({ investigation }) => whenClosed(investigation, valued),
  },
  'investigation.durationDays': {
    label: { sv: 'Utredningstid i dagar', en: 'Duration in days' },
    derivation: {
      sv: 'Dagar från inledd till avslutad. Ej tillämpligt medan utredningen pågår.',
      en: 'Days from opened to closed. Not applicable while it runs.',
    },
    population: { sv: 'Avslutade utredningar.', en: 'Investigations that were closed.' },
    type: 'integer',
    packs: ['bbic', 'egenkontroll', 'kolada'],
    provenance: 'verified',
    derive: ({ investigation }) =>
      whenClosed(investigation, (closedOn) => valued(daysBetween(investigation.openedOn, closedOn))),
  },
  'investigation.withinFourMonths': {
    label: { sv: 'Avslutad inom fyra månader', en: 'Closed within four months' },
    derivation: {
      sv: 'Avslutad senast fyra kalendermånader efter att den inleddes; förlängning och helg räknas inte. Pågående: nej när dagen har passerat, dessförinnan okänt.',
      en: 'Closed at the latest four calendar months after it was opened; extensions and weekends do not count. While it runs: no once the day has passed, unknown before.',
    },
    type: 'boolean',
    packs: ['bbic', 'egenkontroll'],
    provenance: 'provisional',
    derive: ({ investigation, asOf }) =>
      doneBy(timeLimit(investigation, []).endDay, investigation.closedOn, asOf),
  },
  'investigation.withinLawfulTime': {
    label: { sv: 'Avslutad inom lagenlig tid', en: 'Closed within lawful time' },
    derivation: {
      sv: 'Avslutad senast den sista dag som lagen medger: de fyra månaderna, eller den slutdag som beslutades innan den löpande tiden gått ut, i båda fallen till nästa vardag när dagen är en helg. Pågående: nej när dagen har passerat, dessförinnan okänt.',
      en: 'Closed at the latest on the last lawful day: of the four months, or of the end day decided before the running limit had passed, in both cases the next working day where it is a closed day. While it runs: no once the day has passed, unknown before.',
    },
    type: 'boolean',
    packs: ['bbic', 'egenkontroll'],
    provenance: 'provisional',
    derive: ({ investigation, asOf }) =>
      doneBy(timeLimit(investigation, decided(investigation)).lastLawfulDay, investigation.closedOn, asOf),
  },
  'investigation.extended': {
    label: { sv: 'Utredning förlängd', en: 'Investigation extended' },
    derivation: { sv: 'Ett beslut om förlängning finns.', en: 'A decision to extend exists.' },
    type: 'boolean',
    packs: ['bbic', 'egenkontroll'],
    provenance: 'provisional',
    derive: ({ investigation }) => valued(investigation.extensions.length > 0),
  },
  'investigation.extensionDays': {
    label: { sv: 'Förlängning i dagar', en: 'Extension in days' },
    derivation: {
      sv: 'Dagar från fyramånadersdagen till den senast beslutade slutdagen. Ej tillämpligt utan förlängning.',
      en: 'Days from the four-month day to the end day decided last. Not applicable without an extension.',
    },
    population: { sv: 'Förlängda utredningar.', en: 'Investigations that were extended.' },
    type: 'integer',
    packs: ['bbic', 'egenkontroll'],
    provenance: 'provisional',
    derive: ({ investigation }) => {
      const last = decided(investigation).at(-1);
      return last === undefined
        ? NOT_APPLICABLE
        : valued(daysBetween(timeLimit(investigation, []).endDay, last.newEndDay));
    },
  },
  'investigation.returnedWithin12Months': {
    label: { sv: 'Ny utredning inom 12 månader', en: 'A new investigation within 12 months' },
    derivation: {
      sv: 'En ny utredning om barnet inleddes inom tolv månader efter att denna avslutades. Okänt tills tolv månader har gått utan att någon inleddes.',
      en: 'A new investigation of the child was opened within twelve months after this one was closed. Unknown until twelve months have passed without one.',
    },
    type: 'boolean',
    packs: ['bbic', 'kolada'],
    provenance: 'verified',
    derive: returnedWithin12Months,
  },
});

/** Why it was opened, how it ended, and who ran it. */
export const INVESTIGATION_VARIABLES = inUnits(['investigation'], {
  'investigation.cause': {
    label: { sv: 'Anledning till utredning', en: 'Reason for the investigation' },
    derivation: {
      sv: 'Huvudorsaken till den aktualisering som ledde till utredningen.',
      en: 'The main cause of the intake that opened it.',
    },
    type: 'code',
    codebook: 'cause',
    packs: ['bbic', 'nuso-1'],
    provenance: 'verified',
    derive: ({ record, investigation }) => recorded(openingIntake(record, investigation).mainCause),
  },
  'investigation.causeGroup': {
    label: { sv: 'Anledning, grupp', en: 'Reason, group' },
    derivation: { sv: 'Anledningens grupp.', en: 'The group of the reason.' },
    type: 'code',
    codebook: 'causeGroup',
    packs: ['bbic', 'nuso-1'],
    provenance: 'verified',
    derive: ({ record, investigation }) => causeGroupOf(openingIntake(record, investigation)),
  },
  'investigation.outcome': {
    label: { sv: 'Utredningens resultat', en: 'Outcome of the investigation' },
    derivation: {
      sv: 'Det avslutande beslutet. Ej tillämpligt medan utredningen pågår.',
      en: 'The closing decision. Not applicable while it runs.',
    },
    population: { sv: 'Avslutade utredningar.', en: 'Investigations that were closed.' },
    type: 'code',
    codebook: 'investigationOutcome',
    packs: ['bbic', 'nuso-1'],
    provenance: 'verified',
    derive: ({ investigation }) => whenClosed(investigation, () => recorded(investigation.outcome)),
  },
  'investigation.declinedBy': {
    label: { sv: 'Insats avböjd av', en: 'Intervention declined by' },
    derivation: {
      sv: 'Vem som avböjde. Ej tillämpligt där ingen erbjuden insats avböjdes.',
      en: 'Who declined. Not applicable where no offered intervention was declined.',
    },
    population: {
      sv: 'Utredningar där en erbjuden insats avböjdes.',
      en: 'Investigations where an offered intervention was declined.',
    },
    type: 'code',
    codebook: 'declinedBy',
    packs: ['bbic'],
    provenance: 'provisional',
    derive: ({ investigation }) =>
      investigation.outcome === 'ingen-insats-avbojd' ? recorded(investigation.declinedBy) : NOT_APPLICABLE,
  },
  'investigation.handlers': {
    label: { sv: 'Antal ansvariga handläggare', en: 'Number of responsible handlers' },
    derivation: {
      sv: 'Olika handläggare som haft ansvaret medan utredningen pågick.',
      en: 'Different handlers who had the responsibility while it ran.',
    },
    type: 'integer',
    packs: ['bbic', 'egenkontroll'],
    provenance: 'provisional',
    derive: ({ investigation }) => {
      const assigned = investigation.assignments.map(({ handlerId }) => handlerId);
      return valued(new Set([...assigned, investigation.handlerId]).size);
    },
  },
  'investigation.siblingsInvestigated': {
    label: { sv: 'Syskon utreds samtidigt', en: 'Siblings investigated at the same time' },
    derivation: {
      sv: 'Ett syskon hade en utredning öppen någon dag medan denna pågick.',
      en: 'A brother or sister had an investigation open on some day while this one ran.',
    },
    type: 'boolean',
    packs: ['bbic'],
    provenance: 'provisional',
    derive: ({ record, investigation: { openedOn, closedOn }, asOf }) => {
      const until = closedOn ?? asOf;
      const during = record.siblingInvestigations.some(
        (other) => other.openedOn <= until && (other.closedOn === null || other.closedOn >= openedOn),
      );
      return valued(during);
    },
  },
});

const whenClosed = <V extends Value>(
  { closedOn }: InvestigationRecord,
  then: (closedOn: NonNullable<InvestigationRecord['closedOn']>) => V,
): V | typeof NOT_APPLICABLE => (closedOn === null ? NOT_APPLICABLE : then(closedOn));

/** The four months, moved by the extensions that are given. */
const timeLimit = ({ openedOn }: InvestigationRecord, extensions: readonly DecidedExtension[]): Limit =>
  limitOf('utredning', openedOn, extensions)!;

/** Extensions in the order they were decided, which the limit depends on. */
const decided = ({ extensions }: InvestigationRecord) =>
  extensions.toSorted((a, b) => compare(a.decidedOn, b.decidedOn) || compare(a.newEndDay, b.newEndDay));

const compare = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0);

function returnedWithin12Months({ record, investigation, asOf }: InvestigationUnit): Value<boolean> {
  const { closedOn } = investigation;
  if (closedOn === null) return UNKNOWN;
  // Two may have been opened on one day: only what stands after this one in the record came after it.
  const at = record.investigations.findIndex(({ id }) => id === investigation.id);
  const later = record.investigations.slice(at + 1).map(({ openedOn }) => openedOn);
  return within12Months(
    closedOn,
    later.filter((openedOn) => openedOn >= closedOn),
    asOf,
  );
}
