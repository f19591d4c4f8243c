import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Answer } from '../../support/world.ts';
import { startWorld, type World } from '../../support/world.ts';
import { draft, NOW, next, OPENED_ON, openInvestigation, sent, TODAY } from './opened.ts';

let world: World;
beforeAll(async () => {
  world = await startWorld({ at: NOW });
});
afterAll(() => world.close());

type Status = 'utkast' | 'skickad' | 'paminnelse' | 'besvarad' | 'avbojd' | 'avslutad-utan-svar';

const declined = { kind: 'avbojd', reason: 'Vill inte svara.' };
const unanswered = { kind: 'avslutad-utan-svar', reason: 'Inget svar kom.' };

async function broughtTo(status: Status, investigationId: string): Promise<Answer> {
  const worker = world.as('socialWorker');
  const ways: Record<Status, () => Promise<Answer>> = {
    utkast: () => draft(worker, investigationId),
    skickad: () => sent(worker, investigationId),
    paminnelse: async () =>
      next(worker, await sent(worker, investigationId), 'reminders', { answerDay: '2026-04-20' }),
    besvarad: async () => next(worker, await sent(worker, investigationId), 'answer', { answer: 'Bra.' }),
    avbojd: async () => next(worker, await sent(worker, investigationId), 'withdrawal', declined),
    'avslutad-utan-svar': async () =>
      next(worker, await sent(worker, investigationId), 'withdrawal', unanswered),
  };
  const answer = await ways[status]();
  expect(answer.body.status).toBe(status);
  return answer;
}

describe('what may follow what', () => {
  const ACTIONS = ['edit', 'dispatch', 'remind', 'answer', 'decline', 'close'] as const;
  const try_: Record<(typeof ACTIONS)[number], (before: Answer) => Promise<Answer>> = {
    edit: (before) =>
      world
        .as('socialWorker')
        .patch(`/consultations/${before.body.id}`, { counterpartName: 'Ny' }, { match: before.etag }),
    dispatch: (before) => next(world.as('socialWorker'), before, 'dispatch', {}),
    remind: (before) => next(world.as('socialWorker'), before, 'reminders', { answerDay: '2026-04-27' }),
    answer: (before) => next(world.as('socialWorker'), before, 'answer', { answer: 'Svar.' }),
    decline: (before) => next(world.as('socialWorker'), before, 'withdrawal', declined),
    close: (before) => next(world.as('socialWorker'), before, 'withdrawal', unanswered),
  };
  const ENDED = Array.from({ length: 6 }, () => 'consultation.ended');
  const SENT = [
    'consultation.dispatched',
    'consultation.dispatched',
    'paminnelse',
    'besvarad',
    'avbojd',
    'avslutad-utan-svar',
  ];
  /** One column per action: the status after it, or the rule that refuses it. */
  const TABLE: Record<Status, readonly string[]> = {
    utkast: [
      'utkast',
      'skickad',
      'consultation.not-dispatched',
      'consultation.not-dispatched',
      'consultation.not-dispatched',
      'avslutad-utan-svar',
    ],
    skickad: SENT,
    paminnelse: SENT,
    besvarad: ENDED,
    avbojd: ENDED,
    'avslutad-utan-svar': ENDED,
  };
  const cells = Object.entries(TABLE).flatMap(([status, row]) =>
    row.map((outcome, at) => [status as Status, ACTIONS[at]!, outcome] as const),
  );

  test.each(cells)('%s, %s: %s', async (status, action, outcome) => {
    const { id } = await openInvestigation(world);
    const before = await broughtTo(status, id);
    const answer = await try_[action](before);
    const read = await world.as('socialWorker').get(`/consultations/${before.body.id}`);
    if (outcome.startsWith('consultation.')) {
      expect(answer.status).toBe(409);
      expect(answer.body).toMatchObject({ rule: outcome, law: expect.stringContaining('SoL (2025:400)') });
      expect(read.body).toEqual(before.body);
    } else {
      expect(answer.status).toBe(action === 'edit' ? 200 : 201);
      expect(answer.body).toMatchObject({ status: outcome, version: before.body.version + 1 });
      expect(read.etag).toBe(answer.etag);
      expect(read.body).toEqual(answer.body);
    }
  });
});

test('asked, reminded twice, answered', async () => {
  const worker = world.as('socialWorker');
  const { id } = await openInvestigation(world);
  const begun = await draft(worker, id);
  const dispatched = await next(worker, begun, 'dispatch', {
    sentOn: '2026-03-03',
    answerDay: '2026-03-06',
  });
  expect(dispatched.headers.location).toBe(`/barnakt/v1/2281/consultations/${begun.body.id}`);
  expect(dispatched.body).toEqual({
    ...begun.body,
    status: 'skickad',
    sentOn: '2026-03-03',
    answerDay: '2026-03-06',
    version: 2,
  });
  const reminded = await next(worker, dispatched, 'reminders', {
    remindedOn: '2026-03-09',
    answerDay: '2026-03-12',
  });
  const again = await next(worker, reminded, 'reminders', { answerDay: '2026-03-23' });
  expect(again.body).toMatchObject({
    status: 'paminnelse',
    remindedOn: ['2026-03-09', TODAY],
    answerDay: '2026-03-23',
  });
  const answered = await next(worker, again, 'answer', { answeredOn: '2026-03-16', answer: 'God närvaro.' });
  expect(answered.body).toEqual({
    ...again.body,
    status: 'besvarad',
    answeredOn: '2026-03-16',
    answer: 'God närvaro.',
    version: 5,
  });
});

test('the agreement with the counterpart gives the answer day', async () => {
  const worker = world.as('socialWorker');
  const { id } = await openInvestigation(world);
  expect((await sent(worker, id, {}, { sentOn: '2026-03-03' })).body.answerDay).toBe('2026-03-17');
  expect((await sent(worker, id)).body).toMatchObject({ sentOn: TODAY, answerDay: '2026-03-30' });
});

test('the end without an answer has its day and its reason', async () => {
  const worker = world.as('socialWorker');
  const { id } = await openInvestigation(world);
  const asked = await sent(worker, id, {}, { sentOn: '2026-03-04' });
  const ended = await next(worker, asked, 'withdrawal', { ...declined, on: '2026-03-05' });
  expect(ended.body).toMatchObject({
    status: 'avbojd',
    closedOn: '2026-03-05',
    closingReason: 'Vill inte svara.',
    answeredOn: null,
  });
});

test('everything that sending lacks is said at once', async () => {
  const worker = world.as('socialWorker');
  const { id } = await openInvestigation(world);
  const bare = await worker.post(`/investigations/${id}/consultations`, { counterpart: 'skola' });
  const refused = await next(worker, bare, 'dispatch', {});
  expect(refused.status).toBe(409);
  expect(refused.body.reasons).toMatchObject([
    { rule: 'consultation.questions-missing', law: 'SoL (2025:400) 20 kap. 5-6 §§' },
    { rule: 'consultation.basis-missing', law: 'SoL (2025:400) 20 kap. 6 §' },
  ]);
  expect((await worker.get(`/consultations/${bare.body.id}`)).body).toEqual(bare.body);
});

test('consent as basis is documented before it is used', async () => {
  const worker = world.as('socialWorker');
  const { id } = await openInvestigation(world);
  const begun = await draft(worker, id, { basis: 'samtycke' });
  const refused = await next(worker, begun, 'dispatch', {});
  expect(refused.status).toBe(409);
  expect(refused.body).toMatchObject({
    rule: 'consultation.consent-missing',
    law: 'SoL (2025:400) 14 kap. 3 §',
  });
  const noted = await worker.patch(
    `/consultations/${begun.body.id}`,
    { consentNote: 'Båda vårdnadshavarna samtycker, muntligt 2026-03-10.' },
    { match: begun.etag },
  );
  expect((await next(worker, noted, 'dispatch', {})).body.status).toBe('skickad');
});

test('days that cannot be are refused, and nothing is kept', async () => {
  const worker = world.as('socialWorker');
  const { id } = await openInvestigation(world);
  const begun = await draft(worker, id);
  const expectWrong = async (
    before: Answer,
    happening: Parameters<typeof next>[2],
    body: Record<string, unknown>,
    field: string,
  ) => {
    const answer = await next(worker, before, happening, body);
    expect([answer.status, answer.body.violations?.[0]?.field]).toEqual([400, field]);
    expect((await worker.get(`/consultations/${before.body.id}`)).body).toEqual(before.body);
  };
  await expectWrong(begun, 'dispatch', { sentOn: '2026-03-17' }, 'sentOn');
  await expectWrong(begun, 'dispatch', { sentOn: '2026-03-01' }, 'sentOn');
  await expectWrong(begun, 'dispatch', { sentOn: '2026-02-30' }, 'sentOn');
  await expectWrong(begun, 'dispatch', { answerDay: TODAY }, 'answerDay');
  await expectWrong(begun, 'withdrawal', { ...unanswered, on: '2026-03-15' }, 'on');

  const asked = await next(worker, begun, 'dispatch', { sentOn: OPENED_ON, answerDay: '2026-03-03' });
  expect(asked.status).toBe(201);
  await expectWrong(asked, 'reminders', { remindedOn: '2026-03-01', answerDay: '2026-04-01' }, 'remindedOn');
  await expectWrong(asked, 'reminders', { remindedOn: '2026-03-17', answerDay: '2026-04-01' }, 'remindedOn');
  await expectWrong(asked, 'reminders', { answerDay: TODAY }, 'answerDay');
  await expectWrong(asked, 'reminders', {}, 'answerDay');
  await expectWrong(asked, 'answer', { answeredOn: '2026-03-01', answer: 'Svar.' }, 'answeredOn');
  await expectWrong(asked, 'answer', { answeredOn: '2026-03-17', answer: 'Svar.' }, 'answeredOn');
  await expectWrong(asked, 'answer', {}, 'answer');
  await expectWrong(asked, 'withdrawal', { ...declined, on: '2026-03-17' }, 'on');
  await expectWrong(asked, 'withdrawal', { ...declined, on: '2026-03-01' }, 'on');
  await expectWrong(asked, 'withdrawal', { kind: 'besvarad', reason: 'Skäl.' }, 'kind');

  const reminded = await next(worker, asked, 'reminders', {
    remindedOn: '2026-03-10',
    answerDay: '2026-03-20',
  });
  await expectWrong(
    reminded,
    'reminders',
    { remindedOn: '2026-03-09', answerDay: '2026-04-01' },
    'remindedOn',
  );
});

test('the same key sends once', async () => {
  const worker = world.as('socialWorker');
  const { id } = await openInvestigation(world);
  const begun = await draft(worker, id);
  const key = '7d0a9a5e-1c2b-4f3d-8e4f-5a6b7c8d9e0f';
  const dispatch = () =>
    worker.post(`/consultations/${begun.body.id}/dispatch`, {}, { match: begun.etag, key });
  const first = await dispatch();
  const again = await dispatch();
  expect([first.status, again.status]).toEqual([201, 201]);
  expect(again.body).toEqual(first.body);
  expect(again.etag).toBe('"2"');
});

test('nothing is asked or answered in a closed investigation', async () => {
  const worker = world.as('socialWorker');
  const { id } = await openInvestigation(world);
  const begun = await draft(worker, id);
  const asked = await sent(worker, id);
  await world.database.raw(`update investigation set closed_on = '${TODAY}' where id = '${id}'`);
  const attempts = [
    worker.post(`/investigations/${id}/consultations`, { counterpart: 'bvc' }),
    worker.patch(`/consultations/${begun.body.id}`, { basis: null }, { match: begun.etag }),
    next(worker, begun, 'dispatch', {}),
    next(worker, asked, 'reminders', { answerDay: '2026-04-20' }),
    next(worker, asked, 'answer', { answer: 'Svar.' }),
    next(worker, asked, 'withdrawal', declined),
    worker.post(`/investigations/${id}/consultation-steps`, {
      step: 'halsa',
      reason: 'underlag-finns',
      explanation: 'Journal finns.',
    }),
  ];
  for (const answer of await Promise.all(attempts)) {
    expect(answer.status).toBe(409);
    expect(answer.body).toMatchObject({ rule: 'investigation.closed', law: expect.any(String) });
  }
  expect((await worker.get(`/consultations/${asked.body.id}`)).body).toEqual(asked.body);
});

test('of two who answer at once, one is heard', async () => {
  const worker = world.as('socialWorker');
  const { id } = await openInvestigation(world);
  const asked = await sent(worker, id);
  const answers = await Promise.all([
    next(worker, asked, 'answer', { answer: 'Det ena.' }),
    next(world.as('teamLeader'), asked, 'answer', { answer: 'Det andra.' }),
  ]);
  expect(answers.map(({ status }) => status).sort()).toEqual([201, 412]);
});
