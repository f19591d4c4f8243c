import { describe, expect, it } from 'vitest';
import { evaluate } from '../../../src/deadlines/evaluate.ts';
import { withLateness } from '../../../src/intake/rules.ts';
import { day } from '../../../src/kernel/day.ts';
import type { ExtensionRecord } from '../../../src/record/record.ts';
import { childRecord, extensionRecord, investigationRecord } from '../../support/records.ts';

/** Decisions that give more time: what counts, what came too late, and what was put on record afterwards. */

/** Opened on 9 March 2026: the four months end on Thursday 9 July. */
function investigated(extensions: readonly ExtensionRecord[], today = '2026-07-20') {
  const record = childRecord({ investigations: [investigationRecord({ extensions })] });
  return evaluate(record, day(today)).find(({ rule }) => rule === 'utredning')!;
}

const to = (newEndDay: string, decidedOn: string, recordedAt?: string | null) =>
  extensionRecord({ decidedOn, newEndDay, ...(recordedAt !== undefined && { recordedAt }) });

describe('an extension (förlängning)', () => {
  it.each([
    ['2026-07-08', 'running', '2026-09-09'],
    ['2026-07-09', 'running', '2026-09-09'],
    ['2026-07-10', 'overdue', '2026-07-09'],
  ])('decided on %s leaves it %s', (decidedOn, state, endDay) => {
    const late = state === 'overdue';
    const found = investigated([to('2026-09-09', decidedOn)]);
    expect(found).toMatchObject({ state, endDay, extensions: [{ counted: !late, late, decidedOn }] });
  });

  it('is in time on the last lawful day, where the end is a closed one', () => {
    // Four months from Tuesday 7 April 2026 is Friday 7 August; extended to Saturday 15 August.
    const one = (decidedOn: string) =>
      withLateness('utredning', day('2026-04-07'), [
        { ...to('2026-08-15', '2026-08-07'), id: 'a', reasons: 'x' },
        { ...to('2026-10-01', decidedOn), id: 'b', reasons: 'x' },
      ]).map(({ late }) => late);
    expect(one('2026-08-17')).toEqual([false, false]);
    expect(one('2026-08-18')).toEqual([false, true]);
  });

  it('says who decided it, on what ground, and that it was too late', () => {
    const found = investigated([to('2026-09-09', '2026-07-10')]);
    expect(found.extensions).toEqual([
      {
        ground: 'sarskilda-skal',
        decidedOn: '2026-07-10',
        decidedBy: 'lena.berg',
        newEndDay: '2026-09-09',
        recordedOn: '2026-07-10',
        counted: false,
        late: true,
        recordedLate: false,
      },
    ]);
    expect(found.explanation.sv).toBe(
      'Utredningen inleddes 2026-03-09. 4 månader därefter är 2026-07-09. Beslutet 2026-07-10 om förlängning till 2026-09-09 på grund av särskilda skäl räknas inte: det fattades för sent, tiden hade gått ut 2026-07-09. SoL (2025:400) 20 kap. 3 §.',
    );
  });

  it('counts by the day it was decided, and says where it was put on record when the time had run out', () => {
    const found = investigated([to('2026-09-09', '2026-07-08', '2026-07-15T09:00:00.000Z')]);
    expect(found).toMatchObject({
      endDay: '2026-09-09',
      extensions: [{ counted: true, late: false, recordedLate: true, recordedOn: '2026-07-15' }],
    });
    expect(found.explanation.sv).toContain(
      'Förlängd till 2026-09-09 genom beslut 2026-07-08 på grund av särskilda skäl. Beslutet registrerades först 2026-07-15, när tiden hade gått ut.',
    );
    const sameDay = investigated([to('2026-09-09', '2026-07-08', '2026-07-09T21:59:00.000Z')]);
    expect(sameDay.explanation.sv).not.toContain('registrerades');
  });

  it('says nothing of the record where it was not kept when it was put there', () => {
    const found = investigated([to('2026-09-09', '2026-07-08', null)]);
    expect(found.extensions).toMatchObject([{ recordedOn: null, counted: true }]);
    expect(found.explanation.sv).not.toContain('registrerades');
  });

  it('that came late does not help the next', () => {
    const found = investigated(
      [to('2026-09-09', '2026-07-10'), to('2026-10-09', '2026-09-01')],
      '2026-09-02',
    );
    expect(found).toMatchObject({ endDay: '2026-07-09', state: 'overdue' });
    expect(found.extensions.map(({ late }) => late)).toEqual([true, true]);
  });
});
