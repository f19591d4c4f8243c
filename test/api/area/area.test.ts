import { randomUUID } from 'node:crypto';
import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { auditEntry } from '../../../src/access/audit-tables.ts';
import { loadAreas } from '../../../src/investigation/area/actions.ts';
import { investigation } from '../../../src/investigation/tables.ts';
import { startWorld, type World } from '../../support/world.ts';

let world: World;
beforeAll(async () => {
  world = await startWorld();
});
afterAll(() => world.close());

const worker = () => world.as('socialWorker');

/** An application opens an investigation on the day it comes in. */
async function opened(
  receivedAt = '2026-03-02T08:30:00Z',
): Promise<{ id: string; childId: string; address: string }> {
  const receipt = await worker().post('/reports', {
    type: 'ansokan',
    receivedAt,
    channel: 'besok',
    reporter: 'vardnadshavare',
    unit: 'barn-och-familj',
    text: 'Mormor ber om stöd.',
    children: [{ person: { givenName: 'Tuva', birthDate: '2014-09-12' }, mainCause: 'brist-i-omsorg' }],
  });
  expect(receipt.status).toBe(201);
  const { investigationId: id, childId } = receipt.body.children[0];
  return { id, childId, address: `/investigations/${id}` };
}

const plan = (address: string, areas: unknown, match = '"0"') =>
  worker().put(`${address}/plan`, { areas }, { match });

const aTalk = { heldOn: '2026-03-02', form: 'enskilt-barnsamtal' };

/** An area that nobody has said anything of. */
const UNASSESSED = {
  meaning: null,
  need: null,
  needText: null,
  savedAt: null,
  savedBy: null,
  version: 0,
};
const NOT_RETRACTED = { retractedAt: null, retractedBy: null, retractionReason: null };

const breakfast = { text: 'Tuva berättar att det ofta saknas frukost.', source: 'barnet' };

test('an area that nobody has touched is there, empty, on its side of the triangle', async () => {
  const { address } = await opened();
  const read = await worker().get(`${address}/areas/sakerhet`);
  expect(read.status).toBe(200);
  expect(read.body).toEqual({
    area: 'sakerhet',
    side: 'foraldrarnas-formaga',
    decision: null,
    reason: null,
    ...UNASSESSED,
    statements: [],
    factors: [],
  });
  expect(read.etag).toBe('"0"');
});

test('statements and factors gather under their area, beside what the plan says of it', async () => {
  const { id, address } = await opened();
  const area = `${address}/areas/grundlaggande-omsorg`;
  const first = await plan(address, [{ area: 'grundlaggande-omsorg', decision: 'utreds-inte' }]);
  await plan(
    address,
    [{ area: 'grundlaggande-omsorg', decision: 'utreds', reason: 'Kärnan i ansökan.' }],
    first.etag,
  );

  const talk = await worker().post(`${address}/conversations`, aTalk);
  const conversationId = talk.body.id;
  const told = await worker().post(`${area}/statements`, { ...breakfast, conversationId });
  expect(told.status).toBe(201);
  expect(told.headers.location).toBe(`/barnakt/v1/2281${area}`);
  expect(told.body).toEqual({
    id: expect.any(String),
    investigationId: id,
    area: 'grundlaggande-omsorg',
    ...breakfast,
    conversationId,
    consultationId: null,
    answerPart: null,
    noteId: null,
    familyWide: false,
    sharedFromId: null,
    statedAt: '2026-03-02T09:00:00.000Z',
    statedBy: 'karin.ek',
    ...NOT_RETRACTED,
    warnings: [],
  });
  const seen = await worker().post(`${area}/statements`, {
    text: 'Kylskåpet var fullt vid hembesöket.',
    source: 'egen-iakttagelse',
  });
  const listed = await worker().post(`${area}/factors`, {
    kind: 'risk',
    code: 'brist-mat-hygien-klader',
    meaning: 'Tuva går hungrig till skolan.',
  });
  expect(listed.status).toBe(201);
  expect(listed.body).toEqual({
    id: expect.any(String),
    investigationId: id,
    area: 'grundlaggande-omsorg',
    kind: 'risk',
    code: 'brist-mat-hygien-klader',
    ownWords: null,
    meaning: 'Tuva går hungrig till skolan.',
    recordedAt: '2026-03-02T09:00:00.000Z',
    recordedBy: 'karin.ek',
    ...NOT_RETRACTED,
    warnings: [],
  });
  const own = await worker().post(`${area}/factors`, { kind: 'skydd', ownWords: 'Mormor lagar middag.' });
  expect(own.body).toMatchObject({ code: null, ownWords: 'Mormor lagar middag.', meaning: null });

  const kept = ({ warnings: _, ...rest }: Record<string, unknown>) => rest;
  const read = await worker().get(area);
  expect(read.body).toEqual({
    area: 'grundlaggande-omsorg',
    side: 'foraldrarnas-formaga',
    decision: 'utreds',
    reason: 'Kärnan i ansökan.',
    ...UNASSESSED,
    statements: [kept(told.body), kept(seen.body)],
    factors: [kept(listed.body), kept(own.body)],
  });
  expect((await worker().get(`${address}/areas/halsa`)).body).toMatchObject({ statements: [], factors: [] });

  await worker().post(`${address}/areas/halsa/factors`, { kind: 'skydd', code: 'god-halsa' });
  const all = await loadAreas(world.board.database.reader, id);
  expect(all.statements.map(({ area: of }) => of)).toEqual(['grundlaggande-omsorg', 'grundlaggande-omsorg']);
  expect(all.factors.map(({ code }) => code)).toEqual(['brist-mat-hygien-klader', null, 'god-halsa']);
});

test('what is told of an area that the plan leaves out is kept, with a warning', async () => {
  const { address } = await opened();
  const area = `${address}/areas/boende-arbete-och-ekonomi`;
  const before = await worker().post(`${area}/statements`, breakfast);
  expect(before.body.warnings).toEqual([]);
  await plan(address, [
    { area: 'boende-arbete-och-ekonomi', decision: 'utreds-inte', reason: 'Rörs inte av ansökan.' },
  ]);
  const warning = {
    code: 'area.left-out',
    message: {
      sv: expect.stringContaining('Delområdet utreds inte enligt planen.'),
      en: expect.stringContaining('The plan leaves the area out.'),
    },
  };
  const statement = await worker().post(`${area}/statements`, breakfast);
  expect(statement.status).toBe(201);
  expect(statement.body.warnings).toEqual([warning]);
  const factor = await worker().post(`${area}/factors`, { kind: 'risk', code: 'trangboddhet' });
  expect(factor.status).toBe(201);
  expect(factor.body.warnings).toEqual([warning]);
  const read = await worker().get(area);
  expect(read.body).toMatchObject({ decision: 'utreds-inte', reason: 'Rörs inte av ansökan.' });
  expect(read.body.statements).toHaveLength(2);
  expect(read.body.factors).toHaveLength(1);
});

test('a factor of the list is recorded in its own area and as what it is', async () => {
  const { address } = await opened();
  const area = `${address}/areas/sakerhet`;
  const elsewhere = await worker().post(`${area}/factors`, { kind: 'risk', code: 'skolfranvaro' });
  expect(elsewhere.status).toBe(409);
  expect(elsewhere.body.reasons).toEqual([
    {
      rule: 'area.factor-of-another-area',
      message: 'Faktorn hör till delområdet Utbildning.',
      remedy: 'Registrera den under utbildning, eller beskriv den här med egna ord i ownWords.',
    },
  ]);
  const otherwise = await worker().post(
    `${address}/areas/utbildning/factors`,
    { kind: 'skydd', code: 'skolfranvaro' },
    { headers: { 'accept-language': 'en' } },
  );
  expect(otherwise.status).toBe(409);
  expect(otherwise.body.reasons).toEqual([
    {
      rule: 'area.factor-of-another-kind',
      message: 'The factor is a risk factor in the list.',
      remedy: 'Give kind risk, or describe it in your own words in ownWords.',
    },
  ]);
  const both = await worker().post(`${area}/factors`, { kind: 'skydd', code: 'skolfranvaro' });
  expect(both.body.reasons.map(({ rule }: { rule: string }) => rule)).toEqual([
    'area.factor-of-another-area',
    'area.factor-of-another-kind',
  ]);
  expect((await worker().get(area)).body.factors).toEqual([]);
});

test('a statement cites a conversation or a consultation of its own investigation, and no other', async () => {
  const mine = await opened();
  const other = await opened();
  const talks = await worker().post(`${other.address}/conversations`, aTalk);
  const question = { area: 'utbildning', text: 'Hur är närvaron?' };
  const asked = await worker().post(`${other.address}/consultations`, {
    counterpart: 'skola',
    basis: 'uppgiftsskyldighet',
    questions: [question],
  });
  const written = await worker().post(`${other.address}/notes`, { happenedOn: '2026-03-02' });
  const state = (cited: object, { address } = mine) =>
    worker().post(`${address}/areas/grundlaggande-omsorg/statements`, { ...breakfast, ...cited });
  const wrong: [string, string][] = [
    ['conversationId', talks.body.id],
    ['conversationId', randomUUID()],
    ['consultationId', asked.body.id],
    ['consultationId', randomUUID()],
    ['noteId', written.body.id],
    ['noteId', randomUUID()],
  ];
  for (const [field, id] of wrong) {
    const refused = await state({ [field]: id });
    expect(refused.status).toBe(400);
    expect(refused.body.violations).toMatchObject([{ field }]);
  }
  expect((await worker().get(`${mine.address}/areas/grundlaggande-omsorg`)).body.statements).toEqual([]);
  expect((await state({ conversationId: talks.body.id }, other)).status).toBe(201);

  const at = `/consultations/${asked.body.id}`;
  const cited = async () => (await state({ consultationId: asked.body.id }, other)).body;
  const unanswered = { status: 400, violations: [{ field: 'consultationId' }] };
  expect(await cited()).toMatchObject(unanswered);
  const sent = await worker().post(`${at}/dispatch`, {}, { match: asked.etag });
  expect(await cited()).toMatchObject(unanswered);
  const answered = await worker().post(`${at}/answer`, { answer: 'God.' }, { match: sent.etag });
  expect(answered.status).toBe(201);
  expect(await cited()).toMatchObject({ consultationId: asked.body.id });
  expect((await state({ noteId: written.body.id }, other)).body).toMatchObject({ noteId: written.body.id });
});

test.each([
  ['a statement from an unknown source', 'statements', { ...breakfast, source: 'grannen' }, 'source'],
  ['a statement without text', 'statements', { source: 'barnet' }, 'text'],
  ['a statement with an unknown field', 'statements', { ...breakfast, severity: 3 }, 'severity'],
  [
    'a statement from a conversation and a consultation at once',
    'statements',
    { ...breakfast, conversationId: randomUUID(), consultationId: randomUUID() },
    'consultationId',
  ],
  [
    'a statement from a conversation and a note at once',
    'statements',
    { ...breakfast, conversationId: randomUUID(), noteId: randomUUID() },
    'noteId',
  ],
  ['a factor with neither code nor own words', 'factors', { kind: 'risk' }, 'code'],
  [
    'a factor with both code and own words',
    'factors',
    { kind: 'risk', code: 'psykisk-ohalsa', ownWords: 'Mår dåligt.' },
    'code',
  ],
  ['a factor that is not in the list', 'factors', { kind: 'risk', code: 'mellanmal' }, 'code'],
  ['a factor of no kind', 'factors', { code: 'psykisk-ohalsa' }, 'kind'],
])('%s is malformed', async (_, kind, body, field) => {
  const { address } = await opened();
  const refused = await worker().post(`${address}/areas/halsa/${kind}`, body);
  expect(refused.status).toBe(400);
  expect(refused.body.violations).toEqual([{ field, message: expect.any(String) }]);
  expect((await worker().get(`${address}/areas/halsa`)).body).toMatchObject({ statements: [], factors: [] });
});

test('an area that the triangle never had is malformed', async () => {
  const { address } = await opened();
  const answers = [
    await worker().get(`${address}/areas/fritid`),
    await worker().post(`${address}/areas/fritid/statements`, breakfast),
    await worker().post(`${address}/areas/fritid/factors`, { kind: 'risk', ownWords: 'Oro.' }),
  ];
  for (const { status, body } of answers) {
    expect(status).toBe(400);
    expect(body.violations).toEqual([{ field: 'areaCode', message: expect.any(String) }]);
  }
});

test('the same statement sent twice is kept once', async () => {
  const { address } = await opened();
  const area = `${address}/areas/halsa`;
  const key = randomUUID();
  const first = await worker().post(`${area}/statements`, breakfast, { key });
  const again = await worker().post(`${area}/statements`, breakfast, { key });
  expect(again.status).toBe(201);
  expect(again.body).toEqual(first.body);
  expect((await worker().post(`${area}/statements`, { ...breakfast, text: 'Annat.' }, { key })).status).toBe(
    409,
  );
  const factorKey = randomUUID();
  const factor = { kind: 'skydd', code: 'god-halsa' };
  await worker().post(`${area}/factors`, factor, { key: factorKey });
  await worker().post(`${area}/factors`, factor, { key: factorKey });
  const read = await worker().get(area);
  expect(read.body.statements).toHaveLength(1);
  expect(read.body.factors).toHaveLength(1);
});

test('nothing is added to a closed investigation', async () => {
  const { id, address } = await opened();
  const area = `${address}/areas/halsa`;
  await worker().post(`${area}/statements`, breakfast);
  await world.board.database.writer.write(async (tx) => {
    await tx
      .update(investigation)
      .set({ closedOn: '2026-03-02' as never })
      .where(eq(investigation.id, id));
  });
  for (const refused of [
    await worker().post(`${area}/statements`, breakfast),
    await worker().post(`${area}/factors`, { kind: 'skydd', code: 'god-halsa' }),
  ]) {
    expect(refused.status).toBe(409);
    expect(refused.body).toMatchObject({
      rule: 'investigation.closed',
      law: 'förvaltningslagen (2017:900) 31 §',
    });
  }
  const read = await worker().get(area);
  expect(read.body.statements).toHaveLength(1);
  expect(read.body.factors).toHaveLength(0);
});

test('who does not reach the investigation does not learn that it is there', async () => {
  const { address } = await opened();
  const elsewhere = world.as('youthWorker');
  const answers = [
    await elsewhere.get(`${address}/areas/halsa`),
    await elsewhere.get(`${address}/triangle`),
    await elsewhere.post(`${address}/areas/halsa/statements`, breakfast),
    await elsewhere.post(`${address}/areas/halsa/factors`, { kind: 'skydd', code: 'god-halsa' }),
  ];
  expect(answers.map(({ status }) => status)).toEqual([404, 404, 404, 404]);
});

test('a decision-maker reads the areas; reception and the controller see nothing of them', async () => {
  const { address } = await opened();
  const area = `${address}/areas/halsa`;
  const decider = world.as('decisionMaker');
  expect((await decider.get(area)).status).toBe(200);
  expect((await decider.get(`${address}/triangle`)).status).toBe(200);
  expect((await decider.post(`${area}/statements`, breakfast)).status).toBe(403);
  expect((await decider.post(`${area}/factors`, { kind: 'skydd', code: 'god-halsa' })).status).toBe(403);
  for (const persona of ['reception', 'controller', 'auditor', 'administrator'] as const) {
    expect((await world.as(persona).get(area)).status).toBe(403);
    expect((await world.as(persona).get(`${address}/triangle`)).status).toBe(403);
  }
});

test('every read and write of an area is on record, with the child', async () => {
  const { id, childId, address } = await opened();
  await worker().post(`${address}/areas/halsa/statements`, breakfast);
  await worker().post(`${address}/areas/halsa/factors`, { kind: 'skydd', code: 'god-halsa' });
  await worker().get(`${address}/areas/halsa`);
  await worker().get(`${address}/triangle`);
  const entries = await world.board.database.reader.select().from(auditEntry).orderBy(auditEntry.seq);
  const mine = entries.filter((entry) => entry.resourceIds.includes(id));
  expect(mine.map(({ kind, action }) => `${kind} ${action}`).slice(-4)).toEqual([
    'write area.state',
    'write area.record-factor',
    'read area.read',
    'read triangle.read',
  ]);
  for (const { personIds } of mine) expect(JSON.parse(personIds)).toEqual([childId]);
});
