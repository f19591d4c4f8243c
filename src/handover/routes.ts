import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { personsIn } from '../deadlines/evaluate.ts';
import { cut, Paging, pageOf, startOf } from '../http/paging.ts';
import { reads } from '../http/route.ts';
import { Id } from '../kernel/fields.ts';
import { listHandover, readHandover } from './actions.ts';
import { placeOf } from './rules.ts';
import { Handover, HandoverCase, HandoverFilter } from './schema.ts';

const tag = 'Investigations';

/** What is handed over when a case changes hands (överlämning). */
export async function handoverRoutes(app: FastifyInstance): Promise<void> {
  reads(app, {
    url: '/investigations/:investigationId/handover',
    operation: 'handover.read',
    permission: 'file:read',
    tag,
    sv: 'Läs det som behövs när utredningen byter handläggare (överlämning)',
    summary: 'Read what a change of handler needs (överlämning)',
    description:
      'What is running, what is due, what is missing or advised, and how far plan, talks, areas and analysis have come. To ' +
      'assign the case afterwards, If-Match is the version of `investigation`.',
    params: z.object({ investigationId: Id }),
    response: Handover,
    async handle({ params: { investigationId }, ...asking }) {
      const value = await readHandover(asking, investigationId);
      const parties = [...value.running.communications, value.latest].flatMap(({ partyId }) => partyId ?? []);
      const persons = new Set([value.child.id, ...parties, ...personsIn(value.deadlines)]);
      return { value, persons: [...persons], ids: [investigationId] };
    },
  });

  reads(app, {
    url: '/handover',
    operation: 'handover.list',
    permission: 'deadline:read',
    tag,
    sv: 'Lista en handläggares öppna ärenden med närmaste tidsfrist',
    summary: 'List the open cases of a handler with what is due first in each',
    description:
      'Undecided intakes, intakes with feedback to give, and running investigations that the caller sees, by what is ' +
      'due first.',
    query: Paging.extend(HandoverFilter.shape),
    response: pageOf('HandoverPage', HandoverCase),
    async handle({ query, ...asking }) {
      const { limit, offset, after } = startOf(query);
      const cases = await listHandover(asking, query.handlerId);
      const rest = after ? cases.filter((of) => placeOf(of).join() > after.join()) : cases;
      const { items, page } = cut(rest.slice(offset), limit, placeOf);
      return {
        value: { items, page: { ...page, ...(query.total && { total: cases.length }) } },
        persons: personsIn(items.map(({ childId, next }) => ({ childId, partyId: next?.partyId ?? null }))),
        ids: items.map(({ id }) => id),
      };
    },
  });
}
