import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { reads } from '../../http/route.ts';
import { Id } from '../../kernel/fields.ts';
import { getForReading } from '../actions.ts';
import { loadWhole } from './actions.ts';
import { Intervention } from './schema.ts';

/** An intervention in one read. */
export async function wholeInterventionRoutes(app: FastifyInstance): Promise<void> {
  reads(app, {
    url: '/interventions/:interventionId',
    operation: 'intervention.read',
    permission: 'intervention:read',
    tag: 'Interventions',
    sv: 'Läs en insats med mål, uppföljningar, skattningar och avslut',
    summary: 'Read an intervention with its goals, follow-ups, scores and end (insats)',
    versioned: true,
    params: z.object({ interventionId: Id }),
    response: Intervention,
    async handle({ reader, caller, now, params: { interventionId } }) {
      const row = await getForReading(reader, interventionId, caller, now);
      const value = await loadWhole(reader, row);
      return { value, persons: [row.childId], ids: [row.id], version: row.version };
    },
  });
}
