import fc from 'fast-check';
import { expect, test } from 'vitest';
import { evaluate } from '../../../src/deadlines/evaluate.ts';
import { day } from '../../../src/kernel/day.ts';
import { PRELIMINARY_VARIABLES } from '../../../src/variables/catalogue/intake.ts';
import { derive } from '../../../src/variables/derive.ts';
import type { Value } from '../../../src/variables/value.ts';
import { anyRecord } from '../../support/any-record.ts';

/** What the variable says of feedback that is judged when everything has passed, by the state of its deadline. */
const SAID: Readonly<Record<string, Value>> = {
  met: { kind: 'value', value: true },
  'met-late': { kind: 'value', value: false },
  overdue: { kind: 'value', value: false },
};

test('the deadline and the variable agree about the feedback of any record', () => {
  const asOf = day('2030-01-01');
  const variable = PRELIMINARY_VARIABLES.find(({ id }) => id === 'intake.feedbackWithinWeek')!;
  const found = new Set<string>();
  fc.assert(
    fc.property(anyRecord, (record) => {
      const owed = evaluate(record, asOf).filter(({ rule }) => rule === 'aterkoppling-till-anmalare');
      for (const { state, subject } of owed) {
        const intake = record.intakes.find(({ id }) => id === subject.id)!;
        if (intake.feedback.unsuitable) continue;
        found.add(state);
        const said = derive(record, { kind: 'intake', id: intake.id }, asOf, [variable]);
        expect(said[variable.id]).toEqual(SAID[state]);
      }
    }),
    { numRuns: 2000, seed: 20260302 },
  );
  expect([...found].toSorted()).toEqual(Object.keys(SAID).toSorted());
});
