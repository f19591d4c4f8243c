import { afterAll, beforeAll, expect, test } from 'vitest';
import { DEMO_BOARD } from '../../../seeds/personas.ts';
import { seedBoard } from '../../../seeds/seed.ts';
import { verifyChain } from '../../../src/access/audit.ts';
import { type Board, createBoard } from '../../../src/access/boards.ts';
import { evaluate } from '../../../src/deadlines/evaluate.ts';
import { findDifferences } from '../../../src/deadlines/projection/actions.ts';
import type { DeadlineState } from '../../../src/deadlines/schema.ts';
import { tellDue } from '../../../src/event/actions.ts';
import type { EventStep } from '../../../src/event/schema.ts';
import { type Day, dayOf, daysAfter, startOfDay } from '../../../src/kernel/day.ts';
import { follow } from '../../../src/process.ts';
import { loadTimedRecords } from '../../../src/record/load.ts';
import { openTestDatabase, type TestDatabase } from '../../support/engines.ts';
import { testClock } from '../../support/world.ts';

/**
 * The demo board, on which nothing more is done for a year while the clock goes on. What is told is held against what
 * the rules say of each day, worked out from the records alone.
 */

const KEY = 'a key that only the tests know of, long enough';
const DAYS = 366;

/** The state of a deadline that a step tells of. */
const TOLD_AS: Readonly<Partial<Record<DeadlineState, EventStep>>> = {
  nearing: 'nearing',
  'due-today': 'due',
  overdue: 'passed',
};

const clock = testClock('2026-10-08T13:00:00Z');
const first = dayOf(clock.now());
let database: TestDatabase;
let children: string[];
const expected: string[] = [];

/** The same database, opened by a server that has just started. */
const started = (): Board => createBoard(DEMO_BOARD, database, KEY, follow);
const told = async () => database.raw('select * from event order by seq');
const line = (on: Day, step: string, deadlineId: string) => `${on} ${step} ${deadlineId}`;

beforeAll(async () => {
  database = await openTestDatabase();
  await seedBoard(started(), clock);
  const rows = await database.raw('select distinct child_id from intake');
  children = rows.map((row) => String(row.child_id));
  const records = await loadTimedRecords(database.reader, children);
  const before = new Map<string, DeadlineState>();
  for (let n = 0; n < DAYS; n += 1) {
    const today = daysAfter(first, n);
    for (const { id, state } of records.flatMap((record) => evaluate(record, today, DEMO_BOARD))) {
      const step = TOLD_AS[state];
      if (step && before.get(id) !== state) expected.push(line(today, step, id));
      before.set(id, state);
    }
  }
  // Every day at the first moment that is that day in Sweden, summer time or not; a new server each week.
  let board = started();
  for (let n = 0; n < DAYS; n += 1) {
    if (n % 7 === 0) board = started();
    if (n > 0) clock.set(startOfDay(daysAfter(first, n)));
    await tellDue(board, clock);
  }
});
afterAll(() => database.close());

test('each step of each deadline is told of once, on its day', async () => {
  const found = (await told()).map((row) =>
    line(dayOf(row.at as never), String(row.step), String(row.deadline_id)),
  );
  expect(found.length).toBeGreaterThan(60);
  expect(found.toSorted()).toEqual(expected.toSorted());
});

test('in order: it nears, it is due, it has passed; and numbered without a gap', async () => {
  const rows = await told();
  expect(rows.map(({ seq }) => seq)).toEqual(rows.map((_, n) => n + 1));
  const steps = Map.groupBy(rows, ({ deadline_id }) => deadline_id);
  for (const [, of] of steps) {
    const order = of.map(({ step }) => ['nearing', 'due', 'passed'].indexOf(String(step)));
    expect(order).toEqual(order.toSorted());
    expect(new Set(order).size).toBe(order.length);
  }
  expect([...steps.values()].some((of) => of.length === 3)).toBe(true);
});

test('the passing of their last day has settled kommunicering and överklagande, and is not told', async () => {
  const rows = await database.raw('select rule, settled, tell_on, id from deadline where settled_by_passing');
  expect(new Set(rows.map(({ rule }) => rule))).toEqual(new Set(['kommunicering', 'overklagande']));
  for (const row of rows) {
    expect(row.settled).not.toBeNull();
    expect(row.tell_on).toBeNull();
  }
  const dueOnes = (await told()).filter(({ rule }) => rule === 'overklagande' || rule === 'kommunicering');
  expect(dueOnes.some(({ step }) => step === 'due')).toBe(true);
  expect(dueOnes.some(({ step }) => step === 'passed')).toBe(false);
});

test('what is kept is what the record gives; the log is whole, and says which deadlines were told of', async () => {
  const differences = await findDifferences(
    database.reader,
    await loadTimedRecords(database.reader, children),
    dayOf(clock.now()),
    DEMO_BOARD,
  );
  expect(differences).toEqual([]);
  expect(await verifyChain(database.reader, KEY)).toMatchObject({ intact: true });
  const entries = await database.raw("select * from audit_entry where caller_id = 'barnakt:clock'");
  const logged = entries.flatMap((entry) => JSON.parse(String(entry.resource_ids)) as string[]);
  const rows = await told();
  expect(new Set(logged)).toEqual(
    new Set([
      ...rows.map(({ deadline_id }) => deadline_id),
      ...(await database.raw('select id from deadline where settled_by_passing'))
        .map(({ id }) => id)
        .filter((id) => logged.includes(String(id))),
    ]),
  );
  expect(new Set(entries.map(({ kind, action, roles }) => `${kind} ${action} ${roles}`))).toEqual(
    new Set(['write deadline.tell ']),
  );
});

test('no event holds anything of a child, a party or a handler', async () => {
  const events = JSON.stringify(await told());
  const persons = await database.raw('select * from person');
  const secrets = persons.flatMap((person) =>
    [
      person.id,
      person.personal_number,
      person.coordination_number,
      person.temporary_number,
      person.given_name,
      person.family_name,
    ].filter((value) => value !== null),
  );
  const handlers = await database.raw('select distinct handler_id from deadline');
  expect(secrets.length).toBeGreaterThan(100);
  for (const secret of [...secrets, ...handlers.map(({ handler_id }) => handler_id)]) {
    expect(events).not.toContain(String(secret));
  }
});

test('when nothing is due, nothing is written', async () => {
  const entries = await database.raw('select count(*) as count from audit_entry');
  expect(await tellDue(started(), clock)).toBe(0);
  expect(await database.raw('select count(*) as count from audit_entry')).toEqual(entries);
});
