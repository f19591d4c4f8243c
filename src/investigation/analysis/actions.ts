import type { Work } from '../../access/work.ts';
import type { Reader } from '../../database/handle.ts';
import type { Day } from '../../kernel/day.ts';
import { permit, requireCurrent, valid } from '../../kernel/outcome.ts';
import { auditIn, getForReading } from '../actions.ts';
import { hindered } from '../rules.ts';
import { impossibleCodes } from './rules.ts';
import { type Analysis, type AnalysisInput, NOTHING_YET } from './schema.ts';
import * as store from './store.ts';

function show(row: store.AnalysisRow | undefined): Analysis {
  if (!row) return { ...NOTHING_YET, savedAt: null, savedBy: null, version: 0 };
  const { investigationId: _, ...analysis } = row;
  return analysis;
}

/** Analysis and assessment of an investigation as they now are; version 0 where nothing is saved. */
export async function loadAnalysis(reader: Reader, investigationId: string): Promise<Analysis> {
  return show(await store.findLatestAnalysis(reader, investigationId));
}

/** The same as it stood at the end of a day, whoever asks: for rules. */
export async function loadAnalysisOn(reader: Reader, investigationId: string, on: Day): Promise<Analysis> {
  return show(await store.findAnalysisOn(reader, investigationId, on));
}

/**
 * Saves analysis and assessment as far as they have come, as a new version; the earlier ones stay.
 * @throws NotFound. @throws Stale. @throws Refused `investigation.closed`. @throws Invalid for a code not in force.
 */
export async function saveAnalysis(
  work: Work,
  investigationId: string,
  input: AnalysisInput,
  basedOn: number,
): Promise<Analysis> {
  const investigation = await getForReading(work.tx, investigationId, work.caller, work.now);
  const before = await loadAnalysis(work.tx, investigationId);
  requireCurrent(before.version, basedOn);
  permit(hindered(investigation, 'analyse', work.today));
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
