import { aliasedTable, isNotNull, sql } from 'drizzle-orm';
import { intake } from '../intake/tables.ts';
import type { ConsultationQuestion } from '../investigation/consultation/schema.ts';
import { consultation, consultationStepWaiver } from '../investigation/consultation/tables.ts';
import { conversation } from '../investigation/conversation/tables.ts';
import { investigationDecision } from '../investigation/decision/tables.ts';
import { note } from '../investigation/note/tables.ts';
import { planVersion } from '../investigation/plan/tables.ts';
import { investigation, investigationAssignment, investigationExtension } from '../investigation/tables.ts';
import type { Day } from '../kernel/day.ts';
import {
  type FileRow,
  jsonText,
  type Kind,
  labelOf,
  oneUnder,
  paragraphs,
  parsed,
  titled,
  under,
} from './file-kinds.ts';
import { KINDS_OF_FINDINGS } from './file-of-findings.ts';
import { KINDS_OF_FOLLOW_UPS } from './file-of-follow-ups.ts';
import { KINDS_OF_PARTIES } from './file-of-parties.ts';
import type { InvestigationEntryKind } from './schema.ts';

/** What stands in a child's file of its investigations (utredningar). How to add a kind: see file-kinds.ts. */

const atConsultation = ({ id }: FileRow) => `/consultations/${id}`;

const consulted = (what: string, { code }: FileRow) => `${what}: ${labelOf('consultationCounterpart', code)}`;

/** A consultation keeps the days of what happened to it, and the instant of its draft alone. */
const ofConsultation = {
  from: consultation,
  of: consultation.investigationId,
  id: consultation.id,
  after: consultation.createdAt,
  code: consultation.counterpart,
};
/** The note that a correction (rättelse) corrects. */
const corrected = aliasedTable(note, 'corrected');

export const KINDS_OF_INVESTIGATIONS = {
  ...KINDS_OF_FINDINGS,
  ...KINDS_OF_PARTIES,
  ...KINDS_OF_FOLLOW_UPS,
  'investigation-opening': {
    source: {
      from: sql`${investigation} inner join ${intake} on ${intake.id} = ${investigation.intakeId}`,
      of: investigation.id,
      id: investigation.id,
      on: investigation.openedOn,
      recordedAt: intake.decidedAt,
      by: investigation.openedBy,
    },
    heading: () => 'Utredning inledd',
    href: under(''),
  },
  'investigation-assignment': {
    source: {
      from: investigationAssignment,
      of: investigationAssignment.investigationId,
      id: investigationAssignment.id,
      recordedAt: investigationAssignment.from,
      by: investigationAssignment.by,
      detail: investigationAssignment.handlerId,
    },
    heading: ({ detail }) => `Utredningen tilldelad ${detail}`,
    href: under('/assignments'),
  },
  plan: {
    source: {
      from: planVersion,
      of: planVersion.investigationId,
      id: planVersion.id,
      recordedAt: planVersion.savedAt,
      by: planVersion.savedBy,
      text: planVersion.purpose,
      detail: jsonText(planVersion.questions),
      nth: planVersion.version,
    },
    heading: ({ nth }) => `Utredningsplan, version ${nth}`,
    href: under('/plan/versions'),
    text: (row) => paragraphs(row.text, ...parsed<string[]>(row)),
  },
  conversation: {
    source: {
      from: conversation,
      of: conversation.investigationId,
      id: conversation.id,
      on: conversation.heldOn,
      recordedAt: conversation.recordedAt,
      by: conversation.recordedBy,
      code: conversation.form,
      text: conversation.content,
      more: conversation.childView,
    },
    heading: ({ code }) => labelOf('conversationForm', code),
    href: oneUnder('/conversations'),
    text: ({ text, more }) => paragraphs(text, titled('Barnets egen syn', more)),
  },
  note: {
    source: {
      from: sql`${note} left join ${note} corrected on ${corrected.id} = ${note.corrects}`,
      of: note.investigationId,
      id: note.id,
      on: note.happenedOn,
      recordedAt: note.recordedAt,
      by: note.recordedBy,
      code: sql`case when ${note.signedAt} is null then 'utkast' else 'signerad' end`,
      text: note.text,
      more: note.heading,
      detail: sql`${corrected.happenedOn} || coalesce(' ”' || ${corrected.heading} || '”', '')`,
    },
    heading: ({ code, more, detail }) => {
      const what = detail === null ? 'Journalanteckning' : `Rättelse av anteckning om ${detail}`;
      return `${what}, ${labelOf('noteStatus', code).toLowerCase()}${more === null ? '' : `: ${more}`}`;
    },
    href: oneUnder('/notes'),
  },
  'consultation-draft': {
    source: {
      ...ofConsultation,
      recordedAt: consultation.createdAt,
      by: consultation.createdBy,
      detail: jsonText(consultation.questions),
    },
    heading: (row) => consulted('Konsultation påbörjad', row),
    href: atConsultation,
    text: (row) => paragraphs(...parsed<ConsultationQuestion[]>(row).map(({ text }) => text)),
  },
  'consultation-dispatch': {
    source: { ...ofConsultation, on: consultation.sentOn, where: isNotNull(consultation.sentOn) },
    heading: (row) => consulted('Konsultation skickad', row),
    href: atConsultation,
  },
  'consultation-reminder': {
    source: {
      ...ofConsultation,
      detail: jsonText(consultation.remindedOn),
      where: isNotNull(consultation.sentOn),
    },
    each: (row) => parsed<Day[]>(row).map((on, nth) => ({ ...row, on, nth })),
    heading: (row) => consulted('Påminnelse', row),
    href: atConsultation,
  },
  'consultation-answer': {
    source: {
      ...ofConsultation,
      on: consultation.answeredOn,
      text: consultation.answer,
      where: isNotNull(consultation.answeredOn),
    },
    heading: (row) => consulted('Svar', row),
    href: atConsultation,
  },
  'consultation-withdrawal': {
    source: {
      ...ofConsultation,
      on: consultation.closedOn,
      text: consultation.closingReason,
      detail: consultation.status,
      where: isNotNull(consultation.closedOn),
    },
    heading: (row) => consulted(labelOf('consultationStatus', row.detail), row),
    href: atConsultation,
  },
  'step-waiver': {
    source: {
      from: consultationStepWaiver,
      of: consultationStepWaiver.investigationId,
      id: consultationStepWaiver.id,
      recordedAt: consultationStepWaiver.waivedAt,
      by: consultationStepWaiver.waivedBy,
      code: consultationStepWaiver.step,
      text: consultationStepWaiver.explanation,
      detail: consultationStepWaiver.reason,
    },
    heading: ({ code }) => `Undantag från konsultation: ${labelOf('consultationStep', code)}`,
    href: under('/consultation-steps'),
    text: ({ detail, text }) => paragraphs(labelOf('stepWaiver', detail), text),
  },
  'investigation-extension': {
    source: {
      from: investigationExtension,
      of: investigationExtension.investigationId,
      id: investigationExtension.id,
      on: investigationExtension.decidedOn,
      by: investigationExtension.decidedBy,
      code: investigationExtension.ground,
      text: investigationExtension.reasons,
      detail: investigationExtension.newEndDay,
    },
    heading: ({ detail }) => `Utredningstiden förlängd till ${detail}`,
    href: under(''),
  },
  decision: {
    source: {
      from: investigationDecision,
      of: investigationDecision.investigationId,
      id: investigationDecision.investigationId,
      on: investigationDecision.decidedOn,
      recordedAt: investigationDecision.decidedAt,
      by: investigationDecision.decidedBy,
      code: investigationDecision.outcome,
      text: investigationDecision.reasons,
    },
    heading: ({ code }) => `Beslut: ${labelOf('investigationOutcome', code)}`,
    href: under('/decision'),
  },
} as const satisfies Record<InvestigationEntryKind, Kind>;
