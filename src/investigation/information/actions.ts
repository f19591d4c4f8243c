import type { Caller } from '../../access/caller.ts';
import { reachOf } from '../../access/reach.ts';
import type { Work } from '../../access/work.ts';
import type { Reader } from '../../database/handle.ts';
import { newId } from '../../kernel/id.ts';
import { NotFound, valid } from '../../kernel/outcome.ts';
import { auditIn, getForChange, getForWork, requireParty } from '../actions.ts';
import type { InvestigationRow } from '../tables.ts';
import * as rules from './rules.ts';
import type { PartyInformation, PartyInformationInput, PartyInformationPatch } from './schema.ts';
import * as store from './store.ts';

/** All that those concerned were told, whoever asks: for rules. Answers show `listInformations`. */
export function loadInformations(reader: Reader, investigationId: string): Promise<PartyInformation[]> {
  return store.findInformations(reader, investigationId);
}

/** What those were told whom the caller may know of, in the order recorded. */
export function listInformations(
  reader: Reader,
  investigationId: string,
  caller: Caller,
): Promise<PartyInformation[]> {
  return store.findKnownInformations(reader, investigationId, reachOf(caller, 'investigation'));
}

/** @throws NotFound when it is not there, or whom it concerns is not to be known to the caller. */
export async function getInformation(
  reader: Reader,
  investigationId: string,
  informationId: string,
  caller: Caller,
): Promise<PartyInformation> {
  const reach = reachOf(caller, 'investigation');
  const found = await store.findKnownInformation(reader, investigationId, informationId, reach);
  if (!found) throw new NotFound();
  return found;
}

/**
 * Records that someone concerned was told, or the särskilda skäl why not.
 * @throws Refused `investigation.closed`, `information.not-a-party`. @throws Invalid.
 */
export async function recordInformation(
  work: Work,
  investigationId: string,
  { stage, personId, informedOn, manner, note, exception }: PartyInformationInput,
): Promise<PartyInformation> {
  const investigation = await getForWork(work, investigationId, rules.ACTION_OF[stage]);
  const row: PartyInformation = {
    id: newId(),
    investigationId,
    stage,
    personId: personId ?? null,
    informedOn: informedOn ?? null,
    manner: manner ?? null,
    note: note ?? null,
    exception: exception ?? null,
    recordedAt: work.now,
    recordedBy: work.caller.id,
    version: 1,
  };
  await requireConcerned(work, investigation, row);
  await store.insertInformation(work.tx, row);
  auditIn(work, investigation, {
    action: 'party-information.record',
    id: row.id,
    others: [row.personId],
    after: row,
  });
  return row;
}

/** Corrects an information. @throws NotFound. @throws Stale. @throws Refused. @throws Invalid. */
export async function correctInformation(
  work: Work,
  investigationId: string,
  informationId: string,
  patch: PartyInformationPatch,
  basedOn: number,
): Promise<PartyInformation> {
  const { investigation, before } = await getForChange(
    work,
    investigationId,
    basedOn,
    ({ stage }: PartyInformation) => rules.ACTION_OF[stage],
    (tx) => getInformation(tx, investigationId, informationId, work.caller),
  );
  const after: PartyInformation = { ...before, ...patch, version: before.version + 1 };
  await requireConcerned(work, investigation, after);
  await store.updateInformation(work, after);
  auditIn(work, investigation, {
    action: 'party-information.correct',
    id: after.id,
    others: [after.personId],
    before,
    after,
  });
  return after;
}

/** The child is concerned whatever its age, anyone else as a party on the day; an exception can be for all. */
async function requireConcerned(work: Work, investigation: InvestigationRow, row: PartyInformation) {
  const { openedOn, closedOn, childId } = investigation;
  const impossible = rules.impossibleInformation(row, { openedOn, closedOn, today: work.today });
  if (row.personId === null || row.personId === childId) return valid(impossible);
  const who = { of: 'information', field: 'personId' } as const;
  return requireParty(work, investigation, row.personId, who, rules.settledOn(row), impossible);
}
