import type { Audited } from '../access/audit.ts';
import { reachOf } from '../access/reach.ts';
import type { Work } from '../access/work.ts';
import type { Reader } from '../database/handle.ts';
import type { Next } from '../intake/actions.ts';
import { extensionRefused, impossibleDecisionDay } from '../intake/rules.ts';
import type { AssignmentInput, ExtensionInput } from '../intake/schema.ts';
import type { Day } from '../kernel/day.ts';
import { newId } from '../kernel/id.ts';
import { NotFound, permit, Stale, valid } from '../kernel/outcome.ts';
import { codesNotInForce } from '../knowledge/validity.ts';
import { nameHandler } from '../person/actions.ts';
import { unitExists } from '../report/rules.ts';
import { hindered, type InvestigationAction, investigationLimit } from './rules.ts';
import type { Investigation, InvestigationPatch, InvestigationSummary } from './schema.ts';
import * as store from './store.ts';
import type { InvestigationRow } from './tables.ts';

export function summarise(row: InvestigationRow): InvestigationSummary {
  const { id, caseNumber, childId, intakeId, unit, handlerId, openedOn, closedOn, outcome, version } = row;
  return { id, caseNumber, childId, intakeId, unit, handlerId, openedOn, closedOn, outcome, version };
}

/** The frame of an investigation as the caller sees it. */
export async function loadInvestigation(reader: Reader, row: InvestigationRow): Promise<Investigation> {
  const assignments = await store.findAssignments(reader, row.id);
  return {
    ...row,
    joinedIntakes: await store.findJoinedIntakes(reader, row.id),
    assignments: assignments.map(({ handlerId, unit, from, by }) => ({ handlerId, unit, from, by })),
    extensions: await store.findExtensions(reader, row.id),
  };
}

/**
 * An investigation that the caller may do something with, for every folder below.
 * @throws NotFound when it is not there or not to be known. @throws Refused `investigation.closed`.
 */
export async function getForWork(
  work: Work,
  investigationId: string,
  action: InvestigationAction,
): Promise<InvestigationRow> {
  const row = await store.findInvestigation(
    work.tx,
    investigationId,
    reachOf(work.caller, 'investigation'),
    work.now,
  );
  if (!row) throw new NotFound();
  permit(hindered(row, action, work.today));
  return row;
}

/** The same for a read. @throws NotFound. */
export async function getForReading(
  reader: Reader,
  investigationId: string,
  caller: Work['caller'],
  now: string,
): Promise<InvestigationRow> {
  const row = await store.findInvestigation(reader, investigationId, reachOf(caller, 'investigation'), now);
  if (!row) throw new NotFound();
  return row;
}

/** Puts a change of anything in an investigation in the access log, under the child's name. */
export function auditIn(
  work: Work,
  row: InvestigationRow,
  entry: Pick<Audited, 'action' | 'before' | 'after'>,
): void {
  work.audit({ ...entry, resource: 'investigation', resourceIds: [row.id], personIds: [row.childId] });
}

/** Keeps a change of the frame, and gives it as it now is. */
export async function saveFrame(
  work: Work,
  action: string,
  before: InvestigationRow,
  change: Partial<InvestigationRow>,
  detail?: unknown,
) {
  const row = { ...before, ...change, version: before.version + 1 };
  await store.updateInvestigation(work.tx, before.id, { ...change, version: row.version });
  auditIn(work, before, {
    action: `investigation.${action}`,
    before,
    after: detail === undefined ? row : { ...row, detail },
  });
  return loadInvestigation(work.tx, row);
}

/** The running investigation of a child, whoever asks: for the intake's rules. */
export const findRunning: Next['findRunning'] = (work, childId) =>
  store.findRunningInvestigation(work.tx, childId);

/** Opens the investigation that an intake's decision calls for; its handler is named for the child. */
export const openInvestigation: Next['openInvestigation'] = async (
  work,
  { intake, openedOn, unit, handlerId },
) => {
  const row: InvestigationRow = {
    id: newId(),
    caseNumber: intake.caseNumber,
    childId: intake.childId,
    intakeId: intake.id,
    unit,
    handlerId,
    openedOn,
    openedBy: work.caller.id,
    closedOn: null,
    outcome: null,
    livingSituation: null,
    knownDisability: null,
    notHeardReason: null,
    notHeardExplanation: null,
    version: 1,
  };
  await store.insertInvestigation(work.tx, row);
  await assign(work, row, handlerId, unit);
  auditIn(work, row, { action: 'investigation.open', after: row });
  return row.id;
};

async function assign(work: Work, row: InvestigationRow, handlerId: string, unit: string): Promise<void> {
  await store.insertAssignment(work.tx, {
    id: newId(),
    investigationId: row.id,
    handlerId,
    unit,
    from: work.now,
    by: work.caller.id,
  });
  await nameHandler(work, row.childId, handlerId);
}

/** Records what is known of the child's circumstances. @throws Stale. */
export async function recordCircumstances(
  work: Work,
  id: string,
  patch: InvestigationPatch,
  basedOn: number,
) {
  const row = await getForWork(work, id, 'work');
  if (row.version !== basedOn) throw new Stale();
  valid(
    codesNotInForce(work.today, [
      ['livingSituation', 'livingSituation', patch.livingSituation],
      ['notHeardReason', 'notHeardReason', patch.notHeardReason],
    ]),
  );
  return saveFrame(work, 'record-circumstances', row, patch);
}

/** Hands the investigation to another handler. Every assignment is kept. @throws Stale. */
export async function assignInvestigation(work: Work, id: string, input: AssignmentInput, basedOn: number) {
  const row = await getForWork(work, id, 'assign');
  if (row.version !== basedOn) throw new Stale();
  const unit = input.unit ?? row.unit;
  valid(unitExists('unit', unit, work.board.units));
  await assign(work, row, input.handlerId, unit);
  return saveFrame(work, 'assign', row, { handlerId: input.handlerId, unit });
}

/** Extends the four months, on särskilda skäl and for a definite time. @throws Stale. */
export async function extendInvestigation(work: Work, id: string, input: ExtensionInput, basedOn: number) {
  const row = await getForWork(work, id, 'extend');
  if (row.version !== basedOn) throw new Stale();
  const decidedOn: Day = input.decidedOn ?? work.today;
  valid(impossibleDecisionDay(decidedOn, row.openedOn, work.today));
  const extensions = await store.findExtensions(work.tx, id);
  permit(
    extensionRefused(
      'utredning',
      investigationLimit({ openedOn: row.openedOn, extensions }),
      input,
      decidedOn,
    ),
  );
  const extension = {
    id: newId(),
    ground: input.ground,
    reasons: input.reasons,
    newEndDay: input.newEndDay,
    decidedOn,
    decidedBy: work.caller.id,
  };
  await store.insertExtension(work.tx, { ...extension, investigationId: id });
  const after = await saveFrame(work, 'extend', row, {}, extension);
  return { extension, version: after.version };
}
