import { Column, getTableName, is, noopDecoder, SQL, Subquery } from 'drizzle-orm';

/** A column of a query's answer: where its value belongs in the row, and what tells how it is read. */
export interface SelectedField {
  readonly path: readonly string[];
  readonly field: Column | SQL | SQL.Aliased | Subquery;
}

/** Whether the tables of a query are in every row, or may be missing from it by an outer join. */
export type TablesThere = Readonly<Record<string, boolean>>;

type Values = readonly unknown[];
type Row = Record<string, unknown>;

/** Puts one column's value, or the values of an object within the row, in its place. */
type Place = (row: Row, values: Values) => void;

/**
 * Makes rows of a query's answers, as the query builder does, but asks once per query and not once per value how each
 * column is read: an extract reads millions. Undefined for what goes deeper than an object within the row, which is left
 * to the builder.
 */
export function rowMapper(
  fields: readonly SelectedField[],
  there: TablesThere | undefined,
): ((answers: readonly Values[]) => Row[]) | undefined {
  if (fields.some(({ path }) => path.length > 2)) return undefined;
  const numbered = fields.map(({ path, field }, at) => ({ path, field, at }));
  const places = [...Map.groupBy(numbered, ({ path }) => path[0]!)].map(([name, within]): Place => {
    const [first] = within;
    if (first?.path.length === 1) return placeOf(name, first);
    const inner = within.map((one) => placeOf(one.path[1]!, one));
    const missing = missingBy(within, there);
    return (row, values) => {
      row[name] = missing !== undefined && values[missing] === null ? null : filled(inner, values);
    };
  });
  return (answers) => answers.map((values) => filled(places, values));
}

function filled(places: readonly Place[], values: Values): Row {
  const row: Row = {};
  for (const place of places) place(row, values);
  return row;
}

interface Numbered extends SelectedField {
  readonly at: number;
}

function placeOf(key: string, { field, at }: Numbered): Place {
  const decoder = decoderOf(field);
  if (isPlain(decoder)) {
    return (row, values) => {
      row[key] = values[at];
    };
  }
  return (row, values) => {
    const value = values[at];
    row[key] = value === null ? null : decoder.mapFromDriverValue(value);
  };
}

interface Decoder {
  mapFromDriverValue(value: unknown): unknown;
}

function decoderOf(field: SelectedField['field']): Decoder {
  if (is(field, Column)) return field;
  const from = is(field, SQL) ? field : is(field, Subquery) ? field._.sql : field.sql;
  // Not in the builder's types, though whoever maps a row must have it.
  return (from as unknown as { readonly decoder: Decoder }).decoder;
}

/** Whether a value is taken as it comes. */
const isPlain = ({ mapFromDriverValue }: Decoder): boolean =>
  mapFromDriverValue === noopDecoder.mapFromDriverValue ||
  mapFromDriverValue === Column.prototype.mapFromDriverValue;

/**
 * Which column tells by being null that the object as a whole is missing, where an outer join found no row for it: its
 * first, where all are of one table. The builder's rule, so that the types it gives hold.
 */
function missingBy(within: readonly Numbered[], there: TablesThere | undefined): number | undefined {
  const columns = within.filter(({ field }) => is(field, Column));
  const tables = new Set(columns.map(({ field }) => getTableName((field as Column).table)));
  const [table] = tables;
  return table !== undefined && tables.size === 1 && there && !there[table] ? columns[0]!.at : undefined;
}
