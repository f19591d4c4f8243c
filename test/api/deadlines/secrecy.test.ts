import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { assess, child, decide, done, newNumber, openIntake } from '../../support/casework.ts';
import { type Client, startWorld, type World } from '../../support/world.ts';

/** What the list of deadlines never tells: a protected child, another unit, the investigation behind a seen intake. */

let world: World;
let karin: Client;
let lena: Client;
let hidden: { intakeId: string; childId: string };
/** Known to the reception unit by its intake, investigated by the youth unit. */
let moved: { intakeId: string; childId: string; investigationId: string; secondIntakeId: string };

beforeAll(async () => {
  world = await startWorld({ at: '2026-03-02T09:00:00Z' });
  karin = world.as('socialWorker');
  lena = world.as('teamLeader');
  hidden = await openIntake(karin, child({ protectedIdentity: 'sekretessmarkering' }));
  const personalNumber = newNumber();
  const { intakeId, childId } = await openIntake(karin, child({ personalNumber }));
  await assess(lena, intakeId);
  const { investigationId } = await decide(lena, intakeId, { unit: 'ungdom', handlerId: 'omar.lind' });
  const second = await openIntake(karin, child({ personalNumber }));
  moved = { intakeId, childId, investigationId, secondIntakeId: second.intakeId };
});
afterAll(() => world.close());

interface Line {
  childId: string;
  case: { kind: string; id: string };
}
const listed = async (client: Client, query = ''): Promise<Line[]> =>
  done(await client.get(`/deadlines?limit=100${query}`)).items;
const casesOf = (lines: readonly Line[]) => [...new Set(lines.map((line) => line.case.id))].toSorted();

test('a protected child is listed for the named handler alone', async () => {
  expect((await listed(karin)).some(({ childId }) => childId === hidden.childId)).toBe(true);
  for (const client of [lena, world.as('reception')]) {
    for (const query of ['', '&handlerId=karin.ek', '&unit=mottagning', '&rule=skyddsbedomning']) {
      expect((await listed(client, query)).some(({ childId }) => childId === hidden.childId)).toBe(false);
    }
    const { total } = done(await client.get('/deadlines?rule=skyddsbedomning&total=true')).page;
    expect(total).toBe(1);
    expect((await client.get(`/intakes/${hidden.intakeId}/deadlines`)).status).toBe(404);
  }
});

describe('a child with a case in each of two units', () => {
  test('is listed to each with its own case alone', async () => {
    expect(casesOf(await listed(world.as('reception')))).toEqual([moved.secondIntakeId]);
    expect(casesOf(await listed(world.as('youthWorker')))).toEqual([moved.investigationId]);
    expect(casesOf(await listed(lena))).toEqual([moved.secondIntakeId]);
    expect(await listed(lena, '&unit=ungdom')).toEqual([]);
    expect(await listed(lena, '&rule=utredning')).toEqual([]);
  });

  test('shows the unit that investigates the intake that it rests on, and not the next', async () => {
    const omar = world.as('youthWorker');
    const { items } = done(await omar.get(`/investigations/${moved.investigationId}/deadlines`));
    expect(casesOf(items)).toEqual([moved.investigationId, moved.intakeId].toSorted());
    expect((await omar.get(`/intakes/${moved.secondIntakeId}/deadlines`)).status).toBe(404);
  });

  test('shows the unit of the intake nothing of the investigation', async () => {
    const { items } = done(await lena.get(`/intakes/${moved.intakeId}/deadlines`));
    expect(casesOf(items)).toEqual([moved.intakeId]);
    expect((await lena.get(`/investigations/${moved.investigationId}/deadlines`)).status).toBe(404);
  });

  test('is listed in whole to who opens it by break-glass, for as long as that lasts', async () => {
    done(await lena.post(`/persons/${moved.childId}/break-glass`, { reason: 'Akut läge på jourtid.' }));
    expect(casesOf(await listed(lena))).toEqual([moved.investigationId, moved.secondIntakeId].toSorted());
    world.clock.set('2026-03-03T09:00:00Z');
    expect(casesOf(await listed(lena))).toEqual([moved.secondIntakeId]);
  });
});

test('a unit that is not the caller’s is listed as nothing, not as forbidden', async () => {
  const answer = await world.as('youthLeader').get('/deadlines?unit=mottagning&total=true');
  expect(answer).toMatchObject({ status: 200, body: { items: [], page: { total: 0 } } });
});
