import { evaluate } from '../../../src/deadlines/evaluate.ts';
import { type Day, dayOf } from '../../../src/kernel/day.ts';
import { loadRecords } from '../../../src/record/load.ts';
import type { World } from '../../support/world.ts';

/**
 * The workload told a second time, in plain TypeScript from whole records, without a query that counts: what the API
 * is compared with.
 */

export interface Who {
  readonly sub: string;
  readonly roles: readonly string[];
  readonly units: readonly string[];
}

export interface Row {
  openIntakes: number;
  openInvestigations: number;
  nearing: number;
  dueToday: number;
  overdue: number;
  consultationsUnanswered: number;
  newThisMonth: { intakes: number; investigations: number };
  closedThisMonth: { intakes: number; investigations: number };
  weight: number;
}

export interface Truth {
  /** What each unit and each handler in it has, as this caller may know. */
  readonly units: Readonly<Record<string, { total: Row; handlers: Record<string, Row> }>>;
}

const nothing = (): Row => ({
  openIntakes: 0,
  openInvestigations: 0,
  nearing: 0,
  dueToday: 0,
  overdue: 0,
  consultationsUnanswered: 0,
  newThisMonth: { intakes: 0, investigations: 0 },
  closedThisMonth: { intakes: 0, investigations: 0 },
  weight: 0,
});

const DUE = { nearing: 'nearing', 'due-today': 'dueToday', overdue: 'overdue' } as const;

export async function truthFor(world: World, who: Who): Promise<Truth> {
  const { database, clock } = world;
  const today: Day = dayOf(clock.now());
  const persons = await database.raw('select id, protected_identity from person');
  const namings = await database.raw(
    'select person_id, handler_id from named_handler where ended_at is null',
  );
  const hidden = new Set(
    persons.flatMap(({ id, protected_identity: secrecy }) => (secrecy === 'ingen' ? [] : [String(id)])),
  );
  const knows = (personId: string) =>
    !hidden.has(personId) ||
    namings.some(({ person_id: of, handler_id: handler }) => of === personId && handler === who.sub);
  const children = await database.raw('select distinct child_id from intake');
  const records = await loadRecords(
    database.reader,
    children.map(({ child_id: id }) => String(id)),
  );

  const units: Record<string, { total: Row; handlers: Record<string, Row> }> = {};
  for (const unit of who.units) units[unit] = { total: nothing(), handlers: {} };
  const count = ({ unit, handlerId }: { unit: string; handlerId: string }, add: (row: Row) => void) => {
    const of = units[unit];
    if (!of) return;
    of.handlers[handlerId] ??= nothing();
    add(of.handlers[handlerId]);
    add(of.total);
  };
  const inMonth = (on: Day | null) => on?.slice(0, 7) === today.slice(0, 7);

  for (const record of records.filter(({ child }) => knows(child.id))) {
    for (const intake of record.intakes) {
      if (inMonth(dayOf(intake.receivedAt))) count(intake, (row) => (row.newThisMonth.intakes += 1));
      if (inMonth(intake.decidedOn)) count(intake, (row) => (row.closedThisMonth.intakes += 1));
      if (intake.outcome !== null) continue;
      const alarming = intake.type === 'anmalan' && intake.protectionAssessments.length === 0;
      count(intake, (row) => {
        row.openIntakes += 1;
        row.weight += alarming ? 1.5 : 1;
      });
    }
    for (const one of record.investigations) {
      if (inMonth(one.openedOn)) count(one, (row) => (row.newThisMonth.investigations += 1));
      if (inMonth(one.closedOn)) count(one, (row) => (row.closedThisMonth.investigations += 1));
      if (one.closedOn !== null) continue;
      const waiting = one.consultations.filter(
        ({ sentOn, answeredOn, closedOn }) => sentOn !== null && answeredOn === null && closedOn === null,
      );
      count(one, (row) => {
        row.openInvestigations += 1;
        row.weight += one.analysis ? 4 : one.plans.length > 0 ? 3 : 2;
        row.consultationsUnanswered += waiting.length;
      });
    }
    for (const { state, partyId, ...of } of evaluate(record, today)) {
      if (!(state in DUE) || (partyId !== null && !knows(partyId))) continue;
      count(of, (row) => (row[DUE[state as keyof typeof DUE]] += 1));
    }
  }
  for (const { handlers } of Object.values(units)) {
    for (const [handlerId, row] of Object.entries(handlers)) {
      if (isNothing(row)) delete handlers[handlerId];
    }
  }
  return { units };
}

const isNothing = (row: Row) => JSON.stringify(row) === JSON.stringify(nothing());

/** An answer in the shape of the truth. */
// biome-ignore lint/suspicious/noExplicitAny: the body of an answer
export const shapeOf = (body: any): Truth => ({
  units: Object.fromEntries(
    // biome-ignore lint/suspicious/noExplicitAny: the body of an answer
    body.items.map(({ unit, total, handlers }: any) => [
      unit,
      {
        total,
        handlers: Object.fromEntries(
          // biome-ignore lint/suspicious/noExplicitAny: the body of an answer
          handlers.map(({ handlerId, level: _, capacity: __, share: ___, ...row }: any) => [handlerId, row]),
        ),
      },
    ]),
  ),
});

/** What a social worker is shown of a truth: the totals and the own row. */
export const ownPart = ({ units }: Truth, sub: string): Truth => ({
  units: Object.fromEntries(
    Object.entries(units).map(([unit, { total, handlers }]) => [
      unit,
      { total, handlers: handlers[sub] ? { [sub]: handlers[sub] } : {} },
    ]),
  ),
});
