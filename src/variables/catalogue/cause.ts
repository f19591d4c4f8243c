import { type CodeOf, type EntryOf, entryOf } from '../../knowledge/codebooks.ts';
import type { ChildRecord, IntakeRecord, InvestigationRecord } from '../../record/record.ts';
import { following, recorded, type Value, valued } from '../value.ts';

/** Every cause of an intake that is recorded, the main one first. */
export const causesOf = ({ mainCause, otherCauses }: IntakeRecord): readonly CodeOf<'cause'>[] =>
  mainCause === null ? otherCauses : [mainCause, ...otherCauses];

/** The group (orsaksgrupp) of an intake's main cause; unknown where it is not recorded. */
export function causeGroupOf({ mainCause }: Pick<IntakeRecord, 'mainCause'>): Value<CodeOf<'causeGroup'>> {
  return following(recorded(mainCause), (code) => {
    const cause: EntryOf<'cause'> = entryOf('cause', code);
    return valued(cause.group);
  });
}

/** There always is one: an investigation refers to the intake that opened it. */
export const openingIntake = (
  { intakes }: ChildRecord,
  { intakeId }: InvestigationRecord,
): Pick<IntakeRecord, 'mainCause'> => intakes.find(({ id }) => id === intakeId) ?? { mainCause: null };
