import { describe, expect, it } from 'vitest';
import { evaluate } from '../../../src/deadlines/evaluate.ts';
import { day } from '../../../src/kernel/day.ts';
import { CODEBOOKS } from '../../../src/knowledge/codebooks.ts';
import type { IntakeRecord } from '../../../src/record/record.ts';
import { childRecord, intakeRecord, type Told } from '../../support/records.ts';

const NOT_ASKED = { requested: false, requestedOn: null, givenOn: null, unsuitable: false };
const ASKED = { ...NOT_ASKED, requested: true };
const askedOn = (requestedOn: string) => ({ ...ASKED, requestedOn });

function deadlines(told: Told<IntakeRecord>, today = '2026-12-01') {
  const record = childRecord({ intakes: [intakeRecord({ outcome: 'utredning-inleds-inte', ...told })] });
  return evaluate(record, day(today)).filter(({ rule }) => rule === 'aterkoppling-till-anmalare');
}

describe('information to the reporter (information till anmälaren)', () => {
  it('is given within a week after the decision', () => {
    const [found] = deadlines({ decidedOn: '2026-03-09', feedback: ASKED }, '2026-03-10');
    expect(found).toMatchObject({
      start: '2026-03-09',
      endDay: '2026-03-16',
      lastLawfulDay: '2026-03-16',
      state: 'running',
      force: 'statutory',
      law: 'SoL (2025:400) 19 kap. 6 §, lag (2025:1501)',
    });
    expect(found!.explanation.sv).toBe(
      'Beslut att inte inleda utredning fattades 2026-03-09. 1 vecka därefter är 2026-03-16. SoL (2025:400) 19 kap. 6 §, lag (2025:1501).',
    );
  });

  it.each([
    ['2026-01-14', []],
    ['2026-01-15', ['2026-01-22']],
  ])('decided on %s is due on %o: the time exists from 15 January 2026', (decidedOn, due) => {
    const found = deadlines({ receivedAt: '2026-01-05T08:00:00.000Z', decidedOn, feedback: ASKED });
    expect(found.map(({ endDay }) => endDay)).toEqual(due);
  });

  it.each([
    ['with the report', ASKED, '2026-03-09', '2026-03-16'],
    ['before the decision', askedOn('2026-03-05'), '2026-03-09', '2026-03-16'],
    ['within the week', askedOn('2026-03-12'), '2026-03-09', '2026-03-16'],
    ['on the last day of the week', askedOn('2026-03-16'), '2026-03-09', '2026-03-16'],
    ['when the week is over', askedOn('2026-03-17'), '2026-03-17', '2026-03-17'],
    ['half a year later, on a Saturday', askedOn('2026-09-12'), '2026-09-12', '2026-09-12'],
  ])('asked for %s', (_, feedback, start, endDay) => {
    const [found] = deadlines({ decidedOn: '2026-03-09', feedback });
    expect(found).toMatchObject({ start, endDay, lastLawfulDay: endDay });
  });

  it('asked for in 2026, about a decision from before there was a time, is given at once', () => {
    const old = { receivedAt: '2025-12-01T08:00:00.000Z', decidedOn: '2025-12-10' };
    expect(deadlines({ ...old, feedback: askedOn('2026-01-14') })).toEqual([]);
    expect(deadlines({ ...old, feedback: askedOn('2026-01-15') })).toMatchObject([
      { endDay: '2026-01-15', force: 'statutory-duty-advisory-time' },
    ]);
  });

  it('is given at once where an investigation is running already', () => {
    const [found] = deadlines({
      outcome: 'pafors-pagaende-utredning',
      decidedOn: '2026-03-05',
      feedback: ASKED,
    });
    expect(found).toMatchObject({ endDay: '2026-03-05', force: 'statutory-duty-advisory-time' });
    expect(found!.explanation.sv).toBe(
      'Anmälan påfördes en pågående utredning 2026-03-05. Det ska ske genast: 2026-03-05. SoL (2025:400) 19 kap. 6 §, lag (2025:1501).',
    );
  });

  it('is met when it is given', () => {
    const given = (givenOn: string) =>
      deadlines({ decidedOn: '2026-03-09', feedback: { ...ASKED, givenOn } })[0];
    expect(given('2026-03-16')).toMatchObject({ state: 'met', metOn: '2026-03-16' });
    expect(given('2026-03-17')).toMatchObject({ state: 'met-late', metOn: '2026-03-17' });
  });

  it('does not apply when it was found unsuitable, whatever the day', () => {
    const feedback = { ...ASKED, unsuitable: true };
    for (const today of ['2026-03-09', '2026-03-16', '2026-12-01']) {
      const [found] = deadlines({ decidedOn: '2026-03-09', feedback }, today);
      expect(found).toMatchObject({ state: 'not-applicable', metOn: null });
      expect(found!.explanation.sv).toContain(
        'Gäller inte: informationen bedömdes olämplig att lämna. SoL (2025:400) 19 kap. 6 §',
      );
      expect(found!.explanation.en).toContain(
        'Does not apply: the information was found unsuitable to give.',
      );
    }
  });

  it('is met when it was given all the same', () => {
    const feedback = { ...ASKED, unsuitable: true, givenOn: '2026-03-10' };
    expect(deadlines({ decidedOn: '2026-03-09', feedback })).toMatchObject([
      { state: 'met', metOn: '2026-03-10' },
    ]);
  });

  it('is nothing before the decision, and nothing where nobody asked', () => {
    expect(deadlines({ outcome: null, decidedOn: null, feedback: ASKED })).toEqual([]);
    expect(deadlines({ decidedOn: '2026-03-09', feedback: NOT_ASKED })).toEqual([]);
  });

  it.each(CODEBOOKS.reporter.codes)('for $code: $mandatory', ({ code, mandatory }) => {
    const found = deadlines({ decidedOn: '2026-03-09', feedback: ASKED, reporter: code });
    expect(found).toHaveLength(mandatory ? 1 : 0);
  });
});
