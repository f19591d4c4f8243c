import { isNotNull, sql } from 'drizzle-orm';
import type { AnalysisPart, AssessmentPart } from '../investigation/analysis/schema.ts';
import { analysisSignature, analysisVersion } from '../investigation/analysis/tables.ts';
import { areaFactor, areaMeaning, areaStatement } from '../investigation/area/tables.ts';
import type { Score } from '../investigation/instrument/schema.ts';
import { instrumentUse } from '../investigation/instrument/tables.ts';
import { CODEBOOKS } from '../knowledge/codebooks.ts';
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
import type { InvestigationEntryKind } from './schema.ts';

/** What an investigation has found out, and what was made of it: areas, instruments, analysis. */

const inArea = ({ caseId, area }: FileRow) => `/investigations/${caseId}/areas/${area}`;

const AREAS = [...CODEBOOKS.needsArea.codes, ...CODEBOOKS.needsArea2006.codes];
/** The official name; the code itself where neither list has it any longer. */
const withArea = (what: string, { area }: FileRow) =>
  `${what}: ${AREAS.find(({ code }) => code === area)?.sv ?? area}`;

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
/** Where a statement was taken from, where that is from something that others have said once already. */
const origin = sql`case when ${areaStatement.sharedFromId} is not null then 'sibling'
  when ${areaStatement.answerPart} is not null then 'answer' end`;
/** Never which sibling: it may be protected from the caller, now or one day. */
const ORIGINS = {
  sibling: 'Uppgift ur syskons utredning, använd här',
  answer: 'Uppgift ur svar på konsultation',
} as const;
type Origin = keyof typeof ORIGINS;

/** Only the latest version is given in full: each holds what the one before it held. */
const latestAnalysis = sql`case when ${analysisVersion.version} = (
    select max(latest.version) from ${analysisVersion} latest
    where latest.investigation_id = ${analysisVersion.investigationId})
  then '[' || ${jsonText(analysisVersion.analysis)} || ',' || ${jsonText(analysisVersion.assessment)} || ']' end`;

/** So too of what an area means: null in the versions before. */
const latestMeaning = sql`case when ${areaMeaning.version} = (
    select max(latest.version) from ${areaMeaning} latest
    where latest.investigation_id = ${areaMeaning.investigationId} and latest.area = ${areaMeaning.area})
  then 'latest' end`;

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

export const KINDS_OF_FINDINGS = {
  statement: {
    source: {
      ...statement,
      recordedAt: areaStatement.statedAt,
      by: areaStatement.statedBy,
      text: areaStatement.text,
      detail: origin,
    },
    heading: (row) => withArea(row.detail === null ? 'Uppgift' : ORIGINS[row.detail as Origin], row),
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
  'area-meaning': {
    source: {
      from: areaMeaning,
      of: areaMeaning.investigationId,
      id: areaMeaning.investigationId,
      recordedAt: areaMeaning.savedAt,
      by: areaMeaning.savedBy,
      code: areaMeaning.need,
      area: areaMeaning.area,
      text: areaMeaning.meaning,
      more: areaMeaning.needText,
      detail: latestMeaning,
      nth: areaMeaning.version,
    },
    heading: (row) => withArea(`Betydelse och behov, version ${row.nth}`, row),
    href: inArea,
    text: ({ detail, code, text, more }) =>
      detail === null
        ? null
        : paragraphs(text, titled('Bedömt behov', labelOf('needAssessment', code)), titled('Behovet', more)),
  },
  'instrument-use': {
    source: {
      from: instrumentUse,
      of: instrumentUse.investigationId,
      id: instrumentUse.id,
      on: instrumentUse.usedOn,
      recordedAt: instrumentUse.recordedAt,
      by: instrumentUse.recordedBy,
      code: instrumentUse.instrument,
      text: instrumentUse.summary,
      more: instrumentUse.instrumentVersion,
      detail: jsonText(instrumentUse.scores),
    },
    heading: ({ code, more }) =>
      `Instrument: ${labelOf('instrument', code)}${more === null ? '' : `, ${more}`}`,
    href: oneUnder('/instruments'),
    text: (row) => {
      const scores = parsed<Score[]>(row).map(({ scale, value }) => `${scale} ${value}`);
      return paragraphs(row.text, titled('Poäng', scores.join(', ')));
    },
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
  'analysis-signature': {
    source: {
      from: analysisSignature,
      of: analysisSignature.investigationId,
      id: analysisSignature.id,
      recordedAt: analysisSignature.signedAt,
      by: analysisSignature.signedBy,
      code: analysisSignature.part,
      nth: analysisSignature.version,
    },
    heading: ({ code, nth }) => `${labelOf('analysisPart', code)} signerad, version ${nth}`,
    href: under('/analysis'),
  },
} as const satisfies Partial<Record<InvestigationEntryKind, Kind>>;
