import { expect, test } from 'vitest';
import { NO_PLAN, planMissing } from '../../../src/investigation/plan/rules.ts';
import type { Plan } from '../../../src/investigation/plan/schema.ts';
import { day } from '../../../src/kernel/day.ts';
import { CODEBOOKS } from '../../../src/knowledge/codebooks.ts';

/** What closing needs of the plan: the completeness and the decision of the investigation ask this rule. */
const closing = { openedOn: day('2026-03-02'), on: day('2026-06-30') };

const complete: Plan = {
  ...NO_PLAN,
  version: 1,
  purpose: 'Ta reda på om omsorgen räcker.',
  areas: CODEBOOKS.needsArea.codes.map(({ code: area }) =>
    area === 'grundlaggande-omsorg'
      ? { area, decision: 'utreds', reason: null }
      : { area, decision: 'utreds-inte', reason: 'Rörs inte av anmälan.' },
  ),
};
const rulesOf = (plan: Plan) => planMissing(plan, closing).map(({ rule }) => rule);

test('a plan with purpose, a chosen area and a reason for each left-out one lacks nothing', () => {
  expect(planMissing(complete, closing)).toEqual([]);
});

test('without a plan, the plan is what is missing', () => {
  expect(planMissing(NO_PLAN, closing)).toMatchObject([
    { rule: 'plan.missing', law: 'SoL (2025:400) 14 kap. 3 §' },
  ]);
});

test('an empty plan lacks purpose, a chosen area and every decision, all said at once', () => {
  const found = planMissing({ ...NO_PLAN, version: 1 }, closing);
  expect(found).toMatchObject([
    { rule: 'plan.purpose-missing', law: 'SoL (2025:400) 14 kap. 3 §' },
    { rule: 'plan.no-area-chosen', law: 'SoL (2025:400) 14 kap. 3 §' },
    { rule: 'plan.areas-undecided', law: 'SoL (2025:400) 20 kap. 5 § andra stycket' },
  ]);
  for (const { sv } of CODEBOOKS.needsArea.codes) {
    expect(found[2]!.text.sv).toContain(sv);
    expect(found[2]!.text.en).toContain(sv);
  }
});

test('the purpose is needed', () => {
  expect(rulesOf({ ...complete, purpose: null })).toEqual(['plan.purpose-missing']);
});

test('leaving every area out is no investigation', () => {
  const areas = complete.areas.map(({ area }) => ({
    area,
    decision: 'utreds-inte' as const,
    reason: 'Rörs inte av anmälan.',
  }));
  expect(rulesOf({ ...complete, areas })).toEqual(['plan.no-area-chosen']);
});

test('an area that is not decided on is named', () => {
  const areas = complete.areas.filter(({ area }) => area !== 'sakerhet');
  const found = planMissing({ ...complete, areas }, closing);
  expect(found.map(({ rule }) => rule)).toEqual(['plan.areas-undecided']);
  expect(found[0]!.text.sv).toMatch(/: Säkerhet\.$/);
});

test('a left-out area without its reason is named; a chosen one needs none', () => {
  const areas = complete.areas.map((choice) => ({
    ...choice,
    reason: choice.area === 'halsa' ? null : choice.reason,
  }));
  const found = planMissing({ ...complete, areas }, closing);
  expect(found).toMatchObject([
    { rule: 'plan.reasons-missing', law: 'SoL (2025:400) 20 kap. 5 § andra stycket' },
  ]);
  expect(found[0]!.text.sv).toMatch(/: Hälsa\.$/);
});

test('an investigation opened before October 2015 decides on the twenty areas of then', () => {
  const older = { ...closing, openedOn: day('2015-09-30') };
  const areas = CODEBOOKS.needsArea2006.codes.map(({ code: area }) => ({
    area,
    decision: 'utreds' as const,
    reason: null,
  }));
  expect(planMissing({ ...complete, areas }, older)).toEqual([]);
  const undecided = planMissing({ ...complete, areas: areas.slice(0, 1) }, older);
  expect(undecided.map(({ rule }) => rule)).toEqual(['plan.areas-undecided']);
  for (const { sv } of CODEBOOKS.needsArea2006.codes.slice(1)) expect(undecided[0]!.text.sv).toContain(sv);
  expect(undecided[0]!.text.sv).not.toContain('Familjebakgrund');
});
