import { afterEach, expect, test } from 'vitest';
import type { SmallPopulation } from '../../../src/access/boards.ts';
import { child, register } from '../../support/casework.ts';
import { finished } from '../../support/extracts.ts';
import { startWorld, type World } from '../../support/world.ts';
import { extract } from './extracting.ts';

/** What a board does with an extract of so few children that someone could be found again. */

let world: World;
afterEach(() => world.close());

const march = {
  unitOfCount: 'intake',
  from: '2026-03-01',
  to: '2026-03-31',
  variables: ['intake.type', 'child.ageYears', 'child.unaccompanied'],
};

async function withChildren(count: number, smallPopulation?: SmallPopulation) {
  world = await startWorld({ settings: smallPopulation ? { smallPopulation } : {} });
  for (let n = 0; n < count; n += 1) {
    const person = { givenName: `Barn ${n}`, birthDate: '2017-05-03' };
    await register(world.as('reception'), [{ person, mainCause: 'brist-i-omsorg' }], {});
  }
}

test('below five children it is refused, and nothing is kept; five are enough', async () => {
  await withChildren(4);
  const refused = await world.as('controller').post('/extracts', march);
  expect([refused.status, refused.body.rule]).toEqual([409, 'extract.population-small']);
  expect(refused.body.detail).toContain('färre än 5 barn');
  expect(await world.database.raw('select id from extract')).toEqual([]);
  await register(world.as('reception'), [child()], {});
  const { made } = await extract(world, march);
  expect(made.manifest.smallPopulation).toEqual({ below: 5, handling: 'refuse', applied: false });
});

test('nobody at all is no small population', async () => {
  await withChildren(0);
  expect((await extract(world, march)).rows).toEqual([]);
});

test('several cases of the same child make no crowd', async () => {
  await withChildren(0);
  const { children } = await register(world.as('reception'), [child()], {});
  for (let n = 0; n < 5; n += 1) {
    await register(world.as('reception'), [{ personId: children[0].childId }], {});
  }
  expect((await world.as('controller').post('/extracts', march)).status).toBe(409);
});

test('a board may withhold what points people out instead, and the manifest says so', async () => {
  await withChildren(2, { below: 5, handling: 'withhold' });
  const { rows, made } = await extract(world, march);
  for (const row of rows) {
    expect(row).toMatchObject({
      'intake.type': 'anmalan',
      'child.ageYears': 'skyddat',
      'child.unaccompanied': 'skyddat',
    });
  }
  expect(made.manifest).toMatchObject({
    suppressedCells: 4,
    smallPopulation: { below: 5, handling: 'withhold', applied: true },
  });
  expect(made.manifest.gaps).toContainEqual({
    variable: 'child.ageYears',
    unknown: 0,
    notApplicable: 0,
    withheld: 2,
  });
});

test('or give it coarser where there is a coarser form', async () => {
  await withChildren(2, { below: 5, handling: 'generalise' });
  const { rows } = await extract(world, march);
  // Eight years old: of the group that begins with seven.
  for (const row of rows) {
    expect(row).toMatchObject({ 'child.ageYears': '7', 'child.unaccompanied': 'skyddat' });
  }
});

test('a repeated request gets its first answer also when a new one would be refused by now', async () => {
  await withChildren(2, { below: 2, handling: 'refuse' });
  const key = crypto.randomUUID();
  const first = await world.as('controller').post('/extracts', march, { key });
  expect((await finished(world, first)).state).toBe('done');
  await world.stop();
  world = await startWorld({ database: world.database });
  const again = await world.as('controller').post('/extracts', march, { key });
  expect([again.status, again.text]).toEqual([201, first.text]);
  expect((await world.as('controller').post('/extracts', march)).body.rule).toBe('extract.population-small');
  const other = { ...march, variables: ['intake.type'] };
  expect((await world.as('controller').post('/extracts', other, { key })).body.type).toContain('key-reused');
  expect(await world.database.raw('select id from extract')).toHaveLength(1);
});

test('one that was asked for before the board set its limit has failed', async () => {
  await withChildren(2, { below: 1, handling: 'refuse' });
  const done = await finished(world, await world.as('controller').post('/extracts', march));
  await world.stop();
  await world.database.raw(`delete from extract_file where extract_id = '${done.id}'`);
  await world.database.raw(`update extract set state = 'waiting' where id = '${done.id}'`);
  world = await startWorld({ database: world.database });
  for (;;) {
    const { body } = await world.as('controller').get(`/extracts/${done.id}`);
    if (body.state === 'waiting' || body.state === 'running') continue;
    expect(body).toMatchObject({ state: 'failed', failure: { rule: 'extract.population-small' } });
    break;
  }
});
