import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { done, loggedDuring } from '../../support/casework.ts';
import { aCase, fields } from '../../support/parties.ts';
import { type Client, startWorld, type World } from '../../support/world.ts';
import { careOrder, decide, mendAll, supported } from '../decision/closing.ts';
import { apply, decideOn, end, followedUp, following, withoutInsats } from './closed.ts';

/** The decision to follow up a child's situation after an investigation without insats, and its end. */

let world: World;
let karin: Client;
let lena: Client;
beforeAll(async () => {
  world = await startWorld({ at: '2026-03-02T09:00:00Z' });
  karin = world.as('socialWorker');
  lena = world.as('teamLeader');
});
afterAll(() => world.close());

const rulesOf = ({ body }: { body: { rule?: string; refusals?: { rule: string }[] } }) => body.rule;
const clockOf = async (at: string) =>
  done(await karin.get(`${at}/deadlines`)).items.filter(
    ({ rule }: { rule: string }) => rule === 'uppfoljning-efter-utredning',
  );

test('a team leader decides it, and it is read with its last day', async () => {
  const found = await withoutInsats(world);
  expect((await karin.get(found.url)).status).toBe(404);
  world.clock.set('2026-03-20T09:00:00Z');
  const decided = await decideOn(lena, found, { decidedOn: '2026-03-19' });
  expect(decided.status, decided.text).toBe(201);
  expect(decided.body).toEqual({
    investigationId: found.id,
    ...following,
    decidedOn: '2026-03-19',
    decidedBy: 'lena.berg',
    decidedAt: '2026-03-20T09:00:00.000Z',
    authority: 'official',
    endedOn: null,
    endReason: null,
    endNote: null,
    endedBy: null,
    endedAt: null,
    version: 1,
    endBy: { endDay: '2026-09-02', lastLawfulDay: '2026-09-02' },
    toldOfStart: false,
    toldOfEnd: null,
    informations: [],
    contacts: [],
  });
  const read = await karin.get(found.url);
  expect([read.status, read.etag, read.body]).toEqual([200, decided.etag, decided.body]);
});

test('a political decider decides it too; a social worker does not', async () => {
  const found = await withoutInsats(world);
  expect((await decideOn(karin, found)).body).toMatchObject({ status: 403, rule: 'access.role' });
  const decided = await decideOn(world.as('decisionMaker'), found);
  expect(decided.body).toMatchObject({ authority: 'utskott', decidedBy: expect.any(String) });
});

test('nobody who is there by break-glass decides or ends it', async () => {
  const found = await followedUp(world);
  const youth = world.as('youthLeader');
  done(await youth.post(`/persons/${found.childId}/break-glass`, { reason: 'Jourärende i kväll.' }));
  expect((await youth.get(found.url)).status).toBe(200);
  expect((await end(youth, found.url)).body).toMatchObject({
    status: 403,
    rule: 'break-glass.read-and-work-only',
  });
});

describe('is refused', () => {
  test.each([
    ['insats', supported, 'teamLeader'],
    ['an application for care', careOrder, 'decisionMaker'],
  ] as const)('after %s', async (_, decision, who) => {
    world.clock.set('2026-03-02T09:00:00Z');
    const opened = await aCase(karin);
    const at = `/investigations/${opened.id}`;
    await mendAll(karin, at);
    done(await decide(world.as(who), at, decision));
    const refused = await decideOn(lena, { at, url: `${at}/follow-up` });
    expect(refused.body).toMatchObject({
      status: 409,
      rule: 'follow-up.after-insats',
      law: 'SoL (2025:400) 23 kap. 1, 5 §§',
    });
  });

  test('a second time, also when the first has ended', async () => {
    const found = await followedUp(world);
    expect(rulesOf(await decideOn(lena, found))).toBe('follow-up.decided-already');
    done(await end(lena, found.url));
    expect(rulesOf(await decideOn(lena, found))).toBe('follow-up.decided-already');
  });

  test('once the time has run out, and not on its last day', async () => {
    const late = await withoutInsats(world);
    world.clock.set('2026-09-03T09:00:00Z');
    expect((await decideOn(lena, late)).body).toMatchObject({
      rule: 'follow-up.time-has-passed',
      law: 'SoL (2025:400) 23 kap. 1, 5 §§',
    });
    expect((await decideOn(lena, late, { decidedOn: '2026-09-02' })).status).toBe(201);
  });

  test('while a new investigation runs', async () => {
    const found = await withoutInsats(world);
    world.clock.set('2026-04-10T09:00:00Z');
    await apply(karin, found.childId, '2026-04-10T08:00:00Z');
    expect((await decideOn(lena, found)).body).toMatchObject({
      rule: 'follow-up.new-investigation',
      law: 'SoL (2025:400) 23 kap. 1, 5 §§',
    });
  });

  test('of a young person of 18', async () => {
    const found = await withoutInsats(world, '2008-03-02');
    expect((await decideOn(lena, found)).body).toMatchObject({
      rule: 'follow-up.not-a-child',
      law: 'SoL (2025:400) 3 kap. 1 § andra stycket',
    });
  });

  test('on another version of the investigation than the one that stands', async () => {
    const found = await withoutInsats(world);
    expect((await lena.post(found.url, following, { match: '"1"' })).status).toBe(412);
  });

  test.each(['2026-03-01', '2026-03-03'])(
    'on %s: before the closing, or in the future',
    async (decidedOn) => {
      const found = await withoutInsats(world);
      expect(fields(await decideOn(lena, found, { decidedOn }))).toEqual(['decidedOn']);
    },
  );

  test('with everything that stands in the way at once', async () => {
    const found = await followedUp(world);
    world.clock.set('2026-10-10T09:00:00Z');
    await apply(karin, found.childId, '2026-10-10T08:00:00Z');
    const refused = await decideOn(lena, found);
    expect(JSON.stringify(refused.body)).toMatch(/decided-already.*time-has-passed.*new-investigation/s);
  });
});

describe('ends', () => {
  test('by a decision with its reason, which meets the deadline', async () => {
    const found = await followedUp(world);
    expect(await clockOf(found.at)).toMatchObject([{ state: 'running', start: '2026-03-02' }]);
    world.clock.set('2026-06-10T09:00:00Z');
    const ended = await end(lena, found.url, { reason: 'flyttat', note: 'Till Exempelstad.' });
    expect(ended.status, ended.text).toBe(201);
    expect(ended.body).toMatchObject({
      endedOn: '2026-06-10',
      endReason: 'flyttat',
      endNote: 'Till Exempelstad.',
      endedBy: 'lena.berg',
      endedAt: '2026-06-10T09:00:00.000Z',
      toldOfEnd: false,
    });
    expect((await lena.get(found.url)).body).toEqual(ended.body);
    expect(await clockOf(found.at)).toMatchObject([{ state: 'met', metOn: '2026-06-10' }]);
    expect((await end(lena, found.url)).body).toMatchObject({
      status: 409,
      rule: 'follow-up.ended',
      law: 'SoL (2025:400) 23 kap. 1, 5 §§',
    });
  });

  test('late, when nobody ended it in time', async () => {
    const found = await followedUp(world);
    world.clock.set('2026-09-07T09:00:00Z');
    expect(await clockOf(found.at)).toMatchObject([{ state: 'overdue', metOn: null }]);
    done(await end(lena, found.url, { reason: 'tiden-ute' }));
    expect(await clockOf(found.at)).toMatchObject([{ state: 'met-late', metOn: '2026-09-07' }]);
  });

  test.each([
    ['the time that has not run out', { reason: 'tiden-ute' }, 'reason'],
    ['a new investigation by hand', { reason: 'ny-utredning' }, 'reason'],
    ['another reason untold', { reason: 'annat' }, 'note'],
    ['a day before the decision', { reason: 'flyttat', endedOn: '2026-03-01' }, 'endedOn'],
    ['a day before the latest contact', { reason: 'flyttat', endedOn: '2026-03-04' }, 'endedOn'],
  ])('not by %s', async (_, told, field) => {
    const found = await followedUp(world);
    world.clock.set('2026-03-06T09:00:00Z');
    done(
      await karin.post(`${found.url}/contacts`, { on: '2026-03-05', with: 'barnet', content: 'Mår bra.' }),
    );
    expect(fields(await end(lena, found.url, told))).toEqual([field]);
  });

  test('not by someone who has not read the latest contact', async () => {
    const found = await followedUp(world);
    const { etag } = await lena.get(found.url);
    const contact = { on: '2026-03-02', with: 'forskola-skola', content: 'Alva har inte kommit.' };
    const noted = await karin.post(`${found.url}/contacts`, contact);
    expect(noted.etag).not.toBe(etag);
    const ended = await lena.post(`${found.url}/end`, { reason: 'inget-mer-behov' }, { match: etag });
    expect(ended.status).toBe(412);
  });
});

describe('ends by itself when a new investigation of the child is opened', () => {
  test('by an application, on the day it came in', async () => {
    const found = await followedUp(world);
    world.clock.set('2026-04-10T09:00:00Z');
    let opened = '';
    const entries = await loggedDuring(world, async () => {
      opened = await apply(karin, found.childId, '2026-04-09T08:00:00Z');
    });
    expect((await karin.get(found.url)).body).toMatchObject({
      endedOn: '2026-04-09',
      endReason: 'ny-utredning',
      endedBy: 'karin.ek',
      endedAt: '2026-04-10T09:00:00.000Z',
    });
    const [clock] = await clockOf(found.at);
    expect(clock).toMatchObject({ state: 'met', metOn: '2026-04-09' });
    expect(clock.explanation.sv).toContain('genom att en ny utredning inleddes 2026-04-09');
    const written = entries.find(({ action }) => action === 'follow-up.end')!;
    expect(JSON.parse(written.resource_ids!)).toEqual([found.id]);
    expect(JSON.parse(written.person_ids!)).toEqual([found.childId]);
    expect(await clockOf(opened)).toEqual([]);
  });

  test('by the decision on a report, as the deadlines kept beside say at once', async () => {
    const found = await followedUp(world);
    const kept = async () =>
      world.database.raw(`select settled from deadline where id = 'uppfoljning-efter-utredning:${found.id}'`);
    expect(await kept()).toEqual([{ settled: null }]);
    world.clock.set('2026-05-04T09:00:00Z');
    const report = done(
      await karin.post('/reports', {
        type: 'anmalan',
        receivedAt: '2026-05-04T08:00:00Z',
        channel: 'telefon',
        reporter: 'skola',
        text: 'Skolan är orolig igen.',
        unit: 'barn-och-familj',
        children: [{ personId: found.childId, mainCause: 'brist-i-omsorg' }],
      }),
    );
    const intake = `/intakes/${report.children[0].intakeId}`;
    const need = { need: 'inget-behov', grounds: 'Barnet är tryggt i skolan.' };
    done(await karin.post(`${intake}/protection-assessments`, need));
    expect((await karin.get(found.url)).body.endedOn).toBeNull();
    const opening = { outcome: 'utredning-inleds', reasons: 'Skäl finns.', handlerId: 'karin.ek' };
    done(await lena.post(`${intake}/decision`, opening, { match: (await lena.get(intake)).etag }));
    expect((await karin.get(found.url)).body).toMatchObject({ endedOn: '2026-05-04', endedBy: 'lena.berg' });
    expect(await kept()).toEqual([{ settled: 'met' }]);
  });

  test('once: what was ended before stays as it was', async () => {
    const found = await followedUp(world);
    const { body } = await end(lena, found.url);
    world.clock.set('2026-04-10T09:00:00Z');
    await apply(karin, found.childId, '2026-04-10T08:00:00Z');
    expect((await karin.get(found.url)).body).toEqual(body);
  });

  test('also where the decision to follow up is recorded only afterwards', async () => {
    const found = await withoutInsats(world);
    world.clock.set('2026-04-10T09:00:00Z');
    await apply(karin, found.childId, '2026-04-10T08:00:00Z');
    const decided = await decideOn(lena, found, { decidedOn: '2026-03-20' });
    expect(decided.status, decided.text).toBe(201);
    expect(decided.body).toMatchObject({ endedOn: '2026-04-10', endReason: 'ny-utredning', version: 2 });
    expect(decided.etag).toBe('"2"');
  });
});
