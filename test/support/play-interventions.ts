import type { Alias, Told } from '../../seeds/events.ts';
import { goalIn, type Hands, judgedIn, latestOf, remember } from '../../seeds/player.ts';
import { inOrder, nextCaseNumber, recordOf, type Stage } from './drafts.ts';

/** The hands of play-pure.ts for what happens in interventions. Goals are named `alva intervention 1 goal 1`. */

type OfInterventions = Extract<
  keyof Told,
  | 'give-intervention'
  | 'assign-intervention'
  | 'set-goal'
  | 'revise-goal'
  | 'end-goal'
  | 'follow-up-intervention'
  | 'score-intervention'
  | 'sip'
  | 'end-intervention'
  | 'follow-up-later'
>;

const interventionOf = (stage: Stage, child: Alias) =>
  recordOf(stage, child).interventions.find(({ id }) => id === latestOf(stage.cast.interventions, child))!;
const goalOf = (stage: Stage, child: Alias, goal: number) =>
  interventionOf(stage, child).goals.find(({ id }) => id === goalIn(stage.cast, child, { goal }))!;

const versionOf = ({ now, today }: Stage, { area, indicator, target, setOn = today }: Told['set-goal']) => ({
  area,
  measurable: (indicator ?? null) !== null && (target ?? null) !== null,
  setOn,
  recordedAt: now,
});

export const INTERVENTION_HANDS: Pick<Hands<Stage>, OfInterventions> = {
  async 'give-intervention'(stage, { basis, type, startedOn, unit, ...told }, child) {
    const { cast, caller, now } = stage;
    const { interventions, investigations } = recordOf(stage, child);
    const from =
      basis === 'beslut'
        ? investigations.find(({ id }) => id === latestOf(cast.investigations, child))!
        : null;
    const { handlerId = caller.id } = told;
    const followedUpBy = unit ?? from!.unit;
    const id = `${child} intervention ${interventions.length + 1}`;
    interventions.push({
      id,
      caseNumber: from?.caseNumber ?? nextCaseNumber(stage),
      unit: followedUpBy,
      handlerId,
      investigationId: from?.id ?? null,
      basis,
      type,
      placementForm: told.placementForm ?? null,
      legalBasis: 'sol',
      decidedOn: from?.closedOn ?? null,
      startedOn,
      recordedAt: now,
      followUpOn: told.followUpOn ?? null,
      assignments: [{ handlerId, unit: followedUpBy, from: now }],
      goals: [],
      followUps: [],
      scores: [],
      sip: [],
      end: null,
      laterFollowUps: [],
    });
    inOrder(interventions, 'startedOn');
    remember(cast.interventions, child, id);
  },
  async 'assign-intervention'(stage, { handlerId, unit }, child) {
    const one = interventionOf(stage, child);
    Object.assign(one, { handlerId, unit: unit ?? one.unit });
    one.assignments.push({ handlerId, unit: one.unit, from: stage.now });
  },
  async 'set-goal'(stage, told, child) {
    const { id: of, goals } = interventionOf(stage, child);
    const id = `${of} goal ${goals.length + 1}`;
    goals.push({ id, endedOn: null, endRecordedAt: null, versions: [versionOf(stage, told)] });
    remember(stage.cast.goals, of, id);
  },
  async 'revise-goal'(stage, { goal, ...told }, child) {
    goalOf(stage, child, goal).versions.push(versionOf(stage, told));
  },
  async 'end-goal'(stage, { goal, endedOn = stage.today }, child) {
    Object.assign(goalOf(stage, child, goal), { endedOn, endRecordedAt: stage.now });
  },
  async 'follow-up-intervention'(stage, { goals, heldOn, ...told }, child) {
    const { followUps } = interventionOf(stage, child);
    followUps.push({
      heldOn,
      goals: judgedIn(stage.cast, child, goals).map(({ goalId, status, change = null }) => ({
        goalId,
        status,
        change,
      })),
      change: told.change ?? null,
      childViewRecorded: told.childView !== undefined,
      childNotAsked: told.childNotAsked ?? null,
      nextFollowUpOn: told.nextFollowUpOn ?? null,
      recordedAt: stage.now,
    });
    inOrder(followUps, 'heldOn');
  },
  async 'score-intervention'(stage, { instrument, usedOn, scores = [], ...told }, child) {
    const all = interventionOf(stage, child).scores;
    all.push({
      instrument,
      usedOn,
      respondent: told.respondent ?? null,
      scores: [...scores],
      normSet: told.normSet ?? null,
      recordedAt: stage.now,
    });
    inOrder(all, 'usedOn');
  },
  async sip(stage, { status, on = stage.today }, child) {
    const { sip } = interventionOf(stage, child);
    sip.push({ status, on, recordedAt: stage.now });
    inOrder(sip, 'on');
  },
  async 'end-intervention'(stage, { endedOn = stage.today, reason, planned, initiative, ...told }, child) {
    interventionOf(stage, child).end = {
      endedOn,
      reason,
      planned,
      initiative,
      goals: judgedIn(stage.cast, child, told.goals).map(({ goalId, status }) => ({ goalId, status })),
      change: told.change ?? null,
      recordedAt: stage.now,
    };
  },
  async 'follow-up-later'(stage, { heldOn, change = null, childView }, child) {
    const { laterFollowUps } = interventionOf(stage, child);
    laterFollowUps.push({
      heldOn,
      change,
      childViewRecorded: childView !== undefined,
      recordedAt: stage.now,
    });
    inOrder(laterFollowUps, 'heldOn');
  },
};
