import { createHmac } from 'node:crypto';
import { Webhook as Verifier } from 'standardwebhooks';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { CloudEvent } from '../../../src/event/schema.ts';
import { done, loggedDuring } from '../../support/casework.ts';
import {
  ANSWERS,
  type Answering,
  type Received,
  type Receiver,
  startReceiver,
} from '../../support/receiver.ts';
import { type Client, startWorld, type World } from '../../support/world.ts';
import { deliveriesTo, pass, senderOf, subscribe, tellOf } from './sending.ts';

/** What is told reaches a receiver: a real one, that answers, breaks, hangs, cuts, redirects and comes back. */

let world: World;
let receiver: Receiver;
let sam: Client;
let sender: ReturnType<typeof senderOf>;
// biome-ignore lint/suspicious/noExplicitAny: as it was answered
let webhook: any;

beforeAll(async () => {
  receiver = await startReceiver();
  world = await startWorld({ settings: { webhookOrigins: [receiver.origin] } });
  sam = world.as('administrator');
});
afterAll(async () => {
  await world.close();
  await receiver.stop();
});
beforeEach(async () => {
  receiver.received.length = 0;
  receiver.answer(ANSWERS.ok);
  // The library that verifies goes by the machine's clock, which a message may not differ much from.
  world.clock.set('2026-03-02T09:00:00Z');
  webhook = await subscribe(world, `${receiver.origin}/in?q=1`);
  sender = senderOf(world.board, world.clock);
});
afterEach(async () => {
  await sender.stop();
  const { etag } = await sam.get(`/webhooks/${webhook.id}`);
  done(await sam.post(`/webhooks/${webhook.id}/end`, {}, { match: etag }));
});

const signatureBy = (secret: string, { headers, body }: Received) => {
  const key = Buffer.from(secret.slice('whsec_'.length), 'base64');
  const signed = `${headers['webhook-id']}.${headers['webhook-timestamp']}.${body}`;
  return `v1,${createHmac('sha256', key).update(signed).digest('base64')}`;
};

describe('an event', () => {
  test('comes once, as the feed shows it, with a signature that fits', async () => {
    const [opened] = await tellOf(world);
    const logged = await loggedDuring(world, sender.run);
    await sender.run();
    expect(receiver.received).toHaveLength(1);
    const [got] = receiver.received as [Received];
    expect(got).toMatchObject({ method: 'POST', path: '/in?q=1' });
    expect(got.headers).toMatchObject({
      'content-type': 'application/cloudevents+json; charset=utf-8',
      'webhook-timestamp': String(Date.parse('2026-03-02T09:00:00Z') / 1000),
      'webhook-signature': signatureBy(webhook.secret, got),
    });
    const told = JSON.parse(got.body);
    expect(CloudEvent.strict().parse(told)).toEqual(told);
    expect(told).toMatchObject({ id: got.headers['webhook-id'], data: { caseNumber: opened!.caseNumber } });
    const feed = done(await world.as('teamLeader').get('/events?limit=100')).items;
    expect(feed.filter(({ id }: { id: string }) => id === told.id)).toEqual([told]);

    const { items } = await deliveriesTo(world, webhook.id);
    expect(items).toEqual([
      {
        id: told.id,
        toldAt: told.time,
        state: 'delivered',
        attempts: 1,
        status: 204,
        error: null,
        nextAttemptAt: null,
        settledAt: '2026-03-02T09:00:00.000Z',
      },
    ]);
    expect(logged).toHaveLength(1);
    expect(logged[0]).toMatchObject({
      kind: 'read',
      action: 'webhook.deliver',
      caller_id: 'barnakt:webhooks',
      resource_ids: JSON.stringify([webhook.id, told.id]),
      person_ids: JSON.stringify([opened!.childId]),
    });
    const byAuditor = await world
      .as('auditor')
      .get(`/audit-entries?personId=${opened!.childId}&callerId=barnakt:webhooks`);
    expect(done(byAuditor).items).toMatchObject([{ action: 'webhook.deliver', roles: [] }]);
    expect(await sender.counted()).toEqual({ delivered: 1, failed: 0, dead: 0 });
  });

  test('is verified by the receiver’s library, at the machine’s time', async () => {
    world.clock.set(new Date().toISOString());
    await tellOf(world, 1);
    await sender.run();
    const last = receiver.received.at(-1)!;
    const verified = new Verifier(webhook.secret).verify(last.body, last.headers as Record<string, string>);
    expect(verified).toEqual(JSON.parse(last.body));
    expect(() =>
      new Verifier(webhook.secret).verify(`${last.body}x`, last.headers as Record<string, string>),
    ).toThrow();
  });

  test('from before the webhook does not come', async () => {
    await tellOf(world);
    const later = await subscribe(world, `${receiver.origin}/later`);
    await tellOf(world);
    await sender.run();
    expect(receiver.received.filter(({ path }) => path === '/later')).toHaveLength(1);
    expect(receiver.received.filter(({ path }) => path === '/in?q=1')).toHaveLength(2);
    done(await sam.post(`/webhooks/${later.id}/end`, {}, { match: '"1"' }));
  });

  test('of other units, steps and rules does not come', async () => {
    const filters = {
      '/steps': { steps: ['passed'] },
      '/rules': { rules: ['utredning'] },
      '/units': { units: ['ungdom'] },
    };
    const ids: string[] = [];
    for (const [path, more] of Object.entries(filters))
      ids.push((await subscribe(world, receiver.origin + path, more)).id);
    await tellOf(world, 2);
    await sender.run();
    expect(receiver.received.map(({ path }) => path)).toEqual(['/in?q=1', '/in?q=1']);
    for (const id of ids) done(await sam.post(`/webhooks/${id}/end`, {}, { match: '"1"' }));
  });

  test('of which there are many comes once each', async () => {
    await tellOf(world, 25);
    await sender.run();
    const ids = receiver.received.map(({ headers }) => headers['webhook-id']);
    expect(ids).toHaveLength(25);
    expect(new Set(ids).size).toBe(25);
    const { page } = await deliveriesTo(world, webhook.id, '?total=true&state=delivered');
    expect(page.total).toBe(25);
  });
});

const FAILING: readonly (readonly [string, Answering, { status: number | null; error: string }])[] = [
  ['is broken', ANSWERS.broken, { status: 500, error: 'status' }],
  ['redirects', ANSWERS.redirecting, { status: 302, error: 'status' }],
  ['hangs', ANSWERS.silent, { status: null, error: 'timeout' }],
  ['drips', ANSWERS.dripping, { status: null, error: 'timeout' }],
  ['cuts in the middle', ANSWERS.cut, { status: null, error: 'closed' }],
];

describe.each(FAILING)('a receiver that %s', (_, how, outcome) => {
  test('is tried again, with the same id, until it answers', async () => {
    receiver.answer(how);
    await tellOf(world);
    await sender.run();
    const [waiting] = (await deliveriesTo(world, webhook.id, '?state=pending')).items;
    expect(waiting).toMatchObject({
      ...outcome,
      attempts: 1,
      nextAttemptAt: '2026-03-02T09:00:05.000Z',
      settledAt: null,
    });
    await sender.run();
    expect(receiver.received).toHaveLength(1);
    receiver.answer(ANSWERS.ok);
    pass(world, 5);
    await sender.run();
    expect(receiver.received).toHaveLength(2);
    const [first, second] = receiver.received as [Received, Received];
    expect(second.headers['webhook-id']).toBe(first.headers['webhook-id']);
    expect(second.body).toBe(first.body);
    expect(second.headers['webhook-signature']).toBe(signatureBy(webhook.secret, second));
    expect(second.headers['webhook-signature']).not.toBe(first.headers['webhook-signature']);
    expect((await deliveriesTo(world, webhook.id)).items).toMatchObject([
      { state: 'delivered', attempts: 2, status: 204, error: null },
    ]);
    expect(await sender.counted()).toEqual({ delivered: 1, failed: 1, dead: 0 });
    expect(receiver.received.map(({ path }) => path)).toEqual(['/in?q=1', '/in?q=1']);
  });
});

describe('a receiver', () => {
  test('that is away and comes back on the same port gets it', async () => {
    await receiver.stop();
    await tellOf(world);
    await sender.run();
    expect((await deliveriesTo(world, webhook.id)).items).toMatchObject([
      { state: 'pending', error: 'refused', status: null },
    ]);
    await receiver.start();
    pass(world, 5);
    await sender.run();
    expect(receiver.received).toHaveLength(1);
  });

  test('that answers without end is not listened to', async () => {
    receiver.answer(ANSWERS.endless);
    await tellOf(world);
    const began = Date.now();
    await sender.run();
    expect(Date.now() - began).toBeLessThan(300);
    expect((await deliveriesTo(world, webhook.id)).items).toMatchObject([
      { state: 'delivered', status: 200 },
    ]);
  });

  test('that is gone (410) is left in peace until it is asked for again, and then gets everything', async () => {
    receiver.answer(ANSWERS.gone);
    await tellOf(world);
    await sender.run();
    const paused = await sam.get(`/webhooks/${webhook.id}`);
    expect(paused.body).toMatchObject({ state: 'paused', pausedBecause: 'gone', version: 2 });
    await tellOf(world, 2);
    pass(world, 3_600);
    await sender.run();
    expect(receiver.received).toHaveLength(1);

    receiver.answer(ANSWERS.ok);
    const resumed = await sam.patch(`/webhooks/${webhook.id}`, { state: 'active' }, { match: paused.etag });
    expect(done(resumed)).toMatchObject({ state: 'active', pausedBecause: null });
    await sender.run();
    expect(receiver.received).toHaveLength(4);
    expect(new Set(receiver.received.map(({ headers }) => headers['webhook-id'])).size).toBe(3);
  });

  test('that is gone does not pause what is by then sent elsewhere', async () => {
    const moved = { url: `${receiver.origin}/moved` };
    receiver.answer((response) => {
      sam.patch(`/webhooks/${webhook.id}`, moved, { match: '"1"' }).then(() => response.writeHead(410).end());
    });
    await tellOf(world);
    await sender.run();
    const { body } = await sam.get(`/webhooks/${webhook.id}`);
    expect(body).toMatchObject({ ...moved, state: 'active', version: 2 });
    receiver.answer(ANSWERS.ok);
    pass(world, 5);
    await sender.run();
    expect(receiver.received.map(({ path }) => path)).toEqual(['/in?q=1', '/moved']);
  });

  test('that is never well is given up after four days, and tried anew when someone asks', async () => {
    receiver.answer(ANSWERS.broken);
    await tellOf(world);
    for (let tries = 0; tries < 12; tries += 1) {
      await sender.run();
      const [{ nextAttemptAt }] = (await deliveriesTo(world, webhook.id)).items;
      if (nextAttemptAt) world.clock.set(nextAttemptAt);
    }
    expect(receiver.received).toHaveLength(12);
    const [dead] = (await deliveriesTo(world, webhook.id, '?state=dead')).items;
    expect(dead).toMatchObject({ state: 'dead', attempts: 12, status: 500, nextAttemptAt: null });
    expect(await sender.counted()).toEqual({ delivered: 0, failed: 11, dead: 1 });
    pass(world, 86_400 * 30);
    await sender.run();
    expect(receiver.received).toHaveLength(12);

    receiver.answer(ANSWERS.ok);
    const at = `/webhooks/${webhook.id}/deliveries/${dead.id}/retry`;
    expect(done(await sam.post(at, {}))).toMatchObject({ state: 'pending', attempts: 0 });
    await sender.run();
    expect(receiver.received).toHaveLength(13);
    expect((await deliveriesTo(world, webhook.id)).items).toMatchObject([
      { state: 'delivered', attempts: 1 },
    ]);
    const refused = await sam.post(at, {});
    expect(refused.body).toMatchObject({ status: 409, rule: 'webhook.delivery-not-dead' });
  });

  test('that hangs holds up no other', async () => {
    const slow = senderOf(world.board, world.clock, 3_000);
    const other = await startReceiver();
    (world.board.webhookOrigins as string[]).push(other.origin);
    const quick = await subscribe(world, `${other.origin}/quick`);
    receiver.answer(ANSWERS.silent);
    await tellOf(world, 12);
    const began = Date.now();
    await slow.start();
    await other.until(12);
    expect(Date.now() - began).toBeLessThan(2_500);
    expect(receiver.received.length).toBeLessThanOrEqual(2);
    await slow.stop();
    await other.stop();
    done(await sam.post(`/webhooks/${quick.id}/end`, {}, { match: '"1"' }));
    // What was interrupted has not been tried, and is not held back.
    expect((await deliveriesTo(world, webhook.id, '?state=pending&limit=100')).items).toHaveLength(12);
    receiver.received.length = 0;
    receiver.answer(ANSWERS.ok);
    await sender.run();
    expect(receiver.received).toHaveLength(12);
  });
});

test('many receivers that hang, with much to get, do not keep the one waiting that answers', async () => {
  const hanging: string[] = [];
  for (let n = 0; n < 8; n += 1) hanging.push((await subscribe(world, `${receiver.origin}/${n}`)).id);
  const other = await startReceiver();
  (world.board.webhookOrigins as string[]).push(other.origin);
  hanging.push((await subscribe(world, other.origin)).id);
  receiver.answer(ANSWERS.silent);
  await tellOf(world, 10);
  const some = senderOf(world.board, world.clock, 200);
  await some.start();
  await other.until(1);
  // Of the ninety that wait at the others no more than two rounds of eight had their turn first.
  expect(receiver.received.length).toBeLessThanOrEqual(24);
  await some.stop();
  await other.stop();
  for (const id of hanging) done(await sam.post(`/webhooks/${id}/end`, {}, { match: '"1"' }));
});

describe('what waits', () => {
  test('is sent by the one that starts after this one was stopped or has crashed', async () => {
    receiver.answer(ANSWERS.silent);
    await tellOf(world, 3);
    await sender.start();
    await receiver.until(2);
    await sender.stop();
    receiver.answer(ANSWERS.ok);
    receiver.received.length = 0;
    const next = senderOf(world.board, world.clock);
    await next.run();
    expect(receiver.received).toHaveLength(3);

    // A crash: claimed, and nobody tells how it went. It is anyone's when the claim has run out.
    await tellOf(world);
    await next.start().then(next.stop);
    receiver.received.length = 0;
    await world.database.raw(
      `update webhook_delivery set state = 'pending', attempts = 1, settled_at = null, error = null, status = null,
       next_attempt_at = '2026-03-02T09:00:00.000Z', claimed_until = '2026-03-02T09:01:00.000Z'
       where webhook_id = '${webhook.id}' and event_seq = (select max(event_seq) from webhook_delivery)`,
    );
    const third = senderOf(world.board, world.clock);
    await third.run();
    expect(receiver.received).toHaveLength(0);
    world.clock.set('2026-03-02T09:01:00Z');
    await third.run();
    expect(receiver.received).toHaveLength(1);
  });

  test('is not sent where the operator no longer lists the origin, and is when it does again', async () => {
    const origins = world.board.webhookOrigins as string[];
    const kept = origins.splice(0);
    await tellOf(world);
    await sender.run();
    expect(receiver.received).toHaveLength(0);
    expect((await deliveriesTo(world, webhook.id)).items).toMatchObject([
      { state: 'pending', error: 'origin', attempts: 1 },
    ]);
    origins.push(...kept);
    pass(world, 5);
    await sender.run();
    expect(receiver.received).toHaveLength(1);
  });

  test('is held while it is paused, and given up when it ends', async () => {
    await sam.patch(`/webhooks/${webhook.id}`, { state: 'paused' }, { match: '"1"' });
    await tellOf(world, 2);
    await sender.run();
    expect(receiver.received).toHaveLength(0);
    receiver.answer(ANSWERS.broken);
    await sam.patch(`/webhooks/${webhook.id}`, { state: 'active' }, { match: '"2"' });
    await sender.run();
    done(await sam.post(`/webhooks/${webhook.id}/end`, {}, { match: '"3"' }));
    pass(world, 60);
    await tellOf(world);
    await sender.run();
    expect(receiver.received).toHaveLength(2);
    const { items } = await deliveriesTo(world, webhook.id, '?state=dead');
    expect(items).toMatchObject([{ error: 'ended' }, { error: 'ended' }]);
    const refused = await sam.post(`/webhooks/${webhook.id}/deliveries/${items[0].id}/retry`, {});
    expect(refused.body).toMatchObject({ status: 409, rule: 'webhook.ended' });
    webhook = await subscribe(world, `${receiver.origin}/in`);
  });
});

test('a new secret signs beside the former one for a day', async () => {
  const first = webhook.secret;
  const renewed = await sam.post(`/webhooks/${webhook.id}/secret`, {}, { match: '"1"' });
  const { secret, formerSecretUntil } = done(renewed);
  expect(secret).not.toBe(first);
  expect(formerSecretUntil).toBe('2026-03-03T09:00:00.000Z');
  await tellOf(world);
  await sender.run();
  const both = receiver.received.at(-1)!;
  expect(both.headers['webhook-signature']).toBe(`${signatureBy(secret, both)} ${signatureBy(first, both)}`);
  pass(world, 86_400);
  expect((await sam.get(`/webhooks/${webhook.id}`)).body.formerSecretUntil).toBeNull();
  await tellOf(world);
  await sender.run();
  const alone = receiver.received.at(-1)!;
  expect(alone.headers['webhook-signature']).toBe(signatureBy(secret, alone));
});
