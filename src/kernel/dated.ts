import { z } from 'zod';
import { overlap, type Validity } from './day.ts';
import { DayField } from './fields.ts';

/** Lists of what is valid from day to day, as settings give them. */

/** The fields of a validity (giltighet), both days included. */
export const validityFields = {
  validFrom: DayField.optional().describe('The first day; from the beginning of time when left out'),
  validTo: DayField.optional().describe('The last day; until further notice when left out'),
};

/** Every two of a list that say something else of the same on some day, and what begins after it has ended. */
function contradictions<T extends Validity>(items: readonly T[], nameOf: (item: T) => string) {
  return items.flatMap((item, at) => {
    const { validFrom, validTo } = item;
    const earlier = items.findIndex(
      (other, before) => before < at && nameOf(other) === nameOf(item) && overlap(other, item),
    );
    return [
      ...(validFrom !== undefined && validTo !== undefined && validFrom > validTo
        ? [{ at, message: `ends on ${validTo}, before it begins on ${validFrom}` }]
        : []),
      ...(earlier < 0
        ? []
        : [{ at, message: `overlaps number ${earlier} of the list, also of ${nameOf(item)}` }]),
    ];
  });
}

/** A list of what is valid from day to day: never two for the same at once. */
export const dated = <S extends z.ZodType<Validity>>(schema: S, nameOf: (item: z.output<S>) => string) =>
  z.array(schema).superRefine((items, ctx) => {
    for (const { at, message } of contradictions(items, nameOf)) {
      ctx.addIssue({ code: 'custom', path: [at], message });
    }
  });
