import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { reachOf } from '../access/reach.ts';
import { changes, creates, reads } from '../http/route.ts';
import { Id } from '../kernel/fields.ts';
import { NotFound } from '../kernel/outcome.ts';
import * as actions from './actions.ts';
import { openByBreakGlass } from './break-glass.ts';
import * as schema from './schema.ts';
import { findKnownPerson, findNamedHandlers } from './store.ts';

const tag = 'People';
const params = z.object({ personId: Id });

/** People, their relations, named handlers and break-glass. The search across cases is in record/. */
export async function personRoutes(app: FastifyInstance): Promise<void> {
  creates(app, {
    url: '/persons',
    operation: 'person.register',
    permission: 'person:write',
    tag,
    sv: 'Registrera en person',
    summary: 'Register a person (person)',
    description:
      'With a personal number, a coordination number, or neither. A child not yet born has an expected birth date.',
    body: schema.PersonInput,
    response: schema.Person,
    async handle(work, { body }) {
      const row = await actions.registerPerson(work, body);
      const value = await actions.showPerson(work.tx, row, work.caller);
      return { value, location: `/persons/${row.id}`, version: row.version };
    },
  });

  reads(app, {
    url: '/persons/:personId',
    operation: 'person.read',
    permission: 'person:read',
    tag,
    sv: 'Läs en person',
    versioned: true,
    summary: 'Read a person',
    params,
    response: schema.Person,
    async handle({ reader, caller, params: { personId } }) {
      const value = await actions.readPerson(reader, personId, caller);
      return { value, persons: [personId], ids: [personId], version: value.version };
    },
  });

  changes(app, {
    method: 'PATCH',
    url: '/persons/:personId',
    operation: 'person.correct',
    permission: 'person:write',
    tag,
    sv: 'Rätta uppgifter om en person',
    summary: 'Correct a person',
    description:
      'A field that is left out stays as it is; null takes out what was wrong, and something must be left. Putting on protection keeps the person from all but the named handlers.',
    params,
    body: schema.PersonPatch,
    response: schema.Person,
    async handle(work, { params: { personId }, body, basedOn }) {
      const row = await actions.correctPerson(work, personId, body, basedOn);
      return { value: await actions.showPerson(work.tx, row, work.caller), version: row.version };
    },
  });

  reads(app, {
    url: '/persons/:personId/named-handlers',
    operation: 'named-handler.list',
    permission: 'person:name',
    tag,
    sv: 'Läs vilka som får känna till personen när identiteten är skyddad (namngivna handläggare)',
    summary: 'Who may know of the person when the identity is protected (namngivna handläggare)',
    params,
    response: schema.NamedHandlers,
    async handle({ reader, caller, params: { personId } }) {
      if (!(await findKnownPerson(reader, personId, reachOf(caller, 'intake')))) throw new NotFound();
      const rows = await findNamedHandlers(reader, personId);
      const items = rows.map(({ handlerId, namedAt, namedBy }) => ({
        personId,
        handlerId,
        namedAt,
        namedBy,
      }));
      return { value: { items }, persons: [personId], ids: [personId] };
    },
  });

  creates(app, {
    url: '/persons/:personId/named-handlers',
    operation: 'named-handler.name',
    permission: 'person:name',
    tag,
    sv: 'Namnge en handläggare för en person',
    summary: 'Name a handler for a person',
    params,
    body: schema.NamedHandlerInput,
    response: schema.NamedHandler,
    async handle(work, { params: { personId }, body }) {
      const value = await actions.nameHandlerByChoice(work, personId, body.handlerId);
      return { value, location: `/persons/${personId}/named-handlers` };
    },
  });

  creates(app, {
    url: '/persons/:personId/named-handlers/endings',
    operation: 'named-handler.end',
    permission: 'person:protect',
    tag,
    sv: 'Avsluta en handläggares namngivning',
    summary: 'End the naming of a handler',
    params,
    body: schema.NamedHandlerInput,
    response: schema.NamingEnd,
    async handle(work, { params: { personId }, body }) {
      const value = await actions.endNaming(work, personId, body.handlerId);
      return { value, location: `/persons/${personId}/named-handlers` };
    },
  });

  creates(app, {
    url: '/persons/:personId/break-glass',
    operation: 'break-glass.open',
    permission: 'break-glass:open',
    tag,
    sv: 'Öppna ett barns ärenden utanför den egna enheten, med angivet skäl (nödöppning)',
    summary: 'Open a child’s cases beyond the own unit, for a stated reason (nödöppning)',
    description:
      'Lasts twelve hours, is logged with its reason and listed for the auditor. Never opens a protected identity.',
    params,
    body: schema.BreakGlassInput,
    response: schema.BreakGlass,
    async handle(work, { params: { personId }, body }) {
      const value = await openByBreakGlass(work, personId, body.reason);
      return { value, location: `/persons/${personId}/break-glass` };
    },
  });

  creates(app, {
    url: '/relations',
    operation: 'relation.register',
    permission: 'person:write',
    tag,
    sv: 'Registrera hur två personer är släkt eller står varandra nära',
    summary: 'Record how two people are related (relation)',
    body: schema.RelationInput,
    response: schema.Relation,
    async handle(work, { body }) {
      const value = await actions.relate(work, body);
      return { value, location: `/relations/${value.id}`, version: value.version };
    },
  });

  changes(app, {
    method: 'PATCH',
    url: '/relations/:relationId',
    operation: 'relation.change',
    permission: 'person:write',
    tag,
    sv: 'Rätta eller avsluta en relation',
    summary: 'Correct or end a relation',
    params: z.object({ relationId: Id }),
    body: schema.RelationPatch,
    response: schema.Relation,
    async handle(work, { params: { relationId }, body, basedOn }) {
      const value = await actions.changeRelation(work, relationId, body, basedOn);
      return { value, version: value.version };
    },
  });
}
