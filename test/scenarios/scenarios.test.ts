import { parse as parseCsv } from 'csv-parse/sync';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { instantOf } from '../../seeds/events.ts';
import { DEMO_BOARD } from '../../seeds/personas.ts';
import { playThroughActions } from '../../seeds/play.ts';
import { type Cast, type Player, playAll } from '../../seeds/player.ts';
import { type Board, createBoard } from '../../src/access/boards.ts';
import { evaluate } from '../../src/deadlines/evaluate.ts';
import { differencesIn } from '../../src/deadlines/projection/integrity.ts';
import type { Deadline } from '../../src/deadlines/schema.ts';
import { cellOf } from '../../src/extract/encode/csv.ts';
import type { CountedOn } from '../../src/extract/schema.ts';
import type { MissingItem } from '../../src/investigation/decision/schema.ts';
import type { Notification } from '../../src/investigation/notification/schema.ts';
import { type Day, dayOf, daysAfter } from '../../src/kernel/day.ts';
import type { LocalTerms } from '../../src/knowledge/local-terms.ts';
import { follow } from '../../src/process.ts';
import { findIn } from '../../src/quality/evaluate.ts';
import { findingDifferencesIn } from '../../src/quality/projection/integrity.ts';
import { loadRecords } from '../../src/record/load.ts';
import type { ChildRecord } from '../../src/record/record.ts';
import { selectVariables } from '../../src/variables/catalogue.ts';
import { derive } from '../../src/variables/derive.ts';
import { UNITS_OF_COUNT, type UnitOfCount } from '../../src/variables/variable.ts';
import { openTestDatabase, testEngine } from '../support/engines.ts';
import { ANY_POPULATION, finished } from '../support/extracts.ts';
import { foldClosing, intended, wantingIn } from '../support/play-closing.ts';
import { playOverHttp } from '../support/play-http.ts';
import { foldHistory } from '../support/play-pure.ts';
import { startWorld, type World } from '../support/world.ts';
import {
  asValue,
  courseOn,
  type Expectation,
  type ExpectedDeadline,
  eveningOf,
  foundIn,
  historyUntil,
  named,
  namesOf,
  partNamesIn,
  qualityOn,
  readScenario,
  SCENARIOS,
  standing,
  turnsOf,
} from './scenario.ts';

/** `alva intake 1` → an intake of alva. */
function unitNamed(name: string): { child: string; kind: UnitOfCount; id: string } {
  const [child, kind] = name.split(' ') as [string, UnitOfCount];
  return { child, kind, id: name };
}

/** Deadlines as a scenario writes them, in one order whatever the source. */
const told = (deadlines: readonly Deadline[]): ExpectedDeadline[] =>
  deadlines
    .map(
      ({ subject, rule, endDay, lastLawfulDay, state }): ExpectedDeadline => [
        subject.id,
        rule,
        endDay,
        lastLawfulDay,
        state,
      ],
    )
    .sort();

/** A case, with the intakes that belong to it where it is an investigation: what its deadlines are shown with. */
const shownWith = ({ intakes }: ChildRecord, caseName: string): string[] => [
  caseName,
  ...intakes.filter(({ investigationId }) => investigationId === caseName).map(({ id }) => id),
];

/** The names of all cases of a history so far, each with the record that it is in. */
const casesIn = (records: ReadonlyMap<string, ChildRecord>) =>
  [...records.values()].flatMap((record) =>
    [...record.intakes, ...record.investigations].map(({ id }) => [id, record] as const),
  );

/** The same with the interventions, which have no deadlines. */
const allCasesIn = (records: ReadonlyMap<string, ChildRecord>) => [
  ...casesIn(records),
  ...[...records.values()].flatMap((record) => record.interventions.map(({ id }) => [id, record] as const)),
];

/** What is kept of the deadlines of a board and is not what the record gives. */
async function notKept({ database }: Board, on: Day, terms: LocalTerms) {
  const found = [];
  for await (const difference of differencesIn(database, on, terms)) found.push(difference);
  return found;
}

const FROM_THE_START = {
  intake: 'received',
  investigation: 'opened',
  intervention: 'started',
} as const satisfies Record<UnitOfCount, CountedOn>;

/** The rows of an extract of everything that was received, opened or started so far, by a controller. */
async function extracted(world: World, unitOfCount: UnitOfCount): Promise<Record<string, string>[]> {
  const controller = world.as('controller');
  const made = await controller.post('/extracts', {
    unitOfCount,
    from: '2024-01-01',
    to: '2027-12-31',
    on: FROM_THE_START[unitOfCount],
    variables: selectVariables({ unitOfCount }).map(({ id }) => id),
  });
  expect((await finished(world, made)).state).toBe('done');
  const { text } = await controller.get(`/extracts/${made.body.id}/data`);
  return parseCsv(text, { bom: true, delimiter: ';', columns: true });
}

/** The same rows by the pure rules: the unit, and a cell per variable. */
const rowsByRule = (records: ReadonlyMap<string, ChildRecord>, kind: UnitOfCount, on: Day) =>
  [...records.values()].flatMap((record) =>
    record[`${kind}s`].map(({ id, unit }) => {
      const values = derive(record, { kind, id }, on, selectVariables({ unitOfCount: kind }));
      return {
        unit,
        ...Object.fromEntries(Object.entries(values).map(([key, value]) => [key, cellOf(value)])),
      };
    }),
  );

/** The records of the children of a history as they stand in a database, with names in place of ids. */
async function recordsIn(board: Board, cast: Cast): Promise<ReadonlyMap<string, ChildRecord>> {
  const records = await loadedIn(board, cast);
  return new Map(named(records, partNamesIn(records)).map((record) => [record.child.id, record]));
}

/** The same where what a case has several of is not named yet. */
async function loadedIn({ database }: Board, cast: Cast): Promise<ChildRecord[]> {
  const children = [...cast.intakes.keys()].map((child) => cast.persons.get(child)!);
  return named(await loadRecords(database.reader, children), namesOf(cast));
}

describe.each(SCENARIOS)('%s', (name) => {
  const scenario = readScenario(name);
  const terms = { ...DEMO_BOARD, ...scenario.settings };
  const dayLast = daysAfter(
    [...turnsOf(scenario), dayOf(instantOf(scenario.events.at(-1)!.at))].toSorted().at(-1)!,
    10,
  );
  let world: World;
  let player: Player;
  let played = 0;
  beforeAll(async () => {
    const settings = { ...ANY_POPULATION, ...scenario.settings };
    world = await startWorld({ at: instantOf(scenario.events[0]!.at), settings });
    player = playOverHttp(world, scenario);
  });
  afterAll(() => world.close());

  test('is told in the order in which it happened', () => {
    const times = scenario.events.map(({ at }) => at);
    expect(times).toEqual(times.toSorted());
  });

  test('through the actions alone it comes to the same', async () => {
    const database = await openTestDatabase();
    const board = createBoard(terms, database, 'a key that only the tests know of, long enough', follow);
    const stage = playThroughActions(board, scenario);
    await playAll(stage, scenario);
    expect(await recordsIn(board, stage.cast)).toEqual(await foldHistory(scenario, terms));
    expect(await notKept(board, dayOf(instantOf(scenario.events.at(-1)!.at)), terms)).toEqual([]);
    await database.close();
  });

  test('every deadline of every case takes its course, day by day', async () => {
    let records: ReadonlyMap<string, ChildRecord> = new Map();
    let told = 0;
    for (let on = dayOf(instantOf(scenario.events[0]!.at)); on <= dayLast; on = daysAfter(on, 1)) {
      const history = historyUntil(scenario, on);
      if (history.events.length > told) records = await foldHistory(history, terms);
      told = history.events.length;
      for (const [caseName, record] of casesIn(records)) {
        const own = evaluate(record, on, terms).filter((deadline) => deadline.case.id === caseName);
        expect(standing(own), `${caseName} on ${on}`).toEqual(courseOn(scenario, caseName, on));
      }
    }
    expect(Object.keys(scenario.course).toSorted()).toEqual(
      casesIn(records)
        .map(([id]) => id)
        .toSorted(),
    );
  });

  test('everything that is found in every case is found from its day on, day by day', async () => {
    let records: ReadonlyMap<string, ChildRecord> = new Map();
    let told = 0;
    for (let on = dayOf(instantOf(scenario.events[0]!.at)); on <= dayLast; on = daysAfter(on, 1)) {
      const history = historyUntil(scenario, on);
      if (history.events.length > told) records = await foldHistory(history, terms);
      told = history.events.length;
      for (const [caseName, record] of allCasesIn(records)) {
        const own = findIn(record, terms).filter(({ case: of, since }) => of.id === caseName && since <= on);
        expect(foundIn(own), `${caseName} on ${on}`).toEqual(qualityOn(scenario, caseName, on));
      }
    }
    const names = allCasesIn(records).map(([caseName]) => caseName);
    for (const caseName of Object.keys(scenario.quality ?? {})) expect(names).toContain(caseName);
  });

  /** Plays on to the evening of a day, and gives the same history folded without a database. */
  async function until(on: Day) {
    const { events } = historyUntil(scenario, on);
    for (const event of events.slice(played)) await player.play(event);
    played = events.length;
    world.clock.set(eveningOf(on));
    return foldHistory(historyUntil(scenario, on), terms);
  }

  const days = [...new Set([...turnsOf(scenario), ...scenario.expected.map(({ on }) => on)])].toSorted();
  const expectations = days.map(
    (on): Expectation => scenario.expected.find((one) => one.on === on) ?? { on, ofCourse: true },
  );

  // The quick engine extracts on every day of which variables are told. The other one at the end, when there is most.
  const evenings = scenario.expected.map(({ on }) => on).toSorted();
  const extractedOn = new Set(testEngine === 'sqlite' ? evenings : evenings.slice(-1));

  describe.each(expectations)(
    'on $on',
    ({ on, ofCourse, deadlines = {}, laws = {}, variables = {}, missing = {}, legalForce = {} }) => {
      let records: ReadonlyMap<string, ChildRecord>;
      beforeAll(async () => {
        records = await until(on);
      });

      test('the database holds what the history tells', async () => {
        expect(await recordsIn(world.board, player.cast)).toEqual(records);
      });

      /** What the API says under a case, with names in place of ids. */
      async function said(caseName: string, under: string) {
        const names = namesOf(player.cast);
        const [id] = [...names].find(([, known]) => known === caseName)!;
        const answer = await world.as('teamLeader').get(`/${unitNamed(caseName).kind}s/${id}/${under}`);
        expect(answer.status, answer.text).toBe(200);
        return named(answer.body, names);
      }
      const closingOf = (caseName: string) =>
        foldClosing(historyUntil(scenario, on), records, on).get(caseName)!;

      /** The deadlines of a case as the API gives them, and as the pure rules do. */
      async function bothWays(caseName: string): Promise<[Deadline[], Deadline[]]> {
        const { child } = unitNamed(caseName);
        const { items } = await said(caseName, 'deadlines');
        const record = records.get(child)!;
        const cases = shownWith(record, caseName);
        return [items, evaluate(record, on, terms).filter((deadline) => cases.includes(deadline.case.id))];
      }

      test('every deadline of every case stands as it should', async () => {
        for (const [caseName, record] of casesIn(records)) {
          const expected = shownWith(record, caseName)
            .flatMap((name) => courseOn(scenario, name, on))
            .sort();
          const { items } = await said(caseName, 'deadlines');
          expect(standing(items), caseName).toEqual(expected);
        }
      });

      test('what is found in every case is what should be', async () => {
        const parts = partNamesIn(await loadedIn(world.board, player.cast));
        for (const [caseName] of allCasesIn(records)) {
          const { items } = await said(caseName, 'data-quality');
          expect(foundIn(named(items, parts)), caseName).toEqual(qualityOn(scenario, caseName, on));
        }
      });

      test('what is kept of the findings agrees', async () => {
        const found = [];
        for await (const one of findingDifferencesIn(world.database, terms)) found.push(one);
        expect(found).toEqual([]);
      });

      test('what is kept of the deadlines agrees', async () => {
        expect(await notKept(world.board, on, terms)).toEqual([]);
      });

      test.each(Object.entries(deadlines))('deadlines of %s', async (caseName, expected) => {
        const [byApi, byRule] = await bothWays(caseName);
        expect(told(byApi)).toEqual(expected.toSorted());
        expect(told(byRule)).toEqual(expected.toSorted());
      });

      test.each(Object.entries(laws))('the law cited for %s', async (caseName, expected) => {
        for (const deadlines of await bothWays(caseName)) {
          const cited = deadlines
            .filter(({ rule }) => rule in expected)
            .map(({ rule, law }) => [rule, law] as const);
          expect(Object.fromEntries(cited)).toEqual(expected);
        }
      });

      test.each(Object.entries(missing))('what closing %s needs', async (caseName, { rules, ...query }) => {
        const { intervention: type, placementForm, suitableWithoutGuardian = false } = query;
        const asked = Object.entries(query).map(([key, value]) => `${key}=${value}`);
        const byApi = await said(caseName, `completeness?${asked.join('&')}`);
        expect(byApi.missing.map(({ rule }: MissingItem) => rule)).toEqual(rules);
        const interventions = type === undefined ? [] : [{ type, placementForm }];
        const decision = intended(query.outcome ?? null, interventions, suitableWithoutGuardian);
        expect(wantingIn(closingOf(caseName), decision, on)).toEqual(rules);
      });

      test.each(Object.entries(legalForce))(
        'legal force of the decision on %s',
        async (caseName, expected) => {
          const { legalForceOn: whole, items } = await said(caseName, 'notifications');
          const ofParties = items.map((one: Notification) => [one.partyId, one.legalForceOn]);
          expect({ whole, ...Object.fromEntries(ofParties) }).toEqual(expected);
          expect(closingOf(caseName).legalForce).toEqual(expected);
        },
      );

      test.each(Object.entries(variables))('variables of %s', (unitName, expected) => {
        const { child, kind, id } = unitNamed(unitName);
        const values = derive(records.get(child)!, { kind, id }, on, selectVariables({ unitOfCount: kind }));
        const expectedValues = Object.entries(expected).map(([key, value]) => [key, asValue(value)]);
        expect(values).toMatchObject(Object.fromEntries(expectedValues));
      });

      test.each(extractedOn.has(on) && !ofCourse ? UNITS_OF_COUNT : [])(
        'an extract per %s says the same',
        async (kind) => {
          const rows = await extracted(world, kind);
          const byRule = rowsByRule(records, kind, on);
          expect(rows.map(({ key: _, ...cells }) => cells)).toHaveLength(byRule.length);
          expect(rows.map(({ key: _, ...cells }) => cells)).toEqual(expect.arrayContaining(byRule));
          for (const [unitName, expected] of Object.entries(variables)) {
            if (unitNamed(unitName).kind !== kind) continue;
            const cells = Object.entries(expected).map(([key, value]) => [key, cellOf(asValue(value))]);
            expect(rows).toContainEqual(expect.objectContaining(Object.fromEntries(cells)));
          }
        },
      );
    },
  );
});
