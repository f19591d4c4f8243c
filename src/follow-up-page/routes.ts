import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { Board } from '../access/boards.ts';
import type { Caller } from '../access/caller.ts';
import { holds } from '../access/permissions.ts';
import { IssuerUnavailable, TokenRefused, type TokenVerifier } from '../access/tokens.ts';
import { recordDenied } from '../http/denied.ts';
import { unseal } from '../http/session.ts';
import { NotFound } from '../kernel/outcome.ts';
import { pageFiles } from './files.ts';
import { createFront, FILES, open, PAGE, SIGN_IN } from './front.ts';
import * as messages from './messages.ts';
import { followUpPage } from './page.ts';
import { queryOf } from './selection.ts';
import type { SignIn } from './sign-in.ts';
import { serveSignIn } from './signing-in.ts';

interface Options {
  readonly boards: ReadonlyMap<string, Board>;
  readonly verifier: TokenVerifier;
  readonly signIn: SignIn | undefined;
}

const YEAR_SECONDS = 31_536_000;

/**
 * The follow-up page (uppföljningssidan). What it shows comes from the API, asked by the browser with the same rights as
 * by anyone; here is only the page, its files, and the way to sign in.
 */
export async function followUpPageRoutes(
  app: FastifyInstance,
  { boards, verifier, signIn }: Options,
): Promise<void> {
  const front = createFront(app, boards, signIn);

  // Who looks at a page is told on a page.
  app.setErrorHandler(async (error, request, reply) => {
    if (!(error instanceof IssuerUnavailable)) throw error;
    const board = front.boardOf(request);
    const { status, message } = messages.failed('unavailable', `${front.under(board)}${PAGE}`);
    return front.say(reply, board, status, message);
  });

  /** Whose browser it is, or null when nobody is signed in, or not any longer. */
  async function callerOf(request: FastifyRequest, board: Board): Promise<Caller | null> {
    const token = await unseal(request, board, 'session');
    if (token === null) return null;
    try {
      return await verifier.verify(token);
    } catch (error) {
      if (error instanceof TokenRefused) return null;
      throw error;
    }
  }

  app.get(PAGE, open('follow-up-page.read'), async (request, reply) => {
    const board = front.boardOf(request);
    if (!signIn) return front.say(reply, board, 503, messages.notConfigured);
    const caller = await callerOf(request, board);
    if (caller === null) {
      const query = queryOf(front.chosen(request, board).selection);
      return front.say(reply, board, 200, messages.signedOut(`${front.under(board)}${SIGN_IN}${query}`));
    }
    request.caller = caller;
    request.board = board;
    if (!caller.boards.includes(board.id)) return front.say(reply, board, 403, messages.anotherBoard, caller);
    if (!holds(caller, 'figure:read')) {
      await recordDenied(request);
      return front.say(reply, board, 403, messages.notAllowed, caller);
    }
    const frame = { board: board.name, address: await front.addressOf(board), signedInAs: caller.id };
    const quality = holds(caller, 'quality:summary');
    return front.html(reply, 200, followUpPage(frame, { ...front.chosen(request, board, caller), quality }));
  });

  app.get(`${FILES}/:version/:name`, open('follow-up-page.file'), async (request, reply) => {
    front.boardOf(request);
    const { version, name } = request.params as { version: string; name: string };
    const files = await pageFiles();
    const file = files.byName.get(name);
    if (version !== files.version || !file) throw new NotFound();
    const etag = `"${version}"`;
    reply.type(file.type).headers({
      // The address holds a hash of the contents: what is behind it never changes.
      'cache-control': `public, max-age=${YEAR_SECONDS}, immutable`,
      'cross-origin-resource-policy': 'same-origin',
      'x-content-type-options': 'nosniff',
      vary: 'Accept-Encoding',
      etag,
    });
    if (request.headers['if-none-match'] === etag) return reply.code(304).send();
    if (!/\bgzip\b/.test(String(request.headers['accept-encoding'] ?? ''))) return reply.send(file.content);
    return reply.header('content-encoding', 'gzip').send(file.packed);
  });

  serveSignIn(app, { front, verifier, signIn });
}
