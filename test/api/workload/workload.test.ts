import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { seedBoard } from '../../../seeds/seed.ts';
import { done } from '../../support/casework.ts';
import { queriesDuring } from '../../support/queries.ts';
import { type Client, startWorld, type World } from '../../support/world.ts';
import { ownPart, shapeOf, truthFor, type Who } from './truth.ts';

/** The workload of the demo board, compared with what its records say, for everyone and every row. */

const ALL = ['mottagning', 'barn-och-familj', 'ungdom'];
let world: World;

beforeAll(async () => {
  world = await startWorld({ at: '2026-10-08T13:00:00Z' });
  await seedBoard(world.board, world.clock);
});
afterAll(() => world.close());

const as = (who: Who): Promise<Client> =>
  world.with({ sub: who.sub, roles: [...who.roles], units: [...who.units] });
const leader = (sub: string, units = ALL): Who => ({ sub, roles: ['team-leader'], units });
const worker = (sub: string, units = ALL): Who => ({ sub, roles: ['social-worker'], units });

async function handlers(): Promise<string[]> {
  const rows = await world.database.raw(
    'select handler_id from intake union select handler_id from investigation union select handler_id from named_handler',
  );
  return rows.map(({ handler_id: id }) => String(id)).sort();
}

test('is what the records say, for the leader of every unit', async () => {
  const lena = leader('lena.berg');
  const { body } = await (await as(lena)).get('/workload');
  const truth = await truthFor(world, lena);
  expect(shapeOf(body)).toEqual(truth);
  // The board shows something of every kind, or the comparison would say little.
  const totals = Object.values(truth.units).map(({ total }) => total);
  const sum = (of: (row: (typeof totals)[number]) => number) => totals.reduce((all, row) => all + of(row), 0);
  for (const of of [
    (row: (typeof totals)[number]) => row.openIntakes,
    (row: (typeof totals)[number]) => row.openInvestigations,
    (row: (typeof totals)[number]) => row.nearing,
    (row: (typeof totals)[number]) => row.overdue,
    (row: (typeof totals)[number]) => row.consultationsUnanswered,
    (row: (typeof totals)[number]) => row.newThisMonth.intakes,
    (row: (typeof totals)[number]) => row.closedThisMonth.intakes,
  ])
    expect(sum(of)).toBeGreaterThan(0);
});

test('is what the records say for everyone who handles anything, as leader and as social worker', async () => {
  const found = new Set<string>();
  for (const sub of await handlers()) {
    const truth = await truthFor(world, leader(sub));
    expect(shapeOf(done(await (await as(leader(sub))).get('/workload')))).toEqual(truth);
    expect(shapeOf(done(await (await as(worker(sub))).get('/workload')))).toEqual(ownPart(truth, sub));
    found.add(JSON.stringify(truth));
  }
  // Who is named for a protected child is given other figures.
  expect(found.size).toBeGreaterThan(1);
});

test.each([
  '2026-10-31T22:59:00Z',
  '2026-10-31T23:01:00Z',
  '2026-11-20T08:00:00Z',
  '2027-03-27T23:30:00Z',
  '2027-06-30T22:00:00Z',
])('is so without anything happening, at %s too', async (at) => {
  const before = world.clock.now();
  world.clock.set(at);
  const lena = leader('lena.berg');
  expect(shapeOf(done(await (await as(lena)).get('/workload')))).toEqual(await truthFor(world, lena));
  world.clock.set(before);
});

test('agrees with the lists of deadlines and of cases', async () => {
  const lena = await as(leader('lena.berg'));
  const { items } = done(await lena.get('/workload?unit=barn-och-familj'));
  for (const { handlerId, openInvestigations, openIntakes } of items[0].handlers) {
    const of = `unit=barn-och-familj&handlerId=${handlerId}&state=open&total=true`;
    expect((await lena.get(`/investigations?${of}`)).body.page.total).toBe(openInvestigations);
    expect((await lena.get(`/intakes?${of}`)).body.page.total).toBe(openIntakes);
  }
});

describe('who is shown what', () => {
  test('a leader gets the units of the token, in the order of the board', async () => {
    const found = async (units: string[]) =>
      (await (await as(leader('x', units))).get('/workload')).body.items.map(
        ({ unit }: { unit: string }) => unit,
      );
    expect(await found(['ungdom', 'mottagning'])).toEqual(['mottagning', 'ungdom']);
    expect(await found([])).toEqual([]);
    expect(await found(['nagon-annan'])).toEqual([]);
  });

  test('the filters narrow and widen nothing', async () => {
    const lena = await as(leader('lena.berg', ['barn-och-familj']));
    expect(done(await lena.get('/workload?unit=ungdom')).items).toEqual([]);
    const [unit] = done(await lena.get('/workload')).items;
    const [one] = done(await lena.get('/workload?handlerId=karin.ek')).items;
    expect(one.total).toEqual(unit.total);
    expect(one.handlers).toEqual(
      unit.handlers.filter(({ handlerId }: { handlerId: string }) => handlerId === 'karin.ek'),
    );
    const omar = await as(worker('omar.lind', ['barn-och-familj']));
    const [asked] = done(await omar.get('/workload?handlerId=karin.ek')).items;
    expect(asked.handlers).toEqual([]);
  });

  test('a machine gets totals and no handlers, if its scope says so', async () => {
    const machine = (scope: string) =>
      world.with({ sub: 'planering', roles: ['integration'], units: ALL, scope });
    const { items } = done(await (await machine('workload:read')).get('/workload'));
    expect(items.map(({ handlers: rows }: { handlers: unknown[] }) => rows)).toEqual([[], [], []]);
    expect((await (await machine('deadline:read')).get('/workload')).status).toBe(403);
  });

  test('nobody outside casework, and not the reception', async () => {
    for (const persona of ['reception', 'decisionMaker', 'controller', 'auditor', 'administrator'] as const) {
      const refused = await world.as(persona).get('/workload');
      expect([refused.status, refused.body.detail]).toEqual([403, 'Din roll ger inte rätten workload:read.']);
    }
  });
});

test('says what it is for, and holds nothing of a child', async () => {
  const before = (await world.database.raw('select 1 from audit_entry')).length;
  const answer = await world.as('teamLeader').get('/workload');
  expect(answer.body.purpose.sv).toContain('mäter inte människor');
  expect(answer.text).not.toMatch(/[0-9a-f]{8}-[0-9a-f]{4}|\d{4}-\d{5}/);
  expect((await world.database.raw('select 1 from audit_entry')).length).toBe(before);
});

test('asks the same few questions however many lie on the board', async () => {
  const asked = async (who: Who) => {
    const client = await as(who);
    return queriesDuring(world, () => client.get('/workload'));
  };
  const few = await asked(leader('lena.berg', ['ungdom']));
  expect(await asked(leader('lena.berg'))).toEqual(few);
  expect(few.length).toBeLessThanOrEqual(11);
});
