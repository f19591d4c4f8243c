import { describe, expect, it } from 'vitest';
import { day } from '../../src/kernel/day.ts';
import { CODEBOOKS } from '../../src/knowledge/codebooks.ts';
import {
  ALWAYS_NEEDS_TESTED,
  CONSENT_RULES,
  type ConsentKind,
  type ConsentRequirement,
  findConsentRule,
} from '../../src/knowledge/consent.ts';
import { agreementFor, QUESTION_SETS, questionsFor } from '../../src/knowledge/consultations.ts';
import {
  DECISIONS,
  type DecisionCode,
  decisionCitationOn,
  decisionRuleOf,
  mayDecide,
} from '../../src/knowledge/decisions.ts';

const NOW = day('2026-11-22');

describe('who may decide', () => {
  it.each<[DecisionCode, string[]]>([
    ['inleda-utredning', ['official', 'chair', 'utskott', 'board']],
    ['forlanga-utredning', ['official', 'chair', 'utskott', 'board']],
    ['vard-i-hvb', ['official', 'chair', 'utskott', 'board']],
    ['vard-i-familjehem', ['utskott', 'board']],
    ['ansokan-lvu', ['utskott', 'board']],
    ['omprovning-lvu', ['utskott', 'board']],
    ['omedelbart-omhandertagande', ['chair', 'utskott', 'board']],
  ])('%s: %j', (code, deciders) => {
    expect(
      (['official', 'chair', 'utskott', 'board'] as const).filter((one) => mayDecide(code, one)),
    ).toEqual(deciders);
  });

  it('is cited as it was on the day', () => {
    expect(decisionCitationOn('vard-i-familjehem', NOW)).toBe(
      'SoL (2025:400) 22 kap. 2, 4 §§; SoL (2025:400) 30 kap. 6 § 1',
    );
    expect(decisionCitationOn('ansokan-lvu', day('2025-06-30'))).toBe(
      'LVU (1990:52) 4 §; SoL (2001:453) 10 kap. 4 §',
    );
    expect(decisionCitationOn('ansokan-lvu', day('2025-07-01'))).toBe(
      'LVU (1990:52) 4 §; SoL (2025:400) 30 kap. 7 § 1',
    );
  });

  it('is a table of unique codes, each with law in force', () => {
    expect(new Set(DECISIONS.map(({ code }) => code)).size).toBe(DECISIONS.length);
    for (const { code } of DECISIONS) {
      expect(decisionRuleOf(code).code).toBe(code);
      expect(decisionCitationOn(code, NOW)).toMatch(/; /);
    }
  });
});

describe('consent', () => {
  it.each<[ConsentKind, number, ConsentRequirement]>([
    ['needs-tested', 11, 'guardian'],
    ['needs-tested', 12, 'guardian-or-suitable-and-child-consents'],
    ['needs-tested', 14, 'guardian-or-suitable-and-child-consents'],
    ['needs-tested', 15, 'guardian-or-suitable-and-child-asks-or-consents'],
    ['needs-tested', 17, 'guardian-or-suitable-and-child-asks-or-consents'],
    ['needs-tested', 18, 'young-person'],
    ['placement', 17, 'guardian'],
    ['placement', 18, 'young-person'],
    ['without-needs-test', 14, 'guardian'],
    ['without-needs-test', 15, 'guardian-or-suitable'],
    ['without-needs-test', 20, 'young-person'],
  ])('for %s at %i: %s', (kind, age, requires) => {
    expect(findConsentRule(kind, age)?.requires).toBe(requires);
  });

  it('has one rule for each kind at every age from 0 to 20, and none after', () => {
    for (const kind of ['needs-tested', 'placement', 'without-needs-test'] as const) {
      for (let age = 0; age <= 20; age += 1) {
        const fitting = CONSENT_RULES.filter(
          (rule) => rule.kind === kind && rule.fromAge <= age && age <= rule.toAge,
        );
        expect(fitting).toHaveLength(1);
      }
      expect(findConsentRule(kind, 21)).toBeUndefined();
    }
  });

  it('always takes a needs test for placements and contact persons and families', () => {
    expect(ALWAYS_NEEDS_TESTED).toContain('placering');
    expect(ALWAYS_NEEDS_TESTED).not.toContain('radgivning-utan-behovsprovning');
  });
});

const ON = day('2026-03-16');

describe('consultations', () => {
  it('are answered by agreement, else in fourteen days', () => {
    expect(agreementFor('skola', ON)).toMatchObject({
      answerDays: 14,
      origin: 'default',
      provenance: 'provisional',
    });
    expect(agreementFor('barnmottagning', ON).answerDays).toBe(14);
    expect(agreementFor('barnmottagning', ON, { region: 'Skåne' })).toMatchObject({
      answerDays: 28,
      origin: 'region',
      provenance: 'verified',
    });
    expect(agreementFor('barnmottagning', ON, { region: 'Halland' }).answerDays).toBe(14);
    expect(agreementFor('bup', ON, { region: 'Skåne' }).answerDays).toBe(14);
  });

  it('follow the board for the counterpart, then the region, then the board for all', () => {
    const forAll = { counterpart: '*', answerDays: 10 } as const;
    const agreements = [
      forAll,
      { counterpart: 'skola', answerDays: 7, name: 'Skolavtalet' },
      { counterpart: 'barnmottagning', answerDays: 21 },
    ] as const;
    const own = { origin: 'board', provenance: null, source: null };
    expect(agreementFor('skola', ON, { region: 'Skåne', agreements })).toEqual({
      answerDays: 7,
      name: 'Skolavtalet',
      ...own,
    });
    expect(agreementFor('tandvard', ON, { agreements })).toEqual({ answerDays: 10, name: null, ...own });
    expect(agreementFor('barnmottagning', ON, { region: 'Skåne', agreements }).answerDays).toBe(21);
    expect(agreementFor('barnmottagning', ON, { region: 'Skåne', agreements: [forAll] }).answerDays).toBe(28);
    expect(agreementFor('barnmottagning', ON, { agreements: [forAll] }).answerDays).toBe(10);
  });

  it('follow what was agreed on the day it is sent, and what the board has set for the rest', () => {
    const agreements = [
      { counterpart: 'skola', answerDays: 7, validTo: day('2026-06-30') },
      { counterpart: 'skola', answerDays: 9, validFrom: day('2026-07-01') },
    ] as const;
    const limits = [
      { rule: 'konsultation-svar', days: 12, name: 'Rutinen', validFrom: day('2026-07-01') },
    ] as const;
    const on = (counterpart: 'skola' | 'bvc', when: string) =>
      agreementFor(counterpart, day(when), { agreements, limits });
    expect([on('skola', '2026-06-30').answerDays, on('skola', '2026-07-01').answerDays]).toEqual([7, 9]);
    expect(on('bvc', '2026-06-30')).toMatchObject({ answerDays: 14, origin: 'default' });
    expect(on('bvc', '2026-07-01')).toMatchObject({ answerDays: 12, origin: 'board', name: 'Rutinen' });
  });

  it('prefill questions on the chosen areas only', () => {
    expect(questionsFor('forskola', ['utbildning', 'sakerhet']).map(({ area }) => area)).toEqual([
      'utbildning',
    ]);
    expect(questionsFor('polis', ['utbildning'])).toEqual([]);
    expect(questionsFor('skola', [])).toEqual([]);
  });

  it('have one set of questions per counterpart and area, and some for every counterpart of a step', () => {
    const keys = QUESTION_SETS.map(({ counterpart, area }) => `${counterpart} ${area}`);
    expect(new Set(keys).size).toBe(keys.length);
    for (const { code, step } of CODEBOOKS.consultationCounterpart.codes) {
      expect(QUESTION_SETS.some(({ counterpart }) => counterpart === code)).toBe(step !== null);
    }
  });
});
