import { parse } from 'csv-parse/sync';
import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import { cellOf, csvOf } from '../../../src/extract/encode/csv.ts';
import { newKey } from '../../../src/extract/pseudonym.ts';
import { CODEBOOKS } from '../../../src/knowledge/codebooks.ts';
import { selectVariables } from '../../../src/variables/catalogue.ts';
import { derive } from '../../../src/variables/derive.ts';
import { NOT_APPLICABLE, UNKNOWN, valued } from '../../../src/variables/value.ts';
import { anyDay, anyRecord } from '../../support/any-record.ts';

/** What a spreadsheet takes for a formula when a cell begins with it. */
const FORMULA = /^[=+\-@\t\r]/;

describe('a cell', () => {
  it.each([
    ['unknown', UNKNOWN, 'okänt'],
    ['not applicable', NOT_APPLICABLE, ''],
    ['yes', valued(true), 'ja'],
    ['no', valued(false), 'nej'],
    ['a number', valued(0), '0'],
    ['a code', valued('vald-mot-barnet'), 'vald-mot-barnet'],
    ['a list', valued(['halsa', 'utbildning']), 'halsa|utbildning'],
    ['an empty list, which is not the same as not applicable', valued([]), 'inga'],
  ] as const)('%s', (_, value, cell) => {
    expect(cellOf(value)).toBe(cell);
  });

  it('has the decimal mark of its dialect', () => {
    expect(cellOf(valued(-4.5))).toBe('-4,5');
    expect(cellOf(valued(-4.5), 'rfc4180')).toBe('-4.5');
    expect(cellOf(valued(1234.1), 'rfc4180')).toBe('1234.1');
    expect(cellOf(valued(-4))).toBe('-4');
    expect(cellOf(valued('2026-03-02'), 'rfc4180')).toBe('2026-03-02');
  });

  it('never holds a code that reads like something else, or that needs quotes', () => {
    for (const { name, codes } of Object.values(CODEBOOKS)) {
      for (const { code } of codes) {
        expect(['okänt', 'inga', 'ja', 'nej'], name).not.toContain(code);
        expect(code, name).not.toMatch(/[|;"\s]/);
        expect(code, name).not.toMatch(FORMULA);
      }
    }
  });
});

describe.each([
  ['investigation', 'investigations', 'swedish', ';'],
  ['intervention', 'interventions', 'swedish', ';'],
  ['intervention', 'interventions', 'rfc4180', ','],
] as const)('of each %s', (kind, many, dialect, delimiter) => {
  test(`come back as they were by ${dialect}, and no cell is a formula`, () => {
    const variables = selectVariables({ unitOfCount: kind });
    fc.assert(
      fc.property(anyRecord, anyDay, (record, asOf) => {
        const lines = record[many].map(({ id, unit }) => {
          const values = derive(record, { kind, id }, asOf, variables);
          return [newKey(), unit, ...variables.map((variable) => cellOf(values[variable.id]!, dialect))];
        });
        const text = csvOf(lines, dialect);
        expect(text).not.toContain('"');
        expect(parse(text, { delimiter, relax_column_count: false })).toEqual(lines);
        // A number below zero is a number to a spreadsheet too.
        for (const cell of lines.flat()) {
          if (!/^-\d+([.,]\d+)?$/.test(cell)) expect(cell).not.toMatch(FORMULA);
        }
      }),
      { numRuns: 100 },
    );
  });
});

describe('a key', () => {
  const keys = Array.from({ length: 5_000 }, newKey);

  it('is another each time', () => {
    expect(new Set(keys).size).toBe(keys.length);
  });

  it('is sixteen characters that begin with a letter, so that it is neither formula nor number', () => {
    for (const key of keys) expect(key).toMatch(/^[A-Za-z][A-Za-z0-9_-]{15}$/);
  });
});
