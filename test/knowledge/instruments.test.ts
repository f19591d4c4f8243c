import { describe, expect, it } from 'vitest';
import type { Provenance } from '../../src/kernel/codebook.ts';
import { CODEBOOKS, type CodeOf } from '../../src/knowledge/codebooks.ts';
import {
  findInstrument,
  hasNormsFor,
  INSTRUMENTS,
  isOfAge,
  NORM_SETS,
  type NormSet,
  type NormSetId,
} from '../../src/knowledge/instruments.ts';

type Code = CodeOf<'instrument'>;
const normSets: readonly NormSet[] = NORM_SETS;
const scaleOf = (code: Code, id: string) => findInstrument(code)?.scales.find((scale) => scale.id === id);
const valuesOf = (id: NormSetId) =>
  normSets
    .find((set) => set.id === id)!
    .values.map(({ measure, instrument, value, fromAge, toAge }) => [
      `${measure} ${instrument} ${fromAge ?? ''}-${toAge ?? ''}`,
      value,
    ]);

describe('instruments', () => {
  it.each<[Code, number, number, number]>([
    ['ors', 0, 40, 0.1],
    ['cors', 0, 40, 0.1],
    ['srs', 0, 40, 0.1],
    ['csrs', 0, 40, 0.1],
    ['sdq', 0, 40, 1],
  ])('%s has a total of %d to %d in steps of %d', (code, min, max, step) => {
    expect(scaleOf(code, 'total')).toMatchObject({ min, max, step });
  });

  it('the total of SDQ is derived from four of its scales, without prosocial and impact', () => {
    expect(findInstrument('sdq')!.scales.map(({ id }) => id)).toEqual([
      'emotional',
      'conduct',
      'hyperactivity',
      'peer',
      'prosocial',
      'total',
      'impact',
    ]);
    expect(scaleOf('sdq', 'total')!.sumOf).toEqual(['emotional', 'conduct', 'hyperactivity', 'peer']);
    for (const { id, min, max, step } of findInstrument('sdq')!.scales) {
      if (id !== 'total') expect({ min, max, step }).toEqual({ min: 0, max: 10, step: 1 });
    }
  });

  it.each<[Code, number[], number[]]>([
    ['ors', [13, 17, 20], [6, 12]],
    ['srs', [13, 17, 20], [6, 12]],
    ['cors', [6, 12], [5, 13]],
    ['csrs', [6, 12], [5, 13]],
    ['sdq', [3, 17], [2, 18]],
    ['signs-of-safety', [0, 20], []],
  ])('%s is made for those of %j years, not for those of %j', (code, within, outside) => {
    for (const age of within) expect(isOfAge(findInstrument(code)!, age)).toBe(true);
    for (const age of outside) expect(isOfAge(findInstrument(code)!, age)).toBe(false);
  });

  it('are marked where their scales were not read in a published source', () => {
    const marks: [Code, Provenance][] = INSTRUMENTS.map(({ code, provenance }) => [code, provenance]);
    expect(Object.fromEntries(marks)).toEqual({
      ors: 'verified',
      cors: 'verified',
      srs: 'verified',
      csrs: 'verified',
      sdq: 'verified',
      'signs-of-safety': 'provisional',
    });
  });

  it('are left out where no scales are published', () => {
    for (const code of ['freda-kortfragor', 'savry', 'earl', 'ester', 'adad', 'asq-se2', 'annat'] as const) {
      expect(findInstrument(code)).toBeUndefined();
    }
  });

  it('stand once each, under a code of the list, with scales that can be scored', () => {
    const codes = INSTRUMENTS.map(({ code }) => code);
    expect(new Set(codes).size).toBe(codes.length);
    const listed: readonly string[] = CODEBOOKS.instrument.codes.map(({ code }) => code);
    expect(codes.filter((code) => !listed.includes(code))).toEqual([]);
    for (const { scales } of INSTRUMENTS) {
      const ids = scales.map(({ id }) => id);
      expect(new Set(ids).size).toBe(ids.length);
      for (const { min, max, step, sumOf = [] } of scales) {
        expect(min < max && step > 0).toBe(true);
        expect(Number.isInteger(Math.round(((max - min) / step) * 1e6) / 1e6)).toBe(true);
        expect(sumOf.filter((part) => !ids.includes(part))).toEqual([]);
      }
    }
  });
});

describe('norms', () => {
  it('cyp-iapt-2015 tells what change is reliable', () => {
    expect(valuesOf('cyp-iapt-2015')).toEqual([
      ['reliable-change ors -', 6.6],
      ['reliable-change cors -', 10],
    ]);
  });

  it('miller-common tells a change and cut-offs by age', () => {
    expect(valuesOf('miller-common')).toEqual([
      ['reliable-change ors -', 5],
      ['clinical-cutoff ors 18-', 25],
      ['clinical-cutoff ors 13-17', 28],
      ['clinical-cutoff cors -', 32],
      ['clinical-cutoff srs -', 36],
    ]);
  });

  it('keep the mark of their source', () => {
    expect(normSets.map(({ id, provenance }) => [id, provenance])).toEqual([
      ['cyp-iapt-2015', 'verified'],
      ['miller-common', 'provisional'],
    ]);
  });

  it('are about scales that exist, within their range', () => {
    for (const { instrument, scale, value } of normSets.flatMap(({ values }) => values)) {
      const { min, max } = scaleOf(instrument, scale)!;
      expect(min < value && value < max).toBe(true);
    }
  });

  it('are told for some instruments only', () => {
    expect(hasNormsFor('cyp-iapt-2015', 'cors')).toBe(true);
    expect(hasNormsFor('cyp-iapt-2015', 'srs')).toBe(false);
    expect(hasNormsFor('miller-common', 'srs')).toBe(true);
    expect(hasNormsFor('miller-common', 'sdq')).toBe(false);
  });
});
