import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { done, openInvestigation } from '../../support/casework.ts';
import { type Client, startWorld, type World } from '../../support/world.ts';
import { decide, MENDS, mendAll, rulesOf, supported } from './closing.ts';

/** Closing on an earlier day is judged by what there was on that day. */

let world: World;
let worker: Client;
beforeAll(async () => {
  world = await startWorld();
  worker = world.as('socialWorker');
});
afterAll(() => world.close());
beforeEach(() => world.clock.set('2026-03-02T09:00:00Z'));

const open = async () => `/investigations/${(await openInvestigation(world)).investigationId}`;
const closeOn = (investigation: string, decidedOn: string) =>
  decide(world.as('teamLeader'), investigation, { ...supported, decidedOn });
/** What hinders closing on a day; nothing where it was closed. */
const hinders = async (investigation: string, decidedOn: string, of = /./): Promise<string[]> => {
  const answer = await closeOn(investigation, decidedOn);
  return answer.status === 201 ? [] : rulesOf(answer.body.reasons).filter((rule) => of.test(rule));
};

test('an investigation that was done in August is not closed in March', async () => {
  const investigation = await open();
  world.clock.set('2026-08-20T09:00:00Z');
  await mendAll(worker, investigation);
  const refused = await closeOn(investigation, '2026-03-03');
  expect(refused.status).toBe(409);
  expect(rulesOf(refused.body.reasons)).toEqual([
    'plan.missing',
    'consultation.step-missing',
    'consultation.step-missing',
    'analysis.together-missing',
    'analysis.meaning-for-child-missing',
    'assessment.best-interests-missing',
    'assessment.proposal-missing',
    'communication.missing',
    'consent.missing',
  ]);
  expect((await worker.get(investigation)).body.closedOn).toBeNull();
  expect(await hinders(investigation, '2026-08-20')).toEqual([]);
  expect((await worker.get(investigation)).body.closedOn).toBe('2026-08-20');
});

const [plan, , schoolWaived, healthWaived, analysis, , exception, consent] = MENDS;

test.each([
  ['a plan', plan!, /^plan/, ['plan.missing']],
  ['a waiver', schoolWaived!, /^consultation/, ['consultation.step-missing', 'consultation.step-missing']],
  [
    'an analysis',
    analysis!,
    /^analysis/,
    ['analysis.together-missing', 'analysis.meaning-for-child-missing'],
  ],
  ['an exception', exception!, /^communication/, ['communication.missing']],
  ['a consent', consent!, /^consent/, ['consent.missing']],
])('%s counts from the Swedish day on which it was recorded', async (_, { mend }, of, before) => {
  const investigation = await open();
  // Half past midnight in Sweden, still the day before in UTC.
  world.clock.set('2026-03-09T23:30:00Z');
  done(await mend(worker, investigation));
  world.clock.set('2026-03-12T09:00:00Z');
  expect(await hinders(investigation, '2026-03-09', of)).toEqual(before);
  const after = await hinders(investigation, '2026-03-10', of);
  expect(after).toEqual(before.filter((rule) => rule.startsWith('consultation')).slice(1));
});

test('the plan that held on the day is judged, not a later one', async () => {
  const investigation = await open();
  done(await worker.put(`${investigation}/plan`, { purpose: 'Stöd.' }, { match: '"0"' }));
  world.clock.set('2026-03-10T09:00:00Z');
  const { etag } = await worker.get(`${investigation}/plan`);
  done(await worker.put(`${investigation}/plan`, {}, { match: etag }));
  expect(await hinders(investigation, '2026-03-09', /purpose/)).toEqual([]);
  expect(await hinders(investigation, '2026-03-10', /purpose/)).toEqual(['plan.purpose-missing']);
});

test('a sending that was recorded later is none for the day', async () => {
  const { investigationId, childId } = await openInvestigation(world);
  const investigation = `/investigations/${investigationId}`;
  const guardian = done(await worker.post('/persons', { givenName: 'Vera', familyName: 'Exempelsson' }));
  const relation = { fromPersonId: guardian.id, toPersonId: childId, type: 'vardnadshavare' };
  done(await worker.post('/relations', relation));
  world.clock.set('2026-04-10T09:00:00Z');
  const sending = { partyId: guardian.id, sentOn: '2026-03-02', commentBy: '2026-03-04' };
  done(await worker.post(`${investigation}/communications`, sending));
  expect(await hinders(investigation, '2026-04-09', /^comm/)).toEqual(['communication.missing']);
  expect(await hinders(investigation, '2026-04-10', /^comm/)).toEqual([]);
});

/** A consultation of the school step, sent. */
async function ask(investigation: string) {
  const draft = await worker.post(`${investigation}/consultations`, {
    counterpart: 'skola',
    basis: 'uppgiftsskyldighet',
    questions: [{ area: 'utbildning', text: 'Hur är närvaron?' }],
  });
  return worker.post(`/consultations/${draft.body.id}/dispatch`, {}, { match: draft.etag });
}

test('a step stands on a day as its consultations then stood, whatever came later', async () => {
  const investigation = await open();
  done(await healthWaived!.mend(worker, investigation));
  const first = await ask(investigation);
  const second = await ask(investigation);
  world.clock.set('2026-03-05T09:00:00Z');
  const declined = { kind: 'avbojd', reason: 'Känner inte barnet.' };
  done(await worker.post(`/consultations/${first.body.id}/withdrawal`, declined, { match: first.etag }));
  world.clock.set('2026-03-10T09:00:00Z');
  const answer = { answer: 'God närvaro.' };
  done(await worker.post(`/consultations/${second.body.id}/answer`, answer, { match: second.etag }));
  const on = (day: string) => hinders(investigation, day, /^consultation/);
  // One declined, the other still awaited.
  expect(await on('2026-03-06')).toEqual(['consultation.step-pending']);
  expect(await on('2026-03-10')).toEqual([]);
});

test('a step that all had declined stays tried, though another is asked later', async () => {
  const investigation = await open();
  done(await healthWaived!.mend(worker, investigation));
  const first = await ask(investigation);
  const declined = { kind: 'avbojd', reason: 'Känner inte barnet.' };
  done(await worker.post(`/consultations/${first.body.id}/withdrawal`, declined, { match: first.etag }));
  world.clock.set('2026-03-10T09:00:00Z');
  await ask(investigation);
  const on = (day: string) => hinders(investigation, day, /^consultation/);
  expect(await on('2026-03-09')).toEqual([]);
  expect(await on('2026-03-10')).toEqual(['consultation.step-pending']);
});
