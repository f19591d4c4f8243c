import type { Caller } from '../../access/caller.ts';
import { reachOf } from '../../access/reach.ts';
import type { Work } from '../../access/work.ts';
import type { Reader } from '../../database/handle.ts';
import { newId } from '../../kernel/id.ts';
import { permit, valid } from '../../kernel/outcome.ts';
import { codesNotInForce } from '../../knowledge/validity.ts';
import { findGuardians, findKnownPerson, getSubject } from '../../person/actions.ts';
import { noSuchPerson } from '../../person/rules.ts';
import { auditIn, getForWork } from '../actions.ts';
import { impossibleConsent, notEntitled, placementFormUnfit } from './rules.ts';
import type { Consent, ConsentInput } from './schema.ts';
import * as store from './store.ts';

/** Every answer of an investigation, in the order given, whoever asks: for rules. Answers show `listConsents`. */
export function loadConsents(reader: Reader, investigationId: string): Promise<Consent[]> {
  return store.findConsents(reader, investigationId);
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
  };
  await store.insertConsent(work.tx, row);
  auditIn(work, investigation, { action: 'consent.record', id: row.id, others: [personId], after: row });
  return row;
}
