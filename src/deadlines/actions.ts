import type { Caller } from '../access/caller.ts';
import { type CaseKind, reachOf } from '../access/reach.ts';
import type { Reader } from '../database/handle.ts';
import { cut, type Paging, startOf } from '../http/paging.ts';
import { getForReading } from '../investigation/actions.ts';
import type { Instant } from '../kernel/clock.ts';
import { type Day, dayOf } from '../kernel/day.ts';
import { NotFound } from '../kernel/outcome.ts';
import type { LocalTerms } from '../knowledge/local-terms.ts';
import { knownOf } from '../person/actions.ts';
import { loadTimedRecords } from '../record/load.ts';
import { byEndDay, evaluate, isOpen } from './evaluate.ts';
import { countDeadlines, type Eyes, findDeadlines } from './list.ts';
import type { Deadline, DeadlineFilter } from './schema.ts';
import * as store from './store.ts';

/** Who asks, where and when. */
export interface Asking {
  readonly board: LocalTerms;
  readonly reader: Reader;
  readonly caller: Caller;
  readonly now: Instant;
  readonly today: Day;
}

/**
 * The deadlines of these cases alone, since a child may have others that the caller does not see; and without the time
 * of a party whom the caller may not know of.
 */
async function deadlinesOf(
  { reader, board, caller, today }: Asking,
  childIds: readonly string[],
  caseIds: ReadonlySet<string>,
): Promise<Deadline[]> {
  const records = await loadTimedRecords(reader, childIds);
  const found = records
    .flatMap((record) => evaluate(record, today, board))
    .filter((deadline) => caseIds.has(deadline.case.id));
  const parties = new Set(found.flatMap(({ partyId }) => partyId ?? []));
  const known = new Set(await knownOf(reader, caller, [...parties]));
  return found.filter(({ partyId }) => partyId === null || known.has(partyId));
}

/** Where something is still to be done: an undecided intake, one with feedback to give, a running investigation. */
export interface OpenCase extends store.OpenCase {
  readonly kind: CaseKind;
  readonly openedOn: Day;
}

/** The open cases of a handler that the caller sees. */
async function findOpenCases({ reader, caller, now }: Asking, handlerId: string): Promise<OpenCase[]> {
  const intakes = await store.findOpenIntakes(reader, handlerId, reachOf(caller, 'intake'), now);
  const reach = reachOf(caller, 'investigation');
  const investigations = await store.findOpenInvestigations(reader, handlerId, reach, now);
  return [
    ...intakes.map(({ receivedAt, ...of }) => ({
      kind: 'intake' as const,
      ...of,
      openedOn: dayOf(receivedAt),
    })),
    ...investigations.map((of) => ({ kind: 'investigation' as const, ...of })),
  ];
}

/** A page of the list, and how many match in all where that was asked for. */
export interface DeadlinePage {
  readonly items: Deadline[];
  readonly page: { readonly limit: number; readonly nextCursor?: string; readonly total?: number };
}

/**
 * Deadlines that the caller sees, the first end day first; what is settled only where it is asked for. They are found
 * by what is kept beside the record and shown as the record gives them, so that the answer costs what the page holds,
 * however many cases lie behind.
 */
export async function listDeadlines(
  asking: Asking,
  filter: DeadlineFilter,
  paging: Paging,
): Promise<DeadlinePage> {
  const { reader, caller, now, today } = asking;
  const start = startOf(paging);
  const eyes: Eyes = {
    reach: { intake: reachOf(caller, 'intake'), investigation: reachOf(caller, 'investigation') },
    now,
    today,
  };
  const rows = await findDeadlines(reader, eyes, filter, start);
  const { items, page } = cut(rows, start.limit, ({ endDay, id }) => [endDay, id]);
  const found = await deadlinesOf(
    asking,
    items.map(({ childId }) => childId),
    new Set(items.map(({ caseId }) => caseId)),
  );
  const wanted = new Set(items.map(({ id }) => id));
  return {
    items: found.filter(({ id }) => wanted.has(id)).sort(byEndDay),
    page: { ...page, ...(paging.total && { total: await countDeadlines(reader, eyes, filter) }) },
  };
}

/** The open cases of a handler that the caller sees, each with what is due first in it, if anything is. */
export async function listOpenCases(
  asking: Asking,
  handlerId: string,
): Promise<(OpenCase & { readonly next: Deadline | null })[]> {
  const cases = await findOpenCases(asking, handlerId);
  const all = await deadlinesOf(
    asking,
    cases.map(({ childId }) => childId),
    new Set(cases.map(({ id }) => id)),
  );
  const found = all.filter(isOpen).sort(byEndDay);
  return cases.map((of) => ({ ...of, next: found.find((deadline) => deadline.case.id === of.id) ?? null }));
}

/** Every deadline of an intake, met ones too. @throws NotFound when it is not there or not to be known. */
export async function deadlinesOfIntake(asking: Asking, intakeId: string) {
  const { reader, caller, now } = asking;
  const seen = await store.findSeenIntake(reader, intakeId, reachOf(caller, 'intake'), now);
  if (!seen) throw new NotFound();
  return { childId: seen.childId, items: await deadlinesOf(asking, [seen.childId], new Set([intakeId])) };
}

/**
 * Every deadline of an investigation, met ones too, with those of the intakes that opened or joined it where the
 * caller sees them. @throws NotFound when it is not there or not to be known.
 */
export async function deadlinesOfInvestigation(asking: Asking, investigationId: string) {
  const { reader, caller, now } = asking;
  const seen = await getForReading(reader, investigationId, caller, now);
  return { childId: seen.childId, items: await deadlinesOfSeen(asking, seen) };
}

/** The same of one that is known to be seen. */
export async function deadlinesOfSeen(
  asking: Asking,
  { id, childId }: { readonly id: string; readonly childId: string },
): Promise<Deadline[]> {
  const { reader, caller, now } = asking;
  const intakes = await store.findSeenIntakesOf(reader, id, reachOf(caller, 'intake'), now);
  return deadlinesOf(asking, [childId], new Set([id, ...intakes]));
}
