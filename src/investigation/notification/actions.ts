import type { Caller } from '../../access/caller.ts';
import { reachOf } from '../../access/reach.ts';
import type { Work } from '../../access/work.ts';
import type { Reader } from '../../database/handle.ts';
import type { Day } from '../../kernel/day.ts';
import { newId } from '../../kernel/id.ts';
import { NotFound, permit, valid } from '../../kernel/outcome.ts';
import { getSubject, knownOf } from '../../person/actions.ts';
import { auditIn, findParties, getForChange, getForWork, requireParty } from '../actions.ts';
import { getDecision } from '../decision/actions.ts';
import { canBeAppealed } from '../decision/rules.ts';
import type { InvestigationRow } from '../tables.ts';
import * as rules from './rules.ts';
import type {
  AppealInput,
  KeptNotification,
  Notification,
  NotificationInput,
  NotificationPatch,
  Notifications,
} from './schema.ts';
import * as store from './store.ts';

/** Whether the decision that closed an investigation can be appealed. */
async function isAppealable(reader: Reader, investigationId: string): Promise<boolean> {
  return canBeAppealed(await getDecision(reader, investigationId));
}

/** A notification with all that follows from it on a day. */
async function show(reader: Reader, row: KeptNotification, today: Day): Promise<Notification> {
  return standing(row, await isAppealable(reader, row.investigationId), today);
}

const standing = (row: KeptNotification, appealable: boolean, today: Day): Notification => ({
  ...row,
  ...rules.standingOf(row, { appealable, today }),
});

/**
 * The notifications to the parties whom the caller may know of, in the order recorded, and where the decision stands
 * with all. The parties are those of the day of the decision. To a caller who may not know of every one of them, the
 * whole is never told: neither by what it is, which would be true of a hidden party, nor by leaving that party out,
 * which would say that a decision has legal force when it has not.
 */
export async function listNotifications(
  reader: Reader,
  investigation: InvestigationRow,
  caller: Caller,
  today: Day,
): Promise<Notifications> {
  const { id, childId, closedOn } = investigation;
  if (closedOn === null) return { appealable: null, ...rules.NOT_TOLD, items: [] };
  const appealable = await isAppealable(reader, id);
  const notifications = (await store.findNotifications(reader, id)).map((row) =>
    standing(row, appealable, today),
  );
  const parties = await findParties(reader, await getSubject(reader, childId), closedOn);
  const concerned = [...new Set([...parties, ...notifications.map(({ partyId }) => partyId)])];
  const known = await knownOf(reader, caller, concerned);
  return {
    appealable,
    ...(parties.every((party) => known.includes(party))
      ? rules.standingOfAll(parties, notifications)
      : rules.NOT_TOLD),
    items: notifications.filter(({ partyId }) => known.includes(partyId)),
  };
}

/** @throws NotFound when it is not there, or its party is not to be known to the caller. */
async function getKept(reader: Reader, investigationId: string, id: string, caller: Caller) {
  const reach = reachOf(caller, 'investigation');
  const found = await store.findKnownNotification(reader, investigationId, id, reach);
  if (!found) throw new NotFound();
  return found;
}

/** @throws NotFound when it is not there, or its party is not to be known to the caller. */
export async function getNotification(
  reader: Reader,
  investigationId: string,
  notificationId: string,
  caller: Caller,
  today: Day,
): Promise<Notification> {
  return show(reader, await getKept(reader, investigationId, notificationId, caller), today);
}

const A_PARTY = { of: 'notification', field: 'partyId' } as const;

/**
 * Records that a party received the decision (underrättelse om beslut). The parties are those of the day of the
 * decision, whenever it reaches them.
 * @throws Refused `investigation.running`, `notification.not-a-party`, `notification.given-already`. @throws Invalid.
 */
export async function notify(
  work: Work,
  investigationId: string,
  input: NotificationInput,
): Promise<Notification> {
  const investigation = await getForWork(work, investigationId, 'notify');
  const decidedOn = investigation.closedOn!;
  const { partyId } = input;
  const impossible = rules.impossibleNotification(input, { decidedOn, today: work.today });
  await requireParty(work, investigation, partyId, A_PARTY, decidedOn, impossible);
  permit(
    rules.alreadyGiven(await store.findNotifications(work.tx, investigationId), partyId, input.notifiedOn),
  );
  const row: KeptNotification = {
    id: newId(),
    investigationId,
    ...input,
    appealReceivedOn: null,
    appealNote: null,
    appealDecidedOn: null,
    appealOutcome: null,
    recordedAt: work.now,
    recordedBy: work.caller.id,
    version: 1,
  };
  await store.insertNotification(work.tx, row);
  auditIn(work, investigation, {
    action: 'notification.record',
    id: row.id,
    others: [row.partyId],
    after: row,
  });
  return show(work.tx, row, work.today);
}

/** Corrects a notification. @throws NotFound. @throws Stale. @throws Refused. @throws Invalid. */
export async function correctNotification(
  work: Work,
  investigationId: string,
  notificationId: string,
  patch: NotificationPatch,
  basedOn: number,
): Promise<Notification> {
  const { investigation, before } = await getCurrent(work, investigationId, notificationId, basedOn);
  const after = { ...before, ...patch };
  const decidedOn = investigation.closedOn!;
  valid(rules.impossibleNotification(after, { decidedOn, today: work.today }));
  return save(work, investigation, 'correct', before, after);
}

/**
 * Records the appeal of a party (överklagande), or what it led to. One that came too late is recorded as that.
 * @throws NotFound. @throws Stale. @throws Refused `notification.not-appealable`. @throws Invalid.
 */
export async function recordAppeal(
  work: Work,
  investigationId: string,
  notificationId: string,
  input: AppealInput,
  basedOn: number,
): Promise<Notification> {
  const { investigation, before } = await getCurrent(work, investigationId, notificationId, basedOn);
  const decidedOn = investigation.closedOn!;
  permit(rules.notAppealable(await isAppealable(work.tx, investigationId), decidedOn));
  valid(rules.impossibleAppeal(input, { decidedOn, today: work.today }));
  return save(work, investigation, 'record-appeal', before, {
    ...before,
    appealReceivedOn: input.receivedOn,
    appealNote: input.note ?? null,
    appealDecidedOn: input.decidedOn ?? null,
    appealOutcome: input.outcome ?? null,
  });
}

const getCurrent = (work: Work, investigationId: string, id: string, basedOn: number) =>
  getForChange(work, investigationId, basedOn, 'notify', (tx) =>
    getKept(tx, investigationId, id, work.caller),
  );

async function save(
  work: Work,
  investigation: InvestigationRow,
  action: 'correct' | 'record-appeal',
  before: KeptNotification,
  change: KeptNotification,
): Promise<Notification> {
  const after = { ...change, version: before.version + 1 };
  await store.updateNotification(work, after);
  auditIn(work, investigation, {
    action: `notification.${action}`,
    id: after.id,
    others: [after.partyId],
    before,
    after,
  });
  return show(work.tx, after, work.today);
}
