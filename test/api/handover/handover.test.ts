import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { done, loggedDuring, openInvestigation } from '../../support/casework.ts';
import { queriesDuring } from '../../support/queries.ts';
import { type Client, startWorld, type World } from '../../support/world.ts';

/** One investigation as it is handed over, from the day it was opened to the day after it was closed. */

let world: World;
let karin: Client;
let lena: Client;
let opened: { investigationId: string; childId: string; caseNumber: string };
let at: string;

beforeAll(async () => {
  world = await startWorld({ at: '2026-03-02T09:00:00Z' });
  karin = world.as('socialWorker');
  lena = world.as('teamLeader');
  opened = (await openInvestigation(world)) as typeof opened;
  at = `/investigations/${opened.investigationId}`;
});
afterAll(() => world.close());

const read = async (client: Client = lena) => done(await client.get(`${at}/handover`));

/** The only note that is not signed. */
const unsigned = async (): Promise<string> => {
  const { notes } = (await read()).running;
  expect(notes).toHaveLength(1);
  return notes[0].id;
};

const questions = [{ area: 'utbildning', text: 'Hur är närvaron?' }];
const draft = (counterpart: string) =>
  karin.post(`${at}/consultations`, { counterpart, basis: 'uppgiftsskyldighet', questions });
async function consult(counterpart: string, answerDay: string) {
  const { body, etag } = await draft(counterpart);
  return karin.post(`/consultations/${body.id}/dispatch`, { answerDay }, { match: etag });
}

test('a case that has just been opened: everything is still to be done', async () => {
  const frame = done(await lena.get(at));
  const { assignments: _, ...investigation } = frame;
  const value = await read();
  expect(value).toMatchObject({
    investigation,
    child: { id: opened.childId, givenName: 'Alva' },
    running: { consultations: [], drafts: [], answers: [], notes: [], communications: [] },
    plan: { version: 0, areas: [], questions: [], savedAt: null },
    analysis: { version: 0, savedAt: null, savedBy: null },
    lastWithChild: null,
    latest: { kind: 'investigation-assignment', on: '2026-03-02' },
  });
  expect(value.child).toEqual(done(await lena.get(`/persons/${opened.childId}`)));
  const { missing, advised } = done(await lena.get(`${at}/completeness`));
  expect(value).toMatchObject({ missing, advised });
  expect(value.missing.length).toBeGreaterThan(3);
  expect(value.triangle).toEqual(done(await lena.get(`${at}/triangle`)).sides);
  expect(value.deadlines.map(({ rule }: { rule: string }) => rule)).toEqual([
    'information-om-utredning',
    'utredning',
  ]);
  expect(value.latest).not.toHaveProperty('text');
});

describe('after two weeks of work', () => {
  const ids: Record<'school' | 'clinic' | 'police' | 'draft' | 'note' | 'sent' | 'mother' | 'talk', string> =
    {} as never;

  beforeAll(async () => {
    ids.mother = done(await karin.post('/persons', { givenName: 'Sara', familyName: 'Exempelsson' })).id;
    const custody = { fromPersonId: ids.mother, toPersonId: opened.childId, type: 'vardnadshavare' };
    done(await karin.post('/relations', custody));
    world.clock.set('2026-03-09T09:00:00Z');
    const areas = [
      { area: 'utbildning', decision: 'utreds' },
      { area: 'halsa', decision: 'utreds-inte', reason: 'Ingen oro.' },
    ];
    done(await karin.put(`${at}/plan`, { questions: ['Sover hon?'], areas }, { match: '"0"' }));
    const talk = (form: string, heldOn: string) => karin.post(`${at}/conversations`, { form, heldOn });
    await talk('enskilt-barnsamtal', '2026-03-03');
    ids.talk = done(await talk('samtal-med-barn-och-foralder', '2026-03-05')).id;
    await talk('samtal-med-vardnadshavare', '2026-03-06');
    ids.school = done(await consult('skola', '2026-03-23')).id;
    ids.clinic = done(await consult('bvc', '2026-03-18')).id;
    ids.draft = done(await draft('tandvard')).id;
    const answered = await consult('polis', '2026-03-12');
    ids.police = answered.body.id;
    const statements = ['Ett besök.', 'Ännu ett.', 'Ingen misstanke.'].map((text) => ({ area: null, text }));
    const police = `/consultations/${ids.police}`;
    done(await karin.post(`${police}/answer`, { statements }, { match: answered.etag }));
    const parts = [2, 3].map((part) => ({ part, area: 'boende-arbete-och-ekonomi' }));
    const { items } = done(await karin.post(`${police}/taken-statements`, { parts }));
    const wrong = `${at}/areas/${items[1].area}/statements/${items[1].id}`;
    done(await karin.post(`${wrong}/retraction`, { reason: 'Hör inte dit.' }));
    const call = await karin.post(`${at}/notes`, { happenedOn: '2026-03-06', text: 'Skolan ringde.' });
    done(await karin.post(`${at}/notes/${call.body.id}/signature`, {}, { match: call.etag }));
    ids.note = done(await karin.post(`${at}/notes`, { happenedOn: '2026-03-09', heading: 'Möte' })).id;
    done(await karin.put(`${at}/analysis`, { analysis: { together: 'Mormor.' } }, { match: '"0"' }));
    const told = { text: 'Går till skolan.', source: 'barnet' };
    done(await karin.post(`${at}/areas/utbildning/statements`, told));
    world.clock.set('2026-03-16T09:00:00Z');
    const party = { partyId: ids.mother, commentBy: '2026-03-30' };
    ids.sent = done(await karin.post(`${at}/communications`, party)).id;
  });

  test('says what is running, by the day that it is awaited', async () => {
    const { running } = await read();
    expect(running.consultations.map(({ id }: { id: string }) => id)).toEqual([ids.clinic, ids.school]);
    expect(running.consultations[0]).toEqual({
      id: ids.clinic,
      counterpart: 'bvc',
      counterpartName: null,
      status: 'skickad',
      sentOn: '2026-03-09',
      answerDay: '2026-03-18',
      remindedOn: [],
      version: 2,
    });
    expect(running.drafts).toMatchObject([{ id: ids.draft, counterpart: 'tandvard', createdBy: 'karin.ek' }]);
    expect(running.communications).toEqual([
      { id: ids.sent, partyId: ids.mother, sentOn: '2026-03-16', commentBy: '2026-03-30', version: 1 },
    ]);
  });

  test('says what nobody has finished at the own desk', async () => {
    const { running } = await read();
    // What was taken back is to be taken again, or left.
    expect(running.answers).toEqual([
      {
        id: ids.police,
        counterpart: 'polis',
        counterpartName: null,
        answeredOn: '2026-03-09',
        version: 3,
        untaken: [1, 3],
      },
    ]);
    expect(running.notes).toEqual([
      {
        id: ids.note,
        happenedOn: '2026-03-09',
        heading: 'Möte',
        corrects: null,
        recordedAt: '2026-03-09T09:00:00.000Z',
        recordedBy: 'karin.ek',
        version: 1,
      },
    ]);
  });

  test('says what is due, how far it has come and what was done last', async () => {
    const value = await read();
    const days = value.deadlines.map(({ endDay, rule }: Record<string, string>) => `${endDay} ${rule}`);
    expect(days).toEqual([...days].toSorted());
    expect(days).toContain('2026-03-18 konsultation-svar');
    expect(value).toMatchObject({
      plan: { version: 1, areas: ['utbildning'], questions: ['Sover hon?'], savedBy: 'karin.ek' },
      analysis: { version: 1, savedAt: '2026-03-09T09:00:00.000Z', savedBy: 'karin.ek' },
      lastWithChild: { id: ids.talk, heldOn: '2026-03-05', childAlone: false },
      latest: {
        kind: 'communication',
        on: '2026-03-16',
        href: `${at}/communications/${ids.sent}`,
      },
    });
    const areas = value.triangle.flatMap((side: { areas: object[] }) => side.areas);
    expect(areas).toContainEqual(expect.objectContaining({ area: 'utbildning', statements: 1 }));
  });

  test('takes as many queries, however much there is', async () => {
    const before = await queriesDuring(world, read);
    for (let nth = 0; nth < 5; nth += 1) done(await consult('annan', '2026-03-27'));
    expect(await queriesDuring(world, read)).toHaveLength(before.length);
    expect(before.length).toBeGreaterThan(0);
    expect(before.length).toBeLessThanOrEqual(40);
  });

  test('is on record as read about the child and the party in it', async () => {
    const [entry] = await loggedDuring(world, read);
    expect(entry).toMatchObject({ kind: 'read', action: 'handover.read', resource: 'handover' });
    expect(JSON.parse(entry!.person_ids!).toSorted()).toEqual([opened.childId, ids.mother].toSorted());
    expect(JSON.parse(entry!.resource_ids!)).toEqual([opened.investigationId]);
  });

  test('leaves out what concerns a party who is protected from the caller', async () => {
    const { etag } = await karin.get(`/persons/${ids.mother}`);
    const protect = { protectedIdentity: 'sekretessmarkering' };
    done(await karin.patch(`/persons/${ids.mother}`, protect, { match: etag }));
    const value = await read(lena);
    expect(value.running.communications).toEqual([]);
    expect(value.latest.kind).not.toBe('communication');
    expect(JSON.stringify(value)).not.toContain(ids.mother);
    expect((await read(karin)).running.communications).toHaveLength(1);
  });
});

describe('changing hands', () => {
  test('every assignment is kept, each until the next', async () => {
    world.clock.set('2026-03-17T09:00:00Z');
    const { investigation } = await read();
    const match = `"${investigation.version}"`;
    done(await lena.post(`${at}/assignments`, { handlerId: 'bo.alm' }, { match }));
    const items = [
      {
        handlerId: 'karin.ek',
        unit: 'barn-och-familj',
        from: '2026-03-02T09:00:00.000Z',
        by: 'lena.berg',
        to: '2026-03-17T09:00:00.000Z',
      },
      {
        handlerId: 'bo.alm',
        unit: 'barn-och-familj',
        from: '2026-03-17T09:00:00.000Z',
        by: 'lena.berg',
        to: null,
      },
    ];
    expect(done(await lena.get(`${at}/assignments`))).toEqual({ items });
    const bo = await world.with({ sub: 'bo.alm', roles: ['social-worker'], units: [] });
    expect((await read(bo)).assignments).toEqual(items);
  });

  test('a closed case has nothing running, due or missing', async () => {
    const note = await karin.get(`${at}/notes/${await unsigned()}`);
    const told = { text: 'Alla var med.' };
    const { etag: match } = await karin.patch(`${at}/notes/${note.body.id}`, told, { match: note.etag });
    done(await karin.post(`${at}/notes/${note.body.id}/signature`, {}, { match }));
    const { etag } = await lena.get(at);
    const moved = { outcome: 'flyttat', reasons: 'Familjen har flyttat.' };
    done(await lena.post(`${at}/decision`, moved, { match: etag }));
    expect(await read()).toMatchObject({
      investigation: { closedOn: '2026-03-17', outcome: 'flyttat' },
      running: { consultations: [], drafts: [], answers: [], notes: [], communications: [] },
      deadlines: [],
      missing: [],
      advised: [{ rule: 'information.child-untold' }],
      plan: { version: 1, areas: ['utbildning'] },
      analysis: { version: 1 },
      lastWithChild: { heldOn: '2026-03-05' },
      latest: { kind: 'decision' },
    });
    const corrects = note.body.id;
    done(await karin.post(`${at}/notes`, { happenedOn: '2026-03-17', corrects }));
    expect((await read()).running.notes).toMatchObject([{ corrects }]);
  });
});

describe('is not there', () => {
  test.each(['handover', 'assignments'])('for whoever does not see the case: %s', async (part) => {
    const { investigationId } = await openInvestigation(world);
    const path = `/investigations/${investigationId}/${part}`;
    expect((await lena.get(path)).status).toBe(200);
    expect((await world.as('youthWorker').get(path)).status).toBe(404);
    expect((await world.as('controller').get(path)).status).toBe(403);
    expect((await lena.get(`/investigations/${crypto.randomUUID()}/${part}`)).status).toBe(404);
  });
});
