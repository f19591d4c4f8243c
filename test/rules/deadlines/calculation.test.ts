import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { calculate, impossibleIn } from '../../../src/deadlines/calculation.ts';
import { evaluateRule } from '../../../src/deadlines/evaluate.ts';
import { BY_RULE, type DeadlineRule, FOLLOWING } from '../../../src/deadlines/rule.ts';
import { Calculation, type CalculationInput } from '../../../src/deadlines/schema.ts';
import { addPeriod, day, lastLawfulDay } from '../../../src/kernel/day.ts';
import type { LegalRule } from '../../../src/kernel/law.ts';
import { LEGAL_RULES } from '../../../src/knowledge/legal-rules.ts';
import { RULE_IDS, type RuleId } from '../../../src/knowledge/local-terms.ts';
import { anyDay } from '../../support/any-record.ts';
import { childRecord } from '../../support/records.ts';

/** What if: a time limit from a day, with no case behind it. */

const from = (rule: RuleId, start: string, more: object = {}, terms = {}) =>
  calculate({ rule, start: day(start), ...more } as CalculationInput, terms);

describe('a time limit from a day', () => {
  it('is told with its arithmetic, its closed day and its law', () => {
    expect(from('forhandsbedomning', '2026-03-20')).toEqual({
      rule: 'forhandsbedomning',
      label: { sv: 'Förhandsbedömning', en: 'Preliminary assessment' },
      start: '2026-03-20',
      period: { days: 14 },
      origin: 'act',
      endDay: '2026-04-03',
      lastLawfulDay: '2026-04-07',
      closedDay: 'långfredagen',
      extensions: [],
      following: null,
      force: 'statutory',
      law: 'SoL (2025:400) 20 kap. 2 §',
      explanation: {
        sv: 'Anmälan har kommit in, för varje barn: 2026-03-20. 14 dagar därefter är 2026-04-03. Den dagen är långfredagen, så det får ske senast 2026-04-07 (lag (1930:173) 2 §). SoL (2025:400) 20 kap. 2 §.',
        en: 'The report came in, for each child: 2026-03-20. 14 days later is 2026-04-03. That day is closed (långfredagen), so it may be done by 2026-04-07 (lag (1930:173) 2 §). SoL (2025:400) 20 kap. 2 §.',
      },
    });
  });

  it.each<[RuleId, string, object | null, string | null, string | null]>([
    ['utredning', '2025-06-30', { months: 4 }, '2025-10-30', 'SoL (2001:453) 11 kap. 2 § andra stycket'],
    ['utredning', '2025-07-01', { months: 4 }, '2025-11-01', 'SoL (2025:400) 20 kap. 3 §'],
    ['aterkoppling-till-anmalare', '2026-01-14', null, null, 'SoL (2025:400) 19 kap. 6 §'],
    [
      'aterkoppling-till-anmalare',
      '2026-01-15',
      { weeks: 1 },
      '2026-01-22',
      'SoL (2025:400) 19 kap. 6 §, lag (2025:1501)',
    ],
    [
      'uppfoljning-efter-utredning',
      '2025-06-30',
      { months: 2 },
      '2025-08-30',
      'SoL (2001:453) 11 kap. 4 a, 4 c §§',
    ],
    [
      'uppfoljning-efter-utredning',
      '2025-07-01',
      { months: 6 },
      '2026-01-01',
      'SoL (2025:400) 23 kap. 1, 5 §§',
    ],
    ['vardplan-revidering', '2025-06-30', null, null, null],
    ['vardplan-revidering', '2025-07-01', { years: 2 }, '2027-07-01', 'SoL (2025:400) 9 kap. 12-13 §§'],
    ['lvu-understallning', '2026-03-02', { weeks: 1 }, '2026-03-09', 'LVU (1990:52) 7 §'],
  ])('%s from %s follows the law of that day', (rule, start, period, endDay, law) => {
    const found = from(rule, start);
    expect(found).toMatchObject({ period, endDay, law });
    if (endDay !== null) return;
    expect(found).toMatchObject({ lastLawfulDay: null, closedDay: null, origin: null });
    expect(found.explanation.sv).toContain('Lagen angav ingen tid den dagen.');
    expect(found.explanation.en).toContain('The act named no time on that day.');
  });

  it.each(
    (LEGAL_RULES as readonly LegalRule[]).filter(({ thenEvery }) => thenEvery).map((rule) => [rule.id, rule]),
  )('%s recurs', (id, { thenEvery }) => {
    const found = from(id as RuleId, '2025-10-31');
    const next = addPeriod(found.endDay!, thenEvery!);
    expect(found.following).toMatchObject({
      period: thenEvery,
      endDay: next,
      lastLawfulDay: lastLawfulDay(next),
    });
    expect(found.explanation.sv).toContain(`därefter: ${next}`);
    const later = from(id as RuleId, '2025-10-31', { round: 'following' });
    expect(later).toMatchObject({ period: thenEvery, endDay: addPeriod(day('2025-10-31'), thenEvery!) });
  });

  it('takes extensions in the order decided, and none where nothing can prolong it', () => {
    const extensions = [
      { decidedOn: '2026-09-01', newEndDay: '2026-12-01' },
      { decidedOn: '2026-07-09', newEndDay: '2026-08-31', ground: 'sarskilda-skal' },
    ];
    const found = from('utredning', '2026-03-09', { extensions });
    expect(found).toMatchObject({
      endDay: '2026-08-31',
      extensions: [
        { decidedOn: '2026-07-09', counted: true, late: false },
        { decidedOn: '2026-09-01', counted: false, late: true },
      ],
    });
    expect(found.explanation.sv).toContain('genom beslut 2026-07-09 på grund av särskilda skäl.');
    const appeal = from('overklagande', '2026-03-09', {
      extensions: [{ decidedOn: '2026-03-10', newEndDay: '2026-08-31' }],
    });
    expect(appeal).toMatchObject({ endDay: '2026-03-30', extensions: [{ counted: false, late: false }] });
    expect(appeal.explanation.en).toContain('does not count: the time cannot be extended.');
  });

  it('knows what the board has set on the day', () => {
    const limits = [
      { rule: 'utredningsplan', days: 10, name: 'Riktlinjen', validFrom: day('2026-03-01') },
      { rule: 'skyddsbedomning', days: 1 },
    ];
    expect(from('utredningsplan', '2026-03-01', {}, { limits })).toMatchObject({
      endDay: '2026-03-11',
      origin: 'board',
      law: 'Nämndens egen gräns: Riktlinjen',
      force: 'local',
    });
    const before = from('utredningsplan', '2026-02-28', {}, { limits });
    expect(before).toMatchObject({ endDay: null, law: null });
    expect(before.explanation.sv).toBe(
      'Utredningen inleddes: 2026-02-28. Nämnden har ingen egen gräns som gällde den dagen.',
    );
    expect(from('skyddsbedomning', '2026-03-06', {}, { limits })).toMatchObject({
      endDay: '2026-03-07',
      lastLawfulDay: '2026-03-07',
      origin: 'board',
    });
    expect(from('skyddsbedomning', '2026-03-06')).toMatchObject({ endDay: '2026-03-06', origin: 'default' });
  });

  it('knows the days that the board counts with for all whom it asks, and no others', () => {
    const agreements = [
      { counterpart: 'skola', answerDays: 7 },
      { counterpart: '*', answerDays: 21, name: 'Riktlinjen', validFrom: day('2026-03-01') },
    ];
    const terms = { agreements };
    expect(from('konsultation-svar', '2026-03-02', {}, terms)).toMatchObject({
      endDay: '2026-03-23',
      origin: 'board',
    });
    expect(from('konsultation-svar', '2026-03-02', {}, terms).explanation.sv).toContain('(Riktlinjen)');
    expect(from('konsultation-svar', '2026-02-28', {}, terms)).toMatchObject({
      endDay: '2026-03-14',
      origin: 'default',
    });
    expect(from('kommunicering', '2026-03-02', {}, terms)).toMatchObject({ origin: 'default' });
  });

  it('is what the API says that it is, for every rule on every day', () => {
    fc.assert(
      fc.property(fc.constantFrom(...RULE_IDS), anyDay, (rule, start) => {
        const found = calculate({ rule, start }, {});
        Calculation.parse(found);
        expect(found.endDay === null).toBe(found.period === null);
        if (found.endDay !== null)
          expect(start <= found.endDay && found.endDay <= found.lastLawfulDay!).toBe(true);
        expect(found.explanation.sv).not.toMatch(/undefined|null|\s\s|\s$/);
      }),
      { numRuns: 500 },
    );
  });

  it('cannot be asked with an extension on a ground that no case is extended on', () => {
    const asked = (rule: RuleId, ground?: 'sarskilda-skal' | 'synnerliga-skal') =>
      impossibleIn({
        rule,
        start: day('2026-03-09'),
        extensions: [
          { decidedOn: day('2026-03-10'), newEndDay: day('2026-08-01'), ...(ground && { ground }) },
        ],
      }).map(({ field, text }) => `${field}: ${text.sv}`);
    const only = (ground: string) => [
      `extensions.0.ground: Tiden får bara förlängas när det finns ${ground}.`,
    ];
    expect(asked('utredning', 'synnerliga-skal')).toEqual(only('särskilda skäl (sarskilda-skal)'));
    expect(asked('jourhem', 'synnerliga-skal')).toEqual(only('särskilda skäl (sarskilda-skal)'));
    expect(asked('forhandsbedomning', 'sarskilda-skal')).toEqual(only('synnerliga skäl (synnerliga-skal)'));
    for (const rule of ['utredning', 'jourhem'] as const) expect(asked(rule, 'sarskilda-skal')).toEqual([]);
    expect(asked('forhandsbedomning', 'synnerliga-skal')).toEqual([]);
    for (const rule of RULE_IDS) expect(asked(rule)).toEqual([]);
  });

  it('cannot be asked with an extension from before it began, nor for the next of what comes once', () => {
    const asked = {
      start: day('2026-03-09'),
      extensions: [{ decidedOn: day('2026-03-08'), newEndDay: day('2026-08-01') }],
    };
    expect(impossibleIn({ rule: 'utredning', ...asked })).toMatchObject([
      { field: 'extensions.0.decidedOn' },
    ]);
    expect(impossibleIn({ rule: 'utredning', start: asked.start, round: 'following' })).toMatchObject([
      { field: 'round' },
    ]);
    expect(impossibleIn({ rule: 'overvagande-sol', start: asked.start, round: 'following' })).toEqual([]);
  });
});

describe('a rule of placement, when it is to have deadlines', () => {
  const names = {
    subject: { kind: 'investigation', id: 'placement', caseNumber: '2026-00001' },
    case: { kind: 'investigation', id: 'placement' },
    unit: 'familjehem',
    handlerId: 'karin.ek',
    partyId: null,
    extensions: [],
  } as const;
  const record = childRecord({});

  it('recurs: each round runs from what met the one before', () => {
    const considered = [day('2026-05-04')];
    const rule: DeadlineRule = {
      nearing: 14,
      instancesOf: () =>
        [day('2025-11-10'), ...considered].map((start, round) => ({
          ...names,
          part: String(round),
          start: { day: start, fact: { sv: 'Vården började', en: 'The care began on' } },
          term: round === 0 ? BY_RULE : FOLLOWING,
          ending: considered[round]
            ? {
                state: 'met',
                day: considered[round],
                fact: { sv: 'Vården övervägdes', en: 'The care was considered on' },
              }
            : null,
        })),
    };
    const found = evaluateRule('vardnadsoverflyttning', rule, record, day('2026-05-05'));
    expect(found).toMatchObject([
      { endDay: '2027-11-10', state: 'met', force: 'statutory-recurring', origin: 'act' },
      { start: '2026-05-04', endDay: '2027-05-04', state: 'running' },
    ]);
    expect(found[1]!.explanation.sv).toContain('1 år därefter är 2027-05-04.');
  });

  it('lapses where the act says that the measure does', () => {
    const rule: DeadlineRule = {
      nearing: 2,
      settledByPassing: {
        state: 'lapsed',
        fact: { sv: 'Omhändertagandet upphörde', en: 'The custody lapsed on' },
      },
      instancesOf: () => [
        {
          ...names,
          start: {
            day: day('2026-03-02'),
            fact: { sv: 'Barnet omhändertogs', en: 'The child was taken on' },
          },
          term: BY_RULE,
          ending: null,
        },
      ],
    };
    const stateOn = (today: string) => evaluateRule('lvu-understallning', rule, record, day(today))[0]!.state;
    expect(['2026-03-02', '2026-03-07', '2026-03-09', '2026-03-10'].map(stateOn)).toEqual([
      'running',
      'nearing',
      'due-today',
      'lapsed',
    ]);
  });
});
