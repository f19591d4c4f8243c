import { afterAll, beforeAll, expect, test } from 'vitest';
import { stepsMissing } from '../../../src/investigation/consultation/rules.ts';
import { day } from '../../../src/kernel/day.ts';
import { startWorld, type World } from '../../support/world.ts';
import { draft, NOW, next, openInvestigation, sent } from './opened.ts';

let world: World;
beforeAll(async () => {
  world = await startWorld({ at: NOW });
});
afterAll(() => world.close());

const stepsOf = async (investigationId: string) => {
  const answer = await world.as('socialWorker').get(`/investigations/${investigationId}/consultation-steps`);
  expect(answer.status).toBe(200);
  return answer.body.items;
};
/** What closing would say of the steps as they now stand. */
const missing = async (investigationId: string) =>
  stepsMissing(await stepsOf(investigationId), day('2026-03-16')).map(({ rule }) => rule);

const waive = (investigationId: string, step: string, more: Record<string, unknown> = {}) =>
  world.as('socialWorker').post(`/investigations/${investigationId}/consultation-steps`, {
    step,
    reason: 'barnet-saknar-kontakt',
    explanation: 'Barnet går inte i förskola.',
    ...more,
  });

const unanswered = { kind: 'avslutad-utan-svar', reason: 'Inget svar kom.' };

test('both steps belong to every investigation from the first day, and both are missing', async () => {
  const { id } = await openInvestigation(world);
  expect(await stepsOf(id)).toEqual([
    { step: 'skola', status: 'saknas', pending: false, consultations: [], waiver: null },
    { step: 'halsa', status: 'saknas', pending: false, consultations: [], waiver: null },
  ]);
  const found = stepsMissing(await stepsOf(id), day('2026-03-16'));
  expect(found).toMatchObject([
    { rule: 'consultation.step-missing', law: 'SoL (2025:400) 20 kap. 5-6 §§' },
    { rule: 'consultation.step-missing', law: 'SoL (2025:400) 20 kap. 5-6 §§' },
  ]);
  expect(found.map(({ text }) => text.sv.split(':')[0])).toEqual([
    'Förskola eller skola',
    'Hälso- och sjukvård',
  ]);
});

test('a draft takes no step; one that was sent is pending until it is answered', async () => {
  const worker = world.as('socialWorker');
  const { id } = await openInvestigation(world);
  const begun = await draft(worker, id, { counterpartName: 'Exempelskolan' });
  expect((await stepsOf(id))[0]).toMatchObject({
    status: 'saknas',
    pending: false,
    consultations: [{ id: begun.body.id, status: 'utkast', sentOn: null }],
  });
  expect(await missing(id)).toEqual(['consultation.step-missing', 'consultation.step-missing']);

  const asked = await next(worker, begun, 'dispatch', {});
  expect((await stepsOf(id))[0]).toMatchObject({ status: 'saknas', pending: true });
  expect(await missing(id)).toEqual(['consultation.step-pending', 'consultation.step-missing']);
  const reminded = await next(worker, asked, 'reminders', { answerDay: '2026-04-20' });
  expect((await stepsOf(id))[0]).toMatchObject({ status: 'saknas', pending: true });

  await next(worker, reminded, 'answer', { answer: 'God närvaro.' });
  expect((await stepsOf(id))[0]).toEqual({
    step: 'skola',
    status: 'besvarad',
    pending: false,
    consultations: [
      {
        id: begun.body.id,
        counterpart: 'skola',
        counterpartName: 'Exempelskolan',
        status: 'besvarad',
        sentOn: '2026-03-16',
        answerDay: '2026-04-20',
        answeredOn: '2026-03-16',
        closedOn: null,
      },
    ],
    waiver: null,
  });
  expect(await missing(id)).toEqual(['consultation.step-missing']);
});

test('a step is tried without answer when all that were asked declined or fell silent', async () => {
  const worker = world.as('socialWorker');
  const { id } = await openInvestigation(world);
  const clinic = await sent(worker, id, { counterpart: 'vardcentral' });
  const dentist = await sent(worker, id, { counterpart: 'tandvard' });
  await next(worker, clinic, 'withdrawal', { kind: 'avbojd', reason: 'Känner inte barnet.' });
  expect((await stepsOf(id))[1]).toMatchObject({ status: 'saknas', pending: true });
  await next(worker, dentist, 'withdrawal', unanswered);
  expect((await stepsOf(id))[1]).toMatchObject({ step: 'halsa', status: 'utan-svar', pending: false });
  expect(await missing(id)).toEqual(['consultation.step-missing']);
});

test('one answer is enough, whatever the others said', async () => {
  const worker = world.as('socialWorker');
  const { id } = await openInvestigation(world);
  await next(worker, await sent(worker, id, { counterpart: 'bvc' }), 'answer', { answer: 'Växer väl.' });
  await next(worker, await sent(worker, id, { counterpart: 'bup' }), 'withdrawal', unanswered);
  await sent(worker, id, { counterpart: 'habilitering' });
  expect((await stepsOf(id))[1]).toMatchObject({ status: 'besvarad', pending: true });
});

test('elevhälsa counts for both steps, the police for none', async () => {
  const worker = world.as('socialWorker');
  const { id } = await openInvestigation(world);
  await next(worker, await sent(worker, id, { counterpart: 'polis' }), 'answer', { answer: 'Inget känt.' });
  expect(await stepsOf(id)).toMatchObject([
    { status: 'saknas', consultations: [] },
    { status: 'saknas', consultations: [] },
  ]);
  await next(worker, await sent(worker, id, { counterpart: 'elevhalsa' }), 'answer', {
    answer: 'Växer väl.',
  });
  expect(await stepsOf(id)).toMatchObject([{ status: 'besvarad' }, { status: 'besvarad' }]);
  expect(await missing(id)).toEqual([]);
});

test('a draft that was closed without being sent does not take the step', async () => {
  const worker = world.as('socialWorker');
  const { id } = await openInvestigation(world);
  const ended = await next(worker, await draft(worker, id), 'withdrawal', unanswered);
  expect(ended.body).toMatchObject({ status: 'avslutad-utan-svar', sentOn: null });
  expect((await stepsOf(id))[0]).toMatchObject({ status: 'saknas', pending: false });
});

test('a step is waived with its reason, once', async () => {
  const { id } = await openInvestigation(world);
  const waived = await waive(id, 'skola');
  expect(waived.status).toBe(201);
  expect(waived.headers.location).toBe(`/barnakt/v1/2281/investigations/${id}/consultation-steps`);
  expect(waived.body).toEqual({
    step: 'skola',
    status: 'undantag',
    pending: false,
    consultations: [],
    waiver: {
      reason: 'barnet-saknar-kontakt',
      explanation: 'Barnet går inte i förskola.',
      waivedAt: '2026-03-16T09:00:00.000Z',
      waivedBy: 'karin.ek',
    },
  });
  expect((await stepsOf(id))[0]).toEqual(waived.body);
  expect(await missing(id)).toEqual(['consultation.step-missing']);

  const again = await waive(id, 'skola', { reason: 'underlag-finns' });
  expect(again.status).toBe(409);
  expect(again.body).toMatchObject({
    rule: 'consultation.step-waived',
    law: 'SoL (2025:400) 20 kap. 5-6 §§',
  });
  expect((await waive(id, 'halsa', { reason: 'underlag-finns' })).body.status).toBe('undantag');
  expect(await missing(id)).toEqual([]);
});

test('an answered step is not waived', async () => {
  const worker = world.as('socialWorker');
  const { id } = await openInvestigation(world);
  await next(worker, await sent(worker, id), 'answer', { answer: 'God närvaro.' });
  const refused = await waive(id, 'skola');
  expect(refused.status).toBe(409);
  expect(refused.body).toMatchObject({
    rule: 'consultation.step-answered',
    law: 'SoL (2025:400) 20 kap. 5-6 §§',
  });
  expect((await stepsOf(id))[0].waiver).toBeNull();
});

test('what came after a waiver goes before it, and the waiver stays in sight', async () => {
  const worker = world.as('socialWorker');
  const { id } = await openInvestigation(world);
  await waive(id, 'skola');
  const asked = await sent(worker, id);
  expect((await stepsOf(id))[0]).toMatchObject({ status: 'undantag', pending: true });
  await next(worker, asked, 'answer', { answer: 'God närvaro.' });
  expect((await stepsOf(id))[0]).toMatchObject({
    status: 'besvarad',
    waiver: { reason: 'barnet-saknar-kontakt' },
  });
});

test('of two who waive at once, one does', async () => {
  const { id } = await openInvestigation(world);
  const answers = await Promise.all([waive(id, 'halsa'), waive(id, 'halsa')]);
  expect(answers.map(({ status }) => status).sort()).toEqual([201, 409]);
});

test('the same key waives once', async () => {
  const { id } = await openInvestigation(world);
  const path = `/investigations/${id}/consultation-steps`;
  const body = { step: 'skola', reason: 'underlag-finns', explanation: 'Betyg finns.' };
  const key = '0e9d8c7b-6a5f-4e3d-a2b1-c0d9e8f7a6b5';
  const first = await world.as('socialWorker').post(path, body, { key });
  const again = await world.as('socialWorker').post(path, body, { key });
  expect(again.status).toBe(201);
  expect(again.body).toEqual(first.body);
});

test('a waiver says which step, why, and how that holds for this child', async () => {
  const { id } = await openInvestigation(world);
  for (const [more, field] of [
    [{ step: 'tandvard' }, 'step'],
    [{ reason: 'ingen-tid' }, 'reason'],
    [{ explanation: ' ' }, 'explanation'],
    [{ waivedBy: 'någon' }, 'waivedBy'],
  ] as const) {
    const answer = await waive(id, 'skola', more);
    expect(answer.status).toBe(400);
    expect(answer.body.violations).toMatchObject([{ field }]);
  }
  expect((await stepsOf(id))[0].status).toBe('saknas');
});

test('steps are read and waived by those who may', async () => {
  const { id } = await openInvestigation(world);
  const path = `/investigations/${id}/consultation-steps`;
  const body = { step: 'skola', reason: 'underlag-finns', explanation: 'Betyg finns.' };
  expect((await world.as('youthWorker').get(path)).status).toBe(404);
  expect((await world.as('youthWorker').post(path, body)).status).toBe(404);
  expect((await world.as('decisionMaker').get(path)).status).toBe(200);
  expect((await world.as('decisionMaker').post(path, body)).status).toBe(403);
  expect((await world.as('controller').get(path)).status).toBe(403);
});
