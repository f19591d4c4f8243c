import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { changes, reads } from '../../http/route.ts';
import { Id } from '../../kernel/fields.ts';
import { getForReading } from '../actions.ts';
import * as actions from './actions.ts';
import { Plan, PlanInput, PlanVersions } from './schema.ts';

const tag = 'Investigations';
const params = z.object({ investigationId: Id });

/** The plan of an investigation, as it stands and as it has been. */
export async function planRoutes(app: FastifyInstance): Promise<void> {
  reads(app, {
    url: '/investigations/:investigationId/plan',
    operation: 'plan.read',
    permission: 'investigation:read',
    tag,
    sv: 'Läs utredningsplanen',
    versioned: true,
    summary: 'Read the plan (utredningsplan)',
    description: 'Where none was saved yet, an empty plan of version 0.',
    params,
    response: Plan,
    async handle({ reader, caller, now, params: { investigationId } }) {
      const { id, childId } = await getForReading(reader, investigationId, caller, now);
      const value = await actions.loadPlan(reader, id);
      return { value, persons: [childId], ids: [id], version: value.version };
    },
  });

  changes(app, {
    method: 'PUT',
    url: '/investigations/:investigationId/plan',
    operation: 'plan.save',
    permission: 'investigation:work',
    tag,
    sv: 'Spara utredningsplanen som en ny version, så långt den har kommit',
    summary: 'Save the plan as a new version, as far as it has come (utredningsplan)',
    description:
      'A plan lives: each change is a new version, and every version is kept. What is left out of the body is empty in ' +
      'the new version. Completeness is judged when the investigation is closed.',
    params,
    body: PlanInput,
    response: Plan,
    async handle(work, { params: { investigationId }, body, basedOn }) {
      const value = await actions.savePlan(work, investigationId, body, basedOn);
      return { value, version: value.version };
    },
  });

  reads(app, {
    url: '/investigations/:investigationId/plan/versions',
    operation: 'plan.list-versions',
    permission: 'investigation:read',
    tag,
    sv: 'Läs utredningsplanens alla versioner, senaste först',
    summary: 'Read every version of the plan, the latest first',
    params,
    response: PlanVersions,
    async handle({ reader, caller, now, params: { investigationId } }) {
      const { id, childId } = await getForReading(reader, investigationId, caller, now);
      const items = await actions.loadPlanVersions(reader, id);
      return { value: { items }, persons: [childId], ids: [id] };
    },
  });
}
