import type { Work } from '../../access/work.ts';
import type { Reader } from '../../database/handle.ts';
import { newId } from '../../kernel/id.ts';
import { NotFound, permit, requireCurrent, valid } from '../../kernel/outcome.ts';
import { codesNotInForce } from '../../knowledge/validity.ts';
import { getForReading, getForWork, saveFrame } from '../actions.ts';
import { hindered, impossibleWhile } from '../rules.ts';
import type { InterventionRow } from '../tables.ts';
import { beforeItself, goalEnded } from './rules.ts';
import type { Goal, GoalEndInput, GoalHistory, GoalInput } from './schema.ts';
import * as store from './store.ts';
import type { GoalVersionRow } from './tables.ts';

const shown = ({ goal, said: { goalId: _, version: __, ...said } }: store.Found): Goal => ({
  ...said,
  ...goal,
});

/** The goals of an intervention as they now read, in the order set. */
export async function loadGoals(reader: Reader, interventionId: string): Promise<Goal[]> {
  return (await store.findGoals(reader, interventionId)).map(shown);
}

async function getGoal(reader: Reader, interventionId: string, id: string): Promise<Goal> {
  const found = await store.findGoal(reader, interventionId, id);
  if (!found) throw new NotFound();
  return shown(found);
}

/** @throws NotFound when the intervention has no such goal. */
export async function getGoalHistory(
  reader: Reader,
  interventionId: string,
  id: string,
): Promise<GoalHistory> {
  const goal = await getGoal(reader, interventionId, id);
  return { ...goal, versions: await store.findGoalVersions(reader, id) };
}

/** What a goal says from a day on. @throws Invalid. */
function versionOf(
  work: Work,
  { startedOn }: InterventionRow,
  goalId: string,
  version: number,
  { area, description, indicator = null, target = null, setOn = work.today }: GoalInput,
): GoalVersionRow {
  valid(
    impossibleWhile('setOn', setOn, { startedOn, today: work.today }),
    codesNotInForce(setOn, [['area', 'needsArea', area]]),
  );
  const saved = { savedAt: work.now, savedBy: work.caller.id };
  return { goalId, version, area, description, indicator, target, setOn, ...saved };
}

/** Sets a goal (mål). @throws NotFound. @throws Refused `intervention.ended`. @throws Invalid. */
export async function setGoal(work: Work, interventionId: string, input: GoalInput): Promise<Goal> {
  const intervention = await getForWork(work, interventionId, 'set-goal');
  const said = versionOf(work, intervention, newId(), 1, input);
  const goal = {
    id: said.goalId,
    interventionId,
    number: (await store.findGoals(work.tx, interventionId)).length + 1,
    firstSetOn: said.setOn,
    endedOn: null,
    endReason: null,
    endedAt: null,
    endedBy: null,
    version: 1,
  };
  await store.insertGoal(work.tx, goal);
  await store.insertGoalVersion(work.tx, said);
  const after = shown({ goal, said });
  await saveFrame(work, intervention, { action: 'goal.set', id: goal.id, after });
  return after;
}

/** A goal that a change is based on. @throws NotFound. @throws Stale. @throws Refused. */
async function getForChange(work: Work, interventionId: string, id: string, basedOn: number) {
  const intervention = await getForReading(work.tx, interventionId, work.caller, work.now);
  const before = await getGoal(work.tx, interventionId, id);
  requireCurrent(before.version, basedOn);
  permit(hindered(intervention, 'set-goal', work.today), goalEnded(before));
  return { intervention, before };
}

/** Revises a goal by a new version; those before it stay. @throws NotFound. @throws Stale. @throws Refused. @throws Invalid. */
export async function reviseGoal(
  work: Work,
  interventionId: string,
  id: string,
  input: GoalInput,
  basedOn: number,
): Promise<Goal> {
  const { intervention, before } = await getForChange(work, interventionId, id, basedOn);
  const said = versionOf(work, intervention, id, before.version + 1, input);
  valid(beforeItself('setOn', said.setOn, before));
  await store.insertGoalVersion(work.tx, said);
  await store.updateGoal(work, id, { version: said.version });
  const { goalId: _, ...now } = said;
  const after = { ...before, ...now };
  await saveFrame(work, intervention, { action: 'goal.revise', id, before, after });
  return after;
}

/** Gives a goal up, with the reason. @throws NotFound. @throws Stale. @throws Refused. @throws Invalid. */
export async function endGoal(
  work: Work,
  interventionId: string,
  id: string,
  { endedOn = work.today, reason }: GoalEndInput,
  basedOn: number,
): Promise<Goal> {
  const { intervention, before } = await getForChange(work, interventionId, id, basedOn);
  const { startedOn } = intervention;
  valid(
    impossibleWhile('endedOn', endedOn, { startedOn, today: work.today }),
    beforeItself('endedOn', endedOn, before),
  );
  const change = {
    endedOn,
    endReason: reason,
    endedAt: work.now,
    endedBy: work.caller.id,
    version: before.version + 1,
  };
  await store.updateGoal(work, id, change);
  const after = { ...before, ...change };
  await saveFrame(work, intervention, { action: 'goal.end', id, before, after });
  return after;
}
