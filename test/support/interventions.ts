import { mendAll, supported } from '../api/decision/closing.ts';
import { child, done, openInvestigation } from './casework.ts';
import type { Client, World } from './world.ts';

/** Interventions for tests, given over HTTP as anyone would. The day is that of the world's clock, 2 March 2026. */

export const DAY = '2026-03-02';

export const advice = (childId: string, more: Record<string, unknown> = {}) => ({
  childId,
  basis: 'utan-behovsprovning',
  type: 'radgivning-utan-behovsprovning',
  startedOn: DAY,
  unit: 'barn-och-familj',
  ...more,
});

/** What follows from `supported`. */
export const granted = (
  { childId, investigationId }: { childId: string; investigationId: string },
  more: Record<string, unknown> = {},
) => ({
  childId,
  basis: 'beslut',
  investigationId,
  type: 'familjebehandling',
  startedOn: DAY,
  ...more,
});

/** A child, known to the social workers, with no case. */
export async function aChild(client: Client, more: Record<string, unknown> = {}): Promise<string> {
  return done(await client.post('/persons', child(more).person)).id;
}

/** An investigation that was closed with family treatment granted. */
export async function decidedInvestigation(world: World, decision: object = supported) {
  const lena = world.as('teamLeader');
  const opened = await openInvestigation(world);
  const at = `/investigations/${opened.investigationId}`;
  await mendAll(lena, at);
  done(await lena.post(`${at}/decision`, decision, { match: (await lena.get(at)).etag }));
  return opened;
}

/** An intervention without a needs test, of a new child: its address. */
export async function anIntervention(client: Client, more: Record<string, unknown> = {}) {
  const childId = await aChild(client);
  const value = done(await client.post('/interventions', advice(childId, more)));
  return { childId, id: value.id as string, at: `/interventions/${value.id}` };
}

export const goal = {
  area: 'utbildning',
  description: 'Alva är i skolan varje dag.',
  indicator: 'Närvaron',
  target: '90 procent',
};
export const followedUp = (more: Record<string, unknown> = {}) => ({
  heldOn: DAY,
  childView: 'Det är bättre nu.',
  ...more,
});
export const ended = (more: Record<string, unknown> = {}) => ({
  reason: 'malet-uppnatt',
  planned: true,
  initiative: 'gemensamt',
  ...more,
});

/** Does something on the intervention as it now is. */
export async function onIt(client: Client, at: string, part: string, body: unknown) {
  return client.post(`${at}${part}`, body, { match: (await client.get(at)).etag });
}
