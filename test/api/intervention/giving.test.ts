import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { done, logOf, newNumber, openInvestigation } from '../../support/casework.ts';
import {
  aChild,
  advice,
  anIntervention,
  DAY,
  decidedInvestigation,
  granted,
} from '../../support/interventions.ts';
import { type Client, startWorld, type World } from '../../support/world.ts';
import { moved } from '../decision/closing.ts';

/** How an intervention is given: by a decision, once, or without a needs test. */

let world: World;
let karin: Client;
let lena: Client;
let decided: { childId: string; investigationId: string; caseNumber: string };
beforeAll(async () => {
  world = await startWorld();
  karin = world.as('socialWorker');
  lena = world.as('teamLeader');
  decided = await decidedInvestigation(world);
});
afterAll(() => world.close());

const fieldsOf = (answer: { body: { violations?: { field: string }[] } }) =>
  answer.body.violations?.map(({ field }) => field);

describe('by a decision', () => {
  test('it takes its number, unit, day and law from the investigation, and is given once', async () => {
    const given = await karin.post(
      '/interventions',
      granted(decided, { provider: 'Familjecentrum Norr', followUpOn: '2026-06-01' }),
    );
    expect(given.status, given.text).toBe(201);
    expect(given.etag).toBe('"1"');
    const { id, ...told } = given.body;
    expect(told).toEqual({
      caseNumber: decided.caseNumber,
      childId: decided.childId,
      investigationId: decided.investigationId,
      basis: 'beslut',
      type: 'familjebehandling',
      placementForm: null,
      provider: 'Familjecentrum Norr',
      legalBasis: 'sol',
      decidedOn: DAY,
      startedOn: DAY,
      unit: 'barn-och-familj',
      handlerId: 'karin.ek',
      followUpOn: '2026-06-01',
      endedOn: null,
      version: 1,
    });
    const whole = await karin.get(`/interventions/${id}`);
    expect(whole.etag).toBe('"1"');
    expect(whole.body).toMatchObject({
      legalBasisCitation: 'SoL (2025:400) 11 kap. 1 §, 35 kap. 1 §',
      goals: [],
      followUps: [],
      scores: [],
      sip: [],
      end: null,
      laterFollowUps: [],
      assignments: [{ handlerId: 'karin.ek', unit: 'barn-och-familj' }],
    });
    const again = await karin.post('/interventions', granted(decided));
    expect(again.body).toMatchObject({ status: 409, rule: 'intervention.given-already' });
    const [entry] = (await logOf(world)).filter(({ action }) => action === 'intervention.give');
    expect(JSON.parse(entry!.resource_ids!)).toEqual([id, decided.investigationId]);
    expect(JSON.parse(entry!.person_ids!)).toEqual([decided.childId]);
  });

  test('only what the decision grants, and only when there is one', async () => {
    const other = await karin.post('/interventions', granted(decided, { type: 'kontaktperson' }));
    expect(other.body).toMatchObject({
      status: 409,
      rule: 'intervention.not-decided',
      law: 'SoL (2025:400) 11 kap. 1 §',
    });
    const running = await openInvestigation(world);
    const early = await karin.post('/interventions', granted(running));
    expect(early.body).toMatchObject({ status: 409, rule: 'intervention.not-decided' });
    const at = `/investigations/${running.investigationId}`;
    done(await lena.post(`${at}/decision`, moved, { match: (await lena.get(at)).etag }));
    const without = await karin.post('/interventions', granted(running));
    expect(without.body.rule).toBe('intervention.not-decided');
  });

  test('not before the decision, not in the future, and of the child that the investigation is about', async () => {
    const fresh = await decidedInvestigation(world);
    for (const startedOn of ['2026-03-01', '2026-03-03']) {
      const answer = await karin.post('/interventions', granted(fresh, { startedOn }));
      expect([answer.status, fieldsOf(answer)]).toEqual([400, ['startedOn']]);
    }
    const mixed = await karin.post('/interventions', granted({ ...fresh, childId: decided.childId }));
    expect([mixed.status, fieldsOf(mixed)]).toEqual([400, ['investigationId']]);
    const nobody = await karin.post('/interventions', advice(crypto.randomUUID()));
    expect(nobody.body.violations).toMatchObject([
      { field: 'childId', message: expect.stringMatching(/^Barnet finns inte\./) },
    ]);
    const untold = await karin.post('/interventions', granted(fresh, { investigationId: undefined }));
    expect(fieldsOf(untold)).toEqual(['investigationId']);
  });

  test('by whoever has the investigation for good, and nobody else', async () => {
    const fresh = await decidedInvestigation(world);
    const omar = world.as('youthWorker');
    expect((await omar.post('/interventions', granted(fresh))).status).toBe(404);
    const reason = 'Handläggaren är sjuk och frågan kan inte vänta.';
    done(await omar.post(`/persons/${fresh.childId}/break-glass`, { reason }));
    const glass = await omar.post('/interventions', granted(fresh));
    expect(glass.body).toMatchObject({ status: 403, rule: 'break-glass.read-and-work-only' });
  });

  test('two at once give one', async () => {
    const fresh = await decidedInvestigation(world);
    const answers = await Promise.all([karin, lena].map((one) => one.post('/interventions', granted(fresh))));
    expect(answers.map(({ status }) => status).toSorted()).toEqual([201, 409]);
  });
});

describe('without a needs test', () => {
  test('it is a case with a number of its own, and rests on no decision', async () => {
    const childId = await aChild(karin);
    const { status, body } = await karin.post('/interventions', advice(childId));
    expect(status).toBe(201);
    expect(body).toMatchObject({
      investigationId: null,
      decidedOn: null,
      legalBasis: 'sol',
      basis: 'utan-behovsprovning',
    });
    expect(body.caseNumber).toMatch(/^2026-\d{5}$/);
    const whole = done(await karin.get(`/interventions/${body.id}`));
    expect(whole.legalBasisCitation).toBe('SoL (2025:400) 11 kap. 5 §');
    const second = done(await karin.post('/interventions', advice(childId)));
    expect(Number(second.caseNumber.slice(5))).toBe(Number(body.caseNumber.slice(5)) + 1);
    const found = done(await karin.post('/persons/search', { caseNumber: body.caseNumber }));
    expect(found.items.map((person: { id: string }) => person.id)).toEqual([childId]);
  });

  test.each([
    ['kontaktperson', {}],
    ['kontaktfamilj', {}],
    ['sarskilt-kvalificerad-kontaktperson', {}],
    ['placering', { placementForm: 'familjehem' }],
  ])('%s always takes a needs test', async (type, more) => {
    const answer = await karin.post('/interventions', advice(await aChild(karin), { type, ...more }));
    expect(answer.body).toMatchObject({
      status: 409,
      rule: 'intervention.needs-test',
      law: 'SoL (2025:400) 11 kap. 5 §',
    });
  });

  test('what cannot be is told by its field', async () => {
    const childId = await aChild(karin, { personalNumber: newNumber() });
    const cases: [Record<string, unknown>, string[]][] = [
      [{ unit: undefined }, ['unit']],
      [{ unit: 'ekonomi' }, ['unit']],
      [{ startedOn: '2026-03-03' }, ['startedOn']],
      [{ startedOn: '2001-01-01' }, ['startedOn']],
      [{ followUpOn: DAY }, ['followUpOn']],
      [{ followUpOn: '2028-03-03' }, ['followUpOn']],
      [{ investigationId: decided.investigationId }, ['investigationId']],
      [{ placementForm: 'hvb' }, ['placementForm']],
      [{ childId: crypto.randomUUID() }, ['childId']],
      [{ colour: 'red' }, ['colour']],
      [{ type: 'brevduva' }, ['type']],
    ];
    for (const [more, fields] of cases) {
      const answer = await karin.post('/interventions', advice(childId, more));
      expect([more, answer.status, fieldsOf(answer)]).toEqual([more, 400, fields]);
    }
  });

  test('for one of the own units, or for a child with a case that the caller sees for good', async () => {
    const ofYouth = { unit: 'ungdom' };
    const childId = await aChild(karin);
    const stranger = await karin.post('/interventions', advice(childId, ofYouth));
    expect(stranger.body).toMatchObject({ status: 403, rule: 'intervention.other-unit' });
    expect(
      (await world.database.raw(`select id from intervention where child_id = '${childId}'`)).length,
    ).toBe(0);

    done(await karin.post('/interventions', advice(childId)));
    expect(done(await karin.post('/interventions', advice(childId, ofYouth))).unit).toBe('ungdom');

    const omar = world.as('youthWorker');
    const theirs = { unit: 'mottagning' };
    const opened = await openInvestigation(world);
    const body = advice(opened.childId, theirs);
    expect((await omar.post('/interventions', body)).body.rule).toBe('intervention.other-unit');
    const reason = 'Jourärende i natt, handläggaren nås inte.';
    done(await omar.post(`/persons/${opened.childId}/break-glass`, { reason }));
    expect((await omar.post('/interventions', body)).body.rule).toBe('intervention.other-unit');
    expect((await karin.post('/interventions', body)).status).toBe(201);
  });

  test('nobody of 21', async () => {
    const grown = done(await karin.post('/persons', { givenName: 'Vuxen', birthDate: '2005-03-02' })).id;
    const answer = await karin.post('/interventions', advice(grown));
    expect(answer.body).toMatchObject({ status: 409, rule: 'intervention.subject-21-or-over' });
  });

  test('the same key gives the first answer again', async () => {
    const body = advice(await aChild(karin));
    const key = crypto.randomUUID();
    const first = await karin.post('/interventions', body, { key });
    const again = await karin.post('/interventions', body, { key });
    expect([again.status, again.body]).toEqual([201, first.body]);
  });

  test('the answer does not come again to who no longer sees it', async () => {
    const body = advice(await aChild(karin));
    const key = crypto.randomUUID();
    const { id } = done(await karin.post('/interventions', body, { key }));
    const at = `/interventions/${id}`;
    const to = { handlerId: 'omar.lind', unit: 'ungdom' };
    done(await lena.post(`${at}/assignments`, to, { match: (await lena.get(at)).etag }));
    expect((await karin.get(at)).status).toBe(404);
    expect((await karin.post('/interventions', body, { key })).status).toBe(404);
  });
});

describe('the handler', () => {
  test('is handed over, and every assignment is kept', async () => {
    const { at } = await anIntervention(karin);
    expect((await karin.post(`${at}/assignments`, { handlerId: 'bo.alm' }, { match: '"1"' })).status).toBe(
      403,
    );
    const handed = await lena.post(`${at}/assignments`, { handlerId: 'bo.alm' }, { match: '"1"' });
    expect(handed.body).toMatchObject({ handlerId: 'bo.alm', unit: 'barn-och-familj', version: 2 });
    const { items } = done(await lena.get(`${at}/assignments`));
    expect(items.map((one: { handlerId: string; by: string }) => [one.handlerId, one.by])).toEqual([
      ['karin.ek', 'karin.ek'],
      ['bo.alm', 'lena.berg'],
    ]);
  });
});
