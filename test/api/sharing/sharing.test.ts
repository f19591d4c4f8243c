import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { done, loggedDuring } from '../../support/casework.ts';
import { type Client, startWorld, type World } from '../../support/world.ts';
import { investigated, MOVING, offered, read, retract, siblings, state, stated, use } from './family.ts';

/** What is said once in one child's file, and used by choice in those of its brothers and sisters. */

let world: World;
let karin: Client;
beforeAll(async () => {
  world = await startWorld();
  karin = world.as('socialWorker');
});
afterAll(() => world.close());

const AREA = 'boende-arbete-och-ekonomi';
const statementsOn = async (path: string, area = AREA) =>
  done(await karin.get(`${path}/areas/${area}`)).statements;

describe('a statement', () => {
  test('is family-wide when the handler says so', async () => {
    const [alva] = await siblings(world);
    expect(await stated(karin, alva)).toMatchObject({ ...MOVING, familyWide: true, sharedFromId: null });
    expect((await stated(karin, alva, { familyWide: false })).familyWide).toBe(false);
    expect((await stated(karin, alva, { familyWide: undefined })).familyWide).toBe(false);
  });

  test.each([
    ['about the child’s own development', 'halsa', {}, 'sharing.childs-own-area'],
    ['from the child', AREA, { source: 'barnet' }, 'sharing.childs-own-words'],
  ])('%s is not, and is kept without', async (_, area, more, rule) => {
    const [alva] = await siblings(world);
    const refused = await state(karin, alva, more, area);
    expect(refused.body).toMatchObject({ status: 409, rule });
    expect(await statementsOn(alva.path, area)).toEqual([]);
    expect((await state(karin, alva, { ...more, familyWide: false }, area)).status).toBe(201);
  });

  test('from a talk with the child alone is not, whoever counts as its source; from another talk it can be', async () => {
    const [alva] = await siblings(world);
    const talk = async (form: string) =>
      done(await karin.post(`${alva.path}/conversations`, { heldOn: '2026-03-02', form })).id;
    const alone = { conversationId: await talk('enskilt-barnsamtal'), source: 'egen-iakttagelse' };
    expect((await state(karin, alva, alone)).body).toMatchObject({
      status: 409,
      rule: 'sharing.childs-own-words',
    });
    const together = { conversationId: await talk('samtal-med-barn-och-foralder') };
    expect((await state(karin, alva, together)).status).toBe(201);
  });
});

describe('the investigation of a sibling', () => {
  test('is offered what is family-wide, and nothing else', async () => {
    const [alva, melker] = await siblings(world);
    const shared = await stated(karin, alva);
    await stated(karin, alva, { familyWide: false });
    expect(await read(karin, melker)).toEqual({
      offered: [
        {
          id: shared.id,
          investigationId: alva.id,
          childId: alva.childId,
          area: AREA,
          ...MOVING,
          statedAt: '2026-03-02T09:00:00.000Z',
          statedBy: 'karin.ek',
          usedAs: null,
        },
      ],
      used: [],
      usedElsewhere: [],
    });
    expect(await read(karin, alva)).toEqual({ offered: [], used: [], usedElsewhere: [] });
  });

  test('uses it as a statement of its own, and both files tell of the other', async () => {
    const [alva, melker] = await siblings(world);
    const talk = { heldOn: '2026-03-02', form: 'samtal-med-vardnadshavare' };
    const conversationId = done(await karin.post(`${alva.path}/conversations`, talk)).id;
    const shared = await stated(karin, alva, { conversationId });
    const before = await statementsOn(alva.path);
    const used = await use(karin, melker, shared.id);
    expect(used.status).toBe(201);
    expect(used.headers.location).toBe(`/barnakt/v1/2281${melker.path}/areas/${AREA}`);
    const { warnings, ...copy } = used.body;
    expect(warnings).toEqual([]);
    expect(copy).toEqual({
      ...shared,
      id: expect.any(String),
      warnings: undefined,
      investigationId: melker.id,
      // The talk is of the other file.
      conversationId: null,
      familyWide: false,
      sharedFromId: shared.id,
    });
    expect(await statementsOn(melker.path)).toEqual([copy]);
    const here = await read(karin, melker);
    expect(here.offered).toMatchObject([{ id: shared.id, usedAs: copy.id }]);
    expect(here.used).toEqual([{ ...copy, originRetracted: false, originWithdrawn: false }]);
    const there = await read(karin, alva);
    expect(there.usedElsewhere).toEqual([
      { statementId: shared.id, investigationId: melker.id, childId: melker.childId, usedAs: copy.id },
    ]);
    expect(await statementsOn(alva.path)).toEqual(before);
  });

  test('has it in the area that the handler finds fits, with a warning where the plan leaves that out', async () => {
    const [alva, melker] = await siblings(world);
    const { id } = await stated(karin, alva);
    const areas = [{ area: 'familjebakgrund', decision: 'utreds-inte', reason: 'Ingen oro.' }];
    done(await karin.put(`${melker.path}/plan`, { areas }, { match: '"0"' }));
    const used = await use(karin, melker, id, { area: 'familjebakgrund' });
    expect(used.body).toMatchObject({ area: 'familjebakgrund', warnings: [{ code: 'area.left-out' }] });
    expect(await statementsOn(melker.path, 'familjebakgrund')).toHaveLength(1);
    expect(await statementsOn(melker.path)).toEqual([]);
  });

  test('uses it once; what was taken back can be used again', async () => {
    const [alva, melker] = await siblings(world);
    const { id } = await stated(karin, alva);
    const first = done(await use(karin, melker, id));
    const again = await use(karin, melker, id, { area: 'familjebakgrund' });
    expect(again.body).toMatchObject({ status: 409, rule: 'sharing.used-already' });
    await retract(world, first.id);
    expect((await read(karin, melker)).offered).toMatchObject([{ id, usedAs: null }]);
    expect((await read(karin, alva)).usedElsewhere).toEqual([]);
    expect((await use(karin, melker, id)).status).toBe(201);
  });

  test('uses it once, whatever two callers do at once, and the same key gives the same answer', async () => {
    const [alva, melker] = await siblings(world);
    const { id } = await stated(karin, alva);
    const key = randomUUID();
    const twice = await Promise.all([use(karin, melker, id, {}, key), use(karin, melker, id, {}, key)]);
    expect(twice[0]!.body).toEqual(twice[1]!.body);
    const other = await stated(karin, alva);
    const both = await Promise.all([use(karin, melker, other.id), use(karin, melker, other.id)]);
    expect(both.map(({ status }) => status).sort()).toEqual([201, 409]);
  });

  test('does not offer on what it has from another: a third child is offered the original alone', async () => {
    const [alva, melker] = await siblings(world);
    const tuva = await investigated(world, { givenName: 'Tuva' });
    const syskon = { toPersonId: tuva.childId, type: 'syskon' };
    for (const { childId } of [alva, melker]) {
      done(await karin.post('/relations', { fromPersonId: childId, ...syskon }));
    }
    const { id } = await stated(karin, alva);
    const copy = done(await use(karin, melker, id));
    expect(await offered(karin, tuva)).toEqual([id]);
    expect((await use(karin, tuva, copy.id)).status).toBe(404);
    expect((await use(karin, tuva, id)).status).toBe(201);
    const uses = (await read(karin, alva)).usedElsewhere;
    expect(uses.map((one: { childId: string }) => one.childId)).toEqual([melker.childId, tuva.childId]);
  });

  test('is told when what it has used is taken back at its origin', async () => {
    const [alva, melker] = await siblings(world);
    const { id } = await stated(karin, alva);
    const copy = done(await use(karin, melker, id));
    await retract(world, id);
    const { offered: left, used } = await read(karin, melker);
    expect(left).toEqual([]);
    expect(used).toMatchObject([{ id: copy.id, sharedFromId: id, originRetracted: true, retractedAt: null }]);
    // The copy is the other file's own: it stands until that file's handler takes it back.
    expect(await statementsOn(melker.path)).toHaveLength(1);
    expect((await use(karin, melker, id)).status).toBe(404);
  });

  test('does not have it in an area of the child’s own side', async () => {
    const [alva, melker] = await siblings(world);
    const { id } = await stated(karin, alva);
    const refused = await use(karin, melker, id, { area: 'halsa' });
    expect(refused.body).toMatchObject({ status: 409, rule: 'sharing.childs-own-area' });
    expect(refused.body.reasons[0].remedy).toContain('area');
    expect(await statementsOn(melker.path, 'halsa')).toEqual([]);
  });

  test('is told when what it has used turns out to come from a talk with the sibling alone', async () => {
    const [alva, melker] = await siblings(world);
    const talks = `${alva.path}/conversations`;
    const talk = await karin.post(talks, { heldOn: '2026-03-02', form: 'samtal-med-barn-och-foralder' });
    const { id } = await stated(karin, alva, { conversationId: done(talk).id });
    const copy = done(await use(karin, melker, id));
    const alone = { form: 'enskilt-barnsamtal', childAlone: true };
    done(await karin.patch(`${talks}/${talk.body.id}`, alone, { match: talk.etag }));
    const { offered: left, used } = await read(karin, melker);
    expect(left).toEqual([]);
    expect(used).toMatchObject([{ id: copy.id, originRetracted: false, originWithdrawn: true }]);
    expect((await use(karin, melker, id)).status).toBe(404);
  });

  test('may be closed: it still offers, and uses nothing more', async () => {
    const [alva, melker] = await siblings(world);
    const { id } = await stated(karin, alva);
    const own = await stated(karin, melker, { text: 'Familjen har en stuga.' });
    await world.database.raw(`update investigation set closed_on = '2026-03-02' where id = '${alva.id}'`);
    expect(await offered(karin, melker)).toEqual([id]);
    expect((await use(karin, melker, id)).status).toBe(201);
    expect(await offered(karin, alva)).toEqual([own.id]);
    expect((await use(karin, alva, own.id)).body).toMatchObject({
      status: 409,
      rule: 'investigation.closed',
      law: 'förvaltningslagen (2017:900) 31 §',
    });
  });

  test('takes no area that was not in force when it was opened', async () => {
    const [alva, melker] = await siblings(world);
    const { id } = await stated(karin, alva);
    await world.database.raw(`update investigation set opened_on = '2015-09-30' where id = '${melker.id}'`);
    const refused = await use(karin, melker, id);
    expect([refused.status, refused.body.violations[0].field]).toEqual([400, 'area']);
  });

  test.each([
    ['no statement', {}, 'statementId'],
    ['an id that is none', { statementId: 'x' }, 'statementId'],
    ['an area that is none', { statementId: randomUUID(), area: 'fritid' }, 'area'],
    ['words of its own', { statementId: randomUUID(), text: 'Annat.' }, 'text'],
  ])('is not told to use %s', async (_, body, field) => {
    const [, melker] = await siblings(world);
    const refused = await karin.post(`${melker.path}/family-statements`, body);
    expect([refused.status, refused.body.violations[0].field]).toEqual([400, field]);
  });
});

describe('the access log', () => {
  test('names both children of a use, and of a read of what is offered', async () => {
    const [alva, melker] = await siblings(world);
    const { id } = await stated(karin, alva);
    const log = await loggedDuring(world, async () => {
      await read(karin, melker);
      await use(karin, melker, id);
      await read(karin, alva);
    });
    const persons = (action: string) =>
      log.filter((entry) => entry.action === action).map((entry) => JSON.parse(entry.person_ids!));
    expect(persons('family-statement.use')).toEqual([[melker.childId, alva.childId]]);
    expect(persons('family-statement.list')).toEqual([
      [melker.childId, alva.childId],
      [alva.childId, melker.childId],
    ]);
  });
});
