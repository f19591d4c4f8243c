import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { day } from '../../../src/kernel/day.ts';
import type { LocalTerms } from '../../../src/knowledge/local-terms.ts';
import { done, loggedDuring, openInvestigation } from '../../support/casework.ts';
import * as parties from '../../support/parties.ts';
import { type Client, startWorld, type World } from '../../support/world.ts';

/** What this board has set for itself: in the deadlines of a case, in the list of rules, and in what sending proposes. */

let world: World;
let karin: Client;
const SETTINGS: LocalTerms = {
  limits: [
    {
      rule: 'samtal-med-barnet',
      days: 14,
      name: 'Riktlinje om barnets delaktighet',
      validTo: day('2026-03-02'),
    },
    { rule: 'samtal-med-barnet', days: 10, validFrom: day('2026-03-03') },
    { rule: 'utredningsplan', days: 7 },
    { rule: 'kommunicering', days: 5 },
  ],
  nearing: { utredningsplan: 1 },
};

beforeAll(async () => {
  world = await startWorld({ at: '2026-03-02T09:00:00Z', settings: SETTINGS });
  karin = world.as('socialWorker');
});
afterAll(() => world.close());

/** The deadlines of an investigation by the board's own rules. */
async function own(id: string) {
  const { items } = done(await karin.get(`/investigations/${id}/deadlines`));
  return items.filter(({ force }: { force: string }) => force === 'local');
}

test('a case has the limits of the day on which it was opened, until each is met', async () => {
  world.clock.set('2026-03-02T09:00:00Z');
  const { investigationId: id } = await openInvestigation(world);
  expect(await own(id)).toMatchObject([
    {
      rule: 'utredningsplan',
      start: '2026-03-02',
      nearOn: '2026-03-08',
      endDay: '2026-03-09',
      state: 'running',
    },
    {
      rule: 'samtal-med-barnet',
      endDay: '2026-03-16',
      origin: 'board',
      law: 'Nämndens egen gräns: Riktlinje om barnets delaktighet',
      state: 'running',
    },
  ]);
  world.clock.set('2026-03-10T09:00:00Z');
  done(
    await karin.put(
      `/investigations/${id}/plan`,
      { questions: ['Hur mår barnet?'], areas: [{ area: 'halsa', decision: 'utreds' }] },
      { match: '"0"' },
    ),
  );
  done(
    await karin.post(`/investigations/${id}/conversations`, {
      heldOn: '2026-03-09',
      form: 'enskilt-barnsamtal',
      content: 'Samtal på skolan.',
    }),
  );
  expect(await own(id)).toMatchObject([
    { rule: 'utredningsplan', state: 'met-late', metOn: '2026-03-10' },
    { rule: 'samtal-med-barnet', state: 'met', metOn: '2026-03-09' },
  ]);
  const listed = done(await karin.get('/deadlines?rule=samtal-med-barnet&state=met'));
  expect(listed.items).toMatchObject([{ subject: { id } }]);
});

test('a reason not to hear the child ends the time for it, in words', async () => {
  world.clock.set('2026-03-03T09:00:00Z');
  const { investigationId: id } = await openInvestigation(world);
  const path = `/investigations/${id}`;
  const { etag } = await karin.get(path);
  const why = { notHeardReason: 'alder-mognad', notHeardExplanation: 'Barnet är tre månader.' };
  done(await karin.patch(path, why, { match: etag }));
  const found = (await own(id)).find(({ rule }: { rule: string }) => rule === 'samtal-med-barnet');
  expect(found).toMatchObject({ endDay: '2026-03-13', state: 'not-applicable', metOn: null });
  expect(found.explanation.sv).toContain('Gäller inte: ett skäl att inte höra barnet är antecknat');
  const open = done(await karin.get(`/deadlines?rule=samtal-med-barnet`));
  expect(open.items.map(({ subject }: { subject: { id: string } }) => subject.id)).not.toContain(id);
});

test('a sending without a day to comment by gets the board’s own', async () => {
  world.clock.set('2026-03-02T09:00:00Z');
  const { id, mother } = await parties.aCase(karin);
  const sent = done(await karin.post(`/investigations/${id}/communications`, { partyId: mother }));
  expect(sent).toMatchObject({ commentBy: '2026-03-07' });
});

describe('the list of rules', () => {
  const rules = async (query = '') => done(await karin.get(`/legal-rules${query}`)).items;

  test('has those of the board last, with their days, and says what applies', async () => {
    world.clock.set('2026-03-02T09:00:00Z');
    const items = await rules();
    expect(items.slice(-2)).toMatchObject([
      {
        id: 'samtal-med-barnet',
        force: 'local',
        citations: [],
        boardLimits: [
          { days: 14, name: 'Riktlinje om barnets delaktighet', validTo: '2026-03-02' },
          { days: 10, name: null, validFrom: '2026-03-03' },
        ],
        inForce: { period: null, applied: { period: { days: 14 }, origin: 'board' } },
      },
      { id: 'utredningsplan', inForce: { applied: { period: { days: 7 }, origin: 'board' } } },
    ]);
    const applied = (id: string) => items.find((item: { id: string }) => item.id === id).inForce.applied;
    expect(applied('kommunicering')).toEqual({ period: { days: 5 }, origin: 'board' });
    expect(applied('information-om-utredning')).toEqual({ period: { days: 3 }, origin: 'default' });
    expect(applied('utredning')).toEqual({ period: { months: 4 }, origin: 'act' });
    const later = done(await karin.get('/legal-rules/samtal-med-barnet?on=2026-03-03'));
    expect(later.inForce.applied).toEqual({ period: { days: 10 }, origin: 'board' });
  });

  test('has none of them on a board that has set none', async () => {
    const bare = await startWorld({ at: '2026-03-02T09:00:00Z' });
    const { items } = done(await bare.as('socialWorker').get('/legal-rules'));
    expect(items.filter(({ force }: { force: string }) => force === 'local')).toEqual([]);
    expect((await bare.as('socialWorker').get('/legal-rules/utredningsplan')).status).toBe(404);
    await bare.close();
  });
});

describe('what if', () => {
  const ask = (body: object, persona: Parameters<World['as']>[0] = 'controller') =>
    world.as(persona).post('/deadlines/calculation', body);

  test('is answered for anyone at work here, changes nothing and is not logged', async () => {
    const logged = await loggedDuring(world, async () => {
      const answer = await ask({ rule: 'utredning', start: '2026-03-09' });
      expect(answer.status, answer.text).toBe(200);
      expect(answer.body).toMatchObject({
        endDay: '2026-07-09',
        lastLawfulDay: '2026-07-09',
        closedDay: null,
        origin: 'act',
        force: 'statutory',
        law: 'SoL (2025:400) 20 kap. 3 §',
      });
    });
    expect(logged).toEqual([]);
  });

  test('knows the numbers of the board, and of placements too', async () => {
    expect((await ask({ rule: 'samtal-med-barnet', start: '2026-03-03' })).body).toMatchObject({
      endDay: '2026-03-13',
      law: 'Nämndens egen gräns',
    });
    expect((await ask({ rule: 'overvagande-sol', start: '2026-03-03' })).body).toMatchObject({
      endDay: '2026-09-03',
      following: { endDay: '2027-03-03' },
    });
  });

  test.each([
    [{ rule: 'utredning' }, 'start'],
    [{ rule: 'hembesok', start: '2026-03-03' }, 'rule'],
    [{ rule: 'utredning', start: '2026-02-30' }, 'start'],
    [{ rule: 'utredning', start: '2026-03-03', childId: 'x' }, 'childId'],
    [{ rule: 'utredning', start: '2026-03-03', round: 'following' }, 'round'],
    [
      {
        rule: 'utredning',
        start: '2026-03-03',
        extensions: [{ decidedOn: '2026-03-02', newEndDay: '2026-09-01' }],
      },
      'extensions.0.decidedOn',
    ],
  ])('cannot be asked as %o', async (body, field) => {
    const refused = await ask(body);
    expect(refused.status).toBe(400);
    expect(refused.body.violations).toMatchObject([{ field }]);
  });
});
