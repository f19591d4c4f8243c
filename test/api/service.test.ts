import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { PREFIX } from '../../src/app.ts';
import { startWorld, type World } from '../support/world.ts';

/** What the service says of itself, and what it does when something it needs is away. */

const sender =
  (world: World) =>
  (url: string, headers = {}) =>
    world.as('reception').send('GET', url, undefined, headers);

describe('the service', () => {
  let world: World;
  let send: ReturnType<typeof sender>;
  beforeAll(async () => {
    world = await startWorld();
    send = sender(world);
  });
  afterAll(async () => {
    // Its issuer is gone already.
    await world.app.close();
    await world.database.close();
  });

  test('api-info, document, readable docs, health and metrics are there for anyone', async () => {
    expect((await send(`${PREFIX}/api-info`)).body).toEqual({
      apiName: 'Barnakt',
      apiVersion: expect.stringMatching(/^\d+\.\d+\.\d+/),
      apiReleased: expect.stringMatching(/^\d{4}-\d\d-\d\d$/),
      apiDocumentation: `${PREFIX}/docs`,
      apiStatus: 'active',
    });
    const document = await send(`${PREFIX}/openapi.json`);
    expect(document.body.openapi).toBe('3.1.0');
    expect(Object.keys(document.body.paths)).toContain(`${PREFIX}/{boardId}/reports`);
    const page = await send(`${PREFIX}/docs/`);
    expect([page.status, page.headers['content-type']]).toEqual([200, 'text/html; charset=utf-8']);
    expect(page.headers['content-security-policy']).toContain("frame-ancestors 'none'");
    expect(page.headers['content-security-policy']).toContain("script-src 'self';");
    expect(page.headers['referrer-policy']).toBe('no-referrer');
    for (const at of [
      `${PREFIX}/docs/`,
      `${PREFIX}/openapi.json`,
      `${PREFIX}/2281/intakes`,
      '/%zz',
      '/none',
    ]) {
      expect([at, (await send(at)).headers['x-content-type-options']]).toEqual([at, 'nosniff']);
    }
    expect((await send('/health/live')).body).toEqual({ status: 'ok' });
    expect((await send('/health/ready')).body).toEqual({ status: 'ok' });

    await world.as('reception').get(`/persons/${crypto.randomUUID()}`);
    const metrics = await send('/metrics');
    expect(metrics.status).toBe(200);
    expect(metrics.text).toContain(
      `http_request_duration_seconds_count{method="GET",route="${PREFIX}/:boardId/persons/:personId",status="404"} 1`,
    );
    expect(metrics.text).toContain('process_resident_memory_bytes');
  });

  test('without its issuer it is alive and not ready, and a new token gets 503', async () => {
    const token = await world.issuer.sign({ sub: 'x', roles: ['reception'], boards: ['2281'] });
    await world.issuer.close();
    world.clock.set('2026-03-02T09:30:00Z');
    expect((await send('/health/live')).status).toBe(200);
    const ready = await send('/health/ready');
    expect(ready.body).toMatchObject({ status: 503, type: 'urn:barnakt:problem:unavailable' });
    const answer = await send(`${PREFIX}/2281/intakes`, { authorization: `Bearer ${token}` });
    expect(answer.status).toBe(503);
  });
});

test('without its database it is alive and not ready, and says no more than that', async () => {
  const world = await startWorld();
  const send = sender(world);
  const mia = world.as('reception');
  expect((await mia.get('/intakes')).status).toBe(200);
  await world.database.close();
  expect((await send('/health/live')).status).toBe(200);
  expect((await send('/health/ready')).status).toBe(503);
  const answer = await mia.get('/intakes');
  expect([500, 503]).toContain(answer.status);
  expect(Object.keys(answer.body).sort()).toEqual(['detail', 'instance', 'status', 'title', 'type']);
  await world.app.close();
  await world.issuer.close();
});

describe('with limits', () => {
  let world: World;
  beforeAll(async () => {
    world = await startWorld({ rateLimit: { perCaller: 5, refused: 3 } });
  });
  afterAll(() => world.close());

  test('a caller who asks too often waits, and nobody else does', async () => {
    const [mia, karin] = [world.as('reception'), world.as('socialWorker')];
    for (let call = 0; call < 5; call += 1) expect((await mia.get('/codebooks')).status).toBe(200);
    const refused = await mia.get('/codebooks', { headers: { 'accept-language': 'en' } });
    expect(refused.body).toMatchObject({ status: 429, type: 'urn:barnakt:problem:too-many-requests' });
    expect(refused.body.title).toBe('Too many requests');
    expect(Number(refused.headers['retry-after'])).toBeGreaterThan(0);
    expect((await karin.get('/codebooks')).status).toBe(200);
  });

  test('an address that sends too many bad tokens waits', async () => {
    const send = sender(world);
    const statuses: number[] = [];
    for (let call = 0; call < 5; call += 1) {
      statuses.push((await send(`${PREFIX}/2281/intakes`, { authorization: 'Bearer x' })).status);
    }
    expect(statuses).toEqual([401, 401, 401, 429, 429]);
  });
});
