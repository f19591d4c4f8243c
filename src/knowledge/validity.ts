import { codeOn } from '../kernel/codebook.ts';
import type { Day } from '../kernel/day.ts';
import type { Violation } from '../kernel/outcome.ts';
import { CODEBOOKS, type CodebookName } from './codebooks.ts';

/** A code in a request: where it stands, which list it is from, and the code, if any. */
export type UsedCode = readonly [field: string, book: CodebookName, code: string | null | undefined];

/** The codes that were not in force on the day of the fact that they describe. */
export function codesNotInForce(on: Day, used: readonly UsedCode[]): Violation[] {
  return used.flatMap(([field, name, code]) => {
    if (code === null || code === undefined || codeOn(CODEBOOKS[name], code, on)) return [];
    return [
      {
        field,
        text: {
          sv: `Koden gällde inte ${on}. Se /codebooks/${name} för vilka som gällde då.`,
          en: `The code was not in force on ${on}. See /codebooks/${name} for those that were.`,
        },
      },
    ];
  });
}
