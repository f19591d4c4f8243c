import type { Caller } from '../access/caller.ts';
import { holds } from '../access/permissions.ts';
import { reachOf } from '../access/reach.ts';
import type { Work } from '../access/work.ts';
import type { Reader } from '../database/handle.ts';
import { nextNumber } from '../database/running-number.ts';
import type { Day } from '../kernel/day.ts';
import { newId } from '../kernel/id.ts';
import { Forbidden, NotFound, permit, Stale, valid } from '../kernel/outcome.ts';
import { codesNotInForce } from '../knowledge/validity.ts';
import * as rules from './rules.ts';
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

/** A person without what only the board itself needs. */
function personOf(row: PersonRow): Person {
  const { nameKey: _n, givenNameKey: _g, registeredBy: _r, ...person } = row;
  return person;
}

/** People as answers show them: that two are one stands only where the caller may know of both. One query or none. */
export async function showPersons(
  reader: Reader,
  rows: readonly PersonRow[],
  caller: Caller,
): Promise<Person[]> {
  const firsts = rows.flatMap(({ duplicateOf }) => duplicateOf ?? []);
  const known = await findKnownPersons(reader, firsts, caller);
  const ids = new Set(known.map(({ id }) => id));
  return rows.map((row) => {
    const person = personOf(row);
    return {
      ...person,
      duplicateOf: person.duplicateOf && ids.has(person.duplicateOf) ? person.duplicateOf : null,
    };
  });
}

/** A person as answers show it to a caller. */
export async function showPerson(reader: Reader, row: PersonRow, caller: Caller): Promise<Person> {
  return (await showPersons(reader, [row], caller))[0]!;
}

/** The same by its id. @throws NotFound when the person is not there or not to be known. */
export async function readPerson(reader: Reader, personId: string, caller: Caller): Promise<Person> {
  const row = await store.findKnownPerson(reader, personId, reachOf(caller, 'intake'));
  if (!row) throw new NotFound();
  return showPerson(reader, row, caller);
}

/** A person, when it is there and may be known to the caller. */
export function findKnownPerson(work: Work, personId: string): Promise<PersonRow | undefined> {
  return store.findKnownPerson(work.tx, personId, reachOf(work.caller, 'intake'));
}

/** The people of a list whom the caller may know of, in Swedish order: for a read. */
export function findKnownPersons(
  reader: Reader,
  personIds: readonly string[],
  caller: Caller,
): Promise<PersonRow[]> {
  return store.findKnownPersons(reader, personIds, reachOf(caller, 'intake'));
}

/** Whom of these people the caller may know of. */
export async function knownOf(reader: Reader, caller: Caller, personIds: readonly string[]) {
  return (await findKnownPersons(reader, personIds, caller)).map((row) => row.id);
}

/** @throws NotFound when the person is not there or not to be known to the caller. */
export async function getKnownPerson(work: Work, personId: string): Promise<PersonRow> {
  const found = await findKnownPerson(work, personId);
  if (!found) throw new NotFound();
  return found;
}

/** What is kept of an identity: with a number no temporary one, and without a number always one. */
async function identityColumns(work: Work, identity: rules.Identity, temporaryNumber: string | null) {
  const numbered = identity.personalNumber ?? identity.coordinationNumber;
  const nextTemporary = async () =>
    `T${String(await nextNumber(work.tx, 'temporary-number')).padStart(6, '0')}`;
  return {
    personalNumber: identity.personalNumber ?? null,
    coordinationNumber: identity.coordinationNumber ?? null,
    temporaryNumber: numbered ? null : (temporaryNumber ?? (await nextTemporary())),
    givenName: identity.givenName ?? null,
    familyName: identity.familyName ?? null,
    nameKey: rules.sortKey(identity.familyName, identity.givenName),
    givenNameKey: rules.sortKey(identity.givenName, identity.familyName),
    birthDate: identity.birthDate ?? null,
    expectedBirthDate: identity.expectedBirthDate ?? null,
    legalSex: identity.legalSex ?? null,
    birthCountryGroup: identity.birthCountryGroup ?? null,
  } satisfies Partial<PersonRow>;
}

async function insertPerson(work: Work, input: PersonInput, duplicateOf: string | null): Promise<PersonRow> {
  const row: PersonRow = {
    id: newId(),
    ...(await identityColumns(work, rules.completeIdentity(input), null)),
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
    after: personOf(row),
  });
  return row;
}

/**
 * Whose number it is that someone gets: null when it is free; the id of the person to tie the new one to in secret
 * when it belongs to someone whom the caller may not know of, so that the answer tells nothing.
 * @throws Refused `person.number-taken` when the caller may know of someone who has it.
 */
async function claimNumber(work: Work, numbers: rules.Identity, own?: string): Promise<string | null> {
  const known = await store.findKnownByNumber(work.tx, numbers, reachOf(work.caller, 'intake'));
  if (known.some((person) => person.id !== own)) permit([rules.numberTaken]);
  const holder = await store.findByNumber(work.tx, numbers);
  return holder && holder.id !== own ? holder.id : null;
}

/**
 * Registers a person. A number that belongs to someone whom the caller may not know of gives a person of its own,
 * tied to the first in secret.
 * @throws Refused `person.number-taken` when the caller may know of someone who has the number.
 */
export async function registerPerson(work: Work, input: PersonInput): Promise<PersonRow> {
  valid(rules.impossibleIdentity(input, work.today), rules.impossibleTold(input, work.today));
  return insertPerson(work, input, await claimNumber(work, rules.completeIdentity(input)));
}

/**
 * The person whom a report tells of: the one who has the number, also when the caller may not know of it, since a
 * report about a protected child must reach that child's handlers; otherwise a new one. A report that tells of
 * stronger protection than there is puts it on.
 */
export async function matchOrRegister(work: Work, input: PersonInput, path: string): Promise<PersonRow> {
  valid(rules.impossibleIdentity(input, work.today, path), rules.impossibleTold(input, work.today, path));
  const holder = await store.findByNumber(work.tx, rules.completeIdentity(input));
  if (!holder) return insertPerson(work, input, null);
  const protectedIdentity = rules.strongerProtection(
    holder.protectedIdentity,
    input.protectedIdentity ?? 'ingen',
  );
  if (protectedIdentity === holder.protectedIdentity) return holder;
  // Whoever tells of protection is not thereby let in to a person whom they may not know of.
  if (await findKnownPerson(work, holder.id)) await nameHandler(work, holder.id, work.caller.id);
  return savePerson(work, holder, { protectedIdentity });
}

/** Keeps a change of a person with its place in the access log, and gives the person as it now is. */
async function savePerson(work: Work, before: PersonRow, change: Partial<PersonRow>): Promise<PersonRow> {
  const after = { ...before, ...change, version: before.version + 1 };
  await store.updatePerson(work.tx, before.id, { ...change, version: after.version });
  work.audit({
    action: 'person.correct',
    resource: 'person',
    resourceIds: [before.id],
    personIds: [before.id],
    before: personOf(before),
    after: personOf(after),
  });
  return after;
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
export async function getSubject(reader: Reader, personId: string): Promise<PersonRow> {
  return (await store.findPerson(reader, personId))!;
}

/** The ids of a child's guardians (vårdnadshavare) on a day, whoever asks: for a rule, never for an answer. */
export function findGuardians(reader: Reader, childId: string, on: Day): Promise<string[]> {
  return store.findGuardians(reader, childId, on);
}

/**
 * Corrects what is known of a person. When protection is put on, those who are named go on knowing the person and
 * nobody else does. A temporary number goes when a number comes; the log keeps it.
 * @throws Stale when the caller has not read the current version.
 * @throws Invalid when what is left could not have been told at first.
 */
export async function correctPerson(
  work: Work,
  personId: string,
  patch: PersonPatch,
  basedOn: number,
): Promise<PersonRow> {
  const before = await getKnownPerson(work, personId);
  if (before.version !== basedOn) throw new Stale();
  const { protectedIdentity = before.protectedIdentity, ...corrections } = patch;
  if (protectedIdentity !== before.protectedIdentity)
    await requireSayInProtection(work, before, protectedIdentity);
  const told = rules.correctIdentity(identityOf(before), corrections);
  valid(
    rules.impossibleWhole(told),
    rules.impossibleIdentity(told, work.today),
    rules.impossibleTold(patch, work.today),
  );
  const identity = rules.completeIdentity(told);
  const columns = await identityColumns(work, identity, before.temporaryNumber);
  const sameNumbers =
    columns.personalNumber === before.personalNumber &&
    columns.coordinationNumber === before.coordinationNumber;
  const duplicateOf = sameNumbers ? before.duplicateOf : await claimNumber(work, identity, personId);
  const after = await savePerson(work, before, { ...columns, protectedIdentity, duplicateOf });
  return after;
}

/** The identity that is on record, as it would be told. */
function identityOf(row: PersonRow): rules.Identity {
  const { personalNumber, coordinationNumber, givenName, familyName } = row;
  const { birthDate, expectedBirthDate, legalSex, birthCountryGroup } = row;
  return {
    personalNumber,
    coordinationNumber,
    givenName,
    familyName,
    birthDate,
    expectedBirthDate,
    legalSex,
    birthCountryGroup,
  };
}

/** Records how two people are related. Both must be known to the caller. */
export async function relate(work: Work, input: RelationInput): Promise<Relation> {
  await getKnownPerson(work, input.fromPersonId);
  await getKnownPerson(work, input.toPersonId);
  valid(codesNotInForce(input.validFrom ?? work.today, [['type', 'relationType', input.type]]));
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

/**
 * Only who is named for a person has a say in who else is: otherwise anyone could let oneself in before the
 * protection comes, or shut others out by putting it on.
 * @throws Forbidden `person.not-named`.
 */
async function requireNamed(work: Work, personId: string): Promise<void> {
  const named = await store.findNamedHandlers(work.tx, personId);
  if (named.every(({ handlerId }) => handlerId !== work.caller.id))
    throw new Forbidden(rules.notNamedYourself);
}

/** Protection is changed by who is named, and made weaker only by who may decide on it. @throws Forbidden. */
async function requireSayInProtection(
  work: Work,
  person: PersonRow,
  wanted: PersonRow['protectedIdentity'],
): Promise<void> {
  await requireNamed(work, person.id);
  const weaker = rules.strongerProtection(person.protectedIdentity, wanted) !== wanted;
  if (weaker && !holds(work.caller, 'person:protect')) throw new Forbidden(rules.protectionNotLifted);
}

/** Names a handler for a person on a caller's own choice. @throws Forbidden `person.not-named`. */
export async function nameHandlerByChoice(
  work: Work,
  personId: string,
  handlerId: string,
): Promise<NamedHandler> {
  await getKnownPerson(work, personId);
  await requireNamed(work, personId);
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
 * @throws Refused `named-handler.not-named` when there is no such naming.
 * @throws Refused `named-handler.last` when nobody would be left who knows of a protected person.
 */
export async function endNaming(work: Work, personId: string, handlerId: string) {
  const person = await getKnownPerson(work, personId);
  await requireNamed(work, personId);
  const named = await store.findNamedHandlers(work.tx, personId);
  if (named.every((naming) => naming.handlerId !== handlerId)) permit([rules.notNamed]);
  if (person.protectedIdentity !== 'ingen' && named.every((naming) => naming.handlerId === handlerId)) {
    permit([rules.lastNaming]);
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
