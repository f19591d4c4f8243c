import type { Audited } from '../access/audit.ts';
import { lasting, reachOf } from '../access/reach.ts';
import type { Work } from '../access/work.ts';
import type { Reader } from '../database/handle.ts';
import { followInvestigation, type Next } from '../intake/actions.ts';
import { extensionRefused, impossibleDay, impossibleEndDay, withLateness } from '../intake/rules.ts';
import type { Assignment, AssignmentInput, Extension, ExtensionInput } from '../intake/schema.ts';
import type { Day } from '../kernel/day.ts';
import { newId } from '../kernel/id.ts';
import { Forbidden, NotFound, permit, requireCurrent, type Violation, valid } from '../kernel/outcome.ts';
import { codesNotInForce } from '../knowledge/validity.ts';
import { findGuardians, findKnownPerson, getSubject, nameHandler } from '../person/actions.ts';
import { noSuchPerson, readAndWorkOnly } from '../person/rules.ts';
import { unitExists } from '../report/rules.ts';
import { type ForParties, notAParty, partiesOn } from './parties.ts';
import { DISPOSING, hindered, type InvestigationAction, investigationLimit } from './rules.ts';
import type { Investigation, InvestigationPatch, InvestigationSummary } from './schema.ts';
import * as store from './store.ts';
import type { InvestigationRow } from './tables.ts';

export function summarise(row: InvestigationRow): InvestigationSummary {
  const { id, caseNumber, childId, intakeId, unit, handlerId, openedOn, closedOn, outcome, version } = row;
  return { id, caseNumber, childId, intakeId, unit, handlerId, openedOn, closedOn, outcome, version };
}

/** Who has handled an investigation (tilldelningar), in order. */
export async function loadAssignments(reader: Reader, investigationId: string): Promise<Assignment[]> {
  const rows = await store.findAssignments(reader, investigationId);
  return rows.map(({ handlerId, unit, from, by }) => ({ handlerId, unit, from, by }));
}

/** The decisions that gave an investigation more time, in the order decided. */
export async function loadExtensions(
  reader: Reader,
  { id, openedOn }: Pick<InvestigationRow, 'id' | 'openedOn'>,
): Promise<Extension[]> {
  return withLateness('utredning', openedOn, await store.findExtensions(reader, id));
}

/** The frame of an investigation as the caller sees it. */
export async function loadInvestigation(reader: Reader, row: InvestigationRow): Promise<Investigation> {
  const { notHeardRecordedAt: _, ...frame } = row;
  return {
    ...frame,
    joinedIntakes: await store.findJoinedIntakes(reader, row.id),
    assignments: await loadAssignments(reader, row.id),
    extensions: await loadExtensions(reader, row),
  };
}

/**
 * An investigation that the caller may do something with, for every folder below; with `basedOn`, where what is done
 * changes the frame.
 * @throws NotFound when it is not there or not to be known. @throws Forbidden `break-glass.read-and-work-only`.
 * @throws Stale. @throws Refused `investigation.closed`.
 */
export async function getForWork(
  work: Work,
  investigationId: string,
  action: InvestigationAction,
  basedOn?: number,
): Promise<InvestigationRow> {
  const row = DISPOSING.includes(action)
    ? await getToDispose(work, investigationId)
    : await getForReading(work.tx, investigationId, work.caller, work.now);
  if (basedOn !== undefined) requireCurrent(row.version, basedOn);
  permit(hindered(row, action, work.today));
  return row;
}

/**
 * An investigation that the caller may dispose of: what follows from it too is not for who is there by break-glass.
 * @throws NotFound when it is not there or not to be known. @throws Forbidden `break-glass.read-and-work-only`.
 */
export async function getToDispose(work: Work, investigationId: string): Promise<InvestigationRow> {
  const row = await getForReading(work.tx, investigationId, work.caller, work.now);
  const reach = lasting(reachOf(work.caller, 'investigation'));
  if (!(await store.findInvestigation(work.tx, investigationId, reach, work.now))) {
    throw new Forbidden(readAndWorkOnly);
  }
  return row;
}

/** An investigation that the caller may read. @throws NotFound when it is not there or not to be known. */
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

/**
 * Something of an investigation that a change is based on; what the change is to the investigation can depend on it.
 * @throws NotFound when either is not there or not to be known. @throws Stale. @throws Refused `investigation.closed`
 * or `investigation.running`.
 */
export async function getForChange<T extends { readonly version: number }>(
  work: Work,
  investigationId: string,
  basedOn: number,
  action: InvestigationAction | ((before: T) => InvestigationAction),
  find: (reader: Reader) => Promise<T>,
): Promise<{ investigation: InvestigationRow; before: T }> {
  const investigation = await getForReading(work.tx, investigationId, work.caller, work.now);
  const before = await find(work.tx);
  requireCurrent(before.version, basedOn);
  const asked = typeof action === 'function' ? action(before) : action;
  permit(hindered(investigation, asked, work.today));
  return { investigation, before };
}

/** The ids of the parties (parter) on a day, whoever asks: for rules, never for an answer. */
export async function findParties(
  reader: Reader,
  child: { readonly id: string; readonly birthDate: Day | null },
  on: Day,
): Promise<string[]> {
  return partiesOn(child, await findGuardians(reader, child.id, on), on);
}

/**
 * Makes sure that what is for the parties alone goes to one; `found` is what else cannot be in what was told.
 * @throws Invalid where something cannot be, or the person is not to be found. @throws Refused `….not-a-party`.
 */
export async function requireParty(
  work: Work,
  { childId }: InvestigationRow,
  personId: string,
  { of, field }: { readonly of: ForParties; readonly field: string },
  on: Day,
  found: readonly Violation[] = [],
): Promise<void> {
  valid(found, (await findKnownPerson(work, personId)) ? [] : [noSuchPerson(field)]);
  permit(notAParty(personId, await findParties(work.tx, await getSubject(work.tx, childId), on), of, on));
}

/**
 * Puts a change of anything in an investigation in the access log, under the child's name and those of the others it
 * concerns, if it names any. `id` is that of the thing, where it has one of its own. The action is the operation of
 * the route; what stands before its dot is the resource, as it is for a read.
 */
export function auditIn(
  work: Work,
  row: InvestigationRow,
  {
    id,
    others = [],
    ...entry
  }: Pick<Audited, 'action' | 'before' | 'after'> & { id?: string; others?: readonly (string | null)[] },
): void {
  work.audit({
    ...entry,
    resource: entry.action.split('.')[0]!,
    resourceIds: id === undefined ? [row.id] : [id, row.id],
    personIds: [row.childId, ...others.filter((other) => other !== null)],
  });
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
  await store.updateInvestigation(work, before.id, { ...change, version: row.version });
  auditIn(work, before, {
    action: `investigation.${action}`,
    before,
    after: detail === undefined ? row : { ...row, detail },
  });
  return loadInvestigation(work.tx, row);
}

/** The investigations of a child that were not closed by a day, whoever asks: for the intake's rules. */
export const findUnclosedOn: Next['findUnclosedOn'] = (work, childId, on) =>
  store.findUnclosedOn(work.tx, childId, on);

/**
 * Adds the report of an intake to a running investigation. Its version rises, so that nobody closes it without having
 * read of the new report.
 * @throws Refused `investigation.closed`.
 */
export const joinInvestigation: Next['joinInvestigation'] = async (work, { intake, investigationId }) => {
  const row = (await store.findInvestigationToJoin(work.tx, investigationId))!;
  permit(hindered(row, 'work', work.today));
  await saveFrame(work, 'join', row, {}, { intakeId: intake.id });
};

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
    notHeardRecordedAt: null,
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
  const row = await getForWork(work, id, 'work', basedOn);
  valid(
    codesNotInForce(work.today, [
      ['livingSituation', 'livingSituation', patch.livingSituation],
      ['notHeardReason', 'notHeardReason', patch.notHeardReason],
    ]),
  );
  const { notHeardReason = row.notHeardReason } = patch;
  const change = notHeardReason === row.notHeardReason ? patch : { ...patch, notHeardRecordedAt: work.now };
  return saveFrame(work, 'record-circumstances', row, change);
}

/** Hands the investigation to another handler. Every assignment is kept. @throws Stale. */
export async function assignInvestigation(work: Work, id: string, input: AssignmentInput, basedOn: number) {
  const row = await getForWork(work, id, 'assign', basedOn);
  const unit = input.unit ?? row.unit;
  valid(unitExists('unit', unit, work.board.units));
  await assign(work, row, input.handlerId, unit);
  await followInvestigation(work, id, { unit, handlerId: input.handlerId });
  // Who assigns must still know the child if its identity is protected later.
  await nameHandler(work, row.childId, work.caller.id);
  return saveFrame(work, 'assign', row, { handlerId: input.handlerId, unit });
}

/**
 * Extends the four months, on särskilda skäl and for a definite time; a decision that came when they were over is kept
 * as late. @throws Stale.
 */
export async function extendInvestigation(work: Work, id: string, input: ExtensionInput, basedOn: number) {
  const row = await getForWork(work, id, 'extend', basedOn);
  const decidedOn: Day = input.decidedOn ?? work.today;
  valid(
    impossibleDay('decidedOn', decidedOn, row.openedOn, work.today),
    impossibleEndDay(input.newEndDay, decidedOn),
    codesNotInForce(decidedOn, [['ground', 'extensionGround', input.ground]]),
  );
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
    recordedAt: work.now,
  };
  await store.insertExtension(work.tx, { ...extension, investigationId: id });
  const after = await saveFrame(work, 'extend', row, {}, extension);
  return {
    extension: after.extensions.find((one) => one.id === extension.id)!,
    version: after.version,
  };
}
