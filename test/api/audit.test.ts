import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import {
  assess,
  assessment,
  child,
  decision,
  done,
  loggedDuring,
  logOf,
  newNumber,
  openIntake,
  register,
  reportOf,
} from '../support/casework.ts';
import { type Client, startWorld, type World } from '../support/world.ts';

/** The access log: every write and every read leaves its trace before anyone is answered, or nothing is answered. */

let world: World;
let karin: Client;
let lena: Client;
let mia: Client;

beforeAll(async () => {
  world = await startWorld();
  karin = world.as('socialWorker');
  lena = world.as('teamLeader');
  mia = world.as('reception');
});
afterAll(() => world.close());

const intact = async () => (await world.as('auditor').get('/audit-entries/verification')).body;

describe('a write', () => {
  test('leaves who, in which role, when, what, before and after', async () => {
    const { intakeId, childId } = await openIntake(mia);
    const { etag } = await karin.get(`/intakes/${intakeId}`);
    const [entry, ...others] = await loggedDuring(world, async () =>
      done(await karin.patch(`/intakes/${intakeId}`, { mainCause: 'foralders-missbruk' }, { match: etag })),
    );
    expect(others).toEqual([]);
    expect(entry).toMatchObject({
      at: '2026-03-02T09:00:00.000Z',
      caller_id: 'karin.ek',
      roles: 'social-worker',
      kind: 'write',
      action: 'intake.correct',
      resource: 'intake',
      resource_ids: JSON.stringify([intakeId]),
      person_ids: JSON.stringify([childId]),
    });
    expect(entry!.request_id).toMatch(/^[0-9a-f-]{36}$/);
    expect(JSON.parse(entry!.before!)).toMatchObject({ mainCause: 'brist-i-omsorg', version: 1 });
    expect(JSON.parse(entry!.after!)).toMatchObject({ mainCause: 'foralders-missbruk', version: 2 });
  });

  test('of every kind leaves an entry of its own kind', async () => {
    const entries = await loggedDuring(world, async () => {
      const { intakeId, childId } = await openIntake(mia);
      await assess(karin, intakeId);
      const match = async () => ({ match: (await lena.get(`/intakes/${intakeId}`)).etag });
      done(
        await karin.put(`/intakes/${intakeId}/preliminary-assessment`, { childHeard: null }, await match()),
      );
      const extension = { ground: 'synnerliga-skal', reasons: 'Resa.', newEndDay: '2026-03-20' };
      done(await lena.post(`/intakes/${intakeId}/extensions`, extension, await match()));
      done(await lena.post(`/intakes/${intakeId}/assignments`, { handlerId: 'karin.ek' }, await match()));
      done(await lena.post(`/intakes/${intakeId}/decision`, decision(), await match()));
      const asked = { requestedOn: '2026-03-02', givenOn: '2026-03-02' };
      done(await karin.put(`/intakes/${intakeId}/feedback`, asked, await match()));
      const guardian = done(await karin.post('/persons', { givenName: 'Maria' }));
      const tie = { fromPersonId: guardian.id, toPersonId: childId, type: 'vardnadshavare' };
      const relation = done(await karin.post('/relations', tie));
      done(await karin.patch(`/relations/${relation.id}`, { livesTogether: true }, { match: '"1"' }));
      done(await karin.post(`/persons/${childId}/named-handlers`, { handlerId: 'omar.lind' }));
      done(await lena.post(`/persons/${childId}/named-handlers/endings`, { handlerId: 'omar.lind' }));
    });
    const writes = entries.filter((entry) => entry.kind === 'write');
    expect(writes.map((entry) => entry.action)).toEqual([
      'person.register',
      'report.register',
      'intake.open',
      'intake.assess-protection',
      'intake.work',
      'intake.extend',
      'intake.assign',
      'investigation.open',
      'intake.decide',
      'intake.give-feedback',
      'person.register',
      'relation.register',
      'relation.change',
      'named-handler.name',
      'named-handler.end',
    ]);
    expect(writes.every((entry) => entry.after !== null && JSON.parse(entry.person_ids!).length > 0)).toBe(
      true,
    );
  });

  test('that fails leaves neither fact nor entry', async () => {
    const { intakeId } = await openIntake(mia);
    const before = (await mia.get(`/intakes/${intakeId}`)).body;
    const counts = async () => ({
      persons: (await world.database.raw('select id from person')).length,
      reports: (await world.database.raw('select id from report')).length,
      numbers: await world.database.raw('select * from running_number order by series'),
    });
    const was = await counts();
    const entries = await loggedDuring(world, async () => {
      // The second child is 21: the first one's person must not stay behind.
      const grown = { person: { givenName: 'Vuxen', birthDate: '2005-03-02' } };
      expect((await mia.post('/reports', reportOf([child(), grown]))).status).toBe(409);
      expect((await lena.post(`/intakes/${intakeId}/decision`, decision(), { match: '"1"' })).status).toBe(
        409,
      );
      expect((await karin.patch(`/intakes/${intakeId}`, {}, { match: '"7"' })).status).toBe(412);
    });
    expect(entries).toEqual([]);
    expect(await counts()).toEqual(was);
    expect((await mia.get(`/intakes/${intakeId}`)).body).toEqual(before);
  });
});

describe('a read', () => {
  test('leaves the ids of what was returned, before the answer', async () => {
    const { intakeId, childId, reportId } = await openIntake(mia);
    const read = async (what: () => Promise<unknown>) => (await loggedDuring(world, what)).at(-1)!;
    const one = await read(() => karin.get(`/intakes/${intakeId}`));
    expect(one).toMatchObject({
      kind: 'read',
      action: 'intake.read',
      caller_id: 'karin.ek',
      resource_ids: JSON.stringify([intakeId]),
      person_ids: JSON.stringify([childId]),
      before: null,
      after: null,
    });
    expect(await read(() => karin.get(`/reports/${reportId}`))).toMatchObject({
      action: 'report.read',
      resource_ids: JSON.stringify([reportId]),
      person_ids: JSON.stringify([childId]),
    });
    let items: { id: string; childId: string }[] = [];
    const list = await read(async () => {
      items = (await karin.get('/intakes?limit=3')).body.items;
    });
    expect(JSON.parse(list.resource_ids!)).toEqual(items.map((item) => item.id));
    expect(JSON.parse(list.person_ids!)).toEqual(items.map((item) => item.childId));
    const number = (await karin.get(`/persons/${childId}`)).body.personalNumber;
    expect(await read(() => karin.post('/persons/search', { personalNumber: number }))).toMatchObject({
      action: 'person.search',
      person_ids: JSON.stringify([childId]),
    });
    expect((await read(() => karin.get(`/persons/${childId}/family`))).action).toBe('person.family');
  });

  test('that is denied is recorded, whether the role or the case is out of reach, in reads and in writes', async () => {
    const { intakeId, childId } = await openIntake(mia);
    const omar = world.as('youthWorker');
    const entries = await loggedDuring(world, async () => {
      await omar.get(`/intakes/${intakeId}`);
      await omar.post(`/intakes/${intakeId}/protection-assessments`, assessment);
      await world.as('controller').get(`/persons/${childId}`);
      await omar.patch(`/intakes/${intakeId}`, { mainCause: 'brist-i-omsorg' }, { match: '"1"' });
    });
    expect(
      entries.map(({ kind, action, caller_id, resource_ids }) => [kind, action, caller_id, resource_ids]),
    ).toEqual([
      ['denied', 'intake.read', 'omar.lind', JSON.stringify([intakeId])],
      ['denied', 'intake.assess-protection', 'omar.lind', JSON.stringify([intakeId])],
      ['denied', 'person.read', 'eva.sund', JSON.stringify([childId])],
      ['denied', 'intake.correct', 'omar.lind', JSON.stringify([intakeId])],
    ]);
  });

  test('of many at once is recorded for each, and the chain holds', async () => {
    const opened = await openIntake(mia);
    const readers = [karin, lena, mia];
    const entries = await loggedDuring(world, () =>
      Promise.all(
        Array.from({ length: 150 }, (_, at) =>
          at % 10 === 0
            ? mia.post('/reports', reportOf([child()]))
            : readers[at % 3]!.get(`/intakes/${opened.intakeId}`),
        ),
      ),
    );
    expect(entries.filter((entry) => entry.action === 'intake.read')).toHaveLength(135);
    expect(entries.filter((entry) => entry.action === 'report.register')).toHaveLength(15);
    expect(new Set(entries.map((entry) => entry.request_id)).size).toBe(150);
    expect(await intact()).toMatchObject({ intact: true });
  });
});

describe('without an entry', () => {
  test('there is no answer, and afterwards there is again', async () => {
    const opened = await openIntake(mia);
    const personalNumber = newNumber();
    await world.database.raw('alter table audit_entry rename to audit_away');
    const answers = [
      await karin.get(`/intakes/${opened.intakeId}`),
      await karin.get('/intakes'),
      await karin.get(`/persons/${opened.childId}`),
      await karin.post('/persons/search', { name: 'Exempelsson' }),
      await world.as('youthWorker').get(`/intakes/${opened.intakeId}`),
      await karin.post('/persons', { personalNumber, givenName: 'Ingen' }),
    ];
    await world.database.raw('alter table audit_away rename to audit_entry');
    for (const answer of answers) {
      expect([500, 503]).toContain(answer.status);
      expect(Object.keys(answer.body).sort()).toEqual(['detail', 'instance', 'status', 'title', 'type']);
      expect(answer.text).not.toMatch(/Exempelsson|brist-i-omsorg/);
    }
    expect(done(await karin.post('/persons/search', { personalNumber })).items).toEqual([]);
    expect((await karin.get(`/intakes/${opened.intakeId}`)).status).toBe(200);
    expect(await intact()).toMatchObject({ intact: true });
  });
});

describe('the auditor', () => {
  const items = async (query: string) =>
    (await world.as('auditor').get(`/audit-entries?limit=100&${query}`)).body.items;

  beforeEach(() => world.clock.set('2026-03-02T09:00:00Z'));

  test('finds entries by person, caller, action and period', async () => {
    world.clock.set('2026-03-04T10:00:00Z');
    const { intakeId, childId } = await openIntake(mia);
    await register(mia, [child()]);
    await karin.get(`/intakes/${intakeId}`);
    world.clock.set('2026-03-05T10:00:00Z');
    await lena.get(`/persons/${childId}`);
    const actions = (found: { action: string }[]) => found.map((entry) => entry.action);
    expect(actions(await items(`personId=${childId}`))).toEqual([
      'person.read',
      'intake.read',
      'intake.open',
      'report.register',
      'person.register',
    ]);
    expect(actions(await items(`personId=${childId}&callerId=karin.ek`))).toEqual(['intake.read']);
    expect(actions(await items(`personId=${childId}&action=intake.open`))).toEqual(['intake.open']);
    expect(actions(await items('from=2026-03-05T00:00:00Z&callerId=lena.berg'))).toEqual(['person.read']);
    const period = await items('from=2026-03-04T00:00:00%2B01:00&to=2026-03-05T10:00:00Z');
    expect(actions(period).filter((action) => action === 'intake.open')).toHaveLength(2);
    expect(period.every((entry: { at: string }) => entry.at.startsWith('2026-03-04'))).toBe(true);
    expect(await items('callerId=nobody')).toEqual([]);
  });

  test('walks the whole log by cursor, without gaps or doubles', async () => {
    const seen: number[] = [];
    let cursor = '';
    for (;;) {
      const { body } = await world
        .as('auditor')
        .get(`/audit-entries?limit=100${cursor && `&cursor=${cursor}`}`);
      seen.push(...body.items.map((item: { seq: number }) => item.seq));
      if (!body.page.nextCursor) break;
      cursor = body.page.nextCursor;
    }
    expect(seen).toEqual(Array.from({ length: seen[0]! }, (_, at) => seen[0]! - at));
  });

  test('leaves a trace of the own reading', async () => {
    const entries = await loggedDuring(world, () => items('callerId=karin.ek'));
    expect(entries).toHaveLength(1);
    expect(entries[0]).toMatchObject({ action: 'audit-entry.list', caller_id: 'nils.gran' });
    expect((await logOf(world)).length).toBeGreaterThan(100);
  });
});
