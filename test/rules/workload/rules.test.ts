import { describe, expect, test } from 'vitest';
import { day } from '../../../src/kernel/day.ts';
import type { WorkloadSettings } from '../../../src/knowledge/workload.ts';
import {
  figuresOf,
  levelOn,
  monthOf,
  type Tally,
  weightingOf,
  workloadIn,
} from '../../../src/workload/rules.ts';

const UNIT = { code: 'ungdom', name: 'Ungdomsenheten' };
const on = day('2026-03-31');

/** So many running investigations in a phase. */
const running = (
  count: number,
  phase: 'planering' | 'insamling' | 'analys' = 'insamling',
  handlerId = 'omar.lind',
): Tally => ({ of: 'investigation', unit: 'ungdom', handlerId, phase, count });
const overdue = (count: number): Tally => ({
  of: 'deadline',
  unit: 'ungdom',
  handlerId: 'omar.lind',
  state: 'overdue',
  count,
});

test.each([
  ['2026-01-31', '2026-01-01', '2026-02-01'],
  ['2024-02-29', '2024-02-01', '2024-03-01'],
  ['2026-03-01', '2026-03-01', '2026-04-01'],
  ['2026-12-31', '2026-12-01', '2027-01-01'],
])('the month of %s is from %s until %s', (of, from, to) => {
  expect(monthOf(day(of))).toEqual({ from, to });
});

describe('the weight', () => {
  test('is a sum by kind and phase', () => {
    const tallies: Tally[] = [
      running(2, 'planering'),
      running(1, 'insamling'),
      running(1, 'analys'),
      {
        of: 'intake',
        unit: 'ungdom',
        handlerId: 'a',
        type: 'anmalan',
        phase: 'fore-skyddsbedomning',
        count: 2,
      },
      {
        of: 'intake',
        unit: 'ungdom',
        handlerId: 'a',
        type: 'ansokan',
        phase: 'efter-skyddsbedomning',
        count: 1,
      },
    ];
    expect(figuresOf({}, tallies)).toMatchObject({ openInvestigations: 4, openIntakes: 3, weight: 15 });
  });

  test('is the board’s own where it has one, and ours where it has not', () => {
    const settings: WorkloadSettings = {
      weights: { investigations: { analys: 7 }, intakes: { anmalan: { 'efter-skyddsbedomning': 0 } } },
    };
    expect(figuresOf(settings, [running(1, 'analys'), running(1, 'planering')]).weight).toBe(9);
    const { investigations, intakes } = weightingOf(settings);
    expect(investigations).toEqual([
      { phase: 'planering', weight: 2, provenance: 'provisional' },
      { phase: 'insamling', weight: 3, provenance: 'provisional' },
      { phase: 'analys', weight: 7, provenance: null },
    ]);
    expect(intakes.filter(({ provenance }) => provenance === null)).toEqual([
      { type: 'anmalan', phase: 'efter-skyddsbedomning', weight: 0, provenance: null },
    ]);
  });

  test('grows with what is overdue only where the board says so', () => {
    expect(figuresOf({}, [running(1), overdue(4)]).weight).toBe(3);
    expect(figuresOf({ weights: { overdue: 0.5 } }, [running(1), overdue(4)]).weight).toBe(5);
  });

  test('has no fractions that nobody wrote', () => {
    const tenths: WorkloadSettings = { weights: { investigations: { planering: 0.1, insamling: 0.2 } } };
    expect(figuresOf(tenths, [running(1, 'planering'), running(1)]).weight).toBe(0.3);
  });
});

describe('the share', () => {
  const settings: WorkloadSettings = {
    fullLoad: 20,
    handlers: [
      { handlerId: 'omar.lind', level: 'ny', validFrom: day('2026-01-01'), validTo: day('2026-03-31') },
      { handlerId: 'omar.lind', level: 'erfaren', validFrom: day('2026-04-01') },
    ],
  };
  const omarOn = (of: WorkloadSettings, today: string) =>
    workloadIn(of, UNIT, [running(4)], day(today)).handlers[0];

  test('is the weight by what someone of that experience is to carry', () => {
    expect(omarOn(settings, '2026-03-31')).toMatchObject({
      level: { code: 'ny', share: 0.6, validFrom: '2026-01-01' },
      capacity: 12,
      share: 1,
    });
    expect(omarOn(settings, '2026-04-01')).toMatchObject({
      level: { code: 'erfaren' },
      capacity: 22,
      share: 0.55,
    });
  });

  test('is of a full load where nothing is said of the handler, or nothing yet', () => {
    expect(omarOn(settings, '2025-12-31')).toMatchObject({ level: null, capacity: 20, share: 0.6 });
    expect(omarOn({}, '2026-03-31')).toMatchObject({ level: null, capacity: 36, share: 0.33 });
  });

  test('is of the full load of the unit, where it has its own', () => {
    const own = { ...settings, units: [{ unit: 'ungdom', fullLoad: 10 }] };
    expect(omarOn(own, '2026-03-31')).toMatchObject({ capacity: 6, share: 2 });
    expect(workloadIn(own, { ...UNIT, code: 'mottagning' }, [], on).fullLoad.weight).toBe(20);
  });

  test('goes by the board’s own levels, and then by none of ours', () => {
    const own: WorkloadSettings = {
      levels: [{ code: 'halvtid', name: 'Halvtid', share: 0.5 }],
      handlers: [{ handlerId: 'omar.lind', level: 'halvtid' }],
    };
    expect(levelOn(own, 'omar.lind', on)).toEqual({
      code: 'halvtid',
      name: 'Halvtid',
      share: 0.5,
      validFrom: null,
    });
    expect(weightingOf(own).levels.map(({ code, provenance }) => [code, provenance])).toEqual([
      ['halvtid', null],
    ]);
    expect(weightingOf({}).levels.map(({ code, provenance }) => [code, provenance])).toEqual([
      ['ny', 'provisional'],
      ['van', 'provisional'],
      ['erfaren', 'provisional'],
    ]);
  });
});

test('a unit has a row for whoever has anything, and holds nothing of other units', () => {
  const tallies: Tally[] = [
    running(1, 'analys', 'b'),
    { of: 'closed-investigations', unit: 'ungdom', handlerId: 'a', count: 1 },
    { of: 'consultation', unit: 'mottagning', handlerId: 'c', count: 3 },
  ];
  const { total, handlers } = workloadIn({}, UNIT, tallies, on);
  expect(
    handlers.map(({ handlerId, openInvestigations, closedThisMonth }) => [
      handlerId,
      openInvestigations,
      closedThisMonth.investigations,
    ]),
  ).toEqual([
    ['a', 0, 1],
    ['b', 1, 0],
  ]);
  expect(total).toMatchObject({ openInvestigations: 1, consultationsUnanswered: 0, weight: 4 });
});
