import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { tellDue } from '../../src/event/actions.ts';
import { type Clock, toInstant } from '../../src/kernel/clock.ts';
import { dayOf } from '../../src/kernel/day.ts';
import { byWeight, findIn, holdsOn } from '../../src/quality/evaluate.ts';
import { loadCaseRecords } from '../../src/record/load.ts';
import { eventsAt, subscribe } from '../support/calendars.ts';
import { done } from '../support/casework.ts';
import * as oracle from '../support/oracle.ts';
import { SEED } from '../support/seed.ts';
import type { Answer, Client } from '../support/world.ts';
import {
  as,
  beginWorld,
  board,
  DO,
  HANDLERS,
  leader,
  pick,
  ROLES,
  SEES,
  type Step,
  UNITS,
  world,
} from './predicate-casework.ts';

/**
 * Random casework, done over HTTP by random handlers, on a board that grows from run to run; after each run a random
 * caller asks in every way there is. Get, list, walk, count, search and events must show just what the oracle says.
 */

const RUNS = 100;
beforeAll(async () => {
  await beginWorld();
  console.info(`predicate: seed ${SEED}`);
});
afterAll(() => world.close());

const ids = (answer: Answer): string[] => done(answer).items.map((item: { id: string }) => item.id);

/** Walks a list to its end, and counts it. */
async function everything(client: Client, list: string, filter: string, limit: number) {
  const seen: string[] = [];
  let cursor = '';
  for (;;) {
    const answer = await client.get(`/${list}?limit=${limit}${filter}&total=true${cursor}`);
    seen.push(...ids(answer));
    const { nextCursor, total } = answer.body.page;
    if (!nextCursor) return { seen, total };
    cursor = `&cursor=${nextCursor}`;
  }
}

async function compareCases(
  who: oracle.Who,
  list: 'intakes' | 'investigations' | 'interventions',
  probe: Probe,
) {
  const client = await as(who);
  const all = board[list];
  const sees = SEES[list];
  if (!oracle.mayAsk[list](who)) {
    expect((await client.get(`/${list}`)).status).toBe(403);
    expect((await client.get(`/${list}/${pick(all, probe.at)?.id ?? crypto.randomUUID()}`)).status).toBe(403);
    return;
  }
  const { unit, handlerId, open } = probe;
  const child = probe.child === null ? undefined : pick(board.persons, probe.child);
  const filter = `${child ? `&childId=${child.id}` : ''}${unit ? `&unit=${unit}` : ''}${handlerId ? `&handlerId=${handlerId}` : ''}${open ? '&state=open' : ''}`;
  const expected = all.filter(
    (of) =>
      sees(board, who, of) &&
      (!child || of.child === child) &&
      (!unit || of.unit === unit) &&
      (!handlerId || of.handlerId === handlerId) &&
      (!open || of.open),
  );
  const { seen, total } = await everything(client, list, filter, probe.limit);
  expect(seen.toSorted()).toEqual(expected.map((of) => of.id).toSorted());
  expect(total).toBe(expected.length);
  for (const of of [all.at(-1), pick(all, probe.at), pick(expected, probe.at)]) {
    if (of) expect((await client.get(`/${list}/${of.id}`)).status).toBe(sees(board, who, of) ? 200 : 404);
  }
}

async function comparePersons(who: oracle.Who, probe: Probe) {
  const client = await as(who);
  const secret = board.persons.filter((person) => person.isProtected);
  for (const person of [pick(board.persons, probe.at), pick(secret, probe.at), board.persons.at(-1)]) {
    if (!person) continue;
    const search = async (terms: object) => client.post('/persons/search', terms);
    if (!oracle.mayAsk.persons(who)) {
      expect((await client.get(`/persons/${person.id}`)).status).toBe(403);
      expect((await search({ personalNumber: person.number })).status).toBe(403);
      continue;
    }
    const known = oracle.knows(who, person);
    expect((await client.get(`/persons/${person.id}`)).status).toBe(known ? 200 : 404);
    expect(ids(await search({ personalNumber: person.number }))).toEqual(known ? [person.id] : []);
    expect(ids(await search({ name: person.familyName }))).toEqual(known ? [person.id] : []);
    for (const of of [...board.interventions, ...board.intakes]
      .filter((one) => one.child === person)
      .slice(0, 2)) {
      const found = oracle.foundByCaseNumber(board, who, of.caseNumber);
      expect(ids(await search({ caseNumber: of.caseNumber }))).toEqual(found);
    }
  }
}

/** The file of a child holds the cases that the caller sees, and of each something. */
async function compareFiles(who: oracle.Who, probe: Probe) {
  const client = await as(who);
  for (const person of [pick(board.persons, probe.at), board.intakes.at(-1)?.child]) {
    if (!person) continue;
    const answer = await client.get(`/persons/${person.id}/file`);
    const may = oracle.knows(who, person) ? 200 : 404;
    expect(answer.status).toBe(oracle.mayAsk.persons(who) ? may : 403);
    if (answer.status !== 200) continue;
    const shown = new Set(answer.body.items.map((entry: { case: { id: string } }) => entry.case.id));
    const expected = [
      ...board.intakes.filter((of) => of.child === person && oracle.seesIntake(board, who, of)),
      ...board.investigations.filter((of) => of.child === person && oracle.seesInvestigation(board, who, of)),
      ...board.interventions.filter((of) => of.child === person && oracle.seesIntervention(board, who, of)),
    ];
    expect([...shown].toSorted()).toEqual(expected.map((of) => of.id).toSorted());
  }
}

/** Something is due in every case by then. */
const aMonthLater: Clock = { now: () => toInstant(new Date(board.now + 30 * 24 * 3_600_000)) };

/** What the clock has told is followed to its end: it is of every case that the caller sees, and of no other. */
async function compareEvents(who: oracle.Who, { limit }: Probe) {
  const client = await as(who);
  const told = new Set<string>();
  for (let cursor = '0', more = true; more; ) {
    const answer = await client.get(`/events?limit=${limit}&cursor=${cursor}`);
    expect(answer.status).toBe(oracle.mayAsk.intakes(who) ? 200 : 403);
    if (answer.status !== 200) return;
    for (const { data } of answer.body.items) told.add(data.case.id);
    ({ cursor, more } = answer.body);
  }
  const expected = [
    ...board.intakes.filter((of) => oracle.seesIntake(board, who, of)),
    ...board.investigations.filter((of) => oracle.seesInvestigation(board, who, of)),
  ];
  expect([...told].toSorted()).toEqual(expected.map((of) => of.id).toSorted());
}

/**
 * What is found in the cases that the caller sees is in the worklist, and nothing of any other. What is found, and that
 * it is kept so, is tested elsewhere.
 */
async function compareQuality(who: oracle.Who, { limit, unit, handlerId }: Probe) {
  const client = await as(who);
  const may = who.roles.some((role) => ['reception', 'social-worker', 'team-leader'].includes(role));
  if (!may) {
    expect((await client.get('/data-quality')).status).toBe(403);
    return;
  }
  const filter = `${unit ? `&unit=${unit}` : ''}${handlerId ? `&handlerId=${handlerId}` : ''}`;
  const { seen, total } = await everything(client, 'data-quality', filter, limit);
  const visible = new Set(
    [
      ...board.intakes.filter((of) => oracle.seesIntake(board, who, of)),
      ...board.investigations.filter((of) => oracle.seesInvestigation(board, who, of)),
      ...board.interventions.filter((of) => oracle.seesIntervention(board, who, of)),
    ].map((of) => of.id),
  );
  const today = dayOf(toInstant(new Date(board.now)));
  const children = board.persons.map(({ id }) => id);
  const records = await loadCaseRecords(world.database.reader, children);
  const expected = records
    .flatMap((record) => findIn(record, world.board))
    .filter((one) => holdsOn(one, today) && visible.has(one.case.id))
    .filter(({ case: of }) => (!unit || of.unit === unit) && (!handlerId || of.handlerId === handlerId));
  expect(seen).toEqual(expected.toSorted(byWeight).map(({ id }) => id));
  expect(total).toBe(expected.length);
  found += expected.length;
}
let found = 0;

const addresses = new Map<string, string>();

/** A calendar holds the open cases that are one's own, whatever else one sees, and none of anybody hidden. */
async function compareCalendar(who: oracle.Who) {
  const made = addresses.get(who.sub) ?? (await subscribe(await as(leader(who.sub)))).address;
  addresses.set(who.sub, made);
  const shown = (await eventsAt(world, made)).map(({ uid, status }) => [uid.split(/[:@]/)[1]!, status]);
  const own = [...board.intakes, ...board.investigations].filter(
    (of) => of.handlerId === who.sub && oracle.knows(who, of.child),
  );
  const mine = new Set(own.map((of) => of.id));
  expect(shown.filter(([id]) => !mine.has(id!))).toEqual([]);
  const open = new Set(shown.flatMap(([id, status]) => (status === 'CONFIRMED' ? id : [])));
  expect(own.filter((of) => of.open && !open.has(of.id))).toEqual([]);
}

const handler = fc.constantFrom(...HANDLERS);
const unit = fc.constantFrom(...UNITS);
const step: fc.Arbitrary<Step> = fc.record({
  what: fc.constantFrom(
    ...(Object.keys(DO) as Step['what'][]),
    'report',
    'report',
    'decide',
    'decide',
    'give',
  ),
  at: fc.nat(),
  by: handler,
  to: handler,
  unit,
});
const caller: fc.Arbitrary<oracle.Who> = fc.record({
  sub: fc.oneof(handler, fc.constant('någon annan')),
  roles: fc.oneof(
    { weight: 4, arbitrary: fc.subarray(ROLES.slice(0, 4), { minLength: 1, maxLength: 2 }) },
    { weight: 1, arbitrary: fc.subarray([...ROLES], { maxLength: 2 }) },
  ),
  units: fc.subarray(UNITS),
});
const probe = fc.record({
  at: fc.nat(),
  limit: fc.integer({ min: 40, max: 100 }),
  unit: fc.option(unit, { freq: 2 }),
  handlerId: fc.option(handler, { freq: 2 }),
  child: fc.option(fc.nat(), { freq: 1 }),
  open: fc.boolean(),
});
type Probe = typeof probe extends fc.Arbitrary<infer P> ? P : never;

test('get, list, walk, count, search, file, events, calendar and quality show what the oracle says', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(step, { minLength: 2, maxLength: 6 }),
      caller,
      probe,
      async (steps, who, asked) => {
        for (const one of steps) {
          await DO[one.what](one);
          await tellDue(world.board, aMonthLater);
        }
        await compareCases(who, 'intakes', asked);
        await compareCases(who, 'investigations', asked);
        await compareCases(who, 'interventions', asked);
        await comparePersons(who, asked);
        await compareFiles(who, asked);
        await compareEvents(who, asked);
        await compareCalendar(who);
        await compareQuality(who, asked);
      },
    ),
    // The board grows with each run: a failure is told as it came, with the seed that repeats it.
    { seed: SEED, numRuns: RUNS, endOnFailure: true },
  );
  // The runs must have been about something.
  expect(board.intakes.length).toBeGreaterThan(RUNS / 2);
  expect(board.investigations.length).toBeGreaterThan(10);
  expect(board.interventions.length).toBeGreaterThan(10);
  expect(found).toBeGreaterThan(RUNS / 10);
  expect(board.persons.filter((person) => person.isProtected).length).toBeGreaterThan(10);
}, 180_000);
