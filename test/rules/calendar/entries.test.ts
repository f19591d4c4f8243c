import { describe, expect, it } from 'vitest';
import { type CalendarDeadline, entriesOf, settledSince } from '../../../src/calendar/entries.ts';
import { DEADLINE_RULE_IDS } from '../../../src/deadlines/rules.ts';
import { parseInstant } from '../../../src/kernel/clock.ts';
import { day } from '../../../src/kernel/day.ts';
import { LOCAL_RULES } from '../../../src/knowledge/local-rules.ts';

const instant = (text: string) => parseInstant(text)!;
const TODAY = day('2026-03-02');

const deadline = (more: Partial<CalendarDeadline> = {}): CalendarDeadline => ({
  id: 'utredning:0193a5c0-7b1e-7c3a-9f00-2b6d1c0e4a21',
  rule: 'utredning',
  caseKind: 'investigation',
  caseNumber: '2026-00042',
  endDay: day('2026-07-04'),
  lastLawfulDay: day('2026-07-06'),
  settledByPassing: false,
  settled: null,
  revision: 3,
  changedAt: instant('2026-03-01T10:00:00Z'),
  ...more,
});
const entry = (more: Partial<CalendarDeadline> = {}, today = TODAY) =>
  entriesOf([deadline(more)], '2281', today)[0]!;

describe('an entry of the calendar', () => {
  it('stands on the end day, says when it may be done at the latest, and by which law', () => {
    expect(entry()).toEqual({
      uid: 'utredning:0193a5c0-7b1e-7c3a-9f00-2b6d1c0e4a21@2281.barnakt.invalid',
      sequence: 3,
      on: '2026-07-04',
      before: '2026-07-05',
      summary: 'Utredning enligt fyramånadersregeln 2026-00042',
      description: [
        'Slutdag: 2026-07-04.',
        'Får ske senast 2026-07-06: slutdagen är lördag (lag (1930:173) 2 §).',
        'Tiden följer av lag.',
        'Lagrum: SoL (2025:400) 20 kap. 3 §.',
      ].join('\n'),
      categories: ['Tidsfrist', 'Utredning'],
      cancelled: false,
      changedAt: '2026-03-01T10:00:00.000Z',
    });
  });

  it('says nothing of a last lawful day that is the end day', () => {
    expect(entry({ lastLawfulDay: day('2026-07-04') }).description).not.toContain('senast');
  });

  it('is the same when its day has come, when it has passed, and a year later', () => {
    for (const today of ['2026-07-04', '2026-07-07', '2027-07-07']) {
      expect(entry({}, day(today))).toEqual(entry());
    }
  });

  it('cites the law of its end day', () => {
    expect(entry({ endDay: day('2025-06-30') }).description).toContain('SoL (2001:453) 11 kap. 2 §');
  });

  it('is struck out, on its day and under its name, when it is settled', () => {
    const met = entry({ settled: 'met', revision: 4 });
    expect(met).toMatchObject({ uid: entry().uid, sequence: 4, on: '2026-07-04', cancelled: true });
    expect(met.description).toMatch(/^Klar\.\n/);
    expect(entry({ settled: 'met-late' }).description).toMatch(/^Klar, för sent\.\n/);
  });

  it('is struck out from the day after, where the passing of the last day settles it', () => {
    const comment = { settledByPassing: true, lastLawfulDay: day('2026-03-16'), endDay: day('2026-03-16') };
    expect(entry(comment, day('2026-03-16'))).toMatchObject({ cancelled: false, sequence: 3 });
    expect(entry(comment, day('2026-03-17'))).toMatchObject({
      cancelled: true,
      sequence: 4,
      changedAt: '2026-03-16T23:00:00.000Z',
    });
    // As it is kept when something is next written in the case.
    const kept = { ...comment, settled: 'met' as const, revision: 4 };
    expect(entry(kept, day('2026-03-20'))).toMatchObject({ cancelled: true, sequence: 4 });
  });

  it('has words for every deadline there is', () => {
    for (const rule of DEADLINE_RULE_IDS) {
      const { summary, description } = entry({ rule });
      expect(summary).toMatch(/^\p{Lu}.+ 2026-00042$/u);
      expect(description).toMatch(/^(Tiden|Lagen) .+\.$/mu);
      // A board's own limit rests on no law.
      const cited = /^Lagrum: .+\.$/m.test(description);
      expect(cited).toBe(!(LOCAL_RULES.map(({ id }) => id) as string[]).includes(rule));
    }
  });
});

describe('a calendar', () => {
  it('has the first end day first, whatever order it was found in', () => {
    const found = ['2026-05-01', '2026-03-01', '2026-04-01'].map((on) =>
      deadline({ id: `utredning:${on}`, endDay: day(on) }),
    );
    const days = (of: typeof found) => entriesOf(of, '2281', TODAY).map(({ on }) => on);
    expect(days(found)).toEqual(['2026-03-01', '2026-04-01', '2026-05-01']);
    expect(days(found.toReversed())).toEqual(days(found));
  });

  it('keeps what is settled for thirty days, from the beginning of the Swedish day', () => {
    expect(settledSince(day('2026-04-30'))).toEqual({ day: '2026-03-31', at: '2026-03-30T22:00:00.000Z' });
  });
});
