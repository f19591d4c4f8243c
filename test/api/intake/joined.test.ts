import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { assess, child, decide, done, loggedDuring, newNumber, openIntake } from '../../support/casework.ts';
import { type Client, startWorld, type World } from '../../support/world.ts';
import { mendAll, supported } from '../decision/closing.ts';

/** The investigation of one unit, the intakes of another that it rests on, and who sees what. */

let world: World;
let lena: Client;
let leader: Client;
beforeAll(async () => {
  world = await startWorld();
  lena = world.as('teamLeader');
  leader = await world.with({ sub: 'lena.berg', roles: ['team-leader'], units: ['mottagning', 'ungdom'] });
});
afterAll(() => world.close());

const join = { outcome: 'pafors-pagaende-utredning', unit: undefined, handlerId: undefined };

/** Received by mottagning, investigated by ungdom, and a second report that joins when `join` is called. */
async function investigatedElsewhere() {
  const personalNumber = newNumber();
  const first = await openIntake(world.as('reception'), child({ personalNumber }));
  await assess(lena, first.intakeId);
  const { investigationId } = await decide(lena, first.intakeId, { unit: 'ungdom', handlerId: 'omar.lind' });
  return {
    ...first,
    investigationId,
    async join() {
      const next = await openIntake(world.as('reception'), child({ personalNumber }));
      await assess(lena, next.intakeId);
      await decide(lena, next.intakeId, join);
      return next;
    },
  };
}

describe('a report that joins', () => {
  test('changes the investigation, so that nobody closes it without having read of the report', async () => {
    const opened = await investigatedElsewhere();
    const path = `/investigations/${opened.investigationId}`;
    const omar = world.as('youthWorker');
    await mendAll(omar, path);
    const { etag } = await omar.get(path);
    let joined: { intakeId: string } | undefined;
    const log = await loggedDuring(world, async () => {
      joined = await opened.join();
    });
    expect(log.map(({ action }) => action)).toContain('investigation.join');
    const per = world.as('youthLeader');
    expect((await per.post(`${path}/decision`, supported, { match: etag })).status).toBe(412);
    const now = await per.get(path);
    expect(now.body.joinedIntakes).toEqual([joined!.intakeId]);
    expect(now.etag).not.toBe(etag);
    const { version, savedAt, savedBy, reviewNeeded, ...plan } = done(await omar.get(`${path}/plan`));
    done(await omar.put(`${path}/plan`, plan, { match: `"${version}"` }));
    done(await per.post(`${path}/decision`, supported, { match: now.etag }));
  });
});

describe('the intakes that an investigation rests on', () => {
  test('are seen, with their reports, by its handler, its unit and its decision-maker', async () => {
    const opened = await investigatedElsewhere();
    const joined = await opened.join();
    const own = await world.with({ sub: 'omar.lind', roles: ['social-worker'], units: [] });
    for (const client of [own, world.as('youthWorker'), world.as('youthLeader'), world.as('decisionMaker')]) {
      for (const { intakeId, reportId } of [opened, joined]) {
        expect((await client.get(`/intakes/${intakeId}`)).body.id).toBe(intakeId);
        expect((await client.get(`/reports/${reportId}`)).body.text).toBe('Skolan är orolig.');
      }
      const { items } = done(await client.get('/intakes?limit=100'));
      const ids = items.map((item: { id: string }) => item.id);
      expect(ids).toEqual(expect.arrayContaining([opened.intakeId, joined.intakeId]));
    }
  });

  test('are not those that are undecided, or were not followed by one', async () => {
    const { intakeId } = await openIntake(world.as('reception'));
    for (const persona of ['youthWorker', 'decisionMaker'] as const) {
      expect((await world.as(persona).get(`/intakes/${intakeId}`)).status).toBe(404);
    }
    await assess(lena, intakeId);
    await decide(lena, intakeId, { outcome: 'utredning-inleds-inte', unit: undefined, handlerId: undefined });
    expect((await world.as('youthWorker').get(`/intakes/${intakeId}`)).status).toBe(404);
  });

  test('follow the investigation when it is handed over', async () => {
    const opened = await investigatedElsewhere();
    const joined = await opened.join();
    const path = `/investigations/${opened.investigationId}`;
    const { etag } = await leader.get(path);
    const handedOver = { handlerId: 'karin.ek', unit: 'barn-och-familj' };
    done(await leader.post(`${path}/assignments`, handedOver, { match: etag }));
    for (const { intakeId } of [opened, joined]) {
      expect((await world.as('youthWorker').get(`/intakes/${intakeId}`)).status).toBe(404);
      const barn = await world.with({ sub: 'någon', roles: ['social-worker'], units: ['barn-och-familj'] });
      expect((await barn.get(`/intakes/${intakeId}`)).status).toBe(200);
    }
  });

  test('are never seen past the protection of the child', async () => {
    const opened = await investigatedElsewhere();
    const { etag } = await lena.get(`/persons/${opened.childId}`);
    const hide = { protectedIdentity: 'sekretessmarkering' };
    done(await lena.patch(`/persons/${opened.childId}`, hide, { match: etag }));
    for (const persona of ['youthLeader', 'decisionMaker'] as const) {
      expect((await world.as(persona).get(`/intakes/${opened.intakeId}`)).status).toBe(404);
      expect((await world.as(persona).get(`/reports/${opened.reportId}`)).status).toBe(404);
    }
    // The handler of the investigation is named for the child.
    expect((await world.as('youthWorker').get(`/intakes/${opened.intakeId}`)).status).toBe(200);
  });
});
