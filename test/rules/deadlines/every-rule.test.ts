import { expect, it } from 'vitest';
import { evaluate } from '../../../src/deadlines/evaluate.ts';
import { DEADLINE_RULE_IDS } from '../../../src/deadlines/rules.ts';
import { day } from '../../../src/kernel/day.ts';
import { childRecord, consultationRecord, intakeRecord, investigationRecord } from '../../support/records.ts';

it('names each rule of the table in a case that has them all', () => {
  const record = childRecord({
    intakes: [
      intakeRecord({
        outcome: 'utredning-inleds',
        decidedOn: '2026-03-09',
        feedback: { requested: true, requestedOn: null, givenOn: null, unsuitable: false },
      }),
    ],
    investigations: [
      investigationRecord({
        closedOn: '2026-06-01',
        outcome: 'insats-sol',
        appealable: true,
        consultations: [consultationRecord()],
        communications: [
          {
            id: 'sent',
            partyId: 'x',
            sentOn: '2026-05-01',
            commentBy: null,
            commentReceivedOn: null,
            exception: false,
          },
        ],
        notifications: [{ id: 'told', partyId: 'x', notifiedOn: '2026-06-01', appealReceivedOn: null }],
        followUp: { ground: 'samtycke', decidedOn: '2026-06-01', endedOn: null, endReason: null },
      }),
    ],
  });
  const limits = (['samtal-med-barnet', 'utredningsplan'] as const).map((rule) => ({ rule, days: 14 }));
  const found = evaluate(record, day('2026-06-01'), { limits });
  expect(found.map(({ rule }) => rule).toSorted()).toEqual([...DEADLINE_RULE_IDS].toSorted());
  for (const { law, label, childId } of found) {
    expect(law).not.toBe('');
    expect(label.sv).not.toBe(label.en);
    expect(childId).toBe(record.child.id);
  }
});
