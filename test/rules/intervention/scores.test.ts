import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { changesOf } from '../../../src/intervention/score/rules.ts';
import { day } from '../../../src/kernel/day.ts';
import { findNorm, NORM_SETS } from '../../../src/knowledge/instruments.ts';

/** What has changed between scores, and when that is more than chance. */

type Use = Parameters<typeof changesOf>[0][number];

const use = (usedOn: string, value: number, told: Partial<Use> = {}): Use => ({
  instrument: 'ors',
  usedOn: day(usedOn),
  respondent: 'barnet',
  scores: [{ scale: 'total', value }],
  normSet: 'cyp-iapt-2015',
  retractedAt: null,
  ...told,
});
const reliable = (uses: readonly Use[]) => changesOf(uses).map((change) => change.reliable);

test('one use changes nothing', () => {
  expect(changesOf([])).toEqual([]);
  expect(changesOf([use('2026-03-02', 20)])).toEqual([]);
});

test('from the first to the last, whatever lies between', () => {
  const [change] = changesOf([use('2026-03-02', 21.4), use('2026-04-02', 5), use('2026-05-02', 30.2)]);
  expect(change).toMatchObject({
    first: { on: '2026-03-02', value: 21.4 },
    last: { on: '2026-05-02', value: 30.2 },
    difference: 8.8,
  });
});

describe('a reliable change', () => {
  test('is one of at least the published number, either way', () => {
    expect(reliable([use('2026-03-02', 20), use('2026-05-02', 26.6)])).toEqual([true]);
    expect(reliable([use('2026-03-02', 20), use('2026-05-02', 26.5)])).toEqual([false]);
    expect(reliable([use('2026-03-02', 26.6), use('2026-05-02', 20)])).toEqual([true]);
  });

  test('goes by the norms that the last use is read by', () => {
    const common = { normSet: 'miller-common' } as const;
    expect(reliable([use('2026-03-02', 20), use('2026-05-02', 25, common)])).toEqual([true]);
    expect(reliable([use('2026-03-02', 20, common), use('2026-05-02', 25)])).toEqual([false]);
  });

  test('is never said where no number is published', () => {
    const unread = { normSet: null };
    expect(reliable([use('2026-03-02', 0), use('2026-05-02', 40, unread)])).toEqual([null]);
    const child = { instrument: 'cors', normSet: 'miller-common' } as const;
    expect(reliable([use('2026-03-02', 0, child), use('2026-05-02', 40, child)])).toEqual([null]);
    const session = { instrument: 'srs', normSet: 'miller-common' } as const;
    expect(reliable([use('2026-03-02', 0, session), use('2026-05-02', 40, session)])).toEqual([null]);
  });
});

test('a child’s answers and a guardian’s are two series, and so are two instruments', () => {
  const guardian = { respondent: 'vardnadshavare' } as const;
  const child = { instrument: 'cors' } as const;
  expect(
    changesOf([use('2026-03-02', 20), use('2026-04-02', 30, guardian), use('2026-05-02', 40, child)]),
  ).toEqual([]);
});

test('what was taken back is not compared with', () => {
  const retractedAt = '2026-05-03T10:00:00.000Z' as Use['retractedAt'];
  expect(changesOf([use('2026-03-02', 20), use('2026-05-02', 30, { retractedAt })])).toEqual([]);
});

test('a total that follows from its parts is compared as one that was given', () => {
  const parts = (value: number) =>
    ['emotional', 'conduct', 'hyperactivity', 'peer'].map((scale) => ({ scale, value }));
  const sdq = (usedOn: string, value: number) =>
    use(usedOn, 0, { instrument: 'sdq', normSet: null, scores: parts(value) });
  const changes = changesOf([sdq('2026-03-02', 5), sdq('2026-05-02', 3)]);
  expect(changes.map(({ scale, difference }) => [scale, difference])).toEqual([
    ['emotional', -2],
    ['conduct', -2],
    ['hyperactivity', -2],
    ['peer', -2],
    ['total', -8],
  ]);
});

test('a difference is a decimal of the scale, and the same the other way round', () => {
  const tenths = fc.integer({ min: 0, max: 400 }).map((value) => value / 10);
  fc.assert(
    fc.property(tenths, tenths, (a, b) => {
      const [there] = changesOf([use('2026-03-02', a), use('2026-05-02', b)]);
      const [back] = changesOf([use('2026-03-02', b), use('2026-05-02', a)]);
      expect(there!.difference + back!.difference).toBe(0);
      expect(Number.isInteger(Math.round(there!.difference * 1e6) / 1e5)).toBe(true);
      expect(there!.reliable).toBe(back!.reliable);
    }),
  );
});

test('the numbers are those of the sets, and no other', () => {
  expect(findNorm('cyp-iapt-2015', 'reliable-change', 'ors', 'total')).toBe(6.6);
  expect(findNorm('cyp-iapt-2015', 'reliable-change', 'cors', 'total')).toBe(10);
  expect(findNorm('miller-common', 'reliable-change', 'ors', 'total')).toBe(5);
  // Cut-offs for ages are not numbers for any child.
  expect(findNorm('miller-common', 'clinical-cutoff', 'ors', 'total')).toBe(null);
  expect(NORM_SETS.map(({ id }) => findNorm(id, 'reliable-change', 'sdq', 'total'))).toEqual([null, null]);
});
