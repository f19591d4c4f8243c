import type { FastifyInstance, FastifyReply } from 'fastify';
import Negotiator from 'negotiator';
import { z } from 'zod';
import type { Board } from '../access/boards.ts';
import { reads } from '../http/route.ts';
import * as actions from './actions.ts';
import type { Question } from './counting/question.ts';
import { indicatorsAsCsv, tableAsCsv } from './csv.ts';
import { createDesk, type Desk } from './desk.ts';
import { IndicatorAnswer, IndicatorId, IndicatorQuery } from './indicator/schema.ts';
import { TableAnswer, TableQuery } from './table/schema.ts';

const tag = 'Follow-up';
const permission = 'figure:read';
const CSV = 'text/csv';

const AS_CSV = (id: string, example: string) =>
  z
    .string()
    .describe(
      'For Swedish Excel: a byte order mark, semicolons, decimal commas; `skyddat` for what is held back',
    )
    .meta({ id, examples: [example] });

const PROTECTED =
  'What fewer children than the board’s limit (`below`, five when nothing is set) stand behind is held back, totals too, ' +
  'and so is what would tell it: other values, other units, parts of the year, and a 0 too where it would; otherwise ' +
  'nobody at all is shown as 0. For each cell held back there are two numbers at least that it could be, whatever is ' +
  'laid together of the answers of one day on the same variables. Answers of different days can be compared, like ' +
  'editions of any statistics, and so can insatser that were followed up in several periods; every fetch is in the ' +
  'access log. Who sees cases is given figures of children without protected identity. Periods are whole years, ' +
  'half-years and quarters. A board is large in seconds: equal questions are answered together, and where too many ' +
  'wait the answer is 503 with Retry-After.';

/** Indicators and tables. None of it names a person or a case. */
export async function figureRoutes(
  app: FastifyInstance,
  { boards }: { readonly boards: ReadonlyMap<string, Board> },
): Promise<void> {
  const desks: ReadonlyMap<string, Desk> = new Map(
    [...boards].map(([id, { database }]) => [id, createDesk(database)] as const),
  );
  app.addHook('onClose', async () => {
    for (const desk of desks.values()) await desk.close();
  });
  const deskOf = ({ id }: Board) => desks.get(id)!;

  const INDICATORS = {
    permission,
    tag,
    query: IndicatorQuery,
    response: IndicatorAnswer,
    alsoAs: {
      [CSV]: AS_CSV(
        'IndicatorsCsv',
        'indikator;namn;måttenhet;enhet;period;från;till;grupp;gruppnamn;täljare;nämnare;värde\r\n' +
          'shareOpened;Aktualiseringar som ledde till utredning;procent;;2026;2026-01-01;2026-12-31;;Totalt;81;118;68,6\r\n',
      ),
    },
    render: (answer: IndicatorAnswer, reply: FastifyReply) =>
      send(reply, answer, indicatorsAsCsv, 'indikatorer'),
  } as const;

  reads(app, {
    ...INDICATORS,
    url: '/indicators',
    operation: 'indicator.list',
    sv: 'Läs nyckeltalen för en period',
    summary: 'Read the indicators (nyckeltal) of a period',
    description: `Each with its definition, numerator and denominator, by unit, sex or age group, and back in time.\n\n${PROTECTED}`,
    async handle({ query, ...asking }) {
      const question = actions.questionOfIndicators(asking, query, undefined);
      const value = (await deskOf(asking.board).ask(question)) as IndicatorAnswer;
      return { value, persons: [], ids: [...question.ids, asked(question)] };
    },
  });

  reads(app, {
    ...INDICATORS,
    url: '/indicators/:indicatorId',
    operation: 'indicator.read',
    sv: 'Läs ett nyckeltal för en period',
    summary: 'Read one indicator (nyckeltal) of a period',
    description: PROTECTED,
    params: z.object({ indicatorId: IndicatorId }),
    async handle({ query, params: { indicatorId }, ...asking }) {
      const question = actions.questionOfIndicators(asking, query, indicatorId);
      const value = (await deskOf(asking.board).ask(question)) as IndicatorAnswer;
      return { value, persons: [], ids: [...question.ids, asked(question)] };
    },
  });

  reads(app, {
    permission,
    tag,
    url: '/tables',
    operation: 'table.read',
    sv: 'Räkna ärenden efter en variabel, eller efter två',
    summary: 'Count cases by one variable, or by two (tabell)',
    description:
      'Any variable of the unit of count: codes, yes or no, lists of codes (one of the two), and numbers in classes. Days ' +
      'and ages in years are refused, and pairs of which the one follows from the other. In the rare case that a table ' +
      `cannot be protected otherwise, all but its totals is held back.\n\n${PROTECTED}`,
    query: TableQuery,
    response: TableAnswer,
    alsoAs: {
      [CSV]: AS_CSV('TableCsv', 'Avslutad inom fyra månader;Totalt\r\nJa;81\r\nNej;37\r\nTotalt;118\r\n'),
    },
    async handle({ query, ...asking }) {
      const question = actions.questionOfTable(asking, query);
      const value = (await deskOf(asking.board).ask(question)) as TableAnswer;
      const sides = [question.row, ...(question.column ? [question.column] : [])];
      return { value, persons: [], ids: [...sides, asked(question)] };
    },
    // The lines of a table do not say the period or the unit, so the name of the file does.
    render: (answer: TableAnswer, reply: FastifyReply) =>
      send(
        reply,
        answer,
        tableAsCsv,
        ['tabell', answer.period.period, answer.unit ?? 'alla-enheter'].join('-'),
      ),
  });
}

/**
 * What the access log says was asked for, the same however it was put: as in an address, with what was left out filled
 * in. Without a unit it was the whole board.
 */
function asked(question: Question): string {
  const { period, unit } = question;
  const parts =
    question.kind === 'table'
      ? {
          ...{ unitOfCount: question.unitOfCount, on: question.on, period, unit },
          ...{ row: question.row, column: question.column },
        }
      : { period, unit, by: question.by, trend: String(question.trend) };
  const told = Object.entries(parts).filter((part): part is [string, string] => part[1] !== null);
  return String(new URLSearchParams(told));
}

/** JSON, or CSV where the caller prefers that. */
function send<A>(reply: FastifyReply, answer: A, asCsv: (answer: A) => string, name: string): FastifyReply {
  reply.code(200).header('cache-control', 'no-store').header('vary', 'Accept');
  if (new Negotiator(reply.request).mediaType(['application/json', CSV]) !== CSV) {
    return reply.type('application/json; charset=utf-8').send(JSON.stringify(answer));
  }
  return reply
    .type(`${CSV}; charset=utf-8; header=present`)
    .header('x-content-type-options', 'nosniff')
    .header('content-disposition', `attachment; filename="${name}.csv"`)
    .send(asCsv(answer));
}
