import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { changes, creates, reads } from '../../http/route.ts';
import { Id } from '../../kernel/fields.ts';
import { areaSchema } from '../../knowledge/areas.ts';
import { getForReading } from '../actions.ts';
import { RetractionInput } from '../retraction.ts';
import * as actions from './actions.ts';
import * as schema from './schema.ts';

const tag = 'Investigations';
const params = z.object({ investigationId: Id });
const areaParams = params.extend({ areaCode: areaSchema() });
const statementParams = areaParams.extend({ statementId: Id });
const factorParams = areaParams.extend({ factorId: Id });

const kept = 'Is kept also where the plan leaves the area out: the answer then carries a warning.';
const takenBack = 'It stays to be read, with the reason, and no longer counts. Can be done once.';

/** What an investigation knows of the areas of the triangle, one by one and at a glance. */
export async function areaRoutes(app: FastifyInstance): Promise<void> {
  reads(app, {
    url: '/investigations/:investigationId/areas/:areaCode',
    operation: 'area.read',
    permission: 'investigation:read',
    tag,
    sv: 'Läs ett delområde med uppgifter, faktorer, betydelse och behov',
    versioned: true,
    summary: 'Read an area with its statements, its factors, and what they mean (delområde)',
    description: 'The ETag is that of meaning and need; "0" where none are saved yet.',
    params: areaParams,
    response: schema.Area,
    async handle({ reader, caller, now, params: { investigationId, areaCode } }) {
      const frame = await getForReading(reader, investigationId, caller, now);
      const value = await actions.loadArea(reader, frame, areaCode);
      const things = [...value.statements, ...value.factors].map((thing) => thing.id);
      return { value, persons: [frame.childId], ids: [...things, frame.id], version: value.version };
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

  creates(app, {
    url: '/investigations/:investigationId/areas/:areaCode/statements/:statementId/retraction',
    operation: 'area.retract-statement',
    permission: 'investigation:work',
    tag,
    sv: 'Ta tillbaka en uppgift som registrerats av misstag',
    summary: 'Take back a statement that was recorded by mistake (återtagande)',
    description: takenBack,
    params: statementParams,
    body: RetractionInput,
    response: schema.AreaStatement,
    async handle(work, { params: { investigationId, areaCode: area, statementId }, body }) {
      const value = await actions.retractStatement(work, { investigationId, area }, statementId, body);
      return { value, location: `/investigations/${investigationId}/areas/${area}` };
    },
  });

  creates(app, {
    url: '/investigations/:investigationId/areas/:areaCode/factors/:factorId/retraction',
    operation: 'area.retract-factor',
    permission: 'investigation:work',
    tag,
    sv: 'Ta tillbaka en faktor som registrerats av misstag',
    summary: 'Take back a factor that was recorded by mistake (återtagande)',
    description: takenBack,
    params: factorParams,
    body: RetractionInput,
    response: schema.AreaFactor,
    async handle(work, { params: { investigationId, areaCode: area, factorId }, body }) {
      const value = await actions.retractFactor(work, { investigationId, area }, factorId, body);
      return { value, location: `/investigations/${investigationId}/areas/${area}` };
    },
  });

  changes(app, {
    method: 'PUT',
    url: '/investigations/:investigationId/areas/:areaCode/meaning',
    operation: 'area-meaning.save',
    permission: 'investigation:work',
    tag,
    sv: 'Spara vad det som kommit fram i delområdet betyder för barnet, och bedömt behov',
    summary: 'Save what the facts of an area mean for the child, and the need in it (bedömt behov)',
    description: `Each change is a new version, and every version is kept; what is left out of the body is empty in it. ${kept}`,
    params: areaParams,
    body: schema.AreaMeaningInput,
    response: schema.SavedMeaning,
    async handle(work, { params: { investigationId, areaCode: area }, body, basedOn }) {
      const value = await actions.saveMeaning(work, { investigationId, area }, body, basedOn);
      return { value, version: value.version };
    },
  });

  reads(app, {
    url: '/investigations/:investigationId/areas/:areaCode/meaning/versions',
    operation: 'area-meaning.list-versions',
    permission: 'investigation:read',
    tag,
    sv: 'Läs alla versioner av delområdets betydelse och behov, senaste först',
    summary: 'Read every version of what an area means and of the need in it, the latest first',
    params: areaParams,
    response: schema.AreaMeaningVersions,
    async handle({ reader, caller, now, params: { investigationId, areaCode } }) {
      const frame = await getForReading(reader, investigationId, caller, now);
      const items = await actions.loadMeaningVersions(reader, frame, areaCode);
      return { value: { items }, persons: [frame.childId], ids: [frame.id] };
    },
  });

  reads(app, {
    url: '/investigations/:investigationId/triangle',
    operation: 'triangle.read',
    permission: 'investigation:read',
    tag,
    sv: 'Läs alla delområden i en överblick (triangeln)',
    summary: 'Read all areas at a glance (triangeln)',
    description:
      'The twelve areas of the triangle; the twenty older ones in an investigation opened before October 2015.',
    params,
    response: schema.Triangle,
    async handle({ reader, caller, now, params: { investigationId } }) {
      const frame = await getForReading(reader, investigationId, caller, now);
      const value = await actions.loadTriangle(reader, frame);
      return { value, persons: [frame.childId], ids: [frame.id] };
    },
  });
}
