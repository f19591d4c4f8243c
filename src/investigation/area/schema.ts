import { z } from 'zod';
import { FreeText, HandlerId, Id, InstantOut, saying, Version } from '../../kernel/fields.ts';
import { areaSchema, sideSchema } from '../../knowledge/areas.ts';
import { codeSchema } from '../../knowledge/codebooks.ts';
import { retraction } from '../retraction.ts';
import { Warnings } from '../schema.ts';

/**
 * What is known of each area of the triangle (delområde): what was told about it and by whom, the risk and protective
 * factors seen in it, and, apart from these facts, what they mean for the child and the need in the area. This slice
 * owns all of that; the plan says which areas to take up, and what the areas mean together is the analysis. It never
 * grades a need, and never deletes: what was recorded by mistake is taken back and stays to be read.
 */

/** What a statement can come from, each of its own investigation; `actions.ts` says how that is known. */
const origins = {
  conversationId: Id.optional().describe('The conversation it comes from (samtal)'),
  consultationId: Id.optional().describe('The consultation it comes from (konsultation)'),
  noteId: Id.optional().describe('The journal note it comes from (journalanteckning)'),
};
export type Origin = keyof typeof origins;
export const ORIGINS = Object.keys(origins) as Origin[];

/** What someone has told about the area (uppgift), or what the handler has seen. */
export const AreaStatementInput = z
  .strictObject({
    text: FreeText.describe('Uppgiften'),
    source: codeSchema('informationSource'),
    ...origins,
    familyWide: z
      .boolean()
      .optional()
      .describe(
        'Familjegemensam: offer it to the investigations of the siblings; never what is the child’s own',
      ),
  })
  .superRefine((input, context) => {
    const [, ...surplus] = ORIGINS.filter((origin) => input[origin] !== undefined);
    for (const origin of surplus) {
      context.addIssue({
        code: 'custom',
        path: [origin],
        ...saying(
          'En uppgift har högst ett ursprung, till exempel ett samtal eller en konsultation.',
          'A statement has one origin at most, e.g. a conversation or a consultation.',
        ),
      });
    }
  })
  .meta({
    id: 'AreaStatementInput',
    examples: [{ text: 'Barnet berättar att det ofta inte finns frukost hemma.', source: 'barnet' }],
  });
export type AreaStatementInput = z.infer<typeof AreaStatementInput>;

const exampleStatement = {
  id: '0193a5c0-7b1e-7c3a-9f00-2b6d1c0e4a61',
  investigationId: '0193a5c0-7b1e-7c3a-9f00-2b6d1c0e4a51',
  area: 'grundlaggande-omsorg',
  text: 'Barnet berättar att det ofta inte finns frukost hemma.',
  source: 'barnet',
  conversationId: null,
  consultationId: null,
  answerPart: null,
  noteId: null,
  familyWide: false,
  sharedFromId: null,
  statedAt: '2026-12-03T14:05:00.000Z',
  statedBy: 'karin.ek',
  retractedAt: null,
  retractedBy: null,
  retractionReason: null,
} as const;

/** What was recorded by mistake is taken back with its reason, and stays to be read. */
export const AreaStatement = z
  .object({
    id: Id,
    investigationId: Id,
    area: areaSchema(),
    text: z.string(),
    source: codeSchema('informationSource'),
    conversationId: Id.nullable(),
    consultationId: Id.nullable(),
    answerPart: z
      .int()
      .nullable()
      .describe('Which statement of the consultation’s answer it was taken from, counted from 1'),
    noteId: Id.nullable().describe('The journal note it comes from (journalanteckning)'),
    familyWide: z.boolean().describe('Familjegemensam: offered to the investigations of the siblings'),
    sharedFromId: Id.nullable().describe(
      'The family-wide statement in a sibling’s file that it was taken from',
    ),
    statedAt: InstantOut.describe('When it was put in the record'),
    statedBy: HandlerId.describe('The handler who put it there'),
    ...retraction,
  })
  .meta({ id: 'AreaStatement', examples: [exampleStatement] });
export type AreaStatement = z.infer<typeof AreaStatement>;

/** A risk or protective factor: a code of the list, or the handler's own words. */
export const AreaFactorInput = z
  .strictObject({
    kind: codeSchema('factorKind'),
    code: codeSchema('factor').optional().describe('Faktor ur listan; instead of ownWords'),
    ownWords: FreeText.optional().describe('Faktorn med egna ord; instead of code'),
    meaning: FreeText.optional().describe('Vad den betyder för det här barnet'),
  })
  .refine(({ code, ownWords }) => (code === undefined) !== (ownWords === undefined), {
    ...saying('Ange antingen code eller ownWords.', 'Give either code or ownWords.'),
    path: ['code'],
  })
  .meta({
    id: 'AreaFactorInput',
    examples: [
      { kind: 'skydd', ownWords: 'Mormor lagar mat varje dag.', meaning: 'Barnet är mätt när det somnar.' },
    ],
  });
export type AreaFactorInput = z.infer<typeof AreaFactorInput>;

const exampleFactor = {
  id: '0193a5c0-7b1e-7c3a-9f00-2b6d1c0e4a62',
  investigationId: '0193a5c0-7b1e-7c3a-9f00-2b6d1c0e4a51',
  area: 'grundlaggande-omsorg',
  kind: 'skydd',
  code: null,
  ownWords: 'Mormor lagar mat varje dag.',
  meaning: 'Barnet är mätt när det somnar.',
  recordedAt: '2026-12-03T14:10:00.000Z',
  recordedBy: 'karin.ek',
  retractedAt: null,
  retractedBy: null,
  retractionReason: null,
} as const;

export const AreaFactor = z
  .object({
    id: Id,
    investigationId: Id,
    area: areaSchema(),
    kind: codeSchema('factorKind'),
    code: codeSchema('factor').nullable(),
    ownWords: z.string().nullable(),
    meaning: z.string().nullable(),
    recordedAt: InstantOut,
    recordedBy: HandlerId,
    ...retraction,
  })
  .meta({ id: 'AreaFactor', examples: [exampleFactor] });
export type AreaFactor = z.infer<typeof AreaFactor>;

/** A new statement, with what there is to heed. */
export const RecordedStatement = AreaStatement.extend({ warnings: Warnings }).meta({
  id: 'RecordedStatement',
  examples: [{ ...exampleStatement, warnings: [] }],
});
export type RecordedStatement = z.infer<typeof RecordedStatement>;

/** A new factor, with what there is to heed. */
export const RecordedFactor = AreaFactor.extend({ warnings: Warnings }).meta({
  id: 'RecordedFactor',
  examples: [{ ...exampleFactor, warnings: [] }],
});
export type RecordedFactor = z.infer<typeof RecordedFactor>;

/** As far as it has come: a part can always be saved. Replaces what the version before said. */
export const AreaMeaningInput = z
  .strictObject({
    meaning: FreeText.nullable().optional().describe('Vad det betyder för barnet'),
    need: codeSchema('needAssessment').nullable().optional(),
    needText: FreeText.nullable().optional().describe('Bedömt behov, med egna ord'),
  })
  .meta({
    id: 'AreaMeaningInput',
    examples: [
      {
        meaning: 'Alva orkar inte med skoldagen när hon inte har ätit.',
        need: 'behov-finns',
        needText: 'Alva behöver frukost varje dag.',
      },
    ],
  });
export type AreaMeaningInput = z.infer<typeof AreaMeaningInput>;

const meaning = {
  meaning: z.string().nullable().describe('Vad det betyder för barnet'),
  need: codeSchema('needAssessment').nullable(),
  needText: z.string().nullable().describe('Bedömt behov, med egna ord'),
  savedAt: InstantOut.nullable().describe('When meaning and need were saved'),
  savedBy: HandlerId.nullable(),
  version: Version.describe('Of meaning and need; 0 where nothing is saved'),
};
const exampleMeaning = {
  meaning: 'Alva orkar inte med skoldagen när hon inte har ätit.',
  need: 'behov-finns',
  needText: 'Alva behöver frukost varje dag.',
  savedAt: '2026-12-04T10:30:00.000Z',
  savedBy: 'karin.ek',
  version: 1,
} as const;

/** What the facts of an area mean for the child (vad det betyder för barnet), and the need in it (bedömt behov). */
export const AreaMeaning = z
  .object({ area: areaSchema(), ...meaning })
  .meta({ id: 'AreaMeaning', examples: [{ area: 'grundlaggande-omsorg', ...exampleMeaning }] });
export type AreaMeaning = z.infer<typeof AreaMeaning>;

/** Meaning and need as saved, with what there is to heed. */
export const SavedMeaning = AreaMeaning.extend({ warnings: Warnings }).meta({
  id: 'SavedMeaning',
  examples: [{ area: 'grundlaggande-omsorg', ...exampleMeaning, warnings: [] }],
});
export type SavedMeaning = z.infer<typeof SavedMeaning>;

/** Every version of meaning and need that was saved, the latest first. */
export const AreaMeaningVersions = z.object({ items: z.array(AreaMeaning) }).meta({
  id: 'AreaMeaningVersions',
  examples: [{ items: [{ area: 'grundlaggande-omsorg', ...exampleMeaning }] }],
});

const choice = {
  decision: codeSchema('areaDecision').nullable().describe('Null where the plan says nothing of the area'),
  reason: z.string().nullable().describe('Skäl, where the plan gives one'),
};

/** One area with everything that is known of it. */
export const Area = z
  .object({
    area: areaSchema(),
    side: sideSchema(),
    ...choice,
    ...meaning,
    statements: z.array(AreaStatement).describe('Uppgifter, in the order recorded; those taken back too'),
    factors: z
      .array(AreaFactor)
      .describe('Risk- och skyddsfaktorer, in the order recorded; those taken back too'),
  })
  .meta({
    id: 'Area',
    examples: [
      {
        area: 'grundlaggande-omsorg',
        side: 'foraldrarnas-formaga',
        decision: 'utreds',
        reason: null,
        ...exampleMeaning,
        statements: [exampleStatement],
        factors: [exampleFactor],
      },
    ],
  });
export type Area = z.infer<typeof Area>;

const Count = z.int().min(0);

/** All areas at a glance (triangeln), side by side, with their official names. What was taken back is not counted. */
export const Triangle = z
  .object({
    planVersion: Version.describe('The version of the plan whose decisions are shown; 0 where there is none'),
    sides: z.array(
      z.object({
        side: sideSchema(),
        name: z.string().describe('Official name, never translated or altered'),
        areas: z.array(
          z.object({
            area: areaSchema(),
            name: z.string().describe('Official name, never translated or altered'),
            decision: choice.decision,
            statements: Count.describe('Antal uppgifter'),
            riskFactors: Count.describe('Antal riskfaktorer'),
            protectiveFactors: Count.describe('Antal skyddsfaktorer'),
            meaning: z.boolean().describe('Whether it is written what they mean for the child'),
            need: codeSchema('needAssessment').nullable(),
          }),
        ),
      }),
    ),
  })
  .meta({
    id: 'Triangle',
    examples: [
      {
        planVersion: 2,
        sides: [
          {
            side: 'foraldrarnas-formaga',
            name: 'Föräldrarnas förmåga',
            areas: [
              {
                area: 'grundlaggande-omsorg',
                name: 'Grundläggande omsorg',
                decision: 'utreds',
                statements: 3,
                riskFactors: 1,
                protectiveFactors: 1,
                meaning: true,
                need: 'behov-finns',
              },
            ],
          },
        ],
      },
    ],
  });
export type Triangle = z.infer<typeof Triangle>;
