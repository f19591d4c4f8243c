import { readFileSync } from 'node:fs';
import { parse } from 'yaml';
import { instantOf, type Scenario } from '../../seeds/events.ts';
import type { Cast } from '../../seeds/player.ts';
import type { Day } from '../../src/kernel/day.ts';
import type { CodeOf } from '../../src/knowledge/codebooks.ts';
import type { ChildRecord } from '../../src/record/record.ts';
import type { Content } from '../../src/variables/value.ts';

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

/** A golden scenario: dated events, and what they should come to. */
export interface GoldenScenario extends Scenario {
  readonly expected: readonly Expectation[];
}

export const readScenario = (name: string): GoldenScenario =>
  parse(readFileSync(new URL(`${name}.yaml`, import.meta.url), 'utf8'));

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
