import { roleWith } from '../../access/permissions.ts';
import type { Work } from '../../access/work.ts';
import type { Reader } from '../../database/handle.ts';
import { type Day, dayOf } from '../../kernel/day.ts';
import { newId } from '../../kernel/id.ts';
import { permit, valid } from '../../kernel/outcome.ts';
import { auditIn, getForChange } from '../actions.ts';
import { impossibleCodes, type KeptSignature, signedAlready, signingOf, unsignable } from './rules.ts';
import {
  type Analysis,
  type AnalysisInput,
  type AnalysisSignature,
  type AnalysisSignatureInput,
  NOTHING_YET,
} from './schema.ts';
import * as store from './store.ts';

const NOTHING_SAVED = { ...NOTHING_YET, investigationId: null, savedAt: null, savedBy: null, version: 0 };

function show(row: store.AnalysisRow | undefined, signatures: readonly KeptSignature[]): Analysis {
  const { investigationId: _, ...saved } = row ?? NOTHING_SAVED;
  return { ...saved, signing: signingOf(saved, signatures) };
}

/** Analysis and assessment of an investigation as they now are; version 0 where nothing is saved. */
export async function loadAnalysis(reader: Reader, investigationId: string): Promise<Analysis> {
  return show(
    await store.findLatestAnalysis(reader, investigationId),
    await store.findSignatures(reader, investigationId),
  );
}

/** The same as it stood at the end of a day, and was signed by then, whoever asks: for rules. */
export async function loadAnalysisOn(reader: Reader, investigationId: string, on: Day): Promise<Analysis> {
  const signatures = await store.findSignatures(reader, investigationId);
  return show(
    await store.findAnalysisOn(reader, investigationId, on),
    signatures.filter(({ signedAt }) => dayOf(signedAt) <= on),
  );
}

/** Every version that was saved, the latest first. */
export async function loadAnalysisVersions(reader: Reader, investigationId: string): Promise<Analysis[]> {
  const signatures = await store.findSignatures(reader, investigationId);
  return (await store.findAnalysisVersions(reader, investigationId)).map((row) => show(row, signatures));
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
  const { investigation, before } = await getForChange(work, investigationId, basedOn, 'analyse', (tx) =>
    loadAnalysis(tx, investigationId),
  );
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
  const after = show(row, await store.findSignatures(work.tx, investigationId));
  auditIn(work, investigation, {
    action: 'analysis.save',
    before: before.version === 0 ? undefined : before,
    after,
  });
  return after;
}

/**
 * Signs the analysis or the assessment as it stands in the version that the caller has read (signering). A part that
 * is signed already can be signed by someone else as well: the latest signature is shown, all are kept.
 * @throws NotFound. @throws Stale. @throws Refused `investigation.closed`, `analysis.signed-already`, or with everything that the part lacks.
 */
export async function signAnalysis(
  work: Work,
  investigationId: string,
  { part }: AnalysisSignatureInput,
  basedOn: number,
): Promise<AnalysisSignature> {
  const { investigation, before } = await getForChange(work, investigationId, basedOn, 'analyse', (tx) =>
    loadAnalysis(tx, investigationId),
  );
  permit(unsignable(before, part, work.today));
  const signatures = await store.findSignatures(work.tx, investigationId);
  permit(signedAlready(before, part, work.caller.id, signatures, work.today));
  const signature: AnalysisSignature = {
    part,
    version: before.version,
    signedBy: work.caller.id,
    signedAt: work.now,
    role: roleWith(work.caller, 'investigation:work'),
  };
  await store.insertSignature(work.tx, { id: newId(), investigationId, ...signature });
  auditIn(work, investigation, { action: 'analysis.sign', after: signature });
  return signature;
}
