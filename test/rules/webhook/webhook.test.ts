import { createHmac } from 'node:crypto';
import fc from 'fast-check';
import { Webhook as Verifier } from 'standardwebhooks';
import { describe, expect, test } from 'vitest';
import { type Instant, parseInstant } from '../../../src/kernel/clock.ts';
import {
  type Attempted,
  after,
  answeredWith,
  formerSecretUntil,
  isListed,
  isOrigin,
  isReceiver,
  isWanted,
  nextAttempt,
  signingVersions,
  standingAfter,
} from '../../../src/webhook/rules.ts';
import { secretOf, signedHeaders } from '../../../src/webhook/signature.ts';

const NOW = parseInstant('2026-03-02T09:00:00Z')!;
const secondsTo = (to: Instant) => (Date.parse(to) - Date.parse(NOW)) / 1000;

describe('an address', () => {
  test.each([
    'https://integration.exempel.se/barnakt',
    'https://integration.exempel.se',
    'http://localhost:8090/a?b=c',
  ])('%s can be posted to', (url) => expect(isReceiver(url)).toBe(true));

  test.each([
    'ftp://integration.exempel.se/',
    'file:///etc/passwd',
    'https://anna:hemligt@integration.exempel.se/',
    'https://integration.exempel.se/#a',
    'https://integration.exempel.se/a b',
    'https://integration.exempel.se/\n',
    'https://åäö.se/',
    '//integration.exempel.se/',
    'https://',
    'https://integration.exempel.se:99999/',
    '',
  ])('%j cannot', (url) => expect(isReceiver(url)).toBe(false));

  const listed = ['https://integration.exempel.se', 'http://localhost:8090'];

  test.each([
    ['https://integration.exempel.se/a/b?c', true],
    ['https://integration.exempel.se:443/a', true],
    ['https://INTEGRATION.exempel.se/a', true],
    ['http://localhost:8090/', true],
    ['http://integration.exempel.se/a', false],
    ['https://integration.exempel.se:8443/a', false],
    ['https://integration.exempel.se.ont.example/a', false],
    ['https://integration.exempel.se.', false],
    ['https://x.integration.exempel.se/', false],
    ['https://ont.example/https://integration.exempel.se', false],
    ['https://localhost:8090/', false],
    ['http://127.0.0.1:8090/', false],
  ])('%s is at a listed origin: %s', (url, expected) => {
    expect(isListed(url, listed)).toBe(expected);
    expect(isListed(url, undefined)).toBe(false);
  });

  test('an origin is scheme, host and port, as written, and nothing more', () => {
    for (const origin of listed) expect(isOrigin(origin)).toBe(true);
    for (const other of [
      'https://integration.exempel.se/',
      'https://Integration.exempel.se',
      'https://a.se:443',
      'a.se',
      '*',
    ])
      expect(isOrigin(other), other).toBe(false);
  });
});

describe('when to try again', () => {
  test('ever more seldom, for four days, and then no more', () => {
    const waits: number[] = [];
    for (let attempts = 1; ; attempts += 1) {
      const next = nextAttempt(NOW, attempts, 0);
      if (next === null) break;
      waits.push(secondsTo(next));
    }
    expect(waits).toEqual([5, 30, 120, 600, 3600, 10_800, 21_600, 43_200, 86_400, 86_400, 86_400]);
    expect(waits.reduce((sum, wait) => sum + wait)).toBeGreaterThan(86_400 * 3.5);
  });

  test('chance only adds, a quarter at most', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 11 }),
        fc.double({ min: 0, max: 1, noNaN: true }),
        (n, chance) => {
          const least = secondsTo(nextAttempt(NOW, n, 0)!);
          const wait = secondsTo(nextAttempt(NOW, n, chance)!);
          expect(wait).toBeGreaterThanOrEqual(least);
          expect(wait).toBeLessThanOrEqual(least * 1.25 + 0.001);
        },
      ),
    );
  });

  test.each([200, 201, 202, 204, 299])('%d is a delivery', (status) => {
    expect(standingAfter(answeredWith(status), 1, NOW, 0)).toEqual({
      status,
      error: null,
      state: 'delivered',
      nextAttemptAt: null,
      settledAt: NOW,
    });
  });

  test.each([100, 199, 300, 301, 302, 304, 307, 308, 400, 401, 404, 410, 429, 500, 503])(
    '%d is none',
    (status) => {
      expect(standingAfter(answeredWith(status), 1, NOW, 0)).toMatchObject({
        status,
        error: 'status',
        state: 'pending',
        nextAttemptAt: after(NOW, 5),
      });
    },
  );

  test('after the twelfth attempt it is given up', () => {
    const timeout: Attempted = { status: null, error: 'timeout' };
    expect(standingAfter(timeout, 11, NOW, 0)).toMatchObject({ state: 'pending', settledAt: null });
    expect(standingAfter(timeout, 12, NOW, 0)).toEqual({
      ...timeout,
      state: 'dead',
      nextAttemptAt: null,
      settledAt: NOW,
    });
  });
});

test('filters: what is left out is everything, and both must fit', () => {
  const event = { step: 'due', rule: 'utredning' } as const;
  expect(isWanted({ steps: null, rules: null }, event)).toBe(true);
  expect(isWanted({ steps: ['due', 'passed'], rules: ['utredning'] }, event)).toBe(true);
  expect(isWanted({ steps: ['passed'], rules: ['utredning'] }, event)).toBe(false);
  expect(isWanted({ steps: ['due'], rules: ['skyddsbedomning'] }, event)).toBe(false);
});

describe('secrets', () => {
  const KEY = 'a key that only the tests know of, long enough';
  const of = { boardId: '2281', webhookId: '0193a5c0-7b1e-7c3a-9f00-2b6d1c0e4b01', version: 1 };

  test('are 32 bytes, the same each time, and another for each board, webhook, version and key', () => {
    const secret = secretOf(KEY, of);
    expect(secret).toMatch(/^whsec_[A-Za-z0-9+/]{43}=$/);
    expect(secretOf(KEY, { ...of })).toBe(secret);
    const others = [
      secretOf(KEY, { ...of, boardId: '0180' }),
      secretOf(KEY, { ...of, webhookId: of.webhookId.replace('01', '02') }),
      secretOf(KEY, { ...of, version: 2 }),
      secretOf(`${KEY}!`, of),
    ];
    expect(new Set([secret, ...others]).size).toBe(5);
  });

  test('the former one signs for 24 hours, and the one before that no more', () => {
    const changed = { secretVersion: 3, secretChangedAt: NOW };
    const last = parseInstant('2026-03-03T08:59:59.999Z')!;
    expect(signingVersions(changed, NOW)).toEqual([3, 2]);
    expect(signingVersions(changed, last)).toEqual([3, 2]);
    expect(signingVersions(changed, parseInstant('2026-03-03T09:00:00Z')!)).toEqual([3]);
    expect(formerSecretUntil(changed, last)).toBe('2026-03-03T09:00:00.000Z');
    expect(signingVersions({ secretVersion: 1, secretChangedAt: null }, NOW)).toEqual([1]);
  });

  test('sign as Standard Webhooks says: by node’s HMAC, and by the library’s own verification', () => {
    const secrets = [secretOf(KEY, { ...of, version: 2 }), secretOf(KEY, of)];
    // The library asks the machine's clock how old a message is.
    const at = parseInstant(new Date().toISOString())!;
    const body = '{"id":"åäö"}';
    const headers = signedHeaders(secrets, { id: 'an-id', at, body });
    const time = String(Math.floor(Date.parse(at) / 1000));
    const expected = secrets.map((secret) => {
      const key = Buffer.from(secret.slice('whsec_'.length), 'base64');
      return `v1,${createHmac('sha256', key).update(`an-id.${time}.${body}`).digest('base64')}`;
    });
    expect(headers).toEqual({
      'webhook-id': 'an-id',
      'webhook-timestamp': time,
      'webhook-signature': expected.join(' '),
    });
    for (const secret of secrets) expect(new Verifier(secret).verify(body, headers)).toEqual({ id: 'åäö' });
    expect(() => new Verifier(secretOf(KEY, { ...of, version: 3 })).verify(body, headers)).toThrow();
    expect(() => new Verifier(secrets[0]!).verify(`${body} `, headers)).toThrow();
  });
});
