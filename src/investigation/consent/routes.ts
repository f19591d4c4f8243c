import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { creates, reads } from '../../http/route.ts';
import { Id } from '../../kernel/fields.ts';
import { getForReading } from '../actions.ts';
import { RetractionInput } from '../retraction.ts';
import { listConsents, recordConsent, retractConsent } from './actions.ts';
import { Consent, ConsentInput, Consents } from './schema.ts';

const tag = 'Investigations';
const params = z.object({ investigationId: Id });
const url = '/investigations/:investigationId/consents';

/** What guardians and the child have answered about interventions (samtycke). */
export async function consentRoutes(app: FastifyInstance): Promise<void> {
  reads(app, {
    url,
    operation: 'consent.list',
    permission: 'investigation:read',
    tag,
    sv: 'Lista svaren om samtycke i den ordning de gavs',
    summary: 'List the answers on consent in the order they were given (samtycke)',
    description: 'Leaves out those of a person whose identity is protected from the caller.',
    params,
    response: Consents,
    async handle({ reader, caller, now, params: { investigationId } }) {
      const { childId } = await getForReading(reader, investigationId, caller, now);
      const items = await listConsents(reader, investigationId, caller);
      return {
        value: { items },
        persons: [childId, ...items.map((item) => item.personId)],
        ids: items.map((item) => item.id),
      };
    },
  });

  creates(app, {
    url,
    operation: 'consent.record',
    permission: 'investigation:work',
    tag,
    sv: 'Registrera vad en vårdnadshavare, barnet eller den unge svarat om en insats',
    summary:
      'Record what a guardian, the child or the young person has answered about an intervention (samtycke)',
    description:
      'An answer is never changed. A later one of the same person about the same thing is recorded beside it, and ' +
      'the latest counts. Whose consent is needed follows from the age of the child and the kind of intervention ' +
      '(SoL (2025:400) 21 kap. 1-2 §§), and is judged when the investigation is closed.',
    params,
    body: ConsentInput,
    response: Consent,
    async handle(work, { params: { investigationId }, body }) {
      const value = await recordConsent(work, investigationId, body);
      return { value, location: `/investigations/${investigationId}/consents` };
    },
  });

  creates(app, {
    url: `${url}/:consentId/retraction`,
    operation: 'consent.retract',
    permission: 'investigation:work',
    tag,
    sv: 'Ta tillbaka ett svar om samtycke som registrerats av misstag',
    summary: 'Take back an answer on consent that was recorded by mistake (återtagande)',
    description:
      'It stays to be read, with the reason, and counts no more. Who has changed mind gives a new answer.',
    params: params.extend({ consentId: Id }),
    body: RetractionInput,
    response: Consent,
    async handle(work, { params: { investigationId, consentId }, body }) {
      const value = await retractConsent(work, investigationId, consentId, body);
      return { value, location: `/investigations/${investigationId}/consents` };
    },
  });
}
