import { afterAll, beforeAll, expect, test } from 'vitest';
import { child, loggedDuring, openInvestigation, register } from '../../support/casework.ts';
import { ANY_POPULATION, finished } from '../../support/extracts.ts';
import { type Client, startWorld, type World } from '../../support/world.ts';
import { rowsOf } from './extracting.ts';

/** A controller of some units asks for extracts of those, and knows of no others. */

let world: World;
let own: Client;
/** Extracts of the whole board, of another unit, and of the own one. */
let whole: string;
let other: string;
let mine: string;

const march = {
  unitOfCount: 'intake',
  from: '2026-03-01',
  to: '2026-03-31',
  variables: ['intake.type'],
  formats: ['csv'],
};

beforeAll(async () => {
  world = await startWorld({ settings: ANY_POPULATION });
  await openInvestigation(world);
  await register(world.as('youthWorker'), [child()], { unit: 'ungdom' });
  own = await world.with({ sub: 'eva.ung', roles: ['controller'], units: ['ungdom'] });
  const controller = world.as('controller');
  whole = (await finished(world, await controller.post('/extracts', march))).id;
  other = (await finished(world, await controller.post('/extracts', { ...march, unit: 'mottagning' }))).id;
  const asked = await own.post('/extracts', { ...march, unit: 'ungdom' });
  mine = (await finished(world, asked)).id;
});
afterAll(() => world.close());

test('of the own unit it is made and fetched, with the cases of that unit alone', async () => {
  expect((await own.get(`/extracts/${mine}`)).body).toMatchObject({
    state: 'done',
    filter: { unit: 'ungdom' },
  });
  const { text } = await own.get(`/extracts/${mine}/data`);
  expect(rowsOf(text).map(({ unit }) => unit)).toEqual(['ungdom']);
});

test.each([
  ['of another unit', { unit: 'mottagning' }],
  ['of the whole board', {}],
  ['of a unit that there is not', { unit: 'annan-enhet' }],
])('%s it is 403, with what to do, and on record', async (_, more) => {
  const kept = await world.database.raw('select id from extract');
  const entries = await loggedDuring(world, async () => {
    const refused = await own.post('/extracts', { ...march, ...more });
    expect([refused.status, refused.body.rule]).toEqual([403, 'figures.other-unit']);
    expect(refused.body.reasons[0].remedy).toBe('Ange unit: ungdom.');
  });
  expect(entries).toMatchObject([{ kind: 'denied', action: 'extract.create', caller_id: 'eva.ung' }]);
  expect(await world.database.raw('select id from extract')).toHaveLength(kept.length);
});

test('those of others are neither listed nor counted', async () => {
  const { body } = await own.get('/extracts?total=true');
  expect(body.items.map(({ id }: { id: string }) => id)).toEqual([mine]);
  expect(body.page.total).toBe(1);
  const all = await world.as('controller').get('/extracts?total=true');
  expect(all.body.page.total).toBe(3);
  expect(all.body.items.map(({ id }: { id: string }) => id)).toEqual(
    expect.arrayContaining([whole, other, mine]),
  );
});

test('a page of them goes on where it ended', async () => {
  const second = await finished(world, await own.post('/extracts', { ...march, unit: 'ungdom' }));
  const first = (await own.get('/extracts?limit=1')).body;
  const next = (await own.get(`/extracts?limit=1&cursor=${first.page.nextCursor}`)).body;
  const ids = [...first.items, ...next.items].map(({ id }: { id: string }) => id);
  expect(ids.toSorted()).toEqual([mine, second.id].toSorted());
  expect(next.page.nextCursor).toBeUndefined();
});

test('those of others are not there', async () => {
  for (const id of [whole, other]) {
    expect((await own.get(`/extracts/${id}`)).status).toBe(404);
    expect((await own.get(`/extracts/${id}/data`)).status).toBe(404);
    const entries = await loggedDuring(world, async () => {
      expect((await own.post(`/extracts/${id}/cancellation`, undefined)).status).toBe(404);
    });
    expect(entries).toMatchObject([{ kind: 'denied', action: 'extract.cancel' }]);
  }
  // It is over, and that is what who may know of it is told.
  expect((await world.as('controller').post(`/extracts/${other}/cancellation`, undefined)).status).toBe(409);
});

test('with several units each is had by itself', async () => {
  const both = await world.with({ sub: 'eva.fler', roles: ['controller'], units: ['ungdom', 'mottagning'] });
  expect((await both.get(`/extracts/${other}`)).status).toBe(200);
  expect((await both.get(`/extracts/${whole}`)).status).toBe(404);
  const refused = await both.post('/extracts', march, { headers: { 'accept-language': 'en' } });
  expect(refused.body.reasons[0].remedy).toBe('Give unit: ungdom or mottagning.');
});
