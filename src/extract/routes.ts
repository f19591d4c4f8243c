import { Readable } from 'node:stream';
import type { FastifyInstance, FastifyReply } from 'fastify';
import Negotiator from 'negotiator';
import { z } from 'zod';
import type { Board } from '../access/boards.ts';
import { figuresReachOf } from '../access/figures-reach.ts';
import { cut, Paging, pageOf, startOf } from '../http/paging.ts';
import { creates, reads } from '../http/route.ts';
import { Id } from '../kernel/fields.ts';
import * as actions from './actions.ts';
import { FORMS, type Form } from './forms.ts';
import { createRunner, type Runner } from './runner.ts';
import * as schema from './schema.ts';
import { countExtracts, listExtracts } from './store.ts';

const tag = 'Follow-up';
const params = z.object({ extractId: Id });

const DownloadedFile = schema.ExtractData as unknown as z.ZodType<actions.Download, actions.Download>;

/** Extracts: asked for, made beside the requests, fetched. None of it names a person or a case. */
export async function extractRoutes(
  app: FastifyInstance,
  { boards }: { readonly boards: ReadonlyMap<string, Board> },
): Promise<void> {
  let runners: ReadonlyMap<string, Runner> = new Map();
  app.addHook('onReady', async () => {
    runners = new Map(
      [...boards].map(([id, board]) => [id, createRunner(board, app.clock, app.log)] as const),
    );
  });
  app.addHook('onClose', async () => {
    for (const runner of runners.values()) await runner.close();
  });
  const wake = ({ id }: Board) => runners.get(id)?.wake();

  creates(app, {
    url: '/extracts',
    operation: 'extract.create',
    permission: 'extract:use',
    tag,
    sv: 'Beställ ett uttag för en period',
    summary: 'Ask for an extract (uttag) of a period',
    description:
      'One row per intake, investigation or intervention of the whole board, or of one unit. Each row has a key that is ' +
      'the same for the same child within this extract and differs in every other. The answer comes at once, with the extract ' +
      '`waiting`; it is made beside other work, one at a time, and what is made is kept and never changes. Follow it ' +
      'with `GET`. Where nothing fell in the period, the extract has 0 rows. A population of a few children is refused ' +
      '(409, `extract.population-small`), or made with what points people out withheld, as the board has set. In one of ' +
      'the whole board a unit of a few children is not named: `skyddat`, and so for the next smallest where it would be ' +
      'the only one unnamed.\n\n' +
      'With `asOf` it is of what was known at the end of that day: what was recorded later is left out, and what was ' +
      'changed or taken back later is as it was. How many children that is turns out when it is made, and one that is ' +
      'too small is then `failed`. 409, `extract.not-kept-then`, for a day before the board began to keep what is ' +
      'replaced.\n\n' +
      'A caller whose token names units asks for one of those: otherwise 403, `figures.other-unit`.',
    body: schema.ExtractInput,
    response: schema.Extract,
    prepare: (reading) => actions.checkAsked(reading, reading.body),
    async handle(work, { body }) {
      const value = await actions.askForExtract(work, body);
      wake(work.board);
      return { value, location: `/extracts/${value.id}` };
    },
  });

  creates(app, {
    url: '/extracts/:extractId/cancellation',
    operation: 'extract.cancel',
    permission: 'extract:use',
    tag,
    sv: 'Avbryt ett uttag som väntar eller pågår',
    summary: 'Cancel an extract that waits or runs',
    description:
      'It keeps its place in the list, and nothing of it is given out. What is done stays done: 409.',
    params,
    response: schema.Extract,
    async handle(work, { params: { extractId } }) {
      const value = await actions.cancelExtract(work, extractId);
      wake(work.board);
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
    description:
      'Those of the units of the token, where it names any; the others are there for no read at all.',
    query: Paging,
    response: pageOf('ExtractPage', schema.Extract),
    async handle({ reader, board, caller, query }) {
      const reach = figuresReachOf(caller);
      const rows = await listExtracts(reader, reach, startOf(query));
      const { items, page } = cut(rows, query.limit, (row) => [row.createdAt, row.id]);
      const total = query.total ? { total: await countExtracts(reader, reach) } : {};
      return {
        value: { items: await actions.describeAll(reader, items, board), page: { ...page, ...total } },
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
    sv: 'Läs hur långt ett uttag har kommit, och dess följesedel',
    summary: 'Read how far an extract has come, and its manifest (följesedel) when it is done',
    params,
    response: schema.Extract,
    async handle({ reader, board, caller, params: { extractId } }) {
      const value = await actions.getExtract({ reader, board, caller }, extractId);
      return { value, persons: [], ids: [extractId] };
    },
  });

  reads(app, {
    url: '/extracts/:extractId/data',
    operation: 'extract.fetch',
    permission: 'extract:use',
    tag,
    sv: 'Hämta uttagets data',
    media: Object.values(FORMS),
    refusable: true,
    summary: 'Fetch the data of an extract',
    description:
      'The same bytes each time; their SHA-256 is the manifest’s, and Repr-Digest repeats it. The form is the one that ' +
      '`format` names, or that Accept prefers of those that were made. First columns key and unit, then the variables.\n\n' +
      'CSV and XLSX: codes are bare, those of a list joined with `|`; `okänt` for unknown, `inga` for an empty list, ' +
      '`skyddat` for what is withheld, an empty cell for not applicable. CSV has `ja` and `nej`; XLSX has numbers, ' +
      'booleans and dates as such, and two more sheets: what the columns mean, and the manifest. JSON lines: values as ' +
      'they are, and `{"missing": …}` where there is none: `unknown`, `notApplicable` or `withheld`. Parquet: typed ' +
      'columns that are null where there is no value, and beside each a column `….missing` with the same words.\n\n' +
      '409 while it is not done, and for one that was cancelled or failed.',
    params,
    query: schema.DataQuery,
    response: DownloadedFile,
    async handle({ reader, board, caller, params: { extractId }, query: { format } }) {
      const value = await actions.download({ reader, board, caller }, extractId, format);
      return { value, persons: [], ids: [extractId] };
    },
    render: send,
  });
}

/** CSV needs telling how it is encoded, and that its first line is headings (RFC 4180, RFC 7111). */
const typeOf = (format: Form) =>
  format === 'csv' ? `${FORMS.csv}; charset=utf-8; header=present` : FORMS[format];

/** The made form that the caller prefers; the first where it prefers none of them. */
function preferred({ formats }: schema.Extract, reply: FastifyReply): Form {
  const type = new Negotiator(reply.request).mediaType(formats.map((form) => FORMS[form]));
  return formats.find((form) => FORMS[form] === type) ?? formats[0]!;
}

function send({ extract, format, open }: actions.Download, reply: FastifyReply): FastifyReply {
  const chosen = format ?? preferred(extract, reply);
  const file = extract.manifest!.files.find((one) => one.format === chosen)!;
  if (file.bytes !== null) reply.header('content-length', file.bytes);
  return (
    reply
      .code(200)
      .type(typeOf(chosen))
      .header('cache-control', 'no-store')
      .header('vary', 'Accept')
      .header('x-content-type-options', 'nosniff')
      .header('content-disposition', `attachment; filename="${extract.unitOfCount}-${extract.id}.${chosen}"`)
      .header('repr-digest', `sha-256=:${Buffer.from(file.sha256, 'hex').toString('base64')}:`)
      // Pieces are read as the caller takes them in.
      .send(Readable.from(open(chosen), { objectMode: false }))
  );
}
