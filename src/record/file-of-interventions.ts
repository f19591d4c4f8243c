import { isNotNull, sql } from 'drizzle-orm';
import { interventionEnd, laterFollowUp } from '../intervention/ending/tables.ts';
import type { Judgement } from '../intervention/follow-up/schema.ts';
import { interventionFollowUp } from '../intervention/follow-up/tables.ts';
import { interventionGoal, interventionGoalVersion } from '../intervention/goal/tables.ts';
import { interventionScore } from '../intervention/score/tables.ts';
import { interventionSip } from '../intervention/sip/tables.ts';
import { intervention, interventionAssignment } from '../intervention/tables.ts';
import type { Score } from '../investigation/instrument/schema.ts';
import {
  type FileRow,
  jsonText,
  type Kind,
  labelOf,
  paragraphs,
  parsed,
  titled,
  words,
} from './file-kinds.ts';
import type { InterventionEntryKind } from './schema.ts';

/** What stands in a child's file of its interventions (insatser). How to add a kind: see file-kinds.ts. */

const at =
  (path: string) =>
  ({ caseId }: FileRow) =>
    `/interventions/${caseId}${path}`;

const goal = {
  from: sql`${interventionGoalVersion} inner join ${interventionGoal} on ${interventionGoal.id} = ${interventionGoalVersion.goalId}`,
  of: interventionGoal.interventionId,
  id: interventionGoal.id,
};
const atGoal = ({ caseId, id }: FileRow) => `/interventions/${caseId}/goals/${id}`;

const followUp = {
  from: interventionFollowUp,
  of: interventionFollowUp.interventionId,
  id: interventionFollowUp.id,
};
const score = {
  from: interventionScore,
  of: interventionScore.interventionId,
  id: interventionScore.id,
  code: interventionScore.instrument,
};
const changeOf = (change: string | null) =>
  change === null ? null : titled('Förändring', labelOf('changeAssessment', change));

/** How far so many goals had come, e.g. `Uppnått: 1 mål`. */
function attainment(judged: readonly Pick<Judgement, 'status'>[]): string | null {
  const counts = Map.groupBy(judged, ({ status }) => status);
  const lines = [...counts].map(([status, all]) => `${labelOf('goalStatus', status)}: ${all.length} mål`);
  return lines.length === 0 ? null : lines.join('\n');
}

/** What was judged of the goals, and why the child was not asked where it was not, as one JSON text. */
const judgedAndAsked = sql`'{"goals":' || ${jsonText(interventionFollowUp.goals)} || ',"notAsked":'
  || coalesce('"' || ${interventionFollowUp.childNotAsked} || '"', 'null') || '}'`;
interface JudgedAndAsked {
  readonly goals: readonly Judgement[];
  readonly notAsked: string | null;
}

/** Who wanted the end, and whether it was planned. */
const initiative = sql`${interventionEnd.initiative} || ' ' || case when ${interventionEnd.planned} then 'planerat' else 'oplanerat' end`;

export const KINDS_OF_INTERVENTIONS = {
  'intervention-start': {
    source: {
      from: intervention,
      of: intervention.id,
      id: intervention.id,
      on: intervention.startedOn,
      recordedAt: intervention.givenAt,
      by: intervention.givenBy,
      code: intervention.type,
      detail: intervention.basis,
      more: intervention.provider,
    },
    heading: ({ code }) => `Insats påbörjad: ${labelOf('interventionType', code)}`,
    href: at(''),
    text: ({ detail, more }) => paragraphs(labelOf('interventionBasis', detail), titled('Utförare', more)),
  },
  'intervention-assignment': {
    source: {
      from: interventionAssignment,
      of: interventionAssignment.interventionId,
      id: interventionAssignment.id,
      recordedAt: interventionAssignment.from,
      by: interventionAssignment.by,
      detail: interventionAssignment.handlerId,
    },
    heading: ({ detail }) => `Insatsen tilldelad ${detail}`,
    href: at('/assignments'),
  },
  goal: {
    source: {
      ...goal,
      on: interventionGoalVersion.setOn,
      recordedAt: interventionGoalVersion.savedAt,
      by: interventionGoalVersion.savedBy,
      area: interventionGoalVersion.area,
      text: interventionGoalVersion.description,
      more: interventionGoalVersion.indicator,
      detail: interventionGoalVersion.target,
      nth: interventionGoalVersion.version,
    },
    heading: ({ area, nth }) => `Mål: ${labelOf('needsArea', area)}, version ${nth}`,
    href: atGoal,
    text: ({ text, more, detail }) => paragraphs(text, titled('Indikator', more), titled('Målvärde', detail)),
  },
  'goal-end': {
    source: {
      from: interventionGoal,
      of: interventionGoal.interventionId,
      id: interventionGoal.id,
      on: interventionGoal.endedOn,
      recordedAt: interventionGoal.endedAt,
      by: interventionGoal.endedBy,
      text: interventionGoal.endReason,
      nth: interventionGoal.number,
      where: isNotNull(interventionGoal.endedAt),
    },
    heading: ({ nth }) => `Mål ${nth} gäller inte längre`,
    href: atGoal,
  },
  'intervention-score': {
    source: {
      ...score,
      on: interventionScore.usedOn,
      recordedAt: interventionScore.recordedAt,
      by: interventionScore.recordedBy,
      text: interventionScore.summary,
      detail: jsonText(interventionScore.scores),
    },
    heading: ({ code }) => `Skattning: ${labelOf('instrument', code)}`,
    href: at('/scores'),
    text: (row) => {
      const points = parsed<Score[]>(row).map(({ scale, value }) => `${scale} ${value}`);
      return paragraphs(row.text, titled('Poäng', points.join(', ')));
    },
  },
  'intervention-score-retraction': {
    source: {
      ...score,
      recordedAt: interventionScore.retractedAt,
      by: interventionScore.retractedBy,
      text: interventionScore.retractionReason,
      where: isNotNull(interventionScore.retractedAt),
    },
    heading: ({ code }) => `Skattning återtagen: ${labelOf('instrument', code)}`,
    href: at('/scores'),
  },
  sip: {
    source: {
      from: interventionSip,
      of: interventionSip.interventionId,
      id: interventionSip.id,
      on: interventionSip.on,
      recordedAt: interventionSip.recordedAt,
      by: interventionSip.recordedBy,
      code: interventionSip.status,
      text: interventionSip.note,
    },
    heading: ({ code }) => `Samordnad individuell plan: ${labelOf('sipStatus', code)}`,
    href: at('/sip'),
  },
  'intervention-follow-up': {
    source: {
      ...followUp,
      on: interventionFollowUp.heldOn,
      recordedAt: interventionFollowUp.recordedAt,
      by: interventionFollowUp.recordedBy,
      code: interventionFollowUp.change,
      text: interventionFollowUp.childView,
      more: interventionFollowUp.nextStep,
      detail: judgedAndAsked,
    },
    heading: () => 'Uppföljning av insats',
    href: at('/follow-ups'),
    text: (row) => {
      const { goals, notAsked } = parsed<JudgedAndAsked>(row);
      return paragraphs(
        attainment(goals),
        changeOf(row.code),
        titled('Barnets egen syn', row.text),
        titled('Barnet tillfrågades inte', labelOf('notHeardReason', notAsked)),
        titled('Nästa steg', row.more),
      );
    },
  },
  'intervention-follow-up-retraction': {
    source: {
      ...followUp,
      recordedAt: interventionFollowUp.retractedAt,
      by: interventionFollowUp.retractedBy,
      text: interventionFollowUp.retractionReason,
      where: isNotNull(interventionFollowUp.retractedAt),
    },
    heading: () => 'Uppföljning återtagen',
    href: at('/follow-ups'),
  },
  'intervention-end': {
    source: {
      from: interventionEnd,
      of: interventionEnd.interventionId,
      id: interventionEnd.interventionId,
      on: interventionEnd.endedOn,
      recordedAt: interventionEnd.recordedAt,
      by: interventionEnd.recordedBy,
      code: interventionEnd.reason,
      text: interventionEnd.summary,
      more: jsonText(interventionEnd.goals),
      detail: initiative,
    },
    heading: ({ code }) => `Insats avslutad: ${labelOf('interventionEndReason', code)}`,
    href: at('/end'),
    text: (row) => {
      const [by, how] = words(row) as [string, string];
      return paragraphs(
        `Avslutet var ${how}. Initiativ: ${labelOf('endInitiative', by)}.`,
        attainment(JSON.parse(row.more!)),
        row.text,
      );
    },
  },
  'later-follow-up': {
    source: {
      from: laterFollowUp,
      of: laterFollowUp.interventionId,
      id: laterFollowUp.id,
      on: laterFollowUp.heldOn,
      recordedAt: laterFollowUp.recordedAt,
      by: laterFollowUp.recordedBy,
      code: laterFollowUp.change,
      text: laterFollowUp.result,
      more: laterFollowUp.childView,
    },
    heading: () => 'Senare uppföljning av insats',
    href: at('/later-follow-ups'),
    text: ({ code, text, more }) => paragraphs(text, changeOf(code), titled('Egen syn', more)),
  },
} as const satisfies Record<InterventionEntryKind, Kind>;
