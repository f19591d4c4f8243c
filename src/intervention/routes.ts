import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { reachOf } from '../access/reach.ts';
import { cut, Paging, pageOf, startOf } from '../http/paging.ts';
import { creates, reads } from '../http/route.ts';
import { AssignmentInput } from '../intake/schema.ts';
import { Id } from '../kernel/fields.ts';
import * as actions from './actions.ts';
import * as schema from './schema.ts';
import { countInterventions, listInterventions } from './store.ts';

const tag = 'Interventions';
const params = z.object({ interventionId: Id });

/** The frame of an intervention; the folders below add what it holds. */
export async function interventionRoutes(app: FastifyInstance): Promise<void> {
  reads(app, {
    url: '/interventions',
    operation: 'intervention.list',
    permission: 'intervention:read',
    tag,
    sv: 'Lista insatser, den senast påbörjade först',
    summary: 'List interventions (insatser), the latest started first',
    query: Paging.extend(schema.InterventionFilter.shape),
    response: pageOf('InterventionPage', schema.InterventionSummary),
    async handle({ reader, caller, now, today, query }) {
      const asked = { reach: reachOf(caller, 'investigation'), now, today };
      const { unit, handlerId, childId, state, followUpDue } = query;
      const filter = { unit, handlerId, childId, state, followUpDue };
      const rows = await listInterventions(reader, filter, startOf(query), asked);
      const { items, page } = cut(rows, query.limit, (row) => [row.startedOn, row.id]);
      const total = query.total ? { total: await countInterventions(reader, filter, asked) } : {};
      return {
        value: { items: items.map(actions.summarise), page: { ...page, ...total } },
        persons: items.map((row) => row.childId),
        ids: items.map((row) => row.id),
      };
    },
  });

  creates(app, {
    url: '/interventions',
    operation: 'intervention.give',
    permission: 'intervention:work',
    tag,
    sv: 'Registrera en insats efter beslut, eller utan behovsprövning',
    summary: 'Record an intervention that was decided, or that is given without a needs test (insats)',
    description:
      'One that was decided is given once, by someone who has the investigation; its legal basis is that of the ' +
      'decision. Without a needs test (SoL 11 kap. 5 §) there is no decision, and contact persons, contact families ' +
      'and placements are refused; the unit is one of your own, or you have a case of the child.',
    body: schema.InterventionInput,
    response: schema.InterventionSummary,
    async handle(work, { body }) {
      const value = await actions.giveIntervention(work, body);
      return { value, location: `/interventions/${value.id}`, version: value.version };
    },
  });

  reads(app, {
    url: '/interventions/:interventionId/assignments',
    operation: 'intervention.list-assignments',
    permission: 'intervention:read',
    tag,
    sv: 'Lista vilka som har följt upp insatsen, och sedan när',
    summary: 'List who has followed up the intervention, and since when (tilldelningar)',
    params,
    response: schema.InterventionAssignments,
    async handle({ reader, caller, now, params: { interventionId } }) {
      const { id, childId } = await actions.getForReading(reader, interventionId, caller, now);
      return { value: { items: await actions.loadAssignments(reader, id) }, persons: [childId], ids: [id] };
    },
  });

  creates(app, {
    url: '/interventions/:interventionId/assignments',
    operation: 'intervention.assign',
    permission: 'intervention:decide',
    tag,
    sv: 'Tilldela insatsen en annan handläggare',
    summary: 'Hand the intervention to another handler (tilldelning)',
    params,
    ifMatch: true,
    body: AssignmentInput,
    response: schema.InterventionSummary,
    async handle(work, { params: { interventionId }, body, basedOn }) {
      const value = await actions.assignIntervention(work, interventionId, body, basedOn);
      return { value, location: `/interventions/${interventionId}`, version: value.version };
    },
  });
}
