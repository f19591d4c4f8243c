import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { testNumber } from '../../../seeds/numbers.ts';
import { day } from '../../../src/kernel/day.ts';
import { done, loggedDuring, register } from '../../support/casework.ts';
import { type Client, startWorld, type World } from '../../support/world.ts';

/** What is known of a person can be corrected to anything that could have been told at first, and to nothing else. */

let world: World;
let karin: Client;

beforeAll(async () => {
  world = await startWorld();
  karin = world.as('socialWorker');
});
afterAll(() => world.close());

const registered = async (told: object) => done(await karin.post('/persons', told));
const corrected = (id: string, patch: object, version = 1) =>
  karin.patch(`/persons/${id}`, patch, { match: `"${version}"` });
const girl = testNumber(day('2014-02-17'), 980);
const boy = testNumber(day('2015-05-01'), 981);

describe('a child that is born', () => {
  test('is not expected any more', async () => {
    const { id } = await registered({ givenName: 'Alva', birthDate: '2014-02-17' });
    const answer = await corrected(id, { expectedBirthDate: '2026-05-01' });
    expect(answer.status).toBe(400);
    expect(answer.body.violations[0].message).toContain('varken nummer eller födelsedatum');
  });

  test('loses the expected birth date when the birth date comes', async () => {
    const { id } = await registered({ familyName: 'Exempelsson', expectedBirthDate: '2026-03-01' });
    const born = done(await corrected(id, { birthDate: '2026-02-27' }));
    expect(born).toMatchObject({ birthDate: '2026-02-27', expectedBirthDate: null });
  });

  test('may turn out not to be: a wrong birth date gives way to the expected one', async () => {
    const { id } = await registered({ familyName: 'Exempelsson', birthDate: '2026-02-27' });
    const unborn = done(await corrected(id, { birthDate: null, expectedBirthDate: '2026-05-01' }));
    expect(unborn).toMatchObject({ birthDate: null, expectedBirthDate: '2026-05-01' });
  });
});

describe('the country of birth', () => {
  test('is told, corrected and taken out, and no number tells of it', async () => {
    const told = { personalNumber: testNumber(day('2016-06-06'), 986), birthCountryGroup: 'annat-land' };
    const { id, birthCountryGroup } = await registered(told);
    expect(birthCountryGroup).toBe('annat-land');
    const another = done(await corrected(id, { birthCountryGroup: 'sverige' }));
    expect(another).toMatchObject({ birthCountryGroup: 'sverige', legalSex: 'flicka' });
    const kept = done(await corrected(id, { givenName: 'Nils' }, 2));
    expect(kept.birthCountryGroup).toBe('sverige');
    expect(done(await corrected(id, { birthCountryGroup: null }, 3)).birthCountryGroup).toBeNull();
    expect((await registered({ givenName: 'Ida' })).birthCountryGroup).toBeNull();
  });

  test('is a code of the list, and nothing nearer', async () => {
    const answer = await karin.post('/persons', { givenName: 'Ida', birthCountryGroup: 'norge' });
    expect([answer.status, answer.body.violations[0].field]).toEqual([400, 'birthCountryGroup']);
  });

  test('can be told with the report', async () => {
    const person = { givenName: 'Ida', familyName: 'Exempelsson', birthCountryGroup: 'sverige' };
    const { children } = await register(world.as('reception'), [{ person, mainCause: 'annat' }]);
    const { body } = await world.as('reception').get(`/persons/${children[0].childId}`);
    expect(body.birthCountryGroup).toBe('sverige');
  });
});

describe('a number', () => {
  const numbered = testNumber(day('2013-03-03'), 982);

  test('takes the place of the temporary one, which the log keeps', async () => {
    const { id, temporaryNumber } = await registered({ givenName: 'Utan', familyName: 'Nummer' });
    expect(temporaryNumber).toMatch(/^T\d{6}$/);
    const [entry] = await loggedDuring(world, async () => {
      const after = done(await corrected(id, { personalNumber: numbered }));
      expect(after).toMatchObject({ personalNumber: numbered, temporaryNumber: null });
    });
    expect(JSON.parse(entry!.before!)).toMatchObject({ temporaryNumber });
    expect((await karin.get(`/persons/${id}`)).body.temporaryNumber).toBeNull();
  });

  test('that was wrong can be taken out, and a temporary one comes instead', async () => {
    const { id } = await registered({ personalNumber: girl, givenName: 'Alva' });
    const without = done(await corrected(id, { personalNumber: null, legalSex: null }));
    expect(without).toMatchObject({ personalNumber: null, givenName: 'Alva', legalSex: null });
    expect(without.temporaryNumber).toMatch(/^T\d{6}$/);
    // The number is free for the one whose it is.
    await registered({ personalNumber: girl, givenName: 'Rätt' });
  });

  test('that replaces a wrong one brings its own birth date and sex', async () => {
    const wrong = testNumber(day('2014-04-04'), 984);
    const { id } = await registered({ personalNumber: wrong, givenName: 'Melker' });
    expect(done(await corrected(id, { personalNumber: boy }))).toMatchObject({
      personalNumber: boy,
      birthDate: '2015-05-01',
      legalSex: 'pojke',
    });
  });

  test('is personal or for coordination, never both', async () => {
    const coordinationNumber = testNumber(day('2016-06-06'), 986, { coordination: true });
    const personalNumber = testNumber(day('2016-06-06'), 988);
    const { id } = await registered({ coordinationNumber });
    expect((await corrected(id, { personalNumber })).status).toBe(400);
    expect(done(await corrected(id, { personalNumber, coordinationNumber: null }))).toMatchObject({
      personalNumber,
      coordinationNumber: null,
    });
  });
});

test('a name or a date that was wrong can be taken out, as long as something is known', async () => {
  const { id } = await registered({ givenName: 'Fel', birthDate: '2014-01-01' });
  expect(done(await corrected(id, { givenName: null }))).toMatchObject({
    givenName: null,
    birthDate: '2014-01-01',
  });
  const nothing = await corrected(id, { birthDate: null }, 2);
  expect(nothing.status).toBe(400);
  expect(nothing.body.violations[0].message).toBe('Ange minst en uppgift om personen.');
});

test('protection is put on or lifted, never unknown', async () => {
  const { id } = await registered({ givenName: 'Alva' });
  expect((await corrected(id, { protectedIdentity: null })).status).toBe(400);
});

describe('an expected birth', () => {
  test.each([
    ['2025-03-02', 201],
    ['2025-03-01', 400],
    ['2027-03-02', 201],
    ['2027-03-03', 400],
    ['2199-12-31', 400],
  ])('lies within a year of 2 March 2026: %s gives %i', async (expectedBirthDate, status) => {
    const answer = await karin.post('/persons', { familyName: 'Exempelsson', expectedBirthDate });
    expect(answer.status).toBe(status);
    if (status === 400) expect(answer.body.violations[0].field).toBe('expectedBirthDate');
  });

  test('that is long past does not hinder other corrections', async () => {
    const { id } = await registered({ familyName: 'Exempelsson', expectedBirthDate: '2026-04-01' });
    world.clock.set('2027-05-01T09:00:00Z');
    const answer = await corrected(id, { givenName: 'Alva' });
    world.clock.set('2026-03-02T09:00:00Z');
    expect(done(answer).givenName).toBe('Alva');
  });
});
