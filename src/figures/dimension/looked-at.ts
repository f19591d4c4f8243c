import { CODEBOOKS, type CodebookName } from '../../knowledge/codebooks.ts';

/**
 * Variables that say no more than the group of another's code (grövre variabler). A table of the one is read from the cases
 * counted by the other, so that the two cannot be taken from each other to what they hold back.
 */
export interface Coarser {
  readonly than: string;
  /** The group of each code of the finer variable. */
  readonly groups: ReadonlyMap<string, string>;
}

const groupsIn = (codebook: CodebookName, of: (entry: never) => string | boolean) =>
  new Map(CODEBOOKS[codebook].codes.map((entry) => [entry.code as string, String(of(entry as never))]));
const byGroup = ({ group }: { readonly group: string }) => group;
const CAUSES = groupsIn('cause', byGroup);

export const COARSER: Readonly<Record<string, Coarser>> = {
  'intake.causeGroup': { than: 'intake.mainCause', groups: CAUSES },
  'investigation.causeGroup': { than: 'investigation.cause', groups: CAUSES },
  'intake.mandatoryReporter': {
    than: 'intake.reporter',
    groups: groupsIn('reporter', ({ mandatory }: { readonly mandatory: boolean }) => mandatory),
  },
  'intervention.group': { than: 'intervention.type', groups: groupsIn('interventionType', byGroup) },
};

/** The groups that the codes of a variable are also counted in, where a coarser one says them. */
export const groupsOver = (id: string): ReadonlyMap<string, string> | undefined =>
  Object.values(COARSER).find(({ than }) => than === id)?.groups;

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
