import { child, done, openInvestigation } from '../../support/casework.ts';
import type { Client, World } from '../../support/world.ts';

/** Brothers and sisters under investigation, and what stands in their files. */

/** A child under investigation. */
export interface Case {
  readonly childId: string;
  readonly id: string;
  readonly path: string;
}

export async function investigated(world: World, more: Record<string, unknown> = {}): Promise<Case> {
  const { childId, investigationId: id } = await openInvestigation(world, child(more));
  return { childId, id, path: `/investigations/${id}` };
}

/** A person who is no child of a case. */
export const adult = async (client: Client, more: Record<string, unknown> = {}): Promise<string> =>
  done(await client.post('/persons', { familyName: 'Exempelsson', ...more })).id;

/** Says how two people are related, and gives the address and version of that. */
export async function related(client: Client, from: string, to: string, type: string) {
  const answer = await client.post('/relations', { fromPersonId: from, toPersonId: to, type });
  return { path: `/relations/${done(answer).id}`, match: answer.etag };
}

/** Two children with a mother in common, both under investigation. */
export async function siblings(world: World): Promise<[Case, Case]> {
  const both: [Case, Case] = [await investigated(world), await investigated(world, { givenName: 'Melker' })];
  const lena = world.as('teamLeader');
  const sara = await adult(lena);
  for (const { childId } of both) await related(lena, sara, childId, 'vardnadshavare');
  return both;
}

export const MOVING = { text: 'Familjen ska flytta vid årsskiftet.', source: 'vardnadshavare' };

/** Records a statement that is family-wide, or told otherwise. */
export const state = (client: Client, of: Case, more: object = {}, area = 'boende-arbete-och-ekonomi') =>
  client.post(`${of.path}/areas/${area}/statements`, { ...MOVING, familyWide: true, ...more });

export const stated = async (...told: Parameters<typeof state>) => done(await state(...told));

export const read = async (client: Client, of: Case) =>
  done(await client.get(`${of.path}/family-statements`));

/** The ids of what is on offer. */
export const offered = async (client: Client, of: Case): Promise<string[]> =>
  (await read(client, of)).offered.map(({ id }: { id: string }) => id);

export const use = (client: Client, of: Case, statementId: string, more: object = {}, key?: string) =>
  client.post(`${of.path}/family-statements`, { statementId, ...more }, { key });

/** Takes a statement back, as the areas do. */
export const retract = (world: World, statementId: string) =>
  world.database.raw(
    `update area_statement set retracted_at = '2026-03-02T09:00:00.000Z' where id = '${statementId}'`,
  );

/** Hides who someone is. */
export async function protect(client: Client, personId: string) {
  const { etag } = await client.get(`/persons/${personId}`);
  const told = { protectedIdentity: 'sekretessmarkering' };
  done(await client.patch(`/persons/${personId}`, told, { match: etag }));
}
