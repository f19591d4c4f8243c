/**
 * Signing in at the local issuer (inloggning): a page on which one picks who to be, and a code for it by the
 * authorization code flow with PKCE (RFC 7636, S256 alone). It asks for no password: it is for demonstration and tests.
 */
import { createHash, randomBytes } from 'node:crypto';
import type { ElementContent } from 'hast';
import { toHtml } from 'hast-util-to-html';
import { h } from 'hastscript';
import { ROLES } from '../src/access/caller.ts';
import type { Clock } from '../src/kernel/clock.ts';

/** As of issuer.ts, which knows this file. */
interface Persona {
  readonly sub?: string;
  readonly [claim: string]: unknown;
}
type Personas = Readonly<Record<string, Persona>>;

interface Code {
  readonly persona: string;
  readonly clientId: string;
  readonly redirectUri: string;
  readonly challenge: string;
  readonly nonce: string | undefined;
  readonly until: number;
}

/** What the browser is answered: a page, a step back to where it came from, or why not. */
export type Shown =
  | { readonly kind: 'page'; readonly html: string }
  | { readonly kind: 'back'; readonly url: string }
  | { readonly kind: 'refused'; readonly error: string };

export interface SignInDesk {
  /** The page of GET /authorize. */
  ask(query: URLSearchParams): Shown;
  /** Somebody was picked: POST /authorize, with the same fields and `persona`; `persona=` is nobody. */
  pick(form: URLSearchParams): Shown;
  /** What a code is good for, once. Null for one that is unknown, used, too old, or not for this asker. */
  redeem(
    form: URLSearchParams,
  ): { readonly persona: string; readonly claims: Record<string, unknown> } | null;
}

const CODE_SECONDS = 60;
const FIELDS = [
  'response_type',
  'client_id',
  'redirect_uri',
  'scope',
  'state',
  'nonce',
  'code_challenge',
  'code_challenge_method',
] as const;

/** `alsoBackTo`: an origin that a code may be sent to besides this machine. */
export function createSignInDesk(personas: Personas, clock: Clock, alsoBackTo?: string): SignInDesk {
  const codes = new Map<string, Code>();
  const now = () => Date.parse(clock.now()) / 1_000;

  return {
    ask(query) {
      const error = faultOf(query, alsoBackTo);
      return error === null ? { kind: 'page', html: pickPage(personas, query) } : { kind: 'refused', error };
    },
    pick(form) {
      const error = faultOf(form, alsoBackTo);
      if (error !== null) return { kind: 'refused', error };
      const back = new URL(form.get('redirect_uri')!);
      const state = form.get('state');
      if (state !== null) back.searchParams.set('state', state);
      const persona = form.get('persona') ?? '';
      if (!Object.hasOwn(personas, persona)) {
        back.searchParams.set('error', 'access_denied');
        return { kind: 'back', url: back.href };
      }
      const code = randomBytes(32).toString('base64url');
      codes.set(code, {
        persona,
        clientId: form.get('client_id')!,
        redirectUri: form.get('redirect_uri')!,
        challenge: form.get('code_challenge')!,
        nonce: form.get('nonce') ?? undefined,
        until: now() + CODE_SECONDS,
      });
      back.searchParams.set('code', code);
      return { kind: 'back', url: back.href };
    },
    redeem(form) {
      const code = form.get('code') ?? '';
      const kept = codes.get(code);
      // Whoever asks with the wrong proof has used it up as well.
      codes.delete(code);
      const proof = createHash('sha256')
        .update(form.get('code_verifier') ?? '')
        .digest('base64url');
      const good =
        kept !== undefined &&
        kept.until >= now() &&
        kept.clientId === form.get('client_id') &&
        kept.redirectUri === form.get('redirect_uri') &&
        kept.challenge === proof;
      if (!good) return null;
      const { sub } = personas[kept.persona]!;
      return { persona: kept.persona, claims: { sub, aud: kept.clientId, nonce: kept.nonce } };
    },
  };
}

/** The error code of RFC 6749, or null. What is wrong with the address is never sent to the address. */
function faultOf(asked: URLSearchParams, alsoBackTo: string | undefined): string | null {
  const redirect = URL.parse(asked.get('redirect_uri') ?? '');
  // Back to this machine alone: a code of the demonstration is of no use elsewhere.
  const isHere = redirect?.protocol === 'http:' && /^(localhost|127\.0\.0\.1)$/.test(redirect.hostname);
  if (!isHere && (redirect === null || redirect.origin !== alsoBackTo)) return 'invalid_request';
  if (asked.get('response_type') !== 'code') return 'unsupported_response_type';
  if (!asked.get('client_id')) return 'unauthorized_client';
  if (!(asked.get('scope') ?? '').split(' ').includes('openid')) return 'invalid_scope';
  const challenged = asked.get('code_challenge_method') === 'S256' && asked.get('code_challenge');
  return challenged ? null : 'invalid_request';
}

function pickPage(personas: Personas, query: URLSearchParams): string {
  const kept = FIELDS.flatMap((name): ElementContent[] => {
    const value = query.get(name);
    return value === null ? [] : [h('input', { type: 'hidden', name, value })];
  });
  const page = h('html', { lang: 'sv' }, [
    h('head', [
      h('meta', { charSet: 'utf-8' }),
      h('meta', { name: 'viewport', content: 'width=device-width, initial-scale=1' }),
      h('title', 'Välj roll – Barnakts demonstration'),
      h('link', { rel: 'icon', href: 'data:,' }),
      h('style', STYLE),
    ]),
    h('body', [
      h('main', [
        h('h1', 'Välj vem du vill vara'),
        h(
          'p',
          'Det här är demonstrationens inloggning. Alla personer är påhittade, och inget lösenord behövs.',
        ),
        h('form', { method: 'post', action: '/authorize' }, [
          ...kept,
          h(
            'ul',
            Object.entries(personas).map(([name, claims]) =>
              h('li', [h('button', { name: 'persona', value: name }, describe(claims))]),
            ),
          ),
          h('button', { name: 'persona', value: '' }, 'Avbryt'),
        ]),
      ]),
    ]),
  ]);
  return toHtml({ type: 'root', children: [{ type: 'doctype' }, page] });
}

function describe({ sub, roles, units }: Persona): string {
  const names = list(roles).map((role) => ROLES[role as keyof typeof ROLES]?.sv ?? role);
  const places = list(units);
  return `${sub}: ${names.join(', ')}${places.length > 0 ? ` (${places.join(', ')})` : ''}`;
}

const list = (claim: unknown): string[] => (Array.isArray(claim) ? claim.map(String) : []);

const STYLE = `
body { font: 1rem/1.5 system-ui, sans-serif; color: #111; background: #f4f4f1; margin: 0; padding: 1rem; }
main { max-width: 36rem; margin: 2rem auto; }
ul { list-style: none; padding: 0; }
li { margin: 0 0 .5rem; }
button { font: inherit; width: 100%; text-align: left; padding: .6rem 1rem; color: #111; background: #fff; border: 1px solid #767676; border-radius: .3rem; cursor: pointer; }
button:hover, button:focus-visible { outline: 3px solid #1d4f7c; }
`;
