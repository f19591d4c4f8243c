import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { changes, creates, reads } from '../../http/route.ts';
import { Id } from '../../kernel/fields.ts';
import { getForReading } from '../actions.ts';
import * as actions from './actions.ts';
import * as schema from './schema.ts';

const tag = 'Investigations';
const params = z.object({ investigationId: Id });
const one = params.extend({ informationId: Id });
const url = '/investigations/:investigationId/party-information';

/** The child, and the people who were told. */
const personsIn = (childId: string, items: readonly schema.PartyInformation[]) => [
  childId,
  ...items.flatMap((item) => item.personId ?? []),
];

/** What those concerned are told of the investigation (information om utredningen). */
export async function informationRoutes(app: FastifyInstance): Promise<void> {
  reads(app, {
    url,
    operation: 'party-information.list',
    permission: 'investigation:read',
    tag,
    sv: 'Lista vilka som informerats om utredningen, i den ordning det registrerades',
    summary: 'List who was told of the investigation, in the order recorded (information om utredningen)',
    description: 'Leaves out what concerns someone whose identity is protected from the caller.',
    params,
    response: schema.PartyInformations,
    async handle({ reader, caller, now, params: { investigationId } }) {
      const { childId } = await getForReading(reader, investigationId, caller, now);
      const items = await actions.listInformations(reader, investigationId, caller);
      return { value: { items }, persons: personsIn(childId, items), ids: items.map((item) => item.id) };
    },
  });

  reads(app, {
    url: `${url}/:informationId`,
    operation: 'party-information.read',
    permission: 'investigation:read',
    tag,
    sv: 'Läs en information om utredningen',
    versioned: true,
    summary: 'Read what someone was told of the investigation (information om utredningen)',
    params: one,
    response: schema.PartyInformation,
    async handle({ reader, caller, now, params: { investigationId, informationId } }) {
      const { childId } = await getForReading(reader, investigationId, caller, now);
      const value = await actions.getInformation(reader, investigationId, informationId, caller);
      return { value, persons: personsIn(childId, [value]), ids: [value.id], version: value.version };
    },
  });

  creates(app, {
    url,
    operation: 'party-information.record',
    permission: 'investigation:work',
    tag,
    sv: 'Registrera att någon informerats om utredningen, eller varför inte',
    summary: 'Record that someone was told of the investigation, or why not (information om utredningen)',
    description:
      'Those concerned are told at once that an investigation was opened, unless särskilda skäl speak against it ' +
      '(SoL (2025:400) 20 kap. 4 §); the child is told too, whatever its age, also how it ended (3 kap. 3 §). ' +
      'What concerns the end (avslut) can be recorded after the decision as well.',
    params,
    body: schema.PartyInformationInput,
    response: schema.PartyInformation,
    async handle(work, { params: { investigationId }, body }) {
      const value = await actions.recordInformation(work, investigationId, body);
      return {
        value,
        location: `/investigations/${investigationId}/party-information/${value.id}`,
        version: value.version,
      };
    },
  });

  changes(app, {
    method: 'PATCH',
    url: `${url}/:informationId`,
    operation: 'party-information.correct',
    permission: 'investigation:work',
    tag,
    sv: 'Rätta eller komplettera en information om utredningen',
    summary: 'Correct or complete what is recorded of an information (information om utredningen)',
    params: one,
    body: schema.PartyInformationPatch,
    response: schema.PartyInformation,
    async handle(work, { params: { investigationId, informationId }, body, basedOn }) {
      const value = await actions.correctInformation(work, investigationId, informationId, body, basedOn);
      return { value, version: value.version };
    },
  });
}
