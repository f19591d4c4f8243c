import { isNotNull, or, sql } from 'drizzle-orm';
import type { PreliminaryAssessment } from '../intake/schema.ts';
import { intake, intakeAssignment, intakeExtension, protectionAssessment } from '../intake/tables.ts';
import { knowsPerson } from '../person/secrecy.ts';
import { person } from '../person/tables.ts';
import { report, reportedChild } from '../report/tables.ts';
import { type FileRow, jsonText, type Kind, labelOf, paragraphs, titled } from './file-kinds.ts';
import type { IntakeEntryKind } from './schema.ts';

/** What stands in a child's file of its intakes (aktualiseringar). How to add a kind: see file-kinds.ts. */

const atIntake = ({ caseId }: FileRow) => `/intakes/${caseId}`;

/** A report is about all its children: it is not shown where one of them is protected from the caller. */
const nobodyHidden = sql`not exists (
  select 1 from ${reportedChild} inner join ${person} on ${person.id} = ${reportedChild.childId}
  where ${reportedChild.reportId} = ${report.id} and not ${knowsPerson})`;

const reportOfIntake = sql`${intake} inner join ${report} on ${report.id} = ${intake.reportId}`;

const CONTACT_WITH = {
  anmalare: 'Kontakt med anmälaren',
  barnet: 'Kontakt med barnet',
  vardnadshavare: 'Kontakt med vårdnadshavare',
} as const satisfies Record<PreliminaryAssessment['contacts'][number]['with'], string>;

const preliminaryIn = ({ detail }: FileRow) => JSON.parse(detail!) as PreliminaryAssessment;

export const KINDS_OF_INTAKES = {
  report: {
    source: {
      from: reportOfIntake,
      of: intake.id,
      id: report.id,
      at: report.receivedAt,
      recordedAt: report.registeredAt,
      by: report.registeredBy,
      code: report.type,
      text: report.text,
      where: nobodyHidden,
    },
    heading: ({ code }) => labelOf('reportType', code),
    href: ({ id }) => `/reports/${id}`,
  },
  intake: {
    source: {
      from: reportOfIntake,
      of: intake.id,
      id: intake.id,
      at: intake.receivedAt,
      recordedAt: report.registeredAt,
      by: report.registeredBy,
      code: intake.mainCause,
    },
    heading: ({ code }) => titled('Aktualisering', labelOf('cause', code)) ?? 'Aktualisering',
    href: atIntake,
  },
  'intake-assignment': {
    source: {
      from: intakeAssignment,
      of: intakeAssignment.intakeId,
      id: intakeAssignment.id,
      recordedAt: intakeAssignment.from,
      by: intakeAssignment.by,
      detail: intakeAssignment.handlerId,
    },
    heading: ({ detail }) => `Aktualiseringen tilldelad ${detail}`,
    href: atIntake,
  },
  'protection-assessment': {
    source: {
      from: protectionAssessment,
      of: protectionAssessment.intakeId,
      id: protectionAssessment.id,
      at: protectionAssessment.assessedAt,
      recordedAt: protectionAssessment.recordedAt,
      by: protectionAssessment.assessedBy,
      code: protectionAssessment.need,
      text: protectionAssessment.grounds,
      more: protectionAssessment.measures,
    },
    heading: ({ code }) => `Skyddsbedömning: ${labelOf('protectionNeed', code)}`,
    href: atIntake,
    text: ({ text, more }) => paragraphs(text, titled('Vidtagna åtgärder', more)),
  },
  'preliminary-contact': {
    source: {
      from: intake,
      of: intake.id,
      id: intake.id,
      recordedAt: intake.preliminarySavedAt,
      by: intake.preliminarySavedBy,
      detail: jsonText(intake.preliminaryAssessment),
      where: isNotNull(intake.preliminaryAssessment),
    },
    each: (row) =>
      preliminaryIn(row).contacts.map(({ on, with: code, content: text }, nth) => ({
        ...row,
        on,
        code,
        text,
        nth,
      })),
    heading: ({ code }) => CONTACT_WITH[code as keyof typeof CONTACT_WITH],
    href: atIntake,
  },
  'preliminary-assessment': {
    source: {
      from: intake,
      of: intake.id,
      id: intake.id,
      recordedAt: intake.preliminarySavedAt,
      by: intake.preliminarySavedBy,
      detail: jsonText(intake.preliminaryAssessment),
      where: isNotNull(intake.preliminaryAssessment),
    },
    heading: () => 'Förhandsbedömning',
    href: atIntake,
    text: (row) => {
      const { assessment, notHeardReason } = preliminaryIn(row);
      return paragraphs(
        assessment,
        titled('Barnet har inte kommit till tals', labelOf('notHeardReason', notHeardReason)),
      );
    },
  },
  'intake-extension': {
    source: {
      from: intakeExtension,
      of: intakeExtension.intakeId,
      id: intakeExtension.id,
      on: intakeExtension.decidedOn,
      by: intakeExtension.decidedBy,
      code: intakeExtension.ground,
      text: intakeExtension.reasons,
      detail: intakeExtension.newEndDay,
    },
    heading: ({ detail }) => `Förhandsbedömningen förlängd till ${detail}`,
    href: atIntake,
  },
  'intake-decision': {
    source: {
      from: intake,
      of: intake.id,
      id: intake.id,
      on: intake.decidedOn,
      recordedAt: intake.decidedAt,
      by: intake.decidedBy,
      code: intake.outcome,
      text: intake.decisionReasons,
      where: isNotNull(intake.outcome),
    },
    heading: ({ code }) => `Beslut: ${labelOf('intakeOutcome', code)}`,
    href: atIntake,
  },
  'feedback-request': {
    source: {
      from: intake,
      of: intake.id,
      id: intake.id,
      on: intake.feedbackRequestedOn,
      where: isNotNull(intake.feedbackRequestedOn),
    },
    heading: () => 'Anmälaren ber om återkoppling',
    href: atIntake,
  },
  feedback: {
    source: {
      from: intake,
      of: intake.id,
      id: intake.id,
      on: intake.feedbackGivenOn,
      recordedAt: intake.feedbackRecordedAt,
      by: intake.feedbackRecordedBy,
      text: intake.feedbackUnsuitable,
      where: or(isNotNull(intake.feedbackGivenOn), isNotNull(intake.feedbackUnsuitable)),
    },
    heading: ({ on }) => (on ? 'Återkoppling till anmälaren' : 'Återkoppling till anmälaren olämplig'),
    href: atIntake,
  },
} as const satisfies Record<IntakeEntryKind, Kind>;
