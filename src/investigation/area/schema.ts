import { z } from 'zod';
import { FreeText, HandlerId, Id, InstantOut, saying, Version } from '../../kernel/fields.ts';
import { codeSchema } from '../../knowledge/codebooks.ts';

/**
 * What is known of each of the twelve areas of the triangle (delområden): what was told about it and by whom, and the
 * risk and protective factors seen in it. This slice owns statements and factors; the plan says which areas to take up.
 * It never assesses: what the facts mean together is the analysis.
 */

/** What someone has told about the area (uppgift), or what the handler has seen. */
export const AreaStatementInput = z
  .strictObject({
    text: FreeText.describe('Uppgiften'),
    source: codeSchema('informationSource'),
    conversationId: Id.optional().describe('The conversation it comes from (samtal)'),
    consultationId: Id.optional().describe('The consultation it comes from (konsultation)'),
    familyWide: z
      .boolean()
      .optional()
      .describe(
        'Familjegemensam: offer it to the investigations of the siblings; never what is the child’s own',
      ),
  })
  .refine(({ conversationId, consultationId }) => !(conversationId && consultationId), {
    ...saying(
      'En uppgift kommer ur ett samtal eller en konsultation, inte ur båda.',
      'A statement comes from a conversation or a consultation, not from both.',
    ),
    path: ['consultationId'],
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
const retraction = {
  retractedAt: InstantOut.nullable().describe('Återtagen: it no longer counts'),
  retractedBy: HandlerId.nullable(),
  retractionReason: z.string().nullable().describe('Varför den togs tillbaka'),
};

export const AreaStatement = z
  .object({
    id: Id,
    investigationId: Id,
    area: codeSchema('needsArea'),
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
    area: codeSchema('needsArea'),
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

/** Something that was kept all the same, and that the handler may want to look at. */
export const Warning = z
  .object({ code: z.enum(['area.left-out']), message: z.string().describe('In Swedish') })
  .meta({
    id: 'Warning',
    examples: [{ code: 'area.left-out', message: 'Delområdet utreds inte enligt planen.' }],
  });
export type Warning = z.infer<typeof Warning>;

const warnings = z.array(Warning).describe('Not hindrances: what was sent is kept');

/** A new statement, with what there is to heed. */
export const RecordedStatement = AreaStatement.extend({ warnings }).meta({
  id: 'RecordedStatement',
  examples: [{ ...exampleStatement, warnings: [] }],
});
export type RecordedStatement = z.infer<typeof RecordedStatement>;

/** A new factor, with what there is to heed. */
export const RecordedFactor = AreaFactor.extend({ warnings }).meta({
  id: 'RecordedFactor',
  examples: [{ ...exampleFactor, warnings: [] }],
});
export type RecordedFactor = z.infer<typeof RecordedFactor>;

const choice = {
  decision: codeSchema('areaDecision').nullable().describe('Null where the plan says nothing of the area'),
  reason: z.string().nullable().describe('Skäl, where the plan gives one'),
};

/** One area with everything that is known of it. */
export const Area = z
  .object({
    area: codeSchema('needsArea'),
    side: codeSchema('triangleSide'),
    ...choice,
    statements: z.array(AreaStatement).describe('Uppgifter, in the order recorded'),
    factors: z.array(AreaFactor).describe('Risk- och skyddsfaktorer, in the order recorded'),
  })
  .meta({
    id: 'Area',
    examples: [
      {
        area: 'grundlaggande-omsorg',
        side: 'foraldrarnas-formaga',
        decision: 'utreds',
        reason: null,
        statements: [exampleStatement],
        factors: [exampleFactor],
      },
    ],
  });
export type Area = z.infer<typeof Area>;

const Count = z.int().min(0);

/** The twelve areas at a glance (triangeln), side by side, with their official names. */
export const Triangle = z
  .object({
    planVersion: Version.describe('The version of the plan whose decisions are shown; 0 where there is none'),
    sides: z.array(
      z.object({
        side: codeSchema('triangleSide'),
        name: z.string().describe('Official name, never translated or altered'),
        areas: z.array(
          z.object({
            area: codeSchema('needsArea'),
            name: z.string().describe('Official name, never translated or altered'),
            decision: choice.decision,
            statements: Count.describe('Antal uppgifter'),
            riskFactors: Count.describe('Antal riskfaktorer'),
            protectiveFactors: Count.describe('Antal skyddsfaktorer'),
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
              },
            ],
          },
        ],
      },
    ],
  });
export type Triangle = z.infer<typeof Triangle>;
