/**
 * What a board sets for itself, or has agreed on with others, where no statute names a number. Given by configuration;
 * never a number that a statute names.
 */
import { type Day, isValidOn, type Validity } from '../kernel/day.ts';
import type { CodeOf } from './codebooks.ts';
import { LEGAL_RULES, type LegalRuleId } from './legal-rules.ts';
import { LOCAL_RULES, type LocalRuleId } from './local-rules.ts';
import type { Region } from './regions.ts';

/** A time limit, of a statute or of boards alone. */
export type RuleId = LegalRuleId | LocalRuleId;

/** A time limit whose number is for a board to set: the statute demands the thing and names none, or there is none. */
export type SettableRuleId =
  | LocalRuleId
  | Extract<(typeof LEGAL_RULES)[number], { readonly localPeriod: unknown }>['id'];

/** Every time limit: those of the law in the order of the case, then those of boards alone. */
export const RULE_IDS: readonly RuleId[] = [...LEGAL_RULES, ...LOCAL_RULES].map(({ id }) => id);

export const SETTABLE_RULE_IDS: readonly SettableRuleId[] = [
  ...LEGAL_RULES.filter((rule) => 'localPeriod' in rule),
  ...LOCAL_RULES,
].map(({ id }) => id);

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

/** When the office closes (kontorstid), Swedish time, where the board says nothing: ours, and provisional. */
export const OFFICE_CLOSES_AT = '17:00';

/** What the settings of a board say of times. */
export interface LocalTerms {
  readonly region?: Region;
  readonly agreements?: readonly BoardAgreement[];
  readonly limits?: readonly LocalLimit[];
  /** `HH:MM` in Sweden: from then on what comes in has come in after office hours. */
  readonly officeClosesAt?: string;
  /** From how many days before its end a time is shown as near, where the board wants another number than ours. */
  readonly nearing?: Readonly<Partial<Record<RuleId, number>>>;
}

/** All that a board has set for a rule; its days to answer for all (`*`) are a limit by another name. */
export function limitsSetFor(rule: RuleId, { limits = [], agreements = [] }: LocalTerms): LocalLimit[] {
  const forAll =
    rule === 'konsultation-svar' ? agreements.filter(({ counterpart }) => counterpart === '*') : [];
  return [
    ...limits.filter((limit) => limit.rule === rule),
    ...forAll.map(({ counterpart: _, answerDays: days, ...of }) => ({
      rule: 'konsultation-svar' as const,
      days,
      ...of,
    })),
  ];
}

/** What a board has set for a rule on a day, if anything. */
export const limitSetFor = (rule: RuleId, on: Day, terms: LocalTerms): LocalLimit | undefined =>
  limitsSetFor(rule, terms).find((limit) => isValidOn(limit, on));
