import { describe, expect, it } from 'vitest';
import { evaluate } from '../../../src/deadlines/evaluate.ts';
import type { DeadlineRuleId } from '../../../src/deadlines/rules.ts';
import { day } from '../../../src/kernel/day.ts';
import type { ChildRecord } from '../../../src/record/record.ts';
import { childRecord, consultationRecord, intakeRecord, investigationRecord } from '../../support/records.ts';

/** A case on both sides of 1 July 2025, when SoL (2025:400) replaced SoL (2001:453). */
const running = childRecord({
  intakes: [intakeRecord({ receivedAt: '2025-06-25T08:00:00.000Z' })],
  investigations: [
    investigationRecord({
      openedOn: '2025-05-05',
      consultations: [consultationRecord({ sentOn: '2025-06-25', answerDay: '2025-07-10' })],
    }),
  ],
});

const lawOf = (record: ChildRecord, rule: DeadlineRuleId, today: string) =>
  evaluate(record, day(today)).find((deadline) => deadline.rule === rule)!.law;

describe('the law that is cited', () => {
  it.each([
    ['skyddsbedomning', 'SoL (2001:453) 11 kap. 1 a § första stycket', 'SoL (2025:400) 20 kap. 1 §'],
    ['forhandsbedomning', 'SoL (2001:453) 11 kap. 1 a § andra stycket', 'SoL (2025:400) 20 kap. 2 §'],
    ['utredning', 'SoL (2001:453) 11 kap. 2 § andra stycket', 'SoL (2025:400) 20 kap. 3 §'],
    ['konsultation-svar', 'SoL (2001:453) 14 kap. 1 § tredje stycket', 'SoL (2025:400) 20 kap. 6 §'],
  ] as const)('is that of today while %s runs', (rule, before, after) => {
    expect(lawOf(running, rule, '2025-06-30')).toBe(before);
    expect(lawOf(running, rule, '2025-07-01')).toBe(after);
    expect(evaluate(running, day('2025-07-01')).find((one) => one.rule === rule)!.explanation.sv).toContain(
      after,
    );
  });

  it('is that of the day it was met, ever after', () => {
    const decidedOn = (on: string) =>
      childRecord({
        intakes: [
          intakeRecord({
            receivedAt: '2025-06-25T08:00:00.000Z',
            outcome: 'utredning-inleds',
            decidedOn: on,
          }),
        ],
      });
    expect(lawOf(decidedOn('2025-06-30'), 'forhandsbedomning', '2026-11-22')).toContain('2001:453');
    expect(lawOf(decidedOn('2025-07-01'), 'forhandsbedomning', '2026-11-22')).toContain('2025:400');
  });

  it('does not move the end: the time is that of the start day', () => {
    const ends = (today: string) => evaluate(running, day(today)).map(({ endDay }) => endDay);
    expect(ends('2025-06-30')).toEqual(ends('2025-07-01'));
  });
});
