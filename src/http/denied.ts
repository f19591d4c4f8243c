import type { FastifyRequest } from 'fastify';
import { Id } from '../kernel/fields.ts';

/** An address may hold anything; only what looks like an id is repeated. */
const idOrNot = (text: string) => (Id.safeParse(text).success ? text : '?');

/**
 * Puts an attempt at something that the caller may not have on record, before the caller is told no: the operation,
 * and the ids in the address.
 */
export async function recordDenied(request: FastifyRequest): Promise<void> {
  const { operation = 'unknown' } = request.routeOptions.config;
  const { boardId: _, ...ids } = request.params as Record<string, string>;
  const attribution = { caller: request.caller, requestId: request.id, at: request.server.clock.now() };
  await request.board.readLog.record(attribution, {
    kind: 'denied',
    action: operation,
    resource: operation.split('.')[0]!,
    resourceIds: Object.values(ids).map(idOrNot),
    personIds: ids.personId !== undefined && Id.safeParse(ids.personId).success ? [ids.personId] : [],
  });
}
