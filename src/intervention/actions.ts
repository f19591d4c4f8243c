import type { Audited } from '../access/audit.ts';
import { lasting, reachOf } from '../access/reach.ts';
import type { Work } from '../access/work.ts';
import type { Reader } from '../database/handle.ts';
import { nextNumber } from '../database/running-number.ts';
import { impossibleDay } from '../intake/rules.ts';
import type { Assignment, AssignmentInput } from '../intake/schema.ts';
import { getToDispose } from '../investigation/actions.ts';
import { getDecision } from '../investigation/decision/actions.ts';
import type { Day } from '../kernel/day.ts';
import { newId } from '../kernel/id.ts';
import { Forbidden, NotFound, permit, requireCurrent, valid } from '../kernel/outcome.ts';
import { citationOn } from '../knowledge/law.ts';
import { codesNotInForce } from '../knowledge/validity.ts';
import { findKnownPerson, nameHandler } from '../person/actions.ts';
import { noSuchChild, readAndWorkOnly } from '../person/rules.ts';
import { unitExists } from '../report/rules.ts';
import * as rules from './rules.ts';
import type { InterventionInput, InterventionSummary } from './schema.ts';
import * as store from './store.ts';
import type { InterventionRow } from './tables.ts';

export function summarise(row: InterventionRow): InterventionSummary {
  const {
    decidedAs: _,
    firstFollowUpOn: __,
    legalBasisCitation: ___,
    givenAt: ____,
    givenBy: _____,
    ...rest
  } = row;
  return rest;
}

/** Who has followed up an intervention (tilldelningar), in order. */
export function loadAssignments(reader: Reader, interventionId: string): Promise<Assignment[]> {
  return store.findAssignments(reader, interventionId);
}

/** @throws NotFound when it is not there or not to be known. */
export async function getForReading(
  reader: Reader,
  interventionId: string,
  caller: Work['caller'],
  now: string,
): Promise<InterventionRow> {
  const row = await store.findIntervention(reader, interventionId, reachOf(caller, 'investigation'), now);
  if (!row) throw new NotFound();
  return row;
}

/**
 * An intervention that the caller may do something with, for every folder below; with `basedOn`, where what is done
 * rests on the whole of it.
 * @throws NotFound when it is not there or not to be known. @throws Forbidden `break-glass.read-and-work-only`.
 * @throws Stale. @throws Refused `intervention.ended` or `intervention.open`.
 */
export async function getForWork(
  work: Work,
  interventionId: string,
  action: rules.InterventionAction,
  basedOn?: number,
): Promise<InterventionRow> {
  const row = await getForReading(work.tx, interventionId, work.caller, work.now);
  const reach = lasting(reachOf(work.caller, 'investigation'));
  const disposes = rules.DISPOSING.includes(action);
  if (disposes && !(await store.findIntervention(work.tx, interventionId, reach, work.now))) {
    throw new Forbidden(readAndWorkOnly);
  }
  if (basedOn !== undefined) requireCurrent(row.version, basedOn);
  permit(rules.hindered(row, action, work.today));
  return row;
}

/**
 * Keeps that something of an intervention was recorded: its version rises, so that nobody ends it without having read
 * of that, and the access log says what, under the child's name. `id` is that of the thing, where it has one of its own.
 */
export async function saveFrame(
  work: Work,
  before: InterventionRow,
  { id, ...entry }: Pick<Audited, 'action' | 'before' | 'after'> & { readonly id?: string },
  change: Partial<InterventionRow> = {},
): Promise<InterventionRow> {
  const row = { ...before, ...change, version: before.version + 1 };
  await store.updateIntervention(work, before.id, { ...change, version: row.version });
  work.audit({
    ...entry,
    resource: entry.action.split('.')[0]!,
    resourceIds: id === undefined ? [before.id] : [id, before.id],
    personIds: [before.childId],
  });
  return row;
}

type Frame = Pick<
  InterventionRow,
  'caseNumber' | 'investigationId' | 'decidedAs' | 'legalBasis' | 'legalBasisCitation' | 'decidedOn'
> & { readonly unit: string };

/** What an intervention takes from the decision that it follows from. */
async function fromDecision(work: Work, input: InterventionInput): Promise<Frame> {
  const investigation = await getToDispose(work, input.investigationId!);
  valid(
    investigation.childId === input.childId
      ? []
      : [
          {
            field: 'investigationId',
            text: {
              sv: 'Utredningen gäller ett annat barn.',
              en: 'The investigation is about another child.',
            },
          },
        ],
  );
  const decision = investigation.closedOn === null ? null : await getDecision(work.tx, investigation.id);
  permit(rules.notDecided(decision, input, work.today));
  const { decidedOn, legalBasis, legalBasisCitation } = decision!;
  const decidedAs = rules.decidedAs(decision!, input);
  permit((await store.isGiven(work.tx, investigation.id, decidedAs)) ? [rules.givenAlready] : []);
  return {
    caseNumber: investigation.caseNumber,
    investigationId: investigation.id,
    decidedAs,
    legalBasis: legalBasis ?? 'sol',
    legalBasisCitation,
    decidedOn,
    unit: input.unit ?? investigation.unit,
  };
}

/** The same of one that nobody has tried the need of: a case with a number of its own. */
async function withoutTest(work: Work, input: InterventionInput): Promise<Frame> {
  permit(rules.needsTest(input));
  if (!(await isNear(work, input.childId, input.unit!))) throw new Forbidden(rules.unitOfOthers);
  const year = work.today.slice(0, 4);
  const number = await nextNumber(work.tx, `case-number-${year}`);
  return {
    caseNumber: `${year}-${String(number).padStart(5, '0')}`,
    investigationId: null,
    decidedAs: null,
    legalBasis: 'sol',
    legalBasisCitation: citationOn('insats-utan-behovsprovning', input.startedOn) || null,
    decidedOn: null,
    unit: input.unit!,
  };
}

/** Whether the unit is one of the caller's own, or the child has a case that the caller sees for good. */
async function isNear({ tx, caller, now }: Work, childId: string, unit: string): Promise<boolean> {
  if (caller.units.includes(unit)) return true;
  const intake = lasting(reachOf(caller, 'intake'));
  const investigation = lasting(reachOf(caller, 'investigation'));
  return store.seesSomeCase(tx, childId, { intake, investigation }, now);
}

/** Nothing is given to a child before it is born, or to anyone in a time that nobody can have meant. */
const FIRST_DAY = '1990-01-01' as Day;

/**
 * Gives an intervention (insats): the one that was decided, or one without a needs test. Its handler is named for the
 * child.
 * @throws NotFound for an investigation that is not there or not to be known. @throws Invalid.
 * @throws Forbidden `break-glass.read-and-work-only` or `intervention.other-unit`. @throws Refused `intervention.not-decided`,
 * `intervention.given-already`, `intervention.needs-test` or `intervention.subject-21-or-over`.
 */
export async function giveIntervention(work: Work, input: InterventionInput): Promise<InterventionSummary> {
  const child = await findKnownPerson(work, input.childId);
  valid(
    child ? [] : [noSuchChild('childId')],
    rules.unfitBasis(input),
    codesNotInForce(input.startedOn, [
      ['type', 'interventionType', input.type],
      ['placementForm', 'placementForm', input.placementForm],
      ['basis', 'interventionBasis', input.basis],
    ]),
    rules.impossibleAgreedDay('followUpOn', input.followUpOn, input.startedOn),
    input.unit === undefined ? [] : unitExists('unit', input.unit, work.board.units),
  );
  permit(rules.notForChildren(child!.birthDate, input.startedOn));
  const from = input.basis === 'beslut' ? await fromDecision(work, input) : await withoutTest(work, input);
  const earliest = from.decidedOn ?? child!.birthDate ?? FIRST_DAY;
  valid(impossibleDay('startedOn', input.startedOn, earliest, work.today));
  const row: InterventionRow = {
    id: newId(),
    ...from,
    childId: input.childId,
    basis: input.basis,
    type: input.type,
    placementForm: input.placementForm ?? null,
    provider: input.provider ?? null,
    startedOn: input.startedOn,
    handlerId: input.handlerId ?? work.caller.id,
    firstFollowUpOn: input.followUpOn ?? null,
    followUpOn: input.followUpOn ?? null,
    endedOn: null,
    givenAt: work.now,
    givenBy: work.caller.id,
    version: 1,
  };
  await store.insertIntervention(work.tx, row);
  await assign(work, row, row.handlerId, row.unit);
  work.audit({
    action: 'intervention.give',
    resource: 'intervention',
    resourceIds: [row.id, ...(row.investigationId === null ? [] : [row.investigationId])],
    personIds: [row.childId],
    after: row,
  });
  return summarise(row);
}

async function assign(work: Work, row: InterventionRow, handlerId: string, unit: string): Promise<void> {
  await store.insertAssignment(work.tx, {
    id: newId(),
    interventionId: row.id,
    handlerId,
    unit,
    from: work.now,
    by: work.caller.id,
  });
  await nameHandler(work, row.childId, handlerId);
}

/** Hands the intervention to another handler. Every assignment is kept. @throws Stale. @throws Forbidden. */
export async function assignIntervention(
  work: Work,
  id: string,
  { handlerId, unit: to }: AssignmentInput,
  basedOn: number,
): Promise<InterventionSummary> {
  const row = await getForWork(work, id, 'assign', basedOn);
  const unit = to ?? row.unit;
  valid(unitExists('unit', unit, work.board.units));
  await assign(work, row, handlerId, unit);
  // Who assigns must still know the child if its identity is protected later.
  await nameHandler(work, row.childId, work.caller.id);
  const change = { handlerId, unit };
  const after = { ...row, ...change };
  return summarise(await saveFrame(work, row, { action: 'intervention.assign', before: row, after }, change));
}
