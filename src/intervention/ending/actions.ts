import type { Work } from '../../access/work.ts';
import type { Reader } from '../../database/handle.ts';
import { impossibleDay } from '../../intake/rules.ts';
import { newId } from '../../kernel/id.ts';
import { NotFound, valid } from '../../kernel/outcome.ts';
import { codesNotInForce } from '../../knowledge/validity.ts';
import { getForWork, saveFrame } from '../actions.ts';
import { loadFollowUps } from '../follow-up/actions.ts';
import { loadGoals } from '../goal/actions.ts';
import { impossibleWhile } from '../rules.ts';
import { loadScores } from '../score/actions.ts';
import { loadSips } from '../sip/actions.ts';
import { againstGoals, beforeWhatHappened, goalsUnjudged } from './rules.ts';
import type { End, EndInput, LaterFollowUp, LaterFollowUpInput, RecordedEnd } from './schema.ts';
import * as store from './store.ts';

/** How an intervention ended, if it has. */
export function findEnd(reader: Reader, interventionId: string): Promise<End | undefined> {
  return store.findEnd(reader, interventionId);
}

/** @throws NotFound while it runs. */
export async function getEnd(reader: Reader, interventionId: string): Promise<End> {
  const found = await store.findEnd(reader, interventionId);
  if (!found) throw new NotFound();
  return found;
}

/** What was found after the end, in the order of the days. */
export function loadLaterFollowUps(reader: Reader, interventionId: string): Promise<LaterFollowUp[]> {
  return store.findLaterFollowUps(reader, interventionId);
}

/**
 * Ends an intervention (avslut), with how far every goal came.
 * @throws NotFound. @throws Stale. @throws Forbidden. @throws Refused `intervention.ended`. @throws Invalid.
 */
export async function endIntervention(
  work: Work,
  interventionId: string,
  input: EndInput,
  basedOn: number,
): Promise<{ end: RecordedEnd; version: number }> {
  const intervention = await getForWork(work, interventionId, 'end', basedOn);
  const { endedOn = work.today, goals: judged = [], change = null, summary = null, ...told } = input;
  const goals = await loadGoals(work.tx, interventionId);
  const followUps = await loadFollowUps(work.tx, interventionId);
  const { items: scores } = await loadScores(work.tx, interventionId);
  const sips = await loadSips(work.tx, interventionId);
  const counts = ({ retractedAt }: { retractedAt: string | null }) => retractedAt === null;
  valid(
    impossibleWhile('endedOn', endedOn, { startedOn: intervention.startedOn, today: work.today }),
    beforeWhatHappened(endedOn, [
      ...goals.flatMap((goal) => [goal.setOn, ...(goal.endedOn === null ? [] : [goal.endedOn])]),
      ...followUps.filter(counts).map(({ heldOn }) => heldOn),
      ...scores.filter(counts).map(({ usedOn }) => usedOn),
      ...sips.map(({ on }) => on),
    ]),
    goalsUnjudged(judged, goals, endedOn),
    codesNotInForce(endedOn, [
      ['reason', 'interventionEndReason', told.reason],
      ['initiative', 'endInitiative', told.initiative],
      ['change', 'changeAssessment', change],
      ...judged.map(({ status }, at) => [`goals.${at}.status`, 'goalStatus', status] as const),
    ]),
  );
  const recorded = { recordedAt: work.now, recordedBy: work.caller.id };
  const end: End = { interventionId, endedOn, ...told, goals: judged, change, summary, ...recorded };
  await store.insertEnd(work.tx, end);
  const { version } = await saveFrame(
    work,
    intervention,
    { action: 'intervention.end', before: intervention, after: end },
    { endedOn, followUpOn: null },
  );
  return { end: { ...end, warnings: againstGoals(end) }, version };
}

/** Records what an intervention led to (senare uppföljning). @throws NotFound. @throws Refused. @throws Invalid. */
export async function recordLaterFollowUp(
  work: Work,
  interventionId: string,
  input: LaterFollowUpInput,
): Promise<LaterFollowUp> {
  const intervention = await getForWork(work, interventionId, 'follow-up-later');
  const { heldOn, result, change = null, childView = null } = input;
  valid(
    impossibleDay('heldOn', heldOn, intervention.endedOn!, work.today),
    codesNotInForce(heldOn, [['change', 'changeAssessment', change]]),
  );
  const row: LaterFollowUp = {
    id: newId(),
    interventionId,
    heldOn,
    result,
    change,
    childView,
    recordedAt: work.now,
    recordedBy: work.caller.id,
  };
  await store.insertLaterFollowUp(work.tx, row);
  await saveFrame(work, intervention, { action: 'later-follow-up.record', id: row.id, after: row });
  return row;
}
