import { describe, expect, test } from 'vitest';
import { notFamilyWide } from '../../../src/investigation/area/family-wide.ts';
import { CODEBOOKS } from '../../../src/knowledge/codebooks.ts';

const rulesOf = (...told: Parameters<typeof notFamilyWide>) => notFamilyWide(...told).map(({ rule }) => rule);

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

  test('says both at once', () => {
    expect(rulesOf({ area: 'halsa', source: 'barnet' }, true)).toEqual([
      'sharing.childs-own-area',
      'sharing.childs-own-words',
    ]);
  });
});
