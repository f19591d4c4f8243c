import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { derivedScores, impossibleScores, warningsOn } from '../../../src/investigation/instrument/rules.ts';
import { day } from '../../../src/kernel/day.ts';
import type { CodeOf } from '../../../src/knowledge/codebooks.ts';
import { INSTRUMENTS, type Scale } from '../../../src/knowledge/instruments.ts';

const scales = INSTRUMENTS.flatMap(({ code, scales }) => scales.map((scale) => [code, scale] as const));

/** Every score of a scale as a person writes it, read as JSON reads it: no arithmetic on fractions. */
function gridOf({ min, max, step }: Scale): number[] {
  const decimals = String(step).split('.')[1]?.length ?? 0;
  const units = 10 ** decimals;
  const written = (unit: number) =>
    decimals === 0
      ? `${unit}`
      : `${Math.floor(unit / units)}.${String(unit % units).padStart(decimals, '0')}`;
  const values: number[] = [];
  for (let unit = min * units; unit <= max * units; unit += Math.round(step * units)) {
    values.push(JSON.parse(written(unit)) as number);
  }
  return values;
}

const fields = (instrument: CodeOf<'instrument'>, ...scores: [scale: string, value: number][]) =>
  impossibleScores({ instrument, scores: scores.map(([scale, value]) => ({ scale, value })) }).map(
    ({ field }) => field,
  );

describe.each(scales)('%s, scale $id', (code, scale) => {
  const grid = gridOf(scale);

  it('takes every score from its least to its greatest', () => {
    expect([grid[0], grid.at(-1)]).toEqual([scale.min, scale.max]);
    expect(grid.length).toBe(scale.step === 0.1 ? 401 : scale.max + 1);
    for (const value of grid) expect(fields(code, [scale.id, value]), String(value)).toEqual([]);
  });

  it('takes nothing else', () => {
    const scores = new Set(grid);
    const anyNear = fc
      .tuple(fc.constantFrom(...grid), fc.constantFrom(1e-15, 1e-9, 0.001, 0.05, scale.step, 1000))
      .chain(([value, off]) => fc.constantFrom(value + off, value - off));
    const anyValue = fc.oneof(anyNear, fc.double({ noNaN: true }), fc.integer());
    fc.assert(
      fc.property(
        anyValue.filter((value) => !scores.has(value)),
        (value) => {
          expect(fields(code, [scale.id, value])).toEqual(['scores.0.value']);
        },
      ),
      { numRuns: 500 },
    );
  });
});

describe('the total of SDQ', () => {
  const PARTS = ['emotional', 'conduct', 'hyperactivity', 'peer'] as const;
  const anyParts = fc.tuple(...PARTS.map(() => fc.integer({ min: 0, max: 10 })));
  const scored = (values: readonly number[]) => PARTS.map((scale, at) => ({ scale, value: values[at]! }));
  const sumOf = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0);

  it('follows from its parts, and nothing else may be told beside them', () => {
    fc.assert(
      fc.property(anyParts, fc.integer({ min: 0, max: 40 }), fc.boolean(), (values, told, first) => {
        const parts = scored(values);
        expect(derivedScores({ instrument: 'sdq', scores: parts })).toEqual([
          { scale: 'total', value: sumOf(values) },
        ]);
        const total = { scale: 'total', value: told };
        const scores = first ? [total, ...parts] : [...parts, total];
        const found = impossibleScores({ instrument: 'sdq', scores }).map(({ field }) => field);
        expect(found).toEqual(told === sumOf(values) ? [] : [`scores.${first ? 0 : 4}.value`]);
      }),
    );
  });

  it('is told by itself, or beside some of its parts, as it is', () => {
    fc.assert(
      fc.property(anyParts, fc.subarray([...PARTS], { maxLength: 3 }), (values, told) => {
        const some = scored(values).filter(({ scale }) => told.includes(scale));
        const scores = [...some, { scale: 'total', value: 17 }];
        expect(impossibleScores({ instrument: 'sdq', scores })).toEqual([]);
        expect(derivedScores({ instrument: 'sdq', scores })).toEqual([]);
      }),
    );
  });

  it('is not judged by parts that are wrong themselves', () => {
    expect(
      fields('sdq', ['emotional', 11], ['conduct', 0], ['hyperactivity', 0], ['peer', 0], ['total', 40]),
    ).toEqual(['scores.0.value']);
  });
});

describe('scores', () => {
  it('are on scales of the instrument, each once', () => {
    expect(fields('ors', ['emotional', 3], ['total', 20], ['total', 20])).toEqual([
      'scores.0.scale',
      'scores.2.scale',
    ]);
    expect(fields('ors', ['total', 20], ['total', 41])).toEqual(['scores.1.scale', 'scores.1.value']);
    expect(fields('ors')).toEqual([]);
  });

  it('are not taken for an instrument without published scales', () => {
    expect(fields('savry', ['total', 1])).toEqual(['scores']);
    expect(fields('annat', ['total', 1])).toEqual(['scores']);
    expect(fields('savry')).toEqual([]);
    expect(derivedScores({ instrument: 'savry', scores: [] })).toEqual([]);
  });
});

describe('the child’s age', () => {
  const birthDate = day('2013-02-16');
  const warned = (instrument: CodeOf<'instrument'>, usedOn: string) =>
    warningsOn({ instrument, usedOn: day(usedOn) }, birthDate).map(({ code }) => code);

  it('is heeded on the day of the use, from birthday to birthday', () => {
    expect(warned('cors', '2019-02-15')).toEqual(['instrument.age']);
    expect(warned('cors', '2019-02-16')).toEqual([]);
    expect(warned('cors', '2026-02-15')).toEqual([]);
    expect(warned('cors', '2026-02-16')).toEqual(['instrument.age']);
    expect(warned('ors', '2026-02-15')).toEqual(['instrument.age']);
    expect(warned('ors', '2026-02-16')).toEqual([]);
    expect(warned('ors', '2033-02-16')).toEqual([]);
  });

  it('does not matter where the instrument names none, or nothing is known', () => {
    expect(warned('signs-of-safety', '2014-01-01')).toEqual([]);
    expect(warned('savry', '2014-01-01')).toEqual([]);
    expect(warningsOn({ instrument: 'ors', usedOn: day('2014-01-01') }, null)).toEqual([]);
  });

  it('is told in both languages, and says that nothing was lost', () => {
    const messageOf = (instrument: CodeOf<'instrument'>) =>
      warningsOn({ instrument, usedOn: day('2014-01-01') }, birthDate)[0]!.message;
    expect(messageOf('ors')).toEqual({
      sv: 'Instrumentet är gjort för barn från 13 år, och barnet hade en annan ålder. Det som skickades är sparat.',
      en: 'The instrument is made for children from 13 years, and the child was of another age. What you sent is kept.',
    });
    expect(messageOf('cors').sv).toContain('för barn 6–12 år');
    expect(messageOf('cors').en).toContain('for children of 6–12 years');
  });
});
