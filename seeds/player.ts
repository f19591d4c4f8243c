import type { PersonInput } from '../src/person/schema.ts';
import type { Alias, Bond, Does, Event, Individual, Scenario, Told } from './events.ts';
import { testNumber } from './numbers.ts';

/**
 * What the players of a history have in common: who and what its aliases have become, and which hand does an event.
 */

/** Ids by alias, filled in while a history is played. */
export interface Cast {
  readonly persons: Map<Alias, string>;
  /** By child, in order: the latest is last. */
  readonly intakes: Map<Alias, string[]>;
  readonly investigations: Map<Alias, string[]>;
  readonly interventions: Map<Alias, string[]>;
  /** By intervention, in the order set. */
  readonly goals: Map<string, string[]>;
  /** By child and counterpart: the latest. */
  readonly consultations: Map<string, string>;
  /** By child: the latest that was signed, and the latest that is a draft. */
  readonly signedNotes: Map<Alias, string>;
  readonly draftNotes: Map<Alias, string>;
  /** By child, those that count, in order. */
  readonly statements: Map<Alias, readonly Statement[]>;
  /** By child and party: the latest. */
  readonly communications: Map<string, string>;
  /** By child and party. */
  readonly notifications: Map<string, string>;
}

/** A statement as a history refers to it. */
export interface Statement {
  readonly id: string;
  readonly area: string;
  readonly familyWide: boolean;
}

/** Plays one history, one event after the other, somewhere. */
export interface Player {
  readonly cast: Cast;
  play(event: Event): Promise<void>;
}

/** One way of doing each kind of event. */
export type Hands<Stage> = {
  readonly [D in Does]: (stage: Stage, told: Told[D], child: Alias) => Promise<unknown>;
};

export const emptyCast = (): Cast => ({
  persons: new Map(),
  intakes: new Map(),
  investigations: new Map(),
  interventions: new Map(),
  goals: new Map(),
  consultations: new Map(),
  signedNotes: new Map(),
  draftNotes: new Map(),
  statements: new Map(),
  communications: new Map(),
  notifications: new Map(),
});

/** Plays a whole history in order. */
export async function playAll(player: Player, { events }: Scenario): Promise<void> {
  for (const event of events) await player.play(event);
}

/** Does an event with the hand for it. */
export function actOut<Stage>(hands: Hands<Stage>, stage: Stage, event: Event): Promise<unknown> {
  const { at: _, by: __, does, child, ...told } = { child: '', ...event };
  return hands[does](stage, told as never, child);
}

/** The id of someone who has been on stage. */
export const idOf = (ids: ReadonlyMap<string, string>, ...names: readonly string[]): string => {
  const id = ids.get(names.join(' '));
  if (id === undefined) throw new RangeError(`The history has not told of ${names.join(' ')} yet.`);
  return id;
};

/** The id of a child's latest intake, investigation or intervention. */
export const latestOf = (ids: ReadonlyMap<Alias, readonly string[]>, child: Alias): string => {
  const id = ids.get(child)?.at(-1);
  if (id === undefined) throw new RangeError(`The history has not told of ${child} yet.`);
  return id;
};

/** Remembers a child's next intake, investigation or intervention, or the next goal of one; one that is remembered already, or none, changes nothing. */
export function remember(ids: Map<Alias, string[]>, child: Alias, id: string | null): void {
  const known = ids.get(child) ?? [];
  if (id !== null && !known.includes(id)) ids.set(child, [...known, id]);
}

/** The id of a goal of a child's latest intervention, by its number. */
export function goalIn({ interventions, goals }: Cast, child: Alias, { goal }: { goal: number }): string {
  const id = goals.get(latestOf(interventions, child))?.[goal - 1];
  if (id === undefined) throw new RangeError(`The history has set no goal ${goal} for ${child} yet.`);
  return id;
}

/** What was judged of goals, with their ids in place of their numbers. */
export const judgedIn = <J extends { readonly goal: number }>(
  cast: Cast,
  child: Alias,
  judged: readonly J[] = [],
) => judged.map(({ goal, ...told }) => ({ ...told, goalId: goalIn(cast, child, { goal }) }));

/** Remembers a statement of a child's investigation. */
export function rememberStatement({ statements }: Cast, child: Alias, told: Statement): void {
  const { id, area, familyWide } = told;
  statements.set(child, [...(statements.get(child) ?? []), { id, area, familyWide }]);
}

/** The id of the latest statement of an area. */
export function statementIn(
  { statements }: Cast,
  child: Alias,
  is: Pick<Statement, 'area'> & Partial<Pick<Statement, 'familyWide'>>,
): string {
  const found = (statements.get(child) ?? []).findLast(
    ({ area, familyWide }) => area === is.area && (is.familyWide === undefined || familyWide),
  );
  if (found === undefined) throw new RangeError(`The history has nothing of ${child} on ${is.area} yet.`);
  return found.id;
}

/** Forgets a statement that was taken back. */
export function forgetStatement({ statements }: Cast, child: Alias, id: string): void {
  statements.set(
    child,
    (statements.get(child) ?? []).filter((statement) => statement.id !== id),
  );
}

/** What is told of a person on registering, with the number that the serial makes. */
export function personInput({ serial, coordination = false, ...told }: Individual): PersonInput {
  if (serial === undefined) return told as PersonInput;
  const number = testNumber(told.birthDate as never, serial, { coordination });
  return { ...told, [coordination ? 'coordinationNumber' : 'personalNumber']: number } as PersonInput;
}

/** A child on a report: by number or by what is known, and by id where there is no number to be matched by. */
export function reportedAs(alias: Alias, { people }: Scenario, { persons }: Cast) {
  const individual = people[alias];
  if (individual === undefined) throw new RangeError(`The history has nobody called ${alias}.`);
  const personId = persons.get(alias);
  return personId !== undefined && individual.serial === undefined
    ? { personId }
    : { person: personInput(individual) };
}

/** Who is to be registered when a report has come in: everyone in the history who is not yet on record and is born. */
export function newcomers({ people }: Scenario, { persons }: Cast, today: string): [Alias, Individual][] {
  return Object.entries(people).filter(
    ([alias, { birthDate }]) => !persons.has(alias) && (birthDate === undefined || birthDate <= today),
  );
}

/** The relations of some people who have just come on stage with those who are there, one pair at a time. */
export function bondsOf(
  { relations }: Scenario,
  { persons }: Cast,
  arrived: ReadonlySet<Alias>,
): (Omit<Bond, 'of'> & { readonly of: Alias })[] {
  return relations
    .flatMap((bond) => [bond.of].flat().map((of) => ({ ...bond, of })))
    .filter(({ who, of }) => persons.has(who) && persons.has(of) && (arrived.has(who) || arrived.has(of)));
}
