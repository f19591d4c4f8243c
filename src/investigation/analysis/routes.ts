import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { changes, creates, reads } from '../../http/route.ts';
import { Id } from '../../kernel/fields.ts';
import { getForReading } from '../actions.ts';
import * as actions from './actions.ts';
import {
  Analysis,
  AnalysisInput,
  AnalysisSignature,
  AnalysisSignatureInput,
  AnalysisVersions,
} from './schema.ts';

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
    description:
      'Where nothing was saved yet, both are empty and the version is 0. The version and the ETag are those of the ' +
      'text: signing changes neither.',
    params,
    response: Analysis,
    async handle({ reader, caller, now, params: { investigationId } }) {
      const row = await getForReading(reader, investigationId, caller, now);
      const value = await actions.loadAnalysis(reader, investigationId);
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
      const value = await actions.saveAnalysis(work, investigationId, body, basedOn);
      return { value, version: value.version };
    },
  });

  reads(app, {
    url: '/investigations/:investigationId/analysis/versions',
    operation: 'analysis.list-versions',
    permission: 'investigation:read',
    tag,
    sv: 'Läs alla versioner av analys och bedömning, senaste först',
    summary: 'Read every version of analysis and assessment, the latest first',
    params,
    response: AnalysisVersions,
    async handle({ reader, caller, now, params: { investigationId } }) {
      const { id, childId } = await getForReading(reader, investigationId, caller, now);
      const items = await actions.loadAnalysisVersions(reader, id);
      return { value: { items }, persons: [childId], ids: [id] };
    },
  });

  creates(app, {
    url: '/investigations/:investigationId/analysis/signatures',
    operation: 'analysis.sign',
    permission: 'investigation:work',
    tag,
    sv: 'Signera analysen eller bedömningen så som den lyder',
    summary: 'Sign the analysis or the assessment as it reads (signering)',
    description:
      'If-Match is the ETag of the analysis: what the caller has read is what is signed. A part that is empty, or ' +
      'lacks what closing needs of it, is refused with all that it lacks. A later save that changes the part makes ' +
      'it unsigned again; the version that was signed stays.',
    params,
    ifMatch: true,
    body: AnalysisSignatureInput,
    response: AnalysisSignature,
    async handle(work, { params: { investigationId }, body, basedOn }) {
      const value = await actions.signAnalysis(work, investigationId, body, basedOn);
      return { value, location: `/investigations/${investigationId}/analysis`, version: value.version };
    },
  });
}
