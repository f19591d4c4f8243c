import { afterAll, beforeAll, expect, test } from 'vitest';
import { startWorld, type World } from '../../support/world.ts';
import { draft, NOW, next, openInvestigation, sent } from './opened.ts';

/** Five consultations in three cases, made once; the tests only look. */
let world: World;
let ids: Record<'late' | 'soon' | 'answered' | 'draft' | 'youth' | 'closed', string>;
let childId: string;

beforeAll(async () => {
  world = await startWorld({ at: NOW });
  const worker = world.as('socialWorker');
  const first = await openInvestigation(world);
  childId = first.childId;
  const begun = await draft(worker, first.id, { counterpart: 'bvc' });
  const soon = await sent(worker, first.id, {}, { answerDay: '2026-03-20' });
  const answered = await next(
    worker,
    await sent(worker, first.id, {}, { sentOn: '2026-03-03', answerDay: '2026-03-05' }),
    'answer',
    { answer: 'God närvaro.' },
  );

  const youth = await openInvestigation(world, { givenName: 'Noa', birthDate: '2011-05-01' });
  const late = await sent(worker, youth.id, {}, { sentOn: '2026-03-03', answerDay: '2026-03-10' });
  const read = await worker.get(`/investigations/${youth.id}`);
  const handed = await world
    .as('teamLeader')
    .post(
      `/investigations/${youth.id}/assignments`,
      { handlerId: 'lena.berg', unit: 'mottagning' },
      { match: read.etag },
    );
  expect(handed.status).toBe(201);

  const third = await openInvestigation(world, { givenName: 'Liv', birthDate: '2012-01-01' });
  const elsewhere = await sent(worker, third.id, {}, { answerDay: '2026-03-25' });
  await world.database.raw(
    `update investigation set unit = 'ungdom', handler_id = 'omar.lind' where id = '${third.id}'`,
  );
  const fourth = await openInvestigation(world, { givenName: 'Ove', birthDate: '2012-01-01' });
  const closed = await sent(worker, fourth.id, {}, { answerDay: '2026-04-10' });
  await world.database.raw(`update investigation set closed_on = '2026-03-16' where id = '${fourth.id}'`);
  ids = {
    draft: begun.body.id,
    soon: soon.body.id,
    answered: answered.body.id,
    late: late.body.id,
    youth: elsewhere.body.id,
    closed: closed.body.id,
  };
});
afterAll(() => world.close());

const list = async (query: string, persona: Parameters<World['as']>[0] = 'socialWorker') => {
  const answer = await world.as(persona).get(`/consultations${query}`);
  expect(answer.status).toBe(200);
  return answer.body;
};
const listed = async (query: string, persona?: Parameters<World['as']>[0]) =>
  (await list(query, persona)).items.map((item: { id: string }) => item.id);

test('it goes across cases, by answer day, with drafts last', async () => {
  expect(await listed('')).toEqual([ids.answered, ids.late, ids.soon, ids.closed, ids.draft]);
});

test('an item shows its case, and neither questions nor answer', async () => {
  const { items } = await list('?status=besvarad');
  expect(items).toEqual([
    {
      id: ids.answered,
      investigationId: expect.any(String),
      caseNumber: expect.stringMatching(/^2026-\d{5}$/),
      childId,
      unit: 'barn-och-familj',
      handlerId: 'karin.ek',
      counterpart: 'skola',
      counterpartName: null,
      basis: 'uppgiftsskyldighet',
      status: 'besvarad',
      sentOn: '2026-03-03',
      answerDay: '2026-03-05',
      remindedOn: [],
      answeredOn: '2026-03-16',
      closedOn: null,
      version: 3,
    },
  ]);
});

test('it shows the cases that the caller sees, and no other', async () => {
  expect(await listed('', 'youthWorker')).toEqual([ids.youth]);
  expect(await listed('', 'decisionMaker')).toEqual([
    ids.answered,
    ids.soon,
    ids.youth,
    ids.closed,
    ids.draft,
  ]);
  expect((await list('?total=true', 'youthWorker')).page.total).toBe(1);
});

test('it is filtered', async () => {
  expect(await listed('?unit=mottagning')).toEqual([ids.late]);
  expect(await listed('?handlerId=lena.berg')).toEqual([ids.late]);
  expect(await listed('?handlerId=karin.ek&status=skickad')).toEqual([ids.soon, ids.closed]);
  expect(await listed('?answerBefore=2026-03-16')).toEqual([ids.answered, ids.late]);
  expect(await listed('?answerBefore=2026-03-16&state=open')).toEqual([ids.late]);
  expect(await listed('?state=open')).toEqual([ids.late, ids.soon, ids.draft]);
  expect(await listed('?state=closed')).toEqual([ids.answered, ids.closed]);
  expect(await listed('?unit=ungdom')).toEqual([]);
});

test('it is walked by cursor, also past the answer days, and by offset and page', async () => {
  const walked: string[] = [];
  let cursor: string | undefined;
  do {
    const { items, page } = await list(`?limit=2${cursor ? `&cursor=${cursor}` : ''}`);
    walked.push(...items.map((item: { id: string }) => item.id));
    cursor = page.nextCursor;
  } while (cursor);
  expect(walked).toEqual([ids.answered, ids.late, ids.soon, ids.closed, ids.draft]);
  expect(await listed('?limit=2&offset=1')).toEqual([ids.late, ids.soon]);
  expect(await listed('?limit=2&page=3')).toEqual([ids.draft]);
  expect((await list('?limit=1&total=true')).page.total).toBe(5);
  expect((await list('?status=skickad&total=true')).page.total).toBe(3);
});

test('what it does not know is refused', async () => {
  for (const query of ['?status=bortglomd', '?answerBefore=2026-02-30', '?area=halsa', '?limit=0']) {
    expect((await world.as('socialWorker').get(`/consultations${query}`)).status).toBe(400);
  }
});
