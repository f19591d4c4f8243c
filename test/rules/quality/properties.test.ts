import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { evaluate } from '../../../src/deadlines/evaluate.ts';
import { type Day, day, daysAfter } from '../../../src/kernel/day.ts';
import type { LocalTerms } from '../../../src/knowledge/local-terms.ts';
import { QUALITY_RULE_IDS } from '../../../src/quality/catalogue.ts';
import { byWeight, endedBy, findIn, holdsOn } from '../../../src/quality/evaluate.ts';
import { CASE_KINDS } from '../../../src/quality/rule.ts';
import { tallyOn } from '../../../src/quality/tally.ts';
import type {
  CaseRecord,
  ChildRecord,
  IntakeRecord,
  InvestigationRecord,
} from '../../../src/record/record.ts';
import { anyDay, anyRecord } from '../../support/any-record.ts';
import { anyTerms } from '../../support/any-terms.ts';
import { SEED, TIMES } from '../../support/seed.ts';

/** What is true of the findings in any record. BARNAKT_SEED repeats a run. */

const anyCase = fc.tuple(anyRecord, anyTerms, anyDay);
const always = (holds: (record: ChildRecord, terms: LocalTerms, on: Day) => void) =>
  fc.assert(
    fc.property(anyCase, ([record, terms, on]) => {
      holds(record, terms, on);
    }),
    { seed: SEED, numRuns: 300 * TIMES },
  );

beforeAll(() => console.info(`findings of any record: seed ${SEED}`));

describe('every finding of any record', () => {
  it('comes up in these tests by every rule, holding and ended', () => {
    const sample = fc.sample(anyCase, { numRuns: 2000, seed: 20260302 });
    const found = sample.flatMap(([record, terms]) => findIn(record, terms));
    expect(new Set(found.map(({ rule }) => rule))).toEqual(new Set(QUALITY_RULE_IDS));
    expect(found.some(({ endedOn }) => endedOn === null)).toBe(true);
    expect(found.some(({ endedOn }) => endedOn !== null)).toBe(true);
    expect(new Set(found.map(({ case: of }) => of.kind)).size).toBe(3);
  });

  it('has an id of its own, is in a case of the record, in order, and ends no earlier than it begins', () => {
    always((record, terms) => {
      const found = findIn(record, terms);
      expect(new Set(found.map(({ id }) => id)).size).toBe(found.length);
      expect(found.toSorted(byWeight)).toEqual(found);
      const cases = [...record.intakes, ...record.investigations, ...record.interventions];
      for (const { case: of, since, endedOn, childId } of found) {
        const { caseNumber, unit, handlerId } = of;
        expect(cases.find(({ id }) => id === of.id)).toMatchObject({ caseNumber, unit, handlerId });
        expect(childId).toBe(record.child.id);
        expect(endedOn === null || endedOn >= since).toBe(true);
      }
    });
  });

  it('holds on a day or has ended by it, never both, and never again after that', () => {
    always((record, terms, on) => {
      for (const one of findIn(record, terms)) {
        expect(holdsOn(one, on) && endedBy(one, on)).toBe(false);
        if (endedBy(one, on)) expect(holdsOn(one, daysAfter(on, 100))).toBe(false);
      }
    });
  });

  it('is told of a time just where its deadline is overdue, or was met too late', () => {
    const RULES = { Q001: 'utredning', Q004: 'forhandsbedomning' } as const;
    let compared = 0;
    always((record, terms, on) => {
      const deadlines = evaluate(record, on, terms);
      const found = findIn(record, terms);
      for (const [rule, of] of Object.entries(RULES)) {
        const own = found.filter((one) => one.rule === rule);
        const overdue = own.filter((one) => holdsOn(one, on)).map((one) => one.case.id);
        const ended = own.map((one) => one.case.id);
        const late = deadlines.filter((one) => one.rule === of && one.state === 'met-late');
        const open = deadlines.filter((one) => one.rule === of && one.state === 'overdue');
        // A day that has not come yet meets a deadline already, and ends no finding.
        for (const one of open) expect(overdue).toContain(one.case.id);
        for (const one of late) expect(ended).toContain(one.case.id);
        compared += open.length + late.length;
      }
    });
    expect(compared).toBeGreaterThan(50);
  });

  it('is found as well where only its kind of case is asked for', () => {
    always((record, terms) => {
      const found = findIn(record, terms);
      for (const kind of CASE_KINDS) {
        expect(findIn(record, terms, kind)).toEqual(found.filter(({ case: of }) => of.kind === kind));
      }
    });
  });

  it('is counted once in the tally of its case, and not in that of another', () => {
    always((record, terms, on) => {
      const found = findIn(record, terms);
      const ids = record.investigations.map(({ id }) => id);
      const tally = tallyOn(on);
      tally.count(found, ids);
      const own = found.filter(({ case: of }) => ids.includes(of.id));
      for (const { rule, findings, cases, ended } of tally.result().items) {
        const holding = own.filter((one) => one.rule === rule && holdsOn(one, on));
        expect([findings, cases]).toEqual([holding.length, new Set(holding.map((one) => one.case.id)).size]);
        expect(ended).toBe(own.filter((one) => one.rule === rule && endedBy(one, on)).length);
      }
    });
  });
});

/** Changes that no rule looks at. */
const elsewhere = (record: ChildRecord): CaseRecord => ({
  child: record.child,
  intakes: record.intakes.map((intake) => ({
    ...intake,
    otherCauses: ['ensamkommande'],
    childHeard: intake.childHeard !== true,
    reporter: 'anhorig',
  })),
  investigations: record.investigations.map((investigation) => ({
    ...investigation,
    declinedBy: 'bada',
    livingSituation: 'annat',
    knownDisability: investigation.knownDisability !== true,
    appealable: null,
    guardiansAtOpening: [],
    informations: [],
    communications: [],
    notifications: [],
    assignments: [],
    analysis: investigation.analysis && { ...investigation.analysis, needs: [], guardianAttitude: null },
  })),
  interventions: record.interventions.map((one) => ({
    ...one,
    legalBasis: 'lvu-2',
    followUpOn: null,
    assignments: [],
    scores: [],
    sip: [],
  })),
});

describe('what does not matter', () => {
  it('is every fact that no rule names', () => {
    always((record, terms) => expect(findIn(elsewhere(record), terms)).toEqual(findIn(record, terms)));
  });

  it('is the order in which cases and what is in them were put in', () => {
    const shuffled = <T>(items: readonly T[]) => fc.shuffledSubarray([...items], { minLength: items.length });
    const inSomeOrder = anyCase.chain(([record, terms]) =>
      fc
        .record({
          intakes: shuffled<IntakeRecord>(record.intakes),
          investigations: shuffled<InvestigationRecord>(record.investigations).chain((all) =>
            fc.tuple(
              ...all.map((one) =>
                fc
                  .record({
                    consultations: shuffled(one.consultations),
                    statements: shuffled(one.statements),
                    factors: shuffled(one.factors),
                    conversations: shuffled(one.conversations),
                    waivers: shuffled(one.waivers),
                  })
                  .map((order) => ({ ...one, ...order })),
              ),
            ),
          ),
          interventions: fc.tuple(
            ...record.interventions.map((one) =>
              fc
                .record({ goals: shuffled(one.goals), followUps: shuffled(one.followUps) })
                .map((order) => ({ ...one, ...order })),
            ),
          ),
        })
        .map((order) => ({ record, terms, disordered: { ...record, ...order } as ChildRecord })),
    );
    fc.assert(
      fc.property(inSomeOrder, ({ record, terms, disordered }) => {
        expect(findIn(disordered, terms)).toEqual(findIn(record, terms));
      }),
      { seed: SEED, numRuns: 300 * TIMES },
    );
  });

  it('is what another case of the child is like, but for when the last one closed and which reports joined', () => {
    const ALONE = new Set<string>(QUALITY_RULE_IDS.filter((rule) => rule !== 'Q012' && rule !== 'Q018'));
    always((record, terms) => {
      const none = { ...record, intakes: [], investigations: [], interventions: [] };
      const apart = [
        ...record.intakes.map((one) => ({ ...none, intakes: [one] })),
        ...record.investigations.map((one) => ({ ...none, investigations: [one] })),
        ...record.interventions.map((one) => ({ ...none, interventions: [one] })),
      ].flatMap((one) => findIn(one, terms));
      const alone = (found: ReturnType<typeof findIn>) => found.filter(({ rule }) => ALONE.has(rule));
      expect(alone(apart).toSorted(byWeight)).toEqual(alone(findIn(record, terms)));
    });
  });
});

it('a tally has every rule, what found nothing too', () => {
  expect(tallyOn(day('2026-03-02')).result()).toMatchObject({
    items: QUALITY_RULE_IDS.map((rule) => ({ rule, findings: 0, cases: 0, ended: 0 })),
  });
});
