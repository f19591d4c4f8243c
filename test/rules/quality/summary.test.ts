import { expect, test } from 'vitest';
import { day } from '../../../src/kernel/day.ts';
import type { Finding } from '../../../src/quality/evaluate.ts';
import { summarise } from '../../../src/quality/rules.ts';
import { type QualityTally, tallyOn, toldOf } from '../../../src/quality/tally.ts';

/** What the guard withholds of the counts of a rule that tells of children. */

const UNITS = ['nord', 'syd'];
const inUnit = (unit: string, count: number) => ({ rule: 'Q010', unit, count }) as const;
const about = (unit: string | null, children: number) => ({ rule: 'Q010', unit, children }) as const;
const told = (children: readonly ReturnType<typeof about>[], unit: string | null = null) =>
  summarise([inUnit('nord', 9), inUnit('syd', 9)], UNITS, { unit, guard: { below: 5, children } }).find(
    ({ rule }) => rule === 'Q010',
  );

test('many findings of few children are withheld', () => {
  const few = [about('nord', 1), about('syd', 7), about(null, 8)];
  expect(told(few)).toMatchObject({ count: 18, units: null });
  expect(told(few, 'nord')).toMatchObject({ count: null, units: null });
  expect(told(few, 'syd')).toMatchObject({ count: null, units: null });
});

test('the same few children in two units make no crowd in sum', () => {
  expect(told([about('nord', 4), about('syd', 4), about(null, 4)])).toMatchObject({
    count: null,
    units: null,
  });
});

test('what many children stand behind is told, of each unit and in sum', () => {
  const many = [about('nord', 5), about('syd', 5), about(null, 6)];
  expect(told(many)).toMatchObject({ count: 18, units: [{ count: 9 }, { count: 9 }] });
  expect(told(many, 'syd')).toMatchObject({ count: 9 });
});

const DAY = day('2026-03-02');
const foundIn = (rule: 'Q010' | 'Q001', id: string, ended = false) =>
  ({ rule, since: DAY, endedOn: ended ? DAY : null, case: { id } }) as unknown as Finding;
const itemsOf = (tally: QualityTally) =>
  toldOf(tally, 5).items.filter(({ rule }) => rule === 'Q010' || rule === 'Q001');

test('a manifest says nothing that few children stand behind, where the rule tells of a child', () => {
  const tally = tallyOn(DAY);
  for (let n = 0; n < 5; n += 1) {
    const id = `${n}`;
    const own = [foundIn('Q010', id), foundIn('Q010', id), foundIn('Q001', id)];
    tally.count(n === 0 ? [...own, ...Array.from({ length: 7 }, () => foundIn('Q010', id, true))] : own, [
      id,
    ]);
    const few = n < 4;
    expect(itemsOf(tally.result())).toMatchObject([
      { rule: 'Q001', findings: n + 1, cases: n + 1, ended: 0 },
      { rule: 'Q010', findings: few ? null : 10, cases: few ? null : 5, ended: null },
    ]);
  }
  expect(itemsOf(tallyOn(DAY).result())).toMatchObject([
    { findings: 0 },
    { findings: 0, cases: 0, ended: 0 },
  ]);
});

test('where the children were not counted, nothing but nobody is told', () => {
  const item = { rule: 'Q010', severity: 'information', findings: 40, cases: 30, ended: 0 } as const;
  expect(itemsOf({ version: '1.0', items: [item] })).toMatchObject([
    { findings: null, cases: null, ended: 0 },
  ]);
});
