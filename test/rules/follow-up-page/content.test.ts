import { describe, expect, test } from 'vitest';
import type {
  Crossed,
  Indicator,
  IndicatorGroup,
  Indicators,
} from '../../../src/follow-up-page/browser/answers.ts';
import { crossContent } from '../../../src/follow-up-page/browser/cross-content.js';
import { periodContent, trendContent } from '../../../src/follow-up-page/browser/indicator-content.js';
import { qualityContent } from '../../../src/follow-up-page/browser/quality-content.js';

/** From the API's answers to what a figure says: every number, every reason for none, and a sentence that is true. */

const text = (sv: string) => ({ sv, en: sv });
const coded = (code: string, sv = code) => ({ code, label: text(sv) });
const AS_OF = '2026-11-20T08:30:00Z';

const SOURCE = {
  kind: 'cross',
  unitOfCount: 'intervention',
  on: 'followed-up',
  row: 'child.ageGroup',
  column: 'child.legalSex',
} as const;

const COLUMNS = ['flicka', 'pojke', 'unknown', 'total'];

/** A table of age groups by sex; null is held back. */
function crossed(rows: Record<string, readonly (number | null)[]>): Crossed {
  return {
    catalogueVersion: '1.1',
    asOf: AS_OF,
    row: { variable: 'child.ageGroup', label: text('Åldersgrupp') },
    column: { variable: 'child.legalSex', label: text('Juridiskt kön') },
    rows: Object.keys(rows).map((code) => coded(code)),
    columns: COLUMNS.map((code) => coded(code)),
    cells: Object.entries(rows).flatMap(([row, counts]) =>
      counts.map((count, at) => ({ row, column: COLUMNS[at]!, count, suppressed: count === null })),
    ),
  };
}

describe('a variable by another', () => {
  test('is a bar per cell, without totals, and without what is unknown where nothing is', () => {
    const { sheet, summary, table } = crossContent(
      crossed({ '0-3': [12, 9, 0, 21], '4-6': [7, 8, 0, 15], unknown: [0, 0, 0, 0], total: [19, 17, 0, 36] }),
      SOURCE,
    );
    expect(sheet.series.map(({ label }) => label)).toEqual(['flicka', 'pojke']);
    expect(sheet.rows).toEqual([
      { label: '0-3', cells: [12, 9].map((value) => ({ kind: 'value', value })) },
      { label: '4-6', cells: [7, 8].map((value) => ({ kind: 'value', value })) },
    ]);
    expect(summary).toEqual(['36 insatser. Vanligast: 0-3 (21).']);
    // The table holds all of it.
    expect(table.lines).toHaveLength(4);
    expect(table.head).toEqual(['Åldersgrupp', ...COLUMNS]);
  });

  test('shows what is unknown where something is', () => {
    const { sheet } = crossContent(
      crossed({ a: [6, 5, 8, 19], unknown: [5, 0, 0, 5], total: [11, 5, 8, 24] }),
      SOURCE,
    );
    expect(sheet.series.map(({ label }) => label)).toEqual(['flicka', 'pojke', 'unknown']);
    expect(sheet.rows.map(({ label }) => label)).toEqual(['a', 'unknown']);
  });

  test('never says which is largest while one is held back, or two are', () => {
    const one = crossContent(
      crossed({ a: [6, 5, 0, 11], b: [null, null, 0, null], total: [9, 8, 0, 17] }),
      SOURCE,
    );
    expect(one.summary).toEqual(['17 insatser. 3 tal är skyddade.']);
    const two = crossContent(crossed({ a: [6, 5, 0, 11], b: [5, 6, 0, 11], total: [11, 11, 0, 22] }), SOURCE);
    expect(two.summary).toEqual(['22 insatser.']);
  });

  test('says protected for what is held back, in chart and table, and shows no number', () => {
    const { sheet, table } = crossContent(crossed({ a: [6, null, 0, 9], total: [6, null, 0, 9] }), SOURCE);
    expect(sheet.rows[0]!.cells[1]).toEqual({ kind: 'protected' });
    expect(table.lines[0]![2]).toBe('skyddad');
  });

  test('is no chart where nothing can be drawn', () => {
    const few = crossContent(crossed({ a: [null, 0, 0, null], total: [null, 0, 0, null] }), SOURCE);
    expect([few.sheet.rows, few.summary]).toEqual([[], ['För få för att visas. 4 tal är skyddade.']]);
    const none = crossContent(crossed({ a: [0, 0, 0, 0], total: [0, 0, 0, 0] }), SOURCE);
    expect([none.sheet.rows, none.summary]).toEqual([[], ['Inga i det valda urvalet.']]);
  });

  test('of many rows leaves those of nobody to the table', () => {
    const rows = Object.fromEntries(
      'abcdefg'.split('').map((code, at) => [code, at < 2 ? [5, 5, 0, 10] : [0, 0, 0, 0]]),
    );
    const { sheet, table } = crossContent(crossed({ ...rows, total: [10, 10, 0, 20] }), SOURCE);
    expect([sheet.rows.length, table.lines.length]).toEqual([2, 8]);
  });

  test('of one variable alone is a bar per code', () => {
    const answer: Crossed = {
      ...crossed({}),
      column: null,
      rows: [coded('a'), coded('total')],
      columns: [coded('total')],
      cells: [
        { row: 'a', column: 'total', count: 1, suppressed: false },
        { row: 'total', column: 'total', count: 1, suppressed: false },
      ],
    };
    const { sheet, summary } = crossContent(answer, SOURCE);
    expect([sheet.series, sheet.rows]).toEqual([
      [{ label: 'Antal', mark: 0 }],
      [{ label: 'a', cells: [{ kind: 'value', value: 1 }] }],
    ]);
    expect(summary).toEqual(['1 insats. Vanligast: a (1).']);
  });
});

const group = (value: number | null, more: Partial<IndicatorGroup> = {}): IndicatorGroup => ({
  group: null,
  label: text('Totalt'),
  numerator: 30,
  denominator: 60,
  value,
  suppressed: false,
  ...more,
});

const indicators = (items: readonly Partial<Indicator>[]): Indicators => ({
  catalogueVersion: '1.1',
  indicatorsVersion: '1.0',
  asOf: AS_OF,
  below: 5,
  items: items.map((item) => ({
    id: 'share',
    label: text('Andel'),
    definition: text('Av alla.'),
    unitOfMeasure: 'procent',
    kolada: null,
    provenance: 'verified',
    periods: [],
    ...item,
  })),
});

const period = (
  name: string,
  groups: readonly IndicatorGroup[],
  reason: 'not-yet' | 'other-period' | null = null,
) => ({
  period: name,
  from: '2026-01-01',
  to: '2026-06-30',
  reason,
  groups,
});

describe('indicators in the period', () => {
  test('are a bar per group, all together first and marked apart', () => {
    const groups = [
      group(66.7),
      group(70, { group: 'flicka', label: text('Flicka') }),
      group(null, { group: 'pojke', label: text('Pojke'), suppressed: true, numerator: null }),
    ];
    const { sheet, summary, table } = periodContent(indicators([{ periods: [period('2026-H1', groups)] }]), [
      'share',
    ]);
    expect(sheet.series).toEqual([
      { label: 'Alla', mark: 7 },
      { label: 'Flicka', mark: 0 },
      { label: 'Pojke', mark: 1 },
    ]);
    expect(sheet.rows[0]!.cells.map(({ kind }) => kind)).toEqual(['value', 'value', 'protected']);
    expect(summary).toEqual(['Andel: 66,7\u00a0%.', 'Ett tal är skyddat.']);
    expect(table.lines[2]).toEqual(['Andel', 'Pojke', 'skyddad', 'skyddad', 'skyddad']);
  });

  test('have no bar for a group that is another’s', () => {
    const items = [
      { id: 'one', periods: [period('2026', [group(1), group(2, { group: 'a', label: text('A') })])] },
      { id: 'two', periods: [period('2026', [group(3), group(4, { group: 'b', label: text('B') })])] },
    ];
    const { sheet } = periodContent(indicators(items), ['one', 'two']);
    expect(sheet.rows.map(({ cells }) => cells.map(({ kind }) => kind))).toEqual([
      ['value', 'value', 'absent'],
      ['value', 'absent', 'value'],
    ]);
  });

  test('say why there is no value', () => {
    const said = (reason: 'not-yet' | 'other-period' | null) =>
      periodContent(indicators([{ periods: [period('2026', [group(null)], reason)] }]), ['share']).summary;
    expect(said('not-yet')).toEqual(['Andel: kan inte räknas än.']);
    expect(said('other-period')).toEqual(['Andel: räknas inte på en sådan period.']);
    expect(said(null)).toEqual(['Andel: inga fall.']);
  });

  test('carry their definition, and say where it is provisional', () => {
    const items = [
      { id: 'a', kolada: 'U33401', periods: [period('2026', [group(1)])] },
      { id: 'b', provenance: 'provisional', periods: [period('2026', [group(1)])] },
    ];
    const { notes } = periodContent(indicators(items), ['a', 'b']);
    expect(notes.map((note) => note.text)).toEqual([
      'Av alla. Kolada U33401.',
      'Av alla. Preliminär definition.',
    ]);
  });

  test('that are not in the answer are not made up', () => {
    const { sheet, summary, table } = periodContent(indicators([]), ['share']);
    expect([sheet.rows, table.lines, summary]).toEqual([[], [], ['Inget underlag i det valda urvalet.']]);
  });
});

describe('indicators over time', () => {
  const over = (values: readonly (number | null)[]) =>
    trendContent(
      indicators([{ periods: values.map((value, at) => period(`${2023 + at}-H1`, [group(value)])) }]),
      ['share'],
    );

  test('are a line from the first that is known to the last', () => {
    const { sheet, summary, table } = over([null, 40, 52.5, 60]);
    expect(sheet.rows.map(({ label }) => label)).toEqual(['H1 2023', 'H1 2024', 'H1 2025', 'H1 2026']);
    expect(sheet.rows[0]!.cells[0]).toEqual({ kind: 'none' });
    expect(summary).toEqual(['Andel: från 40\u00a0% (H1 2024) till 60\u00a0% (H1 2026).']);
    expect(table.lines[0]!.slice(0, 3)).toEqual(['Andel', '2023, halvår 1', 'inga fall']);
  });

  test('with one that is known say that one, and with none that there is nothing', () => {
    expect(over([null, 40]).summary).toEqual(['Andel: 40\u00a0% (H1 2024).']);
    const none = over([null, null]);
    expect([none.sheet.rows, none.summary]).toEqual([[], ['Inget underlag i det valda urvalet.']]);
  });
});

describe('data quality', () => {
  const item = (rule: string, count: number | null) => ({
    rule,
    severity: 'warning' as const,
    label: text(`Brist ${rule}`),
    count,
  });

  test('shows the most found first, what is withheld as protected, and all rules in the table', () => {
    const items = [item('Q001', 0), item('Q002', 6), item('Q003', null), item('Q004', 1_200)];
    const { sheet, summary, table } = qualityContent({ qualityVersion: '1.0', asOf: '2026-11-22', items });
    expect(sheet.rows.map(({ label }) => label)).toEqual([
      'Brist Q004 (Q004, varning)',
      'Brist Q002 (Q002, varning)',
      'Brist Q003 (Q003, varning)',
    ]);
    expect(sheet.rows[2]!.cells).toEqual([{ kind: 'protected' }]);
    expect(summary).toEqual(['1\u00a0206 brister. Vanligast: Brist Q004 (1\u00a0200). Ett tal är skyddat.']);
    expect(table.lines).toHaveLength(4);
  });

  test('with nothing found says so', () => {
    const { sheet, summary } = qualityContent({
      qualityVersion: '1.0',
      asOf: '2026-11-22',
      items: [item('Q001', 0)],
    });
    expect([sheet.rows, summary]).toEqual([[], ['Inga brister.']]);
  });
});
