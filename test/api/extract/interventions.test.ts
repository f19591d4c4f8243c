import { afterAll, beforeAll, expect, test } from 'vitest';
import { child, done } from '../../support/casework.ts';
import { ANY_POPULATION } from '../../support/extracts.ts';
import { advice, followedUp, goal, ended as howEnded, onIt } from '../../support/interventions.ts';
import { startWorld, type World } from '../../support/world.ts';
import { extract } from './extracting.ts';

let world: World;
/** Each began on 2 March 2026 and is told apart by its number of goals. */
const GOALS = { running: 0, often: 1, ended: 2, before: 3, mistaken: 4, elsewhere: 5 } as const;
type Name = keyof typeof GOALS;
const at = {} as Record<Name, string>;

const variables = ['intervention.goals', 'intervention.followUps', 'intervention.endReason'];
async function counted(from: string, to: string, more: Record<string, unknown> = {}): Promise<Name[]> {
  const { rows } = await extract(world, { unitOfCount: 'intervention', from, to, variables, ...more });
  const names = Object.keys(GOALS) as Name[];
  return rows
    .map((row) => names.find((name) => String(GOALS[name]) === row['intervention.goals'])!)
    .toSorted();
}

/** On a day: the clock stands at noon, Swedish time. */
const on = (day: string) => world.clock.set(`${day}T11:00:00Z`);
const follow = (name: Name, heldOn: string) =>
  world.as('socialWorker').post(`${at[name]}/follow-ups`, followedUp({ heldOn }));

beforeAll(async () => {
  world = await startWorld({ settings: ANY_POPULATION });
  const karin = world.as('socialWorker');
  for (const name of Object.keys(GOALS) as Name[]) {
    const unit = name === 'elsewhere' ? 'ungdom' : 'barn-och-familj';
    const client = name === 'elsewhere' ? world.as('youthWorker') : karin;
    const { id: childId } = done(await client.post('/persons', child().person));
    const { id } = done(await client.post('/interventions', advice(childId, { unit })));
    at[name] = `/interventions/${id}`;
    for (let n = 0; n < GOALS[name]; n += 1) done(await client.post(`${at[name]}/goals`, goal));
  }
  on('2026-03-31');
  done(await follow('before', '2026-03-31'));
  on('2026-04-30');
  done(await follow('often', '2026-04-01'));
  done(await follow('often', '2026-04-15'));
  done(await follow('often', '2026-04-30'));
  done(
    await onIt(
      karin,
      at.ended,
      '/end',
      howEnded({ endedOn: '2026-04-01', goals: await asTheyCame('ended') }),
    ),
  );
  done(
    await world.as('youthWorker').post(`${at.elsewhere}/follow-ups`, followedUp({ heldOn: '2026-04-10' })),
  );
  const { id } = done(await follow('mistaken', '2026-04-20'));
  done(await karin.post(`${at.mistaken}/follow-ups/${id}/retraction`, { reason: 'Gällde ett annat barn.' }));
  on('2026-05-04');
  done(
    await onIt(
      karin,
      at.often,
      '/end',
      howEnded({ endedOn: '2026-05-04', goals: await asTheyCame('often') }),
    ),
  );
});
afterAll(() => world.close());

async function asTheyCame(name: Name) {
  const { body } = await world.as('socialWorker').get(`${at[name]}/goals`);
  return body.items.map(({ id: goalId }: { id: string }) => ({ goalId, status: 'uppnatt' }));
}

test('each that was followed up or ended in the period is counted, and once', async () => {
  expect(await counted('2026-04-01', '2026-04-30')).toEqual(['elsewhere', 'ended', 'often']);
  expect(await counted('2026-04-02', '2026-04-14')).toEqual(['elsewhere']);
  expect(await counted('2026-04-30', '2026-04-30')).toEqual(['often']);
  expect(await counted('2026-05-01', '2026-05-31')).toEqual(['often']);
  // The one of 20 April was taken back: nothing happened then.
  expect(await counted('2026-04-20', '2026-04-20')).toEqual([]);
  expect(await counted('2026-04-01', '2026-04-30', { unit: 'ungdom' })).toEqual(['elsewhere']);
});

test('or those that ended, or that started', async () => {
  expect(await counted('2026-04-01', '2026-04-30', { on: 'ended' })).toEqual(['ended']);
  expect(await counted('2026-04-01', '2026-05-04', { on: 'ended' })).toEqual(['ended', 'often']);
  expect(await counted('2026-03-02', '2026-03-02', { on: 'started' })).toHaveLength(6);
  expect(await counted('2026-03-03', '2026-12-31', { on: 'started' })).toEqual([]);
});

test('webbkollen gives what it registered, from the record', async () => {
  const april = { unitOfCount: 'intervention', from: '2026-04-01', to: '2026-04-30' };
  const { rows, manifest } = await extract(world, { ...april, pack: 'webbkollen' });
  expect(manifest.filter).toEqual({ on: 'followed-up', unit: null, pack: 'webbkollen' });
  expect(manifest.variables).toContain('intervention.problem');
  expect(manifest.variables).not.toContain('intervention.daysToStart');
  expect(rows.find((row) => row['intervention.goals'] === '2')).toMatchObject({
    unit: 'barn-och-familj',
    'child.legalSex': 'flicka',
    'intervention.type': 'radgivning-utan-behovsprovning',
    'intervention.group': 'oppen',
    'intervention.problem': '',
    'intervention.measurableGoals': '2',
    'intervention.goalAreas': 'utbildning',
    'intervention.followUps': '0',
    'intervention.goalAttainment': 'uppnatt',
    'intervention.change': 'okänt',
    'intervention.childViewAtFollowUp': '',
    'intervention.endReason': 'malet-uppnatt',
    'intervention.durationDays': '30',
    'intervention.sip': 'okänt',
  });
});

test('what cannot be asked for is said', async () => {
  const controller = world.as('controller');
  const asked = { unitOfCount: 'intervention', from: '2026-01-01', to: '2026-12-31' };
  const wrongWay = await controller.post('/extracts', { ...asked, on: 'closed' });
  expect([wrongWay.status, wrongWay.body.violations[0].field]).toEqual([400, 'on']);
  expect(wrongWay.body.violations[0].message).toContain('followed-up, ended, started');
  const wrongVariable = await controller.post('/extracts', { ...asked, variables: ['intake.type'] });
  expect(wrongVariable.body.violations).toMatchObject([{ field: 'variables.0' }]);
  const emptyPack = await controller.post('/extracts', { ...asked, pack: 'kolada' });
  expect(emptyPack.body.violations).toMatchObject([{ field: 'pack' }]);
});
