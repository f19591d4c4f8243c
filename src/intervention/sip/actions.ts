import type { Work } from '../../access/work.ts';
import type { Reader } from '../../database/handle.ts';
import { newId } from '../../kernel/id.ts';
import { valid } from '../../kernel/outcome.ts';
import { codesNotInForce } from '../../knowledge/validity.ts';
import { getForWork, saveFrame } from '../actions.ts';
import { impossibleWhile } from '../rules.ts';
import type { Sip, SipInput } from './schema.ts';
import * as store from './store.ts';

/** What was recorded of a coordinated individual plan, by day: the last one holds. */
export function loadSips(reader: Reader, interventionId: string): Promise<Sip[]> {
  return store.findSips(reader, interventionId);
}

/** Records the status of a SIP beside those before it. @throws NotFound. @throws Refused. @throws Invalid. */
export async function recordSip(work: Work, interventionId: string, input: SipInput): Promise<Sip> {
  const intervention = await getForWork(work, interventionId, 'sip');
  const { status, on = work.today, note = null } = input;
  valid(
    impossibleWhile('on', on, { startedOn: intervention.startedOn, today: work.today }),
    codesNotInForce(on, [['status', 'sipStatus', status]]),
  );
  const row: Sip = {
    id: newId(),
    interventionId,
    status,
    on,
    note,
    recordedAt: work.now,
    recordedBy: work.caller.id,
  };
  await store.insertSip(work.tx, row);
  await saveFrame(work, intervention, { action: 'sip.record', id: row.id, after: row });
  return row;
}
