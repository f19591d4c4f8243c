import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { creates, reads } from '../../http/route.ts';
import { Id } from '../../kernel/fields.ts';
import { getForReading } from '../actions.ts';
import * as actions from './actions.ts';
import * as schema from './schema.ts';

const tag = 'Interventions';
const params = z.object({ interventionId: Id });
const end = '/interventions/:interventionId/end';
const later = '/interventions/:interventionId/later-follow-ups';

/** How an intervention ended, and what it led to. */
export async function endingRoutes(app: FastifyInstance): Promise<void> {
  reads(app, {
    url: end,
    operation: 'intervention.read-end',
    permission: 'intervention:read',
    tag,
    sv: 'Läs hur insatsen avslutades',
    summary: 'Read how the intervention ended (avslut)',
    params,
    response: schema.End,
    async handle({ reader, caller, now, params: { interventionId } }) {
      const { id, childId } = await getForReading(reader, interventionId, caller, now);
      return { value: await actions.getEnd(reader, id), persons: [childId], ids: [id] };
    },
  });

  creates(app, {
    url: end,
    operation: 'intervention.end',
    permission: 'intervention:work',
    tag,
    sv: 'Avsluta insatsen, med måluppfyllelse',
    summary: 'End the intervention, with how far its goals came (avslut)',
    description:
      'How far every goal that holds came is told. If-Match is the ETag of the intervention, so that nobody ends it ' +
      'without having read what was recorded last. `warnings` says where the reason and the goals do not agree.',
    params,
    ifMatch: true,
    body: schema.EndInput,
    response: schema.RecordedEnd,
    async handle(work, { params: { interventionId }, body, basedOn }) {
      const { end: value, version } = await actions.endIntervention(work, interventionId, body, basedOn);
      return { value, location: `/interventions/${interventionId}/end`, version };
    },
  });

  reads(app, {
    url: later,
    operation: 'later-follow-up.list',
    permission: 'intervention:read',
    tag,
    sv: 'Lista senare uppföljningar: vad insatsen ledde till',
    summary: 'List the later follow-ups: what the intervention led to (senare uppföljning)',
    params,
    response: schema.LaterFollowUps,
    async handle({ reader, caller, now, params: { interventionId } }) {
      const { id, childId } = await getForReading(reader, interventionId, caller, now);
      const items = await actions.loadLaterFollowUps(reader, id);
      return { value: { items }, persons: [childId], ids: items.map((item) => item.id) };
    },
  });

  creates(app, {
    url: later,
    operation: 'later-follow-up.record',
    permission: 'intervention:work',
    tag,
    sv: 'Registrera en senare uppföljning, också år efter avslutet',
    summary: 'Record a later follow-up, also years after the end (senare uppföljning)',
    params,
    body: schema.LaterFollowUpInput,
    response: schema.LaterFollowUp,
    async handle(work, { params: { interventionId }, body }) {
      const value = await actions.recordLaterFollowUp(work, interventionId, body);
      return { value, location: `/interventions/${interventionId}/later-follow-ups` };
    },
  });
}
