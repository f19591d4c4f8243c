import { describe, expect, test } from 'vitest';
import { leavingIn } from '../../../src/figures/counting/leaving.ts';
import { handlerOn, standingOn } from '../../../src/figures/counting/standing.ts';
import { CLASSES } from '../../../src/figures/dimension/classes.ts';
import { dimensionOf } from '../../../src/figures/dimension/dimension.ts';
import { LOOKED_AT } from '../../../src/figures/dimension/looked-at.ts';
import { INDICATORS } from '../../../src/figures/indicator/catalogue.ts';
import { daysOf, medianOf, rounded } from '../../../src/figures/indicator/compute.ts';
import { periodNamed, quartersOf, withEarlier } from '../../../src/figures/period.ts';
import { FOLLOWS } from '../../../src/figures/table/rules.ts';
import { day } from '../../../src/kernel/day.ts';
import { CATALOGUE, findVariable } from '../../../src/variables/catalogue.ts';
import { valued } from '../../../src/variables/value.ts';
import { interventionRecord } from '../../support/intervention-records.ts';
import { childRecord, intakeRecord, investigationRecord, type Told } from '../../support/records.ts';

describe('a period', () => {
  test.each([
    ['2026', '2026-01-01', '2026-12-31'],
    ['2026-H1', '2026-01-01', '2026-06-30'],
    ['2026-H2', '2026-07-01', '2026-12-31'],
    ['2028-Q1', '2028-01-01', '2028-03-31'],
    ['2026-Q4', '2026-10-01', '2026-12-31'],
  ])('%s is from %s to %s', (name, from, to) => {
    expect(periodNamed(name)).toMatchObject({ name, from, to });
  });

  test.each(['2026-H3', '2026-Q5', '2026-01', '26', '2026-H', '1899'])('is none that is named %s', (name) => {
    expect(periodNamed(name)).toBeNull();
  });

  test('comes after others of its kind', () => {
    const names = (name: string, count: number) =>
      withEarlier(periodNamed(name)!, count).map((period) => period.name);
    expect(names('2026-Q2', 4)).toEqual(['2025-Q3', '2025-Q4', '2026-Q1', '2026-Q2']);
    expect(names('2026-H1', 2)).toEqual(['2025-H2', '2026-H1']);
    expect(names('1901', 12)).toEqual(['1900', '1901']);
  });

  test('of a year that runs holds no quarter that has not begun', () => {
    expect(quartersOf(2026, day('2026-05-04'))).toEqual([
      { name: 'H1', of: ['Q1', 'Q2'] },
      { name: 'H2', of: [] },
    ]);
  });
});

describe('what is counted by', () => {
  const countable = CATALOGUE.filter((variable) => dimensionOf(variable) !== undefined).map(({ id }) => id);

  test('is every variable but days, and the age in years', () => {
    const without = CATALOGUE.filter(({ id }) => !countable.includes(id));
    expect(without.filter(({ type }) => type !== 'date').map(({ id }) => id)).toEqual(['child.ageYears']);
  });

  test('is known to the catalogue, and so is what indicators look at', () => {
    for (const id of [...Object.keys(CLASSES), ...FOLLOWS.flat()]) expect(findVariable(id), id).toBeDefined();
    for (const [id, { of = [], reached }] of Object.entries(LOOKED_AT)) {
      const codes = dimensionOf(findVariable(id)!)!.members.map(({ code }) => code);
      for (const code of [...of, ...reached]) expect(codes, id).toContain(code);
    }
    for (const { way } of INDICATORS) if ('of' in way) expect(findVariable(way.variable)).toBeDefined();
  });

  test.each([
    ['investigation.durationDays', 0, '0-30'],
    ['investigation.durationDays', 30, '0-30'],
    ['investigation.durationDays', 31, '31-60'],
    ['investigation.durationDays', 400, '181-'],
    ['intake.protectionAssessmentDays', 1, '1'],
    ['intake.protectionAssessmentDays', 2, '2-7'],
    ['intervention.scoreChange', -5.5, 'down-over-5'],
    ['intervention.scoreChange', 20.3 - 25.3, 'down-to-5'],
    ['intervention.scoreChange', -0.4, 'down-to-5'],
    ['intervention.scoreChange', 0, 'same'],
    ['intervention.scoreChange', 0.5, 'up-to-5'],
    ['intervention.scoreChange', 25.5 - 20.5, 'up-to-5'],
    ['intervention.scoreChange', 5.5, 'up-over-5'],
  ])('%s of %s is in the class %s', (id, value, code) => {
    const side = dimensionOf(findVariable(id)!)!;
    expect(side.views[0]!.leafOf(valued(value))).toBe(code);
    expect(side.members.map((member) => member.code)).toContain(code);
  });
});

test('the median is the one in the middle, or between the two; and what is rounded goes up from the half', () => {
  expect(medianOf([9, 1, 5])).toBe(5);
  expect(medianOf([4, 1, 2, 10])).toBe(3);
  expect([rounded(0.25, 1), rounded(66.666, 1), rounded(1.005, 2)]).toEqual([0.3, 66.7, 1.01]);
});

test('an indicator that is published by half-years has no value for other periods', () => {
  const mean = INDICATORS[0]!;
  const said = (name: string) => daysOf(mean, periodNamed(name)!, day('2026-11-20'));
  expect(said('2026')).toMatchObject({ from: '2026-01-01', to: '2026-06-30', reason: null });
  expect(said('2026-H1')).toMatchObject({ reason: null });
  for (const name of ['2026-H2', '2026-Q1']) expect(said(name).reason).toBe('other-period');
  expect(said('2027')).toMatchObject({ reason: 'not-yet' });
});

describe('a child left', () => {
  const H1 = { from: day('2026-01-01'), to: day('2026-06-30') };
  const left = (...told: Told<Parameters<typeof investigationRecord>[0]>[]) =>
    leavingIn(
      childRecord({
        investigations: told.map((one, at) =>
          investigationRecord({ id: `00000000-0000-7000-8000-00000000010${at}`, ...one } as never),
        ),
      }),
      H1,
    );
  const closed = (openedOn: string, closedOn: string | null) => ({ openedOn, closedOn }) as never;

  test('on the day that the last of its cases ended, and did not come back', () => {
    expect(left(closed('2025-12-01', '2026-02-01'), closed('2026-03-01', '2026-05-01'))).toMatchObject({
      on: '2026-05-01',
      returned: false,
    });
  });

  test('and came back within twelve months, the last day included', () => {
    const first = closed('2025-12-01', '2026-02-01');
    expect(left(first, closed('2027-02-01', null))?.returned).toBe(true);
    expect(left(first, closed('2027-02-02', null))?.returned).toBe(false);
  });

  test('not where nothing ended, or something still ran', () => {
    expect(left(closed('2025-12-01', '2026-07-01'))).toBeNull();
    const record = childRecord({
      investigations: [investigationRecord({ openedOn: '2025-12-01', closedOn: '2026-02-01' })],
    });
    const running = interventionRecord({ decidedOn: '2026-02-01', startedOn: '2026-02-20' });
    expect(leavingIn({ ...record, interventions: [running] }, H1)).toBeNull();
    const ended = interventionRecord({
      decidedOn: '2026-02-01',
      startedOn: '2026-02-20',
      unit: 'ungdom',
      end: { endedOn: '2026-06-30' } as never,
    });
    expect(leavingIn({ ...record, interventions: [ended] }, H1)).toMatchObject({
      on: '2026-06-30',
      unit: 'ungdom',
    });
  });

  test('is not told of one who was unaccompanied', () => {
    const record = childRecord({
      intakes: [intakeRecord({ receivedAt: '2025-11-01T08:00:00.000Z', otherCauses: ['ensamkommande'] })],
      investigations: [investigationRecord({ openedOn: '2025-12-01', closedOn: '2026-02-01' })],
    });
    expect(leavingIn(record, H1)).toBeNull();
  });
});

test('what runs on a day is what was opened by then and not closed, with who then had it', () => {
  const one = investigationRecord({
    openedOn: '2026-03-09',
    closedOn: '2026-05-01',
    handlerId: 'omar.lind',
    assignments: [
      { handlerId: 'karin.ek', from: '2026-03-09T10:00:00.000Z' },
      { handlerId: 'omar.lind', from: '2026-04-01T10:00:00.000Z' },
    ],
  });
  const record = childRecord({ investigations: [one] });
  expect(standingOn(record, day('2026-03-08'))).toEqual([]);
  expect(standingOn(record, day('2026-03-09'))).toEqual([one]);
  expect(standingOn(record, day('2026-05-01'))).toEqual([]);
  expect(handlerOn(one, day('2026-03-31'))).toBe('karin.ek');
  expect(handlerOn(one, day('2026-04-01'))).toBe('omar.lind');
});
