import type { LegalRuleId } from '../knowledge/legal-rules.ts';
import { followUp } from './catalogue/follow-up.ts';
import { feedback, preliminaryAssessment, protectionAssessment } from './catalogue/intake.ts';
import {
  appeal,
  communication,
  consultationAnswer,
  information,
  investigation,
} from './catalogue/investigation.ts';
import type { DeadlineRule } from './rule.ts';

/**
 * The table of deadlines: for each time limit of knowledge/legal-rules.ts, where in a record it begins, what extends
 * it and what meets it. Lengths, citations and binding force come from the legal rule, the arithmetic from
 * evaluate.ts: a new deadline is one more entry in catalogue/ and a line here.
 */

/** The legal rules that have a deadline here, in the order of the case. */
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
] as const satisfies readonly LegalRuleId[];

export type DeadlineRuleId = (typeof DEADLINE_RULE_IDS)[number];

/** What is known of each deadline, by the legal rule that it applies. */
export const DEADLINE_RULES: Readonly<Record<DeadlineRuleId, DeadlineRule>> = {
  skyddsbedomning: protectionAssessment,
  forhandsbedomning: preliminaryAssessment,
  'aterkoppling-till-anmalare': feedback,
  'information-om-utredning': information,
  utredning: investigation,
  'konsultation-svar': consultationAnswer,
  kommunicering: communication,
  overklagande: appeal,
  'uppfoljning-efter-utredning': followUp,
};
