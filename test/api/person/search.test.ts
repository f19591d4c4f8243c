import { afterAll, beforeAll, expect, test } from 'vitest';
import { reachOf } from '../../../src/access/reach.ts';
import { searchPersons } from '../../../src/person/store.ts';
import { done, openIntake, openInvestigation } from '../../support/casework.ts';
import { type Client, startWorld, type World } from '../../support/world.ts';

let world: World;
let karin: Client;

beforeAll(async () => {
  world = await startWorld();
  karin = world.as('socialWorker');
  await openIntake(karin);
});
afterAll(() => world.close());

test('a name of nothing but accents finds nobody: it is no term', async () => {
  const answer = await karin.post('/persons/search', { name: '\u0301\u0301' });
  expect(answer.status).toBe(400);
  expect(answer.body.violations).toEqual([{ field: 'name', message: 'Ange minst en bokstav.' }]);
  // An accent on a letter is looked past.
  expect(done(await karin.post('/persons/search', { name: 'A\u0301lva' })).items).toHaveLength(1);
});

test('a search without a term is never run', async () => {
  const reach = reachOf(
    { id: 'karin.ek', roles: ['social-worker'], units: [], boards: [], scopes: [] },
    'intake',
  );
  for (const terms of [{}, { nameKey: '' }]) {
    await expect(searchPersons(world.board.database.reader, terms, reach, 20)).rejects.toThrow(RangeError);
  }
});

test('the cases of whoever was found are listed by the child', async () => {
  const { childId, intakeId, investigationId, caseNumber } = await openInvestigation(world);
  const [found] = done(await karin.post('/persons/search', { caseNumber })).items;
  expect(found.id).toBe(childId);
  const cases = async (list: string, filter = '') =>
    done(await karin.get(`/${list}?total=true&childId=${found.id}${filter}`));
  expect(await cases('intakes')).toMatchObject({ items: [{ id: intakeId, childId }], page: { total: 1 } });
  expect(await cases('investigations')).toMatchObject({
    items: [{ id: investigationId, childId }],
    page: { total: 1 },
  });
  expect((await cases('intakes', '&state=open')).items).toEqual([]);
  expect((await karin.get('/investigations?childId=Alva')).status).toBe(400);
});
