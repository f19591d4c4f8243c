import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { PREFIX } from '../../src/app.ts';
import { child, done, openIntake, openInvestigation, register, reportOf } from '../support/casework.ts';
import { type Answer, type Client, startWorld, type World } from '../support/world.ts';

/** The conventions that every caller of every route relies on. */

let world: World;
let mia: Client;
let lena: Client;
beforeAll(async () => {
  world = await startWorld();
  mia = world.as('reception');
  lena = world.as('teamLeader');
});
afterAll(() => world.close());

const anyone = (method: string, url: string, headers = {}): Promise<Answer> =>
  mia.send(method, url, undefined, headers);

describe('an error', () => {
  test('is a problem document in Swedish, or in English by Accept-Language', async () => {
    const languages: readonly (readonly [string | undefined, 'sv' | 'en'])[] = [
      [undefined, 'sv'],
      ['en', 'en'],
      ['en-US,en;q=0.9', 'en'],
      ['sv;q=0.8, en;q=0.9', 'en'],
      ['de, sv;q=0.5, en;q=0.4', 'sv'],
      ['de', 'sv'],
      ['*', 'sv'],
      ['', 'sv'],
      [';;q=,', 'sv'],
    ];
    const detail = { sv: 'Det du frågar efter finns inte.', en: 'What you ask for is not there.' };
    const title = { sv: 'Finns inte', en: 'Not found' };
    for (const [asked, language] of languages) {
      const answer = await mia.get(`/intakes/${crypto.randomUUID()}`, {
        headers: asked === undefined ? {} : { 'accept-language': asked },
      });
      expect(answer.headers['content-type']).toBe('application/problem+json; charset=utf-8');
      expect(answer.headers['content-language']).toBe(language);
      expect(answer.headers.vary).toBe('Accept-Language');
      expect(answer.body).toEqual({
        type: 'urn:barnakt:problem:not-found',
        title: title[language],
        status: 404,
        detail: detail[language],
        instance: `urn:uuid:${answer.headers['x-request-id']}`,
      });
    }
  });

  test('names every wrong field', async () => {
    const answer = await mia.post('/reports', {
      ...reportOf([{}]),
      channel: 'x',
      feedbackRequested: 'ja',
      more: 1,
    });
    const fields = answer.body.violations.map((violation: { field: string }) => violation.field);
    expect(new Set(fields)).toEqual(new Set(['channel', 'feedbackRequested', 'children.0', 'more']));
  });

  test('of law has rule, law and every reason with its remedy', async () => {
    const { intakeId } = await openIntake(mia, { person: { givenName: 'Utan orsak' } } as never);
    done(
      await lena.post(`/intakes/${intakeId}/protection-assessments`, {
        need: 'inget-behov',
        grounds: 'Trygg.',
      }),
    );
    const refused = await lena.post(
      `/intakes/${intakeId}/decision`,
      { outcome: 'pafors-pagaende-utredning', reasons: 'Samma oro.' },
      { match: '"2"' },
    );
    expect(refused.status).toBe(409);
    const { rule, law, reasons } = refused.body;
    expect(reasons.map((reason: { rule: string }) => reason.rule)).toEqual([
      'intake.main-cause-missing',
      'investigation.none-running',
    ]);
    expect([rule, law]).toEqual([reasons[0].rule, reasons[0].law]);
    for (const reason of reasons) expect(Object.keys(reason)).toEqual(['rule', 'law', 'message', 'remedy']);
  });

  test.each([
    ['GET', '/nowhere'],
    ['GET', `${PREFIX}/2281/nothing`],
    ['DELETE', `${PREFIX}/2281/intakes`],
    ['PUT', `${PREFIX}/2281/reports`],
    ['POST', `${PREFIX}/api-info`],
  ])('is 404 for %s %s', async (method, url) => {
    const answer = await anyone(method, url);
    expect(answer.body).toMatchObject({ status: 404, type: 'urn:barnakt:problem:not-found' });
  });
});

describe('If-Match', () => {
  test('is asked for (428), must be current (412), and gives the next version', async () => {
    const { intakeId } = await openIntake(mia);
    const { etag } = await mia.get(`/intakes/${intakeId}`);
    expect(etag).toBe('"1"');
    const change = (match?: string) => mia.patch(`/intakes/${intakeId}`, { mainCause: 'annat' }, { match });
    for (const match of [undefined, '*', ' * ']) expect((await change(match)).status).toBe(428);
    for (const match of [
      'W/"1"',
      '"0"',
      '"2"',
      '1',
      '"1", "2"',
      'garbage',
      '""',
      '"-1"',
      '"1e0"',
      '"01.0"',
    ]) {
      const answer = await change(match);
      expect(answer.body).toMatchObject({ status: 412, type: 'urn:barnakt:problem:stale' });
    }
    const changed = await change('"1"');
    expect([changed.status, changed.etag, changed.body.version]).toEqual([200, '"2"', 2]);
    expect((await change('"1"')).status).toBe(412);
    expect((await mia.get(`/intakes/${intakeId}`)).etag).toBe('"2"');
  });
});

describe('Idempotency-Key', () => {
  const key = () => crypto.randomUUID();
  const reports = async () => (await mia.get('/intakes?limit=1&total=true')).body.page.total as number;

  test('is asked for, and must be a UUID', async () => {
    const token = await world.issuer.sign({
      sub: 'mia.dahl',
      roles: ['reception'],
      units: ['mottagning'],
      boards: ['2281'],
    });
    const headers = { authorization: `Bearer ${token}` };
    const without = await mia.send('POST', `${PREFIX}/2281/reports`, reportOf([child()]), headers);
    expect(without.status).toBe(400);
    const asked = [
      {
        field: 'idempotency-key',
        message: 'Skicka headern Idempotency-Key med ett eget UUID, ett nytt för varje sak som skapas.',
      },
    ];
    expect(without.body.violations).toEqual(asked);
    for (const bad of ['1', 'not-a-uuid', `${key()}0`, '']) {
      const { body } = await mia.post('/reports', reportOf([child()]), { key: bad });
      expect(body).toMatchObject({ status: 400, violations: asked });
    }
  });

  test('with the same body gives the first answer again, whatever the order of the fields', async () => {
    const before = await reports();
    const body = reportOf([child()]);
    const same = { key: key() };
    const first = await mia.post('/reports', body, same);
    const again = await mia.post('/reports', body, same);
    const turned = await mia.post('/reports', Object.fromEntries(Object.entries(body).reverse()), same);
    const capitals = await mia.post('/reports', body, { key: same.key.toUpperCase() });
    for (const answer of [again, turned, capitals]) {
      expect([answer.status, answer.text, answer.headers.location]).toEqual([
        201,
        first.text,
        first.headers.location,
      ]);
    }
    expect(first.headers.location).toBe(`${PREFIX}/2281/reports/${first.body.reportId}`);
    expect(await reports()).toBe(before + 1);
  });

  test('with another body or another address is 409, and nothing is made', async () => {
    const same = { key: key() };
    done(await mia.post('/reports', reportOf([child()]), same));
    const before = await reports();
    const other = await mia.post('/reports', reportOf([child()], { text: 'Något annat.' }), same);
    expect(other.body).toMatchObject({ status: 409, type: 'urn:barnakt:problem:key-reused' });
    expect((await mia.post('/persons', { givenName: 'A' }, same)).status).toBe(409);
    expect(await reports()).toBe(before);
  });

  test('belongs to its caller: another’s is another key', async () => {
    const same = { key: key() };
    const body = reportOf([child()]);
    const first = done(await mia.post('/reports', body, same));
    const second = done(await world.as('socialWorker').post('/reports', body, same));
    expect(second.reportId).not.toBe(first.reportId);
  });

  test('of a refused creation is free for the corrected one', async () => {
    const same = { key: key() };
    expect((await mia.post('/reports', reportOf([]), same)).status).toBe(400);
    expect((await mia.post('/reports', reportOf([child()], { unit: 'ungdom' }), same)).status).toBe(403);
    done(await mia.post('/reports', reportOf([child()]), same));
  });

  test('twice at once makes one', async () => {
    const before = await reports();
    const same = { key: key() };
    const body = reportOf([child()]);
    const [one, two] = await Promise.all([
      mia.post('/reports', body, same),
      mia.post('/reports', body, same),
    ]);
    expect(one!.text).toBe(two!.text);
    expect(await reports()).toBe(before + 1);
  });
});

describe('paging', () => {
  let all: string[];
  const ids = (answer: Answer): string[] => done(answer).items.map((item: { id: string }) => item.id);

  beforeAll(async () => {
    for (const minute of [10, 11, 12, 13, 14, 15, 16, 17, 18]) {
      await register(mia, [child(), child()], { receivedAt: `2026-03-01T08:${minute}:00Z` });
    }
    all = ids(await mia.get('/intakes?limit=100'));
    expect(all.length).toBeGreaterThan(20);
  });

  test('by limit with offset or page gives the same slices', async () => {
    expect(ids(await mia.get('/intakes'))).toEqual(all.slice(0, 20));
    expect(ids(await mia.get('/intakes?limit=7&offset=14'))).toEqual(all.slice(14, 21));
    expect(ids(await mia.get('/intakes?limit=7&page=3'))).toEqual(all.slice(14, 21));
    expect(ids(await mia.get('/intakes?limit=7&page=1'))).toEqual(all.slice(0, 7));
    const past = await mia.get('/intakes?offset=1000');
    expect(past.body).toEqual({ items: [], page: { limit: 20 } });
  });

  test('by cursor walks everything once, while new ones come in', async () => {
    const seen: string[] = [];
    let path = '/intakes?limit=5';
    for (;;) {
      const answer = await mia.get(path);
      seen.push(...ids(answer));
      const { nextCursor } = answer.body.page;
      if (!nextCursor) break;
      path = `/intakes?limit=5&cursor=${nextCursor}`;
      await register(mia, [child()], { receivedAt: '2026-03-02T08:59:59Z' });
    }
    expect(seen).toEqual(all);
  });

  test('counts only when asked', async () => {
    expect((await mia.get('/intakes?limit=1')).body.page).not.toHaveProperty('total');
    expect((await mia.get('/intakes?limit=1&total=false')).body.page).not.toHaveProperty('total');
    const total = (await mia.get('/intakes?limit=1&total=true')).body.page.total;
    expect(total).toBe(ids(await mia.get('/intakes?limit=100')).length);
    // The count is of the whole list, wherever the page is.
    const { nextCursor } = (await mia.get('/intakes?limit=1')).body.page;
    expect((await mia.get(`/intakes?limit=1&total=true&cursor=${nextCursor}`)).body.page.total).toBe(total);
  });

  const cursor = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url');

  test.each([
    ...['limit=0', 'limit=101', 'limit=-1', 'limit=x', 'limit=', 'limit=1.5', 'limit=5&limit=6'],
    ...['offset=-1', 'offset=100001', 'page=0', 'offset=1&page=1', 'page=1&cursor=x', 'cursor=x', 'cursor='],
    ...[
      'total=yes',
      'total=1',
      'unknown=1',
      'Limit=5',
      'state=closed',
      'unit=%00',
      'handlerId=%00',
      'unit=Å',
    ],
    `cursor=${cursor(['\u0000', 'x'])}`,
    `cursor=${cursor(['2026-03-01T08:10:00.000Z', '\ud800'])}`,
    `cursor=${cursor(['a', 'b', 'c'])}`,
    `cursor=${cursor([1, 2])}`,
  ])('with ?%s is refused', async (query) => {
    expect((await mia.get(`/intakes?${query}`)).body).toMatchObject({ status: 400 });
  });

  test.each([
    ...['action=%00', 'personId=x', 'from=2026-03-01', 'to=x', 'total=true', 'unknown=1', 'callerId='],
    ...[
      ['abc', ''],
      ['1e99', ''],
      ['-1', ''],
      ['', ''],
      ['2147483648', ''],
    ].map((value) => `cursor=${cursor(value)}`),
  ])('of the access log with ?%s is refused', async (query) => {
    expect((await world.as('auditor').get(`/audit-entries?${query}`)).body).toMatchObject({ status: 400 });
  });

  test('an unknown query parameter is refused everywhere', async () => {
    const { intakeId, childId } = await openIntake(mia);
    const auditor = world.as('auditor');
    const answers = [
      await mia.get(`/intakes/${intakeId}?verbose=1`),
      await mia.get(`/persons/${childId}?verbose=1`),
      await mia.get('/codebooks?verbose=1'),
      await mia.get('/legal-rules?verbose=1'),
      await mia.post('/persons?verbose=1', { givenName: 'A' }),
      await mia.patch(`/persons/${childId}?verbose=1`, { givenName: 'A' }, { match: '"1"' }),
      await auditor.get('/audit-entries/verification?verbose=1'),
    ];
    expect(answers.map((answer) => [answer.status, answer.body.violations?.[0].field])).toEqual(
      answers.map(() => [400, 'verbose']),
    );
  });
});

test('HEAD says what GET would, without the content', async () => {
  const { intakeId } = await openIntake(mia);
  const token = await world.issuer.sign({
    sub: 'mia.dahl',
    roles: ['reception'],
    units: ['mottagning'],
    boards: ['2281'],
  });
  const url = `${PREFIX}/2281/intakes/${intakeId}`;
  const head = await world.app.inject({ method: 'HEAD', url, headers: { authorization: `Bearer ${token}` } });
  expect([head.statusCode, head.body, head.headers.etag]).toEqual([200, '', '"1"']);
  expect((await world.app.inject({ method: 'HEAD', url })).statusCode).toBe(401);
});

test('an answer about people is never kept on the way', async () => {
  const { intakeId } = await openIntake(mia);
  expect((await mia.get(`/intakes/${intakeId}`)).headers['cache-control']).toBe('no-store');
});

describe('X-Request-Id', () => {
  test('is made where none is sent, and returned', async () => {
    const [one, two] = [await mia.get('/codebooks'), await mia.get('/codebooks')];
    expect(one!.headers['x-request-id']).toMatch(/^[0-9a-f-]{36}$/);
    expect(one!.headers['x-request-id']).not.toBe(two!.headers['x-request-id']);
  });

  test('is taken when it is a UUID, and logged', async () => {
    const sent = crypto.randomUUID();
    const answer = await mia.get('/intakes', { headers: { 'x-request-id': sent } });
    expect(answer.headers['x-request-id']).toBe(sent);
    expect(world.log.some((line) => JSON.parse(line).reqId === sent)).toBe(true);
    const [entry] = await world.database.raw(`select action from audit_entry where request_id = '${sent}'`);
    expect(entry!.action).toBe('intake.list');
    const odd = await mia.get('/codebooks', { headers: { 'x-request-id': 'anything' } });
    expect(odd.headers['x-request-id']).toMatch(/^[0-9a-f-]{36}$/);
  });
});

test('a traceparent is given back and logged; what is none is neither', async () => {
  const traceparent = '00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01';
  const known = await world.as('reception').get('/intakes', { headers: { traceparent } });
  expect(known.headers.traceparent).toBe(traceparent);
  expect(world.log.at(-1)).toContain(traceparent);
  const odd = await world.as('reception').get('/intakes', { headers: { traceparent: '00-201402179806' } });
  expect(odd.headers.traceparent).toBeUndefined();
  expect(world.log.at(-1)).not.toContain('201402179806');
});

test('where nothing need be said, no body will do; where something must, it will not, nor will null', async () => {
  const { investigationId } = await openInvestigation(world);
  const at = `/investigations/${investigationId}`;
  const lena = world.as('teamLeader');
  const noted = { happenedOn: '2026-03-02', text: 'Skolan har ringt.' };
  const note = await lena.post(`${at}/notes`, noted);
  const sign = `${at}/notes/${note.body.id}/signature`;
  const json = { 'content-type': 'application/json' };
  expect((await lena.post(sign, 'null', { match: note.etag, headers: json })).status).toBe(400);
  const signed = await lena.post(sign, undefined, { match: note.etag });
  expect(signed.status, signed.text).toBe(201);
  expect((await lena.post(`${at}/conversations`, undefined)).status).toBe(400);
  // What a PUT leaves out is emptied: one without content is a mistake.
  expect((await lena.put(`${at}/plan`, undefined, { match: '"0"' })).status).toBe(400);
});
