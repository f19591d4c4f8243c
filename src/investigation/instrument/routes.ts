import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { changes, creates, reads } from '../../http/route.ts';
import { Id } from '../../kernel/fields.ts';
import { getForReading } from '../actions.ts';
import * as actions from './actions.ts';
import * as schema from './schema.ts';

const tag = 'Investigations';
const params = z.object({ investigationId: Id });
const one = params.extend({ instrumentUseId: Id });
const url = '/investigations/:investigationId/instruments';

/** The uses of assessment instruments in an investigation (bedömningsinstrument). */
export async function instrumentRoutes(app: FastifyInstance): Promise<void> {
  reads(app, {
    url,
    operation: 'instrument-use.list',
    permission: 'investigation:read',
    tag,
    sv: 'Lista använda bedömningsinstrument i dagsordning',
    summary: 'List the uses of instruments in the order of their days (bedömningsinstrument)',
    params,
    response: schema.InstrumentUses,
    async handle({ reader, caller, now, params: { investigationId } }) {
      const investigation = await getForReading(reader, investigationId, caller, now);
      const items = await actions.loadInstrumentUses(reader, investigationId);
      return { value: { items }, persons: [investigation.childId], ids: items.map((item) => item.id) };
    },
  });

  reads(app, {
    url: `${url}/:instrumentUseId`,
    operation: 'instrument-use.read',
    permission: 'investigation:read',
    tag,
    sv: 'Läs ett använt bedömningsinstrument',
    versioned: true,
    summary: 'Read a use of an instrument (bedömningsinstrument)',
    params: one,
    response: schema.InstrumentUse,
    async handle({ reader, caller, now, params: { investigationId, instrumentUseId } }) {
      const investigation = await getForReading(reader, investigationId, caller, now);
      const value = await actions.getInstrumentUse(reader, investigationId, instrumentUseId);
      return { value, persons: [investigation.childId], ids: [value.id], version: value.version };
    },
  });

  creates(app, {
    url,
    operation: 'instrument-use.record',
    permission: 'investigation:work',
    tag,
    sv: 'Registrera ett använt bedömningsinstrument med poäng',
    summary: 'Record a use of an instrument with its scores (bedömningsinstrument)',
    description:
      'The instrument and the day are enough to begin with. Scores are held against the scales of `/instruments`; an ' +
      'instrument that is not there takes a summary and no scores. A child of another age than the instrument is made ' +
      'for gives a warning. Never the wording of the instrument, which is under copyright.',
    params,
    body: schema.InstrumentUseInput,
    response: schema.RecordedInstrumentUse,
    async handle(work, { params: { investigationId }, body }) {
      const value = await actions.recordInstrumentUse(work, investigationId, body);
      return {
        value,
        location: `/investigations/${investigationId}/instruments/${value.id}`,
        version: value.version,
      };
    },
  });

  changes(app, {
    method: 'PATCH',
    url: `${url}/:instrumentUseId`,
    operation: 'instrument-use.correct',
    permission: 'investigation:work',
    tag,
    sv: 'Rätta eller komplettera ett använt bedömningsinstrument',
    summary: 'Correct or complete a use of an instrument (bedömningsinstrument)',
    params: one,
    body: schema.InstrumentUsePatch,
    response: schema.RecordedInstrumentUse,
    async handle(work, { params: { investigationId, instrumentUseId }, body, basedOn }) {
      const value = await actions.correctInstrumentUse(work, investigationId, instrumentUseId, body, basedOn);
      return { value, version: value.version };
    },
  });
}
