import { type Day, isValidOn, type Period, type Validity } from './day.ts';
import type { Text } from './text.ts';

/** A place in a statute (lagrum), with the days on which it is the one to cite. */
export interface Citation extends Validity {
  /** As lawyers write it, e.g. `SoL (2025:400) 20 kap. 2 §`. The same in both languages. */
  readonly ref: string;
  /** What this place is about, where a rule rests on several at once. */
  readonly about?: Text;
}

/**
 * What makes a time limit binding. `statutory`: the act names the time. `-duty-advisory-time`: the act demands the
 * thing but names no number. `-lapse`: a measure lapses when the time is missed. `-recurring`: the time starts anew
 * each time it is met. `agreement`: agreed with others. `duty-statutory-day-local`: the act demands that a day is
 * set, the board or handler sets it. `local`: no act knows it, the board has set it for itself.
 */
export type LegalForce =
  | 'statutory'
  | 'statutory-duty-advisory-time'
  | 'statutory-lapse'
  | 'statutory-recurring'
  | 'agreement'
  | 'duty-statutory-day-local'
  | 'local';

/** The time that a rule gives while it is valid; null where the rule then names none. */
export interface DatedPeriod extends Validity {
  readonly period: Period | null;
}

/** A time limit of a child-welfare case (tidsgräns): what shall be done, from when, within what time, by which law. */
export interface LegalRule {
  readonly id: string;
  readonly label: Text;
  /** The rule in plain words. */
  readonly rule: Text;
  /** What starts the time. */
  readonly starts: Text;
  /** One entry for every day there is: no gaps, no overlaps. */
  readonly periods: readonly DatedPeriod[];
  /** The time of every round after the first, where the rule recurs. */
  readonly thenEvery?: Period;
  /** The time to use where the law names none; a board may set its own. */
  readonly localPeriod?: Period;
  /** The same for what came in after office hours, where practice gives it longer. */
  readonly localPeriodAfterHours?: Period;
  /** What can prolong the time, or excuse from it; null where nothing can. */
  readonly extension: Text | null;
  readonly metBy: Text;
  readonly force: LegalForce;
  readonly citations: readonly Citation[];
  /** Whether the rule was read in the statute itself. */
  readonly verified: boolean;
  /** 1 = intake and investigation, 2 = placement, compulsory care and retention. */
  readonly phase: 1 | 2;
  readonly notes?: Text;
}

/** The citations in force on a day, joined with `; `. Empty where none was. */
export function citationsOn(citations: readonly Citation[], on: Day): string {
  return citations
    .filter((citation) => isValidOn(citation, on))
    .map((citation) => citation.ref)
    .join('; ');
}

/** The time that a rule gave on a day; null where it named none. Throws RangeError where its periods have a gap. */
export function periodIn(rule: LegalRule, on: Day): Period | null {
  const dated = rule.periods.find((entry) => isValidOn(entry, on));
  if (dated === undefined) throw new RangeError(`The rule ${rule.id} says nothing of ${on}.`);
  return dated.period;
}
