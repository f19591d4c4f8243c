// A file as it must not be: the ground floor looks up. The test of the import rules finds it.
import { findIntake } from '../intake/store.ts';

export const wrong = findIntake;
