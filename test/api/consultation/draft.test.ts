import { afterAll, beforeAll, expect, test } from 'vitest';
import { startWorld, type World } from '../../support/world.ts';
import { draft, NOW, openInvestigation } from './opened.ts';

let world: World;
beforeAll(async () => {
  world = await startWorld({ at: NOW });
});
afterAll(() => world.close());

const ELSEWHERE = '0193a5c0-7b1e-7c3a-9f00-2b6d1c0e4a81';

async function planFor(investigationId: string, areas: Record<string, string>): Promise<void> {
  const plan = await world.as('socialWorker').put(
    `/investigations/${investigationId}/plan`,
    {
      areas: Object.entries(areas).map(([area, decision]) => ({ area, decision, reason: 'Rörs inte.' })),
    },
    { match: '"0"' },
  );
  expect(plan.status).toBe(200);
}

test('a draft without questions gets those proposed for the areas that the plan has chosen', async () => {
  const worker = world.as('socialWorker');
  const { id } = await openInvestigation(world);
  await planFor(id, { 'sociala-relationer': 'utreds', utbildning: 'utreds-inte', halsa: 'utreds' });

  const begun = await worker.post(`/investigations/${id}/consultations`, { counterpart: 'skola' });
  expect(begun.status).toBe(201);
  expect(begun.etag).toBe('"1"');
  expect(begun.body).toEqual({
    id: expect.any(String),
    investigationId: id,
    counterpart: 'skola',
    counterpartName: null,
    basis: null,
    consentNote: null,
    doNotInformGuardians: false,
    questions: [{ area: 'sociala-relationer', text: 'Har eleven vänner, och förekommer kränkningar?' }],
    status: 'utkast',
    sentOn: null,
    answerDay: null,
    remindedOn: [],
    answeredOn: null,
    answer: null,
    answerStatements: [],
    closedOn: null,
    closingReason: null,
    version: 1,
    createdAt: '2026-03-16T09:00:00.000Z',
    createdBy: 'karin.ek',
    coverLines: [expect.stringContaining('Svaret behövs i tid')],
  });
  expect(begun.headers.location).toBe(`/barnakt/v1/2281/consultations/${begun.body.id}`);

  const read = await worker.get(`/consultations/${begun.body.id}`);
  expect(read.etag).toBe('"1"');
  expect(read.body).toEqual(begun.body);
});

test('without a plan there is nothing to propose, and own questions are never replaced', async () => {
  const worker = world.as('socialWorker');
  const { id } = await openInvestigation(world);
  const unplanned = await worker.post(`/investigations/${id}/consultations`, { counterpart: 'skola' });
  expect(unplanned.body.questions).toEqual([]);

  await planFor(id, { utbildning: 'utreds' });
  const own = [{ area: null, text: 'Hur länge har ni känt barnet?' }];
  expect((await draft(worker, id, { questions: own })).body.questions).toEqual(own);
  expect((await draft(worker, id, { questions: [] })).body.questions).toEqual([]);
});

test('the consultations of an investigation stand in the order they were begun', async () => {
  const worker = world.as('socialWorker');
  const { id } = await openInvestigation(world);
  const path = `/investigations/${id}/consultations`;
  expect((await worker.get(path)).body).toEqual({ items: [] });
  const school = await draft(worker, id);
  const clinic = await draft(worker, id, { counterpart: 'bvc' });
  expect((await worker.get(path)).body).toEqual({ items: [school.body, clinic.body] });
});

test('a draft is changed field by field', async () => {
  const worker = world.as('socialWorker');
  const { id } = await openInvestigation(world);
  const begun = await draft(worker, id, { counterpartName: 'Exempelskolan' });
  const path = `/consultations/${begun.body.id}`;

  const consent = await worker.patch(
    path,
    { basis: 'samtycke', consentNote: 'Mamman samtycker.' },
    { match: begun.etag },
  );
  expect(consent.status).toBe(200);
  expect(consent.etag).toBe('"2"');
  expect(consent.body).toEqual({
    ...begun.body,
    basis: 'samtycke',
    consentNote: 'Mamman samtycker.',
    version: 2,
  });
  const cleared = await worker.patch(path, { counterpartName: null, basis: null }, { match: consent.etag });
  expect(cleared.body).toMatchObject({
    counterpartName: null,
    basis: null,
    consentNote: 'Mamman samtycker.',
    version: 3,
  });
  expect((await worker.get(path)).body).toEqual(cleared.body);
});

test('a change needs the version that it is based on', async () => {
  const worker = world.as('socialWorker');
  const { id } = await openInvestigation(world);
  const begun = await draft(worker, id);
  const path = `/consultations/${begun.body.id}`;
  expect((await worker.patch(path, { basis: 'samtycke' })).status).toBe(428);
  expect((await worker.patch(path, { basis: 'samtycke' }, { match: '"7"' })).status).toBe(412);
  for (const [happening, body] of [
    ['dispatch', {}],
    ['reminders', { answerDay: '2026-04-01' }],
    ['answer', { answer: 'Svar.' }],
    ['withdrawal', { kind: 'avbojd', reason: 'Skäl.' }],
  ] as const) {
    expect((await worker.post(`${path}/${happening}`, body)).status).toBe(428);
    expect((await worker.post(`${path}/${happening}`, body, { match: '"7"' })).status).toBe(412);
  }
  expect((await worker.get(path)).body).toEqual(begun.body);
});

test('the same key begins one consultation', async () => {
  const worker = world.as('socialWorker');
  const { id } = await openInvestigation(world);
  const path = `/investigations/${id}/consultations`;
  const key = '5f0c1f3e-6f0e-4b8c-9a51-3f7f5a1b2c3d';
  const first = await worker.post(path, { counterpart: 'bvc' }, { key });
  const again = await worker.post(path, { counterpart: 'bvc' }, { key });
  expect(again.body).toEqual(first.body);
  expect((await worker.post(path, { counterpart: 'skola' }, { key })).status).toBe(409);
  expect((await worker.get(path)).body.items).toHaveLength(1);
});

test('what is malformed is refused, and nothing is kept', async () => {
  const worker = world.as('socialWorker');
  const { id } = await openInvestigation(world);
  const path = `/investigations/${id}/consultations`;
  const wrong: [Record<string, unknown>, string][] = [
    [{}, 'counterpart'],
    [{ counterpart: 'grannen' }, 'counterpart'],
    [{ counterpart: 'skola', basis: 'nyfikenhet' }, 'basis'],
    [{ counterpart: 'skola', questions: [{ area: 'skolan', text: 'Hur?' }] }, 'questions.0.area'],
    [{ counterpart: 'skola', questions: [{ area: null, text: '  ' }] }, 'questions.0.text'],
    [{ counterpart: 'skola', status: 'besvarad' }, 'status'],
  ];
  for (const [body, field] of wrong) {
    const answer = await worker.post(path, body);
    expect(answer.status).toBe(400);
    expect(answer.body.violations).toMatchObject([{ field }]);
  }
  expect((await worker.get(path)).body.items).toEqual([]);
});

test('a consultation is there for those who see its investigation', async () => {
  const { id } = await openInvestigation(world);
  const begun = await draft(world.as('socialWorker'), id);
  const path = `/consultations/${begun.body.id}`;
  const stranger = world.as('youthWorker');
  expect((await stranger.get(path)).status).toBe(404);
  expect((await stranger.get(`/investigations/${id}/consultations`)).status).toBe(404);
  expect((await stranger.post(`/investigations/${id}/consultations`, { counterpart: 'bvc' })).status).toBe(
    404,
  );
  expect((await stranger.patch(path, { basis: null }, { match: begun.etag })).status).toBe(404);
  expect((await stranger.post(`${path}/dispatch`, {}, { match: begun.etag })).status).toBe(404);
  expect((await stranger.post(`${path}/dispatch`, {}, { match: '"9"' })).status).toBe(404);
  expect((await world.as('socialWorker').get(`/consultations/${ELSEWHERE}`)).status).toBe(404);
  expect((await world.as('teamLeader').get(path)).status).toBe(200);
});

test('who may only read does not write, and who may not read gets 403', async () => {
  const { id } = await openInvestigation(world);
  const begun = await draft(world.as('socialWorker'), id);
  const path = `/consultations/${begun.body.id}`;
  const decider = world.as('decisionMaker');
  expect((await decider.get(path)).status).toBe(200);
  expect((await decider.patch(path, { basis: null }, { match: begun.etag })).status).toBe(403);
  expect((await decider.post(`${path}/dispatch`, {}, { match: begun.etag })).status).toBe(403);
  for (const persona of ['reception', 'controller', 'auditor', 'administrator'] as const) {
    expect((await world.as(persona).get(path)).status).toBe(403);
    expect((await world.as(persona).get('/consultations')).status).toBe(403);
  }
});

test('a child with protected identity has consultations for its named handler only', async () => {
  const { id, childId } = await openInvestigation(world);
  const begun = await draft(world.as('socialWorker'), id);
  await world.database.raw(
    `update person set protected_identity = 'sekretessmarkering' where id = '${childId}'`,
  );
  expect((await world.as('socialWorker').get(`/consultations/${begun.body.id}`)).status).toBe(200);
  expect((await world.as('teamLeader').get(`/consultations/${begun.body.id}`)).status).toBe(404);
});

test('what is done and read is on record under the name of the child', async () => {
  const worker = world.as('socialWorker');
  const { id, childId } = await openInvestigation(world);
  const begun = await draft(worker, id);
  const path = `/consultations/${begun.body.id}`;
  await worker.patch(path, { counterpartName: 'Exempelskolan' }, { match: begun.etag });
  await worker.get(path);
  await worker.get('/consultations?limit=100');
  await world.as('youthWorker').get(path);
  const entries = await world.database.raw(
    `select e.kind, e.action from audit_entry e
     where e.person_ids like '%${childId}%' and e.action like 'consultation%' order by e.seq`,
  );
  expect(entries.map(({ kind, action }) => `${kind} ${action}`)).toEqual([
    'write consultation.draft',
    'write consultation.edit',
    'read consultation.read',
    'read consultation.list',
  ]);
});
