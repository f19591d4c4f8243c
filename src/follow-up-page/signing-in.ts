import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { decodeJwt } from 'jose';
import type { Board } from '../access/boards.ts';
import { REFUSALS, TokenRefused, type TokenVerifier } from '../access/tokens.ts';
import { cookieOf, seal, unseal } from '../http/session.ts';
import { CAME_BACK, type Front, open, PAGE, SIGN_IN, SIGN_OUT } from './front.ts';
import * as messages from './messages.ts';
import { queryOf } from './selection.ts';
import { ERRAND_SECONDS, Errand, type SignIn, SignInFailed } from './sign-in.ts';

interface Options {
  readonly front: Front;
  readonly verifier: TokenVerifier;
  readonly signIn: SignIn | undefined;
}

/** To the issuer, back from there with a token in a cookie, and out again (logga in och ut). */
export function serveSignIn(app: FastifyInstance, { front, verifier, signIn }: Options): void {
  const cookiePlace = (board: Board) => front.place(`${front.under(board)}${SIGN_IN}`);

  const sendOn = (reply: FastifyReply, url: string) =>
    reply.headers({ 'cache-control': 'no-store', 'referrer-policy': 'no-referrer' }).redirect(url, 303);

  function sayFailed(request: FastifyRequest, reply: FastifyReply, board: Board, error: unknown) {
    if (error instanceof TokenRefused)
      return front.say(reply, board, 403, messages.tokenRefused(REFUSALS[error.reason].sv));
    if (!(error instanceof SignInFailed)) throw error;
    request.log.warn({ reason: error.reason, code: error.code }, 'not signed in');
    const { status, message } = messages.failed(error.reason, `${front.under(board)}${SIGN_IN}`);
    return front.say(reply, board, status, message);
  }

  app.get(SIGN_IN, open('follow-up-page.sign-in'), async (request, reply) => {
    const board = front.boardOf(request);
    if (!signIn) return front.say(reply, board, 503, messages.notConfigured);
    const query = queryOf(front.chosen(request, board).selection);
    try {
      const comeBack = `${front.origin()}${front.under(board)}${CAME_BACK}`;
      const { url, errand } = await signIn.begin(comeBack, query);
      const sealed = await seal(board, 'sign-in', JSON.stringify(errand));
      reply.header('set-cookie', cookieOf('sign-in', sealed, cookiePlace(board), ERRAND_SECONDS));
      return sendOn(reply, url);
    } catch (error) {
      return sayFailed(request, reply, board, error);
    }
  });

  async function errandOf(request: FastifyRequest, board: Board): Promise<Errand | null> {
    const kept = await unseal(request, board, 'sign-in');
    if (kept === null) return null;
    const errand = Errand.parse(JSON.parse(kept));
    const seconds = (Date.parse(app.clock.now()) - errand.at) / 1_000;
    return seconds >= 0 && seconds <= ERRAND_SECONDS ? errand : null;
  }

  app.get(CAME_BACK, open('follow-up-page.signed-in'), async (request, reply) => {
    const board = front.boardOf(request);
    if (!signIn) return front.say(reply, board, 503, messages.notConfigured);
    const errand = await errandOf(request, board);
    // Whatever comes of it, the way back is taken once.
    reply.header('set-cookie', cookieOf('sign-in', null, cookiePlace(board), 0));
    if (errand === null)
      return front.say(reply, board, 400, messages.tooLate(`${front.under(board)}${SIGN_IN}`));
    const cameBackTo = new URL(`${front.origin()}${front.under(board)}${CAME_BACK}`);
    cameBackTo.search = new URL(request.url, front.origin()).search;
    try {
      const token = await signIn.finish(cameBackTo, errand);
      request.caller = await verifier.verify(token);
      const sealed = await seal(board, 'session', token);
      if (sealed === null) return front.say(reply, board, 403, messages.tokenTooLong);
      // A token that is verified has an end.
      const seconds = decodeJwt(token).exp! - Date.parse(app.clock.now()) / 1_000;
      reply.header('set-cookie', cookieOf('session', sealed, front.place(front.under(board)), seconds));
      return sendOn(reply, `${front.under(board)}${PAGE}${errand.query}`);
    } catch (error) {
      return sayFailed(request, reply, board, error);
    }
  });

  // A form is all that a browser sends without a script, and nothing is read from it.
  const form = 'application/x-www-form-urlencoded';
  app.addContentTypeParser(form, { parseAs: 'string', bodyLimit: 1_024 }, (_request, _body, done) =>
    done(null),
  );

  app.post(SIGN_OUT, open('follow-up-page.sign-out'), async (request, reply) => {
    const board = front.boardOf(request);
    // Nobody is to be signed out by another site, harmless as that is.
    if (request.headers['sec-fetch-site'] !== 'same-origin')
      return front.say(reply, board, 403, messages.fromElsewhere);
    reply.header('set-cookie', cookieOf('session', null, front.place(front.under(board)), 0));
    return sendOn(reply, `${front.under(board)}${PAGE}`);
  });
}
