import { expect } from 'vitest';
import type { Answer, Client, World } from '../../support/world.ts';

/** The day on which the tests stand, and the day on which their investigations were opened. */
export const NOW = '2026-03-16T09:00:00Z';
export const TODAY = '2026-03-16';
export const OPENED_ON = '2026-03-02';

/** An application opens an investigation at once, handled by the one who registers it. */
export async function openInvestigation(
  world: World,
  child: Record<string, unknown> = { givenName: 'Alva', birthDate: '2014-02-17' },
): Promise<{ id: string; childId: string }> {
  const receipt = await world.as('socialWorker').post('/reports', {
    type: 'ansokan',
    receivedAt: `${OPENED_ON}T08:30:00Z`,
    channel: 'besok',
    reporter: 'vardnadshavare',
    unit: 'barn-och-familj',
    text: 'Mamman ber om stöd.',
    children: [{ person: child, mainCause: 'brist-i-omsorg' }],
  });
  expect(receipt.status).toBe(201);
  const { investigationId, childId } = receipt.body.children[0];
  return { id: investigationId, childId };
}

const QUESTIONS = [{ area: 'utbildning', text: 'Hur är närvaron?' }];

/** A draft that lacks nothing. */
export async function draft(
  client: Client,
  investigationId: string,
  told: Record<string, unknown> = {},
): Promise<Answer> {
  const answer = await client.post(`/investigations/${investigationId}/consultations`, {
    counterpart: 'skola',
    basis: 'uppgiftsskyldighet',
    questions: QUESTIONS,
    ...told,
  });
  expect(answer.status).toBe(201);
  return answer;
}

/** Does the next thing with a consultation, on the version that the answer before gave. */
export async function next(
  client: Client,
  before: Answer,
  happening: 'dispatch' | 'reminders' | 'answer' | 'withdrawal',
  body: Record<string, unknown>,
): Promise<Answer> {
  return client.post(`/consultations/${before.body.id}/${happening}`, body, { match: before.etag });
}

/** A consultation that was sent, and awaits its answer. */
export async function sent(
  client: Client,
  investigationId: string,
  told: Record<string, unknown> = {},
  dispatch: Record<string, unknown> = {},
): Promise<Answer> {
  const answer = await next(client, await draft(client, investigationId, told), 'dispatch', dispatch);
  expect(answer.status).toBe(201);
  return answer;
}
