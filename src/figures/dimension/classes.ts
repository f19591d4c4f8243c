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
  'intervention.scoreChange': [-40, -5, 0, 1, 6],
};

/** A class by its code: `31-60`, `0`, `181-`. */
export function codeOfClass(starts: readonly number[], at: number): string {
  const from = starts[at]!;
  const next = starts[at + 1];
  if (next === undefined) return `${from}-`;
  return next - 1 <= from ? `${from}` : `${from}-${next - 1}`;
}

/** The class that a number falls in; what lies below the first belongs to it. */
export function classOf(starts: readonly number[], value: number): string {
  const at = starts.findLastIndex((from) => from <= value);
  return codeOfClass(starts, Math.max(at, 0));
}
