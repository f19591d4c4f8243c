import { ANALYSIS_VARIABLES, INSTRUMENT_VARIABLES } from './catalogue/analysis.ts';
import { CHILD_VARIABLES, CIRCUMSTANCE_VARIABLES } from './catalogue/child.ts';
import { CONSULTATION_VARIABLES } from './catalogue/consultation.ts';
import { FACTOR_VARIABLES } from './catalogue/factor.ts';
import { INTAKE_VARIABLES, PRELIMINARY_VARIABLES } from './catalogue/intake.ts';
import { INTERVENTION_END_VARIABLES, INTERVENTION_VARIABLES } from './catalogue/intervention.ts';
import { INTERVENTION_RESULT_VARIABLES } from './catalogue/intervention-result.ts';
import { INVESTIGATION_TIME_VARIABLES, INVESTIGATION_VARIABLES } from './catalogue/investigation.ts';
import type { Pack } from './catalogue/packs.ts';
import { PARTICIPATION_VARIABLES } from './catalogue/participation.ts';
import { PLAN_VARIABLES } from './catalogue/plan.ts';
import type { UnitOfCount, Variable } from './variable.ts';

/**
 * The follow-up variables (uppföljningsvariabler) of intakes, investigations and interventions, in the order of the case
 * and of the columns of an extract. Everything is derived from the record; nothing is registered for follow-up alone.
 */
export const CATALOGUE: readonly Variable[] = [
  ...CHILD_VARIABLES,
  ...CIRCUMSTANCE_VARIABLES,
  ...INTAKE_VARIABLES,
  ...PRELIMINARY_VARIABLES,
  ...INVESTIGATION_VARIABLES,
  ...INVESTIGATION_TIME_VARIABLES,
  ...PLAN_VARIABLES,
  ...PARTICIPATION_VARIABLES,
  ...CONSULTATION_VARIABLES,
  ...INSTRUMENT_VARIABLES,
  ...FACTOR_VARIABLES,
  ...ANALYSIS_VARIABLES,
  ...INTERVENTION_VARIABLES,
  ...INTERVENTION_RESULT_VARIABLES,
  ...INTERVENTION_END_VARIABLES,
];

/**
 * A new variable or code raises the second number; one that is removed, renamed or derived otherwise raises the
 * first. Every extract says which version it was made by.
 */
export const CATALOGUE_VERSION = '2.0';

const BY_ID: ReadonlyMap<string, Variable> = new Map(CATALOGUE.map((variable) => [variable.id, variable]));

/** A variable by an id that may not exist. */
export const findVariable = (id: string): Variable | undefined => BY_ID.get(id);

/** The variables of a pack and a unit of count, in the order of the catalogue; all where nothing is given. */
export function selectVariables({
  pack,
  unitOfCount,
}: {
  pack?: Pack;
  unitOfCount?: UnitOfCount;
}): readonly Variable[] {
  return CATALOGUE.filter(
    ({ packs, unitsOfCount }) =>
      (pack === undefined || packs.includes(pack)) &&
      (unitOfCount === undefined || unitsOfCount.includes(unitOfCount)),
  );
}
