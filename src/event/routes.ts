import type { FastifyInstance } from 'fastify';
import { personsIn } from '../deadlines/evaluate.ts';
import { onlyOneOf, Paging, unknownCursor } from '../http/paging.ts';
import { reads } from '../http/route.ts';
import { findEnd, listTold } from './actions.ts';
import { cloudEventOf } from './rules.ts';
import { EventFeed, EventQuery } from './schema.ts';

/** What the clock has told of the deadlines (händelser), for who asks now and then instead of being called. */
export async function eventRoutes(app: FastifyInstance): Promise<void> {
  reads(app, {
    url: '/events',
    operation: 'event.list',
    permission: 'deadline:read',
    tag: 'Deadlines',
    sv: 'Följ vad som händer med tidsfristerna, i den ordning det hände',
    summary: 'Follow what happens to the deadlines, in the order that it happened',
    description:
      'Each deadline is told of when it nears, when its end day has come, and when its last lawful day has passed ' +
      'without its being met; each once per end day, as a CloudEvent. Begin with `from=now` for what is new, or with ' +
      'nothing for everything; then ask with the `cursor` of the answer before, as often as you like: nothing is ' +
      'skipped and nothing comes twice. An answer looks through at most 2 000 events, so that it may hold few or none ' +
      'although `more` is true. Of cases that the caller sees now, and without the time of a party whose identity is ' +
      'protected from the caller. Who comes to see a case later finds what was told of it before only by beginning ' +
      'anew: how its deadlines stand is in `/deadlines`.',
    query: Paging.pick({ limit: true }).extend(EventQuery.shape),
    response: EventFeed,
    async handle({ query, board, ...asking }) {
      const { limit, cursor, from, ...filter } = query;
      if (cursor !== undefined && from !== undefined) throw onlyOneOf('cursor', 'from');
      const end = await findEnd(asking.reader);
      const after = from === 'now' ? end : Number(cursor ?? 0);
      // One that this board has not come to was given by another, or before the database was put back.
      if (after > end) throw unknownCursor();
      const told = await listTold(asking, { after, end }, filter, limit);
      return {
        value: {
          items: told.events.map(({ row }) => cloudEventOf(row, board.id)),
          cursor: String(told.cursor),
          more: told.more,
        },
        persons: personsIn(told.events),
        ids: told.events.map(({ row }) => row.id),
      };
    },
  });
}
