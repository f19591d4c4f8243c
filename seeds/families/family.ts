import type { CodeOf } from '../../src/knowledge/codebooks.ts';
import type { Bond, Individual } from '../events.ts';

/**
 * What the tables of families say: who belongs to each, what was reported when, and how far it has come. Time is told
 * backwards from today, so that the demo always looks like this week; course.ts makes dated events of it.
 */

/** A member of a family: age in years today, with decimals, and whether the serial of the number is a woman's or a man's. */
export interface Member extends Omit<Individual, 'serial' | 'birthDate' | 'givenName' | 'familyName'> {
  readonly years?: number;
  readonly female?: boolean;
  /** An unborn child: days left. */
  readonly dueInDays?: number;
  /** Only what was told: no personal number. */
  readonly numberless?: true;
  /** Where it is not the name of the family. */
  readonly familyName?: string;
}

export const female = (years: number, more: Partial<Member> = {}): Member => ({
  years,
  female: true,
  ...more,
});
export const male = (years: number, more: Partial<Member> = {}): Member => ({
  years,
  female: false,
  ...more,
});

/** The steps of a case, in order: where one has come to a stop. */
export const STEPS = [
  'reported',
  'assessed',
  'contacted',
  'decided',
  'planned',
  'consulted',
  'heard',
  'answered',
  'analysed',
  'communicated',
  'closed',
] as const;
export type Step = (typeof STEPS)[number];

/** How the case of one child goes, where it goes otherwise than the ordinary way. */
export interface Path {
  /** Nothing has happened after this step. Left out: as far as the time since then allows. */
  readonly until?: Step;
  /** Förhandsbedömningens beslut; utredning inleds when left out. */
  readonly intake?: CodeOf<'intakeOutcome'>;
  /** The preliminary assessment was extended on synnerliga skäl, to four weeks. */
  readonly intakeExtended?: true;
  /** A need of immediate protection was found: the measures taken. */
  readonly measures?: string;
  /** Utredningens resultat; insats enligt SoL when left out. */
  readonly outcome?: CodeOf<'investigationOutcome'>;
  /** How slow the investigation is: 1 closes after some hundred days. */
  readonly pace?: number;
  /** The investigation was extended on särskilda skäl, by so many days. */
  readonly extendedBy?: number;
  /** The child's situation is followed up after an investigation without insats, as far as the time allows. */
  readonly followedUp?: true;
  /** The first intervention that was granted is given, and still runs or has ended; nothing is told of it when left out. */
  readonly intervention?: 'running' | 'ended';
  /** How its goals stand at the end: all reached, or none; some of them when left out. */
  readonly attained?: 'all' | 'none';
  /** School, or preschool, has not answered. */
  readonly schoolSilent?: true;
  /** Who investigates; the family team when left out. */
  readonly team?: Team;
}

export type Team = 'family' | 'youth';

/** One report, and what came of it for each child on it. */
export interface Case extends Path {
  readonly daysAgo: number;
  /** An anmälan when left out. */
  readonly type?: CodeOf<'reportType'>;
  readonly reporter: CodeOf<'reporter'>;
  /** Asked for by the reporter, and given or not. */
  readonly feedback?: 'given' | 'owed' | 'unsuitable';
  /** All children of the family when left out. */
  readonly about?: readonly string[];
  readonly cause: CodeOf<'cause'>;
  readonly otherCauses?: readonly CodeOf<'cause'>[];
  readonly text: string;
  readonly interpreter?: string;
  /** Children for whom it goes otherwise. */
  readonly but?: Readonly<Record<string, Path>>;
}

export interface Family {
  readonly name: string;
  readonly children: Readonly<Record<string, Member>>;
  /** Guardians of all the children, living with them, unless `relations` says otherwise. */
  readonly adults: Readonly<Record<string, Member>>;
  /** Instead of: every adult is guardian of every child, and all children are full siblings. */
  readonly relations?: readonly Bond[];
  readonly cases: readonly Case[];
}
