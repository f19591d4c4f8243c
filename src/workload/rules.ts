import type { Caller } from '../access/caller.ts';
import { addPeriod, type Day, day, isValidOn } from '../kernel/day.ts';
import type { CodeOf } from '../knowledge/codebooks.ts';
import {
  type ExperienceLevel,
  fullLoadIn,
  INTAKE_KINDS,
  INVESTIGATION_PHASES,
  intakeWeight,
  investigationWeight,
  levelsOf,
  overdueWeight,
  type WorkloadSettings,
} from '../knowledge/workload.ts';
import type { Figures, HandlerWorkload, UnitWorkload, Weighting } from './schema.ts';

/** Where something belongs. */
export interface OfHandler {
  readonly unit: string;
  readonly handlerId: string;
}

/** The states of a deadline that asks for something now, as in deadlines/schema.ts. */
export type DueState = 'nearing' | 'due-today' | 'overdue';

/** So many of one kind, in one unit and with one handler. */
export type Tally = OfHandler & { readonly count: number } & (
    | { readonly of: 'intake'; readonly type: CodeOf<'reportType'>; readonly phase: CodeOf<'intakePhase'> }
    | { readonly of: 'investigation'; readonly phase: CodeOf<'investigationPhase'> }
    | { readonly of: 'deadline'; readonly state: DueState }
    | { readonly of: 'consultation' }
    | {
        readonly of: 'new-intakes' | 'closed-intakes' | 'new-investigations' | 'closed-investigations';
      }
  );

/** The calendar month of a day: its first day, and the first day of the next one. */
export function monthOf(on: Day): { readonly from: Day; readonly to: Day } {
  const from = day(`${on.slice(0, 7)}-01`);
  return { from, to: addPeriod(from, { months: 1 }) };
}

/**
 * Whose handlers a caller is shown: a team leader everyone's in the own units, anyone else only what is their own.
 * A machine is nobody's leader.
 */
export const seesHandler = (caller: Caller, handlerId: string): boolean =>
  caller.roles.includes('team-leader') || caller.id === handlerId;

/** What the board has said of a handler on a day; null where it has said nothing. */
export function levelOn(
  settings: WorkloadSettings,
  handlerId: string,
  on: Day,
): (ExperienceLevel & { readonly validFrom: Day | null }) | null {
  const held = settings.handlers?.find((entry) => entry.handlerId === handlerId && isValidOn(entry, on));
  const level = held && levelsOf(settings).value.find(({ code }) => code === held.level);
  return level ? { ...level, validFrom: held.validFrom ?? null } : null;
}

/** All that weights and capacities were computed with. */
export function weightingOf(settings: WorkloadSettings): Weighting {
  const { value: levels, provenance } = levelsOf(settings);
  const overdue = overdueWeight(settings);
  return {
    intakes: INTAKE_KINDS.map(({ type, phase }) => {
      const weight = intakeWeight(settings, type, phase);
      return { type, phase, weight: weight.value, provenance: weight.provenance };
    }),
    investigations: INVESTIGATION_PHASES.map((phase) => {
      const weight = investigationWeight(settings, phase);
      return { phase, weight: weight.value, provenance: weight.provenance };
    }),
    overdue: { weight: overdue.value, provenance: overdue.provenance },
    levels: levels.map((level) => ({ ...level, provenance })),
  };
}

/** What one of them weighs; nothing where it is neither a case nor overdue. */
function weightOf(settings: WorkloadSettings, tally: Tally): number {
  if (tally.of === 'intake') return intakeWeight(settings, tally.type, tally.phase).value;
  if (tally.of === 'investigation') return investigationWeight(settings, tally.phase).value;
  return tally.of === 'deadline' && tally.state === 'overdue' ? overdueWeight(settings).value : 0;
}

/** Two decimals: sums of weights are not to end in what binary fractions leave. */
const rounded = (number: number): number => Math.round(number * 100) / 100;

/** The figures of some tallies together. */
export function figuresOf(settings: WorkloadSettings, tallies: readonly Tally[]): Figures {
  const sum = (of: Tally['of'], state?: DueState) =>
    tallies
      .filter((tally) => tally.of === of && (tally.of !== 'deadline' || tally.state === state))
      .reduce((total, tally) => total + tally.count, 0);
  return {
    openIntakes: sum('intake'),
    openInvestigations: sum('investigation'),
    nearing: sum('deadline', 'nearing'),
    dueToday: sum('deadline', 'due-today'),
    overdue: sum('deadline', 'overdue'),
    consultationsUnanswered: sum('consultation'),
    newThisMonth: { intakes: sum('new-intakes'), investigations: sum('new-investigations') },
    closedThisMonth: { intakes: sum('closed-intakes'), investigations: sum('closed-investigations') },
    weight: rounded(tallies.reduce((total, tally) => total + tally.count * weightOf(settings, tally), 0)),
  };
}

/** A unit and everyone in it who has something, in the order of their ids. */
export function workloadIn(
  settings: WorkloadSettings,
  { code, name }: { readonly code: string; readonly name: string },
  all: readonly Tally[],
  on: Day,
): UnitWorkload {
  const tallies = all.filter(({ unit }) => unit === code);
  const fullLoad = fullLoadIn(settings, code);
  const handlerIds = [...new Set(tallies.map(({ handlerId }) => handlerId))].sort();
  return {
    unit: code,
    name,
    fullLoad: { weight: fullLoad.value, provenance: fullLoad.provenance },
    total: figuresOf(settings, tallies),
    handlers: handlerIds.map((handlerId): HandlerWorkload => {
      const figures = figuresOf(
        settings,
        tallies.filter((tally) => tally.handlerId === handlerId),
      );
      const level = levelOn(settings, handlerId, on);
      const capacity = rounded(fullLoad.value * (level?.share ?? 1));
      return { handlerId, level, capacity, share: rounded(figures.weight / capacity), ...figures };
    }),
  };
}
