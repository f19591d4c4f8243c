import type { Text } from '../../kernel/text.ts';

/**
 * In which classes numbers are counted (klasser): each begins where it stands and ends before the next. Ours, and so
 * provisional. A number that has none, an age in years for one, is not counted by.
 */
const DAYS_TO_DO = [0, 1, 2, 8, 15, 31];
const FEW = [0, 1, 2, 3, 6];

export const CLASSES: Readonly<Record<string, readonly number[]>> = {
  'intake.protectionAssessmentDays': [0, 1, 2, 8],
  'intake.preliminaryDays': [0, 8, 15, 31],
  'investigation.durationDays': [0, 31, 61, 91, 121, 181],
  'investigation.extensionDays': [0, 31, 61, 121],
  'investigation.planDays': DAYS_TO_DO,
  'investigation.schoolConsultationDays': DAYS_TO_DO,
  'investigation.healthConsultationDays': DAYS_TO_DO,
  'investigation.otherProfessions': [0, 1, 2, 3],
  'investigation.handlers': [1, 2, 3, 4],
  'investigation.areaCount': [0, 1, 4, 7, 10],
  'investigation.planRevisions': [0, 1, 2, 3],
  'investigation.childConversations': FEW,
  'investigation.riskFactorCount': FEW,
  'investigation.protectiveFactorCount': FEW,
  'intervention.daysToStart': DAYS_TO_DO,
  'intervention.goals': FEW,
  'intervention.measurableGoals': FEW,
  'intervention.followUps': FEW,
  'intervention.durationDays': [0, 91, 181, 366, 731],
  // Points have a decimal: half of the last one on either side, so that no remainder of a subtraction decides.
  'intervention.scoreChange': [-40, -5.05, -0.05, 0.05, 5.05],
};

/** The classes that have names of their own, in the order of where they begin. */
export const NAMED: Readonly<Record<string, readonly { readonly code: string; readonly label: Text }[]>> = {
  'intervention.scoreChange': [
    { code: 'down-over-5', label: { sv: 'Minskning med mer än 5', en: 'A fall of more than 5' } },
    { code: 'down-to-5', label: { sv: 'Minskning med högst 5', en: 'A fall of 5 at most' } },
    { code: 'same', label: { sv: 'Ingen ändring', en: 'No change' } },
    { code: 'up-to-5', label: { sv: 'Ökning med högst 5', en: 'A rise of 5 at most' } },
    { code: 'up-over-5', label: { sv: 'Ökning med mer än 5', en: 'A rise of more than 5' } },
  ],
};

/** Those of which a class is one number and no more: a sum of them tells how many there are of each. */
export const EXACT: ReadonlySet<string> = new Set(['investigation.handlers']);

/** A class by its code: `31-60`, `0`, `181-`. */
export function codeOfClass(starts: readonly number[], at: number): string {
  const from = starts[at]!;
  const next = starts[at + 1];
  if (next === undefined) return `${from}-`;
  return next - 1 <= from ? `${from}` : `${from}-${next - 1}`;
}

/** Which class a number falls in, counted from 0; what lies below the first belongs to it. */
export const classOf = (starts: readonly number[], value: number): number =>
  Math.max(
    starts.findLastIndex((from) => from <= value),
    0,
  );
