import { Readable } from 'node:stream';
import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { cut, Paging, pageOf, startOf } from '../http/paging.ts';
import { creates, reads, serves } from '../http/route.ts';
import { Id } from '../kernel/fields.ts';
import { NotFound } from '../kernel/outcome.ts';
import * as actions from './actions.ts';
import { CATALOGUE_VERSION, findVariable, selectVariables } from './catalogue.ts';
import * as schema from './schema.ts';
import { countExtracts, listExtracts } from './store.ts';

const tag = 'Follow-up';
const params = z.object({ extractId: Id });

/** An extract's data on its way out, as the document describes it. */
interface Download {
  readonly manifest: schema.Extract;
  readonly data: AsyncIterable<string>;
}
const DownloadedData = schema.ExtractData as unknown as z.ZodType<Download, Download>;

/** The catalogue of variables, and extracts of them. Neither names a person or a case. */
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
      items: selectVariables(query).map(actions.describeVariable),
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
      return actions.describeVariable(variable);
    },
  });

  creates(app, {
    url: '/extracts',
    operation: 'extract.create',
    permission: 'extract:use',
    tag,
    sv: 'Gör ett uttag för en period, att hämta som CSV',
    summary: 'Make an extract (uttag) of a period, as CSV to be fetched',
    description:
      'One row per intake or investigation of the whole board, or of one unit. Each row has a key that is the same for ' +
      'the same child within this extract and differs in every other. The answer is the manifest; it and the data are ' +
      'kept and never change. Where nothing fell in the period, the extract has 0 rows.',
    body: schema.ExtractInput,
    response: schema.Extract,
    prepare: (reading) => actions.computeExtract(reading, reading.body),
    async handle(work, { prepared }) {
      const value = await actions.keepExtract(work, prepared);
      return { value, location: `/extracts/${value.id}` };
    },
  });

  reads(app, {
    url: '/extracts',
    operation: 'extract.list',
    permission: 'extract:use',
    tag,
    sv: 'Lista nämndens uttag, senaste först',
    summary: 'List the extracts of the board, the latest first',
    query: Paging,
    response: pageOf('ExtractPage', schema.Extract),
    async handle({ reader, query }) {
      const rows = await listExtracts(reader, startOf(query));
      const { items, page } = cut(rows, query.limit, (row) => [row.createdAt, row.id]);
      const total = query.total ? { total: await countExtracts(reader) } : {};
      return {
        value: { items: items.map(actions.manifestOf), page: { ...page, ...total } },
        persons: [],
        ids: items.map((row) => row.id),
      };
    },
  });

  reads(app, {
    url: '/extracts/:extractId',
    operation: 'extract.read',
    permission: 'extract:use',
    tag,
    sv: 'Läs ett uttags följesedel',
    summary: 'Read the manifest (följesedel) of an extract',
    params,
    response: schema.Extract,
    async handle({ reader, params: { extractId } }) {
      const value = await actions.getExtract(reader, extractId);
      return { value, persons: [], ids: [extractId] };
    },
  });

  reads(app, {
    url: '/extracts/:extractId/data',
    operation: 'extract.fetch',
    permission: 'extract:use',
    tag,
    sv: 'Hämta uttagets data som CSV',
    media: ['text/csv'],
    summary: 'Fetch the data of an extract as CSV',
    description:
      'The same bytes each time; their SHA-256 is the manifest’s, and Repr-Digest repeats it. One form: UTF-8 with a ' +
      'byte order mark, semicolons and CRLF, as Swedish Excel opens it. First columns key and unit, then the variables. ' +
      'Codes are bare, those of a list joined with `|`; `ja` and `nej`; `okänt` for unknown, `inga` for an empty list, ' +
      'an empty cell for not applicable.',
    params,
    response: DownloadedData,
    async handle({ reader, params: { extractId } }) {
      const manifest = await actions.getExtract(reader, extractId);
      return {
        value: { manifest, data: actions.dataOf(reader, extractId) },
        persons: [],
        ids: [extractId],
      };
    },
    render: ({ manifest, data }, reply) =>
      reply
        .code(200)
        .type('text/csv; charset=utf-8; header=present')
        .header('cache-control', 'no-store')
        .header('content-disposition', `attachment; filename="${manifest.unitOfCount}-${manifest.id}.csv"`)
        .header('repr-digest', `sha-256=:${Buffer.from(manifest.sha256, 'hex').toString('base64')}:`)
        .send(Readable.from(data, { objectMode: false })),
  });
}
