import type { Work } from '../../access/work.ts';
import type { Reader } from '../../database/handle.ts';
import { newId } from '../../kernel/id.ts';
import { NotFound, valid } from '../../kernel/outcome.ts';
import { getSubject } from '../../person/actions.ts';
import { auditIn, getForChange, getForWork } from '../actions.ts';
import type { InvestigationRow } from '../tables.ts';
import { derivedScores, impossibleUse, warningsOn } from './rules.ts';
import type {
  InstrumentUse,
  InstrumentUseInput,
  InstrumentUsePatch,
  KeptInstrumentUse,
  RecordedInstrumentUse,
} from './schema.ts';
import * as store from './store.ts';

const shown = (row: KeptInstrumentUse): InstrumentUse => ({ ...row, derived: derivedScores(row) });

/** The uses of instruments in an investigation, in the order of their days. */
export async function loadInstrumentUses(reader: Reader, investigationId: string): Promise<InstrumentUse[]> {
  return (await store.findInstrumentUses(reader, investigationId)).map(shown);
}

async function getKept(reader: Reader, investigationId: string, id: string): Promise<KeptInstrumentUse> {
  const found = await store.findInstrumentUse(reader, investigationId, id);
  if (!found) throw new NotFound();
  return found;
}

/** @throws NotFound when the investigation has no such use. */
export async function getInstrumentUse(
  reader: Reader,
  investigationId: string,
  id: string,
): Promise<InstrumentUse> {
  return shown(await getKept(reader, investigationId, id));
}

async function withWarnings(
  work: Work,
  { childId }: InvestigationRow,
  row: KeptInstrumentUse,
): Promise<RecordedInstrumentUse> {
  const { birthDate } = await getSubject(work.tx, childId);
  return { ...shown(row), warnings: warningsOn(row, birthDate) };
}

/** Records a use of an instrument (bedömningsinstrument). @throws NotFound. @throws Refused. @throws Invalid. */
export async function recordInstrumentUse(
  work: Work,
  investigationId: string,
  input: InstrumentUseInput,
): Promise<RecordedInstrumentUse> {
  const investigation = await getForWork(work, investigationId, 'score');
  const row: KeptInstrumentUse = {
    id: newId(),
    investigationId,
    instrument: input.instrument,
    usedOn: input.usedOn,
    instrumentVersion: input.instrumentVersion ?? null,
    respondent: input.respondent ?? null,
    scores: input.scores ?? [],
    normSet: input.normSet ?? null,
    summary: input.summary ?? null,
    recordedAt: work.now,
    recordedBy: work.caller.id,
    version: 1,
  };
  valid(impossibleUse(row, { openedOn: investigation.openedOn, today: work.today }));
  await store.insertInstrumentUse(work.tx, row);
  auditIn(work, investigation, { action: 'instrument-use.record', id: row.id, after: row });
  return withWarnings(work, investigation, row);
}

/** Corrects or completes a use. @throws NotFound. @throws Stale. @throws Refused. @throws Invalid. */
export async function correctInstrumentUse(
  work: Work,
  investigationId: string,
  id: string,
  patch: InstrumentUsePatch,
  basedOn: number,
): Promise<RecordedInstrumentUse> {
  const { investigation, before } = await getForChange(work, investigationId, basedOn, 'score', (tx) =>
    getKept(tx, investigationId, id),
  );
  const after: KeptInstrumentUse = { ...before, ...patch, version: before.version + 1 };
  valid(impossibleUse(after, { openedOn: investigation.openedOn, today: work.today }));
  await store.updateInstrumentUse(work, after);
  auditIn(work, investigation, { action: 'instrument-use.correct', id, before, after });
  return withWarnings(work, investigation, after);
}
