import { accessSync, constants } from 'node:fs';
import type { Browser } from 'playwright-core';

/** Where Debian and others put Chromium; BARNAKT_TEST_CHROMIUM names another. */
const PLACES = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'];

/** The browser that the follow-up page is tried in, or undefined where there is none. */
export function findChromium(): string | undefined {
  const named = process.env.BARNAKT_TEST_CHROMIUM;
  return (named ? [named] : PLACES).find((place) => {
    try {
      accessSync(place, constants.X_OK);
      return true;
    } catch {
      return false;
    }
  });
}

/** Starts it. The library is loaded here alone: the configuration of the tests asks only whether there is one. */
export async function launchChromium(): Promise<Browser> {
  const { chromium } = await import('playwright-core');
  return chromium.launch({
    executablePath: findChromium(),
    // In a container there is nothing to shut the sandbox in.
    args: process.getuid?.() === 0 ? ['--no-sandbox'] : [],
  });
}
