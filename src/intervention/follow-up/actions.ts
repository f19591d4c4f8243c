import type { Work } from '../../access/work.ts';
import type { Reader } from '../../database/handle.ts';
import { alreadyRetracted, NOT_RETRACTED, type RetractionInput } from '../../investigation/retraction.ts';
import { newId } from '../../kernel/id.ts';
import { NotFound, permit, valid } from '../../kernel/outcome.ts';
import { codesNotInForce } from '../../knowledge/validity.ts';
import { getForWork, saveFrame } from '../actions.ts';
import { loadGoals } from '../goal/actions.ts';
import { impossibleJudgements } from '../goal/rules.ts';
import { impossibleAgreedDay, impossibleWhile } from '../rules.ts';
import { agreedDay } from './rules.ts';
import type { InterventionFollowUp, InterventionFollowUpInput } from './schema.ts';
import * as store from './store.ts';

/** The follow-ups of an intervention in the order of their days, those that were taken back too. */
export function loadFollowUps(reader: Reader, interventionId: string): Promise<InterventionFollowUp[]> {
  return store.findFollowUps(reader, interventionId);
}

/** Records a follow-up (uppföljning). @throws NotFound. @throws Refused `intervention.ended`. @throws Invalid. */
export async function recordFollowUp(
  work: Work,
  interventionId: string,
  input: InterventionFollowUpInput,
): Promise<InterventionFollowUp> {
  const intervention = await getForWork(work, interventionId, 'follow-up');
  const { heldOn, goals = [] } = input;
  const row: InterventionFollowUp = {
    id: newId(),
    interventionId,
    heldOn,
    goals: goals.map(({ change = null, ...judged }) => ({ ...judged, change })),
    change: input.change ?? null,
    childView: input.childView ?? null,
    childNotAsked: input.childNotAsked ?? null,
    childNotAskedExplanation: input.childNotAskedExplanation ?? null,
    nextStep: input.nextStep ?? null,
    nextFollowUpOn: input.nextFollowUpOn ?? null,
    recordedAt: work.now,
    recordedBy: work.caller.id,
    ...NOT_RETRACTED,
  };
  valid(
    impossibleWhile('heldOn', heldOn, { startedOn: intervention.startedOn, today: work.today }),
    impossibleAgreedDay('nextFollowUpOn', row.nextFollowUpOn, heldOn),
    impossibleJudgements(goals, await loadGoals(work.tx, interventionId), heldOn),
    codesNotInForce(heldOn, [
      ['change', 'changeAssessment', row.change],
      ['childNotAsked', 'notHeardReason', row.childNotAsked],
      ...row.goals.flatMap(
        ({ status, change }, at) =>
          [
            [`goals.${at}.status`, 'goalStatus', status],
            [`goals.${at}.change`, 'changeAssessment', change],
          ] as const,
      ),
    ]),
  );
  await store.insertFollowUp(work.tx, row);
  const followUpOn = agreedDay(
    await store.findFollowUps(work.tx, interventionId),
    intervention.firstFollowUpOn,
  );
  await saveFrame(
    work,
    intervention,
    { action: 'intervention-follow-up.record', id: row.id, after: row },
    { followUpOn },
  );
  return row;
}

/** Takes back a follow-up that was recorded by mistake. @throws NotFound. @throws Refused `follow-up.retracted`. */
export async function takeBackFollowUp(
  work: Work,
  interventionId: string,
  id: string,
  { reason }: RetractionInput,
): Promise<InterventionFollowUp> {
  const intervention = await getForWork(work, interventionId, 'take-back');
  const all = await store.findFollowUps(work.tx, interventionId);
  const before = all.find((one) => one.id === id);
  if (!before) throw new NotFound();
  permit(alreadyRetracted('follow-up', before));
  const taken = { retractedAt: work.now, retractedBy: work.caller.id, retractionReason: reason };
  const after = { ...before, ...taken };
  await store.takeBackFollowUp(work, after);
  const left = all.filter((one) => one.id !== id);
  // Nothing is agreed any more where it has ended.
  const change =
    intervention.endedOn === null ? { followUpOn: agreedDay(left, intervention.firstFollowUpOn) } : {};
  await saveFrame(
    work,
    intervention,
    { action: 'intervention-follow-up.retract', id, before, after },
    change,
  );
  return after;
}
