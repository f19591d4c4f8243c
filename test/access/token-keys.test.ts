import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import fc from 'fast-check';
import { CompactSign, exportJWK, generateKeyPair } from 'jose';
import { describe, expect, it, vi } from 'vitest';
import { DEMO_AUDIENCE, type Issuer, startIssuer } from '../../seeds/issuer.ts';
import { createTokenVerifier, IssuerUnavailable } from '../../src/access/tokens.ts';
import {
  clock,
  configFor,
  encoded,
  issuer,
  outcomeOf,
  parts,
  publishedKeys,
  SARA,
  SKEW,
  verifier,
} from './token-fixture.ts';

interface Front {
  readonly address: string;
  readonly server: Server;
  requests: number;
}

/** A discovery document, and keys where they are given, in front of the real issuer's keys. */
async function startFront(document: (address: string) => unknown, keys?: () => unknown): Promise<Front> {
  const server = createServer(async (request, response) => {
    front.requests += 1;
    const bodies = new Map([
      ['/.well-known/openid-configuration', () => document(front.address)],
      ['/keys', async () => keys?.()],
    ]);
    const body = await bodies.get(request.url!)?.();
    response.writeHead(body === undefined ? 404 : 200, { 'content-type': 'application/json' });
    response.end(JSON.stringify(body ?? null));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const front: Front = { address, server, requests: 0 };
  return front;
}

function stop(front: Front): void {
  front.server.close();
  front.server.closeAllConnections();
}

describe('time', () => {
  interface Times {
    expiresInSeconds?: number;
    notBefore?: number;
  }
  const moments: [string, Times, string][] = [
    ['long expired', { expiresInSeconds: -3600 }, 'expired'],
    ['expired by just more than the skew', { expiresInSeconds: -SKEW }, 'expired'],
    ['expired within the skew', { expiresInSeconds: -SKEW + 1 }, 'accepted'],
    ['valid only later than the skew', { notBefore: SKEW + 1 }, 'not-yet-valid'],
    ['valid only later, within the skew', { notBefore: SKEW }, 'accepted'],
  ];
  it.each(moments)('%s: %s gives %s', async (_, times: Times, expected) => {
    const { notBefore, ...options } = times;
    const from = notBefore === undefined ? {} : { notBefore: clock.in(notBefore) };
    expect(await outcomeOf(verifier().verify(await issuer.sign(SARA, { ...options, ...from })))).toBe(
      expected,
    );
  });

  it('ends for a token in the cache at the very second at which it ends without a cache', async () => {
    const [cached, uncached] = [verifier({ clockSkewSeconds: 0 }), verifier({}, { maxCachedTokens: 0 })];
    const token = await issuer.sign(SARA, { expiresInSeconds: 20 });
    await cached.verify(token);
    await uncached.verify(token);
    clock.pass(19.999);
    expect(await outcomeOf(cached.verify(token))).toBe('accepted');
    clock.pass(0.001);
    expect(await outcomeOf(cached.verify(token))).toBe('expired');
    clock.pass(SKEW - 0.001);
    expect(await outcomeOf(uncached.verify(token))).toBe('accepted');
    clock.pass(0.001);
    expect(await outcomeOf(uncached.verify(token))).toBe('expired');
  });

  it('never lets the cache outlive a token, whatever its length and the moments of asking', async () => {
    const lifetime = fc.integer({ min: 1, max: 120 });
    const pauses = fc.array(fc.integer({ min: 0, max: 45_000 }), { minLength: 1, maxLength: 8 });
    await fc.assert(
      fc.asyncProperty(lifetime, pauses, async (expiresInSeconds, milliseconds) => {
        const tokens = verifier({ clockSkewSeconds: 0 });
        const token = await issuer.sign(SARA, { expiresInSeconds });
        const end = Math.floor(Date.parse(clock.now()) / 1000) + expiresInSeconds;
        for (const pause of milliseconds) {
          const expected = Date.parse(clock.now()) >= end * 1000 ? 'expired' : 'accepted';
          expect(await outcomeOf(tokens.verify(token))).toBe(expected);
          clock.pass(pause / 1000);
        }
      }),
      { numRuns: 60 },
    );
  });

  it('is asked anew when the clock is set back', async () => {
    const tokens = verifier();
    const token = await issuer.sign(SARA, { notBefore: clock.now() });
    await tokens.verify(token);
    clock.pass(-3600);
    expect(await outcomeOf(tokens.verify(token))).toBe('not-yet-valid');
    clock.pass(3600);
  });
});

describe('keys', () => {
  async function withIssuer(test: (own: Issuer) => Promise<void>): Promise<void> {
    const own = await startIssuer({ port: 0, clock, personas: {} });
    await test(own).finally(() => own.close());
  }

  it('rotate: the new key is picked up, the old one counts while it is published', () =>
    withIssuer(async (own) => {
      const tokens = createTokenVerifier(configFor(own.issuer), { clock, maxCachedTokens: 0 });
      const old = await own.sign(SARA);
      expect(await outcomeOf(tokens.verify(old))).toBe('accepted');
      await own.rotateKeys();
      const fresh = await own.sign(SARA);
      expect(await outcomeOf(tokens.verify(fresh))).toBe('unknown-key');
      clock.pass(10);
      expect(await outcomeOf(tokens.verify(fresh))).toBe('accepted');
      expect(await outcomeOf(tokens.verify(old))).toBe('accepted');
    }));

  it.each([0, 5000])(
    'stop working within a minute of being withdrawn (%i tokens cached)',
    (maxCachedTokens) =>
      withIssuer(async (own) => {
        const tokens = createTokenVerifier(configFor(own.issuer), { clock, maxCachedTokens });
        const old = await own.sign(SARA);
        expect(await outcomeOf(tokens.verify(old))).toBe('accepted');
        await own.rotateKeys({ forgetOld: true });
        expect(await outcomeOf(tokens.verify(old))).toBe('accepted');
        clock.pass(60);
        expect(await outcomeOf(tokens.verify(old))).toBe('unknown-key');
      }),
  );

  it('withdrawn are trusted no longer because a token was verified late', () =>
    withIssuer(async (own) => {
      const tokens = createTokenVerifier(configFor(own.issuer), { clock });
      await tokens.ready();
      const old = await own.sign(SARA);
      await own.rotateKeys({ forgetOld: true });
      clock.pass(29);
      expect(await outcomeOf(tokens.verify(old))).toBe('accepted');
      clock.pass(31);
      expect(await outcomeOf(tokens.verify(old))).toBe('unknown-key');
    }));

  it('are refused with two that fit a token without a key id', async () => {
    const [header, payload, signature] = parts(await issuer.sign(SARA));
    expect(header).not.toBe('');
    await issuer.rotateKeys();
    const token = `${encoded({ alg: 'ES256' })}.${payload}.${signature}`;
    expect(await outcomeOf(verifier().verify(token))).toBe('unknown-key');
  });
});

describe('an infinite exp', () => {
  it('is refused although the signature is good', async () => {
    const { privateKey, publicKey } = await generateKeyPair('ES256');
    const jwk = { ...(await exportJWK(publicKey)), kid: 'ours' };
    const front = await startFront(
      (address) => ({ issuer: address, jwks_uri: `${address}/keys` }),
      () => ({ keys: [jwk] }),
    );
    const signed = (exp: string) =>
      new CompactSign(
        Buffer.from(`{"iss":"${front.address}","aud":"${DEMO_AUDIENCE}","sub":"sara","exp":${exp}}`),
      )
        .setProtectedHeader({ alg: 'ES256', kid: 'ours' })
        .sign(privateKey);
    const tokens = createTokenVerifier(configFor(front.address), { clock });
    expect(await outcomeOf(tokens.verify(await signed('1e999')))).toBe('claims');
    expect(await outcomeOf(tokens.verify(await signed('1e300')))).toBe('accepted');
    stop(front);
  });
});

describe('the cache', () => {
  it('lets go of the token that has not been used for longest', async () => {
    const tokens = verifier({}, { maxCachedTokens: 2 });
    const [a, b, c] = await Promise.all(['a', 'b', 'c'].map((sub) => issuer.sign({ ...SARA, sub })));
    const [first, second] = [await tokens.verify(a!), await tokens.verify(b!)];
    await tokens.verify(a!);
    await tokens.verify(c!);
    expect(await tokens.verify(a!)).toBe(first);
    expect(await tokens.verify(b!)).not.toBe(second);
    expect(await tokens.verify(b!)).toEqual(second);
  });
});

describe('an issuer that is down', () => {
  it('gives IssuerUnavailable, and works again as soon as it is back', async () => {
    const first = await startIssuer({ port: 0, clock, personas: {} });
    const port = Number(new URL(first.issuer).port);
    await first.close();
    const tokens = createTokenVerifier(configFor(first.issuer), { clock });
    await expect(tokens.ready()).rejects.toBeInstanceOf(IssuerUnavailable);
    expect(await outcomeOf(tokens.verify(await first.sign(SARA)))).toBe('issuer-unavailable');
    expect(await outcomeOf(tokens.verify('garbage'))).toBe('malformed');

    const second = await startIssuer({ port, clock, personas: {} });
    expect(await outcomeOf(tokens.verify(await second.sign(SARA)))).toBe('accepted');
    await expect(tokens.ready()).resolves.toBeUndefined();
    await second.close();
  });

  it('goes unnoticed for half a minute, but not for longer than a minute', async () => {
    const own = await startIssuer({ port: 0, clock, personas: {} });
    const tokens = createTokenVerifier(configFor(own.issuer), { clock });
    const [token, another] = [await own.sign(SARA), await own.sign({ ...SARA, sub: 'sven' })];
    await tokens.verify(token);
    await own.close();
    clock.pass(59);
    expect(await outcomeOf(tokens.verify(token))).toBe('accepted');
    expect(await outcomeOf(tokens.verify(another))).toBe('accepted');
    clock.pass(1);
    expect(await outcomeOf(tokens.verify(token))).toBe('issuer-unavailable');
  });

  it.each([
    ['already verified', 'sara'],
    ['new', 'sven'],
  ])('is prepared for: a token that is %s renews keys older than half a minute', async (_, sub) => {
    const front = await startFront(
      (address) => ({ issuer: address, jwks_uri: `${address}/keys` }),
      async () => ({ keys: await publishedKeys() }),
    );
    const sign = (name: string) => issuer.sign({ ...SARA, sub: name, iss: front.address });
    const tokens = createTokenVerifier(configFor(front.address), { clock });
    const known = await sign('sara');
    await tokens.verify(known);
    clock.pass(29);
    await tokens.verify(sub === 'sara' ? known : await sign('other'));
    expect(front.requests).toBe(2);
    clock.pass(1);
    await tokens.verify(sub === 'sara' ? known : await sign(sub));
    await vi.waitFor(() => expect(front.requests).toBe(3));
    clock.pass(59);
    expect(await outcomeOf(tokens.verify(await sign('late')))).toBe('accepted');
    stop(front);
  });

  it('has moved its keys: discovery is asked again', async () => {
    let place = 'nowhere';
    const front = await startFront(
      (address) => ({ issuer: address, jwks_uri: `${address}/${place}` }),
      async () => ({ keys: await publishedKeys() }),
    );
    const tokens = createTokenVerifier(configFor(front.address), { clock });
    await expect(tokens.ready()).rejects.toBeInstanceOf(IssuerUnavailable);
    place = 'keys';
    await expect(tokens.ready()).resolves.toBeUndefined();
    stop(front);
  });

  it('is unavailable when it answers too late', async () => {
    const silent = createServer(() => undefined);
    await new Promise<void>((resolve) => silent.listen(0, '127.0.0.1', resolve));
    const address = `http://127.0.0.1:${(silent.address() as AddressInfo).port}`;
    const tokens = createTokenVerifier(configFor(address), { clock, timeoutMilliseconds: 50 });
    await expect(tokens.ready()).rejects.toBeInstanceOf(IssuerUnavailable);
    silent.closeAllConnections();
    silent.close();
  });
});

describe('discovery', () => {
  const keysAt = () => `${issuer.issuer}/jwks`;
  const wrong: [string, RegExp, (address: string) => unknown][] = [
    [
      'names another issuer',
      /another issuer/,
      () => ({ issuer: 'https://issuer.example', jwks_uri: keysAt() }),
    ],
    [
      'names it with a slash more',
      /another issuer/,
      (address) => ({ issuer: `${address}/`, jwks_uri: keysAt() }),
    ],
    [
      'has keys without https',
      /https/,
      (address) => ({ issuer: address, jwks_uri: 'http://keys.example/jwks' }),
    ],
    ['has keys at a lookalike', /https/, (a) => ({ issuer: a, jwks_uri: 'http://127.0.0.1.example/jwks' })],
    ['has no keys', /https/, (address) => ({ issuer: address })],
    [
      'has keys that are not there',
      /keys of the issuer/,
      (address) => ({ issuer: address, jwks_uri: `${address}/jwks` }),
    ],
    [
      'has a discovery document in place of keys',
      /keys of the issuer/,
      (a) => ({ issuer: a, jwks_uri: `${a}/.well-known/openid-configuration` }),
    ],
    ['is null', /another issuer|cannot be fetched/, () => null],
  ];
  it.each(wrong)('that %s makes the issuer unavailable', async (_, message, document) => {
    const front = await startFront(document);
    const tokens = createTokenVerifier(configFor(front.address), { clock });
    await expect(tokens.ready()).rejects.toThrow(message);
    const token = await issuer.sign({ ...SARA, iss: front.address });
    expect(await outcomeOf(tokens.verify(token))).toBe('issuer-unavailable');
    stop(front);
  });

  it('is lazy, and one for all who ask at the same time', async () => {
    const front = await startFront((address) => ({ issuer: address, jwks_uri: keysAt() }));
    const tokens = createTokenVerifier(configFor(front.address), { clock });
    expect(front.requests).toBe(0);
    await outcomeOf(tokens.verify('garbage'));
    await outcomeOf(tokens.verify(await issuer.sign(SARA)));
    expect(front.requests).toBe(0);
    const callers = Array.from({ length: 20 }, (_, index) => ({
      sub: `caller-${index}`,
      iss: front.address,
    }));
    const signed = await Promise.all(callers.map((claims) => issuer.sign(claims)));
    const ids = (await Promise.all(signed.map((token) => tokens.verify(token)))).map(({ id }) => id);
    expect(ids).toEqual(callers.map(({ sub }) => sub));
    expect(front.requests).toBe(1);
    stop(front);
  });
});
