import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { changes, reads } from '../../http/route.ts';
import { Id } from '../../kernel/fields.ts';
import { getForReading } from '../actions.ts';
import { loadAnalysis, saveAnalysis } from './actions.ts';
import { Analysis, AnalysisInput } from './schema.ts';

const tag = 'Investigations';
const params = z.object({ investigationId: Id });

/** Analysis and assessment: one address, two parts kept apart. */
export async function analysisRoutes(app: FastifyInstance): Promise<void> {
  reads(app, {
    url: '/investigations/:investigationId/analysis',
    operation: 'analysis.read',
    permission: 'investigation:read',
    tag,
    sv: 'Läs analysen och, skild från den, bedömningen',
    versioned: true,
    summary: 'Read the analysis and, apart from it, the assessment (analys och bedömning)',
    description: 'Where nothing was saved yet, both are empty and the version is 0.',
    params,
    response: Analysis,
    async handle({ reader, caller, now, params: { investigationId } }) {
      const row = await getForReading(reader, investigationId, caller, now);
      const value = await loadAnalysis(reader, investigationId);
      return { value, persons: [row.childId], ids: [row.id], version: value.version };
    },
  });

  changes(app, {
    method: 'PUT',
    url: '/investigations/:investigationId/analysis',
    operation: 'analysis.save',
    permission: 'investigation:work',
    tag,
    sv: 'Spara analys och bedömning så långt de har kommit',
    summary: 'Save analysis and assessment as far as they have come (analys och bedömning)',
    description:
      'Can be begun on the first day. Each save is a new version, and every version is kept. The analysis and the ' +
      'assessment can be saved together or one at a time: the one that is left out stays as it was. Completeness is ' +
      'judged when the investigation is closed.',
    params,
    body: AnalysisInput,
    response: Analysis,
    async handle(work, { params: { investigationId }, body, basedOn }) {
      const value = await saveAnalysis(work, investigationId, body, basedOn);
      return { value, version: value.version };
    },
  });
}
