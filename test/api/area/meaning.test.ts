import { afterAll, beforeAll, expect, test } from 'vitest';
import { done, loggedDuring, openInvestigation } from '../../support/casework.ts';
import { startWorld, type World } from '../../support/world.ts';

/** Apart from the facts of an area: what they mean for the child, and the assessed need (bedömt behov). */

let world: World;
beforeAll(async () => {
  world = await startWorld();
});
afterAll(() => world.close());

const worker = () => world.as('socialWorker');

async function opened() {
  const { investigationId, childId } = await openInvestigation(world);
  const address = `/investigations/${investigationId}`;
  return { investigationId, childId, address, area: `${address}/areas/halsa` };
}

const tired = {
  meaning: 'Alva orkar inte med skoldagen när hon har sovit för lite.',
  need: 'behov-finns',
  needText: 'Alva behöver sova hela nätter.',
};

test('it is saved as far as it has come, and read with the area', async () => {
  const { area } = await opened();
  const facts = done(await worker().post(`${area}/statements`, { text: 'Sover dåligt.', source: 'barnet' }));
  const empty = await worker().get(area);
  const begun = await worker().put(`${area}/meaning`, { meaning: tired.meaning }, { match: empty.etag });
  expect(begun.status).toBe(200);
  expect(begun.etag).toBe('"1"');
  expect(begun.body).toEqual({
    area: 'halsa',
    meaning: tired.meaning,
    need: null,
    needText: null,
    savedAt: '2026-03-02T09:00:00.000Z',
    savedBy: 'karin.ek',
    version: 1,
    warnings: [],
  });
  const whole = await worker().put(`${area}/meaning`, tired, { match: begun.etag });
  expect(whole.etag).toBe('"2"');
  const read = await worker().get(area);
  expect(read.etag).toBe('"2"');
  expect(read.body).toMatchObject({ ...tired, version: 2, savedBy: 'karin.ek' });
  expect(read.body.statements).toMatchObject([{ id: facts.id }]);
});

test('each area has its own, and every version is kept', async () => {
  const { address, area } = await opened();
  const { warnings: _, ...first } = done(await worker().put(`${area}/meaning`, tired, { match: '"0"' }));
  const { warnings: __, ...second } = done(
    await world.as('teamLeader').put(`${area}/meaning`, { need: 'oklart' }, { match: '"1"' }),
  );
  expect(second).toMatchObject({
    version: 2,
    meaning: null,
    need: 'oklart',
    needText: null,
    savedBy: 'lena.berg',
  });
  expect(done(await worker().get(`${area}/meaning/versions`))).toEqual({ items: [second, first] });
  const other = `${address}/areas/sakerhet`;
  expect((await worker().get(other)).etag).toBe('"0"');
  expect(done(await worker().get(`${other}/meaning/versions`))).toEqual({ items: [] });
  expect((await worker().put(`${other}/meaning`, tired, { match: '"0"' })).status).toBe(200);
  expect((await worker().get(area)).etag).toBe('"2"');
});

test('the triangle shows the need and whether the meaning is written, of the latest version', async () => {
  const { address, area } = await opened();
  const other = await opened();
  done(await worker().put(`${area}/meaning`, { need: 'oklart' }, { match: '"0"' }));
  done(await worker().put(`${area}/meaning`, tired, { match: '"1"' }));
  done(await worker().put(`${address}/areas/utbildning/meaning`, tired, { match: '"0"' }));
  done(await worker().put(`${address}/areas/utbildning/meaning`, { need: 'inget-behov' }, { match: '"1"' }));
  done(await worker().put(`${other.address}/areas/sakerhet/meaning`, tired, { match: '"0"' }));
  const { sides } = done(await worker().get(`${address}/triangle`));
  const marks = sides.flatMap(({ areas }: { areas: { area: string; meaning: boolean; need: string }[] }) =>
    areas
      .filter(({ meaning, need }) => meaning || need !== null)
      .map(({ area, meaning, need }) => ({ area, meaning, need })),
  );
  expect(marks).toEqual([
    { area: 'halsa', meaning: true, need: 'behov-finns' },
    { area: 'utbildning', meaning: false, need: 'inget-behov' },
  ]);
});

test('in an area that the plan leaves out it is kept, with a warning', async () => {
  const { address, area } = await opened();
  const areas = [{ area: 'halsa', decision: 'utreds-inte', reason: 'Rörs inte av anmälan.' }];
  done(await worker().put(`${address}/plan`, { areas }, { match: '"0"' }));
  const saved = await worker().put(`${area}/meaning`, tired, { match: '"0"' });
  expect(saved.status).toBe(200);
  expect(saved.body.warnings).toMatchObject([{ code: 'area.left-out' }]);
  expect(done(await worker().get(area))).toMatchObject({ ...tired, decision: 'utreds-inte' });
});

test('a change is based on what the caller has read', async () => {
  const { area } = await opened();
  const at = `${area}/meaning`;
  expect((await worker().put(at, tired)).status).toBe(428);
  expect((await worker().put(at, tired, { match: '"1"' })).status).toBe(412);
  const answers = await Promise.all(
    Array.from({ length: 5 }, () => worker().put(at, tired, { match: '"0"' })),
  );
  expect(answers.map(({ status }) => status).sort()).toEqual([200, 412, 412, 412, 412]);
  expect(done(await worker().get(`${at}/versions`)).items).toHaveLength(1);
});

test.each([
  ['a need that is graded', { need: 'stort-behov' }, 'need'],
  ['a severity', { severity: 3 }, 'severity'],
  ['a blank meaning', { meaning: ' ' }, 'meaning'],
  ['a need that is no text', { needText: 4 }, 'needText'],
])('%s is malformed', async (_, body, field) => {
  const { area } = await opened();
  const refused = await worker().put(`${area}/meaning`, body, { match: '"0"' });
  expect(refused.status).toBe(400);
  expect(refused.body.violations).toEqual([{ field, message: expect.any(String) }]);
  expect((await worker().get(area)).etag).toBe('"0"');
});

test('in a closed investigation it is read, not changed', async () => {
  const { address, area } = await opened();
  done(await worker().put(`${area}/meaning`, tired, { match: '"0"' }));
  const leader = world.as('teamLeader');
  const { etag } = await leader.get(address);
  done(
    await leader.post(`${address}/decision`, { outcome: 'flyttat', reasons: 'Flyttat.' }, { match: etag }),
  );
  const refused = await worker().put(`${area}/meaning`, {}, { match: '"1"' });
  expect(refused.status).toBe(409);
  expect(refused.body.rule).toBe('investigation.closed');
  expect(done(await worker().get(area))).toMatchObject(tired);
});

test('who does not reach the investigation does not learn that it is there; who may only read does not write', async () => {
  const { area } = await opened();
  const youth = world.as('youthWorker');
  expect((await youth.put(`${area}/meaning`, tired, { match: '"0"' })).status).toBe(404);
  expect((await youth.get(`${area}/meaning/versions`)).status).toBe(404);
  const decider = world.as('decisionMaker');
  expect((await decider.get(`${area}/meaning/versions`)).status).toBe(200);
  expect((await decider.put(`${area}/meaning`, tired, { match: '"0"' })).status).toBe(403);
  for (const persona of ['reception', 'controller', 'auditor', 'administrator'] as const) {
    expect((await world.as(persona).get(`${area}/meaning/versions`)).status).toBe(403);
  }
});

test('every save is in the log with what stood before, and every read with the child', async () => {
  const { investigationId, childId, area } = await opened();
  done(await worker().put(`${area}/meaning`, tired, { match: '"0"' }));
  const entries = await loggedDuring(world, async () => {
    done(await worker().put(`${area}/meaning`, { need: 'oklart' }, { match: '"1"' }));
    done(await worker().get(`${area}/meaning/versions`));
  });
  expect(entries.map(({ kind, action }) => `${kind} ${action}`)).toEqual([
    'write area-meaning.save',
    'read area-meaning.list-versions',
  ]);
  for (const entry of entries) {
    expect(JSON.parse(entry.resource_ids!)).toEqual([investigationId]);
    expect(JSON.parse(entry.person_ids!)).toEqual([childId]);
  }
  expect(JSON.parse(entries[0]!.before!)).toMatchObject({ area: 'halsa', ...tired });
  expect(JSON.parse(entries[0]!.after!)).toMatchObject({ area: 'halsa', meaning: null, need: 'oklart' });
});
