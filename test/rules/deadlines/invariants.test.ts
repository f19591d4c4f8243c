import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { calculate } from '../../../src/deadlines/calculation.ts';
import { byEndDay, evaluate, isSettled } from '../../../src/deadlines/evaluate.ts';
import { projectedOf, tellOn } from '../../../src/deadlines/projection/rules.ts';
import { DEADLINE_RULES } from '../../../src/deadlines/rules.ts';
import type { CalculationInput, Deadline } from '../../../src/deadlines/schema.ts';
import { withLateness } from '../../../src/intake/rules.ts';
import { addPeriod, type Day, day, dayOf, daysAfter } from '../../../src/kernel/day.ts';
import { ruleOf } from '../../../src/knowledge/law.ts';
import { limitOf } from '../../../src/knowledge/limits.ts';
import { type LocalTerms, limitSetFor, RULE_IDS } from '../../../src/knowledge/local-terms.ts';
import type { ChildRecord, ExtensionRecord } from '../../../src/record/record.ts';
import { anyDay, anyRecord } from '../../support/any-record.ts';
import { anyTerms, TURNS_OF_LAW } from '../../support/any-terms.ts';
import { childRecord, extensionRecord, intakeRecord, investigationRecord } from '../../support/records.ts';
import { SEED, TIMES } from '../../support/seed.ts';

/** What is true of times whatever happened, each on its own. BARNAKT_SEED repeats a run. */

beforeAll(() => console.info(`deadlines: seed ${SEED}`));

const holds = <T>(of: fc.Arbitrary<T>, what: (told: T) => void, runs = 300) =>
  fc.assert(fc.property(of, what), { seed: SEED, numRuns: runs * TIMES });

/** Days on both sides of each change of the law more often than others. */
const aDay = fc.oneof(
  anyDay,
  fc
    .tuple(fc.constantFrom(...TURNS_OF_LAW), fc.integer({ min: -3, max: 3 }))
    .map(([on, by]) => daysAfter(on, by)),
);
const aRule = fc.constantFrom(...RULE_IDS);
const extensible = fc.constantFrom('forhandsbedomning' as const, 'utredning' as const, 'jourhem' as const);

/** Decisions from a start day on, in the order decided: in time and too late, to later days and to earlier ones. */
const decisionsFrom = (start: Day, length: number) =>
  fc
    .array(fc.tuple(fc.nat(length), fc.nat(length)), { maxLength: 4 })
    .map((all) =>
      all
        .toSorted(([a], [b]) => a - b)
        .map(([on, to]) => ({ decidedOn: daysAfter(start, on), newEndDay: daysAfter(start, on + to) })),
    );

const ended = ({ endDay, lastLawfulDay }: { endDay: Day | null; lastLawfulDay: Day | null }) => [
  endDay,
  lastLawfulDay,
];

describe('an end', () => {
  it('is never before the start, by any rule under any terms, extended or not', () => {
    holds(
      fc.tuple(aRule, aDay, anyTerms).chain(([rule, start, terms]) =>
        fc.record({
          rule: fc.constant(rule),
          start: fc.constant(start),
          terms: fc.constant(terms),
          extensions: decisionsFrom(start, 200),
        }),
      ),
      ({ terms, ...input }) => {
        const { endDay, lastLawfulDay } = calculate(input, terms);
        if (endDay === null || lastLawfulDay === null) return;
        expect(input.start <= endDay && endDay <= lastLawfulDay).toBe(true);
      },
      1000,
    );
  });

  it('is never earlier for a later start, whatever was decided, as long as the board has not shortened its own', () => {
    holds(
      fc.tuple(aRule, aDay, fc.nat(60), anyTerms).chain(([rule, start, by, terms]) =>
        fc.record({
          rule: fc.constant(rule),
          starts: fc.constant([start, daysAfter(start, by)] as const),
          terms: fc.constant(terms),
          extensions: decisionsFrom(daysAfter(start, by), 200),
        }),
      ),
      ({ rule, starts: [earlier, later], terms, extensions }) => {
        const own = (on: Day) => limitSetFor(rule, on, terms)?.days;
        if (own(earlier) !== own(later)) return;
        const [first, second] = [earlier, later].map((start) =>
          calculate({ rule, start, extensions }, terms),
        );
        if (first!.endDay === null || second!.endDay === null) return;
        expect(first!.endDay <= second!.endDay).toBe(true);
        expect(first!.lastLawfulDay! <= second!.lastLawfulDay!).toBe(true);
      },
      1000,
    );
  });

  it('is never moved back by a decision that gives more time', () => {
    holds(
      fc
        .tuple(extensible, aDay)
        .chain(([rule, start]) => fc.tuple(fc.constant({ rule, start }), decisionsFrom(start, 200))),
      ([input, extensions]) => {
        let before = calculate(input, {});
        for (let count = 1; count <= extensions.length; count += 1) {
          const now = calculate({ ...input, extensions: extensions.slice(0, count) }, {});
          expect(before.endDay! <= now.endDay!).toBe(true);
          before = now;
        }
      },
    );
  });
});

/**
 * A time, a day later than its end that it was prolonged to, and ways to get there: at once or by decisions between,
 * all made before the first limit had passed.
 */
const regrouped = fc
  .tuple(extensible, aDay, fc.integer({ min: 1, max: 200 }))
  .chain(([rule, start, more]) => {
    const { endDay } = limitOf(rule, start)!;
    const last = daysAfter(endDay, more);
    const between = fc.array(fc.tuple(fc.nat(10), fc.nat(more)), { maxLength: 4 }).map((all) =>
      all.map(([before, to]) => ({
        decidedOn: daysAfter(endDay, -before),
        newEndDay: daysAfter(endDay, to),
      })),
    );
    const way = between.chain((some) =>
      fc.shuffledSubarray([...some, { decidedOn: endDay, newEndDay: last }], { minLength: some.length + 1 }),
    );
    return fc.record({ rule: fc.constant(rule), start: fc.constant(start), last: fc.constant(last), way });
  });

/** A record with one running time that was extended so. */
function extendedRecord(
  rule: CalculationInput['rule'],
  start: Day,
  way: readonly Partial<ExtensionRecord>[],
) {
  const extensions = way
    .toSorted((a, b) => (a.decidedOn! < b.decidedOn! ? -1 : a.decidedOn! > b.decidedOn! ? 1 : 0))
    .map((one) => extensionRecord(one as never));
  return rule === 'forhandsbedomning'
    ? childRecord({ intakes: [intakeRecord({ receivedAt: `${start}T10:00:00.000Z`, extensions })] })
    : childRecord({ investigations: [investigationRecord({ openedOn: start, extensions })] });
}

describe('extensions', () => {
  it('to the same day end the same, however they were grouped and in whatever order they were told', () => {
    holds(regrouped, ({ rule, start, last, way }) => {
      const atOnce = { decidedOn: limitOf(rule, start)!.endDay, newEndDay: last };
      const direct = calculate({ rule, start, extensions: [atOnce] }, {});
      expect(direct.endDay).toBe(last);
      expect(ended(calculate({ rule, start, extensions: way }, {}))).toEqual(ended(direct));
      const inOrder = way.toSorted((a, b) => (a.decidedOn < b.decidedOn ? -1 : 1));
      expect(limitOf(rule, start, inOrder)).toEqual(limitOf(rule, start, [atOnce]));
    });
  });

  it('leave the same deadline in a case, in the same state on every day, but for who decided what', () => {
    const cases = regrouped
      .filter(({ rule }) => rule !== 'jourhem')
      .chain((one) => fc.tuple(fc.constant(one), aDay));
    holds(cases, ([{ rule, start, last, way }, today]) => {
      const atOnce = { decidedOn: limitOf(rule, start)!.endDay, newEndDay: last };
      const [direct, grouped] = [[atOnce], way].map((some) =>
        evaluate(extendedRecord(rule, start, some), today).find((one) => one.rule === rule),
      );
      expect(projectedOf(grouped!)).toEqual(projectedOf(direct!));
      expect(grouped!.state).toBe(direct!.state);
      expect(grouped!.law).toBe(direct!.law);
    });
  });

  it('by months are counted from the start, not from a day that a short month has cut', () => {
    // Four months from 31 October end on 28 February; the fifth on 31 March and not on the 28th.
    const first = limitOf('utredning', day('2025-10-31'))!;
    expect(first.endDay).toBe('2026-02-28');
    const inTwo = [5, 6].map((months) => ({
      decidedOn: first.endDay,
      newEndDay: addPeriod(day('2025-10-31'), { months }),
    }));
    expect(limitOf('utredning', day('2025-10-31'), inTwo)).toEqual({
      endDay: '2026-04-30',
      lastLawfulDay: '2026-04-30',
    });
    expect(limitOf('utredning', day('2025-10-31'), inTwo.slice(0, 1))!.endDay).toBe('2026-03-31');
  });

  it('that are told twice, or to no later day, change nothing but the list of them', () => {
    holds(regrouped, ({ rule, start, way }) => {
      const { endDay } = limitOf(rule, start)!;
      const idle = { decidedOn: endDay, newEndDay: endDay };
      const found = calculate({ rule, start, extensions: way }, {});
      for (const more of [
        [...way, ...way],
        [idle, ...way],
        [...way, idle],
      ]) {
        expect(ended(calculate({ rule, start, extensions: more }, {}))).toEqual(ended(found));
      }
    });
  });

  it('are as late on the case as in its deadline', () => {
    holds(fc.tuple(anyRecord, aDay), ([record, today]) => {
      const found = new Map(evaluate(record, today).map((one) => [`${one.rule} ${one.subject.id}`, one]));
      const late = (rule: 'utredning' | 'forhandsbedomning', start: Day, of: readonly ExtensionRecord[]) =>
        withLateness(rule, start, of.map((one) => ({ ...one, id: 'x', reasons: 'x' })) as never).map(
          (one: { late: boolean }) => one.late,
        );
      for (const { id, openedOn, extensions } of record.investigations) {
        const told = found.get(`utredning ${id}`)!.extensions.map((one) => one.late);
        expect(told).toEqual(late('utredning', openedOn, extensions));
      }
      for (const { id, type, receivedAt, extensions } of record.intakes) {
        if (type !== 'anmalan') continue;
        const told = found.get(`forhandsbedomning ${id}`)!.extensions.map((one) => one.late);
        expect(told).toEqual(late('forhandsbedomning', dayOf(receivedAt), extensions));
      }
    });
  });
});

const anyCase = fc.tuple(anyRecord, aDay, anyTerms);

/** Whether a report came in when the office had closed: the hour told in another way than by the program. */
const cameInTheEvening = ({ intakes }: ChildRecord, id: string) => {
  const { receivedAt } = intakes.find((intake) => intake.id === id)!;
  const hour = new Date(receivedAt).toLocaleTimeString('en-GB', { timeZone: 'Europe/Stockholm' }).slice(0, 2);
  return Number(hour) >= 17;
};

describe('a deadline of a case', () => {
  it('ends when the same time ends with no case behind it', () => {
    let compared = 0;
    holds(anyCase, ([record, today, terms]) => {
      for (const one of evaluate(record, today, terms)) {
        const { rule, start, origin, extensions } = one;
        // What was agreed, set or is due at once has a day of its own.
        const ofItself = origin === 'agreement' || origin === 'set' || one.start === one.endDay;
        if (ofItself) continue;
        // No hour is told where there is no case.
        if (rule === 'skyddsbedomning' && origin === 'default' && cameInTheEvening(record, one.subject.id)) {
          expect(one.endDay).toBe(daysAfter(start, 1));
          continue;
        }
        compared += 1;
        const alone = calculate(
          {
            rule,
            start,
            extensions: extensions.map(({ decidedOn, newEndDay }) => ({ decidedOn, newEndDay })),
          },
          terms,
        );
        expect([...ended(alone), alone.origin]).toEqual([...ended(one), origin]);
        expect(alone.extensions.map(({ counted, late }) => [counted, late])).toEqual(
          extensions.map(({ counted, late }) => [counted, late]),
        );
      }
    });
    expect(compared).toBeGreaterThan(300);
  });

  it('is the same whatever else the child has been through', () => {
    holds(anyCase, ([record, today, terms]) => {
      const none: ChildRecord = { ...record, intakes: [], investigations: [] };
      const apart = [
        ...record.intakes.map((intake) => ({ ...none, intakes: [intake] })),
        ...record.investigations.map((investigation) => ({ ...none, investigations: [investigation] })),
      ].flatMap((one) => evaluate(one, today, terms));
      expect(apart.toSorted(byEndDay)).toEqual(evaluate(record, today, terms));
    });
  });

  it('is moved by no limit but the one of its own rule, and by no number that the act has named', () => {
    holds(fc.tuple(anyCase, anyTerms), ([[record, today, terms], others]) => {
      const byRule = (found: readonly Deadline[]) => Map.groupBy(found, ({ rule }) => rule);
      const before = byRule(evaluate(record, today, terms));
      const after = byRule(evaluate(record, today, { ...terms, ...others }));
      for (const [rule, found] of before) {
        const same = (one: LocalTerms) => [
          one.limits?.filter((limit) => limit.rule === rule),
          one.nearing?.[rule],
        ];
        if (JSON.stringify(same(terms)) === JSON.stringify(same(others)))
          expect(after.get(rule)).toEqual(found);
        for (const { id, origin, endDay, lastLawfulDay } of found) {
          if (origin !== 'act') continue;
          expect(after.get(rule)!.find((one) => one.id === id)).toMatchObject({ endDay, lastLawfulDay });
        }
      }
    });
  });

  it('has the end of the law of its start day, and cites the law of the day it is looked at', () => {
    // On both sides of each change, and for all days in between.
    const ends = new Map<string, string>();
    for (const openedOn of TURNS_OF_LAW) {
      for (const today of [...TURNS_OF_LAW, day('2026-11-22')].filter((on) => on >= openedOn)) {
        const closed = investigationRecord({
          ...{ openedOn, closedOn: openedOn, outcome: 'flyttat', appealable: false },
          followUp: { ground: 'samtycke', decidedOn: openedOn, endedOn: null, endReason: null },
        });
        const [found] = evaluate(childRecord({ investigations: [closed] }), today).filter(
          ({ rule }) => rule === 'uppfoljning-efter-utredning',
        );
        ends.set(openedOn, found!.endDay);
        expect(
          found!.law.startsWith(today < '2025-07-01' ? 'SoL (2001:453) 11 kap.' : 'SoL (2025:400) 23 kap.'),
        ).toBe(true);
      }
    }
    expect(Object.fromEntries(ends)).toEqual({
      '2025-06-30': '2025-08-30',
      '2025-07-01': '2026-01-01',
      '2026-01-14': '2026-07-14',
      '2026-01-15': '2026-07-15',
    });
  });

  it('once settled by what was done stays as it is on every day to come', () => {
    holds(anyCase, ([record, today, terms]) => {
      const later = new Map(evaluate(record, day('2190-01-01'), terms).map((one) => [one.id, one]));
      for (const one of evaluate(record, today, terms)) {
        const stays = later.get(one.id)!;
        if (isSettled(one.state)) expect(stays).toMatchObject({ state: one.state, metOn: one.metOn });
        const { settled: _, ...kept } = projectedOf(one);
        expect(projectedOf(stays)).toMatchObject(kept);
        if (!isSettled(one.state) && DEADLINE_RULES[one.rule].settledByPassing === undefined) {
          expect(stays.state).toBe('overdue');
        }
      }
    });
  });

  it('is told of by the clock from the day it is near, for as long as it is open', () => {
    holds(anyCase, ([record, today, terms]) => {
      for (const one of evaluate(record, today, terms)) {
        const kept = projectedOf(one);
        expect(tellOn(kept, undefined)).toBe(isSettled(one.state) ? null : one.nearOn);
        expect(kept.nearOn <= kept.endDay && one.start <= kept.nearOn).toBe(true);
      }
    });
  });

  it('binds by what its rule says: only an act’s number waits for an open day', () => {
    holds(anyCase, ([record, today, terms]) => {
      for (const { rule, origin, endDay, lastLawfulDay, force } of evaluate(record, today, terms)) {
        if (origin !== 'act') expect(lastLawfulDay).toBe(endDay);
        if (force === 'local') expect([origin, ruleOf(rule).force]).toEqual(['board', 'local']);
      }
    });
  });
});
