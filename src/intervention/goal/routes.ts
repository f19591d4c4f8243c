import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { changes, creates, reads } from '../../http/route.ts';
import { Id } from '../../kernel/fields.ts';
import { getForReading } from '../actions.ts';
import * as actions from './actions.ts';
import * as schema from './schema.ts';

const tag = 'Interventions';
const params = z.object({ interventionId: Id });
const one = params.extend({ goalId: Id });
const url = '/interventions/:interventionId/goals';

/** The goals of an intervention (mål). */
export async function goalRoutes(app: FastifyInstance): Promise<void> {
  reads(app, {
    url,
    operation: 'goal.list',
    permission: 'intervention:read',
    tag,
    sv: 'Lista insatsens mål som de nu lyder',
    summary: 'List the goals of the intervention as they now read (mål)',
    params,
    response: schema.Goals,
    async handle({ reader, caller, now, params: { interventionId } }) {
      const { id, childId } = await getForReading(reader, interventionId, caller, now);
      const items = await actions.loadGoals(reader, id);
      return { value: { items }, persons: [childId], ids: items.map((item) => item.id) };
    },
  });

  reads(app, {
    url: `${url}/:goalId`,
    operation: 'goal.read',
    permission: 'intervention:read',
    tag,
    sv: 'Läs ett mål med alla dess versioner',
    summary: 'Read a goal with all its versions (mål)',
    versioned: true,
    params: one,
    response: schema.GoalHistory,
    async handle({ reader, caller, now, params: { interventionId, goalId } }) {
      const { childId } = await getForReading(reader, interventionId, caller, now);
      const value = await actions.getGoalHistory(reader, interventionId, goalId);
      return { value, persons: [childId], ids: [goalId], version: value.version };
    },
  });

  creates(app, {
    url,
    operation: 'goal.set',
    permission: 'intervention:work',
    tag,
    sv: 'Sätt ett mål för insatsen',
    summary: 'Set a goal of the intervention (mål)',
    description:
      'With an indicator and a target the goal is measurable. It can be revised, and is never erased.',
    params,
    body: schema.GoalInput,
    response: schema.Goal,
    async handle(work, { params: { interventionId }, body }) {
      const value = await actions.setGoal(work, interventionId, body);
      return {
        value,
        location: `/interventions/${interventionId}/goals/${value.id}`,
        version: value.version,
      };
    },
  });

  changes(app, {
    method: 'PUT',
    url: `${url}/:goalId`,
    operation: 'goal.revise',
    permission: 'intervention:work',
    tag,
    sv: 'Revidera ett mål: en ny version bredvid de tidigare',
    summary: 'Revise a goal: a new version beside the earlier ones (mål)',
    params: one,
    body: schema.GoalInput,
    response: schema.Goal,
    async handle(work, { params: { interventionId, goalId }, body, basedOn }) {
      const value = await actions.reviseGoal(work, interventionId, goalId, body, basedOn);
      return { value, version: value.version };
    },
  });

  creates(app, {
    url: `${url}/:goalId/end`,
    operation: 'goal.end',
    permission: 'intervention:work',
    tag,
    sv: 'Avsluta ett mål som inte längre gäller, med skälet',
    summary: 'Give up a goal that holds no longer, with the reason (mål)',
    params: one,
    ifMatch: true,
    body: schema.GoalEndInput,
    response: schema.Goal,
    async handle(work, { params: { interventionId, goalId }, body, basedOn }) {
      const value = await actions.endGoal(work, interventionId, goalId, body, basedOn);
      return { value, location: `/interventions/${interventionId}/goals/${goalId}`, version: value.version };
    },
  });
}
