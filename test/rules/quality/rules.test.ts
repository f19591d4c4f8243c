import { describe, expect, it, test } from 'vitest';
import { day, daysAfter } from '../../../src/kernel/day.ts';
import { QUALITY_RULE_IDS, QUALITY_RULES, type QualityRuleId } from '../../../src/quality/catalogue.ts';
import { endedBy, findIn, holdsOn } from '../../../src/quality/evaluate.ts';
import { describeFinding, describeRule } from '../../../src/quality/rules.ts';
import { QualityItem, QualityRuleEntry } from '../../../src/quality/schema.ts';
import { childRecord, consultationRecord, intakeRecord, investigationRecord } from '../../support/records.ts';
import { CONTENTS } from './examples/contents.ts';
import { LIMITS } from './examples/limits.ts';
import type { Example } from './examples/told.ts';

/** Each rule of data quality, on both sides of its day. */

/** What each rule finds, with the days that it holds, and what it passes over. */
const EXAMPLES: Readonly<Record<QualityRuleId, readonly Example[]>> = { ...LIMITS, ...CONTENTS };

const byRule = (rule: QualityRuleId, record: Parameters<typeof findIn>[0], terms = {}) =>
  findIn(record, terms).filter((one) => one.rule === rule);
const daysOf = (found: ReturnType<typeof findIn>) =>
  found.map(({ since, endedOn }) => (endedOn === null ? since : `${since}/${endedOn}`));

describe.each(QUALITY_RULE_IDS)('%s', (rule) => {
  const examples = EXAMPLES[rule];

  test('has examples that find and that do not', () => {
    expect(examples.some(({ found }) => found.length > 0)).toBe(true);
    expect(examples.some(({ found }) => found.length === 0)).toBe(true);
  });

  test.each(examples)('when $when', ({ record, found }) => {
    expect(daysOf(byRule(rule, record))).toEqual(found);
  });

  test.each(examples)('holds from the day on, and not before: when $when', ({ record }) => {
    for (const one of byRule(rule, record)) {
      expect(holdsOn(one, daysAfter(one.since, -1))).toBe(false);
      expect(holdsOn(one, one.since)).toBe(one.since !== one.endedOn);
      if (one.endedOn === null) expect(endedBy(one, day('2199-01-01'))).toBe(false);
      else {
        const before = daysAfter(one.endedOn, -1);
        expect([holdsOn(one, before), endedBy(one, before)]).toEqual([before >= one.since, false]);
        expect([holdsOn(one, one.endedOn), endedBy(one, one.endedOn)]).toEqual([false, true]);
      }
    }
  });

  test.each(examples)('is said in full, in both languages: when $when', ({ record }) => {
    for (const one of byRule(rule, record)) {
      const item = describeFinding(one);
      QualityItem.parse({ ...item, case: { ...item.case, id: crypto.randomUUID() } });
      expect(item.mend.href).toMatch(
        /^\/(intakes|investigations|interventions|consultations|persons)\/[\w-]+/,
      );
      expect(item.mend.href).not.toMatch(/[{}]/);
    }
  });

  test('stands in the catalogue', () => {
    const entry = QualityRuleEntry.parse(describeRule(rule, day('2026-11-22')));
    expect(entry.label).not.toEqual(entry.explanation);
    expect(QUALITY_RULES[rule].law === null).toBe(entry.law === null);
  });
});

it('are those of the follow-up that was asked for, with their severity', () => {
  expect(QUALITY_RULE_IDS.map((id) => `${id} ${QUALITY_RULES[id].severity}`)).toEqual([
    ...['Q001 error', 'Q002 error', 'Q003 error', 'Q004 error', 'Q005 error', 'Q006 error', 'Q007 error'],
    ...['Q008 error', 'Q009 warning', 'Q010 warning', 'Q011 warning', 'Q012 warning', 'Q013 warning'],
    ...['Q014 warning', 'Q015 warning', 'Q016 information', 'Q017 warning', 'Q018 warning'],
  ]);
});

it('say of an insats that ended what is missing, and nothing of the reason, which never is', () => {
  expect(QUALITY_RULES.Q013.label).toEqual({
    sv: 'Avslutad insats utan måluppfyllelse',
    en: 'Insats ended without goal status',
  });
});

describe('what the board has set', () => {
  const limits = (rule: 'skyddsbedomning' | 'konsultation-svar', days: number) => ({
    limits: [{ rule, days }],
  });

  it('moves the day of the protection assessment, where it is later than the next day', () => {
    const record = childRecord({ intakes: [intakeRecord()] });
    expect(daysOf(byRule('Q003', record, limits('skyddsbedomning', 1)))).toEqual(['2026-03-04']);
    expect(daysOf(byRule('Q003', record, limits('skyddsbedomning', 3)))).toEqual(['2026-03-06']);
  });

  it('moves the day of an answer where none was agreed', () => {
    const asked = consultationRecord({ answerDay: null });
    const record = childRecord({ investigations: [investigationRecord({ consultations: [asked] })] });
    expect(daysOf(byRule('Q017', record))).toEqual(['2026-03-31']);
    expect(daysOf(byRule('Q017', record, limits('konsultation-svar', 20)))).toEqual(['2026-04-06']);
  });
});

describe('a finding', () => {
  it('says which area, step, goal and extension it is about', () => {
    const found = QUALITY_RULE_IDS.flatMap((rule) =>
      EXAMPLES[rule].flatMap(({ record }) => byRule(rule, record)),
    );
    const kinds = new Map(found.map(({ rule, about }) => [rule, about?.kind ?? null]));
    expect(Object.fromEntries(kinds)).toEqual({
      ...{ Q001: null, Q002: 'extension', Q003: null, Q004: null, Q005: null, Q006: 'consultation-step' },
      ...{ Q007: null, Q008: 'events', Q009: 'area', Q010: 'area', Q011: null, Q012: null, Q013: 'goal' },
      ...{ Q014: 'goal', Q015: null, Q016: null, Q017: 'consultation', Q018: 'joined-report' },
    });
  });

  it('cites the law of the day it holds from', () => {
    const of = (receivedAt: string) =>
      describeFinding(byRule('Q004', childRecord({ intakes: [intakeRecord({ receivedAt })] }))[0]!).law;
    expect(of('2025-03-03T08:30:00.000Z')).toMatch(/^SoL \(2001:453\)/);
    expect(of('2026-03-02T08:30:00.000Z')).toBe('SoL (2025:400) 20 kap. 2 §');
  });

  it('is put right in the case while that is open, and explained when it is closed', () => {
    const one = (closedOn: string | null) =>
      childRecord({
        investigations: [investigationRecord({ closedOn, consultations: [consultationRecord()] })],
      });
    const at = (closedOn: string | null) => describeFinding(byRule('Q017', one(closedOn))[0]!).mend.href;
    expect(at(null)).toBe(`/consultations/${consultationRecord().id}/reminders`);
    expect(at('2026-06-15')).toBe(`/investigations/${investigationRecord().id}/notes`);
  });
});
