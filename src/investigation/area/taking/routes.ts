import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { creates, reads } from '../../../http/route.ts';
import { Id } from '../../../kernel/fields.ts';
import { listTaken, takeStatements } from './actions.ts';
import { StatementsOfAnswer, TakenStatements, TakingInput } from './schema.ts';

const tag = 'Investigations';
const params = z.object({ consultationId: Id });
const url = '/consultations/:consultationId/taken-statements';

/** What the areas have from the answers of consultations. */
export async function takingRoutes(app: FastifyInstance): Promise<void> {
  creates(app, {
    url,
    operation: 'area.take',
    permission: 'investigation:work',
    tag,
    sv: 'Hämta uppgifter ur ett svar till delområdena',
    summary: 'Take statements of an answer into the areas (uppgifter ur svar på konsultation)',
    description:
      'Each chosen statement becomes a statement of its area, or of the one that is given, with the counterpart as its ' +
      'source. What the plan leaves out is kept, with a warning.',
    params,
    body: TakingInput,
    response: TakenStatements,
    async handle(work, { params: { consultationId }, body }) {
      const value = await takeStatements(work, consultationId, body);
      return { value, location: `/consultations/${consultationId}/taken-statements` };
    },
  });

  reads(app, {
    url,
    operation: 'area.list-taken',
    permission: 'investigation:read',
    tag,
    sv: 'Läs vilka uppgifter som har hämtats ur ett svar, och vart',
    summary: 'Read what the areas have from an answer, and where it stands',
    params,
    response: StatementsOfAnswer,
    async handle({ reader, caller, now, params: { consultationId } }) {
      const { items, investigation } = await listTaken(reader, consultationId, caller, now);
      const ids = [...items.map(({ id }) => id), investigation.id];
      return { value: { items }, persons: [investigation.childId], ids };
    },
  });
}
