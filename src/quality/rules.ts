import { isFew } from '../access/boards.ts';
import type { FiguresReach } from '../access/figures-reach.ts';
import type { Text } from '../kernel/text.ts';
import { citationOn } from '../knowledge/law.ts';
import { EXPLAINED } from './cases.ts';
import { QUALITY_RULE_IDS, QUALITY_RULES, type QualityRuleId } from './catalogue.ts';
import type { Finding } from './evaluate.ts';
import type { CaseKind, Mend } from './rule.ts';
import type { QualityItem, QualityRuleEntry, QualitySummaryItem } from './schema.ts';

/** What is shown of a finding: all of it follows from the rule and from what the finding is about. */
export type Shown = Omit<Finding, 'part'>;

/** A finding as it is shown, with where to put it right. */
export function describeFinding(finding: Shown): QualityItem {
  const { id, rule, severity, case: of, about, since, endedOn } = finding;
  const { label, say } = QUALITY_RULES[rule];
  return {
    id,
    rule,
    severity,
    text: about && say ? say(about) : label,
    case: { kind: of.kind, id: of.id, caseNumber: of.caseNumber, open: of.open },
    about,
    unit: of.unit,
    handlerId: of.handlerId,
    since,
    endedOn,
    law: lawOf(finding),
    mend: mendOf(finding),
  };
}

/** The law as it read on the day from which it holds; null where it rests on none. */
function lawOf({ rule, case: of, since }: Shown): string | null {
  const { law } = QUALITY_RULES[rule];
  if (law === null) return null;
  return citationOn(typeof law === 'function' ? law(of.kind) : law, since) || null;
}

function mendOf({ rule, case: of, about, childId }: Shown): { text: Text; href: string } {
  const { mend, mendableWhenClosed } = QUALITY_RULES[rule];
  const { text, at }: Mend = of.open || mendableWhenClosed ? mend : EXPLAINED[of.kind];
  const href = at
    .replace('{kind}', RESOURCES[of.kind])
    .replace('{case}', of.id)
    .replace('{about}', about?.id ?? '')
    .replace('{child}', childId);
  return { text, href };
}

const RESOURCES: Readonly<Record<CaseKind, string>> = {
  intake: 'intakes',
  investigation: 'investigations',
  intervention: 'interventions',
};

/** A rule as the catalogue shows it. */
export function describeRule(id: QualityRuleId, today: Parameters<typeof citationOn>[1]): QualityRuleEntry {
  const { severity, kinds, label, explanation, law, tellsOfChild } = QUALITY_RULES[id];
  const places = law === null ? [] : typeof law === 'function' ? kinds.map(law) : [law];
  return {
    id,
    severity,
    caseKinds: [...kinds],
    label,
    explanation,
    law: places.map((place) => citationOn(place, today)).join('; ') || null,
    tellsOfChild: tellsOfChild ?? false,
  };
}

/** How many findings of a rule hold in a unit. */
export interface UnitCount {
  readonly rule: QualityRuleId;
  readonly unit: string;
  readonly count: number;
}

/** How many children the findings of a rule are about, in a unit, or in all that are asked for together (null). */
export interface ChildCount {
  readonly rule: QualityRuleId;
  readonly unit: string | null;
  readonly children: number;
}

/** What is withheld from who does not see the cases: what is about some children, but fewer than `below`. */
export interface Guard {
  readonly below: number;
  readonly children: readonly ChildCount[];
}

/**
 * The counts of every rule. Most rules tell how the file was kept, and of no child: they are counted exactly, also one,
 * since a fault that is hidden because it is rare is never put right. Those that tell of what has happened to a child
 * are withheld by the guard: a sum that is about few children, however many the findings, and the units of a rule where
 * any of them is about as few, so that none can be got by subtraction. Who sees the cases has no guard.
 */
export function summarise(
  counts: readonly UnitCount[],
  units: readonly string[],
  { unit, guard }: { readonly unit: string | null; readonly guard: Guard | null },
): QualitySummaryItem[] {
  return QUALITY_RULE_IDS.map((rule) => {
    const { severity, label, tellsOfChild } = QUALITY_RULES[rule];
    const own = new Map(counts.filter((one) => one.rule === rule).map((one) => [one.unit, one.count]));
    const perUnit = units.map((code) => ({ unit: code, count: own.get(code) ?? 0 }));
    const few = guard !== null && tellsOfChild === true ? fewIn(guard, rule) : new Set<string | null>();
    const unitsHidden = units.some((code) => few.has(code));
    const asked = unit === null ? perUnit : perUnit.filter((one) => one.unit === unit);
    const hidden = few.has(unit) || (unit !== null && unitsHidden);
    return {
      rule,
      severity,
      label,
      count: hidden ? null : asked.reduce((all, { count }) => all + count, 0),
      units: unitsHidden ? null : asked.filter(({ count }) => count > 0),
    };
  });
}

/** The units, and null for all together, where a rule finds something of few children. */
const fewIn = ({ children, ...limit }: Guard, rule: QualityRuleId): ReadonlySet<string | null> =>
  new Set(children.filter((one) => one.rule === rule && isFew(one.children, limit)).map((one) => one.unit));

/** The units of a board that figures may be given of. */
export const unitsWithin = (reach: FiguresReach, units: readonly { readonly code: string }[]): string[] =>
  units.map(({ code }) => code).filter((code) => reach === 'board' || reach.includes(code));
