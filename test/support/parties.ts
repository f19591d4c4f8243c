import { done } from './casework.ts';
import type { Client, World } from './world.ts';

/** The parties of an investigation, and someone among them whom a handler may no longer know of. */

export interface Case {
  readonly id: string;
  readonly childId: string;
  /** The child's mother, who has the custody. */
  readonly mother: string;
}

/** An investigation that an application opened on 2 February 2026. */
export async function aCase(worker: Client, birthDate = '2014-02-17'): Promise<Case> {
  const report = done(
    await worker.post('/reports', {
      type: 'ansokan',
      receivedAt: '2026-02-02T08:00:00Z',
      channel: 'besok',
      reporter: 'vardnadshavare',
      text: 'Ansöker om stöd.',
      unit: 'barn-och-familj',
      children: [{ person: { givenName: 'Alva', birthDate }, mainCause: 'brist-i-omsorg' }],
    }),
  );
  const { childId, investigationId: id } = report.children[0];
  return { id, childId, mother: await aGuardian(worker, childId) };
}

export async function somebody(worker: Client): Promise<string> {
  return done(await worker.post('/persons', { givenName: 'Vera', familyName: 'Exempelsson' })).id;
}

export async function aGuardian(
  worker: Client,
  childId: string,
  { validFrom, validTo }: { validFrom?: string; validTo?: string } = {},
): Promise<string> {
  const id = await somebody(worker);
  const relation = await worker.post('/relations', {
    fromPersonId: id,
    toPersonId: childId,
    type: 'vardnadshavare',
    validFrom,
  });
  done(relation);
  if (validTo) {
    done(await worker.patch(`/relations/${relation.body.id}`, { validTo }, { match: relation.etag }));
  }
  return id;
}

/** Protects a person whom karin.ek has registered, so that lena.berg may know of it and karin.ek no longer. */
export async function hideFromKarin(world: World, personId: string): Promise<void> {
  const [karin, lena] = [world.as('socialWorker'), world.as('teamLeader')];
  done(await karin.post(`/persons/${personId}/named-handlers`, { handlerId: 'lena.berg' }));
  const { etag } = await lena.get(`/persons/${personId}`);
  const protectedIdentity = 'sekretessmarkering';
  done(await lena.patch(`/persons/${personId}`, { protectedIdentity }, { match: etag }));
  done(await lena.post(`/persons/${personId}/named-handlers/endings`, { handlerId: 'karin.ek' }));
}

/** The fields that an answer finds wrong. */
export const fields = (answer: { body: { violations?: { field: string }[] } }) =>
  (answer.body.violations ?? []).map((violation) => violation.field);
