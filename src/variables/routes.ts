import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { serves } from '../http/route.ts';
import { NotFound } from '../kernel/outcome.ts';
import { CATALOGUE_VERSION, findVariable, selectVariables } from './catalogue.ts';
import { describeVariable } from './rules.ts';
import * as schema from './schema.ts';

const tag = 'Follow-up';

/** The catalogue of variables. It names no person and no case. */
export async function variableRoutes(app: FastifyInstance): Promise<void> {
  serves(app, {
    url: '/variables',
    operation: 'variable.list',
    permission: 'variable:read',
    tag,
    sv: 'Läs katalogen över uppföljningsvariabler',
    summary: 'Read the catalogue of follow-up variables (uppföljningsvariabler)',
    description: 'All of it, or those of a pack or a unit of count, in the order of the case.',
    query: schema.CatalogueFilter,
    response: schema.Catalogue,
    handle: async ({ query }) => ({
      catalogueVersion: CATALOGUE_VERSION,
      items: selectVariables(query).map(describeVariable),
    }),
  });

  serves(app, {
    url: '/variables/:variableId',
    operation: 'variable.read',
    permission: 'variable:read',
    tag,
    sv: 'Läs en variabel: vad den säger, varifrån, och i vilka paket',
    summary: 'Read a variable: what it says, from where, and in which packs',
    params: z.object({ variableId: schema.VariableId }),
    response: schema.CatalogueEntry,
    async handle({ params: { variableId } }) {
      const variable = findVariable(variableId);
      if (!variable) throw new NotFound();
      return describeVariable(variable);
    },
  });
}
