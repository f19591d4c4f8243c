import type { LightMyRequestResponse } from 'fastify';
import { PREFIX } from '../../../src/app.ts';
import { startWorld, type World, type WorldOptions } from '../../support/world.ts';

/** A browser without a window: it keeps cookies by path, goes where it is sent, and says where it comes from. */

export const ORIGIN = 'https://barnakt.exempel.se';
export const BOARD = `${PREFIX}/2281`;
export const PAGE = `${BOARD}/uppfoljning`;
export const SIGN_IN = `${PAGE}/inloggning`;
export const CAME_BACK = `${SIGN_IN}/svar`;

export const startBrowsed = (options: WorldOptions = {}): Promise<World> =>
  startWorld({ signIn: { publicUrl: ORIGIN }, ...options });

export interface Browser {
  /** Opens an address of ours, as a link on our own page does unless `headers` say otherwise. */
  open(url: string, headers?: Record<string, string>): Promise<LightMyRequestResponse>;
  submit(url: string, headers?: Record<string, string>): Promise<LightMyRequestResponse>;
  /** What the page's script asks. */
  ask(path: string, headers?: Record<string, string>): Promise<LightMyRequestResponse>;
  /** From the page, to the issuer, as whom, and back: what our server says to that. */
  signIn(persona: string, query?: string): Promise<LightMyRequestResponse>;
  readonly cookies: Map<string, { value: string; path: string; header: string }>;
}

export const OWN_SCRIPT = { 'sec-fetch-site': 'same-origin', 'barnakt-page': 'uppfoljning' };

export function browserOf(world: World): Browser {
  const cookies: Browser['cookies'] = new Map();

  async function send(method: 'GET' | 'POST', url: string, headers: Record<string, string>) {
    const { pathname } = new URL(url, ORIGIN);
    const sent = [...cookies]
      .filter(([, { path }]) => pathname === path || pathname.startsWith(`${path}/`))
      .map(([name, { value }]) => `${name}=${value}`);
    const response = await world.app.inject({
      method,
      url,
      headers: { ...(sent.length > 0 && { cookie: sent.join('; ') }), ...headers },
    });
    for (const header of [response.headers['set-cookie'] ?? []].flat()) {
      const [, name, value] = /^([^=]+)=([^;]*)/.exec(header)!;
      const path = /Path=([^;]+)/.exec(header)![1]!;
      if (/Max-Age=0(;|$)/.test(header)) cookies.delete(name!);
      else cookies.set(name!, { value: value!, path, header });
    }
    return response;
  }

  const browser: Browser = {
    cookies,
    open: (url, headers = {}) => send('GET', url, { 'sec-fetch-site': 'same-origin', ...headers }),
    submit: (url, headers = {}) =>
      send('POST', url, {
        'sec-fetch-site': 'same-origin',
        'content-type': 'application/x-www-form-urlencoded',
        ...headers,
      }),
    ask: (path, headers = OWN_SCRIPT) => send('GET', `${BOARD}${path}`, headers),
    async signIn(persona, query = '') {
      const there = await browser.open(`${SIGN_IN}${query}`);
      const back = await pick(String(there.headers.location), persona);
      return browser.open(back.slice(ORIGIN.length), { 'sec-fetch-site': 'cross-site' });
    },
  };
  return browser;
}

/** Picks who to be at the issuer; gives the address that the browser is sent back to. */
export async function pick(authorizeUrl: string, persona: string): Promise<string> {
  const url = new URL(authorizeUrl);
  const response = await fetch(new URL('/authorize', url), {
    method: 'POST',
    redirect: 'manual',
    body: new URLSearchParams([...url.searchParams, ['persona', persona]]),
  });
  const location = response.headers.get('location');
  if (location === null) throw new Error(`The issuer refuses: ${await response.text()}`);
  return location;
}
