import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { NO_PLAN, planMissing, reportSince } from '../../../src/investigation/plan/rules.ts';
import { day } from '../../../src/kernel/day.ts';
import { assess, child, decide, done, newNumber, openIntake } from '../../support/casework.ts';
import { type Client, startWorld, type World } from '../../support/world.ts';
import { mendAll, rulesOf, supported } from '../decision/closing.ts';

/** A report that joins a running investigation asks for a new look at its plan. */

let world: World;
let lena: Client;
beforeAll(async () => {
  world = await startWorld();
  lena = world.as('teamLeader');
});
afterAll(() => world.close());

const RULE = 'plan.review-after-report';

/** An investigation, and a way for one more report of the same child to join it. */
async function investigated() {
  const personalNumber = newNumber();
  const reported = async () => {
    const { intakeId } = await openIntake(world.as('reception'), child({ personalNumber }));
    await assess(lena, intakeId);
    return intakeId;
  };
  const { investigationId } = await decide(lena, await reported());
  const path = `/investigations/${investigationId}`;
  return {
    path,
    plan: async () => done(await lena.get(`${path}/plan`)),
    save: async (plan: object = {}) => {
      const { etag } = await lena.get(`${path}/plan`);
      return done(await lena.put(`${path}/plan`, plan, { match: etag }));
    },
    missing: async () => rulesOf(done(await lena.get(`${path}/completeness`)).missing),
    reported,
    join: async () => {
      const intakeId = await reported();
      const joining = { outcome: 'pafors-pagaende-utredning', unit: undefined, handlerId: undefined };
      await decide(lena, intakeId, joining);
    },
  };
}

test('a plan needs no new look before a report joins, and none while it is only received', async () => {
  const { plan, save, reported } = await investigated();
  expect((await plan()).reviewNeeded).toBe(false);
  expect((await save()).reviewNeeded).toBe(false);
  await reported();
  expect((await plan()).reviewNeeded).toBe(false);
});

test('a plan that is not there yet is missing, and needs no new look', async () => {
  const { plan, join, missing } = await investigated();
  await join();
  expect(await plan()).toMatchObject({ version: 0, reviewNeeded: false });
  expect(await missing()).toContain('plan.missing');
  expect(await missing()).not.toContain(RULE);
});

test('once a report has joined it needs one, until it is saved anew, even unchanged', async () => {
  const { plan, save, join, missing } = await investigated();
  await save({ purpose: 'Ta reda på om omsorgen räcker.' });
  const before = await plan();
  expect(await missing()).not.toContain(RULE);
  await join();
  expect(await plan()).toEqual({ ...before, reviewNeeded: true });
  expect(await missing()).toContain(RULE);
  expect(await save({ purpose: before.purpose })).toMatchObject({ version: 2, reviewNeeded: false });
  expect(await plan()).toEqual({ ...before, version: 2, savedAt: expect.any(String) });
  expect(await missing()).not.toContain(RULE);
  await join();
  expect((await plan()).reviewNeeded).toBe(true);
});

test('an application that joins at once asks for it too', async () => {
  const personalNumber = newNumber();
  const apply = async () => {
    const more = { type: 'ansokan', reporter: 'vardnadshavare', unit: 'barn-och-familj' };
    const { intakeId } = await openIntake(world.as('socialWorker'), child({ personalNumber }), more);
    return done(await lena.get(`/intakes/${intakeId}`));
  };
  const path = `/investigations/${(await apply()).investigationId}/plan`;
  done(await lena.put(path, {}, { match: '"0"' }));
  expect((await apply()).outcome).toBe('pafors-pagaende-utredning');
  expect(done(await lena.get(path)).reviewNeeded).toBe(true);
});

describe('closing', () => {
  test('waits for it, and says so with the law and the way to mend it', async () => {
    const { path, join, save, plan } = await investigated();
    await mendAll(lena, path);
    await join();
    const { missing } = done(await lena.get(`${path}/completeness`));
    expect(missing).toEqual([
      {
        rule: RULE,
        law: 'SoL (2025:400) 20 kap. 5 § andra stycket',
        message: { sv: expect.any(String), en: expect.any(String) },
        remedy: { sv: expect.stringContaining('PUT …/plan'), en: expect.stringContaining('PUT …/plan') },
        mendAt: `${path}/plan`,
      },
    ]);
    const close = async () =>
      lena.post(`${path}/decision`, supported, { match: (await lena.get(path)).etag });
    expect((await close()).body).toMatchObject({ status: 409, rule: RULE });
    const { purpose, areas } = await plan();
    await save({ purpose, areas });
    expect((await close()).status).toBe(201);
  });

  test('asks the same of the rules alone', () => {
    const on = day('2026-06-30');
    const found = (reviewNeeded: boolean) =>
      rulesOf(planMissing({ ...NO_PLAN, version: 1, reviewNeeded }, { openedOn: on, on })).includes(RULE);
    expect([found(true), found(false)]).toEqual([true, false]);
    expect([reportSince(1, 1), reportSince(1, 2), reportSince(null, 2)]).toEqual([false, true, false]);
  });
});
