import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { child, done, openIntake } from '../../support/casework.ts';
import { advice, goal } from '../../support/interventions.ts';
import type { Client, World } from '../../support/world.ts';
import { type Cases, startCases, TODAY } from './cases.ts';

/** What the worklist and the counts never tell: a protected child, another unit. */

let world: World;
let cases: Cases;
/** A protected child of karin.ek's, with an intake that nobody has assessed and an insats with a vague goal. */
let hidden: { intakeId: string; childId: string; interventionId: string };
beforeAll(async () => {
  cases = await startCases();
  ({ world } = cases);
  world.clock.set('2026-03-02T09:00:00Z');
  const karin = world.as('socialWorker');
  const { intakeId, childId } = await openIntake(karin, child({ protectedIdentity: 'sekretessmarkering' }));
  const given = done(await karin.post('/interventions', advice(childId)));
  const { target: _, ...vague } = goal;
  done(await karin.post(`/interventions/${given.id}/goals`, vague));
  hidden = { intakeId, childId, interventionId: given.id };
  world.clock.set(`${TODAY}T09:00:00Z`);
});
afterAll(() => world.close());

interface Line {
  rule: string;
  case: { id: string };
}
const casesOf = async (client: Client, query = ''): Promise<string[]> => {
  const { items, page } = done(await client.get(`/data-quality?limit=100&total=true${query}`));
  expect(page.total).toBe(items.length);
  return [...new Set<string>(items.map((one: Line) => one.case.id))];
};
const countsOf = async (client: Client, query = '') =>
  Object.fromEntries(
    done(await client.get(`/data-quality/summary${query}`)).items.map(
      ({ rule, count }: { rule: string; count: number | null }) => [rule, count],
    ),
  );

describe('a protected child', () => {
  test('is listed for the named handler alone', async () => {
    const mine = await casesOf(world.as('socialWorker'));
    expect(mine).toEqual(expect.arrayContaining([hidden.intakeId, hidden.interventionId]));
    for (const client of [world.as('teamLeader'), world.as('reception')]) {
      for (const query of ['', '&handlerId=karin.ek', '&unit=mottagning', '&rule=Q003', '&rule=Q014']) {
        const seen = await casesOf(client, query);
        expect(seen).not.toContain(hidden.intakeId);
        expect(seen).not.toContain(hidden.interventionId);
      }
      expect((await client.get(`/intakes/${hidden.intakeId}/data-quality`)).status).toBe(404);
    }
    const lena = world.as('teamLeader');
    expect((await lena.get(`/interventions/${hidden.interventionId}/data-quality`)).status).toBe(404);
  });

  test('is not counted to a team leader who may not know of it, and is to a controller, who sees no case', async () => {
    const lena = world.as('teamLeader');
    const listed = done(await lena.get('/data-quality?limit=100')).items as Line[];
    for (const [rule, count] of Object.entries(await countsOf(lena))) {
      expect([rule, count]).toEqual([rule, listed.filter((one) => one.rule === rule).length]);
    }
    expect(await countsOf(world.as('controller'))).toMatchObject({ Q003: 2, Q004: 2, Q014: 2 });
    expect(await countsOf(lena)).toMatchObject({ Q003: 1, Q004: 1, Q014: 1 });
  });
});

describe('another unit', () => {
  test('is listed as nothing, not as forbidden', async () => {
    expect(await casesOf(world.as('youthLeader'), '&unit=mottagning')).toEqual([]);
    expect(await casesOf(world.as('youthLeader'))).toEqual([]);
  });

  test('reception sees intakes, and nothing of what they led to', async () => {
    expect(await casesOf(world.as('reception'))).toEqual([cases.forgotten.intakeId, cases.unknown.intakeId]);
    const of = `/investigations/${cases.waiting.investigationId}/data-quality`;
    expect((await world.as('reception').get(of)).status).toBe(404);
  });

  test('is listed to who opens it by break-glass, for as long as that lasts', async () => {
    const omar = world.as('youthWorker');
    done(
      await omar.post(`/persons/${cases.waiting.childId}/break-glass`, { reason: 'Akut läge på jourtid.' }),
    );
    expect(await casesOf(omar)).toEqual([cases.waiting.investigationId]);
    world.clock.set('2026-03-21T09:00:00Z');
    expect(await casesOf(omar)).toEqual([]);
    world.clock.set(`${TODAY}T09:00:00Z`);
  });

  test('is no part of the figures of who has other units', async () => {
    const one = await world.with({ sub: 'una.enhet', roles: ['controller'], units: ['ungdom'] });
    expect(new Set(Object.values(await countsOf(one)))).toEqual(new Set([0]));
    expect(new Set(Object.values(await countsOf(one, '?unit=mottagning')))).toEqual(new Set([0]));
    const other = await world.with({ sub: 'alla.enheter', roles: ['controller'], units: ['mottagning'] });
    expect(await countsOf(other)).toMatchObject({ Q003: 2, Q014: 0, Q016: 1 });
  });
});

test.each(['auditor', 'administrator', 'decisionMaker', 'controller'] as const)(
  'the worklist is not for the %s',
  async (persona) => {
    expect((await world.as(persona).get('/data-quality')).status).toBe(403);
  },
);
