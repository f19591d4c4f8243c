import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { reachOf } from '../access/reach.ts';
import { cut, Paging, pageOf, startOf } from '../http/paging.ts';
import { changes, creates, reads } from '../http/route.ts';
import { AssignmentInput, Extension, ExtensionInput } from '../intake/schema.ts';
import { Id } from '../kernel/fields.ts';
import * as actions from './actions.ts';
import { assignmentHistory } from './rules.ts';
import * as schema from './schema.ts';
import { countInvestigations, listInvestigations } from './store.ts';

const tag = 'Investigations';
const params = z.object({ investigationId: Id });

/** The frame of the investigation; the folders below add what it holds. */
export async function investigationRoutes(app: FastifyInstance): Promise<void> {
  reads(app, {
    url: '/investigations',
    operation: 'investigation.list',
    permission: 'investigation:read',
    tag,
    sv: 'Lista utredningar, senaste först',
    summary: 'List investigations, the latest first',
    query: Paging.extend(schema.InvestigationFilter.shape),
    response: pageOf('InvestigationPage', schema.InvestigationSummary),
    async handle({ reader, caller, now, query }) {
      const reach = reachOf(caller, 'investigation');
      const { unit, handlerId, childId, state } = query;
      const filter = { unit, handlerId, childId, state };
      const rows = await listInvestigations(reader, filter, startOf(query), reach, now);
      const { items, page } = cut(rows, query.limit, (row) => [row.openedOn, row.id]);
      const total = query.total ? { total: await countInvestigations(reader, filter, reach, now) } : {};
      return {
        value: { items: items.map(actions.summarise), page: { ...page, ...total } },
        persons: items.map((row) => row.childId),
        ids: items.map((row) => row.id),
      };
    },
  });

  reads(app, {
    url: '/investigations/:investigationId',
    operation: 'investigation.read',
    permission: 'investigation:read',
    tag,
    sv: 'Läs en barnavårdsutrednings ram',
    versioned: true,
    summary: 'Read the frame of an investigation (barnavårdsutredning)',
    params,
    response: schema.Investigation,
    async handle({ reader, caller, now, params: { investigationId } }) {
      const row = await actions.getForReading(reader, investigationId, caller, now);
      const value = await actions.loadInvestigation(reader, row);
      return { value, persons: [row.childId], ids: [row.id], version: row.version };
    },
  });

  changes(app, {
    method: 'PATCH',
    url: '/investigations/:investigationId',
    operation: 'investigation.record-circumstances',
    permission: 'investigation:work',
    tag,
    sv: 'Registrera barnets förhållanden, eller varför barnet inte hörts',
    summary: 'Record the child’s circumstances, or why the child was not heard',
    params,
    body: schema.InvestigationPatch,
    response: schema.Investigation,
    async handle(work, { params: { investigationId }, body, basedOn }) {
      const value = await actions.recordCircumstances(work, investigationId, body, basedOn);
      return { value, version: value.version };
    },
  });

  reads(app, {
    url: '/investigations/:investigationId/assignments',
    operation: 'investigation.list-assignments',
    permission: 'investigation:read',
    tag,
    sv: 'Lista vilka som har handlagt utredningen, och när',
    summary: 'List who has handled the investigation, and when (tilldelningar)',
    params,
    response: schema.AssignmentHistory,
    async handle({ reader, caller, now, params: { investigationId } }) {
      const { id, childId } = await actions.getForReading(reader, investigationId, caller, now);
      const items = assignmentHistory(await actions.loadAssignments(reader, id));
      return { value: { items }, persons: [childId], ids: [id] };
    },
  });

  creates(app, {
    url: '/investigations/:investigationId/assignments',
    operation: 'investigation.assign',
    permission: 'investigation:assign',
    tag,
    sv: 'Tilldela utredningen en annan handläggare',
    summary: 'Hand the investigation to another handler (tilldelning)',
    params,
    ifMatch: true,
    body: AssignmentInput,
    response: schema.Investigation,
    async handle(work, { params: { investigationId }, body, basedOn }) {
      const value = await actions.assignInvestigation(work, investigationId, body, basedOn);
      return { value, location: `/investigations/${investigationId}`, version: value.version };
    },
  });

  creates(app, {
    url: '/investigations/:investigationId/extensions',
    operation: 'investigation.extend',
    permission: 'investigation:decide',
    tag,
    sv: 'Förläng de fyra månaderna på särskilda skäl',
    summary: 'Extend the four months on särskilda skäl (förlängd utredning)',
    params,
    ifMatch: true,
    body: ExtensionInput,
    response: Extension,
    async handle(work, { params: { investigationId }, body, basedOn }) {
      const { extension, version } = await actions.extendInvestigation(work, investigationId, body, basedOn);
      return { value: extension, location: `/investigations/${investigationId}`, version };
    },
  });
}
