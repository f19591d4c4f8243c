import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { Board } from '../access/boards.ts';
import type { Caller } from '../access/caller.ts';
import { figuresReachOf } from '../access/figures-reach.ts';
import type { Place } from '../http/session.ts';
import { dayOf } from '../kernel/day.ts';
import { NotFound } from '../kernel/outcome.ts';
import { pageFiles } from './files.ts';
import { type Address, CONTENT_SECURITY_POLICY, type Message, messagePage } from './page.ts';
import { type Choices, choicesOf, type Selection, selectionOf } from './selection.ts';
import type { SignIn } from './sign-in.ts';

/** The addresses of the page, below a board's own. */
export const PAGE = '/uppfoljning';
export const FILES = `${PAGE}/filer`;
export const SIGN_IN = `${PAGE}/inloggning`;
export const CAME_BACK = `${SIGN_IN}/svar`;
export const SIGN_OUT = `${PAGE}/utloggning`;

/** For people in browsers, and so not in the document of the API; and nobody needs a token to be told to sign in. */
export const open = (operation: string) => ({
  config: { permission: 'public', operation } as const,
  schema: { hide: true },
});

/** What every answer to a browser rests on: which board, where things are, and how a page is sent. */
export interface Front {
  boardOf(request: FastifyRequest): Board;
  /** The path of the board, which the cookie is for. */
  under(board: Board): string;
  /** As browsers see us, without a slash at the end. */
  origin(): string;
  place(path: string): Place;
  addressOf(board: Board): Promise<Address>;
  /** What there is to choose, and what the query has chosen; before anybody has signed in, of the whole board. */
  chosen(request: FastifyRequest, board: Board, caller?: Caller): { choices: Choices; selection: Selection };
  html(reply: FastifyReply, status: number, content: string): FastifyReply;
  say(
    reply: FastifyReply,
    board: Board,
    status: number,
    message: Message,
    caller?: Caller,
  ): Promise<FastifyReply>;
}

export function createFront(
  app: FastifyInstance,
  boards: ReadonlyMap<string, Board>,
  signIn: SignIn | undefined,
): Front {
  const under = (board: Board) => app.prefix.replace(':boardId', board.id);
  const origin = () => signIn?.config.publicUrl ?? app.listeningOrigin;

  async function addressOf(board: Board): Promise<Address> {
    const { version } = await pageFiles();
    return { page: `${under(board)}${PAGE}`, files: `${under(board)}${FILES}/${version}` };
  }

  const html = (reply: FastifyReply, status: number, content: string) =>
    reply
      .code(status)
      .type('text/html; charset=utf-8')
      .headers({
        'cache-control': 'no-store',
        'content-security-policy': CONTENT_SECURITY_POLICY,
        'cross-origin-opener-policy': 'same-origin',
        'cross-origin-resource-policy': 'same-origin',
        'referrer-policy': 'no-referrer',
        'x-content-type-options': 'nosniff',
      })
      .send(content);

  return {
    boardOf({ params }) {
      const board = boards.get((params as { boardId: string }).boardId);
      if (!board) throw new NotFound();
      return board;
    },
    under,
    origin,
    place: (path) => ({ path, secure: origin().startsWith('https:') }),
    addressOf,
    chosen(request, board, caller) {
      const reach = caller ? figuresReachOf(caller) : 'board';
      const choices = choicesOf(dayOf(app.clock.now()), board.units, reach);
      return { choices, selection: selectionOf(request.query, choices) };
    },
    html,
    async say(reply, board, status, message, caller) {
      const frame = { board: board.name, address: await addressOf(board), signedInAs: caller?.id };
      return html(reply, status, messagePage(frame, message));
    },
  };
}
