import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { PREFIX } from '../../src/app.ts';
import { launchChromium } from '../support/chromium.ts';
import { startWorld, type World } from '../support/world.ts';

/** The page where people read the API, in a real browser, under its policy. */

let world: World;
let browser: Browser;
beforeAll(async () => {
  world = await startWorld();
  browser = await launchChromium();
}, 180_000);
afterAll(async () => {
  await browser?.close();
  await world?.close();
});

test('it shows the API, tries an operation out, and asks nobody else', async () => {
  const origin = await world.app.listen({ host: '127.0.0.1', port: 0 });
  const page = await browser.newPage();
  const complaints: string[] = [];
  const elsewhere: string[] = [];
  page.on('console', (message) => {
    if (message.type() === 'error') complaints.push(message.text());
  });
  page.on('pageerror', (error) => complaints.push(error.message));
  page.on('request', (request) => {
    if (request.url().startsWith('http') && !request.url().startsWith(origin)) elsewhere.push(request.url());
  });
  await page.goto(`${origin}${PREFIX}/docs/`);
  await page.locator('.opblock-tag').first().waitFor();
  const tag = page.locator('.opblock-tag', { hasText: 'Service' }).first();
  await tag.click();
  const operation = page.locator('.opblock', { hasText: 'api-info' }).first();
  await operation.locator('.opblock-summary-control').first().click();
  await operation.locator('.execute').click();
  await operation.locator('.live-responses-table .response-col_status', { hasText: '200' }).first().waitFor();
  expect(complaints).toEqual([]);
  expect(elsewhere).toEqual([]);
}, 60_000);
