import type { Work } from '../../access/work.ts';
import type { Moment } from '../../database/earlier-versions.ts';
import type { Reader } from '../../database/handle.ts';
import { newId } from '../../kernel/id.ts';
import { NotFound, permit, type Violation, valid } from '../../kernel/outcome.ts';
import { type AreaCode, areaListOn, sideOf } from '../../knowledge/areas.ts';
import { codesNotInForce } from '../../knowledge/validity.ts';
import { auditIn, getForChange, getForReading, getForWork } from '../actions.ts';
import { isAnsweredIn } from '../consultation/actions.ts';
import { getConversation, isConversationOf } from '../conversation/actions.ts';
import { isNoteOf } from '../note/actions.ts';
import { loadPlan } from '../plan/actions.ts';
import { choiceOf } from '../plan/rules.ts';
import type { Plan } from '../plan/schema.ts';
import { alreadyRetracted, NOT_RETRACTED, type RetractionInput } from '../retraction.ts';
import { hindered } from '../rules.ts';
import type { InvestigationRow } from '../tables.ts';
import { notFamilyWide } from './family-wide.ts';
import { keepStatement } from './keeping.ts';
import { citedElsewhere, factorMisplaced, triangleOf, withWarnings } from './rules.ts';
import * as schema from './schema.ts';
import * as store from './store.ts';
import type { AreaMeaningRow } from './tables.ts';

/** The investigation that an area is in: the day it was opened says which areas it has. */
type Frame = Pick<InvestigationRow, 'id' | 'openedOn'>;

const areaNotInForce = ({ openedOn }: Frame, area: AreaCode) =>
  codesNotInForce(openedOn, [['areaCode', areaListOn(openedOn), area]]);

/** All statements (uppgifter) and factors of an investigation that the caller sees, in the order recorded. */
export async function loadAreas(
  reader: Reader,
  investigationId: string,
): Promise<{ statements: schema.AreaStatement[]; factors: schema.AreaFactor[] }> {
  return {
    statements: await store.findStatements(reader, investigationId),
    factors: await store.findFactors(reader, investigationId),
  };
}

const showMeaning = ({ investigationId: _, ...meaning }: AreaMeaningRow): schema.AreaMeaning => meaning;

/** What an area means for the child, and the need in it; version 0 where nothing was saved. */
export async function loadMeaning(reader: Reader, at: store.InArea): Promise<schema.AreaMeaning> {
  const row = await store.findMeaning(reader, at);
  if (row) return showMeaning(row);
  const { area } = at;
  return { area, meaning: null, need: null, needText: null, savedAt: null, savedBy: null, version: 0 };
}

/** What each area means for the child, and the need in it, where anything was saved. */
export async function loadMeanings(reader: Reader, investigationId: string): Promise<schema.AreaMeaning[]> {
  return (await store.findMeanings(reader, investigationId)).map(showMeaning);
}

/** Every version of what an area means that was saved, the latest first. @throws Invalid as `loadArea` does. */
export async function loadMeaningVersions(
  reader: Reader,
  frame: Frame,
  area: AreaCode,
): Promise<schema.AreaMeaning[]> {
  valid(areaNotInForce(frame, area));
  const rows = await store.findMeaningVersions(reader, { investigationId: frame.id, area });
  return rows.map(showMeaning);
}

/**
 * One area (delområde) with everything that is known of it.
 * @throws Invalid for an area that the triangle did not have on the day the investigation was opened.
 */
export async function loadArea(reader: Reader, frame: Frame, area: AreaCode): Promise<schema.Area> {
  valid(areaNotInForce(frame, area));
  const at = { investigationId: frame.id, area };
  const choice = choiceOf(await loadPlan(reader, frame.id), area);
  return {
    side: sideOf(area, frame.openedOn),
    decision: choice?.decision ?? null,
    reason: choice?.reason ?? null,
    ...(await loadMeaning(reader, at)),
    statements: await store.findStatementsOn(reader, at),
    factors: await store.findFactorsOn(reader, at),
  };
}

/** All areas at a glance (triangeln), by four queries; by three where the plan is read already. */
export async function loadTriangle(
  reader: Reader,
  { id, openedOn }: Frame,
  plan?: Plan,
): Promise<schema.Triangle> {
  return triangleOf(openedOn, plan ?? (await loadPlan(reader, id)), {
    statements: await store.countStatements(reader, id),
    factors: await store.countFactors(reader, id),
    meanings: await store.findMeaningMarks(reader, id),
  });
}

/** The statements of an investigation that count, in the order recorded, whoever asks: for rules. */
export async function loadStatements(
  reader: Reader,
  investigationId: string,
): Promise<schema.AreaStatement[]> {
  return (await store.findStatements(reader, investigationId)).filter(
    ({ retractedAt }) => retractedAt === null,
  );
}

/** Whether what a statement comes from is of the investigation, and says something, for each kind of origin. */
const IS_OF_INVESTIGATION = {
  conversationId: isConversationOf,
  consultationId: isAnsweredIn,
  noteId: isNoteOf,
} as const satisfies Record<
  schema.Origin,
  (reader: Reader, investigationId: string, id: string) => Promise<boolean>
>;

async function notOfInvestigation(
  reader: Reader,
  investigationId: string,
  input: schema.AreaStatementInput,
): Promise<Violation[]> {
  const origin = schema.ORIGINS.find((one) => input[one] !== undefined);
  if (origin === undefined) return [];
  const isThere = await IS_OF_INVESTIGATION[origin](reader, investigationId, input[origin]!);
  return isThere ? [] : [citedElsewhere(origin)];
}

/**
 * Records what someone has told about an area, or what was seen. Also where the plan leaves the area out: then with
 * a warning.
 * @throws NotFound. @throws Refused `investigation.closed`, `sharing.childs-own-area`, `sharing.childs-own-words`.
 * @throws Invalid for a code that was not in force, or an origin that is not of the investigation, or a
 * consultation without an answer.
 */
export async function recordStatement(
  work: Work,
  investigationId: string,
  area: AreaCode,
  input: schema.AreaStatementInput,
): Promise<schema.RecordedStatement> {
  const row = await getForWork(work, investigationId, 'state');
  valid(
    areaNotInForce(row, area),
    codesNotInForce(work.today, [['source', 'informationSource', input.source]]),
    await notOfInvestigation(work.tx, investigationId, input),
  );
  if (input.familyWide) {
    const childAlone = await saidAlone(work, investigationId, input);
    permit(notFamilyWide({ area, ...input }, { childAlone, openedOn: row.openedOn }));
  }
  const told = {
    area,
    text: input.text,
    source: input.source,
    conversationId: input.conversationId ?? null,
    consultationId: input.consultationId ?? null,
    noteId: input.noteId ?? null,
    familyWide: input.familyWide ?? false,
  };
  const statement = await keepStatement(work, row, told, { action: 'area.state' });
  return withWarnings(await loadPlan(work.tx, investigationId), statement);
}

/** Whether a statement comes from a conversation with the child alone. */
async function saidAlone(
  { tx }: Work,
  investigationId: string,
  { conversationId }: schema.AreaStatementInput,
): Promise<boolean> {
  if (conversationId === undefined) return false;
  return (await getConversation(tx, investigationId, conversationId)).childAlone;
}

/**
 * Records a risk or protective factor in an area. Also where the plan leaves the area out: then with a warning.
 * @throws NotFound. @throws Refused `investigation.closed`, `area.factor-of-another-area`,
 * `area.factor-of-another-kind`, `area.factor-listed-later`. @throws Invalid for a code that was not in force.
 */
export async function recordFactor(
  work: Work,
  investigationId: string,
  area: AreaCode,
  input: schema.AreaFactorInput,
): Promise<schema.RecordedFactor> {
  const row = await getForWork(work, investigationId, 'state');
  valid(
    areaNotInForce(row, area),
    codesNotInForce(work.today, [
      ['kind', 'factorKind', input.kind],
      ['code', 'factor', input.code],
    ]),
  );
  if (input.code !== undefined) {
    permit(factorMisplaced(input.code, { area, kind: input.kind, openedOn: row.openedOn }));
  }
  const factor: schema.AreaFactor = {
    id: newId(),
    investigationId,
    area,
    kind: input.kind,
    code: input.code ?? null,
    ownWords: input.ownWords ?? null,
    meaning: input.meaning ?? null,
    recordedAt: work.now,
    recordedBy: work.caller.id,
    ...NOT_RETRACTED,
  };
  await store.insertFactor(work.tx, factor);
  auditIn(work, row, { action: 'area.record-factor', id: factor.id, after: factor });
  return withWarnings(await loadPlan(work.tx, investigationId), factor);
}

/** A kind of thing in an area that can be taken back. */
interface Retractable<T> {
  readonly operation: string;
  readonly find: (reader: Reader, at: store.InArea, id: string) => Promise<T | undefined>;
  readonly keep: (at: Moment, id: string, retraction: store.Retraction) => Promise<void>;
}

async function retract<T extends store.Retraction>(
  work: Work,
  at: store.InArea,
  id: string,
  { reason }: RetractionInput,
  { operation, find, keep }: Retractable<T>,
): Promise<T> {
  const row = await getForReading(work.tx, at.investigationId, work.caller, work.now);
  const before = await find(work.tx, at, id);
  if (!before) throw new NotFound();
  permit(hindered(row, 'state', work.today));
  permit(alreadyRetracted('area', before));
  const retraction = { retractedAt: work.now, retractedBy: work.caller.id, retractionReason: reason };
  await keep(work, id, retraction);
  const after = { ...before, ...retraction };
  auditIn(work, row, { action: operation, id, before, after });
  return after;
}

/**
 * Takes back a statement that was recorded by mistake (återtagande): it stays to be read, and no longer counts.
 * @throws NotFound. @throws Refused `investigation.closed`, `area.retracted`.
 */
export function retractStatement(
  work: Work,
  at: store.InArea,
  id: string,
  input: RetractionInput,
): Promise<schema.AreaStatement> {
  return retract(work, at, id, input, {
    operation: 'area.retract-statement',
    find: store.findStatement,
    keep: store.retractStatement,
  });
}

/** Takes back a factor, as a statement. @throws NotFound. @throws Refused the same. */
export function retractFactor(
  work: Work,
  at: store.InArea,
  id: string,
  input: RetractionInput,
): Promise<schema.AreaFactor> {
  return retract(work, at, id, input, {
    operation: 'area.retract-factor',
    find: store.findFactor,
    keep: store.retractFactor,
  });
}

/**
 * Saves what an area means for the child and the need in it as a new version; those before stay as they are. Also
 * where the plan leaves the area out: then with a warning.
 * @throws NotFound. @throws Stale. @throws Refused `investigation.closed`. @throws Invalid for a code not in force.
 */
export async function saveMeaning(
  work: Work,
  at: store.InArea,
  input: schema.AreaMeaningInput,
  basedOn: number,
): Promise<schema.SavedMeaning> {
  const { investigation, before } = await getForChange(work, at.investigationId, basedOn, 'state', (tx) =>
    loadMeaning(tx, at),
  );
  valid(
    areaNotInForce(investigation, at.area),
    codesNotInForce(work.today, [['need', 'needAssessment', input.need]]),
  );
  const after: AreaMeaningRow = {
    ...at,
    version: before.version + 1,
    meaning: input.meaning ?? null,
    need: input.need ?? null,
    needText: input.needText ?? null,
    savedAt: work.now,
    savedBy: work.caller.id,
  };
  await store.insertMeaning(work.tx, after);
  auditIn(work, investigation, {
    action: 'area-meaning.save',
    before: before.version === 0 ? undefined : before,
    after: showMeaning(after),
  });
  return withWarnings(await loadPlan(work.tx, investigation.id), showMeaning(after));
}
