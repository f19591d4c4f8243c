import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import {
  assess,
  assessment,
  child,
  done,
  logOf,
  newNumber,
  openIntake,
  openInvestigation,
  register,
} from '../support/casework.ts';
import { type Client, startWorld, type World } from '../support/world.ts';

/** What a caller may not know, in every way of asking. Karin is named for the hidden child; Lena shares her units. */

const NAME = 'Hemligsson';
const hiddenNumber = newNumber();
const siblingNumber = newNumber();
let world: World;
let karin: Client;
let lena: Client;
let hidden: { reportId: string; intakeId: string; childId: string; caseNumber: string };
let sibling: { intakeId: string; childId: string };
let guardianId: string;

const hiddenChild = () =>
  child({
    personalNumber: hiddenNumber,
    givenName: 'Dold',
    familyName: NAME,
    protectedIdentity: 'sekretessmarkering',
  });

beforeAll(async () => {
  world = await startWorld();
  karin = world.as('socialWorker');
  lena = world.as('teamLeader');
  const report = await register(karin, [
    hiddenChild(),
    child({ personalNumber: siblingNumber, givenName: 'Synlig', familyName: NAME }),
  ]);
  hidden = { reportId: report.reportId, ...report.children[0] };
  sibling = report.children[1];
  guardianId = done(await karin.post('/persons', { givenName: 'Maria', familyName: NAME })).id;
  for (const toPersonId of [hidden.childId, sibling.childId]) {
    done(await karin.post('/relations', { fromPersonId: guardianId, toPersonId, type: 'vardnadshavare' }));
  }
});
afterAll(() => world.close());

const search = async (client: Client, terms: object): Promise<string[]> =>
  done(await client.post('/persons/search', terms)).items.map((found: { id: string }) => found.id);

describe('a child with protected identity', () => {
  test('is there for the named handler in every way', async () => {
    expect((await karin.get(`/persons/${hidden.childId}`)).status).toBe(200);
    expect((await karin.get(`/intakes/${hidden.intakeId}`)).status).toBe(200);
    expect(await search(karin, { personalNumber: hiddenNumber })).toEqual([hidden.childId]);
    expect(await search(karin, { name: NAME })).toContain(hidden.childId);
    expect(await search(karin, { caseNumber: hidden.caseNumber })).toEqual([hidden.childId]);
    expect((await karin.get(`/reports/${hidden.reportId}`)).body.children).toHaveLength(2);
    const list = (await karin.get('/intakes?limit=100&total=true')).body;
    expect(list.items.map((item: { id: string }) => item.id)).toContain(hidden.intakeId);
    const family = (await karin.get(`/persons/${sibling.childId}/family`)).body;
    expect(family.siblings.map((member: { person: { id: string } }) => member.person.id)).toEqual([
      hidden.childId,
    ]);
  });

  test('is not there for a colleague of the same units, whatever she asks', async () => {
    const unknown = await lena.get('/persons/0193a5c0-7b1e-7c3a-9f00-2b6d1c0e4a11');
    const { childId, intakeId, reportId } = hidden;
    for (const path of [
      `/persons/${childId}`,
      `/persons/${childId}/family`,
      `/persons/${childId}/named-handlers`,
      `/intakes/${intakeId}`,
      `/reports/${reportId}`,
    ]) {
      const answer = await lena.get(path);
      // Just the same as for an id that never was.
      expect({ path, ...answer.body, instance: '' }).toEqual({ path, ...unknown.body, instance: '' });
    }
    const match = { match: '"1"' };
    const writes = await Promise.all([
      lena.post(`/persons/${childId}/break-glass`, { reason: 'Jourärende i natt, handläggaren nås inte.' }),
      lena.post(`/persons/${childId}/named-handlers`, { handlerId: 'lena.berg' }),
      lena.post(`/persons/${childId}/named-handlers/endings`, { handlerId: 'karin.ek' }),
      lena.patch(`/persons/${childId}`, { protectedIdentity: 'ingen' }, match),
      lena.post('/relations', { fromPersonId: guardianId, toPersonId: childId, type: 'foralder' }),
      lena.post(`/intakes/${intakeId}/protection-assessments`, assessment),
      lena.patch(`/intakes/${intakeId}`, { mainCause: 'brist-i-omsorg' }, match),
      lena.put(`/intakes/${intakeId}/preliminary-assessment`, {}, match),
      lena.put(`/intakes/${intakeId}/feedback`, { givenOn: '2026-03-02' }, match),
      lena.post(
        `/intakes/${intakeId}/decision`,
        { outcome: 'utredning-inleds-inte', reasons: 'Nej.' },
        match,
      ),
      lena.post(`/intakes/${intakeId}/assignments`, { handlerId: 'lena.berg' }, match),
      lena.post(
        `/intakes/${intakeId}/extensions`,
        { ground: 'synnerliga-skal', reasons: 'Resa.', newEndDay: '2026-04-01' },
        match,
      ),
    ]);
    expect(writes.map((answer) => answer.status)).toEqual(writes.map(() => 404));
    expect(await search(lena, { personalNumber: hiddenNumber })).toEqual([]);
    expect(await search(lena, { name: NAME })).not.toContain(childId);
    expect(await search(lena, { caseNumber: hidden.caseNumber })).toEqual([]);
    const list = (await lena.get('/intakes?limit=100&total=true')).body;
    expect(list.items.map((item: { id: string }) => item.id)).not.toContain(intakeId);
    expect(list.page.total).toBe(list.items.length);
    for (const cases of ['intakes', 'investigations']) {
      const ask = (id: string) => lena.get(`/${cases}?total=true&childId=${id}`);
      expect((await ask(childId)).body).toEqual((await ask(crypto.randomUUID())).body);
    }
  });

  test('is left out of the family of a sibling', async () => {
    const family = await lena.get(`/persons/${sibling.childId}/family`);
    expect(family.body.siblings).toEqual([]);
    expect(family.text).not.toContain(hidden.childId);
    expect((await lena.get(`/persons/${guardianId}/family`)).text).not.toContain(hidden.childId);
    // The sibling's own intake is seen, and does not tell of the other.
    expect((await lena.get(`/intakes/${sibling.intakeId}`)).status).toBe(200);
  });

  test('POST /persons with the number tells nothing, not even the second time', async () => {
    const fresh = newNumber();
    const ask = async (personalNumber: string) => {
      const first = await lena.post('/persons', { personalNumber, givenName: 'Ny', familyName: 'Person' });
      const again = await lena.post('/persons', { personalNumber, givenName: 'Ny', familyName: 'Person' });
      const found = await search(lena, { personalNumber });
      return { first, again, found };
    };
    const free = await ask(fresh);
    const taken = await ask(hiddenNumber);
    expect(taken.first.status).toBe(201);
    expect(taken.first.body.id).not.toBe(hidden.childId);
    expect(Object.keys(taken.first.body)).toEqual(Object.keys(free.first.body));
    expect(taken.first.body).toMatchObject({
      personalNumber: hiddenNumber,
      protectedIdentity: 'ingen',
      version: 1,
    });
    expect(taken.again.status).toBe(free.again.status);
    expect(taken.again.body.rule).toBe('person.number-taken');
    expect(taken.found).toEqual([taken.first.body.id]);
    expect(free.found).toEqual([free.first.body.id]);
  });

  test('PATCH of another person to the number tells nothing', async () => {
    const { id } = done(await lena.post('/persons', { givenName: 'Utan', familyName: 'Nummer' }));
    const patched = await world
      .as('youthWorker')
      .patch(`/persons/${id}`, { personalNumber: await freshHidden() }, { match: '"1"' });
    expect(patched.status).toBe(200);
  });

  test('a report with the number reaches the named handler and tells the reporter nothing', async () => {
    const mia = world.as('reception');
    const known = await register(mia, [child()]);
    const receipt = await register(mia, [child({ personalNumber: hiddenNumber, familyName: 'Annat' })]);
    expect(Object.keys(receipt.children[0])).toEqual(Object.keys(known.children[0]));
    const { intakeId } = receipt.children[0];
    expect((await karin.get(`/intakes/${intakeId}`)).body).toMatchObject({
      childId: hidden.childId,
      handlerId: 'karin.ek',
    });
    expect((await mia.get(`/intakes/${intakeId}`)).status).toBe(404);
    expect((await mia.get(`/reports/${receipt.reportId}`)).status).toBe(404);
    expect((await lena.get(`/intakes/${intakeId}`)).status).toBe(404);
  });

  test('always has someone who knows of it: the last naming cannot be ended', async () => {
    const { childId } = await openIntake(lena, child({ protectedIdentity: 'sekretessmarkering' }));
    const refused = await lena.post(`/persons/${childId}/named-handlers/endings`, { handlerId: 'lena.berg' });
    expect(refused.status).toBe(409);
    expect(refused.body.rule).toBe('named-handler.last');
    done(await lena.post(`/persons/${childId}/named-handlers`, { handlerId: 'karin.ek' }));
    expect((await karin.get(`/persons/${childId}`)).status).toBe(200);
    done(await lena.post(`/persons/${childId}/named-handlers/endings`, { handlerId: 'lena.berg' }));
    expect((await lena.get(`/persons/${childId}`)).status).toBe(404);
  });

  test('putting protection on keeps those who are named, and shuts out the others at once', async () => {
    const mia = world.as('reception');
    const { childId, intakeId } = await openIntake(mia);
    const read = await lena.get(`/persons/${childId}`);
    expect(read.status).toBe(200);
    const { etag } = await lena.get(`/intakes/${intakeId}`);
    done(await lena.post(`/intakes/${intakeId}/assignments`, { handlerId: 'karin.ek' }, { match: etag }));
    const omar = world.as('youthWorker');
    expect((await omar.get(`/persons/${childId}`)).status).toBe(200);
    done(
      await karin.patch(
        `/persons/${childId}`,
        { protectedIdentity: 'skyddad-folkbokforing' },
        { match: read.etag },
      ),
    );
    const seen = async (client: Client) => (await client.get(`/persons/${childId}`)).status;
    expect([await seen(karin), await seen(mia), await seen(lena), await seen(omar)]).toEqual([
      200, 200, 200, 404,
    ]);
    expect((await karin.get(`/intakes/${intakeId}`)).status).toBe(200);
    // Who assigned the case goes on knowing the child.
    expect((await lena.get(`/intakes/${intakeId}`)).status).toBe(200);
    expect((await omar.get(`/intakes/${intakeId}`)).status).toBe(404);
  });

  test('nobody names oneself beforehand, shuts others out, or lifts the protection without the say', async () => {
    const mia = world.as('reception');
    const omar = world.as('youthWorker');
    const { childId } = await openIntake(mia);
    const { etag } = await omar.get(`/persons/${childId}`);
    const protect = { protectedIdentity: 'sekretessmarkering' };
    const himself = await omar.post(`/persons/${childId}/named-handlers`, { handlerId: 'omar.lind' });
    const shut = await omar.patch(`/persons/${childId}`, protect, { match: etag });
    expect([himself.status, himself.body.rule]).toEqual([403, 'person.not-named']);
    expect([shut.status, shut.body.rule]).toEqual([403, 'person.not-named']);
    const on = await mia.patch(`/persons/${childId}`, protect, { match: etag });
    const off = await mia.patch(`/persons/${childId}`, { protectedIdentity: 'ingen' }, { match: on.etag });
    expect([off.status, off.body.rule]).toEqual([403, 'person.protection-not-lifted']);
    done(await mia.post(`/persons/${childId}/named-handlers`, { handlerId: 'lena.berg' }));
    done(await lena.patch(`/persons/${childId}`, { protectedIdentity: 'ingen' }, { match: on.etag }));
  });

  test('the receipt tells neither who a hidden child is nor that something is running', async () => {
    const personalNumber = await freshHidden();
    const receipt = await register(world.as('youthWorker'), [child({ personalNumber })], {
      type: 'ansokan',
      unit: 'ungdom',
    });
    expect(receipt.children[0]).toMatchObject({ childId: null, investigationId: null });
  });

  test('what is told of a duplicate belongs to the child whom it is', async () => {
    const mia = world.as('reception');
    const personalNumber = await freshHidden();
    const duplicate = done(await mia.post('/persons', { personalNumber, givenName: 'Dubblett' }));
    const { children } = await register(mia, [{ personId: duplicate.id, mainCause: 'annat' }]);
    expect(children[0].childId).toBeNull();
    expect((await mia.get(`/intakes/${children[0].intakeId}`)).status).toBe(404);
    expect((await karin.get(`/intakes/${children[0].intakeId}`)).status).toBe(200);
  });
});

/** A number that belongs to a child whom only Karin knows of. */
async function freshHidden(): Promise<string> {
  const personalNumber = newNumber();
  await openIntake(karin, child({ personalNumber, protectedIdentity: 'sekretessmarkering' }));
  return personalNumber;
}

describe('break-glass', () => {
  const reason = 'Jourärende i natt, ordinarie handläggare kan inte nås.';

  test('needs a reason, opens the child’s cases for twelve hours and is listed for the auditor', async () => {
    const { childId, intakeId } = await openIntake(world.as('reception'));
    await assess(lena, intakeId);
    const omar = world.as('youthWorker');
    expect((await omar.get(`/intakes/${intakeId}`)).status).toBe(404);
    for (const body of [{}, { reason: '' }, { reason: '          ' }, { reason: 'kort' }]) {
      expect((await omar.post(`/persons/${childId}/break-glass`, body)).status).toBe(400);
    }
    expect((await omar.get(`/intakes/${intakeId}`)).status).toBe(404);

    const opened = await omar.post(`/persons/${childId}/break-glass`, { reason });
    expect(opened.body).toEqual({ personId: childId, validUntil: '2026-03-02T21:00:00.000Z' });
    expect((await omar.get(`/intakes/${intakeId}`)).status).toBe(200);
    const list = (await omar.get('/intakes?total=true')).body;
    expect(list.items.map((item: { id: string }) => item.id)).toEqual([intakeId]);
    expect(list.page.total).toBe(1);
    // For him alone.
    expect((await world.as('youthLeader').get(`/intakes/${intakeId}`)).status).toBe(404);

    const auditor = world.as('auditor');
    const log = (await auditor.get('/audit-entries?action=break-glass.open')).body;
    expect(log.items[0]).toMatchObject({
      callerId: 'omar.lind',
      personIds: [childId],
      reason,
      kind: 'write',
    });

    world.clock.set('2026-03-02T20:59:59.999Z');
    expect((await omar.get(`/intakes/${intakeId}`)).status).toBe(200);
    world.clock.set('2026-03-02T21:00:00Z');
    expect((await omar.get(`/intakes/${intakeId}`)).status).toBe(404);
    expect((await omar.get('/intakes?total=true')).body.page.total).toBe(0);
    world.clock.set('2026-03-02T09:00:00Z');
  });

  test('does not open a child whose identity is protected afterwards', async () => {
    const { childId, intakeId } = await openIntake(karin);
    const omar = world.as('youthWorker');
    done(await omar.post(`/persons/${childId}/break-glass`, { reason }));
    const { etag } = await karin.get(`/persons/${childId}`);
    done(
      await karin.patch(`/persons/${childId}`, { protectedIdentity: 'sekretessmarkering' }, { match: etag }),
    );
    expect((await omar.get(`/intakes/${intakeId}`)).status).toBe(404);
  });

  test('lets read and work, but not settle who has the case or how it goes', async () => {
    const per = world.as('youthLeader');
    const own = { handlerId: 'omar.lind', unit: 'ungdom' };
    const extended = { reasons: 'Ett underlag dröjer.', newEndDay: '2026-08-01' };
    const moved = { outcome: 'flyttat', reasons: 'Familjen har flyttat.' };
    const { childId, intakeId } = await openIntake(world.as('reception'));
    const opened = await openInvestigation(world);
    const intake = `/intakes/${intakeId}`;
    const investigation = `/investigations/${opened.investigationId}`;
    for (const id of [childId, opened.childId])
      done(await per.post(`/persons/${id}/break-glass`, { reason }));
    await assess(per, intakeId);
    const tries: [string, string, object][] = [
      [intake, 'assignments', own],
      [intake, 'extensions', { ground: 'synnerliga-skal', ...extended }],
      [intake, 'decision', { outcome: 'utredning-inleds', reasons: 'Skäl finns.', ...own }],
      [investigation, 'assignments', own],
      [investigation, 'extensions', { ground: 'sarskilda-skal', ...extended }],
      [investigation, 'decision', moved],
    ];
    for (const [at, what, body] of tries) {
      const { etag } = await per.get(at);
      const answer = await per.post(`${at}/${what}`, body, { match: etag });
      expect({ at, what, ...answer.body }).toMatchObject({
        status: 403,
        rule: 'break-glass.read-and-work-only',
      });
      expect((await per.get(at)).etag).toBe(etag);
    }
    const talk = { heldOn: '2026-03-02', form: 'enskilt-barnsamtal' };
    done(await per.post(`${investigation}/conversations`, talk));
    for (const id of [childId, opened.childId]) {
      const { items } = done(await lena.get(`/persons/${id}/named-handlers`));
      expect(items.map((naming: { handlerId: string }) => naming.handlerId)).not.toContain('per.holm');
    }
    world.clock.set('2026-03-02T21:00:00Z');
    expect((await per.get(intake)).status).toBe(404);
    expect((await per.get(investigation)).status).toBe(404);
    world.clock.set('2026-03-02T09:00:00Z');
  });

  test('takes nothing from who has the case anyway', async () => {
    const { childId, investigationId } = await openInvestigation(world);
    done(await lena.post(`/persons/${childId}/break-glass`, { reason }));
    const at = `/investigations/${investigationId}`;
    const match = (await lena.get(at)).etag;
    done(await lena.post(`${at}/assignments`, { handlerId: 'karin.ek' }, { match }));
  });

  test('is not for reception', async () => {
    const answer = await world.as('reception').post(`/persons/${sibling.childId}/break-glass`, { reason });
    expect(answer.status).toBe(403);
  });
});

test('a colleague’s failed tries at the hidden child are in the access log', async () => {
  const denied = (await logOf(world)).filter(
    (entry) =>
      entry.kind === 'denied' &&
      entry.caller_id === 'lena.berg' &&
      entry.resource_ids!.includes(hidden.childId),
  );
  expect(new Set(denied.map((entry) => entry.action))).toEqual(
    new Set([
      'person.read',
      'person.family',
      'named-handler.list',
      'break-glass.open',
      'named-handler.name',
      'named-handler.end',
      'person.correct',
    ]),
  );
});
