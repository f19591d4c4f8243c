import { createHash } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { DEMO_CLIENT } from '../../../seeds/issuer.ts';
import type { World } from '../../support/world.ts';
import {
  BOARD,
  browserOf,
  CAME_BACK,
  ORIGIN,
  OWN_SCRIPT,
  PAGE,
  pick,
  SIGN_IN,
  startBrowsed,
} from './browsing.ts';

/** Signing in by code flow with PKCE, what the cookie is good for, and all that is refused. */

/** What the page asks. */
const ASKED = '/data-quality/summary';

let world: World;
beforeAll(async () => {
  world = await startBrowsed();
});
afterAll(() => world.close());

const locationOf = (answer: { headers: Record<string, unknown> }) => String(answer.headers.location);

describe('signing in', () => {
  test('sends the browser to the issuer with PKCE, state and nonce, and to nowhere else', async () => {
    const answer = await browserOf(world).open(`${SIGN_IN}?period=2026&redirect_uri=https://ond.exempel`);
    expect(answer.statusCode).toBe(303);
    const url = new URL(locationOf(answer));
    expect(url.origin).toBe(world.issuer.issuer);
    const asked = Object.fromEntries(url.searchParams);
    expect(asked).toEqual({
      response_type: 'code',
      client_id: DEMO_CLIENT,
      redirect_uri: `${ORIGIN}${CAME_BACK}`,
      scope: 'openid',
      state: expect.stringMatching(/^[\w-]{43}$/),
      nonce: expect.stringMatching(/^[\w-]{43}$/),
      code_challenge: expect.stringMatching(/^[\w-]{43}$/),
      code_challenge_method: 'S256',
    });
  });

  test('brings it back to what was chosen, with a cookie that scripts and other addresses never see', async () => {
    const browser = browserOf(world);
    const answer = await browser.signIn(
      'controller',
      '?period=2025-H1&unit=ungdom&by=sex&next=//ond.exempel',
    );
    expect([answer.statusCode, locationOf(answer)]).toEqual([
      303,
      `${PAGE}?period=2025-H1&unit=ungdom&by=sex`,
    ]);
    expect([...browser.cookies.keys()]).toEqual(['barnakt-session']);
    const { header, path } = browser.cookies.get('barnakt-session')!;
    expect(path).toBe(BOARD);
    for (const attribute of ['HttpOnly', 'Secure', 'SameSite=Lax', 'Max-Age=3600'])
      expect(header.split('; ')).toContain(attribute);
    // Nothing of the token can be read off it.
    expect(header).not.toContain('eva.sund');
    expect(header).not.toMatch(/eyJ[\w-]+\.eyJ/);
    expect((await browser.open(PAGE)).body).toContain('id="siffror"');
  });

  test('on this machine, without https, the cookie goes without Secure', async () => {
    const own = await startBrowsed({ signIn: { publicUrl: 'http://127.0.0.1:8080' } });
    const there = await browserOf(own).open(SIGN_IN);
    expect(String(there.headers['set-cookie'])).not.toContain('Secure');
    await own.close();
  });

  test('ends when the token ends', async () => {
    const own = await startBrowsed({ at: '2026-03-02T09:00:00Z' });
    const browser = browserOf(own);
    await browser.signIn('controller');
    expect((await browser.ask(ASKED)).statusCode).toBe(200);
    own.clock.set('2026-03-02T10:01:00Z');
    expect((await browser.ask(ASKED)).statusCode).toBe(401);
    expect((await browser.open(PAGE)).body).toContain('Logga in');
    await own.close();
  });

  test('leaves nothing of code, state or token in the log', async () => {
    const browser = browserOf(world);
    const there = await browser.open(SIGN_IN);
    const back = new URL(await pick(locationOf(there), 'controller'));
    await browser.open(back.href.slice(ORIGIN.length));
    const session = browser.cookies.get('barnakt-session')!.value;
    const log = world.log.join('');
    for (const secret of [back.searchParams.get('code')!, back.searchParams.get('state')!, session])
      expect(log).not.toContain(secret);
    expect(log).toContain('/uppfoljning/inloggning/svar');
  });
});

describe('coming back', () => {
  /** A browser that has been at the issuer, and the address that it is sent back to. */
  async function picked() {
    const browser = browserOf(world);
    const there = await browser.open(SIGN_IN);
    const back = new URL(await pick(locationOf(there), 'controller'));
    return { browser, back, open: (url: URL) => browser.open(url.href.slice(ORIGIN.length)) };
  }

  test('without having left is refused: another’s address signs nobody in', async () => {
    const { back } = await picked();
    const victim = browserOf(world);
    const answer = await victim.open(back.href.slice(ORIGIN.length));
    expect([answer.statusCode, answer.body]).toEqual([400, expect.stringContaining('Börja om')]);
    expect(victim.cookies.size).toBe(0);
  });

  test('with another’s code or another state is refused', async () => {
    const [one, other] = [await picked(), await picked()];
    one.back.searchParams.set('code', other.back.searchParams.get('code')!);
    expect((await one.open(one.back)).statusCode).toBe(400);
    expect(one.browser.cookies.has('barnakt-session')).toBe(false);
    const third = await picked();
    third.back.searchParams.set('state', 'x'.repeat(43));
    expect((await third.open(third.back)).statusCode).toBe(400);
    expect(third.browser.cookies.size).toBe(0);
  });

  test('twice is refused', async () => {
    const { back, open } = await picked();
    expect((await open(back)).statusCode).toBe(303);
    expect((await open(back)).statusCode).toBe(400);
  });

  test('after more than ten minutes is refused', async () => {
    const own = await startBrowsed();
    const browser = browserOf(own);
    const there = await browser.open(SIGN_IN);
    own.clock.set('2026-03-02T09:10:01Z');
    const back = await pick(locationOf(there), 'controller');
    expect((await browser.open(back.slice(ORIGIN.length))).statusCode).toBe(400);
    await own.close();
  });

  test('without having picked anybody says that it was broken off', async () => {
    const browser = browserOf(world);
    const there = await browser.open(SIGN_IN);
    const back = await pick(locationOf(there), '');
    expect(back).toContain('error=access_denied');
    const answer = await browser.open(back.slice(ORIGIN.length));
    expect([answer.statusCode, answer.body]).toEqual([403, expect.stringContaining('avbröts')]);
    expect(browser.cookies.size).toBe(0);
  });

  test('with a token that is not meant for us says what to look at', async () => {
    const claims = { sub: 'eva.sund', roles: ['controller'], boards: ['2281'], aud: 'annan-tjanst' };
    const own = await startBrowsed({ personas: { elsewhere: claims } });
    const answer = await browserOf(own).signIn('elsewhere');
    expect([answer.statusCode, answer.body]).toEqual([403, expect.stringContaining('BARNAKT_AUDIENCE')]);
    await own.close();
  });

  test('with a token that no browser would keep says so', async () => {
    const units = Array.from({ length: 200 }, () => crypto.randomUUID());
    const claims = { sub: 'eva.sund', roles: ['controller'], boards: ['2281'], units };
    const own = await startBrowsed({ personas: { long: claims } });
    const browser = browserOf(own);
    const answer = await browser.signIn('long');
    expect([answer.statusCode, answer.body]).toEqual([403, expect.stringContaining('längre än')]);
    expect(browser.cookies.size).toBe(0);
    await own.close();
  });
});

describe('the cookie', () => {
  test('is a token for what our own page reads, with the same rights as any other', async () => {
    const browser = browserOf(world);
    await browser.signIn('controller');
    expect((await browser.ask(ASKED)).statusCode).toBe(200);
    const figures = await browser.ask('/indicators/shareOpened?period=2025');
    expect([figures.statusCode, figures.json().unit]).toEqual([200, null]);
    await browser.signIn('auditor');
    expect((await browser.ask(ASKED)).statusCode).toBe(403);
  });

  test('is nothing where the page has nothing to ask, whatever the rights', async () => {
    const browser = browserOf(world);
    await browser.signIn('socialWorker');
    for (const path of [
      '/me',
      '/intakes',
      '/interventions',
      '/data-quality',
      '/quality-rules',
      '/deadlines',
    ]) {
      expect([path, (await browser.ask(path)).statusCode]).toEqual([path, 401]);
    }
  });

  test.each<[string, Record<string, string>]>([
    ['from another site', { ...OWN_SCRIPT, 'sec-fetch-site': 'cross-site' }],
    ['from another origin of the same site', { ...OWN_SCRIPT, 'sec-fetch-site': 'same-site' }],
    ['typed into the address bar', { ...OWN_SCRIPT, 'sec-fetch-site': 'none' }],
    ['by a browser that does not say from where', { 'barnakt-page': 'uppfoljning' }],
    ['without the page’s header, as a link or an image is', { 'sec-fetch-site': 'same-origin' }],
  ])('is nothing %s', async (_, headers) => {
    const browser = browserOf(world);
    await browser.signIn('controller');
    expect((await browser.ask(ASKED, headers)).statusCode).toBe(401);
  });

  test('changes nothing', async () => {
    const browser = browserOf(world);
    await browser.signIn('controller');
    for (const method of ['POST', 'PUT', 'PATCH', 'HEAD'] as const) {
      const cookie = `barnakt-session=${browser.cookies.get('barnakt-session')!.value}`;
      const answer = await world.app.inject({
        method,
        url: method === 'HEAD' ? `${BOARD}${ASKED}` : `${BOARD}/extracts${method === 'POST' ? '' : '/x'}`,
        headers: { ...OWN_SCRIPT, cookie },
      });
      expect([401, 404], method).toContain(answer.statusCode);
    }
  });

  test('gives way to a token in its own header, a bad one too', async () => {
    const browser = browserOf(world);
    await browser.signIn('controller');
    expect((await browser.ask(ASKED, { ...OWN_SCRIPT, authorization: 'Bearer x' })).statusCode).toBe(401);
  });

  test('that is not ours, is damaged, or was made for something else is no cookie', async () => {
    const browser = browserOf(world);
    await browser.signIn('controller');
    const kept = browser.cookies.get('barnakt-session')!;
    await browser.open(SIGN_IN);
    const signIn = browser.cookies.get('barnakt-sign-in')!.value;
    const damaged = `${kept.value.slice(0, -4)}AAAA`;
    const plain = await world.issuer.sign({ sub: 'eva.sund', roles: ['controller'], boards: ['2281'] });
    for (const value of [signIn, damaged, plain, 'x', '..', '']) {
      browser.cookies.set('barnakt-session', { ...kept, value });
      expect((await browser.ask(ASKED)).statusCode, value).toBe(401);
      expect((await browser.open(PAGE)).body).toContain('Logga in');
    }
  });

  test('of one board opens nothing at another', async () => {
    const other = await startBrowsed({ settings: { id: '2282' } });
    const browser = browserOf(world);
    await browser.signIn('controller');
    const cookie = `barnakt-session=${browser.cookies.get('barnakt-session')!.value}`;
    const answer = await other.app.inject({
      url: `${BOARD.replace('2281', '2282')}${ASKED}`,
      headers: { ...OWN_SCRIPT, cookie },
    });
    expect(answer.statusCode).toBe(401);
    await other.close();
  });
});

describe('signing out', () => {
  test('takes the cookie away', async () => {
    const browser = browserOf(world);
    await browser.signIn('controller');
    const out = await browser.submit(`${PAGE}/utloggning`);
    expect([out.statusCode, locationOf(out)]).toEqual([303, PAGE]);
    expect(browser.cookies.size).toBe(0);
    expect((await browser.ask(ASKED)).statusCode).toBe(401);
  });

  test('is not done for another site', async () => {
    const browser = browserOf(world);
    await browser.signIn('controller');
    const out = await browser.submit(`${PAGE}/utloggning`, { 'sec-fetch-site': 'cross-site' });
    expect(out.statusCode).toBe(403);
    expect(browser.cookies.has('barnakt-session')).toBe(true);
  });
});

describe('the local issuer', () => {
  const VERIFIER = 'v'.repeat(43);
  const REDIRECT = `http://127.0.0.1:8080${CAME_BACK}`;
  const ASKED = {
    response_type: 'code',
    client_id: 'klient',
    redirect_uri: REDIRECT,
    scope: 'openid',
    state: 's',
    nonce: 'n',
    code_challenge: createHash('sha256').update(VERIFIER).digest('base64url'),
    code_challenge_method: 'S256',
  };
  const authorizeUrl = (changed: Record<string, string> = {}) =>
    `${world.issuer.issuer}/authorize?${new URLSearchParams({ ...ASKED, ...changed })}`;
  const code = async () => new URL(await pick(authorizeUrl(), 'controller')).searchParams.get('code')!;
  const redeem = async (changed: Record<string, string>) => {
    const body = new URLSearchParams({
      grant_type: 'authorization_code',
      client_id: 'klient',
      redirect_uri: REDIRECT,
      code_verifier: VERIFIER,
      ...changed,
    });
    const response = await fetch(`${world.issuer.issuer}/token`, { method: 'POST', body });
    return { status: response.status, body: (await response.json()) as Record<string, unknown> };
  };

  test('gives a token for a code and its proof, once', async () => {
    const given = await code();
    const first = await redeem({ code: given });
    expect([first.status, Object.keys(first.body).sort()]).toEqual([
      200,
      ['access_token', 'expires_in', 'id_token', 'token_type'],
    ]);
    expect(await redeem({ code: given })).toEqual({ status: 400, body: { error: 'invalid_grant' } });
  });

  test.each<[string, Record<string, string>]>([
    ['the wrong proof', { code_verifier: 'w'.repeat(43) }],
    ['another address', { redirect_uri: 'http://127.0.0.1:9999/' }],
    ['another client', { client_id: 'annan' }],
  ])('refuses %s, and the code is used up', async (_, changed) => {
    const given = await code();
    expect((await redeem({ code: given, ...changed })).body).toEqual({ error: 'invalid_grant' });
    expect((await redeem({ code: given })).body).toEqual({ error: 'invalid_grant' });
  });

  test('refuses a code that nobody was given, and one that is a minute old', async () => {
    expect((await redeem({ code: 'x' })).body).toEqual({ error: 'invalid_grant' });
    const own = await startBrowsed();
    const url = authorizeUrl().replace(world.issuer.issuer, own.issuer.issuer);
    const given = new URL(await pick(url, 'controller')).searchParams.get('code')!;
    own.clock.set('2026-03-02T09:01:01Z');
    const body = new URLSearchParams({
      ...{ grant_type: 'authorization_code', client_id: 'klient', redirect_uri: REDIRECT },
      ...{ code_verifier: VERIFIER, code: given },
    });
    const late = await fetch(`${own.issuer.issuer}/token`, { method: 'POST', body });
    expect(late.status).toBe(400);
    await own.close();
  });

  test.each<[string, Record<string, string>]>([
    ['an address elsewhere', { redirect_uri: 'https://ond.exempel/' }],
    ['no proof to come', { code_challenge: '' }],
    ['a proof in the open', { code_challenge_method: 'plain' }],
    ['another flow', { response_type: 'token' }],
    ['no client', { client_id: '' }],
    ['another scope', { scope: 'profile' }],
  ])('shows no page for %s', async (_, changed) => {
    const response = await fetch(authorizeUrl(changed), { redirect: 'manual' });
    expect([response.status, response.headers.get('location')]).toEqual([400, null]);
  });

  test('shows every persona, as text', async () => {
    const response = await fetch(authorizeUrl({ state: '"><script>' }));
    const page = await response.text();
    expect(page).toContain('eva.sund: Controller');
    expect(page).toContain('value="&#x22;><script>"');
  });

  test('says what it can', async () => {
    const response = await fetch(`${world.issuer.issuer}/.well-known/openid-configuration`);
    expect(await response.json()).toMatchObject({
      authorization_endpoint: `${world.issuer.issuer}/authorize`,
      code_challenge_methods_supported: ['S256'],
      response_types_supported: ['code'],
    });
  });
});
