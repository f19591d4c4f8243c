import type { Caller } from '../../access/caller.ts';
import type { Work } from '../../access/work.ts';
import type { Reader } from '../../database/handle.ts';
import type { Day } from '../../kernel/day.ts';
import { newId } from '../../kernel/id.ts';
import { Forbidden, NotFound, permit, requireCurrent, valid } from '../../kernel/outcome.ts';
import { getSubject, knownOf } from '../../person/actions.ts';
import { auditIn, findParties, getForWork, requireParty } from '../actions.ts';
import { authorityOf, authorityRefused } from '../decision/rules.ts';
import { alreadyRetracted, NOT_RETRACTED, type RetractionInput } from '../retraction.ts';
import type { InvestigationRow } from '../tables.ts';
import * as rules from './rules.ts';
import type {
  FollowUp,
  FollowUpContact,
  FollowUpContactInput,
  FollowUpEndInput,
  FollowUpInformation,
  FollowUpInformationInput,
  FollowUpInput,
  KeptFollowUp,
} from './schema.ts';
import * as store from './store.ts';

/** @throws NotFound where none was decided. */
async function getKept(reader: Reader, investigationId: string): Promise<KeptFollowUp> {
  const found = await store.findFollowUp(reader, investigationId);
  if (!found) throw new NotFound();
  return found;
}

/**
 * The follow-up of an investigation that the caller sees. Those who are to be told are the guardians and the child from
 * 15, of the day of each decision; whether all were told is said to no one who may not know of them all.
 * @throws NotFound where none was decided.
 */
export async function readFollowUp(
  reader: Reader,
  investigation: InvestigationRow,
  caller: Caller,
): Promise<FollowUp> {
  const { id, childId, closedOn } = investigation;
  const row = await getKept(reader, id);
  const informations = await store.findInformations(reader, id);
  const child = await getSubject(reader, childId);
  const atStart = await findParties(reader, child, row.decidedOn);
  const atEnd = row.endedOn === null ? null : await findParties(reader, child, row.endedOn);
  const concerned = [...atStart, ...(atEnd ?? []), ...informations.map(({ personId }) => personId)];
  const known = new Set(await knownOf(reader, caller, [...new Set(concerned)]));
  const all = (stage: FollowUpInformation['stage'], parties: readonly string[]) =>
    parties.every((party) => known.has(party)) && rules.allTold(informations, stage, parties);
  return {
    ...row,
    endBy: rules.followUpLimit(closedOn!),
    toldOfStart: all('inledning', atStart),
    toldOfEnd: atEnd && all('avslut', atEnd),
    informations: informations.filter(({ personId }) => known.has(personId)),
    contacts: await store.findContacts(reader, id),
  };
}

/** Keeps a change of the follow-up itself; nothing else than what is done in it needs to be logged beside. */
async function save(work: Work, before: KeptFollowUp, change: Partial<KeptFollowUp>): Promise<KeptFollowUp> {
  const after = { ...before, ...change, version: before.version + 1 };
  await store.updateFollowUp(work, before.investigationId, { ...change, version: after.version });
  return after;
}

/**
 * Decides to follow up the situation of the child (beslut om uppföljning). Where a new investigation was opened between
 * the day of the decision and today, the follow-up is recorded as ended by that.
 * @throws NotFound. @throws Stale. @throws Invalid. @throws Forbidden. @throws Refused with all that stands in the way.
 */
export async function decideFollowUp(
  work: Work,
  investigationId: string,
  { ground, reasons, decidedOn = work.today }: FollowUpInput,
  basedOn: number,
): Promise<FollowUp> {
  const investigation = await getForWork(work, investigationId, 'follow-up', basedOn);
  const closedOn = investigation.closedOn!;
  valid(rules.impossibleDecision({ ground, decidedOn }, { closedOn, today: work.today }));
  const authority = authorityOf(work.caller);
  const unauthorised = authorityRefused(['uppfoljning-av-barnets-situation'], authority, decidedOn);
  if (unauthorised) throw new Forbidden(unauthorised);
  const { birthDate } = await getSubject(work.tx, investigation.childId);
  const reopenedOn = await store.findOpenedSince(work.tx, investigation, closedOn);
  permit(
    rules.followUpRefused(
      {
        closedOn,
        outcome: investigation.outcome!,
        birthDate,
        followed: (await store.findFollowUp(work.tx, investigationId)) !== undefined,
        reopenedOn,
      },
      decidedOn,
    ),
  );
  const row: KeptFollowUp = {
    investigationId,
    ground,
    reasons,
    decidedOn,
    decidedBy: work.caller.id,
    decidedAt: work.now,
    authority,
    endedOn: null,
    endReason: null,
    endNote: null,
    endedBy: null,
    endedAt: null,
    version: 1,
  };
  await store.insertFollowUp(work.tx, row);
  auditIn(work, investigation, { action: 'follow-up.decide', after: row });
  if (reopenedOn !== null) await endByReopening(work, investigation, row, reopenedOn);
  return readFollowUp(work.tx, investigation, work.caller);
}

/**
 * Ends the follow-up (beslut att avsluta uppföljningen). It may be late: the board is to end it all the same.
 * @throws NotFound. @throws Stale. @throws Invalid. @throws Refused `follow-up.ended`.
 */
export async function endFollowUp(
  work: Work,
  investigationId: string,
  { reason, note, endedOn = work.today }: FollowUpEndInput,
  basedOn: number,
): Promise<FollowUp> {
  const investigation = await getForWork(work, investigationId, 'end-follow-up');
  const before = await getKept(work.tx, investigationId);
  requireCurrent(before.version, basedOn);
  permit(rules.alreadyEnded(before, work.today));
  const contacts = await store.findContacts(work.tx, investigationId);
  valid(
    rules.impossibleEnd(
      { reason, endedOn },
      {
        decidedOn: before.decidedOn,
        closedOn: investigation.closedOn!,
        contactsOn: contacts.flatMap(({ on, retractedAt }) => (retractedAt === null ? [on] : [])),
        today: work.today,
      },
    ),
  );
  const after = await save(work, before, {
    endedOn,
    endReason: reason,
    endNote: note ?? null,
    endedBy: work.caller.id,
    endedAt: work.now,
  });
  auditIn(work, investigation, { action: 'follow-up.end', before, after });
  return readFollowUp(work.tx, investigation, work.caller);
}

async function endByReopening(
  work: Work,
  investigation: InvestigationRow,
  before: KeptFollowUp,
  reopenedOn: Day,
): Promise<void> {
  const after = await save(work, before, {
    endedOn: rules.endOnReopening(before.decidedOn, reopenedOn),
    endReason: 'ny-utredning',
    endedBy: work.caller.id,
    endedAt: work.now,
  });
  auditIn(work, investigation, { action: 'follow-up.end', before, after });
}

/** Ends what is being followed up of a child whose new investigation is opened on a day: see process.ts. */
export async function endFollowUpsOf(work: Work, childId: string, reopenedOn: Day): Promise<void> {
  for (const { investigation, followUp } of await store.findRunning(work.tx, childId)) {
    await endByReopening(work, investigation, followUp, reopenedOn);
  }
}

const A_PARTY = { of: 'follow-up', field: 'personId' } as const;

/**
 * Records that a guardian or the child was told that the follow-up began or ended.
 * @throws NotFound. @throws Refused `follow-up.not-ended`, `follow-up.not-a-party`. @throws Invalid.
 */
export async function recordInformation(
  work: Work,
  investigationId: string,
  { manner, ...told }: FollowUpInformationInput,
): Promise<{ information: FollowUpInformation; version: number }> {
  const { investigation, followUp } = await getForEntry(work, investigationId);
  permit(rules.notEndedYet(told.stage, followUp, work.today));
  const information: FollowUpInformation = {
    id: newId(),
    investigationId,
    ...told,
    manner: manner ?? null,
    recordedAt: work.now,
    recordedBy: work.caller.id,
    ...NOT_RETRACTED,
  };
  const impossible = rules.impossibleInformation(information, followUp, work.today);
  if (told.personId === investigation.childId) valid(impossible);
  else {
    // Who is to be told is settled by the decision, whenever it reaches them.
    const on = told.stage === 'avslut' ? followUp.endedOn! : followUp.decidedOn;
    await requireParty(work, investigation, told.personId, A_PARTY, on, impossible);
  }
  await store.insertInformation(work.tx, information);
  const { version } = await save(work, followUp, {});
  auditIn(work, investigation, {
    action: 'follow-up-information.record',
    id: information.id,
    others: [information.personId],
    after: information,
  });
  return { information, version };
}

/** Takes back that someone was told. @throws NotFound. @throws Refused `follow-up.retracted`. */
export async function retractInformation(
  work: Work,
  investigationId: string,
  informationId: string,
  input: RetractionInput,
): Promise<{ information: FollowUpInformation; version: number }> {
  const { investigation, followUp } = await getForEntry(work, investigationId);
  const all = await store.findInformations(work.tx, investigationId);
  const before = all.find(({ id }) => id === informationId);
  if (!before || (await knownOf(work.tx, work.caller, [before.personId])).length === 0) throw new NotFound();
  permit(alreadyRetracted('follow-up', before));
  const after = { ...before, ...retractedNow(work, input) };
  await store.updateInformation(work, after);
  const { version } = await save(work, followUp, {});
  auditIn(work, investigation, {
    action: 'follow-up-information.retract',
    id: after.id,
    others: [after.personId],
    before,
    after,
  });
  return { information: after, version };
}

/** Notes a contact made in the follow-up (kontakt). @throws NotFound. @throws Invalid. */
export async function recordContact(
  work: Work,
  investigationId: string,
  { who, ...told }: FollowUpContactInput,
): Promise<{ contact: FollowUpContact; version: number }> {
  const { investigation, followUp } = await getForEntry(work, investigationId);
  valid(rules.impossibleContact(told, followUp, work.today));
  const contact: FollowUpContact = {
    id: newId(),
    investigationId,
    ...told,
    who: who ?? null,
    recordedAt: work.now,
    recordedBy: work.caller.id,
    ...NOT_RETRACTED,
  };
  await store.insertContact(work.tx, contact);
  const { version } = await save(work, followUp, {});
  auditIn(work, investigation, { action: 'follow-up-contact.record', id: contact.id, after: contact });
  return { contact, version };
}

/** Takes a note of a contact back. @throws NotFound. @throws Refused `follow-up.retracted`. */
export async function retractContact(
  work: Work,
  investigationId: string,
  contactId: string,
  input: RetractionInput,
): Promise<{ contact: FollowUpContact; version: number }> {
  const { investigation, followUp } = await getForEntry(work, investigationId);
  const before = (await store.findContacts(work.tx, investigationId)).find(({ id }) => id === contactId);
  if (!before) throw new NotFound();
  permit(alreadyRetracted('follow-up', before));
  const after = { ...before, ...retractedNow(work, input) };
  await store.updateContact(work, after);
  const { version } = await save(work, followUp, {});
  auditIn(work, investigation, { action: 'follow-up-contact.retract', id: after.id, before, after });
  return { contact: after, version };
}

/** The follow-up that something is written in; that can be done after its end too. */
async function getForEntry(work: Work, investigationId: string) {
  const investigation = await getForWork(work, investigationId, 'work-in-follow-up');
  return { investigation, followUp: await getKept(work.tx, investigationId) };
}

const retractedNow = ({ now, caller }: Work, { reason }: RetractionInput) => ({
  retractedAt: now,
  retractedBy: caller.id,
  retractionReason: reason,
});
