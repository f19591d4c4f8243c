import type { FastifyInstance } from 'fastify';
import { serves } from '../http/route.ts';
import { readWorkload } from './actions.ts';
import { Workload, WorkloadFilter } from './schema.ts';

/** How much lies with whom (arbetsbelastning). */
export async function workloadRoutes(app: FastifyInstance): Promise<void> {
  // Served, not read: it counts cases and names no child, so that nobody's file has been looked into. Whom it does
  // name are the board's own handlers.
  serves(app, {
    url: '/workload',
    operation: 'workload.read',
    permission: 'workload:read',
    tag: 'Deadlines',
    sv: 'Läs arbetsbelastningen per enhet och handläggare',
    summary: 'Read the workload (arbetsbelastning) per unit and handler',
    description:
      'Support for planning, and no measure of people. Counts what the caller sees in the units of their token: a case ' +
      'of a child with protected identity counts for the named handlers only, and the time of a party whom the caller ' +
      'may not know of is left out, so that two callers may be given different figures. A team leader gets every ' +
      'handler with something to count, a social worker the own row and the totals. What was handed over counts with ' +
      'whom it now lies. Deadlines are those that ask for something today, also in a case that has been decided or ' +
      'closed. Weights, full load and levels are the board’s own, or start values of ours marked `provisional`.',
    query: WorkloadFilter,
    response: Workload,
    handle: ({ query, ...asking }) => readWorkload(asking, query),
  });
}
