import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { day } from '../../src/kernel/day.ts';
import {
  areaOfToday,
  areaSchema,
  areasOn,
  nameOfArea,
  sideOf,
  underAreasOfToday,
} from '../../src/knowledge/areas.ts';
import { CODEBOOKS } from '../../src/knowledge/codebooks.ts';

const last = day('2015-09-30');
const first = day('2015-10-01');

describe('the areas that a file has', () => {
  it('are those in force on the day its investigation was opened, in the order of their list', () => {
    const codesOn = (on: typeof first) => areasOn(on).flatMap(({ areas }) => areas.map(({ area }) => area));
    expect(codesOn(last)).toEqual(CODEBOOKS.needsArea2006.codes.map(({ code }) => code));
    expect(codesOn(first)).toEqual(CODEBOOKS.needsArea.codes.map(({ code }) => code));
    expect(areasOn(last).map(({ side }) => side)).toEqual(
      CODEBOOKS.triangleSide2006.codes.map(({ code }) => code),
    );
    expect(areasOn(first).map(({ side }) => side)).toEqual(
      CODEBOOKS.triangleSide.codes.map(({ code }) => code),
    );
  });

  it('are on the side of the triangle of that day', () => {
    expect(sideOf('halsa', last)).toBe('barnets-behov');
    expect(sideOf('halsa', first)).toBe('barnets-utveckling');
    expect(() => sideOf('identitet', first)).toThrow(RangeError);
  });

  it('can all be said, by their code', () => {
    const schema = areaSchema();
    for (const { code } of [...CODEBOOKS.needsArea.codes, ...CODEBOOKS.needsArea2006.codes]) {
      expect(schema.parse(code)).toBe(code);
    }
    expect(schema.safeParse('fritid').success).toBe(false);
    expect(z.toJSONSchema(schema)).toMatchObject({ 'x-codebook': ['needsArea', 'needsArea2006'] });
  });
});

describe('an area that stands in both lists', () => {
  const older = CODEBOOKS.needsArea2006.codes;
  const both = CODEBOOKS.needsArea.codes.filter(({ code }) => older.some((area) => area.code === code));

  it('is the same area: by one name, and its own successor', () => {
    expect(both.map(({ code }) => code)).toContain('halsa');
    for (const { code, sv } of both) {
      expect(older.find((area) => area.code === code)).toMatchObject({ sv, successor: code });
    }
  });
});

it('every area has the name that stands in its list', () => {
  for (const { code, sv } of [...CODEBOOKS.needsArea.codes, ...CODEBOOKS.needsArea2006.codes]) {
    expect(nameOfArea(code)).toBe(sv);
  }
});

it('an older area stands for the one that followed, or for none', () => {
  expect(areaOfToday('sakerhet')).toBe('sakerhet');
  expect(areaOfToday('familjebakgrund')).toBe('familjebakgrund');
  expect(areaOfToday('ekonomi')).toBe('boende-arbete-och-ekonomi');
  expect(areaOfToday('stabilitet')).toBeNull();
  expect(underAreasOfToday([{ area: 'stabilitet' }, { area: 'boende' }, { area: 'halsa' }])).toEqual([
    { area: 'boende-arbete-och-ekonomi' },
    { area: 'halsa' },
  ]);
});
