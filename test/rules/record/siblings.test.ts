import { describe, expect, test } from 'vitest';
import { day } from '../../../src/kernel/day.ts';
import { type Bond, siblingsOf } from '../../../src/person/rules.ts';
import { wereSiblings } from '../../../src/record/rules.ts';

const ON = day('2026-03-02');

const is = (from: string, type: Bond['type'], to: string, validFrom?: string, validTo?: string): Bond => ({
  fromPersonId: from,
  toPersonId: to,
  type,
  validFrom: validFrom ? day(validFrom) : null,
  validTo: validTo ? day(validTo) : null,
});

const siblings = (of: string, ...bonds: Bond[]) => [...siblingsOf(of, bonds, ON)].toSorted();

describe('siblings', () => {
  test('are recorded from the one end or the other, full or half', () => {
    const bonds = [is('alva', 'syskon', 'melker'), is('saga', 'halvsyskon', 'alva')];
    expect(siblings('alva', ...bonds)).toEqual(['melker', 'saga']);
    expect(siblings('melker', ...bonds)).toEqual(['alva']);
  });

  test('have a guardian or a parent in common', () => {
    const bonds = [is('sara', 'vardnadshavare', 'alva'), is('sara', 'foralder', 'melker')];
    expect(siblings('alva', ...bonds)).toEqual(['melker']);
    expect(siblings('melker', ...bonds)).toEqual(['alva']);
  });

  test.each(['styvforalder', 'familjehemsforalder', 'mor-eller-farforalder', 'annan-narstaende'] as const)(
    'have more in common than a %s',
    (type) => {
      expect(siblings('alva', is('rolf', type, 'alva'), is('rolf', type, 'melker'))).toEqual([]);
    },
  );

  test.each([
    ['2026-03-02', '2026-03-02', ['melker']],
    ['2026-03-03', undefined, []],
    [undefined, '2026-03-01', []],
  ])('are so while every relation between them holds: from %s to %s', (validFrom, validTo, expected) => {
    expect(siblings('alva', is('alva', 'syskon', 'melker', validFrom, validTo))).toEqual(expected);
    const own = is('sara', 'vardnadshavare', 'alva');
    const others = is('sara', 'vardnadshavare', 'melker', validFrom, validTo);
    expect(siblings('alva', own, others)).toEqual(expected);
    expect(siblings('melker', own, others)).toEqual(expected.length > 0 ? ['alva'] : []);
  });
});

test('who becomes a sibling in the middle of a time was one during it', () => {
  const born = [is('alva', 'halvsyskon', 'nova', '2026-02-01')];
  const during = (from: string, to: string | null) =>
    wereSiblings('alva', 'nova', born, { from: day(from), to: to === null ? null : day(to) });
  expect(during('2026-01-01', null)).toBe(true);
  expect(during('2026-01-01', '2026-02-01')).toBe(true);
  expect(during('2026-01-01', '2026-01-31')).toBe(false);
});
