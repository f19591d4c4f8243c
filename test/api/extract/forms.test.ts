import { parse } from 'csv-parse/sync';
import { parquetMetadataAsync, parquetReadObjects } from 'hyparquet';
import { readParquet, writeParquet } from 'parquet-wasm';
import readXlsx from 'read-excel-file/node';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { WORDS } from '../../../src/extract/encode/csv.ts';
import type { Cell } from '../../../src/extract/encode/encoder.ts';
import { contentOf } from '../../../src/extract/encode/jsonl.ts';
import { FORMS } from '../../../src/extract/forms.ts';
import { day } from '../../../src/kernel/day.ts';
import { loadRecords } from '../../../src/record/load.ts';
import { CATALOGUE_VERSION, findVariable } from '../../../src/variables/catalogue.ts';
import { derive } from '../../../src/variables/derive.ts';
import { child, done, openIntake, openInvestigation } from '../../support/casework.ts';
import { finished } from '../../support/extracts.ts';
import { anIntervention, DAY } from '../../support/interventions.ts';
import { type Answer, startWorld, type World } from '../../support/world.ts';

/**
 * Six investigations, and six interventions with a decimal among their cells, in every form, each opened by a program of
 * another maker, and held against derive().
 */

const TODAY = day('2026-09-05');

const word = (cell: Cell) => (cell.kind === 'value' ? undefined : WORDS[cell.kind]);
const joined = (value: unknown) => (Array.isArray(value) ? value.join('|') || WORDS.none : value);
const inCsv = (cell: Cell, mark = ',') => {
  if (cell.kind !== 'value') return word(cell);
  if (typeof cell.value === 'number') return String(cell.value).replace('.', mark);
  return typeof cell.value === 'boolean' ? (cell.value ? 'ja' : 'nej') : String(joined(cell.value));
};

/** Scores that rise, fall, and are told once. */
async function scored(world: World, n: number): Promise<string> {
  const karin = world.as('socialWorker');
  const { childId, at } = await anIntervention(karin);
  const totals = [[20, 24.5], [24, 19.5], [20]][n % 3]!;
  for (const value of totals) {
    const scores = [{ scale: 'total', value }];
    done(await karin.post(`${at}/scores`, { instrument: 'cors', usedOn: DAY, respondent: 'barnet', scores }));
  }
  return childId;
}

describe.each([
  {
    kind: 'investigation',
    on: 'opened',
    aDay: 'investigation.openedOn',
    aChild: async (world: World) => (await openInvestigation(world)).childId,
  },
  { kind: 'intervention', on: 'started', aDay: null, aChild: scored },
] as const)('an extract per $kind', ({ kind, on, aDay, aChild }) => {
  let world: World;
  // biome-ignore lint/suspicious/noExplicitAny: an answer
  let made: any;
  let expected: { unit: string; values: Readonly<Record<string, Cell>> }[];

  beforeAll(async () => {
    world = await startWorld({ at: '2026-03-02T09:00:00Z' });
    const childIds: string[] = [];
    for (let n = 0; n < 6; n += 1) childIds.push(await aChild(world, n));
    await openIntake(world.as('reception'), child());
    world.clock.set('2026-09-05T09:00:00Z');
    const asked = { unitOfCount: kind, from: '2026-01-01', to: '2026-12-31', on };
    made = await finished(world, await world.as('controller').post('/extracts', asked));
    expect(made.state).toBe('done');
    const variables = (made.variables as string[]).map((id) => findVariable(id)!);
    expected = (await loadRecords(world.database.reader, childIds)).flatMap((record) =>
      record[`${kind}s`].map(({ id, unit }) => ({
        unit,
        values: derive(record, { kind, id }, TODAY, variables),
      })),
    );
  });
  afterAll(() => world.close());

  const fetched = (query: string, headers?: Record<string, string>): Promise<Answer> =>
    world.as('controller').get(`/extracts/${made.id}/data${query}`, { headers });

  /** Rows as they come out of derive(), told in the way of a form, in an order of their own: the keys decide theirs. */
  const told = (how: (cell: Cell, type: string) => unknown) =>
    expected
      .map(({ unit, values }) => [
        unit,
        ...(made.variables as string[]).map((id) => how(values[id]!, findVariable(id)!.type)),
      ])
      .map((row) => JSON.stringify(row))
      .toSorted();
  const sorted = (rows: readonly (readonly unknown[])[]) => rows.map((row) => JSON.stringify(row)).toSorted();

  test('the manifest names each file with its size and hash, and what is missing per variable', async () => {
    expect(made.formats).toEqual(['csv', 'jsonl', 'xlsx', 'parquet']);
    expect(made.manifest.rows).toBe(6);
    for (const { format, mediaType, bytes, sha256 } of made.manifest.files) {
      const answer = await fetched(`?format=${format}`);
      const digest = await crypto.subtle.digest('SHA-256', new Uint8Array(answer.bytes));
      expect([answer.bytes.length, Buffer.from(digest).toString('hex')]).toEqual([bytes, sha256]);
      expect(answer.headers['content-type']).toContain(mediaType);
      expect(answer.headers['content-length']).toBe(String(bytes));
      expect(answer.headers['content-disposition']).toBe(
        `attachment; filename="${kind}-${made.id}.${format}"`,
      );
      expect((await fetched(`?format=${format}`)).bytes).toEqual(answer.bytes);
    }
    for (const gap of made.manifest.gaps) {
      const kinds = expected.map(({ values }) => values[gap.variable]!.kind);
      const often = (kind: string) => kinds.filter((one) => one === kind).length;
      expect(gap).toMatchObject({
        unknown: often('unknown'),
        notApplicable: often('notApplicable'),
        withheld: 0,
      });
    }
    expect(made.manifest.lawVersion).toMatch(/^[0-9a-f]{16}$/);
  });

  test('Accept chooses among what was made, and format goes before it', async () => {
    for (const [format, accept] of Object.entries(FORMS)) {
      expect((await fetched('', { accept })).headers['content-type'], format).toContain(accept);
    }
    expect((await fetched('', { accept: '*/*' })).headers['content-type']).toContain('text/csv');
    const named = await fetched('?format=jsonl', { accept: FORMS.xlsx });
    expect(named.headers['content-type']).toBe(FORMS.jsonl);
  });

  test('CSV', async () => {
    const rows: string[][] = parse((await fetched('?format=csv')).text, { bom: true, delimiter: ';' });
    expect(rows[0]).toEqual(['key', 'unit', ...made.variables]);
    expect(sorted(rows.slice(1).map(([, ...row]) => row))).toEqual(told((cell) => inCsv(cell)));
  });

  test('CSV by RFC 4180, by choice', async () => {
    const asked = {
      unitOfCount: kind,
      from: '2026-01-01',
      to: '2026-12-31',
      on,
      formats: ['csv'],
      dialect: 'rfc4180',
    };
    const other = await finished(world, await world.as('controller').post('/extracts', asked));
    const { bytes, text } = await world.as('controller').get(`/extracts/${other.id}/data`);
    expect(Buffer.from(bytes.subarray(0, 9)).toString()).toBe('key,unit,');
    const rows: string[][] = parse(text, {});
    expect(sorted(rows.slice(1).map(([, ...row]) => row))).toEqual(told((cell) => inCsv(cell, '.')));
    const missing = await world.as('controller').get(`/extracts/${other.id}/data?format=xlsx`);
    expect(missing.status).toBe(409);
    expect(missing.body.rule).toBe('extract.form-not-made');
  });

  test('JSON lines', async () => {
    const lines = (await fetched('?format=jsonl')).text.trimEnd().split('\n');
    const rows = lines.map((line) => JSON.parse(line));
    expect(Object.keys(rows[0])).toEqual(['key', 'unit', ...made.variables]);
    expect(sorted(rows.map(({ key, ...row }) => Object.values(row)))).toEqual(told(contentOf));
  });

  test('XLSX, with numbers, days and booleans as such, the dictionary and the manifest', async () => {
    const { bytes } = await fetched('?format=xlsx');
    const sheets = (await readXlsx(Buffer.from(bytes))) as unknown as { sheet: string; data: unknown[][] }[];
    expect(sheets.map(({ sheet }) => sheet)).toEqual(['Data', 'Variabler', 'Följesedel']);
    const [data, dictionary, manifest] = sheets.map((sheet) => sheet.data) as [
      unknown[][],
      unknown[][],
      unknown[][],
    ];
    expect(data[0]).toEqual(['key', 'unit', ...made.variables]);
    const inXlsx = (cell: Cell, type: string) => {
      if (cell.kind !== 'value') return word(cell) || null;
      return type === 'date' ? new Date(`${cell.value}T00:00:00Z`) : joined(cell.value);
    };
    expect(sorted(data.slice(1).map(([, ...row]) => row))).toEqual(told(inXlsx));
    if (aDay !== null) expect(data[1]![made.variables.indexOf(aDay) + 2]).toBeInstanceOf(Date);
    expect(dictionary.slice(1).map(([id]) => id)).toEqual(made.variables);
    expect(dictionary[1]).toContain(findVariable(made.variables[0])!.derivation.sv);
    const facts = Object.fromEntries(manifest.map(([name, value]) => [name, value]));
    expect(facts).toMatchObject({
      Uttag: made.id,
      Rader: 6,
      'Variabelkatalogens version': CATALOGUE_VERSION,
      'Per den': made.manifest.asOf,
      'Små populationer': expect.stringMatching(/^färre än \d+ barn: .* \(inte tillämpat\)$/),
    });
    expect(['aktualisering', 'utredning', 'insats']).toContain(facts.Räkneenhet);
  });

  test('Parquet, typed, with why a value is missing beside it', async () => {
    const { bytes } = await fetched('?format=parquet');
    // Read by the Rust implementation, written anew by it, and only then read here: every cell has been understood.
    const again = writeParquet(readParquet(new Uint8Array(bytes)));
    const rows = (await parquetReadObjects({ file: new Uint8Array(again).buffer })) as Record<
      string,
      unknown
    >[];
    const read = (how: (id: string, row: Record<string, unknown>) => unknown) =>
      sorted(rows.map((row) => [row.unit, ...made.variables.map((id: string) => how(id, row))]));
    const typed = (cell: Cell, type: string) => {
      if (cell.kind !== 'value') return null;
      return type === 'date' ? new Date(`${cell.value}T00:00:00Z`) : cell.value;
    };
    expect(read((id, row) => row[id] ?? null)).toEqual(told(typed));
    expect(read((id, row) => row[`${id}.missing`] ?? null)).toEqual(
      told((cell) => (cell.kind === 'value' ? null : cell.kind)),
    );
    const metadata = await parquetMetadataAsync(new Uint8Array(bytes).buffer as never);
    const kept = metadata.key_value_metadata?.find(({ key }) => key === 'barnakt')?.value;
    expect(JSON.parse(kept!)).toMatchObject({ extract: made.id, rows: 6 });
  });
});
