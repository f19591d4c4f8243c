import { expect, test } from 'vitest';
import { summarise } from '../../../src/quality/rules.ts';

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
