import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { assess, child, decide, done, logOf, openIntake } from '../../support/casework.ts';
import { type Client, startWorld, type World } from '../../support/world.ts';
import {
  adult,
  type Case,
  investigated,
  offered,
  protect,
  read,
  related,
  retract,
  siblings,
  stated,
  use,
} from './family.ts';

/** What one child's file may tell that of another, and to whom. */

let world: World;
let karin: Client;
let lena: Client;
beforeAll(async () => {
  world = await startWorld();
  karin = world.as('socialWorker');
  lena = world.as('teamLeader');
});
afterAll(() => world.close());

const NOTHING = { offered: [], used: [], usedElsewhere: [] };

/** A child whose investigation is another unit's. */
async function investigatedElsewhere(): Promise<Case> {
  const { intakeId, childId } = await openIntake(world.as('reception'), child({ givenName: 'Jonas' }));
  await assess(lena, intakeId);
  const { investigationId: id } = await decide(lena, intakeId, { unit: 'ungdom', handlerId: 'omar.lind' });
  return { childId, id, path: `/investigations/${id}` };
}

describe('a sibling with protected identity', () => {
  test('gives nothing to anyone’s file, not even by the hand of its own handler', async () => {
    const [alva, melker] = await siblings(world);
    const { id } = await stated(karin, alva);
    expect(await offered(karin, melker)).toEqual([id]);
    await protect(karin, alva.childId);
    // Karin handles both, and is named for both.
    expect((await karin.get(alva.path)).status).toBe(200);
    for (const client of [karin, lena]) {
      expect(await read(client, melker)).toEqual(NOTHING);
      expect((await use(client, melker, id)).status).toBe(404);
    }
  });

  test('leaves what was used before standing, and tells no more of itself than that it was taken back', async () => {
    const [alva, melker] = await siblings(world);
    const { id } = await stated(karin, alva);
    const copy = done(await use(karin, melker, id));
    await protect(karin, alva.childId);
    const outsider = await world.with({ sub: 'ny', roles: ['social-worker'], units: ['barn-och-familj'] });
    const told = await read(outsider, melker);
    expect(told).toMatchObject({ offered: [], used: [{ id: copy.id, originRetracted: false }] });
    await retract(world, id);
    const after = await outsider.get(`${melker.path}/family-statements`);
    expect(after.body.used).toMatchObject([{ id: copy.id, originRetracted: true }]);
    expect(after.text).not.toContain(alva.childId);
    expect(after.text).not.toContain(alva.id);
  });

  test('may use what others offer, and only its named handlers see where', async () => {
    const [alva, melker] = await siblings(world);
    await protect(karin, melker.childId);
    const { id } = await stated(karin, alva);
    expect((await use(karin, melker, id)).status).toBe(201);
    expect((await read(karin, alva)).usedElsewhere).toMatchObject([{ childId: melker.childId }]);
    const outsider = await world.with({ sub: 'ny', roles: ['social-worker'], units: ['barn-och-familj'] });
    expect((await outsider.get(melker.path)).status).toBe(404);
    const there = await outsider.get(`${alva.path}/family-statements`);
    expect(there.body).toEqual(NOTHING);
    expect(there.text).not.toContain(melker.childId);
  });
});

describe('who does not see the sibling’s investigation', () => {
  test('is offered nothing from it and can use nothing of it, and it looks as if it were not there', async () => {
    const [alva, jonas] = [await investigated(world), await investigatedElsewhere()];
    await related(lena, jonas.childId, alva.childId, 'syskon');
    const omar = world.as('youthWorker');
    const { id } = await stated(omar, jonas);
    expect(await read(karin, alva)).toEqual(NOTHING);
    const hidden = await use(karin, alva, id);
    const unknown = await use(karin, alva, '0193a5c0-7b1e-7c3a-9f00-2b6d1c0e4a61');
    expect([hidden.status, unknown.status]).toEqual([404, 404]);
    expect({ ...hidden.body, instance: '' }).toEqual({ ...unknown.body, instance: '' });
    expect((await logOf(world)).at(-1)).toMatchObject({ action: 'family-statement.use', kind: 'denied' });
    expect(done(await karin.get(`${alva.path}/areas/boende-arbete-och-ekonomi`)).statements).toEqual([]);
  });

  test('sees it by break-glass, for a stated reason, and then is offered it', async () => {
    const [alva, jonas] = [await investigated(world), await investigatedElsewhere()];
    await related(lena, jonas.childId, alva.childId, 'syskon');
    const { id } = await stated(world.as('youthWorker'), jonas);
    const reason = 'Syskonen behöver utredas samlat.';
    done(await karin.post(`/persons/${jonas.childId}/break-glass`, { reason }));
    expect(await offered(karin, alva)).toEqual([id]);
    expect((await use(karin, alva, id)).status).toBe(201);
  });

  test('does not learn from the original where it is used', async () => {
    const [alva, jonas] = [await investigated(world), await investigatedElsewhere()];
    await related(lena, jonas.childId, alva.childId, 'syskon');
    const { id } = await stated(karin, alva);
    const both = await world.with({
      sub: 'stor.syn',
      roles: ['social-worker'],
      units: ['barn-och-familj', 'ungdom'],
    });
    const copy = done(await use(both, jonas, id));
    expect((await read(both, alva)).usedElsewhere).toMatchObject([{ childId: jonas.childId }]);
    const own = await karin.get(`${alva.path}/family-statements`);
    expect(own.body).toEqual(NOTHING);
    const area = await karin.get(`${alva.path}/areas/boende-arbete-och-ekonomi`);
    for (const { text } of [own, area]) {
      for (const secret of [jonas.id, jonas.childId, copy.id]) expect(text).not.toContain(secret);
    }
    // The file that uses it tells those who see it what it has, whether or not they see where it came from.
    const omar = await read(world.as('youthWorker'), jonas);
    expect(omar).toMatchObject({ offered: [], used: [{ id: copy.id, sharedFromId: id }] });
    expect(JSON.stringify(omar)).not.toContain(alva.childId);
  });

  test('does not reach the list at all where it is not of their investigation', async () => {
    const [alva] = await siblings(world);
    const omar = world.as('youthWorker');
    expect((await omar.get(`${alva.path}/family-statements`)).status).toBe(404);
    expect((await use(omar, alva, alva.id)).status).toBe(404);
    expect((await world.as('decisionMaker').get(`${alva.path}/family-statements`)).status).toBe(200);
    expect((await use(world.as('decisionMaker'), alva, alva.id)).status).toBe(403);
    for (const persona of ['reception', 'controller', 'auditor', 'administrator'] as const) {
      expect((await world.as(persona).get(`${alva.path}/family-statements`)).status).toBe(403);
    }
  });
});

describe('who is a sibling', () => {
  test('is a half-sibling too, recorded or by the one guardian in common', async () => {
    const [alva, melker, tuva] = [
      await investigated(world),
      await investigated(world),
      await investigated(world),
    ];
    const [sara, jonas] = [await adult(karin), await adult(karin)];
    await related(karin, sara, alva.childId, 'vardnadshavare');
    await related(karin, jonas, alva.childId, 'vardnadshavare');
    await related(karin, sara, melker.childId, 'vardnadshavare');
    await related(karin, tuva.childId, alva.childId, 'halvsyskon');
    const { id } = await stated(karin, alva);
    expect(await offered(karin, melker)).toEqual([id]);
    expect(await offered(karin, tuva)).toEqual([id]);
    // Tuva and Melker have Alva in common, and no guardian.
    const ofTuva = await stated(karin, tuva);
    expect(await offered(karin, melker)).toEqual([id]);
    expect(await offered(karin, alva)).toEqual([ofTuva.id]);
  });

  test('is no child with whom nothing but a stepparent or a foster parent is in common', async () => {
    const [alva, melker] = [await investigated(world), await investigated(world)];
    const rolf = await adult(karin);
    for (const { childId } of [alva, melker]) {
      await related(karin, rolf, childId, 'styvforalder');
      await related(karin, rolf, childId, 'familjehemsforalder');
    }
    await stated(karin, alva);
    expect(await read(karin, melker)).toEqual(NOTHING);
  });

  test('is who is one today: when the guardians change, so does the offer, and what was used stays', async () => {
    const [alva, melker] = [await investigated(world), await investigated(world)];
    const [sara, jonas] = [await adult(karin), await adult(karin)];
    await related(karin, sara, alva.childId, 'vardnadshavare');
    const shared = await related(karin, sara, melker.childId, 'vardnadshavare');
    const first = await stated(karin, alva);
    const second = await stated(karin, alva, { text: 'Mormor bor granne.' });
    const copy = done(await use(karin, melker, first.id));

    done(await karin.patch(shared.path, { validTo: '2026-03-01' }, { match: shared.match }));
    await related(karin, jonas, melker.childId, 'vardnadshavare');
    const apart = await read(karin, melker);
    expect(apart.offered).toEqual([]);
    expect(apart.used).toMatchObject([{ id: copy.id, originRetracted: false }]);
    expect((await use(karin, melker, second.id)).status).toBe(404);

    await related(karin, jonas, alva.childId, 'vardnadshavare');
    expect(await offered(karin, melker)).toEqual([first.id, second.id]);
    expect((await use(karin, melker, second.id)).status).toBe(201);
  });

  test('is not inferred through a guardian whom the caller may not know of', async () => {
    const [alva, melker] = [await investigated(world), await investigated(world)];
    const hidden = await adult(karin, { protectedIdentity: 'sekretessmarkering' });
    for (const { childId } of [alva, melker]) await related(karin, hidden, childId, 'vardnadshavare');
    const { id } = await stated(karin, alva);
    expect(await offered(karin, melker)).toEqual([id]);
    expect(await read(lena, melker)).toEqual(NOTHING);
    expect((await use(lena, melker, id)).status).toBe(404);
  });

  test('is not who happens to be under investigation at the same time', async () => {
    const [alva, melker] = [await investigated(world), await investigated(world)];
    const { id } = await stated(karin, alva);
    expect(await read(karin, melker)).toEqual(NOTHING);
    expect((await use(karin, melker, id)).status).toBe(404);
  });
});

test('what turns out to come from the child alone is no longer offered', async () => {
  const [alva, melker] = await siblings(world);
  const talk = { heldOn: '2026-03-02', form: 'hembesok', childTookPart: true };
  const held = await karin.post(`${alva.path}/conversations`, talk);
  const { id } = await stated(karin, alva, { conversationId: done(held).id });
  expect(await offered(karin, melker)).toEqual([id]);
  const path = `${alva.path}/conversations/${held.body.id}`;
  done(await karin.patch(path, { childAlone: true }, { match: held.etag }));
  expect(await read(karin, melker)).toEqual(NOTHING);
  expect((await use(karin, melker, id)).status).toBe(404);
});
