import { z } from 'zod';
import { dated, validityFields } from '../kernel/dated.ts';
import { overlap } from '../kernel/day.ts';
import { codeSchema } from '../knowledge/codebooks.ts';
import { findRule } from '../knowledge/law.ts';
import { type LocalTerms, SETTABLE_RULE_IDS, type SettableRuleId } from '../knowledge/local-terms.ts';
import { REGIONS } from '../knowledge/regions.ts';
import { DEADLINE_RULE_IDS } from './rules.ts';

/** What a board's settings may say of times, as the configuration is parsed. */

const Agreement = z.strictObject({
  counterpart: z.union([codeSchema('consultationCounterpart'), z.literal('*')]),
  answerDays: z.int().min(1).max(120),
  name: z.string().min(1).optional(),
  ...validityFields,
});

/** Why a rule cannot be set: the statute names its number, or there is none by that name. */
const notSettable = (rule: unknown): string =>
  findRule(String(rule))
    ? `the statute names the number of ${rule}, a board cannot set it; it can set ${SETTABLE_RULE_IDS.join(', ')}`
    : `there is no time limit ${JSON.stringify(rule)}; a board can set ${SETTABLE_RULE_IDS.join(', ')}`;

/** The times in which someone else is to answer. */
const ANSWERED: readonly SettableRuleId[] = ['kommunicering', 'konsultation-svar'];

const LocalLimit = z
  .strictObject({
    rule: z.enum(SETTABLE_RULE_IDS, { error: ({ input }) => notSettable(input) }),
    days: z.int().min(0).max(365),
    name: z.string().min(1).optional(),
    ...validityFields,
  })
  .refine(({ rule, days }) => days > 0 || !ANSWERED.includes(rule), {
    path: ['days'],
    error: 'others get at least one day to answer in',
  });

/** The fields of a board that say something of times. */
export const LocalTermsFields = {
  region: z.enum(REGIONS).optional(),
  agreements: dated(Agreement, ({ counterpart }) => counterpart).optional(),
  limits: dated(LocalLimit, ({ rule }) => rule).optional(),
  officeClosesAt: z
    .string()
    .regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'a time of day, as 16:30')
    .optional(),
  nearing: z.partialRecord(z.enum(DEADLINE_RULE_IDS), z.int().min(0).max(60)).optional(),
};

/** Two fields that say the time to answer for all on the same day: which limits of the list, by their place. */
export const answerSetTwice = ({ agreements = [], limits = [] }: LocalTerms): number[] => {
  const forAll = agreements.filter(({ counterpart }) => counterpart === '*');
  return limits.flatMap((limit, at) =>
    limit.rule === 'konsultation-svar' && forAll.some((agreement) => overlap(agreement, limit)) ? [at] : [],
  );
};
