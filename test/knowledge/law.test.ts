import { describe, expect, it } from 'vitest';
import { addPeriod, type Day, day, isDay, isValidOn, type Validity } from '../../src/kernel/day.ts';
import { type Citation, citationsOn, type LegalRule, periodIn } from '../../src/kernel/law.ts';
import { CITATIONS, type CitationId, type CitedRule } from '../../src/knowledge/citations.ts';
import { citationOn, findRule, periodOn, ruleOf } from '../../src/knowledge/law.ts';
import { LEGAL_RULES, type LegalRuleId } from '../../src/knowledge/legal-rules.ts';

const rules: readonly LegalRule[] = LEGAL_RULES;
const ruleIds = LEGAL_RULES.map(({ id }) => id);
const cited = Object.entries(CITATIONS) as [CitationId, CitedRule][];
const NOW = day('2026-11-22');

/** The days around every change of a validity, where gaps and overlaps would show. */
function turningPoints(dated: readonly Validity[]): Day[] {
  const changes = dated
    .flatMap(({ validFrom, validTo }) => [validFrom, validTo])
    .filter((on) => on !== undefined);
  return [day('1990-01-01'), NOW, day('2199-12-31')].concat(
    changes.flatMap((on) => [
      on,
      addPeriod(on, { days: 1 }),
      day(new Date(Date.parse(on) - 86_400_000).toISOString().slice(0, 10)),
    ]),
  );
}

function expectSoundCitations(citations: readonly Citation[]): void {
  for (const { ref, validFrom, validTo } of citations) {
    expect(ref).toMatch(/§|kap\./);
    for (const on of [validFrom, validTo]) if (on !== undefined) expect(isDay(on)).toBe(true);
    if (validFrom !== undefined && validTo !== undefined) expect(validFrom <= validTo).toBe(true);
  }
  for (const on of turningPoints(citations)) {
    const inForce = citations.filter((citation) => isValidOn(citation, on));
    // Several places at once need a reason: each says what it is about.
    if (inForce.length > 1) for (const citation of inForce) expect(citation.about).toBeDefined();
  }
}

describe.each(rules.map((rule) => [rule.id, rule] as const))('the time limit %s', (id, rule) => {
  it('reads in both languages', () => {
    for (const text of [rule.label, rule.rule, rule.starts, rule.metBy, rule.extension, rule.notes]) {
      if (text === null || text === undefined) continue;
      expect(text.sv).toMatch(/\S/);
      expect(text.en).toMatch(/\S/);
      expect(text.sv).not.toBe(text.en);
    }
  });

  it('has exactly one period on every day', () => {
    for (const on of turningPoints(rule.periods)) {
      expect(rule.periods.filter((entry) => isValidOn(entry, on))).toHaveLength(1);
    }
  });

  it('has sound citations, and one in force on 22 November 2026', () => {
    expectSoundCitations(rule.citations);
    expect(citationOn(id as LegalRuleId, NOW)).not.toBe('');
  });

  it('has a time of its own or a local one, as its force demands', () => {
    const current = periodIn(rule, NOW);
    const named = {
      statutory: true,
      'statutory-lapse': true,
      'statutory-recurring': true,
      'statutory-duty-advisory-time': false,
      agreement: false,
      'duty-statutory-day-local': false,
      // Never one of these: see local-rules.ts.
      local: undefined,
    } satisfies Record<LegalRule['force'], boolean | undefined>;
    expect(current !== null).toBe(named[rule.force]);
    expect(rule.localPeriod !== undefined).toBe(!named[rule.force]);
    expect(rule.thenEvery !== undefined).toBe(rule.force === 'statutory-recurring');
  });
});

describe('the ids', () => {
  it('are unique, also between time limits and other rules', () => {
    const all = [...ruleIds, ...Object.keys(CITATIONS)];
    expect(new Set(all).size).toBe(all.length);
  });

  it('find their rule, and nothing where there is none', () => {
    for (const id of ruleIds) expect(ruleOf(id).id).toBe(id);
    expect(findRule('finns-inte')).toBeUndefined();
  });
});

describe.each(cited)('the rule %s', (id, rule) => {
  it('has a label, sound citations, and one in force on 22 November 2026', () => {
    expect(rule.label.sv).toMatch(/\S/);
    expect(rule.label.en).toMatch(/\S/);
    expectSoundCitations(rule.citations);
    expect(citationOn(id, NOW)).not.toBe('');
  });
});

describe('the law on both sides of a change', () => {
  it.each<[LegalRuleId | CitationId, string, string]>([
    ['forhandsbedomning', '2025-06-30', 'SoL (2001:453) 11 kap. 1 a § andra stycket'],
    ['forhandsbedomning', '2025-07-01', 'SoL (2025:400) 20 kap. 2 §'],
    ['utredning', '2025-06-30', 'SoL (2001:453) 11 kap. 2 § andra stycket'],
    ['utredning', '2025-07-01', 'SoL (2025:400) 20 kap. 3 §'],
    ['aterkoppling-till-anmalare', '2025-06-30', 'SoL (2001:453) 14 kap. 1 b §'],
    ['aterkoppling-till-anmalare', '2026-01-14', 'SoL (2025:400) 19 kap. 6 §'],
    ['aterkoppling-till-anmalare', '2026-01-15', 'SoL (2025:400) 19 kap. 6 §, lag (2025:1501)'],
    ['vardnadsoverflyttning', '2025-07-01', 'SoL (2025:400) 22 kap. 14 §; LVU (1990:52) 13 c §'],
    ['kommunicering', '2025-06-30', 'förvaltningslagen (2017:900) 25 §'],
    ['dokumentation', '2025-06-30', 'SoL (2001:453) 11 kap. 5 §'],
    ['dokumentation', '2025-07-01', 'SoL (2025:400) 14 kap. 3 §'],
    ['inleda-utredning', '2025-06-30', 'SoL (2001:453) 11 kap. 1 §'],
    ['inleda-utredning', '2025-07-01', 'SoL (2025:400) 14 kap. 2 §'],
    ['barnets-asikter', '2025-06-30', ''],
    ['barnets-asikter', '2025-07-01', 'SoL (2025:400) 3 kap. 2 §'],
    ['sokbegrepp', '2026-11-22', 'förordning (2001:637) 15 §'],
  ])('%s on %s is %j', (id, on, citation) => {
    expect(citationOn(id, day(on))).toBe(citation);
  });

  it.each<[LegalRuleId, string, ReturnType<typeof periodOn>]>([
    ['uppfoljning-efter-utredning', '2025-06-30', { months: 2 }],
    ['uppfoljning-efter-utredning', '2025-07-01', { months: 6 }],
    ['uppfoljning-efter-placering', '2025-06-30', { months: 2 }],
    ['uppfoljning-efter-placering', '2025-07-01', { months: 6 }],
    ['aterkoppling-till-anmalare', '2025-06-30', null],
    ['aterkoppling-till-anmalare', '2026-01-14', null],
    ['aterkoppling-till-anmalare', '2026-01-15', { weeks: 1 }],
    ['forhandsbedomning', '2024-01-01', { days: 14 }],
    ['utredning', '2026-11-22', { months: 4 }],
    ['overklagande', '2026-11-22', { weeks: 3 }],
    ['skyddsbedomning', '2026-11-22', null],
    ['lvu-understallning', '2026-11-22', { weeks: 1 }],
    ['lvu-ansokan', '2026-11-22', { weeks: 4 }],
    ['omprovning-lvu-3', '2026-11-22', { months: 6 }],
    ['flyttningsforbud', '2026-11-22', { months: 3 }],
    ['vardnadsoverflyttning', '2026-11-22', { years: 2 }],
    ['jourhem', '2026-11-22', { months: 2 }],
  ])('%s on %s gives %j', (id, on, period) => {
    expect(periodOn(id, day(on))).toEqual(period);
  });

  it('joins what is in force at once, in the order written', () => {
    const citations = [
      { ref: 'A 1 §', validTo: day('2025-06-30') },
      { ref: 'B 2 §', validFrom: day('2025-06-30') },
      { ref: 'C 3 §' },
    ];
    expect(citationsOn(citations, day('2025-06-30'))).toBe('A 1 §; B 2 §; C 3 §');
    expect(citationsOn(citations, day('2025-07-01'))).toBe('B 2 §; C 3 §');
    expect(citationsOn([], NOW)).toBe('');
  });

  it('refuses to guess in a gap', () => {
    const gap = {
      ...ruleOf('utredning'),
      periods: [{ period: { months: 4 }, validFrom: day('2025-07-01') }],
    };
    expect(() => periodIn(gap, day('2025-06-30'))).toThrow(RangeError);
  });
});
