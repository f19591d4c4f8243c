import { reachOf } from '../access/reach.ts';
import type { Work } from '../access/work.ts';
import type { Reader } from '../database/handle.ts';
import { nextNumber } from '../database/running-number.ts';
import { type Instant, toInstant } from '../kernel/clock.ts';
import type { Day } from '../kernel/day.ts';
import { newId } from '../kernel/id.ts';
import { NotFound, permit, Stale, valid } from '../kernel/outcome.ts';
import {
  completeIdentity,
  type Identity,
  impossibleIdentity,
  lastNaming,
  numberTaken,
  sortKey,
} from './rules.ts';
import type {
  NamedHandler,
  Person,
  PersonInput,
  PersonPatch,
  Relation,
  RelationInput,
  RelationPatch,
} from './schema.ts';
import * as store from './store.ts';
import type { PersonRow } from './tables.ts';

/** A person as answers show it. */
export function showPerson(row: PersonRow): Person {
  const { nameKey: _n, givenNameKey: _g, duplicateOf: _d, registeredBy: _r, ...shown } = row;
  return shown;
}

/** A person, when it is there and may be known to the caller. */
export function findKnownPerson(work: Work, personId: string): Promise<PersonRow | undefined> {
  return store.findKnownPerson(work.tx, personId, reachOf(work.caller, 'intake'));
}

/** Whom of these people the caller may know of. */
export async function knownOf(work: Work, personIds: readonly string[]): Promise<string[]> {
  const known = await store.findKnownPersons(work.tx, personIds, reachOf(work.caller, 'intake'));
  return known.map((row) => row.id);
}

/** @throws NotFound when the person is not there or not to be known to the caller. */
export async function getKnownPerson(work: Work, personId: string): Promise<PersonRow> {
  const found = await findKnownPerson(work, personId);
  if (!found) throw new NotFound();
  return found;
}

async function insertPerson(work: Work, input: PersonInput, duplicateOf: string | null): Promise<PersonRow> {
  const identity = completeIdentity(input);
  const numbered = identity.personalNumber ?? identity.coordinationNumber;
  const row: PersonRow = {
    id: newId(),
    personalNumber: identity.personalNumber ?? null,
    coordinationNumber: identity.coordinationNumber ?? null,
    temporaryNumber: numbered
      ? null
      : `T${String(await nextNumber(work.tx, 'temporary-number')).padStart(6, '0')}`,
    givenName: identity.givenName ?? null,
    familyName: identity.familyName ?? null,
    nameKey: sortKey(identity.familyName, identity.givenName),
    givenNameKey: sortKey(identity.givenName, identity.familyName),
    birthDate: identity.birthDate ?? null,
    expectedBirthDate: identity.expectedBirthDate ?? null,
    legalSex: identity.legalSex ?? null,
    protectedIdentity: input.protectedIdentity ?? 'ingen',
    duplicateOf,
    registeredAt: work.now,
    registeredBy: work.caller.id,
    version: 1,
  };
  await store.insertPerson(work.tx, row);
  await nameHandler(work, row.id, work.caller.id);
  work.audit({
    action: 'person.register',
    resource: 'person',
    resourceIds: [row.id],
    personIds: [row.id],
    after: showPerson(row),
  });
  return row;
}

/**
 * Whose number it is that someone gets: null when it is free; the id of the person to tie the new one to in secret
 * when it belongs to someone whom the caller may not know of, so that the answer tells nothing.
 * @throws Refused `person.number-taken` when the caller may know of someone who has it.
 */
async function claimNumber(work: Work, numbers: Identity, own?: string): Promise<string | null> {
  const known = await store.findKnownByNumber(work.tx, numbers, reachOf(work.caller, 'intake'));
  if (known.some((person) => person.id !== own)) permit([numberTaken]);
  const holder = await store.findByNumber(work.tx, numbers);
  return holder && holder.id !== own ? holder.id : null;
}

/**
 * Registers a person. A number that belongs to someone whom the caller may not know of gives a person of its own,
 * tied to the first in secret.
 * @throws Refused `person.number-taken` when the caller may know of someone who has the number.
 */
export async function registerPerson(work: Work, input: PersonInput): Promise<PersonRow> {
  valid(impossibleIdentity(input, work.today));
  return insertPerson(work, input, await claimNumber(work, completeIdentity(input)));
}

/**
 * The person whom a report tells of: the one who has the number, also when the caller may not know of it, since a
 * report about a protected child must reach that child's handlers; otherwise a new one. A report that tells of
 * protection puts it on.
 */
export async function matchOrRegister(work: Work, input: PersonInput, path: string): Promise<PersonRow> {
  valid(impossibleIdentity(input, work.today, path));
  const holder = await store.findByNumber(work.tx, completeIdentity(input));
  if (!holder) return insertPerson(work, input, null);
  const { protectedIdentity = 'ingen' } = input;
  if (holder.protectedIdentity === 'ingen' && protectedIdentity !== 'ingen') {
    return correctPerson(work, holder.id, { protectedIdentity }, holder.version);
  }
  return holder;
}

/**
 * Who handles a new case of a person: the caller; or, for a person with protected identity whom the caller may not
 * know of, the handler who was named last, so that the case reaches someone and tells the caller nothing.
 */
export async function firstHandler(work: Work, person: PersonRow): Promise<string> {
  if (person.protectedIdentity !== 'ingen' && !(await findKnownPerson(work, person.id))) {
    return (await store.findNamedHandlers(work.tx, person.id)).at(-1)!.handlerId;
  }
  await nameHandler(work, person.id, work.caller.id);
  return work.caller.id;
}

/** A person, whoever asks: for a rule about the subject of a case that the caller sees. */
export async function getSubject(work: Work, personId: string): Promise<PersonRow> {
  return (await store.findPerson(work.tx, personId))!;
}

/** The ids of a child's guardians (vårdnadshavare) on a day, whoever asks: for a rule, never for an answer. */
export function findGuardians(reader: Reader, childId: string, on: Day): Promise<string[]> {
  return store.findGuardians(reader, childId, on);
}

/**
 * Corrects what is known of a person. When protection is put on, those who are named go on knowing the person and
 * nobody else does.
 * @throws Stale when the caller has not read the current version.
 */
export async function correctPerson(work: Work, personId: string, patch: PersonPatch, basedOn: number) {
  const before = await getKnownPerson(work, personId);
  if (before.version !== basedOn) throw new Stale();
  const told = { ...definedOf(before), ...patch };
  if (patch.birthDate || patch.personalNumber || patch.coordinationNumber) delete told.expectedBirthDate;
  valid(impossibleIdentity(told, work.today));
  const identity = completeIdentity(told);
  const sameNumbers =
    (identity.personalNumber ?? null) === before.personalNumber &&
    (identity.coordinationNumber ?? null) === before.coordinationNumber;
  const change: Partial<PersonRow> = {
    personalNumber: identity.personalNumber ?? null,
    coordinationNumber: identity.coordinationNumber ?? null,
    givenName: identity.givenName ?? null,
    familyName: identity.familyName ?? null,
    nameKey: sortKey(identity.familyName, identity.givenName),
    givenNameKey: sortKey(identity.givenName, identity.familyName),
    birthDate: identity.birthDate ?? null,
    expectedBirthDate: identity.expectedBirthDate ?? null,
    legalSex: identity.legalSex ?? null,
    protectedIdentity: patch.protectedIdentity ?? before.protectedIdentity,
    duplicateOf: sameNumbers ? before.duplicateOf : await claimNumber(work, identity, personId),
    version: before.version + 1,
  };
  await store.updatePerson(work.tx, personId, change);
  // Whoever puts the protection on must be able to go on and name the others.
  if (change.protectedIdentity !== 'ingen') await nameHandler(work, personId, work.caller.id);
  const after = { ...before, ...change };
  work.audit({
    action: 'person.correct',
    resource: 'person',
    resourceIds: [personId],
    personIds: [personId],
    before: showPerson(before),
    after: showPerson(after),
  });
  return after;
}

/** The identity fields that are known, as they would be told. */
function definedOf(row: PersonRow): PersonPatch {
  const {
    personalNumber,
    coordinationNumber,
    givenName,
    familyName,
    birthDate,
    expectedBirthDate,
    legalSex,
  } = row;
  const told = {
    personalNumber,
    coordinationNumber,
    givenName,
    familyName,
    birthDate,
    expectedBirthDate,
    legalSex,
  };
  return Object.fromEntries(Object.entries(told).filter(([, value]) => value !== null)) as PersonPatch;
}

/** Records how two people are related. Both must be known to the caller. */
export async function relate(work: Work, input: RelationInput): Promise<Relation> {
  await getKnownPerson(work, input.fromPersonId);
  await getKnownPerson(work, input.toPersonId);
  const row: Relation = {
    id: newId(),
    fromPersonId: input.fromPersonId,
    toPersonId: input.toPersonId,
    type: input.type,
    livesTogether: input.livesTogether ?? null,
    validFrom: input.validFrom ?? null,
    validTo: null,
    version: 1,
  };
  await store.insertRelation(work.tx, row);
  work.audit({
    action: 'relation.register',
    resource: 'relation',
    resourceIds: [row.id],
    personIds: [row.fromPersonId, row.toPersonId],
    after: row,
  });
  return row;
}

/** Corrects or ends a relation; it is never removed. */
export async function changeRelation(work: Work, relationId: string, patch: RelationPatch, basedOn: number) {
  const before = await store.findRelation(work.tx, relationId);
  if (!before) throw new NotFound();
  await getKnownPerson(work, before.fromPersonId);
  await getKnownPerson(work, before.toPersonId);
  if (before.version !== basedOn) throw new Stale();
  const after = { ...before, ...patch, version: before.version + 1 };
  if (after.validFrom && after.validTo && after.validTo < after.validFrom) {
    valid([{ field: 'validTo', text: { sv: 'Ligger före validFrom.', en: 'Lies before validFrom.' } }]);
  }
  await store.updateRelation(work.tx, relationId, after);
  work.audit({
    action: 'relation.change',
    resource: 'relation',
    resourceIds: [relationId],
    personIds: [before.fromPersonId, before.toPersonId],
    before,
    after,
  });
  return after;
}

/** Lets a handler know of a person from now on. Called when a case is registered or assigned. */
export async function nameHandler(work: Work, personId: string, handlerId: string): Promise<void> {
  await store.insertNamedHandler(work.tx, {
    id: newId(),
    personId,
    handlerId,
    namedAt: work.now,
    namedBy: work.caller.id,
  });
}

/** Names a handler for a person on a caller's own choice. */
export async function nameHandlerByChoice(
  work: Work,
  personId: string,
  handlerId: string,
): Promise<NamedHandler> {
  await getKnownPerson(work, personId);
  await nameHandler(work, personId, handlerId);
  const after = { personId, handlerId, namedAt: work.now, namedBy: work.caller.id };
  work.audit({
    action: 'named-handler.name',
    resource: 'person',
    resourceIds: [personId],
    personIds: [personId],
    after,
  });
  return after;
}

/**
 * Ends the naming: from now on the handler does not know of the person while the identity is protected.
 * @throws Refused `named-handler.last` when nobody would be left who knows of a protected person.
 */
export async function endNaming(work: Work, personId: string, handlerId: string) {
  const person = await getKnownPerson(work, personId);
  const named = await store.findNamedHandlers(work.tx, personId);
  if (person.protectedIdentity !== 'ingen' && named.every((naming) => naming.handlerId === handlerId)) {
    permit([lastNaming]);
  }
  await store.endNamedHandler(work.tx, personId, handlerId, work.now);
  const after = { personId, handlerId, endedAt: work.now };
  work.audit({
    action: 'named-handler.end',
    resource: 'person',
    resourceIds: [personId],
    personIds: [personId],
    after,
  });
  return after;
}

/** How long a break-glass lasts: a working day, so that it never becomes the ordinary way in. */
const BREAK_GLASS_HOURS = 12;

/**
 * Opens a child's cases to the caller for twelve hours (nödöppning). Never opens a protected identity: such a child
 * is not there for the caller at all.
 */
export async function openByBreakGlass(work: Work, personId: string, reason: string) {
  await getKnownPerson(work, personId);
  const validUntil: Instant = toInstant(new Date(Date.parse(work.now) + BREAK_GLASS_HOURS * 3_600_000));
  await store.insertBreakGlass(work.tx, {
    id: newId(),
    personId,
    handlerId: work.caller.id,
    reason,
    openedAt: work.now,
    validUntil,
  });
  work.audit({
    action: 'break-glass.open',
    resource: 'person',
    resourceIds: [personId],
    personIds: [personId],
    reason,
  });
  return { personId, validUntil };
}
