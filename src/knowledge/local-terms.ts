/**
 * What a board sets for itself, or has agreed on with others, where no statute names a number. Given by configuration;
 * never a number that a statute names.
 */
import { type Day, isValidOn, type Validity } from '../kernel/day.ts';
import type { CodeOf } from './codebooks.ts';
import type { LEGAL_RULES, LegalRuleId } from './legal-rules.ts';
import type { LocalRuleId } from './local-rules.ts';
import type { Region } from './regions.ts';

/** A time limit, of a statute or of boards alone. */
export type RuleId = LegalRuleId | LocalRuleId;

/** A time limit whose number is for a board to set: the statute demands the thing and names none, or there is none. */
export type SettableRuleId =
  | LocalRuleId
  | Extract<(typeof LEGAL_RULES)[number], { readonly localPeriod: unknown }>['id'];

/** A number of days that a board has set (lokal gräns). What begins on a day when it is valid has it to its end. */
export interface LocalLimit extends Validity {
  readonly rule: SettableRuleId;
  readonly days: number;
  /** What the decision or guideline behind it is called, for those who read the deadline. */
  readonly name?: string;
}

/** What a board has agreed on with a counterpart, or counts with for all (`*`). The day sent decides which applies. */
export interface BoardAgreement extends Validity {
  readonly counterpart: CodeOf<'consultationCounterpart'> | '*';
  readonly answerDays: number;
  /** What the agreement is called, for those who read the answer day. */
  readonly name?: string;
}

/** What the settings of a board say of times. */
export interface LocalTerms {
  readonly region?: Region;
  readonly agreements?: readonly BoardAgreement[];
  readonly limits?: readonly LocalLimit[];
  /** From how many days before its end a time is shown as near, where the board wants another number than ours. */
  readonly nearing?: Readonly<Partial<Record<RuleId, number>>>;
}

/** What a board has set for a rule on a day, if anything. */
export const limitSetFor = (rule: RuleId, on: Day, { limits = [] }: LocalTerms): LocalLimit | undefined =>
  limits.find((limit) => limit.rule === rule && isValidOn(limit, on));
