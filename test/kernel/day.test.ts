import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { parseInstant, toInstant } from '../../src/kernel/clock.ts';
import {
  addPeriod,
  ageOn,
  closedDayName,
  type Day,
  day,
  dayOf,
  daysBetween,
  endOfDay,
  isDay,
  isValidOn,
  lastLawfulDay,
  type Period,
  startOfDay,
} from '../../src/kernel/day.ts';
import vectors from './date-vectors.json' with { type: 'json' };

const instant = (text: string) => parseInstant(text)!;
const nextDay = (on: Day) => addPeriod(on, { days: 1 });

/** Every day from one to another, both included, by counting on the calendar and not by the code under test. */
function* daysFrom(first: string, last: string): Generator<Day> {
  const date = new Date(`${first}T12:00:00Z`);
  for (let text = first; text <= last; text = date.toISOString().slice(0, 10)) {
    yield day(text);
    date.setUTCDate(date.getUTCDate() + 1);
  }
}

const anyDay = fc
  .date({ min: new Date('1900-01-01'), max: new Date('2150-12-31'), noInvalidDate: true })
  .map((date) => day(date.toISOString().slice(0, 10)));
const anyPeriod: fc.Arbitrary<Period> = fc.oneof(
  fc.record({ days: fc.nat(400) }),
  fc.record({ weeks: fc.nat(100) }),
  fc.record({ months: fc.nat(60) }),
  fc.record({ years: fc.nat(30) }),
);
const anyInstant = fc
  .date({ min: new Date('1950-01-01'), max: new Date('2150-12-31'), noInvalidDate: true })
  .map(toInstant);
/** In the hours in which one day is followed by the next. */
const anyEveningInUtc = fc
  .tuple(anyDay, fc.integer({ min: 20, max: 23 }), fc.nat(59))
  .map(([on, hour, minute]) => instant(`${on}T${hour}:${String(minute).padStart(2, '0')}:00Z`));

describe.each([
  { zone: 'Europe/Stockholm', januaryOffset: -60 },
  { zone: 'UTC', januaryOffset: 0 },
  { zone: 'America/New_York', januaryOffset: 300 },
])('with the process in $zone', ({ zone, januaryOffset }) => {
  const before = process.env.TZ;
  beforeAll(() => {
    process.env.TZ = zone;
    expect(new Date(2026, 0, 15).getTimezoneOffset()).toBe(januaryOffset);
  });
  afterAll(() => {
    if (before === undefined) delete process.env.TZ;
    else process.env.TZ = before;
  });

  it.each(vectors.vectors)('$start and $period end on $due, lawfully on $lastLawfulDay', (vector) => {
    const due = addPeriod(day(vector.start), vector.period as Period);
    expect(due).toBe(vector.due);
    expect(lastLawfulDay(due)).toBe(vector.lastLawfulDay);
  });

  it.each(Object.entries(vectors.holidays))('knows the holidays of %s and no others', (year, holidays) => {
    const named = [...daysFrom(`${year}-01-01`, `${year}-12-31`)]
      .map((on) => [on, closedDayName(on)] as const)
      .filter(([, name]) => name !== null && name !== 'lördag' && name !== 'söndag');
    expect(Object.fromEntries(named)).toEqual(holidays);
  });

  it('gives the Swedish day across both changes of summer time', () => {
    expect(dayOf(instant('2026-03-28T22:59:59.999Z'))).toBe('2026-03-28');
    expect(dayOf(instant('2026-03-28T23:00:00Z'))).toBe('2026-03-29');
    expect(dayOf(instant('2026-03-29T21:59:59.999Z'))).toBe('2026-03-29');
    expect(dayOf(instant('2026-03-29T22:00:00Z'))).toBe('2026-03-30');
    expect(dayOf(instant('2026-10-24T21:59:59.999Z'))).toBe('2026-10-24');
    expect(dayOf(instant('2026-10-24T22:00:00Z'))).toBe('2026-10-25');
    expect(dayOf(instant('2026-10-25T22:59:59.999Z'))).toBe('2026-10-25');
    expect(dayOf(instant('2026-10-25T23:00:00Z'))).toBe('2026-10-26');
  });

  it('gives the day that the clock on the wall in Stockholm shows', () => {
    const wall = new Intl.DateTimeFormat('sv-SE', { timeZone: 'Europe/Stockholm', dateStyle: 'short' });
    fc.assert(
      fc.property(fc.oneof(anyInstant, anyEveningInUtc), (instant) => {
        expect(dayOf(instant)).toBe(wall.format(new Date(instant)));
      }),
      { numRuns: 2_000 },
    );
  });

  it('begins every day of two years at the first instant that belongs to it', () => {
    for (const on of daysFrom('2026-01-01', '2027-12-31')) {
      const start = startOfDay(on);
      expect(dayOf(start)).toBe(on);
      expect(dayOf(toInstant(new Date(Date.parse(start) - 1)))).toBe(
        new Date(Date.parse(on) - 1).toISOString().slice(0, 10),
      );
    }
    expect(startOfDay(day('2026-07-01'))).toBe('2026-06-30T22:00:00.000Z');
    expect(startOfDay(day('2026-01-01'))).toBe('2025-12-31T23:00:00.000Z');
    expect(endOfDay(day('2026-03-29'))).toBe(startOfDay(day('2026-03-30')));
    expect(endOfDay(day('2025-12-31'))).toBe('2025-12-31T23:00:00.000Z');
  });

  it('tells ages', () => {
    const birth = day('2011-03-05');
    expect(ageOn(birth, day('2026-03-04'))).toBe(14);
    expect(ageOn(birth, day('2026-03-05'))).toBe(15);
    expect(ageOn(birth, birth)).toBe(0);
    expect(ageOn(birth, day('2011-03-04'))).toBeLessThan(0);
    expect(ageOn(birth, day('2010-12-31'))).toBeLessThan(0);
    expect(ageOn(day('2008-02-29'), day('2026-02-27'))).toBe(17);
    expect(ageOn(day('2008-02-29'), day('2026-02-28'))).toBe(18);
    expect(ageOn(day('2008-02-29'), day('2028-02-28'))).toBe(19);
    expect(ageOn(day('2008-02-29'), day('2028-02-29'))).toBe(20);
  });

  it('ends months right from every day of ten years', () => {
    for (const start of daysFrom('2020-01-01', '2029-12-31')) {
      const [year, month, date] = start.split('-').map(Number) as [number, number, number];
      for (const months of [1, 2, 3, 4, 6, 12, 24]) {
        const index = year * 12 + month - 1 + months;
        const prefix = `${Math.floor(index / 12)}-${String((index % 12) + 1).padStart(2, '0')}`;
        const corresponding = `${prefix}-${String(date).padStart(2, '0')}`;
        const lastOfMonth = ['31', '30', '29', '28'].map((last) => `${prefix}-${last}`).find(isDay);
        expect(addPeriod(start, { months })).toBe(isDay(corresponding) ? corresponding : lastOfMonth);
      }
    }
  });
});

describe('a day', () => {
  it.each(['2026-02-28', '2028-02-29', '1900-01-01', '2199-12-31', '2000-02-29'])('%s exists', (text) => {
    expect(isDay(text)).toBe(true);
    expect(day(text)).toBe(text);
  });
  it.each([
    '2026-02-29',
    '1900-02-29',
    '2026-02-30',
    '2026-04-31',
    '2026-13-01',
    '2026-00-10',
    '2026-01-00',
    '2026-1-1',
    '20260101',
    '1899-12-31',
    '2200-01-01',
    '2026-01-01T00:00:00Z',
    ' 2026-01-01',
    '2026-01-01\n',
    '',
  ])('%j does not', (text) => {
    expect(isDay(text)).toBe(false);
    expect(() => day(text)).toThrow(RangeError);
  });
});

describe('a period', () => {
  it('never ends before it starts, and not later for an earlier start', () => {
    fc.assert(
      fc.property(anyDay, anyDay, anyPeriod, (one, other, period) => {
        const [earlier, later] = one <= other ? [one, other] : [other, one];
        expect(addPeriod(earlier, period) >= earlier).toBe(true);
        expect(addPeriod(later, period) >= addPeriod(earlier, period)).toBe(true);
      }),
    );
  });

  it('in weeks ends on the same weekday, in days on as many days later', () => {
    fc.assert(
      fc.property(anyDay, fc.nat(500), (start, count) => {
        expect(daysBetween(start, addPeriod(start, { weeks: count }))).toBe(7 * count);
        expect(daysBetween(start, addPeriod(start, { days: count }))).toBe(count);
      }),
    );
  });

  it('in years is as long as twelve times as many months', () => {
    fc.assert(
      fc.property(anyDay, fc.nat(40), (start, years) => {
        expect(addPeriod(start, { years })).toBe(addPeriod(start, { months: 12 * years }));
      }),
    );
  });

  it.each([{ days: -1 }, { weeks: 0.5 }, { months: Number.NaN }, { years: Number.POSITIVE_INFINITY }])(
    'of %j is refused',
    (period) => {
      expect(() => addPeriod(day('2026-01-01'), period)).toThrow(RangeError);
    },
  );

  it('that would end after 2199 ends on its last day', () => {
    expect(addPeriod(day('2199-12-31'), { days: 1 })).toBe('2199-12-31');
    expect(addPeriod(day('2199-11-30'), { years: 1e6 })).toBe('2199-12-31');
    expect(lastLawfulDay(day('2199-12-31'))).toBe('2199-12-31');
    expect(lastLawfulDay(day('2199-12-28'))).toBe('2199-12-30');
  });

  it('counts the days between in both directions', () => {
    expect(daysBetween(day('2026-03-28'), day('2026-03-30'))).toBe(2);
    expect(daysBetween(day('2026-10-26'), day('2026-10-24'))).toBe(-2);
    expect(daysBetween(day('2026-10-26'), day('2026-10-26'))).toBe(0);
  });
});

describe('the last lawful day', () => {
  it('is open, never before the due day, at most five days after, and its own last lawful day', () => {
    let longest = 0;
    for (const due of daysFrom('1900-01-01', '2199-12-23')) {
      const last = lastLawfulDay(due);
      const moved = daysBetween(due, last);
      longest = Math.max(longest, moved);
      if (closedDayName(last) !== null || lastLawfulDay(last) !== last || moved < 0)
        expect.fail(`${due}: ${last}`);
      for (let passed = due; passed < last; passed = nextDay(passed)) {
        if (closedDayName(passed) === null) expect.fail(`${due} was moved past ${passed}`);
      }
    }
    expect(longest).toBe(5);
  });

  it('never comes earlier for a later due day', () => {
    fc.assert(
      fc.property(anyDay, fc.nat(10), (due, later) => {
        expect(lastLawfulDay(addPeriod(due, { days: later })) >= lastLawfulDay(due)).toBe(true);
      }),
    );
  });
});

describe('closed days', () => {
  /** Easter by the anonymous algorithm of 1876, which shares nothing with the one in use. */
  function easter1876(year: number): string {
    const a = year % 19;
    const b = Math.floor(year / 100);
    const c = year % 100;
    const g = Math.floor((b - Math.floor((b + 8) / 25) + 1) / 3);
    const h = (19 * a + b - Math.floor(b / 4) - g + 15) % 30;
    const l = (32 + 2 * (b % 4) + 2 * Math.floor(c / 4) - h - (c % 4)) % 7;
    const m = Math.floor((a + 11 * h + 22 * l) / 451);
    const n = h + l - 7 * m + 114;
    return `${year}-0${Math.floor(n / 31)}-${String((n % 31) + 1).padStart(2, '0')}`;
  }

  it('put Easter on the right Sunday in every year from 1900 to 2199', () => {
    for (let year = 1900; year <= 2199; year += 1) {
      expect(closedDayName(day(easter1876(year)))).toBe('påskdagen');
    }
  });

  it.each(['1943-04-25', '2038-04-25', '2008-03-23', '1954-04-18', '1981-04-19', '2049-04-18', '2076-04-19'])(
    'know Easter on %s, at the edges of the tables',
    (text) => {
      expect(closedDayName(day(text))).toBe('påskdagen');
    },
  );

  it('are every Saturday, every Sunday and sixteen named days, on which fixed days name those that meet', () => {
    for (const on of daysFrom('2020-01-01', '2039-12-31')) {
      const weekday = new Date(`${on}T12:00:00Z`).getUTCDay();
      const name = closedDayName(on);
      if (weekday === 0 || weekday === 6) expect(name).not.toBeNull();
      if (name === 'lördag') expect(weekday).toBe(6);
      if (name === 'söndag') expect(weekday).toBe(0);
    }
    expect(closedDayName(day('2008-05-01'))).toBe('första maj');
    expect(closedDayName(day('2026-11-20'))).toBeNull();
    expect(closedDayName(day('2026-11-21'))).toBe('lördag');
    expect(closedDayName(day('2026-11-22'))).toBe('söndag');
  });
});

describe('the day of an instant', () => {
  it('is never before the UTC day, nor more than one day after', () => {
    fc.assert(
      fc.property(anyInstant, (moment) => {
        expect([0, 1]).toContain(daysBetween(day(moment.slice(0, 10)), dayOf(moment)));
        expect(startOfDay(dayOf(moment)) <= moment).toBe(true);
      }),
    );
  });

  it('exists for the first and the last instant there is', () => {
    expect(dayOf(instant('1899-12-31T23:00:00Z'))).toBe('1900-01-01');
    expect(dayOf(instant('2199-12-31T22:59:59.999Z'))).toBe('2199-12-31');
  });
});

describe('validity', () => {
  const from = day('2025-07-01');
  const to = day('2026-01-14');
  it('includes both its days and is open where one is left out', () => {
    expect(isValidOn({ validFrom: from, validTo: to }, from)).toBe(true);
    expect(isValidOn({ validFrom: from, validTo: to }, to)).toBe(true);
    expect(isValidOn({ validFrom: from, validTo: to }, day('2025-06-30'))).toBe(false);
    expect(isValidOn({ validFrom: from, validTo: to }, day('2026-01-15'))).toBe(false);
    expect(isValidOn({ validFrom: from }, day('2199-12-31'))).toBe(true);
    expect(isValidOn({ validTo: to }, day('1900-01-01'))).toBe(true);
    expect(isValidOn({}, from)).toBe(true);
  });
});
