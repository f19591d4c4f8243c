import { describe, expect, test } from 'vitest';
import { notFamilyWide } from '../../../src/investigation/area/family-wide.ts';
import { day } from '../../../src/kernel/day.ts';
import type { AreaCode } from '../../../src/knowledge/areas.ts';
import { CODEBOOKS } from '../../../src/knowledge/codebooks.ts';

const rulesOf = (
  told: Parameters<typeof notFamilyWide>[0],
  childAlone: boolean,
  openedOn = day('2026-03-02'),
) => notFamilyWide(told, { childAlone, openedOn }).map(({ rule }) => rule);

describe('family-wide', () => {
  test.each(CODEBOOKS.needsArea.codes.map(({ code, side }) => [code, side] as const))(
    'can a guardian’s word on %s be, unless it is about the child’s own development',
    (area, side) => {
      const expected = side === 'barnets-utveckling' ? ['sharing.childs-own-area'] : [];
      expect(rulesOf({ area, source: 'vardnadshavare' }, false)).toEqual(expected);
    },
  );

  test.each(CODEBOOKS.informationSource.codes.map(({ code }) => code))(
    'can what comes from %s be, unless that is the child or a talk with the child alone',
    (source) => {
      const told = { area: 'familjebakgrund', source } as const;
      const own = ['sharing.childs-own-words'];
      expect(rulesOf(told, false)).toEqual(source === 'barnet' ? own : []);
      expect(rulesOf(told, true)).toEqual(own);
    },
  );

  test('is the child’s own side what it was called before October 2015', () => {
    const older = (area: AreaCode) => rulesOf({ area, source: 'vardnadshavare' }, false, day('2015-09-30'));
    expect(older('identitet')).toEqual(['sharing.childs-own-area']);
    expect(older('ekonomi')).toEqual([]);
  });

  test('says both at once', () => {
    expect(rulesOf({ area: 'halsa', source: 'barnet' }, true)).toEqual([
      'sharing.childs-own-area',
      'sharing.childs-own-words',
    ]);
  });
});
