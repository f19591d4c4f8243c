import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { ROLES } from '../access/caller.ts';
import { holds, PERMISSIONS } from '../access/permissions.ts';
import { serves } from '../http/route.ts';
import { HandlerId, UnitCode } from '../kernel/fields.ts';

/** What a frontend asks first: who am I here, what may I do, and which units are there. */

const Me = z
  .object({
    handlerId: HandlerId.describe('How the caller is named as a handler'),
    roles: z.array(z.string()),
    units: z.array(UnitCode),
    permissions: z.array(z.enum(PERMISSIONS)).describe('What the roles give together'),
  })
  .meta({
    id: 'Me',
    examples: [{ handlerId: 'eva.sund', roles: ['controller'], units: [], permissions: ['knowledge:read'] }],
  });

const Units = z
  .object({ items: z.array(z.object({ code: UnitCode, name: z.string() })) })
  .meta({ id: 'Units', examples: [{ items: [{ code: 'barn-och-familj', name: 'Barn och familj' }] }] });

export async function boardRoutes(app: FastifyInstance): Promise<void> {
  serves(app, {
    url: '/me',
    operation: 'me.read',
    permission: 'knowledge:read',
    tag: 'Service',
    sv: 'Läs vem den som anropar är här, och vad den får göra',
    summary: 'Read who the caller is here, and what the caller may do',
    response: Me,
    handle: async ({ caller }) => ({
      handlerId: caller.id,
      roles: caller.roles.filter((role) => role in ROLES),
      units: [...caller.units],
      permissions: PERMISSIONS.filter((permission) => holds(caller, permission)),
    }),
  });

  serves(app, {
    url: '/units',
    operation: 'unit.list',
    permission: 'knowledge:read',
    tag: 'Service',
    sv: 'Lista nämndens enheter',
    summary: 'List the units of the board (enheter)',
    response: Units,
    handle: async ({ board }) => ({ items: board.units.map(({ code, name }) => ({ code, name })) }),
  });
}
