import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { testNumber } from '../../../seeds/numbers.ts';
import { day } from '../../../src/kernel/day.ts';
import { child, done, loggedDuring, newNumber, register, reportOf } from '../../support/casework.ts';
import { type Client, startWorld, type World } from '../../support/world.ts';

let world: World;
let karin: Client;

beforeAll(async () => {
  world = await startWorld();
  karin = world.as('socialWorker');
});
afterAll(() => world.close());

test('what a report tells of a known child is kept as it was told', async () => {
  const personalNumber = newNumber();
  const first = await register(karin, [child({ personalNumber })]);
  const told = { personalNumber, givenName: 'Alma', familyName: 'Annatnamn' };
  const again = await register(karin, [{ person: told, mainCause: 'brist-i-omsorg' }]);
  expect(again.children[0].childId).toBe(first.children[0].childId);
  expect((await karin.get(`/reports/${again.reportId}`)).body.children[0].told).toEqual(told);
  expect((await karin.get(`/persons/${again.children[0].childId}`)).body.familyName).toBe('Exempelsson');

  const byId = await register(karin, [{ personId: first.children[0].childId }]);
  expect((await karin.get(`/reports/${byId.reportId}`)).body.children[0].told).toBeNull();
});

test('whoever reads a report has seen every child on it, also where the intake is out of sight', async () => {
  const { reportId, children } = await register(karin, [child(), child()]);
  const [one, other] = children;
  const { etag } = await karin.get(`/intakes/${one.intakeId}`);
  const moved = { handlerId: 'omar.lind', unit: 'ungdom' };
  done(await world.as('teamLeader').post(`/intakes/${one.intakeId}/assignments`, moved, { match: etag }));
  const mia = world.as('reception');
  expect((await mia.get(`/intakes/${one.intakeId}`)).status).toBe(404);
  const [entry] = await loggedDuring(world, async () => {
    const read = done(await mia.get(`/reports/${reportId}`));
    expect(read.children.map(({ childId }: { childId: string }) => childId)).toEqual([other.childId]);
  });
  expect(entry!.action).toBe('report.read');
  expect(JSON.parse(entry!.person_ids!).toSorted()).toEqual([one.childId, other.childId].toSorted());
});

describe('the age of the one it is about', () => {
  const reportOn = (birthDate: string, receivedAt: string) =>
    karin.post(
      '/reports',
      reportOf([child({ personalNumber: testNumber(day(birthDate), 990) })], { receivedAt }),
    );

  test('is judged on the day it came in', async () => {
    const turned = await reportOn('2005-03-01', '2026-03-01T12:00:00Z');
    expect(turned.status).toBe(409);
    expect(turned.body.rule).toBe('report.subject-21-or-over');
    expect((await reportOn('2005-03-02', '2026-03-01T12:00:00Z')).status).toBe(201);
  });

  test('cannot be less than nothing: no report came in before the birth', async () => {
    const before = await reportOn('2020-01-02', '2020-01-01T12:00:00Z');
    expect(before.status).toBe(400);
    expect(before.body.violations[0].field).toBe('receivedAt');
    expect((await reportOn('2020-01-02', '2020-01-02T12:00:00Z')).status).toBe(201);
  });

  test('is none for a child who is expected', async () => {
    const unborn = { person: { familyName: 'Exempelsson', expectedBirthDate: '2026-05-01' } };
    expect((await karin.post('/reports', reportOf([unborn]))).status).toBe(201);
    const never = { person: { familyName: 'Exempelsson', expectedBirthDate: '2030-05-01' } };
    const refused = await karin.post('/reports', reportOf([unborn, never]));
    expect(refused.status).toBe(400);
    expect(refused.body.violations[0].field).toBe('children.1.person.expectedBirthDate');
  });
});
