import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { assessment, decision, done, newNumber, reportOf } from '../support/casework.ts';
import { advice, ended } from '../support/interventions.ts';
import * as oracle from '../support/oracle.ts';
import { SEED } from '../support/seed.ts';
import { type Answer, type Client, startWorld, type World } from '../support/world.ts';

/**
 * Random casework, done over HTTP by random handlers, on a board that grows from run to run; after each run a random
 * caller asks in every way there is. Get, list, walk, count and search must show just what the oracle says.
 */

const RUNS = 100;
const HANDLERS = ['anna', 'bo', 'cecilia', 'david', 'eva'];
const UNITS = ['mottagning', 'barn-och-familj', 'ungdom'];
const ROLES: readonly oracle.Role[] = [
  ...(['reception', 'social-worker', 'team-leader', 'decision-maker'] as const),
  ...(['controller', 'auditor', 'administrator'] as const),
];
const START = Date.parse('2026-03-02T09:00:00Z');
const board: oracle.Board = {
  persons: [],
  intakes: [],
  investigations: [],
  interventions: [],
  grants: [],
  now: START,
};

let world: World;
const clients = new Map<string, Client>();
beforeAll(async () => {
  world = await startWorld();
  console.info(`predicate: seed ${SEED}`);
});
afterAll(() => world.close());

async function as(who: oracle.Who): Promise<Client> {
  const key = JSON.stringify(who);
  const client =
    clients.get(key) ?? (await world.with({ ...who, roles: [...who.roles], units: [...who.units] }));
  clients.set(key, client);
  return client;
}

const pick = <T>(from: readonly T[], at: number): T | undefined => from[at % Math.max(from.length, 1)];
const name = (person: oracle.Person, handlerId: string) => {
  if (!person.named.includes(handlerId)) person.named.push(handlerId);
};
/** Someone who leads every unit: sees all but the protected children who have not named them. */
const leader = (sub: string): oracle.Who => ({ sub, roles: ['team-leader'], units: UNITS });

interface Step {
  readonly what:
    | 'report'
    | 'report again'
    | 'assign'
    | 'decide'
    | 'hand over'
    | 'give'
    | 'pass on'
    | 'end'
    | 'name'
    | 'unname'
    | 'protect'
    | 'open up'
    | 'break glass'
    | 'wait';
  readonly at: number;
  readonly by: string;
  readonly to: string;
  readonly unit: string;
}

/** Registers a report as `by`, and keeps in mind what the program must have made of it. */
async function report({ by, unit }: Step, child: object, known?: oracle.Person) {
  const who: oracle.Who = { sub: by, roles: ['social-worker'], units: [unit] };
  const receivedAt = new Date(board.now - 60_000).toISOString();
  const body = reportOf([{ person: child, mainCause: 'annat' }], { unit, receivedAt });
  const { children } = done(await (await as(who)).post('/reports', body));
  const { childId, intakeId, caseNumber } = children[0];
  const reaches = known === undefined || oracle.knows(who, known);
  const handlerId = reaches ? by : known.named.at(-1)!;
  const person = known ?? board.persons.find((other) => other.id === childId);
  return { childId, of: { id: intakeId, caseNumber, unit, handlerId, open: true }, person, reaches };
}

const DO: Readonly<Record<Step['what'], (step: Step) => Promise<void>>> = {
  async report(step) {
    const familyName = `Släkt${board.persons.length}x`;
    const number = newNumber();
    const isProtected = step.at % 3 === 0;
    const protection = isProtected ? { protectedIdentity: 'sekretessmarkering' } : {};
    const made = await report(step, { personalNumber: number, givenName: 'Barn', familyName, ...protection });
    const person = { id: made.childId, number, familyName, isProtected, named: [step.by] };
    board.persons.push(person);
    board.intakes.push({ ...made.of, child: person });
  },
  async 'report again'(step) {
    const person = pick(board.persons, step.at);
    if (!person) return;
    const made = await report(step, { personalNumber: person.number }, person);
    expect(made.childId).toBe(made.reaches ? person.id : null);
    if (made.reaches) name(person, step.by);
    board.intakes.push({ ...made.of, child: person });
  },
  async assign(step) {
    const of = pick(board.intakes, step.at);
    if (!of) return;
    const client = await as(leader(step.by));
    const read = await client.get(`/intakes/${of.id}`);
    const body = { handlerId: step.to, unit: step.unit };
    const answer = await client.post(`/intakes/${of.id}/assignments`, body, { match: read.etag || '"1"' });
    expect(answer.status).toBe(oracle.seesIntake(board, leader(step.by), of) ? 201 : 404);
    if (answer.status !== 201) return;
    of.handlerId = step.to;
    of.unit = step.unit;
    name(of.child, step.to);
    name(of.child, step.by);
  },
  async decide(step) {
    const of = pick(board.intakes, step.at);
    if (!of?.open) return;
    const client = await as(leader(step.by));
    const assessed = await client.post(`/intakes/${of.id}/protection-assessments`, assessment);
    expect(assessed.status).toBe(oracle.seesIntake(board, leader(step.by), of) ? 201 : 404);
    if (assessed.status !== 201) return;
    const { etag } = await client.get(`/intakes/${of.id}`);
    const running = board.investigations.find((other) => other.child === of.child && other.open);
    const outcome = running ? 'pafors-pagaende-utredning' : 'utredning-inleds';
    const body = decision({ outcome, unit: step.unit, handlerId: step.to });
    const { investigationId } = done(await client.post(`/intakes/${of.id}/decision`, body, { match: etag }));
    of.open = false;
    of.investigation = running;
    name(of.child, step.by);
    if (running) return;
    name(of.child, step.to);
    of.investigation = {
      ...{ id: investigationId, child: of.child, caseNumber: of.caseNumber },
      ...{ unit: step.unit, handlerId: step.to, open: true },
    };
    board.investigations.push(of.investigation);
  },
  'hand over': (step) => handOver(step, 'investigations'),
  async give(step) {
    const person = pick(board.persons, step.at);
    if (!person) return;
    const body = advice(person.id, { unit: step.unit, handlerId: step.to });
    const answer = await (await as(leader(step.by))).post('/interventions', body);
    expect(answer.status).toBe(oracle.knows(leader(step.by), person) ? 201 : 400);
    if (answer.status !== 201) return;
    const { id, caseNumber } = answer.body;
    board.interventions.push({
      ...{ id, caseNumber, child: person },
      ...{ unit: step.unit, handlerId: step.to, open: true },
    });
    name(person, step.to);
  },
  'pass on': (step) => handOver(step, 'interventions'),
  async end(step) {
    const of = pick(board.interventions, step.at);
    if (!of?.open) return;
    const client = await as(leader(step.by));
    const { etag } = await client.get(`/interventions/${of.id}`);
    const answer = await client.post(`/interventions/${of.id}/end`, ended(), { match: etag || '"1"' });
    expect(answer.status).toBe(oracle.seesIntervention(board, leader(step.by), of) ? 201 : 404);
    if (answer.status === 201) of.open = false;
  },
  async name(step) {
    const person = pick(board.persons, step.at);
    if (!person) return;
    const answer = await (await as(leader(step.by))).post(`/persons/${person.id}/named-handlers`, {
      handlerId: step.to,
    });
    const may = person.named.includes(step.by) ? 201 : 403;
    expect(answer.status).toBe(oracle.knows(leader(step.by), person) ? may : 404);
    if (answer.status === 201) name(person, step.to);
  },
  async unname(step) {
    const person = pick(board.persons, step.at);
    if (!person) return;
    const path = `/persons/${person.id}/named-handlers/endings`;
    const answer = await (await as(leader(step.by))).post(path, { handlerId: step.to });
    const left = person.named.filter((handlerId) => handlerId !== step.to);
    const nobody = person.isProtected && left.length === 0;
    const refused = nobody || !person.named.includes(step.to);
    const may = !person.named.includes(step.by) ? 403 : refused ? 409 : 201;
    expect(answer.status).toBe(oracle.knows(leader(step.by), person) ? may : 404);
    if (answer.status === 201) person.named = left;
  },
  protect: (step) => protect(step, true),
  'open up': (step) => protect(step, false),
  async 'break glass'(step) {
    const person = pick(board.persons, step.at);
    if (!person) return;
    const body = { reason: 'Jourärende i natt, handläggaren nås inte.' };
    const answer = await (await as(leader(step.by))).post(`/persons/${person.id}/break-glass`, body);
    expect(answer.status).toBe(oracle.knows(leader(step.by), person) ? 201 : 404);
    const until = board.now + 12 * 3_600_000;
    if (answer.status === 201) board.grants.push({ handlerId: step.by, personId: person.id, until });
  },
  async wait() {
    board.now += 5 * 3_600_000;
    world.clock.set(new Date(board.now).toISOString());
  },
};

async function handOver(step: Step, list: 'investigations' | 'interventions') {
  const of = pick(board[list], step.at);
  if (!of) return;
  const client = await as(leader(step.by));
  const { etag } = await client.get(`/${list}/${of.id}`);
  const body = { handlerId: step.to, unit: step.unit };
  const answer = await client.post(`/${list}/${of.id}/assignments`, body, { match: etag || '"1"' });
  expect(answer.status).toBe(SEES[list](board, leader(step.by), of) ? 201 : 404);
  if (answer.status !== 201) return;
  of.handlerId = step.to;
  of.unit = step.unit;
  name(of.child, step.to);
  name(of.child, step.by);
}

async function protect(step: Step, on: boolean) {
  const person = pick(board.persons, step.at);
  if (!person) return;
  const client = await as(leader(step.by));
  const { etag } = await client.get(`/persons/${person.id}`);
  const body = { protectedIdentity: on ? 'skyddad-folkbokforing' : 'ingen' };
  const answer = await client.patch(`/persons/${person.id}`, body, { match: etag || '"1"' });
  const may = on === person.isProtected || person.named.includes(step.by) ? 200 : 403;
  expect(answer.status).toBe(oracle.knows(leader(step.by), person) ? may : 404);
  if (answer.status === 200) person.isProtected = on;
}

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

const SEES = {
  intakes: oracle.seesIntake,
  investigations: oracle.seesInvestigation,
  interventions: oracle.seesIntervention,
};

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

test('get, list, walk, count, search and file show what the oracle says', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(step, { minLength: 2, maxLength: 6 }),
      caller,
      probe,
      async (steps, who, asked) => {
        for (const one of steps) await DO[one.what](one);
        await compareCases(who, 'intakes', asked);
        await compareCases(who, 'investigations', asked);
        await compareCases(who, 'interventions', asked);
        await comparePersons(who, asked);
        await compareFiles(who, asked);
      },
    ),
    // The board grows with each run: a failure is told as it came, with the seed that repeats it.
    { seed: SEED, numRuns: RUNS, endOnFailure: true },
  );
  // The runs must have been about something.
  expect(board.intakes.length).toBeGreaterThan(RUNS / 2);
  expect(board.investigations.length).toBeGreaterThan(10);
  expect(board.interventions.length).toBeGreaterThan(10);
  expect(board.persons.filter((person) => person.isProtected).length).toBeGreaterThan(10);
});
