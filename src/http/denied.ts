import type { FastifyRequest } from 'fastify';

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
    resourceIds: Object.values(ids),
    personIds: ids.personId === undefined ? [] : [ids.personId],
  });
}
