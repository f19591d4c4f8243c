import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { creates, reads } from '../../http/route.ts';
import { Id } from '../../kernel/fields.ts';
import { getForReading } from '../actions.ts';
import * as actions from './actions.ts';
import { Completeness, CompletenessQuery, DecisionInput, InvestigationDecision } from './schema.ts';

const tag = 'Investigations';
const params = z.object({ investigationId: Id });

/** What closing still needs, and the decision that closes. */
export async function decisionRoutes(app: FastifyInstance): Promise<void> {
  reads(app, {
    url: '/investigations/:investigationId/completeness',
    operation: 'completeness.read',
    permission: 'investigation:read',
    tag,
    sv: 'Läs allt som återstår innan utredningen kan avslutas, med regel och lagrum',
    summary: 'Read everything that closing still needs, with rule and law (vad som återstår)',
    description:
      'With `outcome`, what that outcome needs: an investigation that ends because the child has moved or the ' +
      'application is withdrawn is not carried through, and needs less. With `intervention` too, whose consent it ' +
      'needs and who may decide it; it can be repeated. `missing` is what the decision would be refused with; ' +
      '`advised` hinders nothing. `complete` promises closing only as far as the question goes: for insats-sol without ' +
      '`intervention` it is false, and without `outcome` it is about what all that is carried through needs. ' +
      'A closed investigation needs nothing.',
    params,
    query: CompletenessQuery,
    response: Completeness,
    async handle({ reader, caller, now, today, params: { investigationId }, query }) {
      const row = await getForReading(reader, investigationId, caller, now);
      const value = await actions.loadCompleteness(reader, row, query, { caller, today });
      // No version: what is missing changes without the frame.
      return { value, persons: [row.childId], ids: [row.id] };
    },
  });

  reads(app, {
    url: '/investigations/:investigationId/decision',
    operation: 'investigation.read-decision',
    permission: 'investigation:read',
    tag,
    sv: 'Läs beslutet som avslutade utredningen',
    summary: 'Read the decision that closed the investigation (beslut)',
    params,
    response: InvestigationDecision,
    async handle({ reader, caller, now, params: { investigationId } }) {
      const row = await getForReading(reader, investigationId, caller, now);
      const value = await actions.getDecision(reader, row.id);
      return { value, persons: [row.childId], ids: [row.id] };
    },
  });

  creates(app, {
    url: '/investigations/:investigationId/decision',
    operation: 'investigation.decide',
    permission: 'investigation:decide',
    tag,
    sv: 'Besluta, och avsluta därmed utredningen',
    summary: 'Decide, and so close the investigation (beslut, avslut)',
    description:
      'Refused with everything that is missing at once, the same list as `completeness`. What no official may decide ' +
      'takes a political decider, who may also decide what an official may. If-Match is the ETag of the investigation.',
    params,
    ifMatch: true,
    body: DecisionInput,
    response: InvestigationDecision,
    async handle(work, { params: { investigationId }, body, basedOn }) {
      const { decision, version } = await actions.decideInvestigation(work, investigationId, body, basedOn);
      return { value: decision, location: `/investigations/${investigationId}/decision`, version };
    },
  });
}
