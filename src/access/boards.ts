import type { Tx } from '../database/handle.ts';
import type { BoardDatabase } from '../database/open.ts';
import type { Instant } from '../kernel/clock.ts';
import type { Day } from '../kernel/day.ts';
import type { LocalTerms } from '../knowledge/local-terms.ts';
import type { WorkloadSettings } from '../knowledge/workload.ts';
import { createReadLog, type ReadLog } from './audit.ts';

/** A unit (enhet) of a board. */
export interface Unit {
  readonly code: string;
  readonly name: string;
}

/**
 * What is done with an extract of fewer than `below` children, in which who knows a family could find it again: refused,
 * or made with what points people out given coarser where there is a coarser form, or withheld.
 */
export interface SmallPopulation {
  readonly below: number;
  readonly handling: 'refuse' | 'generalise' | 'withhold';
}

/** What a board does with a small population when it has said nothing. */
const SMALL_POPULATION: SmallPopulation = { below: 5, handling: 'refuse' };

export const smallPopulationOf = (board: Pick<BoardSettings, 'smallPopulation'>): SmallPopulation =>
  board.smallPopulation ?? SMALL_POPULATION;

/** Few enough to be found again by who knows a family. Nobody at all is not few: there is nobody to find. */
export const isFew = (children: number, { below }: Pick<SmallPopulation, 'below'>): boolean =>
  children > 0 && children < below;

/** What configuration says of a board (socialnämnd). */
export interface BoardSettings extends LocalTerms {
  /** Municipality code, with a suffix where a city has several boards: `2281`, `0180-spanga`. */
  readonly id: string;
  readonly name: string;
  readonly units: readonly Unit[];
  readonly workload?: WorkloadSettings;
  /** Where the board's events may be sent, as `https://integration.exempel.se`; nowhere when left out. */
  readonly webhookOrigins?: readonly string[];
  /** Below five children refused, when not set. */
  readonly smallPopulation?: SmallPopulation;
}

/** A board at work: a database of its own, and so secrecy towards other boards by construction. */
export interface Board extends BoardSettings {
  readonly database: BoardDatabase;
  readonly auditKey: string;
  readonly readLog: ReadLog;
  /** What follows from every write, in its transaction: see process.ts. */
  readonly follow: Follow;
}

/** A piece of work, as far as what follows from it has to know. */
export interface Written {
  readonly tx: Tx;
  readonly board: LocalTerms;
  readonly now: Instant;
  /** The Swedish local day of `now`. */
  readonly today: Day;
  /** The people whom it was about. */
  concerned(): string[];
}

/** Does what follows from a piece of work, before its transaction ends. */
export type Follow = (written: Written) => Promise<void>;

export function createBoard(
  settings: BoardSettings,
  database: BoardDatabase,
  auditKey: string,
  follow: Follow,
): Board {
  return { ...settings, database, auditKey, readLog: createReadLog(database.writer, auditKey), follow };
}
