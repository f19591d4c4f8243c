import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { creates, reads } from '../../http/route.ts';
import { Id } from '../../kernel/fields.ts';
import { codeSchema } from '../../knowledge/codebooks.ts';
import { getForReading } from '../actions.ts';
import * as actions from './actions.ts';
import * as schema from './schema.ts';

const tag = 'Investigations';
const params = z.object({ investigationId: Id });
const areaParams = params.extend({ areaCode: codeSchema('needsArea') });

const kept = 'Is kept also where the plan leaves the area out: the answer then carries a warning.';

/** What an investigation knows of the areas of the triangle, one by one and at a glance. */
export async function areaRoutes(app: FastifyInstance): Promise<void> {
  reads(app, {
    url: '/investigations/:investigationId/areas/:areaCode',
    operation: 'area.read',
    permission: 'investigation:read',
    tag,
    sv: 'Läs ett delområde med uppgifter och faktorer',
    summary: 'Read an area with its statements and factors (delområde)',
    params: areaParams,
    response: schema.Area,
    async handle({ reader, caller, now, params: { investigationId, areaCode } }) {
      const { id, childId } = await getForReading(reader, investigationId, caller, now);
      const value = await actions.loadArea(reader, id, areaCode);
      const things = [...value.statements, ...value.factors].map((thing) => thing.id);
      return { value, persons: [childId], ids: [...things, id] };
    },
  });

  creates(app, {
    url: '/investigations/:investigationId/areas/:areaCode/statements',
    operation: 'area.state',
    permission: 'investigation:work',
    tag,
    sv: 'Registrera en uppgift i ett delområde, med källa',
    summary: 'Record what was told or seen in an area, with its source (uppgift)',
    description: kept,
    params: areaParams,
    body: schema.AreaStatementInput,
    response: schema.RecordedStatement,
    async handle(work, { params: { investigationId, areaCode }, body }) {
      const value = await actions.recordStatement(work, investigationId, areaCode, body);
      return { value, location: `/investigations/${investigationId}/areas/${areaCode}` };
    },
  });

  creates(app, {
    url: '/investigations/:investigationId/areas/:areaCode/factors',
    operation: 'area.record-factor',
    permission: 'investigation:work',
    tag,
    sv: 'Registrera en risk- eller skyddsfaktor i ett delområde',
    summary: 'Record a risk or protective factor in an area (risk- eller skyddsfaktor)',
    description: kept,
    params: areaParams,
    body: schema.AreaFactorInput,
    response: schema.RecordedFactor,
    async handle(work, { params: { investigationId, areaCode }, body }) {
      const value = await actions.recordFactor(work, investigationId, areaCode, body);
      return { value, location: `/investigations/${investigationId}/areas/${areaCode}` };
    },
  });

  reads(app, {
    url: '/investigations/:investigationId/triangle',
    operation: 'triangle.read',
    permission: 'investigation:read',
    tag,
    sv: 'Läs de tolv delområdena i en överblick (triangeln)',
    summary: 'Read the twelve areas at a glance (triangeln)',
    params,
    response: schema.Triangle,
    async handle({ reader, caller, now, params: { investigationId } }) {
      const { id, childId } = await getForReading(reader, investigationId, caller, now);
      return { value: await actions.loadTriangle(reader, id), persons: [childId], ids: [id] };
    },
  });
}
