import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { changes, creates, reads } from '../../http/route.ts';
import { Id } from '../../kernel/fields.ts';
import { getForReading } from '../actions.ts';
import { RetractionInput } from '../retraction.ts';
import * as actions from './actions.ts';
import * as schema from './schema.ts';

const tag = 'Investigations';
const params = z.object({ investigationId: Id });
const one = params.extend({ communicationId: Id });
const url = '/investigations/:investigationId/communications';

/** The people whom communications concern, beside the child. */
const partiesIn = (items: readonly schema.Communication[]) => items.flatMap((item) => item.partyId ?? []);

/** What was sent to the parties, and what they said (kommunicering). */
export async function communicationRoutes(app: FastifyInstance): Promise<void> {
  reads(app, {
    url,
    operation: 'communication.list',
    permission: 'investigation:read',
    tag,
    sv: 'Lista kommuniceringar i den ordning de registrerades',
    summary: 'List the communications in the order they were recorded (kommunicering)',
    description: 'Leaves out those with a party whose identity is protected from the caller.',
    params,
    response: schema.Communications,
    async handle({ reader, caller, now, params: { investigationId } }) {
      const { childId } = await getForReading(reader, investigationId, caller, now);
      const items = await actions.listCommunications(reader, investigationId, caller);
      return {
        value: { items },
        persons: [childId, ...partiesIn(items)],
        ids: items.map((item) => item.id),
      };
    },
  });

  reads(app, {
    url: `${url}/:communicationId`,
    operation: 'communication.read',
    permission: 'investigation:read',
    tag,
    sv: 'Läs en kommunicering',
    versioned: true,
    summary: 'Read a communication (kommunicering)',
    params: one,
    response: schema.Communication,
    async handle({ reader, caller, now, params: { investigationId, communicationId } }) {
      const { childId } = await getForReading(reader, investigationId, caller, now);
      const value = await actions.getCommunication(reader, investigationId, communicationId, caller);
      return {
        value,
        persons: [childId, ...partiesIn([value])],
        ids: [value.id],
        version: value.version,
      };
    },
  });

  creates(app, {
    url,
    operation: 'communication.record',
    permission: 'investigation:work',
    tag,
    sv: 'Registrera att underlaget skickats till en part, eller varför det inte skickats',
    summary: 'Record that the material was sent to a party, or why it was not (kommunicering)',
    description:
      'partyId with the day it was sent and the day to comment by, or exception with the reason (förvaltningslagen ' +
      '(2017:900) 25 §), for one party with its partyId and for all without. Parties are the guardians, and the child itself from 15.',
    params,
    body: schema.CommunicationInput,
    response: schema.Communication,
    async handle(work, { params: { investigationId }, body }) {
      const value = await actions.communicate(work, investigationId, body);
      return {
        value,
        location: `/investigations/${investigationId}/communications/${value.id}`,
        version: value.version,
      };
    },
  });

  creates(app, {
    url: `${url}/:communicationId/retraction`,
    operation: 'communication.retract',
    permission: 'investigation:work',
    tag,
    sv: 'Ta tillbaka ett undantag från kommunicering som registrerats av misstag',
    summary: 'Take back an exception that was recorded by mistake (återtagande)',
    description:
      'It stays to be read, with the reason, and excuses nothing more. What was sent cannot be taken back.',
    params: one,
    ifMatch: true,
    body: RetractionInput,
    response: schema.Communication,
    async handle(work, { params: { investigationId, communicationId }, body, basedOn }) {
      const value = await actions.retractException(work, investigationId, communicationId, body, basedOn);
      return {
        value,
        location: `/investigations/${investigationId}/communications/${value.id}`,
        version: value.version,
      };
    },
  });

  changes(app, {
    method: 'PUT',
    url: `${url}/:communicationId/comment`,
    operation: 'communication.record-comment',
    permission: 'investigation:work',
    tag,
    sv: 'Registrera partens yttrande',
    summary: 'Record the comment of the party (yttrande)',
    params: one,
    body: schema.CommentInput,
    response: schema.Communication,
    async handle(work, { params: { investigationId, communicationId }, body, basedOn }) {
      const value = await actions.recordComment(work, investigationId, communicationId, body, basedOn);
      return { value, version: value.version };
    },
  });
}
