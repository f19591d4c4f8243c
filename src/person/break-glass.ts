import type { Work } from '../access/work.ts';
import { type Instant, toInstant } from '../kernel/clock.ts';
import { newId } from '../kernel/id.ts';
import { getKnownPerson } from './actions.ts';
import * as store from './store.ts';

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
