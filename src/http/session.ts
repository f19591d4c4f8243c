import { hkdfSync } from 'node:crypto';
import { deflateRawSync, inflateRawSync } from 'node:zlib';
import { parseCookie, stringifySetCookie } from 'cookie';
import type { FastifyRequest } from 'fastify';
import { CompactEncrypt, compactDecrypt } from 'jose';
import type { Board } from '../access/boards.ts';
import type { Permission } from '../access/permissions.ts';

/**
 * A token that a browser carries for one of our own pages (inloggning i webbläsare). The page's scripts never see it:
 * it lies encrypted in a cookie that only this board's addresses are sent, and is worth nothing without the server.
 * It is the issuer's own token, verified at each request like any other, and ends when that ends.
 */

/** What a cookie is for. One kind never opens as the other: their keys differ. */
export type Sealed = 'session' | 'sign-in';

const NAMES: Readonly<Record<Sealed, string>> = { session: 'barnakt-session', 'sign-in': 'barnakt-sign-in' };

/** What our pages' scripts say of themselves: another site cannot send this header without asking us first. */
export const PAGE_HEADER = 'barnakt-page';

/** Browsers keep four kilobytes of a cookie, name and attributes included. */
const ROOM = 3_900;
/** No token is longer, so nothing that unpacks to more was made here. */
const LONGEST = 16_384;

const encoder = new TextEncoder();
const decoder = new TextDecoder();

/** Derived (HKDF, RFC 5869) from the board's key, so that a cookie of one board opens nothing at another. */
const keyOf = ({ id, auditKey }: Pick<Board, 'id' | 'auditKey'>, kind: Sealed): Uint8Array =>
  new Uint8Array(hkdfSync('sha256', auditKey, '', `barnakt ${kind} cookie ${id}`, 32));

/** The text encrypted (JWE), or null when a browser would not keep it. Packed first: a token is long. */
export async function seal(board: Board, kind: Sealed, text: string): Promise<string | null> {
  const sealed = await new CompactEncrypt(deflateRawSync(encoder.encode(text)))
    .setProtectedHeader({ alg: 'dir', enc: 'A256GCM' })
    .encrypt(keyOf(board, kind));
  return sealed.length > ROOM ? null : sealed;
}

/** What was sealed, or null when the request has no such cookie or not one of ours. */
export async function unseal(request: FastifyRequest, board: Board, kind: Sealed): Promise<string | null> {
  const sealed = parseCookie(request.headers.cookie ?? '')[NAMES[kind]];
  if (!sealed) return null;
  try {
    const { plaintext } = await compactDecrypt(sealed, keyOf(board, kind), {
      keyManagementAlgorithms: ['dir'],
      contentEncryptionAlgorithms: ['A256GCM'],
    });
    return decoder.decode(inflateRawSync(plaintext, { maxOutputLength: LONGEST }));
  } catch {
    return null;
  }
}

export interface Place {
  /** The address under which the cookie is sent. */
  readonly path: string;
  /** Over https only. */
  readonly secure: boolean;
}

/** The Set-Cookie header; with null it takes the cookie away. */
export const cookieOf = (
  kind: Sealed,
  sealed: string | null,
  { path, secure }: Place,
  seconds: number,
): string =>
  stringifySetCookie({
    name: NAMES[kind],
    value: sealed ?? '',
    httpOnly: true,
    secure,
    // Coming back from the issuer is a step from another site, which a strict cookie does not take part in.
    sameSite: 'lax',
    path,
    maxAge: sealed === null ? 0 : Math.max(0, Math.floor(seconds)),
  });

/** What the page asks for: figures, and counts of data quality. The cookie is a token for nothing else. */
const ASKED_BY_THE_PAGE: ReadonlySet<Permission | 'public' | undefined> = new Set([
  'figure:read',
  'quality:summary',
]);

/**
 * The token of a request from our own page: a GET of what the page asks for, that the browser says comes from this origin
 * (Sec-Fetch-Site, which no script can set), with the page's header. A form or a link on another site can bring the cookie
 * along, but neither of those; and all else takes a token in its own header.
 */
export function tokenOfPage(request: FastifyRequest, board: Board | undefined): Promise<string | null> {
  const { method, headers, routeOptions } = request;
  const own =
    method === 'GET' &&
    ASKED_BY_THE_PAGE.has(routeOptions.config.permission) &&
    headers['sec-fetch-site'] === 'same-origin' &&
    headers[PAGE_HEADER] !== undefined;
  return board && own ? unseal(request, board, 'session') : Promise.resolve(null);
}
