import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { creates, reads } from '../../http/route.ts';
import { Id } from '../../kernel/fields.ts';
import { getForReading } from '../actions.ts';
import * as actions from './actions.ts';
import * as schema from './schema.ts';

const tag = 'Interventions';
const params = z.object({ interventionId: Id });
const url = '/interventions/:interventionId/sip';

/** Whether there is a coordinated individual plan beside the intervention (SIP). */
export async function sipRoutes(app: FastifyInstance): Promise<void> {
  reads(app, {
    url,
    operation: 'sip.list',
    permission: 'intervention:read',
    tag,
    sv: 'Lista vad som registrerats om samordnad individuell plan, i dagsordning',
    summary: 'List what was recorded of a coordinated individual plan, by day (SIP)',
    params,
    response: schema.Sips,
    async handle({ reader, caller, now, params: { interventionId } }) {
      const { id, childId } = await getForReading(reader, interventionId, caller, now);
      const items = await actions.loadSips(reader, id);
      return { value: { items }, persons: [childId], ids: items.map((item) => item.id) };
    },
  });

  creates(app, {
    url,
    operation: 'sip.record',
    permission: 'intervention:work',
    tag,
    sv: 'Registrera om en samordnad individuell plan finns',
    summary: 'Record whether there is a coordinated individual plan (SIP)',
    description: 'Stands beside what was recorded before: the one of the latest day holds.',
    params,
    body: schema.SipInput,
    response: schema.Sip,
    async handle(work, { params: { interventionId }, body }) {
      const value = await actions.recordSip(work, interventionId, body);
      return { value, location: `/interventions/${interventionId}/sip` };
    },
  });
}
