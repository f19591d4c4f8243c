import { type Day, dayOf } from '../kernel/day.ts';
import type { IntakeRecord, InterventionRecord, InvestigationRecord } from '../record/record.ts';
import type { CaseKind, FoundIn, Mend } from './rule.ts';

/** What the rules of the catalogue share: a case as a finding names it, and days. */

export const inIntake = ({ id, caseNumber, unit, handlerId, outcome }: IntakeRecord): FoundIn => ({
  kind: 'intake',
  ...{ id, caseNumber, unit, handlerId },
  open: outcome === null,
});

export const inInvestigation = (one: InvestigationRecord): FoundIn => ({
  kind: 'investigation',
  ...{ id: one.id, caseNumber: one.caseNumber, unit: one.unit, handlerId: one.handlerId },
  open: one.closedOn === null,
});

export const inIntervention = (one: InterventionRecord): FoundIn => ({
  kind: 'intervention',
  ...{ id: one.id, caseNumber: one.caseNumber, unit: one.unit, handlerId: one.handlerId },
  open: one.end === null,
});

/** Where it is said why something is as it is, in a case that is no longer changed. */
export const EXPLAINED: Readonly<Record<CaseKind, Mend>> = {
  intake: {
    text: {
      sv: 'Beslutet är fattat och ändras inte. Rätta det som kan rättas i aktualiseringen.',
      en: 'The decision has been made and is not changed. Correct what can be corrected in the intake.',
    },
    at: '/intakes/{case}',
  },
  investigation: {
    text: {
      sv: 'En avslutad utredning ändras inte. Skriv i en rättelse till en journalanteckning vad som fattas och varför.',
      en: 'A closed investigation is not changed. Say in a correction to a note what is wanting, and why.',
    },
    at: '/investigations/{case}/notes',
  },
  intervention: {
    text: {
      sv: 'En avslutad insats ändras inte. Skriv i en senare uppföljning vad som fattas och varför.',
      en: 'An insats that has ended is not changed. Say in a later follow-up what is wanting, and why.',
    },
    at: '/interventions/{case}/later-follow-ups',
  },
};

export const receivedOn = ({ receivedAt }: IntakeRecord): Day => dayOf(receivedAt);

export const latest = (...days: readonly Day[]): Day => days.reduce((a, b) => (a > b ? a : b));
export const earliest = (days: readonly Day[]): Day | null =>
  days.length === 0 ? null : days.reduce((a, b) => (a < b ? a : b));

/** The time that something holds, from one day until the one that ended it. None where it was ended before it began. */
export const lasting = (since: Day, endedOn: Day | null): { since: Day; endedOn: Day | null }[] =>
  endedOn !== null && endedOn < since ? [] : [{ since, endedOn }];
