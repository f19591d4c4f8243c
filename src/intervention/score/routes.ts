import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { creates, reads } from '../../http/route.ts';
import { RetractionInput } from '../../investigation/retraction.ts';
import { Id } from '../../kernel/fields.ts';
import { getForReading } from '../actions.ts';
import * as actions from './actions.ts';
import * as schema from './schema.ts';

const tag = 'Interventions';
const params = z.object({ interventionId: Id });
const one = params.extend({ scoreId: Id });
const url = '/interventions/:interventionId/scores';

/** Scores of instruments while the intervention runs (skattningar). */
export async function scoreRoutes(app: FastifyInstance): Promise<void> {
  reads(app, {
    url,
    operation: 'intervention-score.list',
    permission: 'intervention:read',
    tag,
    sv: 'Lista skattningar i dagsordning, och vad som har förändrats',
    summary: 'List the scores by day, and what has changed (skattningar)',
    params,
    response: schema.InterventionScores,
    async handle({ reader, caller, now, params: { interventionId } }) {
      const { id, childId } = await getForReading(reader, interventionId, caller, now);
      const value = await actions.loadScores(reader, id);
      return { value, persons: [childId], ids: value.items.map((item) => item.id) };
    },
  });

  creates(app, {
    url,
    operation: 'intervention-score.record',
    permission: 'intervention:work',
    tag,
    sv: 'Registrera en skattning med poäng',
    summary: 'Record the scores of an instrument (skattning)',
    description:
      'Held against the scales of `/instruments`, as in an investigation; where there are no scores, `summary` says what came ' +
      'of it. Whether a change is more than chance is said ' +
      'where the norms of `normSet` publish a number for the scale, and nowhere else.',
    params,
    body: schema.InterventionScoreInput,
    response: schema.RecordedInterventionScore,
    async handle(work, { params: { interventionId }, body }) {
      const value = await actions.recordScore(work, interventionId, body);
      return { value, location: `/interventions/${interventionId}/scores` };
    },
  });

  creates(app, {
    url: `${url}/:scoreId/retraction`,
    operation: 'intervention-score.retract',
    permission: 'intervention:work',
    tag,
    sv: 'Återta en skattning som registrerats av misstag',
    summary: 'Take back scores that were recorded by mistake (återtagande)',
    params: one,
    body: RetractionInput,
    response: schema.InterventionScore,
    async handle(work, { params: { interventionId, scoreId }, body }) {
      const value = await actions.takeBackScore(work, interventionId, scoreId, body);
      return { value, location: `/interventions/${interventionId}/scores` };
    },
  });
}
