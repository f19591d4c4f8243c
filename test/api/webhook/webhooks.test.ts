import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { done, loggedDuring } from '../../support/casework.ts';
import { type Client, startWorld, type World } from '../../support/world.ts';

/** Subscribing: where to, whose events, with what secret, and who may. */

const ORIGIN = 'https://integration.exempel.se';
const INPUT = { url: `${ORIGIN}/barnakt`, units: ['mottagning'] };
let world: World;
let sam: Client;

beforeAll(async () => {
  world = await startWorld({ settings: { webhookOrigins: [ORIGIN, 'http://localhost:8090'] } });
  sam = world.as('administrator');
});
afterAll(() => world.close());

const made = async (more: Record<string, unknown> = {}) =>
  done(await sam.post('/webhooks', { ...INPUT, ...more }));

describe('a new webhook', () => {
  test('is shown with its secret once, and without it after that', async () => {
    const answer = await sam.post('/webhooks', { ...INPUT, steps: ['passed'], description: 'Påminnelser' });
    const { secret, ...shown } = done(answer);
    expect(answer).toMatchObject({ status: 201, etag: '"1"' });
    expect(answer.headers.location).toBe(`/barnakt/v1/2281/webhooks/${shown.id}`);
    expect(shown).toMatchObject({
      ...INPUT,
      steps: ['passed'],
      rules: null,
      state: 'active',
      secretVersion: 1,
      createdBy: 'sam.ask',
    });
    const read = await sam.get(`/webhooks/${shown.id}`);
    expect(read).toMatchObject({ body: shown, etag: '"1"' });
    const { items } = done(await sam.get('/webhooks?total=true'));
    expect(items[0]).toEqual(shown);
    expect(secret).toMatch(/^whsec_/);
  });

  test('is the same one when it is asked for again, and its secret is nowhere in the database', async () => {
    const key = crypto.randomUUID();
    const first = await sam.post('/webhooks', INPUT, { key });
    const renewed = await sam.post(`/webhooks/${first.body.id}/secret`, {}, { match: '"1"' });
    const again = await sam.post('/webhooks', INPUT, { key });
    expect(again).toMatchObject({ status: 201, text: first.text, etag: first.etag });
    const secrets = [first.body.secret, done(renewed).secret];
    expect(new Set(secrets).size).toBe(2);
    for (const table of ['webhook', 'idempotency_key', 'audit_entry']) {
      const kept = JSON.stringify(await world.database.raw(`select * from ${table}`));
      expect(kept).toContain(first.body.id);
      expect(kept).not.toContain('whsec_');
      for (const secret of secrets) expect(kept).not.toContain(secret.slice('whsec_'.length));
    }
    expect(world.log.join('\n')).not.toContain('whsec_');
  });

  test.each([
    'https://ont.example/barnakt',
    'http://integration.exempel.se/barnakt',
    'https://integration.exempel.se:8443/barnakt',
    'https://integration.exempel.se.ont.example/',
    'http://127.0.0.1:8090/',
    'http://169.254.169.254/latest/meta-data',
  ])('to %s is refused: the operator does not list its origin', async (url) => {
    const refused = await sam.post('/webhooks', { ...INPUT, url });
    expect(refused.body).toMatchObject({ status: 409, rule: 'webhook.origin-not-listed' });
    const { id } = await made();
    const patched = await sam.patch(`/webhooks/${id}`, { url }, { match: '"1"' });
    expect(patched.body).toMatchObject({ status: 409, rule: 'webhook.origin-not-listed' });
  });

  test.each([
    ['no units', { units: [] }, 'units'],
    ['a unit that the board does not have', { units: ['mottagning', 'ekonomi'] }, 'units.1'],
    ['no steps', { steps: [] }, 'steps'],
    ['an unknown rule', { rules: ['brevduva'] }, 'rules.0'],
    ['a user name in the address', { url: 'https://a:b@integration.exempel.se/' }, 'url'],
    ['another scheme', { url: 'ftp://integration.exempel.se/' }, 'url'],
    ['a secret of one’s own', { secret: 'whsec_AAAA' }, 'secret'],
  ])('with %s is malformed', async (_, more, field) => {
    const { status, body } = await sam.post('/webhooks', { ...INPUT, ...more });
    expect(status).toBe(400);
    expect(body.violations.map((violation: { field: string }) => violation.field)).toEqual([field]);
  });

  test('where the operator lists nothing is refused', async () => {
    const bare = await startWorld();
    const refused = await bare.as('administrator').post('/webhooks', INPUT);
    expect(refused.body).toMatchObject({ status: 409, rule: 'webhook.origin-not-listed' });
    await bare.close();
  });
});

describe('a change', () => {
  test('needs the version that was read, leaves the rest as it is, and is on record', async () => {
    const { id } = await made({ steps: ['due'] });
    const at = `/webhooks/${id}`;
    expect((await sam.patch(at, { state: 'paused' })).status).toBe(428);
    expect((await sam.patch(at, { state: 'paused' }, { match: '"7"' })).status).toBe(412);
    const [entry] = await loggedDuring(world, async () => {
      const paused = await sam.patch(at, { state: 'paused' }, { match: '"1"' });
      expect(paused).toMatchObject({ status: 200, etag: '"2"' });
      expect(paused.body).toMatchObject({
        state: 'paused',
        pausedBecause: 'asked',
        steps: ['due'],
        version: 2,
      });
    });
    expect(entry).toMatchObject({ action: 'webhook.change', resource_ids: `["${id}"]`, person_ids: '[]' });
    const patch = { steps: null, units: ['ungdom'], state: 'active', url: 'http://localhost:8090/' };
    const changed = await sam.patch(at, patch, { match: '"2"' });
    expect(done(changed)).toMatchObject({ ...patch, pausedBecause: null, version: 3 });
  });

  test('after the end is refused', async () => {
    const { id } = await made();
    const at = `/webhooks/${id}`;
    const over = await sam.post(`${at}/end`, {}, { match: '"1"' });
    expect(done(over)).toMatchObject({ state: 'ended', endedAt: '2026-03-02T09:00:00.000Z', version: 2 });
    for (const refused of [
      await sam.patch(at, { state: 'active' }, { match: '"2"' }),
      await sam.post(`${at}/secret`, {}, { match: '"2"' }),
      await sam.post(`${at}/end`, {}, { match: '"2"' }),
    ])
      expect(refused.body).toMatchObject({ status: 409, rule: 'webhook.ended' });
    expect((await sam.get(at)).body.state).toBe('ended');
  });

  test('of what is not there is not found', async () => {
    const at = `/webhooks/${crypto.randomUUID()}`;
    expect((await sam.get(at)).status).toBe(404);
    expect((await sam.get(`${at}/deliveries`)).status).toBe(404);
    expect((await sam.patch(at, {}, { match: '"1"' })).status).toBe(404);
    expect((await sam.post(`${at}/deliveries/${crypto.randomUUID()}/retry`, {})).status).toBe(404);
    const { id } = await made();
    expect((await sam.post(`/webhooks/${id}/deliveries/${crypto.randomUUID()}/retry`, {})).status).toBe(404);
  });
});

test('a machine with the scope reaches its own units and no further', async () => {
  const machine = await world.with({
    sub: 'larmtjansten',
    roles: ['integration'],
    units: ['mottagning'],
    scope: 'webhook:manage',
  });
  const { id, version } = done(await machine.post('/webhooks', INPUT));
  const match = `"${version}"`;
  const wide = { units: ['mottagning', 'ungdom'] };
  const other = await made({ units: ['ungdom'] });
  for (const refused of [
    await machine.post('/webhooks', { ...INPUT, ...wide }),
    await machine.patch(`/webhooks/${id}`, wide, { match }),
    await machine.patch(`/webhooks/${other.id}`, { units: ['mottagning'] }, { match: '"1"' }),
    await machine.post(`/webhooks/${other.id}/secret`, {}, { match: '"1"' }),
  ])
    expect(refused.body).toMatchObject({ status: 403, rule: 'webhook.other-unit' });
});

test('the list is paged, the latest first', async () => {
  const all = done(await sam.get('/webhooks?limit=100&total=true'));
  expect(all.page.total).toBe(all.items.length);
  const ids: string[] = [];
  let cursor = '';
  do {
    const { items, page } = done(await sam.get(`/webhooks?limit=2${cursor}`));
    ids.push(...items.map(({ id }: { id: string }) => id));
    cursor = page.nextCursor ? `&cursor=${page.nextCursor}` : '';
  } while (cursor !== '');
  expect(ids).toEqual(all.items.map(({ id }: { id: string }) => id));
});
