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
const one = params.extend({ followUpId: Id });
const url = '/interventions/:interventionId/follow-ups';

/** The follow-ups of an intervention (uppföljningar). */
export async function interventionFollowUpRoutes(app: FastifyInstance): Promise<void> {
  reads(app, {
    url,
    operation: 'intervention-follow-up.list',
    permission: 'intervention:read',
    tag,
    sv: 'Lista insatsens uppföljningar i dagsordning',
    summary: 'List the follow-ups of the intervention by day (uppföljningar)',
    params,
    response: schema.InterventionFollowUps,
    async handle({ reader, caller, now, params: { interventionId } }) {
      const { id, childId } = await getForReading(reader, interventionId, caller, now);
      const items = await actions.loadFollowUps(reader, id);
      return { value: { items }, persons: [childId], ids: items.map((item) => item.id) };
    },
  });

  creates(app, {
    url,
    operation: 'intervention-follow-up.record',
    permission: 'intervention:work',
    tag,
    sv: 'Registrera en uppföljning: mål, förändring, barnets egen syn, nästa steg',
    summary: 'Record a follow-up: goals, change, the child’s own view, the next step (uppföljning)',
    description:
      'The child’s own view is told, or why the child was not asked. The day that is agreed for the next one becomes ' +
      'that of the intervention.',
    params,
    body: schema.InterventionFollowUpInput,
    response: schema.InterventionFollowUp,
    async handle(work, { params: { interventionId }, body }) {
      const value = await actions.recordFollowUp(work, interventionId, body);
      return { value, location: `/interventions/${interventionId}/follow-ups` };
    },
  });

  creates(app, {
    url: `${url}/:followUpId/retraction`,
    operation: 'intervention-follow-up.retract',
    permission: 'intervention:work',
    tag,
    sv: 'Återta en uppföljning som registrerats av misstag',
    summary: 'Take back a follow-up that was recorded by mistake (återtagande)',
    params: one,
    body: RetractionInput,
    response: schema.InterventionFollowUp,
    async handle(work, { params: { interventionId, followUpId }, body }) {
      const value = await actions.takeBackFollowUp(work, interventionId, followUpId, body);
      return { value, location: `/interventions/${interventionId}/follow-ups` };
    },
  });
}
