/**
 * What the indicators look at in a variable: of which values, and which of them count as reached. A table of the variable
 * counts these together too, unseen, so that a table and an indicator cannot be taken from each other.
 */
export interface Looked {
  /** All that say something, when left out. */
  readonly of?: readonly string[];
  readonly reached: readonly string[];
}

export const LOOKED_AT: Readonly<Record<string, Looked>> = {
  'intake.outcome': { reached: ['utredning-inleds'] },
  'intake.preliminaryWithin14Days': { reached: ['true'] },
  'intake.protectionAssessmentDays': { reached: ['0'] },
  'investigation.withinFourMonths': { reached: ['true'] },
  'investigation.childSeenAlone': { reached: ['true'] },
  'investigation.schoolConsultation': { reached: ['besvarad'] },
  'investigation.healthConsultation': { reached: ['besvarad'] },
  'intervention.goalAttainment': {
    of: ['uppnatt', 'delvis-uppnatt', 'inte-uppnatt'],
    reached: ['uppnatt'],
  },
};
