import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { DEMO_BOARD } from '../../seeds/personas.ts';
import { FAMILIES, seedBoard } from '../../seeds/seed.ts';
import { verifyChain } from '../../src/access/audit.ts';
import { type Board, createBoard } from '../../src/access/boards.ts';
import { evaluate } from '../../src/deadlines/evaluate.ts';
import type { DeadlineRuleId } from '../../src/deadlines/rules.ts';
import type { Deadline, DeadlineState } from '../../src/deadlines/schema.ts';
import { ageOn, type Day, dayOf } from '../../src/kernel/day.ts';
import { CODEBOOKS } from '../../src/knowledge/codebooks.ts';
import { follow } from '../../src/process.ts';
import { loadRecords } from '../../src/record/load.ts';
import type { ChildRecord, InvestigationRecord } from '../../src/record/record.ts';
import { openTestDatabase, type TestDatabase, testEngine } from '../support/engines.ts';
import { testClock } from '../support/world.ts';

// A quiet Thursday, and the days when little is open or the year is new.
const TODAYS = ['2026-10-08T13:00:00Z', '2026-04-06T06:00:00Z', '2025-12-31T23:10:00Z'];
// What a day brings is the same on every engine: the quick one tries them all.
const tried = TODAYS.slice(0, testEngine === 'sqlite' ? undefined : 1);

describe.each(tried)('the demo board on %s', (at) => {
  const clock = testClock(at);
  const today: Day = dayOf(clock.now());
  let database: TestDatabase;
  let board: Board;
  let records: ChildRecord[];
  let deadlines: Deadline[];
  const column = async (name: string, table: string) =>
    (await database.raw(`select ${name} as value from ${table} where ${name} is not null`)).map(({ value }) =>
      String(value),
    );
  const count = async (table: string) => (await database.raw(`select 1 from ${table}`)).length;

  beforeAll(async () => {
    database = await openTestDatabase();
    board = createBoard(DEMO_BOARD, database, 'a key that only the tests know of, long enough', follow);
    await seedBoard(board, clock);
    const children = await column('child_id', 'intake');
    records = await loadRecords(database.reader, children);
    deadlines = records.flatMap((record) => evaluate(record, today, board));
  });
  afterAll(() => database.close());

  const intakes = () => records.flatMap((record) => record.intakes);
  const investigations = () => records.flatMap((record) => record.investigations);
  const running = () => investigations().filter(({ closedOn }) => closedOn === null);
  const states = (rule: DeadlineRuleId) =>
    new Set(deadlines.filter((deadline) => deadline.rule === rule).map(({ state }) => state));

  test('holds at least 40 children of some 25 families', () => {
    expect(records.length).toBeGreaterThanOrEqual(40);
    expect(FAMILIES.length).toBeGreaterThanOrEqual(25);
  });

  test('shows intakes at every stage, and every decision', () => {
    const open = intakes().filter(({ outcome }) => outcome === null);
    expect(open.some(({ protectionAssessments }) => protectionAssessments.length === 0)).toBe(true);
    expect(open.some(({ protectionAssessments }) => protectionAssessments.length > 0)).toBe(true);
    expect(open.some(({ extensions }) => extensions.length > 0)).toBe(true);
    expect(new Set(intakes().flatMap(({ outcome }) => outcome ?? []))).toEqual(
      new Set(CODEBOOKS.intakeOutcome.codes.map(({ code }) => code)),
    );
    expect(intakes().some(({ type, outcome }) => type === 'ansokan' && outcome !== null)).toBe(true);
  });

  test('shows investigations at every stage, and every outcome', () => {
    const some = (is: (one: InvestigationRecord) => boolean) => expect(running().some(is)).toBe(true);
    some(({ plans }) => plans.length === 0);
    some(({ plans, conversations }) => plans.length > 0 && conversations.length === 0);
    some(({ conversations, analysis }) => conversations.length > 0 && analysis === null);
    some(({ analysis, communications }) => analysis !== null && communications.length === 0);
    some(({ communications }) => communications.length > 0);
    some(({ extensions }) => extensions.length > 0);
    expect(new Set(investigations().flatMap(({ outcome }) => outcome ?? []))).toEqual(
      new Set(CODEBOOKS.investigationOutcome.codes.map(({ code }) => code)),
    );
  });

  test('shows interventions with goals and follow-ups, running and ended', () => {
    const interventions = records.flatMap((record) => record.interventions);
    const families = new Set(interventions.map(({ investigationId }) => investigationId));
    expect(families.size).toBeGreaterThan(2);
    for (const over of [true, false]) {
      const some = interventions.filter(({ end }) => (end !== null) === over);
      expect(some.some(({ goals, followUps }) => goals.length > 1 && followUps.length > 0)).toBe(true);
    }
    expect(interventions.some(({ scores }) => scores.length > 1)).toBe(true);
    expect(interventions.some(({ laterFollowUps }) => laterFollowUps.length > 0)).toBe(true);
  });

  test.each<[DeadlineRuleId, DeadlineState[]]>([
    ['skyddsbedomning', ['overdue', 'met']],
    ['forhandsbedomning', ['running', 'nearing', 'overdue', 'met']],
    ['information-om-utredning', ['met']],
    ['utredning', ['running', 'nearing', 'overdue', 'met', 'met-late']],
    ['konsultation-svar', ['overdue', 'met']],
    ['kommunicering', ['running', 'met']],
    ['overklagande', ['lapsed']],
    ['uppfoljning-efter-utredning', ['running', 'met']],
  ])('shows deadlines of %s that are %s', (rule, expected) => {
    expect([...states(rule)]).toEqual(expect.arrayContaining(expected));
  });

  test('shows people whom a system easily forgets', async () => {
    const children = records.map(({ child }) => child);
    expect(children.some(({ birthDate, expectedBirthDate }) => !birthDate && expectedBirthDate)).toBe(true);
    expect(children.some(({ birthDate }) => birthDate && ageOn(birthDate, today) === 19)).toBe(true);
    expect(await column('coordination_number', 'person')).not.toEqual([]);
    expect(await column('temporary_number', 'person')).not.toEqual([]);
    const secrecy = await column('protected_identity', 'person');
    expect(secrecy.filter((code) => code !== 'ingen').length).toBeGreaterThanOrEqual(2);
    expect(await column('type', 'relation')).toContain('halvsyskon');
    expect(new Set(intakes().map(({ unit }) => unit))).toContain('mottagning');
    expect(new Set(investigations().map(({ unit }) => unit))).toEqual(new Set(['barn-och-familj', 'ungdom']));
  });

  test('shows what is signed, measured, taken from answers, shared by siblings and notified', async () => {
    expect(await column('signed_at', 'note')).not.toEqual([]);
    expect(new Set(await column('instrument', 'instrument_use'))).toEqual(new Set(['cors', 'ors']));
    expect(await column('answer_part', 'area_statement')).not.toEqual([]);
    expect(await column('shared_from_id', 'area_statement')).not.toEqual([]);
    expect(await column('need', 'area_meaning')).toContain('behov-finns');
    expect(await column('notified_on', 'decision_notification')).not.toEqual([]);
  });

  test('uses numbers of the test series alone, none of them twice', async () => {
    const numbers = [
      ...(await column('personal_number', 'person')),
      ...(await column('coordination_number', 'person')),
    ];
    expect(numbers.filter((number) => !/^\d{8}9[89]\d\d$/.test(number))).toEqual([]);
    expect(new Set(numbers).size).toBe(numbers.length);
  });

  test('knows nothing of tomorrow', async () => {
    const instants = [...(await column('at', 'audit_entry')), ...(await column('received_at', 'intake'))];
    expect(instants.filter((instant) => instant > clock.now())).toEqual([]);
    const days = [
      ...(await column('opened_on', 'investigation')),
      ...(await column('sent_on', 'consultation')),
    ];
    expect(days.filter((on) => on > today)).toEqual([]);
  });

  test('numbers its cases in the order in which they came in', async () => {
    const rows = await database.raw('select case_number, received_at from intake order by case_number');
    const received = rows.map((row) => String(row.received_at));
    expect(received).toEqual(received.toSorted());
  });

  test('has an access log that verifies', async () => {
    expect(await verifyChain(database.reader, board.auditKey)).toMatchObject({ intact: true });
  });

  test('is filled once', async () => {
    const before = await Promise.all(['report', 'person', 'audit_entry'].map(count));
    await seedBoard(board, clock);
    expect(await Promise.all(['report', 'person', 'audit_entry'].map(count))).toEqual(before);
  });
});
