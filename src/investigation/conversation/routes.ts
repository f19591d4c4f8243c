import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { changes, creates, reads } from '../../http/route.ts';
import { Id } from '../../kernel/fields.ts';
import { getForReading } from '../actions.ts';
import * as actions from './actions.ts';
import * as schema from './schema.ts';

const tag = 'Investigations';
const params = z.object({ investigationId: Id });
const one = params.extend({ conversationId: Id });
const url = '/investigations/:investigationId/conversations';

/** The talks of an investigation (samtal). */
export async function conversationRoutes(app: FastifyInstance): Promise<void> {
  reads(app, {
    url,
    operation: 'conversation.list',
    permission: 'investigation:read',
    tag,
    sv: 'Lista samtalen i den ordning de hölls',
    summary: 'List the conversations in the order they were held (samtal)',
    params,
    response: schema.Conversations,
    async handle({ reader, caller, now, params: { investigationId } }) {
      const investigation = await getForReading(reader, investigationId, caller, now);
      const items = await actions.loadConversations(reader, investigationId);
      return { value: { items }, persons: [investigation.childId], ids: items.map((item) => item.id) };
    },
  });

  reads(app, {
    url: `${url}/:conversationId`,
    operation: 'conversation.read',
    permission: 'investigation:read',
    tag,
    sv: 'Läs ett samtal',
    versioned: true,
    summary: 'Read a conversation (samtal)',
    params: one,
    response: schema.Conversation,
    async handle({ reader, caller, now, params: { investigationId, conversationId } }) {
      const investigation = await getForReading(reader, investigationId, caller, now);
      const value = await actions.getConversation(reader, investigationId, conversationId);
      return { value, persons: [investigation.childId], ids: [value.id], version: value.version };
    },
  });

  creates(app, {
    url,
    operation: 'conversation.record',
    permission: 'investigation:work',
    tag,
    sv: 'Registrera ett samtal',
    summary: 'Record a conversation (samtal)',
    description:
      'The day and the form are enough to begin with. In an investigation of protection or support the child may be ' +
      'heard without the guardian’s consent or presence (SoL (2025:400) 20 kap. 7 §).',
    params,
    body: schema.ConversationInput,
    response: schema.Conversation,
    async handle(work, { params: { investigationId }, body }) {
      const value = await actions.recordConversation(work, investigationId, body);
      return {
        value,
        location: `/investigations/${investigationId}/conversations/${value.id}`,
        version: value.version,
      };
    },
  });

  changes(app, {
    method: 'PATCH',
    url: `${url}/:conversationId`,
    operation: 'conversation.correct',
    permission: 'investigation:work',
    tag,
    sv: 'Rätta eller komplettera ett samtal',
    summary: 'Correct or complete a conversation (samtal)',
    params: one,
    body: schema.ConversationPatch,
    response: schema.Conversation,
    async handle(work, { params: { investigationId, conversationId }, body, basedOn }) {
      const value = await actions.correctConversation(work, investigationId, conversationId, body, basedOn);
      return { value, version: value.version };
    },
  });
}
