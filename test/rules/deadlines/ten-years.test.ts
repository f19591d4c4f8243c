import { describe, expect, it } from 'vitest';
import { calculate } from '../../../src/deadlines/calculation.ts';
import { evaluateRule } from '../../../src/deadlines/evaluate.ts';
import { stepOn, tellOn } from '../../../src/deadlines/projection/rules.ts';
import { DEADLINE_RULE_IDS, DEADLINE_RULES, type DeadlineRuleId } from '../../../src/deadlines/rules.ts';
import type { DeadlineState } from '../../../src/deadlines/schema.ts';
import { type Day, day, daysBetween, isDay } from '../../../src/kernel/day.ts';
import { limitOf } from '../../../src/knowledge/limits.ts';
import { type LocalTerms, RULE_IDS, SETTABLE_RULE_IDS } from '../../../src/knowledge/local-terms.ts';
import type { ChildRecord } from '../../../src/record/record.ts';
import { daysOf, firstOpen, isClosed, plus } from '../../support/almanac.ts';
import {
  CHILD,
  childRecord,
  consultationRecord,
  intakeRecord,
  investigationRecord,
} from '../../support/records.ts';
import { endsOf, nextEndsOf } from '../../support/times.ts';

/**
 * Every time limit from every day of ten years, held against an almanac that shares nothing with the program. No
 * sample: month ends, leap days, Easters and both changes of the law are all among them.
 */
const TEN_YEARS = daysOf('2020-01-01', '2029-12-31') as readonly Day[];

/** Of every weekday and every date: where six days are looked at from each. */
const EVERY_THIRD = TEN_YEARS.filter((_, at) => at % 3 === 0);

/** The first of many that is wrong, rather than an expectation for each. */
function firstWrong<T>(all: Iterable<T>, isWrong: (one: T) => string | null): string | null {
  for (const one of all) {
    const wrong = isWrong(one);
    if (wrong !== null) return wrong;
  }
  return null;
}

describe('ten years', () => {
  it('have three leap days and 3653 days, of which the program knows each', () => {
    expect(TEN_YEARS).toHaveLength(3653);
    expect(TEN_YEARS.filter((on) => on.endsWith('02-29'))).toEqual([
      '2020-02-29',
      '2024-02-29',
      '2028-02-29',
    ]);
    expect(TEN_YEARS.every(isDay)).toBe(true);
  });
});

describe.each(RULE_IDS)('%s from every day of ten years', (rule) => {
  it('ends on the day that the almanac says, lawfully on an open one', () => {
    const wrong = firstWrong(TEN_YEARS, (start) => {
      const expected = endsOf(rule, start);
      const { endDay, lastLawfulDay, origin } = calculate({ rule, start }, {});
      const found = [endDay, lastLawfulDay, origin].join();
      const right = expected ? [expected.endDay, expected.lastLawfulDay, expected.by].join() : ',,';
      return found === right ? null : `${start}: ${found} and not ${right}`;
    });
    expect(wrong).toBeNull();
  });

  it('never ends before it starts, and is lawful within five days of its end, on an open day', () => {
    const wrong = firstWrong(TEN_YEARS, (start) => {
      const { endDay, lastLawfulDay: last, origin } = calculate({ rule, start }, {});
      if (endDay === null || last === null) return null;
      const moved = daysBetween(endDay, last);
      const right =
        start <= endDay && (origin === 'act' ? !isClosed(last) && moved >= 0 && moved <= 5 : moved === 0);
      return right ? null : `${start}: ${endDay}, ${last}`;
    });
    expect(wrong).toBeNull();
  });

  it('never ends earlier for a later start, across every change of the law', () => {
    let before = { endDay: '', lastLawfulDay: '' };
    const wrong = firstWrong(TEN_YEARS, (start) => {
      const { endDay, lastLawfulDay } = calculate({ rule, start }, {});
      if (endDay === null || lastLawfulDay === null) return null;
      const right = before.endDay <= endDay && before.lastLawfulDay <= lastLawfulDay;
      before = { endDay, lastLawfulDay };
      return right ? null : `${start}: ${endDay}, ${lastLawfulDay}`;
    });
    expect(wrong).toBeNull();
  });

  it('has the same limit wherever it is asked for, and one of its own in every round that follows', () => {
    const wrong = firstWrong(TEN_YEARS, (start) => {
      const expected = endsOf(rule, start);
      const limit = limitOf(rule, start);
      const byAct = expected?.by === 'act' ? expected : null;
      if (limit?.endDay !== byAct?.endDay || limit?.lastLawfulDay !== byAct?.lastLawfulDay) return start;
      const next = nextEndsOf(rule, start);
      if (next === null) return null;
      const { endDay, lastLawfulDay } = calculate({ rule, start, round: 'following' }, {});
      return endDay === next.endDay && lastLawfulDay === next.lastLawfulDay
        ? null
        : `${start}, then ${endDay}`;
    });
    expect(wrong).toBeNull();
  });
});

/** A case in which every time begins on one day and nothing has met any of them. */
const begunOn = (start: Day): ChildRecord =>
  childRecord({
    intakes: [
      intakeRecord({
        receivedAt: `${start}T10:00:00.000Z`,
        feedback: { requested: true, requestedOn: null, givenOn: null, unsuitable: false },
        outcome: 'utredning-inleds-inte',
        decidedOn: start,
      }),
      intakeRecord({ id: 'undecided', receivedAt: `${start}T11:00:00.000Z` }),
    ],
    investigations: [
      investigationRecord({
        openedOn: start,
        consultations: [consultationRecord({ sentOn: start, answerDay: null })],
        communications: [
          {
            id: 'sent',
            partyId: CHILD,
            sentOn: start,
            commentBy: null,
            commentReceivedOn: null,
            exception: false,
          },
        ],
        notifications: [{ id: 'told', partyId: CHILD, notifiedOn: start, appealReceivedOn: null }],
        appealable: true,
        guardiansAtOpening: ['guardian'],
      }),
      investigationRecord({
        id: 'followed',
        openedOn: start,
        closedOn: start,
        outcome: 'ansokan-atertagen',
        appealable: false,
        followUp: { ground: 'samtycke', decidedOn: start, endedOn: null, endReason: null },
      }),
    ],
  });

/** The one of a rule that is still open in such a case. */
function openOn(record: ChildRecord, rule: DeadlineRuleId, today: Day, terms: LocalTerms) {
  const found = evaluateRule(rule, DEADLINE_RULES[rule], record, today, terms);
  return found.find(
    ({ subject }) =>
      (rule === 'uppfoljning-efter-utredning') === (subject.id === 'followed') &&
      (rule !== 'forhandsbedomning' || subject.id === 'undecided'),
  );
}

/** What the clock tells of where a deadline stands. */
const STEP_OF: Readonly<Partial<Record<DeadlineState, string>>> = { 'due-today': 'due', nearing: 'nearing' };

/** What a board may have set, with a change in the middle of the ten years. */
const SET: LocalTerms = {
  limits: SETTABLE_RULE_IDS.filter((rule) => rule !== 'information-om-utredning').flatMap((rule, at) => [
    { rule, days: 3 + at, validTo: day('2025-06-30') },
    { rule, days: 5 + 2 * at, validFrom: day('2025-07-01'), name: 'Riktlinje' },
  ]),
};
const setDays = (rule: string, start: string): number | undefined =>
  SET.limits!.find((one) => one.rule === rule && start <= '2025-06-30' === (one.validTo !== undefined))?.days;

describe.each([
  ['with what we set', {}],
  ['with what the board has set', SET],
] as const)('every deadline of a case that began on every day of ten years, %s', (_, terms) => {
  it('ends when the almanac says', () => {
    const wrong = firstWrong(TEN_YEARS, (start) => {
      const record = begunOn(start);
      return firstWrong(DEADLINE_RULE_IDS, (rule) => {
        const days = terms === SET ? setDays(rule, start) : undefined;
        const own = days === undefined ? null : plus(start, days);
        const right = own ? { endDay: own, lastLawfulDay: own, by: 'board' } : endsOf(rule, start);
        const one = openOn(record, rule, start, terms);
        const is = [one?.endDay, one?.lastLawfulDay, one?.origin].join();
        const expected = [right?.endDay, right?.lastLawfulDay, right?.by].join();
        return is === expected ? null : `${rule} from ${start}: ${is} and not ${expected}`;
      });
    });
    expect(wrong).toBeNull();
  });

  it('goes from step to step on the right days', () => {
    const wrong = firstWrong(EVERY_THIRD, (start) => {
      const record = begunOn(start);
      return firstWrong(DEADLINE_RULE_IDS, (rule) => {
        const begun = openOn(record, rule, start, terms);
        if (!begun) return null;
        const { endDay, lastLawfulDay: last, nearOn } = begun;
        const { nearing, settledByPassing } = DEADLINE_RULES[rule];
        const early = plus(endDay, -nearing);
        const nearFrom = early < start ? start : early;
        if (nearOn !== nearFrom) return `${rule} from ${start}: near on ${nearOn} and not ${nearFrom}`;
        const turns = [plus(nearFrom, -1), nearFrom, plus(endDay, -1), endDay, last, plus(last, 1)];
        return firstWrong(new Set(turns.filter((on) => on >= start)) as Set<Day>, (today) => {
          const late = settledByPassing?.state ?? 'overdue';
          const early = today >= nearFrom ? 'nearing' : 'running';
          const expected = today > last ? late : today >= endDay ? 'due-today' : early;
          const state = openOn(record, rule, today, terms)?.state;
          const step = stepOn({ nearOn, endDay, lastLawfulDay: last }, today)?.step;
          const told = today > last ? 'passed' : STEP_OF[expected];
          if (state === expected && step === told) return null;
          return `${rule} from ${start} on ${today}: ${state}, ${step}`;
        });
      });
    });
    expect(wrong).toBeNull();
  });
});

describe('what the clock tells of a deadline', () => {
  const found = (endDay: string, nearOn: string) => ({
    ...{ endDay, nearOn, lastLawfulDay: firstOpen(endDay), settled: null, revision: 0 },
  });
  const told = (now: object, kept?: object) => tellOn(now as never, kept as never);
  it('begins anew only when the end has moved, and stops when it is settled', () => {
    const kept = { ...found('2026-07-09', '2026-06-25'), tellOn: '2026-07-09' };
    expect(told(found('2026-07-09', '2026-06-25'))).toBe('2026-06-25');
    expect(told(found('2026-07-09', '2026-06-25'), kept)).toBe('2026-07-09');
    expect(told(found('2026-07-09', '2026-06-25'), { ...kept, tellOn: null })).toBeNull();
    expect(told(found('2026-09-09', '2026-08-26'), kept)).toBe('2026-08-26');
    expect(told(found('2026-07-09', '2026-06-09'), kept)).toBe('2026-06-09');
    expect(told(found('2026-07-09', '2026-06-25'), { ...kept, settled: 'met' })).toBe('2026-06-25');
    expect(told({ ...found('2026-07-09', '2026-06-25'), settled: 'met' }, kept)).toBeNull();
  });
});
