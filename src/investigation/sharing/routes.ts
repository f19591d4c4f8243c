import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { creates, reads } from '../../http/route.ts';
import { Id } from '../../kernel/fields.ts';
import { getForReading } from '../actions.ts';
import { RecordedStatement } from '../area/schema.ts';
import { loadFamilyStatements, useFamilyStatement } from './actions.ts';
import { FamilyStatements, UseInput } from './schema.ts';

const tag = 'Investigations';
const params = z.object({ investigationId: Id });
const url = '/investigations/:investigationId/family-statements';

/** What brothers' and sisters' investigations have in common. */
export async function sharingRoutes(app: FastifyInstance): Promise<void> {
  reads(app, {
    url,
    operation: 'family-statement.list',
    permission: 'investigation:read',
    tag,
    sv: 'Läs vad syskonens utredningar erbjuder, och vad som används',
    summary: 'Read what the siblings’ investigations offer, and what is used (familjegemensamma uppgifter)',
    description:
      'Family-wide statements in the investigations of the child’s siblings that the caller sees, running or closed. ' +
      'Nothing of a sibling with protected identity is ever offered.',
    params,
    response: FamilyStatements,
    async handle({ reader, caller, now, today, params: { investigationId } }) {
      const row = await getForReading(reader, investigationId, caller, now);
      const value = await loadFamilyStatements(reader, row, { caller, now, today });
      const shown = [...value.offered, ...value.used];
      const children = [...value.offered, ...value.usedElsewhere].map(({ childId }) => childId);
      return {
        value,
        persons: [row.childId, ...children],
        ids: [...shown.map(({ id }) => id), ...value.usedElsewhere.map(({ usedAs }) => usedAs), row.id],
      };
    },
  });

  creates(app, {
    url,
    operation: 'family-statement.use',
    permission: 'investigation:work',
    tag,
    sv: 'Använd en familjegemensam uppgift ur ett syskons utredning',
    summary: 'Use a family-wide statement of a sibling’s investigation (familjegemensam uppgift)',
    description:
      'Makes a statement of this investigation with the same words and source. It remembers where it came from, and is ' +
      'not offered on. 404 where the statement is not on offer to the caller.',
    params,
    body: UseInput,
    response: RecordedStatement,
    async handle(work, { params: { investigationId }, body }) {
      const value = await useFamilyStatement(work, investigationId, body);
      return { value, location: `/investigations/${investigationId}/areas/${value.area}` };
    },
  });
}
