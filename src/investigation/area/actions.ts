import type { Work } from '../../access/work.ts';
import type { Reader } from '../../database/handle.ts';
import { newId } from '../../kernel/id.ts';
import { permit, valid } from '../../kernel/outcome.ts';
import type { CodeOf } from '../../knowledge/codebooks.ts';
import { codesNotInForce } from '../../knowledge/validity.ts';
import { auditIn, getForWork } from '../actions.ts';
import { isConsultationOf } from '../consultation/actions.ts';
import { isConversationOf } from '../conversation/actions.ts';
import { loadPlan } from '../plan/actions.ts';
import { choiceOf } from '../plan/rules.ts';
import type { InvestigationRow } from '../tables.ts';
import {
  citedElsewhere,
  factorMisplaced,
  type StatementCount,
  sideOf,
  triangleOf,
  warningsOn,
} from './rules.ts';
import type * as schema from './schema.ts';
import * as store from './store.ts';

type AreaCode = CodeOf<'needsArea'>;

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

/** One area (delområde) with everything that is known of it. */
export async function loadArea(
  reader: Reader,
  investigationId: string,
  area: AreaCode,
): Promise<schema.Area> {
  const choice = choiceOf(await loadPlan(reader, investigationId), area);
  return {
    area,
    side: sideOf(area),
    decision: choice?.decision ?? null,
    reason: choice?.reason ?? null,
    statements: await store.findStatementsOn(reader, investigationId, area),
    factors: await store.findFactorsOn(reader, investigationId, area),
  };
}

/** The twelve areas at a glance (triangeln), by three queries. */
export async function loadTriangle(reader: Reader, investigationId: string): Promise<schema.Triangle> {
  return triangleOf(
    await loadPlan(reader, investigationId),
    await store.countStatements(reader, investigationId),
    await store.countFactors(reader, investigationId),
  );
}

/** How many statements there are on each area that has any: for rules. */
export function countStatements(reader: Reader, investigationId: string): Promise<StatementCount[]> {
  return store.countStatements(reader, investigationId);
}

async function notOfInvestigation(
  reader: Reader,
  investigationId: string,
  { conversationId, consultationId }: schema.AreaStatementInput,
) {
  return citedElsewhere({
    conversationId:
      conversationId !== undefined && !(await isConversationOf(reader, investigationId, conversationId)),
    consultationId:
      consultationId !== undefined && !(await isConsultationOf(reader, investigationId, consultationId)),
  });
}

const NOT_RETRACTED = { retractedAt: null, retractedBy: null, retractionReason: null };

const areaNotInForce = ({ openedOn }: InvestigationRow, area: AreaCode) =>
  codesNotInForce(openedOn, [['areaCode', 'needsArea', area]]);

/**
 * Records what someone has told about an area, or what was seen. Also where the plan leaves the area out: then with
 * a warning.
 * @throws NotFound. @throws Refused `investigation.closed`. @throws Invalid for a code that was not in force, or a
 * conversation or consultation that is not of the investigation.
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
  const statement: schema.AreaStatement = {
    id: newId(),
    investigationId,
    area,
    text: input.text,
    source: input.source,
    conversationId: input.conversationId ?? null,
    consultationId: input.consultationId ?? null,
    answerPart: null,
    noteId: null,
    familyWide: false,
    sharedFromId: null,
    statedAt: work.now,
    statedBy: work.caller.id,
    ...NOT_RETRACTED,
  };
  await store.insertStatement(work.tx, statement);
  auditIn(work, row, { action: 'area.state', id: statement.id, after: statement });
  return { ...statement, warnings: warningsOn(await loadPlan(work.tx, investigationId), area) };
}

/**
 * Records a risk or protective factor in an area. Also where the plan leaves the area out: then with a warning.
 * @throws NotFound. @throws Refused `investigation.closed`, `area.factor-of-another-area`,
 * `area.factor-of-another-kind`. @throws Invalid for a code that was not in force.
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
  if (input.code !== undefined) permit(factorMisplaced(input.code, { area, kind: input.kind }));
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
  return { ...factor, warnings: warningsOn(await loadPlan(work.tx, investigationId), area) };
}
