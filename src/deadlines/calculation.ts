import { LAWFUL_GROUND } from '../intake/rules.ts';
import { closedDayName, type Day } from '../kernel/day.ts';
import type { LegalRule } from '../kernel/law.ts';
import type { Violation } from '../kernel/outcome.ts';
import type { Text } from '../kernel/text.ts';
import { type CodeOf, entryOf } from '../knowledge/codebooks.ts';
import { ruleOf } from '../knowledge/law.ts';
import { extended, type Length, type Limit, lengthOn, limitFrom, type Step } from '../knowledge/limits.ts';
import type { LocalTerms, RuleId } from '../knowledge/local-terms.ts';
import { lawOf } from './evaluate.ts';
import { arithmetic, closedDayText, extensionText, joined, lawText, lengthText } from './explanation.ts';
import { BY_RULE } from './rule.ts';
import type { Calculation, CalculationInput } from './schema.ts';

/** What if: a time limit (tidsgräns) from a day alone, by the same rules and words as the deadlines of cases. Pure. */

/** What the law asks for, of a placement too. */
const GROUND_OF: Readonly<Partial<Record<RuleId, CodeOf<'extensionGround'>>>> = {
  ...LAWFUL_GROUND,
  jourhem: 'sarskilda-skal',
};

/**
 * What cannot be asked: an extension from before the time began, or on a ground that no case would be extended on, and
 * a round after the first of what has but one.
 */
export function impossibleIn({ rule, start, round, extensions = [] }: CalculationInput): Violation[] {
  const found = extensions.flatMap(({ decidedOn, ground }, at) => [
    ...(decidedOn >= start ? [] : [beforeStart(`extensions.${at}.decidedOn`, start)]),
    ...otherGround(`extensions.${at}.ground`, GROUND_OF[rule], ground),
  ]);
  if (round !== 'following' || recurs(ruleOf(rule))) return found;
  const text = { sv: 'Tiden återkommer inte.', en: 'This time does not recur.' };
  return [...found, { field: 'round', text }];
}

const beforeStart = (field: string, start: Day): Violation => ({
  field,
  text: { sv: `Får inte ligga före ${start}.`, en: `Must not lie before ${start}.` },
});

function otherGround(
  field: string,
  lawful: CodeOf<'extensionGround'> | undefined,
  given: CodeOf<'extensionGround'> | undefined,
): Violation[] {
  if (lawful === undefined || given === undefined || given === lawful) return [];
  const ground = `${entryOf('extensionGround', lawful).sv.toLowerCase()} (${lawful})`;
  return [
    {
      field,
      text: {
        sv: `Tiden får bara förlängas när det finns ${ground}.`,
        en: `The time may only be extended on ${ground}.`,
      },
    },
  ];
}

const recurs = ({ thenEvery }: LegalRule) => thenEvery !== undefined;

/** The end of a time from its start day, under the terms of a board; no end where neither act nor board named one. */
export function calculate(
  { rule, start, round = 'first', extensions = [] }: CalculationInput,
  terms: LocalTerms,
): Calculation {
  const { label, force, starts, extension: extensible }: LegalRule = ruleOf(rule);
  const length = lengthOn(rule, start, terms, round);
  const decided = extensions.toSorted((a, b) =>
    a.decidedOn < b.decidedOn ? -1 : a.decidedOn > b.decidedOn ? 1 : 0,
  );
  const { limit, steps } = endOf(start, length, extensible === null ? [] : decided);
  const law = length || force !== 'local' ? lawOf(rule, force, length, start) : { sv: '', en: '' };
  const next = limit && followingOf(rule, limit.endDay);
  return {
    rule,
    label,
    start,
    period: length?.period ?? null,
    origin: length?.origin ?? null,
    ...shown(limit),
    extensions: decided.map(({ decidedOn, newEndDay }, at) => ({
      decidedOn,
      newEndDay,
      counted: steps[at]?.counted ?? false,
      late: steps[at]?.late ?? false,
    })),
    following: next && { period: next.length.period, ...shown(next.limit) },
    force,
    law: law.sv || null,
    explanation: joined([
      { sv: `${starts.sv}: ${start}.`, en: `${starts.en}: ${start}.` },
      ...(length ? arithmetic(start, BY_RULE, length) : [noTime(force)]),
      ...(limit ? decided.map((one, at) => extensionText({ ...one, step: steps[at] })) : []),
      ...(limit ? closedDayText(limit) : []),
      ...(next ? [followingText(next)] : []),
      ...lawText(law),
    ]),
  };
}

function endOf(
  start: Day,
  length: Length | null,
  decided: CalculationInput['extensions'] & {},
): { readonly limit: Limit | null; readonly steps: readonly Step[] } {
  if (length === null) return { limit: null, steps: [] };
  const first = limitFrom(start, length);
  return length.origin === 'act' ? extended(first, decided) : { limit: first, steps: [] };
}

/** The round after one that is done on a day. */
function followingOf(rule: CalculationInput['rule'], on: Day) {
  const length = lengthOn(rule, on, {}, 'following');
  return length && { length, limit: limitFrom(on, length) };
}

const shown = (limit: Limit | null) => ({
  endDay: limit?.endDay ?? null,
  lastLawfulDay: limit?.lastLawfulDay ?? null,
  closedDay: limit && closedDayName(limit.endDay),
});

const noTime = (force: LegalRule['force']): Text =>
  force === 'local'
    ? {
        sv: 'Nämnden har ingen egen gräns som gällde den dagen.',
        en: 'The board has no limit of its own that applied on that day.',
      }
    : {
        sv: 'Lagen angav ingen tid den dagen.',
        en: 'The act named no time on that day.',
      };

function followingText({ length, limit: { lastLawfulDay, endDay } }: { length: Length; limit: Limit }): Text {
  const { sv, en } = lengthText(length.period);
  const until = endDay === lastLawfulDay ? endDay : `${endDay} (${lastLawfulDay})`;
  return {
    sv: `Görs det den dagen är nästa gång senast ${sv} därefter: ${until}.`,
    en: `If it is done on that day, the next time is at the latest ${en} after it: ${until}.`,
  };
}
