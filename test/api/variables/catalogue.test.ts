import { afterAll, beforeAll, expect, test } from 'vitest';
import { CATALOGUE, CATALOGUE_VERSION } from '../../../src/variables/catalogue.ts';
import { loggedDuring } from '../../support/casework.ts';
import { startWorld, type World } from '../../support/world.ts';

let world: World;
beforeAll(async () => {
  world = await startWorld();
});
afterAll(() => world.close());

test('the catalogue is read whole, by pack and by what is counted', async () => {
  const controller = world.as('controller');
  const whole = await controller.get('/variables');
  expect(whole.status).toBe(200);
  expect(whole.body.catalogueVersion).toBe(CATALOGUE_VERSION);
  expect(whole.body.items.map(({ id }: { id: string }) => id)).toEqual(CATALOGUE.map(({ id }) => id));
  const { body } = await controller.get('/variables?pack=nuso-3&unitOfCount=intake');
  expect(body.items.map(({ id }: { id: string }) => id)).toEqual([
    'child.legalSex',
    'child.ageYears',
    'child.ageGroup',
    'child.unaccompanied',
    'intake.receivedOn',
    'intake.type',
    'intake.mainCause',
    'intake.outcome',
  ]);
});

test('a variable says what it is, from where, and in both languages', async () => {
  const { body } = await world.as('socialWorker').get('/variables/intake.feedbackWithinWeek');
  expect(body).toMatchObject({
    id: 'intake.feedbackWithinWeek',
    label: { sv: 'Återkoppling till anmälaren inom en vecka', en: 'Feedback to the reporter within a week' },
    unitsOfCount: ['intake'],
    population: { en: 'Anmälningar whose mandatory reporter asked for feedback.' },
    type: 'boolean',
    codebook: null,
    validFrom: '2026-01-15',
    provenance: 'provisional',
    packs: ['egenkontroll'],
    quasiIdentifier: false,
  });
  const coded = await world.as('administrator').get('/variables/child.livingSituation');
  expect(coded.body).toMatchObject({ codebook: 'livingSituation', validFrom: null, quasiIdentifier: true });
  const number = await world.as('controller').get('/variables/intervention.scoreChange');
  expect(number.body).toMatchObject({ type: 'number', codebook: null, packs: ['bbic', 'webbkollen'] });
  const ofAll = await world.as('controller').get('/variables/child.legalSex');
  expect(ofAll.body).toMatchObject({
    unitsOfCount: ['intake', 'investigation', 'intervention'],
    population: { sv: 'Alla aktualiseringar, utredningar och insatser.' },
  });
});

test('a variable that is not there is not found, and a filter that is none is refused', async () => {
  const controller = world.as('controller');
  expect((await controller.get('/variables/intake.nothing')).status).toBe(404);
  expect((await controller.get('/variables?pack=nuso-2')).status).toBe(400);
  expect((await controller.get('/variables?unitOfCount=placement')).status).toBe(400);
});

test('it concerns no person: whoever has the permission reads it, and no access is logged', async () => {
  expect((await world.as('reception').get('/variables')).status).toBe(403);
  expect((await world.as('auditor').get('/variables/intake.type')).status).toBe(403);
  const entries = await loggedDuring(world, () => world.as('controller').get('/variables'));
  expect(entries).toEqual([]);
});
