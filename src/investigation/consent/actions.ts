import type { Caller } from '../../access/caller.ts';
import { reachOf } from '../../access/reach.ts';
import type { Work } from '../../access/work.ts';
import type { Reader } from '../../database/handle.ts';
import { newId } from '../../kernel/id.ts';
import { NotFound, permit, valid } from '../../kernel/outcome.ts';
import { codesNotInForce } from '../../knowledge/validity.ts';
import { findGuardians, findKnownPerson, getSubject } from '../../person/actions.ts';
import { noSuchPerson } from '../../person/rules.ts';
import { auditIn, getForReading, getForWork } from '../actions.ts';
import { alreadyRetracted, NOT_RETRACTED, type RetractionInput } from '../retraction.ts';
import { hindered } from '../rules.ts';
import { impossibleConsent, notEntitled, placementFormUnfit } from './rules.ts';
import type { Consent, ConsentInput } from './schema.ts';
import * as store from './store.ts';

/**
 * Every answer of an investigation that counts, in the order given, whoever asks: for rules. Answers show
 * `listConsents`, what was taken back too.
 */
export async function loadConsents(reader: Reader, investigationId: string): Promise<Consent[]> {
  return (await store.findConsents(reader, investigationId)).filter(
    ({ retractedAt }) => retractedAt === null,
  );
}

/** The answers of those whom the caller may know of, in the order given. */
export function listConsents(reader: Reader, investigationId: string, caller: Caller): Promise<Consent[]> {
  return store.findKnownConsents(reader, investigationId, reachOf(caller, 'investigation'));
}

/**
 * Records what someone has answered about an intervention (samtycke), beside what that person answered before.
 * @throws NotFound. @throws Refused `investigation.closed`, `consent.not-entitled`. @throws Invalid for a day that
 * cannot be, a code not in force, a form that does not fit, or a person not to be found.
 */
export async function recordConsent(
  work: Work,
  investigationId: string,
  input: ConsentInput,
): Promise<Consent> {
  const investigation = await getForWork(work, investigationId, 'consent');
  const { childId, openedOn } = investigation;
  const { personId, intervention, placementForm, answer, on } = input;
  valid(
    impossibleConsent(input, { childId, openedOn, today: work.today }),
    codesNotInForce(on, [
      ['intervention', 'interventionType', intervention],
      ['placementForm', 'placementForm', placementForm],
      ['answer', 'consentAnswer', answer],
    ]),
    placementFormUnfit(intervention, placementForm),
    (await findKnownPerson(work, personId)) ? [] : [noSuchPerson('personId')],
  );
  const child = await getSubject(work.tx, childId);
  permit(notEntitled(personId, child, await findGuardians(work.tx, childId, on), on));
  const row: Consent = {
    id: newId(),
    investigationId,
    personId,
    intervention,
    placementForm: placementForm ?? null,
    answer,
    on,
    note: input.note ?? null,
    recordedAt: work.now,
    recordedBy: work.caller.id,
    ...NOT_RETRACTED,
  };
  await store.insertConsent(work.tx, row);
  auditIn(work, investigation, { action: 'consent.record', id: row.id, others: [personId], after: row });
  return row;
}

/**
 * Takes back an answer that was recorded by mistake (återtagande): it stays to be read, and counts no more. Who has
 * changed mind gives a new answer instead.
 * @throws NotFound, also where who answered is not to be known. @throws Refused `investigation.closed`,
 * `consent.retracted`.
 */
export async function retractConsent(
  work: Work,
  investigationId: string,
  consentId: string,
  { reason }: RetractionInput,
): Promise<Consent> {
  const investigation = await getForReading(work.tx, investigationId, work.caller, work.now);
  const known = await listConsents(work.tx, investigationId, work.caller);
  const before = known.find(({ id }) => id === consentId);
  if (!before) throw new NotFound();
  permit(hindered(investigation, 'consent', work.today));
  permit(alreadyRetracted('consent', before));
  const retraction = { retractedAt: work.now, retractedBy: work.caller.id, retractionReason: reason };
  await store.retractConsent(work, consentId, retraction);
  const after = { ...before, ...retraction };
  auditIn(work, investigation, {
    action: 'consent.retract',
    id: consentId,
    others: [before.personId],
    before,
    after,
  });
  return after;
}
