import { createHash } from 'node:crypto';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { z } from 'zod';
import type { Board } from '../access/boards.ts';
import { documented } from '../http/openapi.ts';
import { Paging, pageOf } from '../http/paging.ts';
import { boardParams, creates, reads } from '../http/route.ts';
import { Id } from '../kernel/fields.ts';
import { NotFound } from '../kernel/outcome.ts';
import * as actions from './actions.ts';
import * as schema from './schema.ts';

interface Options {
  readonly boards: ReadonlyMap<string, Board>;
  /** Called when an address opens nothing; throws when whoever asks has tried too often. */
  readonly onRefused: (request: FastifyRequest) => Promise<void>;
}

const tag = 'Calendar';
const CALENDAR = '/deadlines/calendar.ics';
const ADDRESSES = '/deadlines/calendar-addresses';

/** A handler's own deadlines as a calendar (kalenderprenumeration), and the secret addresses that it is read at. */
export async function calendarRoutes(app: FastifyInstance, { boards, onRefused }: Options): Promise<void> {
  creates(app, {
    url: ADDRESSES,
    operation: 'calendar-address.create',
    // It opens nothing that this does not.
    permission: 'deadline:read',
    tag,
    sv: 'Skapa en hemlig kalenderadress för de egna tidsfristerna',
    summary: 'Make a secret calendar address for your own deadlines (kalenderadress)',
    description:
      'For a calendar program, which cannot show a token. Whoever has the address reads end day, kind and case number ' +
      'of the deadlines in your own cases; keep it like a password, and revoke it when it has come astray. It is given ' +
      'in this answer alone and ends by itself on `validUntil`. At most ten hold at a time.',
    body: schema.CalendarAddressInput,
    response: schema.NewCalendarAddress,
    async handle(work, { body }) {
      const value = await actions.createAddress(work, body);
      return {
        value: { ...value, address: null },
        location: ADDRESSES,
      };
    },
    async reveal(work, kept) {
      const secret = await actions.revealSecret(work, kept.id);
      const base = app.prefix.replace(':boardId', work.board.id);
      return { ...kept, address: secret && `${base}${CALENDAR}?key=${secret}` };
    },
  });

  reads(app, {
    url: ADDRESSES,
    operation: 'calendar-address.list',
    permission: 'calendar:end',
    tag,
    sv: 'Lista kalenderadresser, även avslutade, senaste först',
    summary: 'List calendar addresses, ended ones too, the latest first',
    description:
      'Your own; with `handlerId` those of another, for team leaders and administrators (`calendar:oversee`). What ' +
      'opens them is never shown.',
    query: Paging.extend(schema.CalendarAddressQuery.shape),
    response: pageOf('CalendarAddressPage', schema.CalendarAddress),
    async handle({ reader, caller, query: { handlerId, ...paging } }) {
      const value = await actions.listAddresses(reader, caller, handlerId ?? caller.id, paging);
      return { value, persons: [], ids: value.items.map(({ id }) => id) };
    },
  });

  creates(app, {
    url: `${ADDRESSES}/:addressId/revocation`,
    operation: 'calendar-address.revoke',
    // Ending only ever takes away. Others' take `calendar:oversee`: a team leader knows first that somebody has left,
    // and the administrator, who sees no case, is the one who is told to close what the person had.
    permission: 'calendar:end',
    tag,
    sv: 'Återkalla en kalenderadress: den egna, eller en annans om man får',
    summary: 'Revoke a calendar address, at once and for good (återkallelse)',
    description: 'Your own; that of another for team leaders and administrators (`calendar:oversee`).',
    params: z.object({ addressId: Id }),
    body: z.strictObject({}).meta({ id: 'CalendarAddressRevocation', examples: [{}] }),
    response: schema.CalendarAddress,
    async handle(work, { params: { addressId } }) {
      const value = await actions.revokeAddress(work, addressId);
      return { value, location: ADDRESSES };
    },
  });

  // Not one of the four ways in: there is no caller, and what is sent is judged by what the address itself says.
  app.get<{ Params: { boardId: string }; Querystring: z.output<typeof schema.CalendarQuery> }>(
    CALENDAR,
    {
      config: { permission: 'public', operation: 'calendar.read' },
      schema: documented({
        operation: 'calendar.read',
        permission: 'public',
        tag,
        sv: 'Läs de egna tidsfristerna som kalender, på en hemlig adress',
        summary: 'Read your own deadlines as a calendar, at a secret address',
        description:
          'No token: the key is what `POST …/calendar-addresses` gave. Open deadlines as whole days, and struck out ' +
          'what was settled in the last thirty days, in the cases that the owner handles now; never anything of a ' +
          'person. An address that is unknown, revoked or ended is 404, and counts as a refused token. Each reading ' +
          'is on record, with If-None-Match too.',
        params: boardParams,
        query: schema.CalendarQuery.strict(),
        headers: z.object({
          'if-none-match': z
            .string()
            .optional()
            .describe('The ETag of the calendar that you have')
            .meta({ examples: ['"4mQ0hF2vJ7sXo1cZ"'] }),
        }),
        response: schema.CalendarFile,
        answers: { success: 200, public: true, conditional: true, media: ['text/calendar'] },
      }),
    },
    async (request, reply) => {
      // The address is the secret: nothing that is on it leaves with a reference to it, or stays where others look.
      reply.header('referrer-policy', 'no-referrer').header('cache-control', 'no-store');
      const calendar = await actions.readCalendar(boards, {
        boardId: request.params.boardId,
        key: request.query.key,
        requestId: request.id,
        now: app.clock.now(),
      });
      if (calendar === null) {
        await onRefused(request);
        throw new NotFound();
      }
      const etag = `"${createHash('sha256').update(calendar).digest('base64url')}"`;
      reply.header('cache-control', 'private, no-cache').header('etag', etag);
      if (hasAlready(request.headers['if-none-match'], etag)) return reply.code(304).send();
      return reply
        .code(200)
        .type('text/calendar; charset=utf-8')
        .header('x-content-type-options', 'nosniff')
        .header('content-disposition', 'inline; filename="tidsfrister.ics"')
        .send(calendar);
    },
  );
}

/** Whether the caller has what the ETag stands for. What proxies have marked as weak is the same text (RFC 9110 13.1.2). */
const hasAlready = (header: string | undefined, etag: string): boolean =>
  (header ?? '').split(',').some((one) => ['*', etag, `W/${etag}`].includes(one.trim()));
