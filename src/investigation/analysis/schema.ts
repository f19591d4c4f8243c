import { z } from 'zod';
import { RoleField } from '../../access/caller.ts';
import { FreeText, HandlerId, InstantOut, saying, Version } from '../../kernel/fields.ts';
import { areaSchema } from '../../knowledge/areas.ts';
import { codeSchema } from '../../knowledge/codebooks.ts';

/**
 * What an investigation shows (analys) and, apart from it, what the board holds about it (bedömning). This slice owns
 * every version of the two, from the first thought on the first day to the one that the decision rests on. It never
 * mixes them, and never grades a need: there is no official scale of severity.
 */

const text = () => FreeText.nullable();

/** Analys: risk and protection per side of the triangle and together, and what they mean for the child. */
export const AnalysisPart = z.strictObject({
  childDevelopment: text().describe('Barnets utveckling: risk and protection on this side of the triangle'),
  parentalCapacity: text().describe('Föräldrarnas förmåga: risk and protection on this side of the triangle'),
  familyAndEnvironment: text().describe('Familj och miljö: risk and protection on this side of the triangle'),
  together: text().describe('Sammanvägning: risk and protection of the three sides taken together'),
  meaningForChild: text().describe('Vad det betyder för barnet, nu och framöver'),
});
export type AnalysisPart = z.infer<typeof AnalysisPart>;

/** Bedömning: what the board holds and proposes. */
export const AssessmentPart = z.strictObject({
  needs: z
    .array(areaSchema())
    .max(20)
    .refine(
      (areas) => new Set(areas).size === areas.length,
      saying('Samma delområde står två gånger.', 'The same needs area stands twice.'),
    )
    .describe('Delområden där barnet har behov'),
  needsText: text().describe('Barnets behov'),
  bestInterests: text().describe('Barnets bästa: what is best for the child, and how it was found'),
  childAttitude: codeSchema('attitude').nullable().describe('Barnets inställning'),
  childView: text().describe('Barnets åsikter, in its own words where possible'),
  guardianAttitude: codeSchema('attitude').nullable().describe('Vårdnadshavarnas inställning'),
  guardianView: text().describe('Vårdnadshavarnas syn'),
  proposal: text().describe('Förslag till beslut'),
});
export type AssessmentPart = z.infer<typeof AssessmentPart>;

/** What is there before the first thought is saved. */
export const NOTHING_YET: { readonly analysis: AnalysisPart; readonly assessment: AssessmentPart } = {
  analysis: {
    childDevelopment: null,
    parentalCapacity: null,
    familyAndEnvironment: null,
    together: null,
    meaningForChild: null,
  },
  assessment: {
    needs: [],
    needsText: null,
    bestInterests: null,
    childAttitude: null,
    childView: null,
    guardianAttitude: null,
    guardianView: null,
    proposal: null,
  },
};

const exampleAnalysis = {
  childDevelopment: 'Alva trivs i skolan och har vänner där. Hon sover dåligt och är ofta trött.',
  parentalCapacity: 'Mamman ser Alvas behov men orkar inte alltid möta dem.',
  familyAndEnvironment: 'Mormor bor nära och ställer upp varje vecka.',
  together: 'Bristerna i omsorgen återkommer, men skolan och mormor skyddar.',
  meaningForChild: null,
};
const exampleAssessment = {
  ...NOTHING_YET.assessment,
  needs: ['grundlaggande-omsorg' as const],
  needsText: 'Alva behöver fasta rutiner kring sömn och mat.',
  childAttitude: 'positiv' as const,
  childView: 'Alva vill att någon hjälper mamma på kvällarna.',
};

/**
 * Analysis and assessment as far as they have come. Each replaces what was saved of it before, and a field left out is
 * then empty; whichever of the two is left out stays as it was.
 */
export const AnalysisInput = z
  .strictObject({ analysis: AnalysisPart.partial(), assessment: AssessmentPart.partial() })
  .partial()
  .meta({
    id: 'AnalysisInput',
    examples: [
      {
        analysis: exampleAnalysis,
        assessment: { needs: ['grundlaggande-omsorg'], childAttitude: 'positiv' },
      },
    ],
  });
export type AnalysisInput = z.infer<typeof AnalysisInput>;

/** Which of the two to sign, as it stands in the version that the caller has read. */
export const AnalysisSignatureInput = z
  .strictObject({ part: codeSchema('analysisPart') })
  .meta({ id: 'AnalysisSignatureInput', examples: [{ part: 'analys' }] });
export type AnalysisSignatureInput = z.infer<typeof AnalysisSignatureInput>;

const exampleSignature = {
  version: 1,
  signedBy: 'karin.ek',
  signedAt: '2026-12-09T15:05:00.000Z',
  role: 'social-worker',
} as const;

const Signature = z.object({
  version: Version.describe('The version that was signed'),
  signedBy: HandlerId,
  signedAt: InstantOut,
  role: RoleField.describe('Roll: in which the signer acted'),
});

/** Signatur: who stands for one of the two parts as it stood in a version. */
export const AnalysisSignature = Signature.extend({ part: codeSchema('analysisPart') }).meta({
  id: 'AnalysisSignature',
  examples: [{ ...exampleSignature, part: 'analys' }],
});
export type AnalysisSignature = z.infer<typeof AnalysisSignature>;

const Signing = z.object({
  signed: z.boolean().describe('Signerad: the part stands now as it was signed'),
  signature: Signature.nullable().describe('The latest signature, also where the part was changed after it'),
});

/** Analysis and assessment as they now are. Version 0, with all fields empty, before anything is saved. */
export const Analysis = z
  .object({
    analysis: AnalysisPart,
    assessment: AssessmentPart,
    signing: z
      .object({ analysis: Signing, assessment: Signing })
      .describe('Signering av var del. Not a part of the text: signing makes no new version'),
    savedAt: InstantOut.nullable(),
    savedBy: HandlerId.nullable(),
    version: Version,
  })
  .meta({
    id: 'Analysis',
    examples: [
      {
        analysis: exampleAnalysis,
        assessment: exampleAssessment,
        signing: {
          analysis: { signed: true, signature: exampleSignature },
          assessment: { signed: false, signature: null },
        },
        savedAt: '2026-12-10T13:20:00.000Z',
        savedBy: 'karin.ek',
        version: 2,
      },
    ],
  });
export type Analysis = z.infer<typeof Analysis>;

/** Every version of analysis and assessment, the latest first, each signed as it was then or later. */
export const AnalysisVersions = z
  .object({ items: z.array(Analysis) })
  .meta({ id: 'AnalysisVersions', examples: [{ items: Analysis.meta()!.examples as Analysis[] }] });
