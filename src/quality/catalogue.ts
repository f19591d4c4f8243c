import { CLOSING_RULES } from './catalogue/closing.ts';
import { CONTENT_RULES } from './catalogue/content.ts';
import { INTERVENTION_RULES } from './catalogue/intervention.ts';
import { ORDER_RULES } from './catalogue/order.ts';
import { TIME_RULES } from './catalogue/time.ts';
import type { QualityRule } from './rule.ts';

/**
 * The rules of data quality (kvalitetsregler): what a record lacks or contradicts, found in the record alone. A new
 * rule is one more entry in catalogue/.
 */
const RULES = {
  ...TIME_RULES,
  ...CLOSING_RULES,
  ...CONTENT_RULES,
  ...ORDER_RULES,
  ...INTERVENTION_RULES,
};

/**
 * A new rule raises the second number, and so does a rule that is told of in another way; one that is removed, or finds
 * something else than before, raises the first.
 * Every summary says which version it was made by; what is kept of findings is made anew where it has changed.
 */
export const QUALITY_VERSION = '1.1';

export type QualityRuleId = keyof typeof RULES;

export const QUALITY_RULES: Readonly<Record<QualityRuleId, QualityRule>> = RULES;

/** In the order of their codes. */
export const QUALITY_RULE_IDS = (Object.keys(RULES) as QualityRuleId[]).sort() as [
  QualityRuleId,
  ...QualityRuleId[],
];
