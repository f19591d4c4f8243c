import type { Work } from '../../access/work.ts';
import type { Reader } from '../../database/handle.ts';
import { derivedScores, impossibleUse, warningsOn } from '../../investigation/instrument/rules.ts';
import { alreadyRetracted, NOT_RETRACTED, type RetractionInput } from '../../investigation/retraction.ts';
import { newId } from '../../kernel/id.ts';
import { NotFound, permit, valid } from '../../kernel/outcome.ts';
import { getSubject } from '../../person/actions.ts';
import { getForWork, saveFrame } from '../actions.ts';
import { changesOf, saysNothing } from './rules.ts';
import type {
  InterventionScore,
  InterventionScoreInput,
  InterventionScores,
  KeptScore,
  RecordedInterventionScore,
} from './schema.ts';
import * as store from './store.ts';

const shown = (row: KeptScore): InterventionScore => ({ ...row, derived: derivedScores(row) });

/** The scores of an intervention in the order of their days, and what changed. */
export async function loadScores(reader: Reader, interventionId: string): Promise<InterventionScores> {
  const rows = await store.findScores(reader, interventionId);
  return { items: rows.map(shown), changes: changesOf(rows) };
}

/** Records the scores of an instrument (skattning). @throws NotFound. @throws Refused. @throws Invalid. */
export async function recordScore(
  work: Work,
  interventionId: string,
  input: InterventionScoreInput,
): Promise<RecordedInterventionScore> {
  const intervention = await getForWork(work, interventionId, 'score');
  const row: KeptScore = {
    id: newId(),
    interventionId,
    instrument: input.instrument,
    usedOn: input.usedOn,
    instrumentVersion: input.instrumentVersion ?? null,
    respondent: input.respondent ?? null,
    scores: input.scores ?? [],
    normSet: input.normSet ?? null,
    summary: input.summary ?? null,
    recordedAt: work.now,
    recordedBy: work.caller.id,
    ...NOT_RETRACTED,
  };
  valid(impossibleUse(row, { openedOn: intervention.startedOn, today: work.today }), saysNothing(row));
  await store.insertScore(work.tx, row);
  await saveFrame(work, intervention, { action: 'intervention-score.record', id: row.id, after: row });
  const { birthDate } = await getSubject(work.tx, intervention.childId);
  return { ...shown(row), warnings: warningsOn(row, birthDate) };
}

/** Takes back scores that were recorded by mistake. @throws NotFound. @throws Refused `score.retracted`. */
export async function takeBackScore(
  work: Work,
  interventionId: string,
  id: string,
  { reason }: RetractionInput,
): Promise<InterventionScore> {
  const intervention = await getForWork(work, interventionId, 'take-back');
  const before = await store.findScore(work.tx, interventionId, id);
  if (!before) throw new NotFound();
  permit(alreadyRetracted('score', before));
  const taken = { retractedAt: work.now, retractedBy: work.caller.id, retractionReason: reason };
  const after = { ...before, ...taken };
  await store.takeBackScore(work, after);
  await saveFrame(work, intervention, { action: 'intervention-score.retract', id, before, after });
  return shown(after);
}
