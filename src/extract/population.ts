import { and, asc, type Column, eq, gte, inArray, isNull, lt, type SQL, sql } from 'drizzle-orm';
import { preparedPerShape, type Reader } from '../database/handle.ts';
import { intake } from '../intake/tables.ts';
import { interventionFollowUp } from '../intervention/follow-up/tables.ts';
import { intervention } from '../intervention/tables.ts';
import { investigation } from '../investigation/tables.ts';
import type { CountedOn } from './schema.ts';

const { placeholder } = sql;

/** One unit of count of a population: its id, whose it is, and where it is handled. */
export interface CountedUnit {
  readonly id: string;
  readonly childId: string;
  readonly unit: string;
}

/** Which of the board's cases are counted; `start` is within, `end` is not. */
export interface Population {
  readonly on: CountedOn;
  readonly start: string;
  readonly end: string;
  readonly unit?: string;
}

const SOURCES = {
  received: { from: intake, at: intake.receivedAt },
  opened: { from: investigation, at: investigation.openedOn },
  closed: { from: investigation, at: investigation.closedOn },
  started: { from: intervention, at: intervention.startedOn },
  ended: { from: intervention, at: intervention.endedOn },
  // Each once, however often it was followed up: by its id alone.
  'followed-up': { from: intervention, at: intervention.id },
} as const satisfies Record<CountedOn, unknown>;

const during = (at: Column): SQL => and(gte(at, placeholder('start')), lt(at, placeholder('end')))!;

/** What falls in the period. An intervention was followed up where a follow-up was held or it ended: by two indexes. */
function happened(reader: Reader, on: CountedOn): SQL {
  if (on !== 'followed-up') return during(SOURCES[on].at);
  const held = reader
    .select({ id: interventionFollowUp.interventionId })
    .from(interventionFollowUp)
    .where(and(during(interventionFollowUp.heldOn), isNull(interventionFollowUp.retractedAt)));
  const ended = reader.select({ id: intervention.id }).from(intervention).where(during(intervention.endedOn));
  return inArray(intervention.id, held.union(ended));
}

interface Shape extends Record<string, unknown> {
  readonly on: CountedOn;
  readonly unit: boolean;
}

const within = (reader: Reader, { on, unit }: Shape) =>
  and(happened(reader, on), unit ? eq(SOURCES[on].from.unit, placeholder('unit')) : undefined);

const page = preparedPerShape((reader: Reader, shape: Shape & { readonly after: boolean }) => {
  const { from, at } = SOURCES[shape.on];
  return reader
    .select({ id: from.id, childId: from.childId, unit: from.unit, at: sql<string>`${at}` })
    .from(from)
    .where(
      and(
        within(reader, shape),
        shape.after
          ? sql`(${at}, ${from.id}) > (${placeholder('afterKey')}, ${placeholder('afterId')})`
          : undefined,
      ),
    )
    .orderBy(asc(at), asc(from.id))
    .limit(placeholder('limit'))
    .prepare();
});

/**
 * The cases of a population, in pages. Not restricted by who may see which case: a controller sees none of them, and
 * counts every one of the board's.
 */
export async function* countedUnits(
  reader: Reader,
  { on, start, end, unit }: Population,
  limit: number,
): AsyncGenerator<readonly CountedUnit[]> {
  let after: readonly [key: string, id: string] | undefined;
  do {
    const shape = { on, unit: unit !== undefined, after: after !== undefined };
    const values = { start, end, unit, limit, afterKey: after?.[0], afterId: after?.[1] };
    const rows = await page(reader, shape).execute(values);
    yield rows;
    const last = rows.at(-1);
    after = rows.length < limit || last === undefined ? undefined : [last.at, last.id];
  } while (after !== undefined);
}

const children = preparedPerShape((reader: Reader, shape: Shape) => {
  const { from } = SOURCES[shape.on];
  return reader
    .selectDistinct({ childId: from.childId })
    .from(from)
    .where(within(reader, shape))
    .limit(placeholder('limit'))
    .prepare();
});

/** How many children a population has, counted as far as `limit`. */
export async function countChildren(
  reader: Reader,
  { on, start, end, unit }: Population,
  limit: number,
): Promise<number> {
  const shape = { on, unit: unit !== undefined };
  return (await children(reader, shape).execute({ start, end, unit, limit })).length;
}
