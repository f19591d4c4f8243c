import fc from 'fast-check';
import { type Instant, parseInstant } from '../../src/kernel/clock.ts';
import { addPeriod, type Day } from '../../src/kernel/day.ts';
import type { InterventionRecord } from '../../src/record/record.ts';
import { anyCode, later, maybe, some } from './arbitraries.ts';
import type { Told } from './records.ts';

/** Records of interventions for tests: written by hand over quiet defaults, or any that there can be. */

const INTERVENTION = '00000000-0000-7000-8000-000000000005';

/** An insats without a needs test that began on 13 April 2026 and that nothing has happened in. */
export function interventionRecord(told: Told<InterventionRecord> = {}): InterventionRecord {
  return {
    id: INTERVENTION,
    caseNumber: '2026-00002',
    unit: 'barn-och-familj',
    handlerId: 'karin.ek',
    investigationId: null,
    basis: 'utan-behovsprovning',
    type: 'radgivning-utan-behovsprovning',
    placementForm: null,
    legalBasis: 'sol',
    decidedOn: null,
    startedOn: '2026-04-13',
    recordedAt: '2026-04-13T08:00:00.000Z',
    followUpOn: null,
    assignments: [{ handlerId: 'karin.ek', unit: 'barn-och-familj', from: '2026-04-13T08:00:00.000Z' }],
    goals: [],
    followUps: [],
    scores: [],
    sip: [],
    end: null,
    laterFollowUps: [],
    ...told,
  } as InterventionRecord;
}

const noonOf = (on: Day) => parseInstant(`${on}T10:00:00Z`) as Instant;
/** Something on a day from the start on, recorded that day or within a week. */
const recordedFrom = <T>(startedOn: Day, of: (on: Day) => fc.Arbitrary<T>) =>
  later(startedOn, 200).chain((on) =>
    fc.tuple(of(on), later(on, 7)).map(([told, day]) => ({ ...told, recordedAt: noonOf(day) })),
  );

/** Any intervention that was decided on a day, or without a decision began on it or soon after. */
export const anyIntervention = (id: string, from: Day): fc.Arbitrary<InterventionRecord> =>
  later(from, 60).chain((startedOn) => anyStarted(id, from, startedOn));

const anyStarted = (id: string, from: Day, startedOn: Day): fc.Arbitrary<InterventionRecord> => {
  const goalIds = [0, 1, 2].map((at) => `${id.slice(0, -1)}${at}`);
  const judged = fc.subarray(goalIds).chain((ids) =>
    fc.tuple(
      ...ids.map((goalId) =>
        fc.record({
          goalId: fc.constant(goalId),
          status: anyCode('goalStatus'),
          change: maybe(anyCode('changeAssessment')),
        }),
      ),
    ),
  );
  const goal = (goalId: string) =>
    fc.record({
      id: fc.constant(goalId),
      endedOn: fc.constant(null),
      endRecordedAt: fc.constant(null),
      versions: fc.array(
        recordedFrom(startedOn, (setOn) =>
          fc.record({
            area: anyCode('needsArea'),
            measurable: fc.boolean(),
            setOn: fc.constant(setOn),
          }),
        ),
        { minLength: 1, maxLength: 2 },
      ),
    });
  return fc
    .record({
      kind: anyCode('interventionType').chain((type) =>
        fc.record({
          type: fc.constant(type),
          placementForm: type === 'placering' ? anyCode('placementForm') : fc.constant(null),
        }),
      ),
      decidedOn: maybe(fc.constant(from)),
      followUpOn: maybe(later(startedOn, 200)),
      goals: fc.tuple(...goalIds.map(goal)).chain((all) => fc.subarray(all)),
      followUps: some(
        recordedFrom(startedOn, (heldOn) =>
          fc.record({
            heldOn: fc.constant(heldOn),
            goals: judged,
            change: maybe(anyCode('changeAssessment')),
            childViewRecorded: fc.boolean(),
            childNotAsked: maybe(anyCode('notHeardReason')),
            nextFollowUpOn: maybe(later(heldOn, 200)),
          }),
        ),
        3,
      ),
      scores: some(
        recordedFrom(startedOn, (usedOn) =>
          fc.record({
            instrument: fc.constantFrom('ors' as const, 'cors' as const, 'sdq' as const),
            usedOn: fc.constant(usedOn),
            respondent: maybe(anyCode('respondent')),
            scores: fc.nat(400).map((tenths) => [{ scale: 'total', value: tenths / 10 }]),
            normSet: fc.constantFrom('cyp-iapt-2015' as const, null),
          }),
        ),
        3,
      ),
      sip: some(
        recordedFrom(startedOn, (on) => fc.record({ status: anyCode('sipStatus'), on: fc.constant(on) })),
        2,
      ),
      end: maybe(
        later(addPeriod(startedOn, { days: 200 }), 200).chain((endedOn) =>
          fc.record({
            endedOn: fc.constant(endedOn),
            reason: anyCode('interventionEndReason'),
            planned: fc.boolean(),
            initiative: anyCode('endInitiative'),
            goals: judged,
            change: maybe(anyCode('changeAssessment')),
            recordedAt: fc.constant(noonOf(endedOn)),
          }),
        ),
      ),
    })
    .map(
      ({ kind, decidedOn, followUps, scores, sip, ...told }): InterventionRecord => ({
        ...interventionRecord({ id }),
        ...kind,
        ...told,
        startedOn,
        recordedAt: noonOf(startedOn),
        decidedOn,
        basis: decidedOn === null ? 'utan-behovsprovning' : 'beslut',
        followUps: followUps.toSorted((a, b) => (a.heldOn < b.heldOn ? -1 : 1)),
        scores: scores.toSorted((a, b) => (a.usedOn < b.usedOn ? -1 : 1)),
        sip: sip.toSorted((a, b) => (a.on < b.on ? -1 : 1)),
      }),
    );
};
