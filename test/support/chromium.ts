import { accessSync, constants } from 'node:fs';

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
