import type { Day } from '../../kernel/day.ts';
import type { Refusal, Violation } from '../../kernel/outcome.ts';
import type { Text } from '../../kernel/text.ts';
import { areaListOn } from '../../knowledge/areas.ts';
import type { CitationId } from '../../knowledge/citations.ts';
import { CODEBOOKS, type CodeOf } from '../../knowledge/codebooks.ts';
import { citationOn } from '../../knowledge/law.ts';
import { codesNotInForce } from '../../knowledge/validity.ts';
import { type Analysis, type AnalysisInput, type AnalysisSignature, NOTHING_YET } from './schema.ts';

type Part = CodeOf<'analysisPart'>;
type Texts = Pick<Analysis, 'analysis' | 'assessment'>;

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

/** The name that each part has in a version. */
const FIELD = { analys: 'analysis', bedomning: 'assessment' } as const satisfies Record<Part, keyof Texts>;

/** Whether a part says the same in two versions. */
function isSame(part: Part, one: Texts, other: Texts): boolean {
  const field = FIELD[part];
  const a: Readonly<Record<string, unknown>> = one[field];
  const b: Readonly<Record<string, unknown>> = other[field];
  return Object.keys(NOTHING_YET[field]).every((name) => JSON.stringify(a[name]) === JSON.stringify(b[name]));
}

/** A signature with the version that it stands under. */
export type KeptSignature = AnalysisSignature & Texts;

/**
 * What is signed of a version: of each part the latest signature up to it, and whether the part still says what was
 * signed then. A save that leaves a part as it was leaves it signed; one that changes it does not, and one that puts
 * the words back does. Signatures come in the order signed.
 */
export function signingOf(
  saved: Texts & Pick<Analysis, 'version'>,
  signatures: readonly KeptSignature[],
): Analysis['signing'] {
  const of = (part: Part) => {
    const kept = signatures.findLast((one) => one.part === part && one.version <= saved.version);
    if (kept === undefined) return { signed: false, signature: null };
    const { version, signedBy, signedAt, role } = kept;
    return { signed: isSame(part, kept, saved), signature: { version, signedBy, signedAt, role } };
  };
  return { analysis: of('analys'), assessment: of('bedomning') };
}

/** One signature stands for a part as it reads: the same person signs it once more only when it says something else. */
export function signedAlready(
  saved: Texts,
  part: Part,
  signerId: string,
  signatures: readonly KeptSignature[],
  on: Day,
): Refusal[] {
  const isTheSame = (one: KeptSignature) =>
    one.part === part && one.signedBy === signerId && isSame(part, one, saved);
  if (!signatures.some(isTheSame)) return [];
  return [
    {
      rule: 'analysis.signed-already',
      law: citationOn('dokumentation', on),
      text: {
        sv: 'Du har redan signerat delen så som den lyder.',
        en: 'You have signed the part as it reads already.',
      },
      remedy: {
        sv: 'Gör inget mer: signaturen står kvar så länge delen lyder så.',
        en: 'Do nothing more: the signature stands for as long as the part reads so.',
      },
    },
  ];
}

interface Demand {
  readonly isMissing: (saved: Texts) => boolean;
  readonly rule: string;
  readonly law: CitationId;
  readonly text: Text;
  readonly remedy: Text;
}

/** What each part must say. */
const DEMANDS: Readonly<Record<Part, readonly Demand[]>> = {
  analys: [
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
  ],
  bedomning: [
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
  ],
};

const demandsOn = (saved: Texts, part: Part, on: Day): Refusal[] =>
  DEMANDS[part]
    .filter((demand) => demand.isMissing(saved))
    .map(({ rule, law, text, remedy }) => ({ rule, law: citationOn(law, on), text, remedy }));

/**
 * Who signs stands for what is written: nobody can stand for an empty part, or for one that lacks what the decision is
 * to rest on (SoL 14 kap. 3 §). That the part can be saved at any time is another matter.
 */
export function unsignable(saved: Texts, part: Part, on: Day): Refusal[] {
  return [...(isSame(part, saved, NOTHING_YET) ? [empty(on)] : []), ...demandsOn(saved, part, on)];
}

const empty = (on: Day): Refusal => ({
  rule: 'analysis.empty',
  law: citationOn('dokumentation', on),
  text: {
    sv: 'Det finns inget att signera: delen är tom.',
    en: 'There is nothing to sign: the part is empty.',
  },
  remedy: { sv: 'Skriv den med PUT …/analysis.', en: 'Write it with PUT …/analysis.' },
});

const UNSIGNED: Readonly<Record<Part, Pick<Refusal, 'rule' | 'text'>>> = {
  analys: {
    rule: 'analysis.unsigned',
    text: {
      sv: 'Analysen är inte signerad så som den nu lyder.',
      en: 'The analysis is not signed as it now reads.',
    },
  },
  bedomning: {
    rule: 'assessment.unsigned',
    text: {
      sv: 'Bedömningen är inte signerad så som den nu lyder.',
      en: 'The assessment is not signed as it now reads.',
    },
  },
};

const unsigned = (part: Part, on: Day): Refusal => ({
  ...UNSIGNED[part],
  law: citationOn('dokumentation', on),
  remedy: {
    sv: `Signera den med POST …/analysis/signatures och part ${part}.`,
    en: `Sign it with POST …/analysis/signatures and part ${part}.`,
  },
});

/**
 * What closing still needs here. An investigation is documented so that the facts and the reasons that a decision
 * rests on can be followed (SoL 14 kap. 3 §): its analysis takes risk and protection together and says what they mean
 * for the child, and its assessment, apart from that, says what is best for the child (SoL 3 kap. 1 §), which decides
 * in every measure concerning children, and what is proposed. Each is signed, once it says so. The sides of the
 * triangle, needs and attitudes are asked for by practice and not by law, so their absence hinders nothing.
 */
export function analysisMissing(saved: Texts & Pick<Analysis, 'signing'>, on: Day): Refusal[] {
  return CODEBOOKS.analysisPart.codes.flatMap(({ code: part }) => {
    const missing = demandsOn(saved, part, on);
    if (missing.length > 0) return missing;
    return saved.signing[FIELD[part]].signed ? [] : [unsigned(part, on)];
  });
}
