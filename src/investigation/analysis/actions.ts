import type { Work } from '../../access/work.ts';
import type { Reader } from '../../database/handle.ts';
import { Stale, valid } from '../../kernel/outcome.ts';
import { auditIn, getForWork } from '../actions.ts';
import { impossibleCodes } from './rules.ts';
import { type Analysis, type AnalysisInput, NOTHING_YET } from './schema.ts';
import * as store from './store.ts';

function show({ investigationId: _, ...analysis }: store.AnalysisRow): Analysis {
  return analysis;
}

/** Analysis and assessment of an investigation as they now are; version 0 where nothing is saved. */
export async function loadAnalysis(reader: Reader, investigationId: string): Promise<Analysis> {
  const row = await store.findLatestAnalysis(reader, investigationId);
  return row ? show(row) : { ...NOTHING_YET, savedAt: null, savedBy: null, version: 0 };
}

/**
 * Saves analysis and assessment as far as they have come, as a new version; the earlier ones stay.
 * @throws NotFound. @throws Refused `investigation.closed`. @throws Stale. @throws Invalid for a code not in force.
 */
export async function saveAnalysis(
  work: Work,
  investigationId: string,
  input: AnalysisInput,
  basedOn: number,
): Promise<Analysis> {
  const investigation = await getForWork(work, investigationId, 'analyse');
  const before = await loadAnalysis(work.tx, investigationId);
  if (before.version !== basedOn) throw new Stale();
  valid(impossibleCodes(input, investigation.openedOn, work.today));
  const row: store.AnalysisRow = {
    investigationId,
    version: before.version + 1,
    analysis: input.analysis ? { ...NOTHING_YET.analysis, ...input.analysis } : before.analysis,
    assessment: input.assessment ? { ...NOTHING_YET.assessment, ...input.assessment } : before.assessment,
    savedAt: work.now,
    savedBy: work.caller.id,
  };
  await store.insertAnalysisVersion(work.tx, row);
  const after = show(row);
  auditIn(work, investigation, {
    action: 'analysis.save',
    before: before.version === 0 ? undefined : before,
    after,
  });
  return after;
}
