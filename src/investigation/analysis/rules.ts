import type { Day } from '../../kernel/day.ts';
import type { Refusal, Violation } from '../../kernel/outcome.ts';
import type { Text } from '../../kernel/text.ts';
import { areaListOn } from '../../knowledge/areas.ts';
import type { CitationId } from '../../knowledge/citations.ts';
import { citationOn } from '../../knowledge/law.ts';
import { codesNotInForce } from '../../knowledge/validity.ts';
import type { Analysis, AnalysisInput } from './schema.ts';

/**
 * Codes that cannot be used: an area of the triangle must be one of the day the investigation was opened, an attitude
 * one of today.
 */
export function impossibleCodes({ assessment }: AnalysisInput, openedOn: Day, today: Day): Violation[] {
  return [
    ...codesNotInForce(
      openedOn,
      (assessment?.needs ?? []).map(
        (area, at) => [`assessment.needs.${at}`, areaListOn(openedOn), area] as const,
      ),
    ),
    ...codesNotInForce(today, [
      ['assessment.childAttitude', 'attitude', assessment?.childAttitude],
      ['assessment.guardianAttitude', 'attitude', assessment?.guardianAttitude],
    ]),
  ];
}

interface Part {
  readonly isMissing: (saved: Analysis) => boolean;
  readonly rule: string;
  readonly law: CitationId;
  readonly text: Text;
  readonly remedy: Text;
}

const PARTS: readonly Part[] = [
  {
    isMissing: ({ analysis }) => analysis.together === null,
    rule: 'analysis.together-missing',
    law: 'dokumentation',
    text: {
      sv: 'Analysen väger inte samman risk och skydd från triangelns tre sidor.',
      en: 'The analysis does not take risk and protection of the three sides of the triangle together.',
    },
    remedy: {
      sv: 'Skriv analysis.together med PUT …/analysis.',
      en: 'Write analysis.together with PUT …/analysis.',
    },
  },
  {
    isMissing: ({ analysis }) => analysis.meaningForChild === null,
    rule: 'analysis.meaning-for-child-missing',
    law: 'dokumentation',
    text: {
      sv: 'Analysen säger inte vad det som kommit fram betyder för barnet.',
      en: 'The analysis does not say what the findings mean for the child.',
    },
    remedy: {
      sv: 'Skriv analysis.meaningForChild med PUT …/analysis.',
      en: 'Write analysis.meaningForChild with PUT …/analysis.',
    },
  },
  {
    isMissing: ({ assessment }) => assessment.bestInterests === null,
    rule: 'assessment.best-interests-missing',
    law: 'barnets-basta',
    text: {
      sv: 'Bedömningen säger inte vad som är bäst för barnet.',
      en: 'The assessment does not say what is best for the child.',
    },
    remedy: {
      sv: 'Skriv assessment.bestInterests med PUT …/analysis.',
      en: 'Write assessment.bestInterests with PUT …/analysis.',
    },
  },
  {
    isMissing: ({ assessment }) => assessment.proposal === null,
    rule: 'assessment.proposal-missing',
    law: 'dokumentation',
    text: { sv: 'Bedömningen saknar förslag till beslut.', en: 'The assessment has no proposed decision.' },
    remedy: {
      sv: 'Skriv assessment.proposal med PUT …/analysis.',
      en: 'Write assessment.proposal with PUT …/analysis.',
    },
  },
];

/**
 * What closing still needs here. An investigation is documented so that the facts and the reasons that a decision
 * rests on can be followed (SoL 14 kap. 3 §): its analysis takes risk and protection together and says what they mean
 * for the child, and its assessment, apart from that, says what is best for the child (SoL 3 kap. 1 §), which decides
 * in every measure concerning children, and what is proposed. The sides of the triangle, needs and attitudes are
 * asked for by practice and not by law, so their absence hinders nothing.
 */
export function analysisMissing(saved: Analysis, on: Day): Refusal[] {
  return PARTS.filter((part) => part.isMissing(saved)).map(({ rule, law, text, remedy }) => ({
    rule,
    law: citationOn(law, on),
    text,
    remedy,
  }));
}
