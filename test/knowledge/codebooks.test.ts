import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { type Codebook, codeOn, findCode } from '../../src/kernel/codebook.ts';
import { day } from '../../src/kernel/day.ts';
import { CODEBOOKS, type CodebookName, codeSchema, entryOf } from '../../src/knowledge/codebooks.ts';
import { ruleOf } from '../../src/knowledge/law.ts';

const books = Object.entries(CODEBOOKS) as [CodebookName, Codebook][];
const codesOf = (name: CodebookName): readonly string[] => CODEBOOKS[name].codes.map(({ code }) => code);

describe.each(books)('the code list %s', (key, book) => {
  it('is known by its name and labelled in both languages', () => {
    expect(book.name).toBe(key);
    expect(book.sv).toMatch(/\S/);
    expect(book.en).toMatch(/\S/);
  });

  it('has unique codes and labels', () => {
    const codes = book.codes.map(({ code }) => code);
    const labels = book.codes.map(({ sv }) => sv);
    expect(codes.length).toBeGreaterThan(1);
    expect(new Set(codes).size).toBe(codes.length);
    expect(new Set(labels).size).toBe(labels.length);
    for (const code of codes) expect(code).toMatch(/^[a-z0-9]+(-[a-z0-9]+)*$/);
    for (const label of labels) expect(label).toMatch(/^[A-ZÅÄÖ0-9]/);
  });

  it('accepts its own codes in a schema that names it, and nothing else', () => {
    const schema = codeSchema(key);
    for (const { code } of book.codes) expect(schema.parse(code)).toBe(code);
    expect(schema.safeParse('finns-inte').success).toBe(false);
    expect(schema.safeParse('').success).toBe(false);
    expect(z.toJSONSchema(schema)).toMatchObject({
      enum: book.codes.map(({ code }) => code),
      description: book.sv,
      'x-codebook': key,
    });
  });
});

describe('attributes refer to codes that exist', () => {
  it.each<[CodebookName, string, CodebookName]>([
    ['needsArea', 'side', 'triangleSide'],
    ['needsArea2006', 'side', 'triangleSide2006'],
    ['needsArea2006', 'successor', 'needsArea'],
    ['cause', 'group', 'causeGroup'],
    ['consultationCounterpart', 'step', 'consultationStep'],
    ['consultationCounterpart', 'alsoStep', 'consultationStep'],
    ['interventionType', 'group', 'interventionGroup'],
    ['factor', 'area', 'needsArea'],
    ['factor', 'kind', 'factorKind'],
  ])('%s.%s is in %s', (name, attribute, target) => {
    const values = CODEBOOKS[name].codes
      .map((entry) => (entry as unknown as Record<string, string | null>)[attribute])
      .filter((value) => value !== null);
    expect(values.length).toBeGreaterThan(0);
    for (const value of values) expect(codesOf(target)).toContain(value);
  });

  it('extensionGround.appliesTo is a time limit that can be extended', () => {
    for (const { appliesTo } of CODEBOOKS.extensionGround.codes) {
      expect(ruleOf(appliesTo).extension).not.toBeNull();
    }
  });
});

describe('the triangle', () => {
  it('has three sides of four areas, named as they are', () => {
    expect(CODEBOOKS.triangleSide.codes.map(({ sv }) => sv)).toEqual([
      'Barnets utveckling',
      'Föräldrarnas förmåga',
      'Familj och miljö',
    ]);
    for (const side of CODEBOOKS.triangleSide.codes) {
      expect(CODEBOOKS.needsArea.codes.filter((area) => area.side === side.code)).toHaveLength(4);
    }
    expect(CODEBOOKS.needsArea.codes.map(({ sv }) => sv)).toEqual([
      'Hälsa',
      'Utbildning',
      'Känslor och beteende',
      'Sociala relationer',
      'Grundläggande omsorg',
      'Stimulans och vägledning',
      'Känslomässig tillgänglighet',
      'Säkerhet',
      'Nuvarande familjesituation',
      'Familjebakgrund',
      'Boende, arbete och ekonomi',
      'Socialt nätverk och integrering',
    ]);
    expect(CODEBOOKS.needsArea2006.codes).toHaveLength(20);
  });

  it('changed on 1 October 2015', () => {
    const before = day('2015-09-30');
    const after = day('2015-10-01');
    expect(codeOn(CODEBOOKS.needsArea, 'halsa', before)).toBe(false);
    expect(codeOn(CODEBOOKS.needsArea, 'halsa', after)).toBe(true);
    expect(codeOn(CODEBOOKS.needsArea2006, 'identitet', before)).toBe(true);
    expect(codeOn(CODEBOOKS.needsArea2006, 'identitet', after)).toBe(false);
  });

  it('has risk and protective factors in every area', () => {
    for (const area of CODEBOOKS.needsArea.codes) {
      const kinds = CODEBOOKS.factor.codes
        .filter((factor) => factor.area === area.code)
        .map(({ kind }) => kind);
      expect(new Set(kinds)).toEqual(new Set(['risk', 'skydd']));
    }
  });
});

describe('a code on a day', () => {
  const book = {
    name: 'test',
    sv: 'Prov',
    en: 'Test',
    provenance: 'provisional',
    validFrom: day('2020-01-01'),
    codes: [
      { code: 'utan-gransen', sv: 'Utan gräns' },
      { code: 'slutar', sv: 'Slutar', validTo: day('2024-12-31') },
      { code: 'borjar', sv: 'Börjar', validFrom: day('2025-01-01') },
    ],
  } as const satisfies Codebook;

  it('is valid where both the list and the code are', () => {
    expect(codeOn(book, 'utan-gransen', day('2019-12-31'))).toBe(false);
    expect(codeOn(book, 'utan-gransen', day('2020-01-01'))).toBe(true);
    expect(codeOn(book, 'slutar', day('2019-12-31'))).toBe(false);
    expect(codeOn(book, 'slutar', day('2024-12-31'))).toBe(true);
    expect(codeOn(book, 'slutar', day('2025-01-01'))).toBe(false);
    expect(codeOn(book, 'borjar', day('2024-12-31'))).toBe(false);
    expect(codeOn(book, 'borjar', day('2025-01-01'))).toBe(true);
    expect(codeOn(book, 'finns-inte', day('2025-01-01'))).toBe(false);
  });

  it('is found with its attributes', () => {
    expect(findCode(CODEBOOKS.reporter, 'skola')).toMatchObject({ sv: 'Skola', mandatory: true });
    expect(findCode(CODEBOOKS.reporter, 'finns-inte')).toBeUndefined();
    expect(entryOf('cause', 'skolsituation').group).toBe('barn');
    expect(entryOf('consultationCounterpart', 'elevhalsa').alsoStep).toBe('halsa');
  });
});

describe('age groups', () => {
  it('cover 0 to 20 years without gap or overlap', () => {
    const ages = CODEBOOKS.ageGroup.codes.flatMap(({ fromAge, toAge }) =>
      Array.from({ length: toAge - fromAge + 1 }, (_, index) => fromAge + index),
    );
    expect(ages).toEqual(Array.from({ length: 21 }, (_, age) => age));
  });
});
