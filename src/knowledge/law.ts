/** Looks up which law applied when (vilken lag som gällde när). Every citation in an answer of the API comes from here. */
import type { Day, Period } from '../kernel/day.ts';
import { type Citation, citationsOn, type LegalRule, periodIn } from '../kernel/law.ts';
import { CITATIONS, type CitationId } from './citations.ts';
import { LEGAL_RULES } from './legal-rules.ts';
import { LOCAL_RULES } from './local-rules.ts';
import type { RuleId } from './local-terms.ts';

const RULES: ReadonlyMap<string, LegalRule> = new Map(
  [...LEGAL_RULES, ...LOCAL_RULES].map((rule) => [rule.id, rule]),
);
const OTHER: ReadonlyMap<string, readonly Citation[]> = new Map(
  Object.entries(CITATIONS).map(([id, { citations }]) => [id, citations]),
);

/** A time limit by an id that may not exist. */
export function findRule(id: string): LegalRule | undefined {
  return RULES.get(id);
}

/** A time limit by its id. */
export function ruleOf(id: RuleId): LegalRule {
  const rule = findRule(id);
  if (rule === undefined) throw new RangeError(`There is no rule ${id}.`);
  return rule;
}

/**
 * The law to cite for a time limit or another rule on a day, several places joined with `; `. Empty where none of
 * the statutes that were read applied then.
 */
export function citationOn(id: RuleId | CitationId, on: Day): string {
  return citationsOn(RULES.get(id)?.citations ?? OTHER.get(id) ?? [], on);
}

/** The time that a rule gave on a day, or null where the law named none. */
export function periodOn(id: RuleId, on: Day): Period | null {
  return periodIn(ruleOf(id), on);
}
