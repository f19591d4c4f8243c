import type { RuleId } from '../knowledge/local-terms.ts';
import { followUp } from './catalogue/follow-up.ts';
import { feedback, preliminaryAssessment, protectionAssessment } from './catalogue/intake.ts';
import {
  appeal,
  communication,
  consultationAnswer,
  information,
  investigation,
} from './catalogue/investigation.ts';
import { childHeard, firstPlan } from './catalogue/local.ts';
import type { DeadlineRule } from './rule.ts';

/**
 * The table of deadlines: for each time limit of knowledge/legal-rules.ts and local-rules.ts, where in a record it
 * begins, what extends it and what meets it. Lengths, citations and binding force come from the legal rule, the
 * arithmetic from evaluate.ts: a new deadline is one more entry in catalogue/ and a line here.
 */

/** The rules that have a deadline here: those of the law in the order of the case, then those of boards alone. */
export const DEADLINE_RULE_IDS = [
  'skyddsbedomning',
  'forhandsbedomning',
  'aterkoppling-till-anmalare',
  'information-om-utredning',
  'utredning',
  'konsultation-svar',
  'kommunicering',
  'overklagande',
  'uppfoljning-efter-utredning',
  'samtal-med-barnet',
  'utredningsplan',
] as const satisfies readonly RuleId[];

export type DeadlineRuleId = (typeof DEADLINE_RULE_IDS)[number];

/** What is known of each deadline, by the rule that it applies. */
export const DEADLINE_RULES: Readonly<Record<DeadlineRuleId, DeadlineRule>> = {
  skyddsbedomning: protectionAssessment,
  forhandsbedomning: preliminaryAssessment,
  'aterkoppling-till-anmalare': feedback,
  'information-om-utredning': information,
  utredning: investigation,
  'konsultation-svar': consultationAnswer,
  kommunicering: communication,
  overklagande: appeal,
  'samtal-med-barnet': childHeard,
  utredningsplan: firstPlan,
  'uppfoljning-efter-utredning': followUp,
};
