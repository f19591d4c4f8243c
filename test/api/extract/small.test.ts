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

test('an extract of the board does not name a unit of few children, nor leaves it as the only one unnamed', async () => {
  await withChildren(8);
  const units = ['ungdom', 'barn-och-familj'];
  const elsewhere = await world.with({ sub: 'mia.dahl', roles: ['reception'], units });
  for (const unit of ['ungdom', 'ungdom', ...Array.from({ length: 5 }, () => 'barn-och-familj')])
    await register(elsewhere, [child()], { unit });
  const { rows, made } = await extract(world, march);
  const named = Map.groupBy(rows, ({ unit }) => unit);
  expect([...named].map(([unit, of]) => [unit, of.length]).toSorted()).toEqual([
    ['mottagning', 8],
    ['skyddat', 7],
  ]);
  expect(made.manifest.suppressedCells).toBe(7);
  // Who asks for the larger one of the two alone is given it, and it names itself.
  const own = await extract(world, { ...march, unit: 'barn-och-familj' });
  expect(own.rows.map(({ unit }) => unit)).toEqual(Array.from({ length: 5 }, () => 'barn-och-familj'));
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
      unit: 'skyddat',
      'intake.type': 'anmalan',
      'child.ageYears': 'skyddat',
      'child.unaccompanied': 'skyddat',
    });
  }
  expect(made.manifest).toMatchObject({
    suppressedCells: 6,
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
    const { body: refused } = await world.as('controller').get(`/extracts/${done.id}/data`);
    expect(refused.reasons).toMatchObject([{ rule: 'extract.failed', remedy: body.failure.remedy.sv }]);
    expect(body.failure.remedy.sv).toBe('Ta en längre period, eller hela nämnden i stället för en enhet.');
    const { body: over } = await world.as('controller').post(`/extracts/${done.id}/cancellation`, {});
    expect(over).toMatchObject({ status: 409, detail: 'Uttaget har redan misslyckats.' });
    break;
  }
});
