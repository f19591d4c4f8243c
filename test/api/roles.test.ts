import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { assess, child, decide, done, logOf, openIntake } from '../support/casework.ts';
import { advice } from '../support/interventions.ts';
import { type Client, startWorld, type World } from '../support/world.ts';

/**
 * Who may what: one case of the reception's unit (intake) and of barn-och-familj (investigation), asked for by every
 * role. A write is tried with an empty body: 400 says that the role was let in, 403 that it was not. 404 is what
 * someone gets who has the permission but not the case.
 */

let world: World;
let ids: Record<'person' | 'report' | 'intake' | 'investigation' | 'intervention', string>;

beforeAll(async () => {
  world = await startWorld();
  const opened = await openIntake(
    world.as('reception'),
    child({ givenName: 'Synlig', familyName: 'Hemligsson' }),
  );
  await assess(world.as('teamLeader'), opened.intakeId);
  const { investigationId } = await decide(world.as('teamLeader'), opened.intakeId, {
    reasons: 'Något mycket känsligt.',
  });
  const { id: intervention } = done(
    await world.as('socialWorker').post('/interventions', advice(opened.childId)),
  );
  ids = {
    person: opened.childId,
    report: opened.reportId,
    intake: opened.intakeId,
    investigation: investigationId,
    intervention,
  };
});
afterAll(() => world.close());

const COLUMNS = [
  'reception',
  'socialWorker',
  'youthWorker',
  'teamLeader',
  'youthLeader',
  'decisionMaker',
  'controller',
  'auditor',
  'administrator',
] as const;

// biome-ignore format: a table
const EXPECTED: Readonly<Record<string, readonly number[]>> = {
  //                                         rec  sw   yw   tl   yl   dm   ctl  aud  adm
  'GET /persons/{person}':                  [200, 200, 200, 200, 200, 200, 403, 403, 403],
  'GET /persons/{person}/family':           [200, 200, 200, 200, 200, 200, 403, 403, 403],
  'GET /persons/{person}/file':             [200, 200, 200, 200, 200, 200, 403, 403, 403],
  'GET /persons/{person}/named-handlers':   [200, 200, 200, 200, 200, 403, 403, 403, 403],
  'POST /persons/search':                   [400, 400, 400, 400, 400, 400, 403, 403, 403],
  'POST /persons':                          [400, 400, 400, 400, 400, 403, 403, 403, 403],
  'PATCH /persons/{person}':                [428, 428, 428, 428, 428, 403, 403, 403, 403],
  'POST /relations':                        [400, 400, 400, 400, 400, 403, 403, 403, 403],
  'POST /persons/{person}/named-handlers':  [400, 400, 400, 400, 400, 403, 403, 403, 403],
  'POST /persons/{person}/break-glass':     [403, 400, 400, 400, 400, 403, 403, 403, 403],
  'POST /reports':                          [400, 400, 400, 400, 400, 403, 403, 403, 403],
  'GET /reports/{report}':                  [200, 200, 404, 200, 404, 200, 403, 403, 403],
  'GET /intakes':                           [200, 200, 200, 200, 200, 200, 403, 403, 403],
  'GET /intakes/{intake}':                  [200, 200, 404, 200, 404, 200, 403, 403, 403],
  'PATCH /intakes/{intake}':                [428, 428, 428, 428, 428, 403, 403, 403, 403],
  'POST /intakes/{intake}/protection-assessments': [400, 400, 400, 400, 400, 403, 403, 403, 403],
  'POST /intakes/{intake}/extensions':      [403, 403, 403, 400, 400, 403, 403, 403, 403],
  'POST /intakes/{intake}/decision':        [403, 403, 403, 400, 400, 403, 403, 403, 403],
  'POST /intakes/{intake}/assignments':     [403, 403, 403, 400, 400, 403, 403, 403, 403],
  'GET /investigations':                    [403, 200, 200, 200, 200, 200, 403, 403, 403],
  'GET /investigations/{investigation}':    [403, 200, 404, 200, 404, 200, 403, 403, 403],
  'GET /investigations/{investigation}/handover':    [404, 200, 404, 200, 404, 200, 403, 403, 403],
  'GET /investigations/{investigation}/assignments': [403, 200, 404, 200, 404, 200, 403, 403, 403],
  'GET /investigations/{investigation}/documents/plan': [403, 200, 404, 200, 404, 200, 403, 403, 403],
  'GET /investigations/{investigation}/documents/decision-basis': [403, 200, 404, 200, 404, 200, 403, 403, 403],
  'GET /events':                            [200, 200, 200, 200, 200, 200, 403, 403, 403],
  'GET /handover?handlerId=karin.ek':       [200, 200, 200, 200, 200, 200, 403, 403, 403],
  'GET /workload':                          [403, 200, 200, 200, 200, 403, 403, 403, 403],
  'PATCH /investigations/{investigation}':  [403, 428, 428, 428, 428, 403, 403, 403, 403],
  'POST /investigations/{investigation}/assignments': [403, 403, 403, 400, 400, 403, 403, 403, 403],
  'POST /investigations/{investigation}/extensions':  [403, 403, 403, 400, 400, 400, 403, 403, 403],
  'GET /deadlines/calendar-addresses':     [200, 200, 200, 200, 200, 200, 403, 403, 200],
  'GET /deadlines/calendar-addresses?handlerId=karin.ek': [403, 200, 403, 200, 200, 403, 403, 403, 200],
  'POST /deadlines/calendar-addresses':    [201, 201, 201, 201, 201, 201, 403, 403, 403],
  'POST /deadlines/calendar-addresses/{person}/revocation': [404, 404, 404, 404, 404, 404, 403, 403, 404],
  'GET /investigations/{investigation}/follow-up':       [403, 404, 404, 404, 404, 404, 403, 403, 403],
  'POST /investigations/{investigation}/follow-up':      [403, 403, 403, 400, 400, 400, 403, 403, 403],
  'POST /investigations/{investigation}/follow-up/end':  [403, 403, 403, 400, 400, 400, 403, 403, 403],
  'POST /investigations/{investigation}/follow-up/contacts':    [403, 400, 400, 400, 400, 403, 403, 403, 403],
  'POST /investigations/{investigation}/follow-up/information': [403, 400, 400, 400, 400, 403, 403, 403, 403],
  'GET /interventions':                     [403, 200, 200, 200, 200, 200, 403, 403, 403],
  'POST /interventions':                    [403, 400, 400, 400, 400, 403, 403, 403, 403],
  'GET /interventions/{intervention}':      [403, 200, 404, 200, 404, 200, 403, 403, 403],
  'GET /interventions/{intervention}/goals':             [403, 200, 404, 200, 404, 200, 403, 403, 403],
  'GET /interventions/{intervention}/follow-ups':        [403, 200, 404, 200, 404, 200, 403, 403, 403],
  'GET /interventions/{intervention}/scores':            [403, 200, 404, 200, 404, 200, 403, 403, 403],
  'GET /interventions/{intervention}/sip':               [403, 200, 404, 200, 404, 200, 403, 403, 403],
  'GET /interventions/{intervention}/end':               [403, 404, 404, 404, 404, 404, 403, 403, 403],
  'GET /interventions/{intervention}/later-follow-ups':  [403, 200, 404, 200, 404, 200, 403, 403, 403],
  'GET /interventions/{intervention}/assignments':       [403, 200, 404, 200, 404, 200, 403, 403, 403],
  'POST /interventions/{intervention}/goals':            [403, 400, 400, 400, 400, 403, 403, 403, 403],
  'POST /interventions/{intervention}/follow-ups':       [403, 400, 400, 400, 400, 403, 403, 403, 403],
  'POST /interventions/{intervention}/scores':           [403, 400, 400, 400, 400, 403, 403, 403, 403],
  'POST /interventions/{intervention}/sip':              [403, 400, 400, 400, 400, 403, 403, 403, 403],
  'POST /interventions/{intervention}/end':              [403, 400, 400, 400, 400, 403, 403, 403, 403],
  'POST /interventions/{intervention}/later-follow-ups': [403, 400, 400, 400, 400, 403, 403, 403, 403],
  'POST /interventions/{intervention}/assignments':      [403, 403, 403, 400, 400, 403, 403, 403, 403],
  'GET /data-quality':                      [200, 200, 200, 200, 200, 403, 403, 403, 403],
  'GET /data-quality/summary':              [403, 403, 403, 200, 200, 403, 200, 403, 403],
  'GET /intakes/{intake}/data-quality':     [200, 200, 404, 200, 404, 403, 403, 403, 403],
  'GET /investigations/{investigation}/data-quality': [404, 200, 404, 200, 404, 403, 403, 403, 403],
  'GET /interventions/{intervention}/data-quality':   [404, 200, 404, 200, 404, 403, 403, 403, 403],
  'GET /quality-rules':                     [200, 200, 200, 200, 200, 200, 200, 200, 200],
  'GET /variables':                         [403, 200, 200, 200, 200, 403, 200, 403, 200],
  'GET /extracts':                          [403, 403, 403, 403, 403, 403, 200, 403, 403],
  'POST /extracts':                         [403, 403, 403, 403, 403, 403, 400, 403, 403],
  'POST /extracts/{person}/cancellation':   [403, 403, 403, 403, 403, 403, 404, 403, 403],
  'GET /indicators?period=2026':           [403, 403, 403, 403, 403, 403, 200, 403, 403],
  'GET /indicators?period=2026&unit=barn-och-familj': [403, 200, 403, 200, 403, 403, 200, 403, 403],
  'GET /tables?unitOfCount=intake&period=2026&row=intake.type&unit=ungdom': [403, 403, 200, 403, 200, 403, 200, 403, 403],
  'GET /audit-entries':                     [403, 403, 403, 403, 403, 403, 403, 200, 403],
  'GET /audit-entries/verification':        [403, 403, 403, 403, 403, 403, 403, 200, 403],
  'GET /webhooks':                          [403, 403, 403, 403, 403, 403, 403, 403, 200],
  'POST /webhooks':                         [403, 403, 403, 403, 403, 403, 403, 403, 400],
  'GET /codebooks':                         [200, 200, 200, 200, 200, 200, 200, 200, 200],
  'GET /legal-rules':                       [200, 200, 200, 200, 200, 200, 200, 200, 200],
  'POST /deadlines/calculation':            [400, 400, 400, 400, 400, 400, 400, 400, 400],
  'GET /instruments':                       [200, 200, 200, 200, 200, 200, 200, 200, 200],
};

const ask = (client: Client, route: string) => {
  const [method, pattern] = route.split(' ') as [string, string];
  const path = pattern.replaceAll(/\{(\w+)\}/g, (_, name: keyof typeof ids) => ids[name]);
  if (method === 'GET') return client.get(path);
  return method === 'POST' ? client.post(path, {}) : client.patch(path, {});
};

test.each(Object.keys(EXPECTED))('%s', async (route) => {
  const statuses: number[] = [];
  for (const persona of COLUMNS) statuses.push((await ask(world.as(persona), route)).status);
  expect(statuses).toEqual(EXPECTED[route]);
});

/** Every operation of the API, as a call with ids that are there where the path has a place for them. */
function operations() {
  const { paths } = world.app.swagger() as unknown as {
    paths: Record<string, Record<string, { tags: string[] }>>;
  };
  return Object.entries(paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, { tags }]) => ({
      method: method.toUpperCase(),
      url: path
        .replace('{boardId}', '2281')
        .replace('{personId}', ids.person)
        .replace('{intakeId}', ids.intake)
        .replace('{reportId}', ids.report)
        .replace('{investigationId}', ids.investigation)
        .replace('{interventionId}', ids.intervention)
        .replaceAll(/\{\w+\}/g, crypto.randomUUID()),
      tag: tags[0]!,
    })),
  );
}

async function statuses(persona: (typeof COLUMNS)[number], tags: readonly string[]) {
  const found: Record<string, number> = {};
  const claims = { controller: 'eva.sund', auditor: 'nils.gran', administrator: 'sam.ask' } as Record<
    string,
    string
  >;
  const token = await world.issuer.sign({ sub: claims[persona]!, roles: [persona], boards: ['2281'] });
  for (const { method, url, tag } of operations()) {
    if (!tags.includes(tag)) continue;
    const body = method === 'GET' ? undefined : {};
    const headers = { authorization: `Bearer ${token}`, 'idempotency-key': crypto.randomUUID() };
    found[`${method} ${url}`] = (await world.as(persona).send(method, url, body, headers)).status;
  }
  return found;
}

describe('someone without casework', () => {
  const CASEWORK = ['People', 'Reports', 'Investigations', 'Interventions', 'Deadlines'];

  test.each(['controller', 'auditor', 'administrator'] as const)(
    'the %s reaches no person and no case',
    async (who) => {
      const found = await statuses(who, CASEWORK);
      expect(Object.keys(found).length).toBeGreaterThan(20);
      expect(Object.entries(found).filter(([, status]) => status !== 403)).toEqual([]);
    },
  );

  test('the refusal names the permission, in both languages, and is on record', async () => {
    const eva = world.as('controller');
    const before = (await logOf(world)).length;
    const refused = await eva.get(`/persons/${ids.person}`);
    expect(refused.body).toMatchObject({ status: 403, rule: 'access.role', law: 'lag (2001:454) 10 §' });
    expect(refused.body.detail).toBe('Din roll ger inte rätten person:read.');
    const inEnglish = await eva.get(`/persons/${ids.person}`, { headers: { 'accept-language': 'en' } });
    expect(inEnglish.body.detail).toBe('Your role does not give the permission person:read.');
    const entries = (await logOf(world)).slice(before);
    expect(entries).toHaveLength(2);
    expect(entries[0]).toMatchObject({
      kind: 'denied',
      action: 'person.read',
      caller_id: 'eva.sund',
      resource_ids: JSON.stringify([ids.person]),
      person_ids: JSON.stringify([ids.person]),
      request_id: refused.headers['x-request-id'],
    });
  });

  test('the auditor sees who and when, and nothing of what was written', async () => {
    const auditor = world.as('auditor');
    const written = await auditor.get('/audit-entries?action=intake.decide');
    expect(written.body.items.filter((item: { kind: string }) => item.kind === 'write')).toHaveLength(1);
    const page = await auditor.get('/audit-entries?limit=100');
    expect(page.body.items).toHaveLength(100);
    const allowed = new Set(
      'seq at callerId roles requestId kind action resource resourceIds personIds reason'.split(' '),
    );
    const shown = [...written.body.items, ...page.body.items].flatMap((item: object) => Object.keys(item));
    expect(shown.filter((key: string) => !allowed.has(key))).toEqual([]);
    expect(written.text + page.text).not.toMatch(/Hemligsson|känsligt|orolig|brist-i-omsorg/);
  });
});

describe('a machine client', () => {
  const asMachine = (scope: string, units = ['mottagning', 'barn-och-familj']) =>
    world.with({ sub: 'skolsystemet', roles: ['integration'], units, scope });

  test('may what its scopes say and nothing else', async () => {
    const machine = await asMachine('openid intake:read');
    expect((await machine.get(`/intakes/${ids.intake}`)).status).toBe(200);
    expect((await machine.get(`/persons/${ids.person}`)).status).toBe(403);
    expect((await machine.post('/reports', {})).status).toBe(403);
    const without = await asMachine('openid');
    expect((await without.get(`/intakes/${ids.intake}`)).status).toBe(403);
  });

  test('reads a case without its documents, which tell of people, unless it may read those too', async () => {
    const basis = `/investigations/${ids.investigation}/documents/decision-basis?format=html`;
    const machine = await asMachine('investigation:read');
    expect((await machine.get(`/investigations/${ids.investigation}`)).status).toBe(200);
    expect((await machine.get(`/investigations/${ids.investigation}/documents/plan`)).status).toBe(403);
    const refused = await machine.get(basis);
    expect(refused.body.detail).toContain('document:read');
    expect((await (await asMachine('document:read')).get(basis)).text).toContain('Hemligsson');
  });

  test('reads and works with interventions by its scopes', async () => {
    const at = `/interventions/${ids.intervention}`;
    const reads = await asMachine('intervention:read');
    expect((await reads.get(at)).status).toBe(200);
    expect((await reads.post(`${at}/sip`, { status: 'finns' })).status).toBe(403);
    const works = await asMachine('intervention:work');
    expect((await works.post(`${at}/sip`, { status: 'finns' })).status).toBe(201);
    expect((await works.get(at)).status).toBe(403);
    expect((await (await asMachine('intervention:read', ['ungdom'])).get(at)).status).toBe(404);
  });

  test('reaches the units of its token only', async () => {
    const elsewhere = await asMachine('intake:read', ['ungdom']);
    expect((await elsewhere.get(`/intakes/${ids.intake}`)).status).toBe(404);
    expect((await elsewhere.get('/intakes?total=true')).body.page.total).toBe(0);
  });

  test('a scope gives a person’s own role nothing', async () => {
    const mia = await world.with({
      sub: 'mia.dahl',
      roles: ['reception'],
      units: ['mottagning'],
      scope: 'investigation:read audit:read',
    });
    expect((await mia.get(`/investigations/${ids.investigation}`)).status).toBe(403);
    expect((await mia.get('/audit-entries')).status).toBe(403);
  });
});

describe('tokens', () => {
  test('no role gives nothing; an unknown role gives nothing', async () => {
    for (const roles of [[], ['superuser']]) {
      const nobody = await world.with({ sub: 'ingen', roles, units: ['mottagning'] });
      expect((await nobody.get('/codebooks')).status).toBe(403);
      expect((await nobody.get(`/intakes/${ids.intake}`)).status).toBe(403);
    }
  });

  test('two roles give what each gives', async () => {
    const both = await world.with({ sub: 'bo.ek', roles: ['reception', 'auditor'], units: ['mottagning'] });
    expect((await both.get('/audit-entries')).status).toBe(200);
    expect((await both.get(`/intakes/${ids.intake}`)).status).toBe(200);
    expect((await both.get(`/investigations/${ids.investigation}`)).status).toBe(403);
  });

  test('a unit in the token of another board’s name gives nothing here', async () => {
    const other = await world.with({
      sub: 'x.y',
      roles: ['social-worker'],
      units: ['mottagning'],
      boards: ['0180-spanga'],
    });
    expect((await other.get(`/intakes/${ids.intake}`)).status).toBe(404);
    const list = done(await world.as('socialWorker').get('/intakes'));
    expect(list.items.length).toBeGreaterThan(0);
  });
});
