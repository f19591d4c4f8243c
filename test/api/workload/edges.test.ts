import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { assess, child, decide, done, openIntake } from '../../support/casework.ts';
import { startWorld, type World } from '../../support/world.ts';
import { shapeOf, truthFor } from './truth.ts';

/** The edges of a month in Swedish time, and cases that change hands, phase and secrecy. */

let world: World;
beforeAll(async () => {
  world = await startWorld({ at: '2026-03-02T09:00:00Z' });
});
afterAll(() => world.close());

const LENA = { sub: 'lena.berg', roles: ['team-leader'], units: ['mottagning', 'barn-och-familj'] };

/** What lies with one handler in a unit as Lena is told, which is always what the records say; null where nothing does. */
async function loadOf(unit: string, handlerId: string) {
  const found = shapeOf(done(await world.as('teamLeader').get('/workload')));
  expect(found).toEqual(await truthFor(world, LENA));
  return found.units[unit]!.handlers[handlerId] ?? null;
}

const received = (at: string) => openIntake(world.as('reception'), child(), { receivedAt: at });

async function assign(
  kind: 'intakes' | 'investigations',
  id: string,
  to: { handlerId: string; unit: string },
) {
  const lena = world.as('teamLeader');
  const { etag } = await lena.get(`/${kind}/${id}`);
  return done(await lena.post(`/${kind}/${id}/assignments`, to, { match: etag }));
}

describe('the month is the Swedish one', () => {
  test('what came at half past eleven UTC on the last of March came in April', async () => {
    world.clock.set('2026-03-31T21:59:00Z');
    await received('2026-03-31T21:58:00Z');
    expect((await loadOf('mottagning', 'mia.dahl'))?.newThisMonth.intakes).toBe(1);
    world.clock.set('2026-03-31T23:30:00Z');
    expect((await loadOf('mottagning', 'mia.dahl'))?.newThisMonth.intakes).toBe(0);
    await received('2026-03-31T22:00:00Z');
    await received('2026-03-31T23:30:00Z');
    expect((await loadOf('mottagning', 'mia.dahl'))?.newThisMonth.intakes).toBe(2);
    const { today, month } = done(await world.as('teamLeader').get('/workload'));
    expect([today, month]).toEqual(['2026-04-01', { from: '2026-04-01', to: '2026-04-30' }]);
    world.clock.set('2026-04-30T21:59:59Z');
    expect((await loadOf('mottagning', 'mia.dahl'))?.newThisMonth.intakes).toBe(2);
    world.clock.set('2026-04-30T22:00:00Z');
    expect((await loadOf('mottagning', 'mia.dahl'))?.newThisMonth.intakes).toBe(0);
  });

  test('in winter it begins an hour later by UTC', async () => {
    world.clock.set('2026-10-31T23:10:00Z');
    const before = (await loadOf('mottagning', 'mia.dahl'))?.newThisMonth.intakes ?? 0;
    expect(before).toBe(0);
    await received('2026-10-31T22:59:00Z');
    await received('2026-10-31T23:00:00Z');
    expect((await loadOf('mottagning', 'mia.dahl'))?.newThisMonth.intakes).toBe(1);
  });

  test.each(['2026-03-28T23:30:00Z', '2026-03-29T01:00:00Z', '2026-10-24T22:30:00Z', '2026-10-25T01:00:00Z'])(
    'the day the clocks are changed moves nothing: %s',
    async (at) => {
      world.clock.set(at);
      await loadOf('mottagning', 'mia.dahl');
    },
  );
});

describe('a case', () => {
  test('weighs by its phase, counts where it lies, and leaves the row when it is decided and the month has passed', async () => {
    world.clock.set('2027-02-26T09:00:00Z');
    const { intakeId } = await openIntake(world.as('teamLeader'), child(), {
      receivedAt: '2027-02-26T08:00:00Z',
    });
    expect(await loadOf('mottagning', 'lena.berg')).toMatchObject({ openIntakes: 1, weight: 1.5 });
    await assess(world.as('teamLeader'), intakeId);
    expect(await loadOf('mottagning', 'lena.berg')).toMatchObject({ openIntakes: 1, weight: 1 });

    await assign('intakes', intakeId, { handlerId: 'ny.handlaggare', unit: 'mottagning' });
    expect(await loadOf('mottagning', 'lena.berg')).toBeNull();
    expect(await loadOf('mottagning', 'ny.handlaggare')).toMatchObject({
      openIntakes: 1,
      newThisMonth: { intakes: 1 },
    });

    const { investigationId } = await decide(world.as('teamLeader'), intakeId, { handlerId: 'karin.ek' });
    expect(await loadOf('mottagning', 'ny.handlaggare')).toMatchObject({
      openIntakes: 0,
      closedThisMonth: { intakes: 1, investigations: 0 },
      weight: 0,
    });
    expect(await loadOf('barn-och-familj', 'karin.ek')).toMatchObject({
      openInvestigations: 1,
      newThisMonth: { investigations: 1 },
      weight: 2,
    });

    const karin = world.as('socialWorker');
    const plan = await karin.get(`/investigations/${investigationId}/plan`);
    const saved = { questions: ['Vad behöver barnet?'], areas: [] };
    done(await karin.put(`/investigations/${investigationId}/plan`, saved, { match: plan.etag }));
    expect((await loadOf('barn-och-familj', 'karin.ek'))?.weight).toBe(3);

    await assign('investigations', investigationId, { handlerId: 'anna.ny', unit: 'barn-och-familj' });
    expect(await loadOf('barn-och-familj', 'karin.ek')).toBeNull();
    expect(await loadOf('barn-och-familj', 'anna.ny')).toMatchObject({ openInvestigations: 1, weight: 3 });

    world.clock.set('2027-03-01T09:00:00Z');
    expect(await loadOf('mottagning', 'ny.handlaggare')).toBeNull();
  });

  test('of a child who becomes protected counts for the named handlers only', async () => {
    world.clock.set('2027-03-02T09:00:00Z');
    const { childId } = await openIntake(world.as('reception'), child(), {
      receivedAt: '2027-03-02T08:00:00Z',
    });
    const before = (await loadOf('mottagning', 'mia.dahl'))!.openIntakes;
    const mia = world.as('reception');
    const { etag } = await mia.get(`/persons/${childId}`);
    const sekretess = { protectedIdentity: 'sekretessmarkering' };
    done(await mia.patch(`/persons/${childId}`, sekretess, { match: etag }));
    expect((await loadOf('mottagning', 'mia.dahl'))?.openIntakes).toBe(before - 1);
    done(await mia.post(`/persons/${childId}/named-handlers`, { handlerId: 'lena.berg' }));
    expect((await loadOf('mottagning', 'mia.dahl'))?.openIntakes).toBe(before);
  });
});
