import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { evaluate, isOpen } from '../../../src/deadlines/evaluate.ts';
import { DEADLINE_RULE_IDS } from '../../../src/deadlines/rules.ts';
import { Deadline, DeadlineState } from '../../../src/deadlines/schema.ts';
import { addPeriod, type Day, day, lastLawfulDay } from '../../../src/kernel/day.ts';
import type { LocalTerms } from '../../../src/knowledge/local-terms.ts';
import type { ChildRecord, IntakeRecord, InvestigationRecord } from '../../../src/record/record.ts';
import { anyDay, anyRecord } from '../../support/any-record.ts';
import { anyTerms } from '../../support/any-terms.ts';
import { SEED, TIMES } from '../../support/seed.ts';

const nextDay = (on: Day) => addPeriod(on, { days: 1 });

const twoDaysBefore = (on: Day) => day(new Date(Date.parse(on) - 2 * 86_400_000).toISOString().slice(0, 10));

/** Any record on any day under any terms, often a day on which a deadline turns. */
const anyCase: fc.Arbitrary<[ChildRecord, Day, LocalTerms]> = fc
  .tuple(anyRecord, anyTerms)
  .chain(([record, terms]) => {
    const turns = evaluate(record, day('2024-01-01'), terms).flatMap(({ endDay, lastLawfulDay: last }) => [
      twoDaysBefore(endDay),
      endDay,
      last,
      nextDay(last),
    ]);
    return fc.tuple(
      fc.constant(record),
      turns.length > 0 ? fc.oneof(anyDay, fc.constantFrom(...turns)) : anyDay,
      fc.constant(terms),
    );
  });

const always = (holds: (record: ChildRecord, today: Day, terms: LocalTerms) => void) =>
  fc.assert(
    fc.property(anyCase, ([record, today, terms]) => {
      holds(record, today, terms);
    }),
    { seed: SEED, numRuns: 300 * TIMES },
  );

beforeAll(() => console.info(`deadlines of any record: seed ${SEED}`));

describe('every deadline of any record', () => {
  it('comes up in these tests in every state and by every rule', () => {
    const sample = fc.sample(anyCase, { numRuns: 1000, seed: 20260302 });
    const found = sample.flatMap(([record, today, terms]) => evaluate(record, today, terms));
    expect(new Set(found.map(({ state }) => state))).toEqual(new Set(DeadlineState.options));
    expect(new Set(found.map(({ rule }) => rule))).toEqual(new Set(DEADLINE_RULE_IDS));
    expect(new Set(found.map(({ origin }) => origin))).toEqual(new Set(Deadline.shape.origin.options));
    const extensions = found.flatMap((deadline) => deadline.extensions);
    expect(extensions.some(({ counted }) => counted)).toBe(true);
    expect(extensions.some(({ late }) => late)).toBe(true);
    expect(extensions.some(({ counted, late }) => counted && late)).toBe(false);
  });

  it('never ends before it starts, and never lawfully before it ends', () => {
    always((record, today, terms) => {
      for (const { start, endDay, lastLawfulDay: last, force } of evaluate(record, today, terms)) {
        expect(start <= endDay && endDay <= last).toBe(true);
        expect(last).toBe(force === 'statutory' ? lastLawfulDay(endDay) : endDay);
      }
    });
  });

  it('is what the API says that it is, under an id of its own, in order', () => {
    always((record, today, terms) => {
      const found = evaluate(record, today, terms);
      for (const deadline of found) Deadline.parse(deadline);
      expect(new Set(found.map(({ id }) => id)).size).toBe(found.length);
      expect(found.map(({ endDay }) => endDay)).toEqual(found.map(({ endDay }) => endDay).toSorted());
    });
  });

  it('has a state that fits its days', () => {
    always((record, today, terms) => {
      for (const { state, endDay, lastLawfulDay: last, metOn, ...deadline } of evaluate(
        record,
        today,
        terms,
      )) {
        expect(state === 'overdue').toBe(isOpen({ state }) && today > last);
        if (state === 'nearing') expect(today < endDay).toBe(true);
        expect(state === 'due-today').toBe(isOpen({ state }) && today >= endDay && today <= last);
        expect(state === 'met-late').toBe(metOn !== null && metOn > last);
        if (isOpen({ state })) expect(metOn).toBeNull();
        expect(deadline.law).not.toBe('');
      }
    });
  });

  it('keeps all but state, law and words from day to day', () => {
    always((record, today, terms) => {
      const lasting = (on: Day) =>
        evaluate(record, on, terms).map(({ id, start, endDay, lastLawfulDay: last, extensions }) => ({
          id,
          start,
          endDay,
          last,
          extensions,
        }));
      expect(lasting(nextDay(today))).toEqual(lasting(today));
      expect(lasting(day('2199-01-01'))).toEqual(lasting(today));
    });
  });
});

/** Changes that no deadline depends on. */
const elsewhere = (record: ChildRecord): ChildRecord => ({
  child: { ...record.child, expectedBirthDate: day('2019-05-05'), legalSex: null },
  intakes: record.intakes.map((intake) => ({
    ...intake,
    mainCause: 'ensamkommande',
    otherCauses: [],
    childHeard: intake.childHeard !== true,
  })),
  investigations: record.investigations.map((investigation) => ({
    ...investigation,
    declinedBy: investigation.declinedBy && 'bada',
    livingSituation: 'annat',
    knownDisability: investigation.knownDisability !== true,
    assignments: [],
    plans: [],
    statements: [],
    factors: [],
    conversations: [],
    waivers: [],
    analysis: null,
  })),
  interventions: [],
  siblingInvestigations: [{ openedOn: day('2026-01-01'), closedOn: null }],
});

describe('what does not matter', () => {
  it('is every fact that no rule names', () => {
    always((record, today, terms) =>
      expect(evaluate(elsewhere(record), today, terms)).toEqual(evaluate(record, today, terms)),
    );
  });

  it('is the order in which cases and consultations were put in', () => {
    const shuffled = <T>(items: readonly T[]) => fc.shuffledSubarray([...items], { minLength: items.length });
    const inSomeOrder = anyCase.chain(([record, today, terms]) =>
      fc
        .record({
          intakes: shuffled<IntakeRecord>(record.intakes),
          investigations: shuffled<InvestigationRecord>(record.investigations).chain((investigations) =>
            fc.tuple(
              ...investigations.map((investigation) =>
                shuffled(investigation.consultations).map((consultations) => ({
                  ...investigation,
                  consultations,
                })),
              ),
            ),
          ),
        })
        .map((order) => ({ record, today, terms, disordered: { ...record, ...order } })),
    );
    fc.assert(
      fc.property(inSomeOrder, ({ record, today, terms, disordered }) => {
        expect(evaluate(disordered, today, terms)).toEqual(evaluate(record, today, terms));
      }),
      { seed: SEED, numRuns: 300 * TIMES },
    );
  });

  describe('is the time zone of the process', () => {
    const before = process.env.TZ;
    const sample = fc.sample(anyCase, { numRuns: 150, seed: 20260302 });
    const results = () => sample.map(([record, today, terms]) => evaluate(record, today, terms));
    let inUtc: ReturnType<typeof results>;
    const setZone = (zone: string | undefined) => {
      if (zone === undefined) delete process.env.TZ;
      else process.env.TZ = zone;
    };
    beforeAll(() => {
      setZone('UTC');
      inUtc = results();
      expect(inUtc.flat().length).toBeGreaterThan(300);
    });
    afterAll(() => setZone(before));

    it.each([
      ['Europe/Stockholm', -60],
      ['America/New_York', 300],
      ['Pacific/Auckland', -780],
    ])('%s', (zone, offset) => {
      setZone(zone);
      expect(new Date(2026, 0, 15).getTimezoneOffset()).toBe(offset);
      expect(results()).toEqual(inUtc);
    });
  });
});
