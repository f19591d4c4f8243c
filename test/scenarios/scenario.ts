import { readdirSync, readFileSync } from 'node:fs';
import { parse } from 'yaml';
import { instantOf, type Scenario } from '../../seeds/events.ts';
import type { Cast } from '../../seeds/player.ts';
import type { Deadline } from '../../src/deadlines/schema.ts';
import type { Day } from '../../src/kernel/day.ts';
import type { CodeOf } from '../../src/knowledge/codebooks.ts';
import type { LocalTerms } from '../../src/knowledge/local-terms.ts';
import type { QualityItem } from '../../src/quality/schema.ts';
import type { ChildRecord } from '../../src/record/record.ts';
import { type Content, NOT_APPLICABLE, UNKNOWN, type Value, valued } from '../../src/variables/value.ts';

/**
 * What a deadline is expected to say: what it is about, e.g. `alva intake 1`, by which rule, its end day, the last
 * lawful day, its state.
 */
export type ExpectedDeadline = readonly [
  of: string,
  rule: string,
  endDay: string,
  lastLawfulDay: string,
  state: string,
];

/** What closing an investigation is expected to need, for the decision that is thought of. */
export interface ExpectedMissing {
  readonly outcome?: CodeOf<'investigationOutcome'>;
  readonly intervention?: CodeOf<'interventionType'>;
  readonly placementForm?: CodeOf<'placementForm'>;
  readonly suitableWithoutGuardian?: boolean;
  readonly rules: readonly string[];
}

/** What the house is expected to say on the evening of a day. */
export interface Expectation {
  readonly on: Day;
  /** A day on which some deadline turns, and nothing else is expected. */
  readonly ofCourse?: true;
  /** Every deadline of a case, by the name of the case. */
  readonly deadlines?: Readonly<Record<string, readonly ExpectedDeadline[]>>;
  /** The law cited for a deadline, by the name of the case and the rule. */
  readonly laws?: Readonly<Record<string, Readonly<Record<string, string>>>>;
  /** What closing still needs, by the rules in the order of the work, for an outcome or any; by the name of the case. */
  readonly missing?: Readonly<Record<string, ExpectedMissing>>;
  /** Laga kraft: of the whole, and against each party that was notified, by the name of the case. */
  readonly legalForce?: Readonly<Record<string, Readonly<Record<string, Day | null>>>>;
  /** Some variables of a case; `unknown` and `notApplicable` are written as such. */
  readonly variables?: Readonly<Record<string, Readonly<Record<string, Content>>>>;
}

/**
 * The course of one deadline: its rule, with the party or the counterpart whose it is, and from which day it stands how,
 * with its end day where that is new, and the last lawful day where that is another: `2026-02-01 running
 * 2026-02-28/2026-03-02`, `2026-03-01 due-today`.
 */
export type Course = readonly [what: string, ...steps: string[]];

/** A golden scenario: dated events, and what they should come to. */
export interface GoldenScenario extends Scenario {
  /** What the board has set besides what it has in every test. */
  readonly settings?: LocalTerms;
  readonly expected: readonly Expectation[];
  /** Every deadline of every case from its first day on, by the name of the case. */
  readonly course: Readonly<Record<string, readonly Course[]>>;
  /**
   * Every finding of data quality of every case that has any, by the name of the case: its rule, from which day it holds
   * and on which day something ended it, or from which it
   * was put right and is found no more, and what it is about: `Q017 2025-12-09/2025-12-15 nora skola`, `Q014 2026-04-27>2026-06-18`.
   */
  readonly quality?: Readonly<Record<string, readonly string[]>>;
}

const stepsIn = (steps: readonly string[]) => {
  let end = '';
  return steps.map((step) => {
    const [from, state, until = end] = step.split(' ') as [Day, string, string?];
    end = until;
    const [endDay, lastLawfulDay = endDay] = end.split('/');
    return { from, stands: [endDay, lastLawfulDay, state] as const };
  });
};

/** The days on which some course turns. */
export const turnsOf = ({ course }: GoldenScenario): Day[] =>
  Object.values(course)
    .flat()
    .flatMap(([, ...steps]) => stepsIn(steps).map(({ from }) => from));

/** What stands on a day by the courses of a case: what it is, end day, last lawful day, state. */
export const courseOn = ({ course }: GoldenScenario, caseName: string, on: Day): string[] =>
  (course[caseName] ?? [])
    .flatMap(([what, ...steps]) => {
      const step = stepsIn(steps).findLast(({ from }) => from <= on);
      return step ? [[what, ...step.stands].join(' ')] : [];
    })
    .sort();

/** What is found in a case by the evening of a day: what has ended by then with its end. */
export const qualityOn = ({ quality = {} }: GoldenScenario, caseName: string, on: Day): string[] =>
  (quality[caseName] ?? [])
    .flatMap((line) => {
      const [rule, days, ...about] = line.split(' ') as [string, string, ...string[]];
      const [lasted, mendedOn] = days.split('>') as [string, string?];
      const [since, endedOn] = lasted.split('/') as [string, string?];
      if (since > on || (mendedOn !== undefined && mendedOn <= on)) return [];
      return [[rule, endedOn !== undefined && endedOn <= on ? days : since, ...about].join(' ')];
    })
    .sort();

/** The same as the house says it, with names in place of ids. */
export const foundIn = (
  found: readonly Pick<QualityItem, 'rule' | 'since' | 'endedOn' | 'about'>[],
): string[] =>
  found
    .map(({ rule, since, endedOn, about }) =>
      [rule, endedOn === null ? since : `${since}/${endedOn}`, ...(about ? [about.id] : [])].join(' '),
    )
    .sort();

/** The same as the house says it, with names in place of ids. */
export const standing = (deadlines: readonly Deadline[]): string[] =>
  deadlines
    .map(({ rule, subject, partyId, endDay, lastLawfulDay, state }) => {
      const whose = subject.kind === 'consultation' ? subject.id.split(' ').at(-1) : partyId;
      return [rule, ...(whose ? [whose] : []), endDay, lastLawfulDay, state].join(' ');
    })
    .sort();

export const readScenario = (name: string): GoldenScenario =>
  parse(readFileSync(new URL(`${name}.yaml`, import.meta.url), 'utf8'));

/** The names of all of them. */
export const SCENARIOS: readonly string[] = readdirSync(new URL('.', import.meta.url))
  .filter((file) => file.endsWith('.yaml'))
  .map((file) => file.slice(0, -'.yaml'.length))
  .toSorted();

const WORDS: Readonly<Record<string, Value>> = { unknown: UNKNOWN, notApplicable: NOT_APPLICABLE };

/** A value of a variable as a scenario writes it. */
export const asValue = (told: Content): Value => (typeof told === 'string' && WORDS[told]) || valued(told);

/** The evening of a day, when what is expected of it is asked for. */
export const eveningOf = (on: Day) => instantOf(`${on} 23:00`);

/** The part of a history that had happened by the evening of a day. */
export const historyUntil = (scenario: GoldenScenario, on: Day): GoldenScenario => ({
  ...scenario,
  events: scenario.events.filter(({ at }) => instantOf(at) <= eveningOf(on)),
});

/** The names that the pure fold gives to things, by the ids that they got where the history was played. */
export function namesOf(cast: Cast): ReadonlyMap<string, string> {
  const inOrder = (ids: ReadonlyMap<string, readonly string[]>, kind: string) =>
    [...ids].flatMap(([child, all]) =>
      all.map((id, at) => [id, `${child} ${kind} ${at + 1}`] as [string, string]),
    );
  const byId = (ids: ReadonlyMap<string, string>) =>
    [...ids].map(([name, id]) => [id, name] as [string, string]);
  return new Map([
    ...byId(cast.persons),
    ...byId(cast.consultations),
    ...inOrder(cast.intakes, 'intake'),
    ...inOrder(cast.investigations, 'investigation'),
    ...inOrder(cast.interventions, 'intervention'),
  ]);
}

/** The names of what a case has several of, in the order that it has them: `alva investigation 1 notification 1`. */
export function partNamesIn(records: readonly ChildRecord[]): ReadonlyMap<string, string> {
  return new Map(
    records.flatMap(({ investigations, interventions }) => [
      ...investigations.flatMap(({ id, communications, notifications }) => [
        ...communications.map((one, at) => [one.id, `${id} communication ${at + 1}`] as const),
        ...notifications.map((one, at) => [one.id, `${id} notification ${at + 1}`] as const),
      ]),
      ...interventions.flatMap(({ id, goals }) =>
        goals.map((one, at) => [one.id, `${id} goal ${at + 1}`] as const),
      ),
    ]),
  );
}

/** The same data with every id that is known replaced by its name. */
export function named<T>(data: T, names: ReadonlyMap<string, string>): T {
  return JSON.parse(JSON.stringify(data), (_, value) => names.get(value) ?? value);
}
