import { expect } from 'vitest';
import type { Answer, Client, World } from '../../support/world.ts';

/** The day on which the tests stand; their investigations were opened on 2 March. */
export const NOW = '2026-03-16T09:00:00Z';

/** Alva's investigation, which an application opened on 2 March 2026. */
export async function openJournal(world: World): Promise<{ id: string; childId: string; notes: string }> {
  const receipt = await world.as('socialWorker').post('/reports', {
    type: 'ansokan',
    receivedAt: '2026-03-02T08:30:00Z',
    channel: 'besok',
    reporter: 'vardnadshavare',
    unit: 'barn-och-familj',
    text: 'Mamman ber om stöd.',
    children: [{ person: { givenName: 'Alva', birthDate: '2014-02-17' }, mainCause: 'brist-i-omsorg' }],
  });
  expect(receipt.status, receipt.text).toBe(201);
  const { investigationId: id, childId } = receipt.body.children[0];
  return { id, childId, notes: `/investigations/${id}/notes` };
}

export const aCall = {
  happenedOn: '2026-03-09',
  heading: 'Telefonsamtal med skolan',
  text: 'Läraren berättar att Alva har varit frånvarande tre dagar.',
};

/** A draft of a note about a telephone call. */
export async function draft(client: Client, notes: string, told: Record<string, unknown> = {}) {
  const answer = await client.post(notes, { ...aCall, ...told });
  expect(answer.status, answer.text).toBe(201);
  return answer;
}

/** Signs a note in the version of an answer. */
export const sign = (client: Client, notes: string, read: Answer) =>
  client.post(`${notes}/${read.body.id}/signature`, {}, { match: read.etag });

/** A note that has been signed. */
export async function signed(client: Client, notes: string, told: Record<string, unknown> = {}) {
  const answer = await sign(client, notes, await draft(client, notes, told));
  expect(answer.status, answer.text).toBe(201);
  return answer;
}

export const fields = (answer: { body: { violations?: { field: string }[] } }) =>
  (answer.body.violations ?? []).map((violation) => violation.field);

/** Closes an investigation as of yesterday, whatever it lacks. */
export const close = (world: World, id: string) =>
  world.database.raw(
    `update investigation set closed_on = '2026-03-15', outcome = 'flyttat' where id = '${id}'`,
  );
