import type { Work } from '../../access/work.ts';
import type { Reader } from '../../database/handle.ts';
import type { Day } from '../../kernel/day.ts';
import { newId } from '../../kernel/id.ts';
import { valid } from '../../kernel/outcome.ts';
import { areaListOn } from '../../knowledge/areas.ts';
import { codesNotInForce } from '../../knowledge/validity.ts';
import { auditIn, getForChange } from '../actions.ts';
import { areaGivenTwice, NO_PLAN, reportSince } from './rules.ts';
import type { Plan, PlanInput, PlanVersion } from './schema.ts';
import * as store from './store.ts';
import type { PlanVersionRow } from './tables.ts';

const versionOf = ({ id: _, investigationId: __, reports: ___, ...plan }: PlanVersionRow): PlanVersion =>
  plan;

const show = ({ plan, reports }: store.Found): Plan => ({
  ...versionOf(plan),
  reviewNeeded: reportSince(plan.reports, reports),
});

/** The current plan (utredningsplan) of an investigation that the caller sees; version 0 where none was saved. */
export async function loadPlan(reader: Reader, investigationId: string): Promise<Plan> {
  const found = await store.findPlan(reader, investigationId);
  return found ? show(found) : NO_PLAN;
}

/** The plan as it stood at the end of a day beside the reports of today, whoever asks: for rules. */
export async function loadPlanOn(reader: Reader, investigationId: string, on: Day): Promise<Plan> {
  const found = await store.findPlanOn(reader, investigationId, on);
  return found ? show(found) : NO_PLAN;
}

/** Every version of the plan that was saved, the latest first. */
export async function loadPlanVersions(reader: Reader, investigationId: string): Promise<PlanVersion[]> {
  return (await store.findPlanVersions(reader, investigationId)).map(versionOf);
}

/**
 * Saves the plan as a new version; those before stay as they are.
 * @throws NotFound. @throws Stale. @throws Refused `investigation.closed`.
 * @throws Invalid for an area that is given twice, or was not in force when the investigation was opened.
 */
export async function savePlan(
  work: Work,
  investigationId: string,
  input: PlanInput,
  basedOn: number,
): Promise<Plan> {
  const { investigation: row, before } = await getForChange(work, investigationId, basedOn, 'plan', (tx) =>
    loadPlan(tx, investigationId),
  );
  const areas = input.areas ?? [];
  valid(
    areaGivenTwice(areas),
    codesNotInForce(
      row.openedOn,
      areas.map(({ area }, at) => [`areas.${at}.area`, areaListOn(row.openedOn), area] as const),
    ),
    codesNotInForce(
      work.today,
      areas.map(({ decision }, at) => [`areas.${at}.decision`, 'areaDecision', decision] as const),
    ),
  );
  const version = {
    version: before.version + 1,
    purpose: input.purpose ?? null,
    questions: input.questions ?? [],
    areas: areas.map(({ area, decision, reason }) => ({ area, decision, reason: reason ?? null })),
    plannedConversations: input.plannedConversations ?? [],
    plannedConsultations: input.plannedConsultations ?? [],
    partiesComments: input.partiesComments ?? null,
    savedAt: work.now,
    savedBy: work.caller.id,
  };
  await store.insertPlanVersion(work.tx, { id: newId(), investigationId, ...version });
  const after: Plan = { ...version, reviewNeeded: false };
  auditIn(work, row, {
    action: 'plan.save',
    before: before.version === 0 ? undefined : before,
    after,
  });
  return after;
}
