import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { parse } from 'csv-parse/sync';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { seedBoard, WITH_FOLLOWED } from '../../seeds/seed.ts';
import { PREFIX } from '../../src/app.ts';
import { launchChromium } from '../support/chromium.ts';
import { startWorld, type World } from '../support/world.ts';

/** The follow-up page in a real browser: the real server, the demo's board, the demo's issuer. */

const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

let world: World;
let browser: Browser;
let base: string;
/** What went wrong in the browser, and where it asked for something that is not ours. */
let complaints: string[];
let elsewhere: string[];

beforeAll(async () => {
  world = await startWorld({ at: '2026-10-08T13:00:00Z' });
  await seedBoard(world.board, world.clock, WITH_FOLLOWED);
  const origin = await world.app.listen({ host: '127.0.0.1', port: 0 });
  base = `${origin}${PREFIX}/2281/uppfoljning`;
  browser = await launchChromium();
}, 180_000);
afterAll(async () => {
  await browser?.close();
  await world?.close();
});

/** A browser of its own, with its own cookies, that tells what it complains of. */
async function visitor(size = { width: 1280, height: 900 }): Promise<Page> {
  complaints = [];
  elsewhere = [];
  const context = await browser.newContext({ viewport: size, locale: 'sv-SE', acceptDownloads: true });
  const page = await context.newPage();
  const ours = [new URL(base).origin, world.issuer.issuer];
  page.on('console', (message) => {
    if (['error', 'warning'].includes(message.type())) complaints.push(message.text());
  });
  page.on('pageerror', (error) => complaints.push(error.message));
  page.on('request', (request) => {
    const { origin, protocol } = new URL(request.url());
    if (protocol.startsWith('http') && !ours.includes(origin)) elsewhere.push(request.url());
  });
  return page;
}

/** When the line under the choices says so; the page’s policy lets nobody ask it by a script of their own. */
const says = (page: Page, text: RegExp) => page.locator('#lage').filter({ hasText: text }).waitFor();

/** When every figure has come, or has said why not. */
const settled = (page: Page) => says(page, /visas\./);

async function signIn(page: Page, persona: RegExp, query = '?period=2026'): Promise<void> {
  await page.goto(`${base}${query}`);
  await page.getByRole('link', { name: 'Logga in' }).click();
  await page.getByRole('button', { name: persona }).click();
  await page.waitForURL(`${base}**`);
}

async function controller(size?: { width: number; height: number }, query?: string): Promise<Page> {
  const page = await visitor(size);
  await signIn(page, /Controller/, query);
  await settled(page);
  return page;
}

/** What axe-core finds, with the rules of WCAG 2.2 AA and its own advice. */
async function faultsOf(page: Page): Promise<string[]> {
  // By the debugger, and not as a script of the page, which the policy would rightly refuse.
  await page.evaluate(`${AXE}; 0`);
  const { violations } = (await page.evaluate('axe.run()')) as {
    violations: { id: string; nodes: { html: string }[] }[];
  };
  return violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`);
}

/** What stands in the cells of the rows. */
const cellsOf = (page: Page, rows: string): Promise<string[][]> =>
  page.evaluate(
    `Array.from(document.querySelectorAll('${rows}'), (row) => Array.from(row.children, (cell) => cell.textContent))`,
  );

const nothingWrong = () => expect({ complaints, elsewhere }).toEqual({ complaints: [], elsewhere: [] });

describe('a controller', () => {
  let page: Page;
  beforeAll(async () => {
    page = await controller();
  });
  afterAll(() => page.context().close());

  test('has every chart drawn, each with a heading, a sentence and the table behind it', async () => {
    expect(await page.locator('#lage').textContent()).toMatch(
      /^2026, hela året\. Enhet: hela nämnden\. \d+ diagram visas\.$/,
    );
    const figures = page.locator('figure.chart');
    expect(await figures.count()).toBeGreaterThanOrEqual(15);
    for (const figure of await figures.all()) {
      const name = await figure.getByRole('heading', { level: 3 }).textContent();
      expect(await figure.locator('.summary').textContent(), String(name)).toMatch(/\S/);
      expect(await figure.locator('table tbody tr').count(), String(name)).toBeGreaterThan(0);
    }
    const charts = await page.getByRole('img').all();
    expect(charts.length).toBeGreaterThanOrEqual(8);
    for (const chart of charts) expect((await chart.boundingBox())!.height).toBeGreaterThan(60);
    nothingWrong();
  });

  test('sees what Webbkollen showed: target groups, basic problem, insatser, results', async () => {
    for (const name of [
      'Åldersgrupp och kön',
      'Grundproblematik',
      'Insatser',
      'Måluppfyllelse',
      'Förändring',
    ])
      expect(await page.getByRole('figure', { name, exact: true }).count(), name).toBe(1);
    for (const name of ['Tidsfrister', 'Konsultationer och barns delaktighet', 'Datakvalitet'])
      expect(await page.getByRole('region', { name, exact: true }).count(), name).toBe(1);
  });

  test('finds in the table what the API says, cell by cell', async () => {
    const query =
      'unitOfCount=intervention&on=followed-up&period=2026&row=child.ageGroup&column=child.legalSex';
    const { status, body } = await world.as('controller').get(`/tables?${query}`);
    expect(status).toBe(200);
    const shown = await cellsOf(page, '#alder tbody tr');
    const said = body.rows.map((row: { code: string; label: { sv: string } }) => [
      row.label.sv,
      ...body.columns.map((column: { code: string }) => {
        const cell = body.cells.find(
          (one: { row: string; column: string }) => one.row === row.code && one.column === column.code,
        );
        return cell.suppressed ? 'skyddad' : String(cell.count);
      }),
    ]);
    expect(shown).toEqual(said);
    // Few are in the demo's board, so that something is protected.
    expect(shown.flat()).toContain('skyddad');
  });

  test('gets the table as a file that Excel opens', async () => {
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('button', { name: 'Hämta som CSV för Åldersgrupp och kön' }).click(),
    ]);
    expect(download.suggestedFilename()).toBe('alder-2026.csv');
    const text = readFileSync(await download.path(), 'utf8');
    expect(text.startsWith('\uFEFF')).toBe(true);
    const lines: string[][] = parse(text, { bom: true, delimiter: ';' });
    const shown = await cellsOf(page, '#alder tr');
    expect(lines).toEqual(shown);
    nothingWrong();
  });

  test('leaves nothing for axe-core to find, tables open or closed', async () => {
    expect(await faultsOf(page)).toEqual([]);
    for (const table of await page.locator('details').all()) await table.locator('summary').click();
    expect(await faultsOf(page)).toEqual([]);
    for (const table of await page.locator('details').all()) await table.locator('summary').click();
  });

  test('prints charts and tables, and nothing to click on', async () => {
    await page.emulateMedia({ media: 'print' });
    for (const hidden of ['#urval', '#avsnitt', 'button.save >> nth=0', '.account button'])
      expect(await page.locator(hidden).isVisible(), hidden).toBe(false);
    expect(await page.locator('#alder table').isVisible()).toBe(true);
    expect(await page.locator('#lage').textContent()).toContain('2026, hela året');
    const paper = await page.pdf({ format: 'A4' });
    expect(paper.byteLength).toBeGreaterThan(20_000);
    await page.emulateMedia({ media: 'screen' });
    expect(await page.locator('#alder details').getAttribute('open')).toBeNull();
    nothingWrong();
  });
});

describe('with the keyboard', () => {
  test('one comes to everything in the order in which it stands', async () => {
    const page = await controller();
    const reached: string[] = [];
    for (let step = 0; step < 17; step += 1) {
      await page.keyboard.press('Tab');
      reached.push(
        String(await page.evaluate('document.activeElement.id || document.activeElement.textContent.trim()')),
      );
    }
    expect(reached.slice(0, 7)).toEqual([
      'Hoppa till innehållet',
      'Logga ut',
      'period',
      'unit',
      'by',
      'Visa',
      'skriv-ut',
    ]);
    expect(reached.slice(7, 15)).toEqual([
      'Målgrupper',
      'Insatser',
      'Resultat',
      'Aktualiseringar',
      'Tidsfrister',
      'Konsultationer och barns delaktighet',
      'Handläggare',
      'Datakvalitet',
    ]);
    expect(reached.slice(15)).toEqual([
      'Tabell för Åldersgrupp och kön',
      'Hämta som CSV för Åldersgrupp och kön',
    ]);
    await page.context().close();
  });

  test('the first key goes past the head, and Enter opens a table that can be scrolled', async () => {
    const page = await controller({ width: 320, height: 700 });
    await page.keyboard.press('Tab');
    expect(await page.getByRole('link', { name: 'Hoppa till innehållet' }).isVisible()).toBe(true);
    await page.keyboard.press('Enter');
    expect(await page.evaluate('document.activeElement.id')).toBe('innehall');
    await page.locator('#i-tid summary').focus();
    await page.keyboard.press('Enter');
    await page.keyboard.press('Tab');
    expect(await page.evaluate('document.activeElement.getAttribute("role")')).toBe('region');
    await page.keyboard.press('ArrowRight');
    await page.context().close();
  });
});

describe('what is chosen', () => {
  test('is asked for, said, and kept in the address, without loading the page anew', async () => {
    const page = await controller();
    const asked: string[] = [];
    page.on('request', (request) => {
      // The icon may be looked at again for a new address.
      if (!request.url().endsWith('.svg')) asked.push(request.url());
    });
    await page.getByLabel('Period', { exact: true }).selectOption('2026-H1');
    await page.getByLabel('Enhet', { exact: true }).selectOption('barn-och-familj');
    await page.getByLabel('Dela upp andelar efter').selectOption('sex');
    await page.getByRole('button', { name: 'Visa' }).click();
    await says(page, /^2026, första halvåret.* visas\./);
    expect(new URL(page.url()).search).toBe('?period=2026-H1&unit=barn-och-familj&by=sex');
    expect(await page.locator('#lage').textContent()).toContain('Enhet: Barn och familj.');
    expect(asked.length).toBeGreaterThan(3);
    for (const url of asked)
      expect(url).toMatch(/\/(tables|indicators|data-quality\/summary)\?.*unit=barn-och-familj/);
    for (const division of ['Alla', 'Flicka', 'Pojke'])
      expect(await page.locator('#i-tid table').textContent()).toContain(division);

    await page.goBack();
    await says(page, /^2026, hela året.* visas\./);
    expect(await page.getByLabel('Period', { exact: true }).inputValue()).toBe('2026');
    await page.goForward();
    await page.reload();
    await settled(page);
    expect(await page.getByLabel('Enhet', { exact: true }).inputValue()).toBe('barn-och-familj');
    nothingWrong();
    await page.context().close();
  });

  test('of a time when nothing was, is empty and says so', async () => {
    const page = await controller(undefined, '?period=2022-Q1');
    expect(await page.locator('#alder .summary').textContent()).toBe('Inga i det valda urvalet.');
    expect(await page.locator('#alder svg').count()).toBe(0);
    expect(await faultsOf(page)).toEqual([]);
    await page.context().close();
  });
});

test('at the width of a telephone nothing lies outside, and nothing is found', async () => {
  const page = await controller({ width: 320, height: 640 });
  expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(320);
  expect(await faultsOf(page)).toEqual([]);
  nothingWrong();
  await page.context().close();
});

test('where the server is busy for a moment, the page asks again, and every figure comes', async () => {
  const page = await visitor();
  const busy = new Set<string>();
  await page.route(/\/(tables|indicators)\?/, async (route) => {
    const url = route.request().url();
    if (busy.has(url)) return route.continue();
    busy.add(url);
    return route.fulfill({ status: 503, headers: { 'retry-after': '1' }, json: { status: 503 } });
  });
  await signIn(page, /Controller/);
  await settled(page);
  expect(busy.size).toBeGreaterThan(5);
  expect(await page.locator('.failed').count()).toBe(0);
  await page.context().close();
});

test('when the token has ended, every figure says so and the way in is shown', async () => {
  const page = await controller();
  const then = world.clock.now();
  const later = new Date(Date.parse(then) + 2 * 3_600_000).toISOString().replace('.000', '');
  world.clock.set(later);
  await page.getByRole('button', { name: 'Visa' }).click();
  await page.getByRole('link', { name: 'Logga in igen' }).click();
  await page.getByRole('link', { name: 'Logga in', exact: true }).waitFor();
  world.clock.set(then);
  await page.context().close();
});

test('signing out closes the page, and what it asks is refused from then on', async () => {
  const page = await controller();
  await page.getByRole('button', { name: 'Logga ut' }).click();
  await page.getByRole('link', { name: 'Logga in' }).waitFor();
  expect(await page.context().cookies(base)).toEqual([]);
  await page.context().close();
});

test('in a role that may not see it there is a plain page, and the way in has no faults either', async () => {
  const page = await visitor();
  await page.goto(base);
  expect(await faultsOf(page)).toEqual([]);
  await page.getByRole('link', { name: 'Logga in' }).click();
  expect(await faultsOf(page)).toEqual([]);
  await page.getByRole('button', { name: /Loggranskare/ }).click();
  await page.getByRole('heading', { name: 'Din roll ger inte rätt till uppföljningssidan' }).waitFor();
  expect(await faultsOf(page)).toEqual([]);
  // The browser notes the 403 itself.
  expect(complaints.filter((text) => !text.includes('403'))).toEqual([]);
  expect(elsewhere).toEqual([]);
  await page.context().close();
});

test('another site can neither frame the page nor read with its cookie', async () => {
  const page = await controller();
  // The issuer's origin stands for another site: another port, and so another origin.
  await page.goto(`${world.issuer.issuer}/jwks`);
  const read = `fetch(${JSON.stringify(base.replace('/uppfoljning', '/indicators/shareOpened'))}, { credentials: 'include' })`;
  expect(await page.evaluate(`${read}.then(() => 'read', () => 'refused')`)).toBe('refused');
  const blind = read.replace('credentials', "mode: 'no-cors', credentials");
  await page.evaluate(`${blind}.catch(() => null)`);
  const entries = world.log
    .filter((line) => line.includes('/:boardId/indicators/:indicatorId"'))
    .map((line) => JSON.parse(line).status);
  expect(entries.length).toBeGreaterThan(0);
  expect(new Set(entries)).toEqual(new Set([401]));
  await page.context().close();
});
