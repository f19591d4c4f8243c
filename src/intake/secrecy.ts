import { seesCase } from '../person/secrecy.ts';
import { intake } from './tables.ts';

/** The one predicate for intakes: also seen by whoever sees the investigation that the intake opened or joined. */
export const seesIntake = seesCase(intake, {
  unit: intake.investigationUnit,
  handlerId: intake.investigationHandlerId,
});
