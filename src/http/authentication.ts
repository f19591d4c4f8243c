import type { FastifyRequest } from 'fastify';
import fp from 'fastify-plugin';
import type { Board } from '../access/boards.ts';
import type { Caller } from '../access/caller.ts';
import { holds, type Permission } from '../access/permissions.ts';
import { TokenRefused, type TokenVerifier } from '../access/tokens.ts';
import { Forbidden, NotFound } from '../kernel/outcome.ts';
import type { Text } from '../kernel/text.ts';
import { recordDenied } from './denied.ts';
import { HttpProblem } from './problem.ts';
import { tokenOfPage } from './session.ts';

declare module 'fastify' {
  interface FastifyContextConfig {
    /** What the caller must hold; every route names one, or the server does not start. */
    permission?: Permission | 'public';
    /** The action in the access log, e.g. `intake.decide`. */
    operation?: string;
  }
  interface FastifyRequest {
    /** Set before the body is read, on every route that is not public. */
    caller: Caller;
    /** Set on every route under a board. */
    board: Board;
  }
}

interface Options {
  readonly verifier: TokenVerifier;
  readonly boards: ReadonlyMap<string, Board>;
  /** Called when a token is refused; throws when the address has tried too often. */
  readonly onRefused: (request: FastifyRequest) => Promise<void>;
}

/** The token in the header; where there is no header, what the browser carries for our own page. */
const tokenOf = async (request: FastifyRequest, board: Board | undefined): Promise<string> => {
  const { authorization } = request.headers;
  if (authorization === undefined) {
    const carried = await tokenOfPage(request, board);
    if (carried === null) throw new HttpProblem('unauthenticated', NO_TOKEN);
    return carried;
  }
  const token = /^Bearer ([A-Za-z0-9._~+/=-]+)$/i.exec(authorization)?.[1];
  if (!token) throw new TokenRefused('malformed');
  return token;
};

const NO_TOKEN: Text = {
  sv: 'Headern Authorization saknas. Skicka Authorization: Bearer följt av ditt åtkomstintyg.',
  en: 'The header Authorization is missing. Send Authorization: Bearer and your token.',
};

/**
 * Who is calling, which board, and may they: asked in this order before anything of the body is read, so that
 * a stranger learns nothing and costs little.
 */
export const authentication = fp<Options>(async (app, { verifier, boards, onRefused }) => {
  app.decorateRequest('caller', null as unknown as Caller);
  app.decorateRequest('board', null as unknown as Board);

  app.addHook('onRoute', (route) => {
    if (route.config?.permission === undefined) {
      throw new Error(`${String(route.method)} ${route.url} does not say which permission it needs.`);
    }
  });

  app.addHook('onRequest', async (request) => {
    const { permission } = request.routeOptions.config;
    if (permission === undefined || permission === 'public') return;
    const { boardId } = request.params as { boardId?: string };
    const board = boardId === undefined ? undefined : boards.get(boardId);
    try {
      request.caller = await verifier.verify(await tokenOf(request, board));
    } catch (error) {
      if (error instanceof TokenRefused || error instanceof HttpProblem) await onRefused(request);
      throw error;
    }
    if (boardId !== undefined) {
      if (!board || !request.caller.boards.includes(boardId)) throw new NotFound();
      request.board = board;
    }
    if (!holds(request.caller, permission)) {
      if (request.board) await recordDenied(request);
      throw new Forbidden({
        rule: 'access.role',
        law: 'lag (2001:454) 10 §',
        text: {
          sv: `Din roll ger inte rätten ${permission}.`,
          en: `Your role does not give the permission ${permission}.`,
        },
        remedy: {
          sv: 'Be någon som har rätten, eller be systemförvaltaren om en annan roll.',
          en: 'Ask someone who has the permission, or ask the administrator for another role.',
        },
      });
    }
  });
});
