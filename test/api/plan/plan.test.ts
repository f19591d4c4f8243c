import { and, eq } from 'drizzle-orm';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { auditEntry } from '../../../src/access/audit-tables.ts';
import { investigation } from '../../../src/investigation/tables.ts';
import { startWorld, type World } from '../../support/world.ts';

let world: World;
beforeAll(async () => {
  world = await startWorld();
});
afterAll(() => world.close());

const worker = () => world.as('socialWorker');

/** An application opens an investigation on the day it comes in. */
async function planOf(
  receivedAt = '2026-03-02T08:30:00Z',
): Promise<{ id: string; childId: string; plan: string }> {
  const receipt = await worker().post('/reports', {
    type: 'ansokan',
    receivedAt,
    channel: 'besok',
    reporter: 'vardnadshavare',
    unit: 'barn-och-familj',
    text: 'Pappan ber om stöd.',
    children: [{ person: { givenName: 'Melker', birthDate: '2014-05-03' }, mainCause: 'brist-i-omsorg' }],
  });
  expect(receipt.status).toBe(201);
  const { investigationId: id, childId } = receipt.body.children[0];
  return { id, childId, plan: `/investigations/${id}/plan` };
}

const EMPTY = {
  version: 0,
  purpose: null,
  questions: [],
  areas: [],
  plannedConversations: [],
  plannedConsultations: [],
  partiesComments: null,
  savedAt: null,
  savedBy: null,
  reviewNeeded: false,
};

const whole = {
  purpose: 'Ta reda på om Melker får den omsorg som han behöver.',
  questions: ['Får Melker mat varje dag?', 'Kommer han till skolan?'],
  areas: [
    { area: 'grundlaggande-omsorg', decision: 'utreds' },
    { area: 'familjebakgrund', decision: 'utreds-inte', reason: 'Känd sedan tidigare.' },
  ],
  plannedConversations: ['Enskilt samtal med Melker'],
  plannedConsultations: ['Skolan'],
  partiesComments: 'Pappan har inget att invända.',
};

test('before anyone has planned there is an empty plan of version 0', async () => {
  const { plan } = await planOf();
  const read = await worker().get(plan);
  expect(read.status).toBe(200);
  expect(read.etag).toBe('"0"');
  expect(read.body).toEqual(EMPTY);
  expect((await worker().get(`${plan}/versions`)).body).toEqual({ items: [] });
});

test('a plan is saved as far as it has come', async () => {
  const { plan } = await planOf();
  const begun = await worker().put(plan, { purpose: 'Se över omsorgen.' }, { match: '"0"' });
  expect(begun.status).toBe(200);
  expect(begun.etag).toBe('"1"');
  expect(begun.body).toEqual({
    ...EMPTY,
    version: 1,
    purpose: 'Se över omsorgen.',
    savedAt: '2026-03-02T09:00:00.000Z',
    savedBy: 'karin.ek',
  });
  const chosen = await worker().put(
    plan,
    { areas: [{ area: 'halsa', decision: 'utreds-inte' }] },
    { match: begun.etag },
  );
  expect(chosen.status).toBe(200);
  expect(chosen.body.areas).toEqual([{ area: 'halsa', decision: 'utreds-inte', reason: null }]);
});

test('a plan lives: each change is a new version, and every version is kept', async () => {
  const { id, childId, plan } = await planOf();
  const first = await worker().put(plan, whole, { match: '"0"' });
  const revised = { ...whole, questions: ['Får Melker mat varje dag?'] };
  const second = await world.as('teamLeader').put(plan, revised, { match: first.etag });
  expect(second.body).toMatchObject({ version: 2, savedBy: 'lena.berg', questions: revised.questions });

  const read = await worker().get(plan);
  expect(read.etag).toBe('"2"');
  expect(read.body).toEqual(second.body);
  const versions = [second, first].map(({ body: { reviewNeeded: _, ...version } }) => version);
  expect((await worker().get(`${plan}/versions`)).body).toEqual({ items: versions });

  const saved = await world.board.database.reader
    .select()
    .from(auditEntry)
    .where(and(eq(auditEntry.action, 'plan.save'), eq(auditEntry.callerId, 'lena.berg')));
  expect(saved).toHaveLength(1);
  expect(saved[0]).toMatchObject({
    kind: 'write',
    resource: 'plan',
    resourceIds: JSON.stringify([id]),
    personIds: JSON.stringify([childId]),
  });
  expect(JSON.parse(saved[0]!.before!)).toEqual(first.body);
  expect(JSON.parse(saved[0]!.after!)).toEqual(second.body);
});

test('what a new version leaves out is empty in it', async () => {
  const { plan } = await planOf();
  const first = await worker().put(plan, whole, { match: '"0"' });
  const second = await worker().put(plan, {}, { match: first.etag });
  expect(second.body).toEqual({ ...EMPTY, version: 2, savedAt: expect.any(String), savedBy: 'karin.ek' });
});

test('an area stands at most once', async () => {
  const { plan } = await planOf();
  const areas = [
    { area: 'halsa', decision: 'utreds' },
    { area: 'sakerhet', decision: 'utreds' },
    { area: 'halsa', decision: 'utreds-inte', reason: 'Ändrade oss.' },
  ];
  const refused = await worker().put(plan, { areas }, { match: '"0"' });
  expect(refused.status).toBe(400);
  expect(refused.body.violations).toEqual([
    { field: 'areas.2.area', message: 'Delområdet står redan i planen. Ange varje delområde en gång.' },
  ]);
  const english = await worker().put(plan, { areas }, { match: '"0"', headers: { 'accept-language': 'en' } });
  expect(english.body.violations[0].message).toContain('Give each area once.');
  expect((await worker().get(plan)).body).toEqual(EMPTY);
});

test('the areas to choose among are those of the day when the investigation was opened', async () => {
  const before = await planOf('2015-09-30T10:00:00Z');
  const from = await planOf('2015-10-01T10:00:00Z');
  const choose = (plan: string, area: string) =>
    worker().put(plan, { areas: [{ area, decision: 'utreds' }] }, { match: '"0"' });
  const wrong = [
    [before.plan, 'familjebakgrund', '2015-09-30', 'needsArea2006'],
    [from.plan, 'identitet', '2015-10-01', 'needsArea'],
  ] as const;
  for (const [plan, area, openedOn, list] of wrong) {
    const refused = await choose(plan, area);
    expect(refused.status).toBe(400);
    expect(refused.body.violations).toEqual([
      {
        field: 'areas.0.area',
        message: `Koden gällde inte ${openedOn}. Se /codebooks/${list} för vilka som gällde då.`,
      },
    ]);
  }
  expect((await choose(before.plan, 'identitet')).status).toBe(200);
  expect((await choose(from.plan, 'familjebakgrund')).status).toBe(200);
});

test.each([
  ['an unknown area', { areas: [{ area: 'fritid', decision: 'utreds' }] }, 'areas.0.area'],
  ['an unknown decision', { areas: [{ area: 'halsa', decision: 'kanske' }] }, 'areas.0.decision'],
  ['an unknown field', { syfte: 'Se över omsorgen.' }, 'syfte'],
  ['a blank purpose', { purpose: '  ' }, 'purpose'],
  ['a question that is no text', { questions: [1] }, 'questions.0'],
])('%s is malformed', async (_, body, field) => {
  const { plan } = await planOf();
  const refused = await worker().put(plan, body, { match: '"0"' });
  expect(refused.status).toBe(400);
  expect(refused.body.violations).toEqual([{ field, message: expect.any(String) }]);
});

test('a change is based on what the caller has read', async () => {
  const { plan } = await planOf();
  expect((await worker().put(plan, whole)).status).toBe(428);
  expect((await worker().put(plan, whole, { match: '"1"' })).status).toBe(412);
  expect((await worker().put(plan, whole, { match: '"0"' })).status).toBe(200);
  expect((await worker().put(plan, whole, { match: '"0"' })).status).toBe(412);
  expect((await worker().get(`${plan}/versions`)).body.items).toHaveLength(1);
});

test('of many who change the plan at once, one wins', async () => {
  const { plan } = await planOf();
  const answers = await Promise.all(
    Array.from({ length: 10 }, (_, at) => worker().put(plan, { purpose: `Syfte ${at}` }, { match: '"0"' })),
  );
  expect(answers.map(({ status }) => status).sort()).toEqual([200, ...Array(9).fill(412)]);
  expect((await worker().get(`${plan}/versions`)).body.items).toHaveLength(1);
});

test('the plan of a closed investigation is read, not changed', async () => {
  const { id, plan } = await planOf();
  const saved = await worker().put(plan, whole, { match: '"0"' });
  await world.board.database.writer.write(async (tx) => {
    await tx
      .update(investigation)
      .set({ closedOn: '2026-03-02' as never })
      .where(eq(investigation.id, id));
  });
  const refused = await worker().put(plan, whole, { match: saved.etag });
  expect(refused.status).toBe(409);
  expect(refused.body).toMatchObject({
    rule: 'investigation.closed',
    law: 'förvaltningslagen (2017:900) 31 §',
  });
  expect((await worker().get(plan)).body).toEqual(saved.body);
});

test('who does not reach the investigation does not learn that it is there', async () => {
  const { plan } = await planOf();
  const elsewhere = world.as('youthWorker');
  expect((await elsewhere.get(plan)).status).toBe(404);
  expect((await elsewhere.get(`${plan}/versions`)).status).toBe(404);
  expect((await elsewhere.put(plan, whole, { match: '"0"' })).status).toBe(404);
  const unknown = '/investigations/0193a5c0-7b1e-7c3a-9f00-000000000000/plan';
  expect((await worker().get(unknown)).status).toBe(404);
});

test('a decision-maker reads the plan; reception and the controller see nothing of it', async () => {
  const { plan } = await planOf();
  expect((await world.as('decisionMaker').get(plan)).status).toBe(200);
  expect((await world.as('decisionMaker').put(plan, whole, { match: '"0"' })).status).toBe(403);
  for (const persona of ['reception', 'controller', 'auditor', 'administrator'] as const) {
    expect((await world.as(persona).get(plan)).status).toBe(403);
    expect((await world.as(persona).get(`${plan}/versions`)).status).toBe(403);
  }
});

test('each read names the child in the access log', async () => {
  const { id, childId, plan } = await planOf();
  await worker().get(plan);
  await worker().get(`${plan}/versions`);
  const reads = await world.board.database.reader
    .select()
    .from(auditEntry)
    .where(eq(auditEntry.kind, 'read'))
    .orderBy(auditEntry.seq);
  const mine = reads.filter((entry) => entry.resourceIds.includes(id));
  expect(mine.map((entry) => entry.action)).toEqual(['plan.read', 'plan.list-versions']);
  for (const { personIds } of mine) expect(JSON.parse(personIds)).toEqual([childId]);
});
