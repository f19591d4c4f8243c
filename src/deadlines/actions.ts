import type { Caller } from '../access/caller.ts';
import { reachOf } from '../access/reach.ts';
import type { Reader } from '../database/handle.ts';
import { getForReading } from '../investigation/actions.ts';
import type { Instant } from '../kernel/clock.ts';
import type { Day } from '../kernel/day.ts';
import { NotFound } from '../kernel/outcome.ts';
import { loadRecords } from '../record/load.ts';
import { byEndDay, evaluate, isOpen } from './evaluate.ts';
import type { Deadline, DeadlineFilter } from './schema.ts';
import * as store from './store.ts';

/** Who asks, and when. */
interface Asking {
  readonly reader: Reader;
  readonly caller: Caller;
  readonly now: Instant;
  readonly today: Day;
}

/** The deadlines of these cases alone: a child may have others that the caller does not see. */
async function deadlinesOf(
  { reader, today }: Asking,
  childIds: readonly string[],
  caseIds: ReadonlySet<string>,
): Promise<Deadline[]> {
  const records = await loadRecords(reader, childIds);
  return records
    .flatMap((record) => evaluate(record, today))
    .filter((deadline) => caseIds.has(deadline.case.id));
}

const matches = (deadline: Deadline, { rule, state, from, to }: DeadlineFilter): boolean =>
  (rule === undefined || deadline.rule === rule) &&
  (state === undefined ? isOpen(deadline) : deadline.state === state) &&
  (from === undefined || from <= deadline.endDay) &&
  (to === undefined || deadline.endDay <= to);

/**
 * Every deadline in the open cases that the caller sees, the first end day first: undecided intakes, intakes with
 * feedback to give, running investigations. What is met is left out unless it is asked for.
 */
export async function listDeadlines(asking: Asking, filter: DeadlineFilter): Promise<Deadline[]> {
  const { reader, caller, now } = asking;
  const cases = [
    ...(await store.findOpenIntakes(reader, filter, reachOf(caller, 'intake'), now)),
    ...(await store.findOpenInvestigations(reader, filter, reachOf(caller, 'investigation'), now)),
  ];
  const found = await deadlinesOf(
    asking,
    cases.map(({ childId }) => childId),
    new Set(cases.map(({ id }) => id)),
  );
  return found.filter((deadline) => matches(deadline, filter)).sort(byEndDay);
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
  const { childId } = await getForReading(reader, investigationId, caller, now);
  const intakes = await store.findSeenIntakesOf(reader, investigationId, reachOf(caller, 'intake'), now);
  return { childId, items: await deadlinesOf(asking, [childId], new Set([investigationId, ...intakes])) };
}
