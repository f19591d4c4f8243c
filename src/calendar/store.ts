import { and, desc, eq, gt, gte, isNotNull, isNull, or, type SQL, sql } from 'drizzle-orm';
import type { Reach } from '../access/reach.ts';
import { prepared, preparedPerShape, type Reader, type Tx } from '../database/handle.ts';
import { deadline } from '../deadlines/projection/tables.ts';
import type { Start } from '../http/paging.ts';
import { seesIntake } from '../intake/secrecy.ts';
import { intake } from '../intake/tables.ts';
import { investigation } from '../investigation/tables.ts';
import type { Instant } from '../kernel/clock.ts';
import type { Day } from '../kernel/day.ts';
import { knowsAlsoWhom, seesCase } from '../person/secrecy.ts';
import { person } from '../person/tables.ts';
import type { CalendarDeadline } from './entries.ts';
import { type CalendarAddressRow, calendarAddress } from './tables.ts';

const { placeholder } = sql;
const seesInvestigation = seesCase(investigation);

const bySecret = prepared((reader: Reader) =>
  reader
    .select()
    .from(calendarAddress)
    .where(eq(calendarAddress.secretHash, placeholder('secretHash')))
    .prepare(),
);
const byId = prepared((reader: Reader) =>
  reader
    .select()
    .from(calendarAddress)
    .where(eq(calendarAddress.id, placeholder('id')))
    .prepare(),
);
const list = preparedPerShape((reader: Reader, { after }: { after: boolean }) =>
  reader
    .select()
    .from(calendarAddress)
    .where(
      and(
        eq(calendarAddress.handlerId, placeholder('handlerId')),
        after
          ? sql`(${calendarAddress.createdAt}, ${calendarAddress.id}) < (${placeholder('afterKey')}, ${placeholder('afterId')})`
          : undefined,
      ),
    )
    .orderBy(desc(calendarAddress.createdAt), desc(calendarAddress.id))
    .limit(placeholder('limit'))
    .offset(placeholder('offset'))
    .prepare(),
);
const countOf = prepared((reader: Reader) =>
  reader
    .select({ count: sql<number>`count(*)` })
    .from(calendarAddress)
    .where(eq(calendarAddress.handlerId, placeholder('handlerId')))
    .prepare(),
);
const countRunning = prepared((reader: Reader) =>
  reader
    .select({ count: sql<number>`count(*)` })
    .from(calendarAddress)
    .where(
      and(
        eq(calendarAddress.handlerId, placeholder('handlerId')),
        isNull(calendarAddress.revokedAt),
        gt(calendarAddress.validUntil, placeholder('now')),
      ),
    )
    .prepare(),
);

export async function findBySecret(
  reader: Reader,
  secretHash: string,
): Promise<CalendarAddressRow | undefined> {
  return (await bySecret(reader).execute({ secretHash }))[0];
}

export async function findAddress(reader: Reader, id: string): Promise<CalendarAddressRow | undefined> {
  return (await byId(reader).execute({ id }))[0];
}

/** The addresses of a handler, the latest first; one more than `limit` when there is a further page. */
export function findAddressesOf(
  reader: Reader,
  handlerId: string,
  { limit, offset, after }: Start,
): Promise<CalendarAddressRow[]> {
  return list(reader, { after: after !== undefined }).execute({
    handlerId,
    limit: limit + 1,
    offset,
    afterKey: after?.[0],
    afterId: after?.[1],
  });
}

export async function countAddressesOf(reader: Reader, handlerId: string): Promise<number> {
  return Number((await countOf(reader).execute({ handlerId }))[0]?.count ?? 0);
}

export async function countRunningOf(reader: Reader, handlerId: string, now: Instant): Promise<number> {
  return Number((await countRunning(reader).execute({ handlerId, now }))[0]?.count ?? 0);
}

export async function insertAddress(tx: Tx, row: CalendarAddressRow): Promise<void> {
  await tx.insert(calendarAddress).values(row);
}

export async function revokeAddress(
  tx: Tx,
  id: string,
  revocation: Pick<CalendarAddressRow, 'revokedAt' | 'revokedBy'>,
): Promise<void> {
  await tx.update(calendarAddress).set(revocation).where(eq(calendarAddress.id, id));
}

const markRead = prepared((tx: Tx) =>
  tx
    .update(calendarAddress)
    .set({ lastReadOn: sql`${placeholder('today')}` })
    .where(eq(calendarAddress.id, placeholder('id')))
    .prepare(),
);

export async function keepLastReadOn(tx: Tx, id: string, today: Day): Promise<void> {
  await markRead(tx).execute({ id, today });
}

/** A deadline for a calendar, and whom the log is to name. */
export type OwnDeadline = CalendarDeadline & { readonly childId: string; readonly partyId: string | null };

/** Asked of the case itself, so that who has handed it over sees nothing of it whatever is kept of its deadlines. */
const inOwnCase = or(
  and(eq(intake.handlerId, placeholder('own')), seesIntake),
  and(eq(investigation.handlerId, placeholder('own')), seesInvestigation),
);

const ownDeadlines = (reader: Reader, which: SQL | undefined) =>
  reader
    .select({
      id: deadline.id,
      rule: deadline.rule,
      childId: deadline.childId,
      partyId: deadline.partyId,
      caseKind: deadline.caseKind,
      caseNumber: deadline.caseNumber,
      endDay: deadline.endDay,
      lastLawfulDay: deadline.lastLawfulDay,
      settled: deadline.settled,
      revision: deadline.revision,
      changedAt: deadline.changedAt,
    })
    .from(deadline)
    .innerJoin(person, eq(person.id, deadline.childId))
    .leftJoin(intake, and(eq(deadline.caseKind, 'intake'), eq(intake.id, deadline.caseId)))
    .leftJoin(
      investigation,
      and(eq(deadline.caseKind, 'investigation'), eq(investigation.id, deadline.caseId)),
    )
    .where(
      and(eq(deadline.handlerId, placeholder('own')), which, inOwnCase, knowsAlsoWhom(deadline.partyId)),
    );

/** Two lists in one query, each with an index of its own: the settled ones of years are passed by. */
const forCalendar = prepared((reader: Reader) =>
  ownDeadlines(
    reader,
    and(
      isNull(deadline.settled),
      or(eq(deadline.settledByPassing, false), gte(deadline.lastLawfulDay, placeholder('sinceDay'))),
    ),
  )
    .unionAll(
      ownDeadlines(
        reader,
        and(isNotNull(deadline.settled), gte(deadline.changedAt, placeholder('sinceInstant'))),
      ),
    )
    .prepare(),
);

/** The deadlines in someone's own cases that are open, or were settled since a day, in no order. */
export function findOwnDeadlines(
  reader: Reader,
  reach: Reach,
  since: { readonly day: Day; readonly at: Instant },
  now: Instant,
): Promise<OwnDeadline[]> {
  return forCalendar(reader).execute({ ...reach, now, sinceDay: since.day, sinceInstant: since.at });
}
