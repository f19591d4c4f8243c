import { gunzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { logOf } from '../../support/casework.ts';
import type { World } from '../../support/world.ts';
import { BOARD, type Browser, browserOf, PAGE, SIGN_IN, startBrowsed } from './browsing.ts';

/** The page and its files over HTTP: who is shown what, and what a browser may do with it. */

let world: World;
let eva: Browser;
beforeAll(async () => {
  world = await startBrowsed({ at: '2026-05-04T09:00:00Z' });
  eva = browserOf(world);
  await eva.signIn('controller');
});
afterAll(() => world.close());

const policyOf = (header: unknown) =>
  new Map(
    String(header)
      .split('; ')
      .map((directive) => {
        const [name, ...sources] = directive.split(' ');
        return [name, sources.join(' ')];
      }),
  );

describe('the page', () => {
  test('asks whoever is not signed in to sign in, and keeps what was chosen', async () => {
    const answer = await browserOf(world).open(`${PAGE}?period=2025-H1&unit=ungdom`);
    expect([answer.statusCode, answer.headers['content-type']]).toEqual([200, 'text/html; charset=utf-8']);
    expect(answer.body).toContain(`href="${SIGN_IN}?period=2025-H1&#x26;unit=ungdom"`);
    expect(answer.body).not.toContain('<script');
  });

  test('shows a controller the choices, of periods that have begun', async () => {
    const { body } = await eva.open(`${PAGE}?period=2025-Q4&unit=ungdom&by=sex`);
    for (const chosen of ['value="2025-Q4" selected', 'value="ungdom" selected', 'value="sex" selected'])
      expect(body).toContain(chosen);
    expect(body).toContain('value="2026-Q2"');
    expect(body).not.toContain('value="2026-Q3"');
    expect(body).toContain('Inloggad som eva.sund');
    expect(body).toContain('data-quality="ja"');
  });

  test('takes what it does not know for nothing chosen, and repeats none of it', async () => {
    const odd = '198001019999';
    const { statusCode, body } = await eva.open(`${PAGE}?period=${odd}&unit=${odd}&by=${odd}&${odd}=1`);
    expect(statusCode).toBe(200);
    expect(body).not.toContain(odd);
    expect(body).toContain('value="2026" selected');
  });

  test('offers a controller of one unit that unit alone', async () => {
    const own = await startBrowsed({ at: '2026-05-04T09:00:00Z', personas: { unit: ONE_UNIT } });
    const browser = browserOf(own);
    await browser.signIn('unit');
    const { body } = await browser.open(`${PAGE}?unit=barn-och-familj`);
    expect(body).toContain('value="ungdom" selected');
    for (const other of ['barn-och-familj', 'hela nämnden', 'value="unit"'])
      expect(body).not.toContain(other);
    await own.close();
  });

  test.each(['socialWorker', 'teamLeader'])('shows a %s what the own units came to', async (persona) => {
    const browser = browserOf(world);
    await browser.signIn(persona);
    const { statusCode, body } = await browser.open(`${PAGE}?unit=ungdom`);
    expect(statusCode).toBe(200);
    expect(body).toContain('value="barn-och-familj"');
    for (const other of ['value="ungdom"', 'hela nämnden', 'value="unit"']) expect(body).not.toContain(other);
    expect(body.includes('data-quality="ja"')).toBe(persona === 'teamLeader');
  });

  test('lets nothing in from elsewhere, and nothing out', async () => {
    const { headers, body } = await eva.open(PAGE);
    const policy = policyOf(headers['content-security-policy']);
    expect(policy.get('default-src')).toBe("'none'");
    expect(policy.get('frame-ancestors')).toBe("'none'");
    expect(policy.get('base-uri')).toBe("'none'");
    expect(policy.get('require-trusted-types-for')).toBe("'script'");
    for (const name of ['script-src', 'style-src', 'img-src', 'connect-src', 'form-action'])
      expect(policy.get(name), name).toBe("'self'");
    expect(headers).toMatchObject({
      'cache-control': 'no-store',
      'referrer-policy': 'no-referrer',
      'x-content-type-options': 'nosniff',
      'cross-origin-opener-policy': 'same-origin',
    });
    // Nothing stands in the page itself that the policy would have to make room for, and nothing points elsewhere.
    expect(body).not.toMatch(/<style|<script(?![^>]*\bsrc=)| style=| on[a-z]+=|https?:/);
  });

  test('of a board that is not there is not there', async () => {
    expect((await eva.open(PAGE.replace('2281', '2282'))).statusCode).toBe(404);
    expect((await eva.open(SIGN_IN.replace('2281', '2282'))).statusCode).toBe(404);
  });
});

const ONE_UNIT = { sub: 'ella.ort', roles: ['controller'], units: ['ungdom'], boards: ['2281'] };

describe('who may not see it', () => {
  test.each(['reception', 'decisionMaker', 'auditor', 'administrator'])(
    '%s is told so on a page, and the attempt is on record',
    async (persona) => {
      const browser = browserOf(world);
      await browser.signIn(persona);
      const answer = await browser.open(PAGE);
      expect(answer.statusCode).toBe(403);
      expect(answer.body).toContain('Din roll ger inte rätt till uppföljningssidan');
      expect(answer.body).not.toContain('id="siffror"');
      expect((await logOf(world)).at(-1)).toMatchObject({ kind: 'denied', action: 'follow-up-page.read' });
    },
  );

  test('somebody of another board is told so', async () => {
    const other = await startBrowsed({ personas: { other: { ...ONE_UNIT, boards: ['0180'] } } });
    const browser = browserOf(other);
    await browser.signIn('other');
    const answer = await browser.open(PAGE);
    expect([answer.statusCode, answer.body]).toEqual([
      403,
      expect.stringContaining('gäller inte den här nämnden'),
    ]);
    expect((await browser.ask('/data-quality/summary')).statusCode).toBe(404);
    await other.close();
  });
});

describe('the files', () => {
  const filesOf = async () =>
    [...(await eva.open(PAGE)).body.matchAll(/(?:href|src)="([^"]*\/filer\/[^"]+)"/g)].map(([, url]) => url!);

  test('are kept by browsers for good, at addresses that follow from what they hold', async () => {
    const urls = await filesOf();
    expect(urls.map((url) => url.split('/').at(-1)).sort()).toEqual([
      'chart.css',
      'd3.js',
      'icon.svg',
      'main.js',
      'page.css',
      'print.css',
    ]);
    for (const url of urls) {
      const file = await eva.open(url);
      expect(file.statusCode, url).toBe(200);
      expect(file.headers).toMatchObject({
        'cache-control': 'public, max-age=31536000, immutable',
        'x-content-type-options': 'nosniff',
        'cross-origin-resource-policy': 'same-origin',
        vary: 'Accept-Encoding',
      });
      const again = await eva.open(url, { 'if-none-match': String(file.headers.etag) });
      expect([again.statusCode, again.body]).toEqual([304, '']);
      const packed = await eva.open(url, { 'accept-encoding': 'gzip, br' });
      expect(packed.headers['content-encoding']).toBe('gzip');
      expect(gunzipSync(packed.rawPayload).equals(file.rawPayload)).toBe(true);
    }
  });

  test('import each other by addresses that are there', async () => {
    const main = (await filesOf()).find((url) => url.endsWith('main.js'))!;
    const seen = new Set<string>();
    const follow = async (url: string): Promise<void> => {
      if (seen.has(url)) return;
      seen.add(url);
      const file = await eva.open(url);
      expect([file.statusCode, file.headers['content-type']], url).toEqual([
        200,
        'text/javascript; charset=utf-8',
      ]);
      for (const [, name] of file.body.matchAll(/ from '(\.\/[^']+)'/g))
        if (name!.endsWith('.js')) await follow(new URL(name!, `http://x${url}`).pathname);
    };
    await follow(main);
    expect(seen.size).toBeGreaterThan(8);
  });

  test('of another version, of another name, and what is not for browsers, are not there', async () => {
    const main = (await filesOf()).find((url) => url.endsWith('main.js'))!;
    for (const wrong of [
      main.replace(/filer\/[^/]+/, 'filer/AAAAAAAAAAAAAAAA'),
      main.replace('main.js', 'tsconfig.json'),
      main.replace('main.js', 'answers.ts'),
      main.replace('main.js', '..%2froutes.ts'),
      main.replace('main.js', '__proto__'),
    ])
      expect((await eva.open(wrong)).statusCode, wrong).toBe(404);
  });
});

test('where signing in is not configured, the page says how', async () => {
  const own = await startBrowsed({ signIn: null });
  for (const url of [PAGE, SIGN_IN, `${SIGN_IN}/svar?code=x&state=y`]) {
    const answer = await browserOf(own).open(url);
    expect(answer.statusCode).toBe(503);
    for (const name of ['BARNAKT_CLIENT_ID', 'BARNAKT_PUBLIC_URL']) expect(answer.body).toContain(name);
  }
  await own.close();
});

test('while the issuer is away, the page says so, and nobody is sent anywhere', async () => {
  const own = await startBrowsed();
  const browser = browserOf(own);
  await browser.signIn('controller');
  await own.issuer.close();
  own.clock.set('2026-03-02T09:30:00Z');
  const page = await browser.open(PAGE);
  expect([page.statusCode, page.body]).toEqual([503, expect.stringContaining('kan inte nås just nu')]);
  await own.app.close();
  await own.database.close();
});

test('the way in is not in the document of the API', () => {
  const paths = Object.keys((world.app.swagger() as { paths: object }).paths);
  expect(paths.filter((path) => path.includes('uppfoljning'))).toEqual([]);
  expect(paths).toContain(`${BOARD.replace('2281', '{boardId}')}/me`);
});
