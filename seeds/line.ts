import type { Day } from '../src/kernel/day.ts';
import { daysAfter, timeOf, workday } from './calendar.ts';
import type { Alias, Event } from './events.ts';
import { type Path, STEPS, type Step, type Team } from './families/family.ts';
import type { Theme } from './families/themes.ts';
import type { Persona } from './personas.ts';

/** One child's line through one case: what the steps need to know of it. */
export interface Line {
  readonly child: Alias;
  readonly path: Path;
  readonly theme: Theme;
  /** Whole years when the report came in; null for an unborn child. */
  readonly age: number | null;
  readonly guardians: readonly Alias[];
  readonly parties: readonly Alias[];
  readonly isApplication: boolean;
  readonly feedback: 'given' | 'owed' | 'unsuitable' | undefined;
  /** Known to named handlers only. */
  readonly isProtected: boolean;
  readonly team: Staff;
  /** In whose file the facts of the whole family are written: the child's own, or a sibling's. Null for an only child. */
  readonly factsFrom: Alias | null;
}

/** Who does what in a team, and where. */
export interface Staff {
  readonly unit: string;
  readonly worker: Persona;
  readonly handlerId: string;
  readonly leader: Persona;
}

export const TEAMS: Readonly<Record<Team, Staff>> = {
  family: {
    unit: 'barn-och-familj',
    worker: 'socialWorker',
    handlerId: 'karin.ek',
    leader: 'teamLeader',
  },
  youth: { unit: 'ungdom', worker: 'youthWorker', handlerId: 'omar.lind', leader: 'youthLeader' },
};

type WithoutTime<E> = E extends Event ? Omit<E, 'at'> : never;

/** What is done a number of days after the start of a phase, as a part of a step. Told once the day is known. */
export interface Move {
  readonly step: Step;
  readonly after: number;
  readonly told: (on: Day) => WithoutTime<Event>;
}

export const move = (step: Step, after: number, told: Move['told']): Move => ({ step, after, told });

/** The moves up to the step where the line has stopped, each on a working day and in the order given. */
export function dated(moves: readonly Move[], start: Day, { path }: Line, from = 0): Event[] {
  const stop = STEPS.indexOf(path.until ?? 'closed');
  return moves
    .filter(({ step }) => STEPS.indexOf(step) <= stop)
    .map(({ after, told }, position) => {
      const on = workday(daysAfter(start, after), start);
      return { at: `${on} ${timeOf(from + position)}`, ...told(on) } as Event;
    });
}
