import type { DecodedArray, SchemaElement } from 'hyparquet';
import { ByteWriter, ParquetWriter } from 'hyparquet-writer';
import type { Variable, VariableType } from '../../variables/variable.ts';
import { type Cell, type Encoder, factsOf, type Row, type Sheet } from './encoder.ts';

/**
 * Parquet with typed columns: INT32, DOUBLE, BOOLEAN, DATE, text for a code, a list of text for codes. A value that is
 * not there is null, and the column beside, `<variable>.missing`, says why: `unknown`, `notApplicable` or `withheld`; it
 * is null where there is a value. The manifest stands in the file's own metadata under `barnakt`.
 */

/** A group is kept in memory until it is written. */
const ROWS_PER_GROUP = 5_000;

const TEXT = { type: 'BYTE_ARRAY', converted_type: 'UTF8' } as const;

const COLUMN: Readonly<Record<VariableType, (name: string) => SchemaElement[]>> = {
  integer: (name) => [{ name, type: 'INT32', repetition_type: 'OPTIONAL' }],
  number: (name) => [{ name, type: 'DOUBLE', repetition_type: 'OPTIONAL' }],
  boolean: (name) => [{ name, type: 'BOOLEAN', repetition_type: 'OPTIONAL' }],
  date: (name) => [{ name, type: 'INT32', converted_type: 'DATE', repetition_type: 'OPTIONAL' }],
  code: (name) => [{ name, ...TEXT, repetition_type: 'OPTIONAL' }],
  codes: (name) => [
    { name, converted_type: 'LIST', repetition_type: 'OPTIONAL', num_children: 1 },
    { name: 'list', repetition_type: 'REPEATED', num_children: 1 },
    { name: 'element', ...TEXT, repetition_type: 'REQUIRED' },
  ],
};

export const missingColumn = (id: string) => `${id}.missing`;

const schemaOf = (variables: readonly Variable[]): SchemaElement[] => [
  { name: 'root', num_children: 2 + variables.length * 2 },
  { name: 'key', ...TEXT, repetition_type: 'REQUIRED' },
  { name: 'unit', ...TEXT, repetition_type: 'REQUIRED' },
  ...variables.flatMap(({ id, type }): SchemaElement[] => [
    ...COLUMN[type](id),
    { name: missingColumn(id), ...TEXT, repetition_type: 'OPTIONAL' },
  ]),
];

const contentOf = (cell: Cell, type: VariableType) => {
  if (cell.kind !== 'value') return null;
  return type === 'date' ? new Date(`${cell.value}T00:00:00Z`) : cell.value;
};

/** Gives away what is written as soon as a group is complete; the offsets within the file go on. */
class StreamedBytes extends ByteWriter {
  readonly #out: (bytes: Uint8Array) => void;
  constructor(out: (bytes: Uint8Array) => void) {
    super();
    this.#out = out;
  }
  flush(): void {
    if (this.index === 0) return;
    this.#out(new Uint8Array(this.buffer.slice(0, this.index)));
    this.index = 0;
  }
  override finish(): void {
    this.flush();
  }
}

export function openParquet({ variables, described, out }: Sheet): Encoder {
  const kvMetadata: { key: string; value: string }[] = [];
  const writer = new ParquetWriter({
    writer: new StreamedBytes(out),
    schema: schemaOf(variables),
    kvMetadata,
    createdBy: 'barnakt',
  });
  let group: Row[] = [];
  const writeGroup = async () => {
    const column = (name: string, of: (row: Row) => unknown) => ({
      name,
      data: group.map(of) as DecodedArray,
    });
    await writer.write({
      rowGroupSize: ROWS_PER_GROUP,
      columnData: [
        column('key', ({ key }) => key),
        column('unit', ({ unit }) => unit),
        ...variables.flatMap(({ id, type }, at) => [
          column(id, ({ cells }) => contentOf(cells[at]!, type)),
          column(missingColumn(id), ({ cells }) => (cells[at]!.kind === 'value' ? null : cells[at]!.kind)),
        ]),
      ],
    });
    group = [];
  };
  return {
    async rows(page) {
      group.push(...page);
      if (group.length >= ROWS_PER_GROUP) await writeGroup();
    },
    async end(counted) {
      if (group.length > 0) await writeGroup();
      const manifest = { ...Object.fromEntries(factsOf(described, counted)), gaps: counted.gaps };
      kvMetadata.push({ key: 'barnakt', value: JSON.stringify(manifest) });
      await writer.finish();
    },
  };
}
