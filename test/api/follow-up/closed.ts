import { done } from '../../support/casework.ts';
import { aCase } from '../../support/parties.ts';
import type { Client, World } from '../../support/world.ts';
import { decide, moved } from '../decision/closing.ts';

export const following = {
  ground: 'sarskilt-behov',
  reasons: 'Nämnden behöver se att Alva kommer till skolan.',
};

/** A case that was closed without insats on 2 March 2026: six months end on Wednesday 2 September. */
export async function withoutInsats(world: World, birthDate?: string) {
  world.clock.set('2026-03-02T09:00:00Z');
  const opened = await aCase(world.as('socialWorker'), birthDate);
  const at = `/investigations/${opened.id}`;
  done(await decide(world.as('teamLeader'), at, moved));
  return { ...opened, at, url: `${at}/follow-up` };
}

/** Decides to follow up on the current version of the investigation. */
export async function decideOn(client: Client, { at, url }: { at: string; url: string }, more = {}) {
  return client.post(url, { ...following, ...more }, { match: (await client.get(at)).etag });
}

/** The same case, followed up from 2 March. */
export async function followedUp(world: World, birthDate?: string) {
  const found = await withoutInsats(world, birthDate);
  done(await decideOn(world.as('teamLeader'), found));
  return found;
}

/** Ends the follow-up on its current version. */
export async function end(client: Client, url: string, told: object = { reason: 'inget-mer-behov' }) {
  return client.post(`${url}/end`, told, { match: (await client.get(url)).etag });
}

/** A new application for the child, which opens an investigation on the day it comes in. */
export async function apply(client: Client, personId: string, receivedAt: string): Promise<string> {
  const report = done(
    await client.post('/reports', {
      type: 'ansokan',
      receivedAt,
      channel: 'besok',
      reporter: 'vardnadshavare',
      text: 'Ansöker om stöd igen.',
      unit: 'barn-och-familj',
      children: [{ personId, mainCause: 'brist-i-omsorg' }],
    }),
  );
  return `/investigations/${report.children[0].investigationId}`;
}
