import { isFew } from '../access/boards.ts';
import type { Day } from '../kernel/day.ts';
import { QUALITY_RULE_IDS, QUALITY_RULES, QUALITY_VERSION, type QualityRuleId } from './catalogue.ts';
import { endedBy, type Finding, holdsOn } from './evaluate.ts';
import type { Severity } from './rule.ts';
import type { ManifestQuality } from './schema.ts';

/** What the rules found in a population: by rule, in the order of their codes, those that found nothing too. */
export interface QualityTally {
  readonly version: string;
  readonly items: readonly {
    readonly rule: QualityRuleId;
    readonly severity: Severity;
    /** That hold on the day. */
    readonly findings: number;
    /** In how many of the cases. */
    readonly cases: number;
    /** That had held and were ended by the day, by something that came later. */
    readonly ended: number;
    /** How many children the first two are about, and how many the last; missing where nobody counted them yet. */
    readonly children?: number;
    readonly childrenEnded?: number;
  }[];
}

const NOTHING = () => ({ findings: 0, cases: 0, ended: 0, children: 0, childrenEnded: 0 });

/** Counts the findings of cases, one child's after the other, as of a day. */
export function tallyOn(day: Day) {
  const counts = new Map(QUALITY_RULE_IDS.map((rule) => [rule, NOTHING()]));
  return {
    /** What was found in a child's record, in these of its cases; once for each child. */
    count(findings: readonly Finding[], caseIds: readonly string[]): void {
      const seen = new Set<string>();
      for (const finding of findings) {
        if (!caseIds.includes(finding.case.id)) continue;
        const of = counts.get(finding.rule)!;
        const first = (key: string) => !seen.has(key) && seen.add(key) !== undefined;
        if (endedBy(finding, day)) {
          of.ended += 1;
          if (first(`${finding.rule} ended`)) of.childrenEnded += 1;
        }
        if (!holdsOn(finding, day)) continue;
        of.findings += 1;
        if (first(`${finding.rule} ${finding.case.id}`)) of.cases += 1;
        if (first(`${finding.rule} held`)) of.children += 1;
      }
    },
    result: (): QualityTally => ({
      version: QUALITY_VERSION,
      items: QUALITY_RULE_IDS.map((rule) => ({
        rule,
        severity: QUALITY_RULES[rule].severity,
        ...counts.get(rule)!,
      })),
    }),
  };
}

/**
 * What is told of a tally: of a rule that tells of what has happened to a child nothing that fewer children than the
 * limit stand behind. Where the children were not counted they may be few, however many the cases.
 */
export const toldOf = ({ version, items }: QualityTally, below: number): ManifestQuality => ({
  version,
  items: items.map(({ rule, severity, findings, cases, ended, children, childrenEnded }) => {
    const told = (count: number, of = Math.min(count, 1)) =>
      QUALITY_RULES[rule].tellsOfChild === true && isFew(of, { below }) ? null : count;
    return {
      rule,
      severity,
      findings: told(findings, children),
      cases: told(cases, children),
      ended: told(ended, childrenEnded),
    };
  }),
});
