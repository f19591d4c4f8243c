import { isNotNull, isNull, sql } from 'drizzle-orm';
import { intake } from '../intake/tables.ts';
import type { AnalysisPart, AssessmentPart } from '../investigation/analysis/schema.ts';
import { analysisVersion } from '../investigation/analysis/tables.ts';
import { areaFactor, areaStatement } from '../investigation/area/tables.ts';
import { communication } from '../investigation/communication/tables.ts';
import type { ConsultationQuestion } from '../investigation/consultation/schema.ts';
import { consultation, consultationStepWaiver } from '../investigation/consultation/tables.ts';
import { conversation } from '../investigation/conversation/tables.ts';
import { investigationDecision } from '../investigation/decision/tables.ts';
import { planVersion } from '../investigation/plan/tables.ts';
import { investigation, investigationAssignment, investigationExtension } from '../investigation/tables.ts';
import type { Day } from '../kernel/day.ts';
import { type FileRow, jsonText, type Kind, labelOf, paragraphs, titled } from './file-kinds.ts';
import type { InvestigationEntryKind } from './schema.ts';

/** What stands in a child's file of its investigations (utredningar). How to add a kind: see file-kinds.ts. */

const under =
  (path: string) =>
  ({ caseId }: FileRow) =>
    `/investigations/${caseId}${path}`;
const oneUnder =
  (path: string) =>
  ({ caseId, id }: FileRow) =>
    `/investigations/${caseId}${path}/${id}`;
const inArea = ({ caseId, area }: FileRow) => `/investigations/${caseId}/areas/${area}`;
const atConsultation = ({ id }: FileRow) => `/consultations/${id}`;

/** Official name, of the list that the file was begun with: what is in both has one name. */
const areaLabel = (area: string | null) => {
  const label = labelOf('needsArea', area);
  return label === area ? labelOf('needsArea2006', area) : label;
};
const withArea = (what: string, { area }: FileRow) => `${what}: ${areaLabel(area)}`;
const consulted = (what: string, { code }: FileRow) => `${what}: ${labelOf('consultationCounterpart', code)}`;

const parsed = <T>({ detail }: FileRow) => JSON.parse(detail!) as T;

const statement = {
  from: areaStatement,
  of: areaStatement.investigationId,
  id: areaStatement.id,
  code: areaStatement.source,
  area: areaStatement.area,
};
const factor = {
  from: areaFactor,
  of: areaFactor.investigationId,
  id: areaFactor.id,
  code: areaFactor.code,
  area: areaFactor.area,
  detail: areaFactor.kind,
};
/** A consultation keeps the days of what happened to it, and the instant of its draft alone. */
const ofConsultation = {
  from: consultation,
  of: consultation.investigationId,
  id: consultation.id,
  after: consultation.createdAt,
  code: consultation.counterpart,
};
const ofCommunication = {
  from: communication,
  of: communication.investigationId,
  id: communication.id,
  party: communication.partyId,
};

/** Only the latest version is given in full: each holds what the one before it held. */
const latestAnalysis = sql`case when ${analysisVersion.version} = (
    select max(latest.version) from ${analysisVersion} latest
    where latest.investigation_id = ${analysisVersion.investigationId})
  then '[' || ${jsonText(analysisVersion.analysis)} || ',' || ${jsonText(analysisVersion.assessment)} || ']' end`;

const TITLES = {
  childDevelopment: 'Barnets utveckling',
  parentalCapacity: 'Föräldrarnas förmåga',
  familyAndEnvironment: 'Familj och miljö',
  together: 'Sammanvägning',
  meaningForChild: 'Vad det betyder för barnet',
  needsText: 'Barnets behov',
  bestInterests: 'Barnets bästa',
  childView: 'Barnets åsikter',
  guardianView: 'Vårdnadshavarnas syn',
  proposal: 'Förslag till beslut',
} as const satisfies Record<
  keyof AnalysisPart | Exclude<keyof AssessmentPart, 'needs' | 'childAttitude' | 'guardianAttitude'>,
  string
>;

function analysisText(row: FileRow): string | null {
  if (row.detail === null) return null;
  const [analysis, assessment] = parsed<[AnalysisPart, AssessmentPart]>(row);
  const told = { ...analysis, ...assessment };
  const fields = Object.keys(TITLES) as (keyof typeof TITLES)[];
  return paragraphs(...fields.map((field) => titled(TITLES[field], told[field])));
}

export const KINDS_OF_INVESTIGATIONS = {
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
  statement: {
    source: {
      ...statement,
      recordedAt: areaStatement.statedAt,
      by: areaStatement.statedBy,
      text: areaStatement.text,
    },
    heading: (row) => withArea('Uppgift', row),
    href: inArea,
  },
  factor: {
    source: {
      ...factor,
      recordedAt: areaFactor.recordedAt,
      by: areaFactor.recordedBy,
      text: areaFactor.ownWords,
      more: areaFactor.meaning,
    },
    heading: (row) => withArea(labelOf('factorKind', row.detail), row),
    href: inArea,
    text: ({ code, text, more }) => paragraphs(text ?? labelOf('factor', code), titled('Betydelse', more)),
  },
  'statement-retraction': {
    source: {
      ...statement,
      recordedAt: areaStatement.retractedAt,
      by: areaStatement.retractedBy,
      text: areaStatement.retractionReason,
      where: isNotNull(areaStatement.retractedAt),
    },
    heading: (row) => withArea('Uppgift återtagen', row),
    href: inArea,
  },
  'factor-retraction': {
    source: {
      ...factor,
      recordedAt: areaFactor.retractedAt,
      by: areaFactor.retractedBy,
      text: areaFactor.retractionReason,
      where: isNotNull(areaFactor.retractedAt),
    },
    heading: (row) => withArea(`${labelOf('factorKind', row.detail)} återtagen`, row),
    href: inArea,
  },
  analysis: {
    source: {
      from: analysisVersion,
      of: analysisVersion.investigationId,
      id: analysisVersion.investigationId,
      recordedAt: analysisVersion.savedAt,
      by: analysisVersion.savedBy,
      detail: latestAnalysis,
      nth: analysisVersion.version,
    },
    heading: ({ nth }) => `Analys och bedömning, version ${nth}`,
    href: under('/analysis'),
    text: analysisText,
  },
  communication: {
    source: {
      ...ofCommunication,
      on: communication.sentOn,
      recordedAt: communication.recordedAt,
      by: communication.recordedBy,
      detail: communication.commentBy,
      where: isNull(communication.exception),
    },
    heading: ({ detail }) => `Kommunicering, yttrande senast ${detail}`,
    href: oneUnder('/communications'),
  },
  'communication-exception': {
    source: {
      ...ofCommunication,
      recordedAt: communication.recordedAt,
      by: communication.recordedBy,
      text: communication.exception,
      where: isNotNull(communication.exception),
    },
    heading: () => 'Undantag från kommunicering',
    href: oneUnder('/communications'),
  },
  comment: {
    source: {
      ...ofCommunication,
      on: communication.commentReceivedOn,
      after: communication.recordedAt,
      text: communication.comment,
      where: isNotNull(communication.commentReceivedOn),
    },
    heading: () => 'Yttrande',
    href: oneUnder('/communications'),
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
