import type { Day } from '../kernel/day.ts';
import { QUALITY_RULE_IDS, QUALITY_RULES, QUALITY_VERSION, type QualityRuleId } from './catalogue.ts';
import { endedBy, type Finding, holdsOn } from './evaluate.ts';
import type { Severity } from './rule.ts';

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
  }[];
}

/** Counts the findings of cases, one child's after the other, as of a day. */
export function tallyOn(day: Day) {
  const counts = new Map(QUALITY_RULE_IDS.map((rule) => [rule, { findings: 0, cases: 0, ended: 0 }]));
  return {
    /** What was found in a child's record, in these of its cases. */
    count(findings: readonly Finding[], caseIds: readonly string[]): void {
      const seen = new Set<string>();
      for (const finding of findings) {
        if (!caseIds.includes(finding.case.id)) continue;
        const of = counts.get(finding.rule)!;
        if (endedBy(finding, day)) of.ended += 1;
        if (!holdsOn(finding, day)) continue;
        of.findings += 1;
        const key = `${finding.rule} ${finding.case.id}`;
        if (!seen.has(key)) of.cases += 1;
        seen.add(key);
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
