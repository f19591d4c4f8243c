import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { selectVariables } from '../../../src/variables/catalogue.ts';
import type { UnitOfCount } from '../../../src/variables/variable.ts';
import {
  assess,
  child,
  decide,
  done,
  openIntake,
  openInvestigation,
  register,
} from '../../support/casework.ts';
import { ANY_POPULATION, finished } from '../../support/extracts.ts';
import { startWorld, type World } from '../../support/world.ts';
import { decide as close, mendAll, supported } from '../decision/closing.ts';
import { extract, type Row } from './extracting.ts';

/** Extracts as of an earlier day: made later, they have the cells of one that was made on that day. */

let world: World;
beforeAll(async () => {
  world = await startWorld({ settings: ANY_POPULATION });
});
afterAll(() => world.close());

const counted = (unitOfCount: UnitOfCount) => ({
  unitOfCount,
  from: '2026-01-01',
  to: '2026-12-31',
  variables: selectVariables({ unitOfCount }).map(({ id }) => id),
  ...(unitOfCount === 'investigation' && { on: 'opened' }),
});
const cellsOf = (rows: readonly Row[]) =>
  rows.map(({ key: _, ...cells }) => JSON.stringify(cells)).toSorted();
const cells = async (unitOfCount: UnitOfCount, more = {}) =>
  cellsOf((await extract(world, { ...counted(unitOfCount), ...more })).rows);

test('what was added, changed, taken back, decided and handed over since then is as it was', async () => {
  const leader = world.as('teamLeader');
  const undecided = await openIntake(world.as('reception'));
  await assess(leader, undecided.intakeId);
  const cases: string[] = [];
  const children: string[] = [];
  for (let n = 0; n < 3; n += 1) {
    const { investigationId, childId } = await openInvestigation(world, child({ givenName: `Barn ${n}` }));
    cases.push(`/investigations/${investigationId}`);
    children.push(childId);
  }
  const [first, second, third] = cases as [string, string, string];
  const statement = done(
    await leader.post(`${first}/areas/halsa/statements`, { text: 'Sover dåligt.', source: 'barnet' }),
  );
  const factor = done(await leader.post(`${first}/areas/halsa/factors`, { kind: 'risk', code: 'npf' }));
  const talk = await leader.post(`${second}/conversations`, {
    heldOn: '2026-03-02',
    form: 'enskilt-barnsamtal',
    childView: 'Vill bo kvar.',
  });
  world.clock.set('2026-03-02T22:59:00Z');
  const evening = { intake: await cells('intake'), investigation: await cells('investigation') };
  expect([evening.intake.length, evening.investigation.length]).toEqual([4, 3]);

  world.clock.set('2026-03-10T09:00:00Z');
  await openInvestigation(world);
  await decide(leader, undecided.intakeId, { decidedOn: '2026-03-02' });
  done(
    await leader.post(`${first}/areas/halsa/statements/${statement.id}/retraction`, { reason: 'Fel barn.' }),
  );
  done(await leader.post(`${first}/areas/halsa/factors/${factor.id}/retraction`, { reason: 'Fel barn.' }));
  done(
    await leader.patch(`${second}/conversations/${talk.body.id}`, { form: 'hembesok' }, { match: talk.etag }),
  );
  done(
    await leader.patch(
      `/persons/${children[0]}`,
      { legalSex: 'flicka' },
      { match: (await leader.get(`/persons/${children[0]}`)).etag },
    ),
  );
  await mendAll(leader, second);
  done(await close(leader, second, supported));
  const reassigned = { handlerId: 'omar.lind', unit: 'ungdom' };
  done(await leader.post(`${third}/assignments`, reassigned, { match: (await leader.get(third)).etag }));
  world.clock.set('2026-05-20T09:00:00Z');

  for (const unitOfCount of ['intake', 'investigation'] as const) {
    expect(await cells(unitOfCount), unitOfCount).not.toEqual(evening[unitOfCount]);
    expect(await cells(unitOfCount, { asOf: '2026-03-02' }), unitOfCount).toEqual(evening[unitOfCount]);
    expect(await cells(unitOfCount, { asOf: '2026-03-01' }), unitOfCount).toEqual([]);
  }
  // The unit that had it then, and not the one that has it now.
  expect(await cells('investigation', { asOf: '2026-03-02', unit: 'ungdom' })).toEqual([]);
  expect(await cells('investigation', { asOf: '2026-03-10', unit: 'ungdom' })).toHaveLength(1);
});

test('the manifest tells of when the record is, and when it was read', async () => {
  world.clock.set('2026-05-20T09:00:00Z');
  const { made, manifest, data } = await extract(world, { ...counted('intake'), asOf: '2026-03-29' });
  expect(made.asOf).toBe('2026-03-29');
  // The day on which summer time begins has 23 hours.
  expect(manifest).toMatchObject({ asOf: '2026-03-29T21:59:59.999Z', madeAt: '2026-05-20T09:00:00.000Z' });
  expect((await world.as('controller').get(`/extracts/${made.id}/data`)).text).toBe(data);
  expect((await extract(world, counted('intake'))).manifest).toMatchObject({
    asOf: '2026-05-20T09:00:00.000Z',
    madeAt: '2026-05-20T09:00:00.000Z',
  });
});

test('as of today it is what is known when it is made', async () => {
  const { made, manifest } = await extract(world, { ...counted('intake'), asOf: '2026-05-20' });
  expect([made.asOf, manifest.asOf]).toEqual(['2026-05-20', '2026-05-20T09:00:00.000Z']);
});

test('a period that reaches past the day ends on it', async () => {
  const asked = { ...counted('intake'), variables: ['intake.receivedOn'], asOf: '2026-03-01' };
  await register(world.as('reception'), [child()], { receivedAt: '2026-02-27T09:00:00Z' });
  expect((await extract(world, asked)).rows).toEqual([]);
  expect((await extract(world, { ...asked, from: '2026-03-05' })).rows).toEqual([]);
});

describe('what cannot be told', () => {
  const ask = (asOf: string) => world.as('controller').post('/extracts', { ...counted('intake'), asOf });

  test('is of a day to come', async () => {
    const refused = await ask('2026-05-21');
    expect([refused.status, refused.body.violations[0].field]).toEqual([400, 'asOf']);
  });

  test('is of a day before the board began to keep what is replaced', async () => {
    await world.database.raw("update earlier_versions_kept set since = '2026-03-10T09:00:00.000Z'");
    const refused = await ask('2026-03-09');
    expect([refused.status, refused.body.rule]).toEqual([409, 'extract.not-kept-then']);
    expect(refused.body.reasons[0].remedy).toContain('2026-03-10');
    expect((await finished(world, await ask('2026-03-10'))).state).toBe('done');
    await world.database.raw('update earlier_versions_kept set since = null');
  });
});

test('a population that was small then is refused when it is made, also where it is not now', async () => {
  await world.close();
  world = await startWorld();
  const reception = world.as('reception');
  for (let n = 0; n < 4; n += 1) await register(reception, [child()]);
  world.clock.set('2026-03-03T09:00:00Z');
  for (let n = 0; n < 4; n += 1) await register(reception, [child()]);
  const asked = { ...counted('intake'), asOf: '2026-03-02' };
  const then = await finished(world, await world.as('controller').post('/extracts', asked));
  expect(then).toMatchObject({
    state: 'failed',
    failure: {
      rule: 'extract.population-small',
      remedy: { sv: expect.stringContaining('senare dag i asOf') },
    },
    manifest: null,
  });
  expect((await extract(world, { ...asked, asOf: '2026-03-03' })).rows).toHaveLength(8);
});
