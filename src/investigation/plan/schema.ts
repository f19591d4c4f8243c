import { z } from 'zod';
import { FreeText, HandlerId, InstantOut, Version } from '../../kernel/fields.ts';
import { areaSchema } from '../../knowledge/areas.ts';
import { codeSchema } from '../../knowledge/codebooks.ts';

/**
 * The plan of an investigation (utredningsplan): its purpose, its questions, which areas of the triangle are
 * investigated and which are left out and why, whom to talk to and to consult. This slice owns every version of it.
 * It never changes a version that was saved, and never says what the investigation found.
 */

const AreaChoice = {
  area: areaSchema(),
  decision: codeSchema('areaDecision').describe('Utreds eller utreds inte'),
};

const Things = z.array(FreeText).max(50);

/** A plan as far as it has come: a part can always be saved. Replaces what the version before said. */
export const PlanInput = z
  .strictObject({
    purpose: FreeText.nullable().optional().describe('Syfte med utredningen'),
    questions: Things.optional().describe('Frågeställningar: narrow, from what the report said'),
    areas: z
      .array(
        z.strictObject({
          ...AreaChoice,
          reason: FreeText.nullable()
            .optional()
            .describe('Skäl; needed at closing for an area that is left out'),
        }),
      )
      .max(50)
      .optional()
      .describe('Delområden, each at most once'),
    plannedConversations: Things.optional().describe('Planerade samtal'),
    plannedConsultations: Things.optional().describe('Planerade konsultationer'),
    partiesComments: FreeText.nullable().optional().describe('Parternas synpunkter på planen'),
  })
  .meta({
    id: 'PlanInput',
    examples: [
      {
        purpose: 'Ta reda på om barnet får den omsorg det behöver, och vad familjen behöver för stöd.',
        questions: ['Får barnet mat och sömn varje dag?', 'Vad har märkena på armarna kommit av?'],
        areas: [
          { area: 'grundlaggande-omsorg', decision: 'utreds' },
          {
            area: 'boende-arbete-och-ekonomi',
            decision: 'utreds-inte',
            reason: 'Inget i anmälan rör familjens ekonomi.',
          },
        ],
        plannedConversations: ['Enskilt samtal med barnet', 'Samtal med mamman'],
        plannedConsultations: ['Skolan', 'Barnhälsovården'],
        partiesComments: 'Mamman vill att pappan också hörs.',
      },
    ],
  });
export type PlanInput = z.infer<typeof PlanInput>;

const exampleVersion = {
  version: 2,
  purpose: 'Ta reda på om barnet får den omsorg det behöver, och vad familjen behöver för stöd.',
  questions: ['Får barnet mat och sömn varje dag?', 'Vad har märkena på armarna kommit av?'],
  areas: [
    { area: 'grundlaggande-omsorg', decision: 'utreds', reason: null },
    {
      area: 'boende-arbete-och-ekonomi',
      decision: 'utreds-inte',
      reason: 'Inget i anmälan rör familjens ekonomi.',
    },
  ],
  plannedConversations: ['Enskilt samtal med barnet', 'Samtal med mamman'],
  plannedConsultations: ['Skolan', 'Barnhälsovården'],
  partiesComments: 'Mamman vill att pappan också hörs.',
  savedAt: '2026-12-01T13:20:00.000Z',
  savedBy: 'karin.ek',
} as const;

/** One version of the plan. Version 0 is the plan that nobody has saved yet: empty, without day and hand. */
export const PlanVersion = z
  .object({
    version: Version,
    purpose: z.string().nullable(),
    questions: z.array(z.string()),
    areas: z.array(z.object({ ...AreaChoice, reason: z.string().nullable() })),
    plannedConversations: z.array(z.string()),
    plannedConsultations: z.array(z.string()),
    partiesComments: z.string().nullable(),
    savedAt: InstantOut.nullable(),
    savedBy: HandlerId.nullable(),
  })
  .meta({ id: 'PlanVersion', examples: [exampleVersion] });
export type PlanVersion = z.infer<typeof PlanVersion>;

/** The current version of the plan, and whether it needs a new look. */
export const Plan = PlanVersion.extend({
  reviewNeeded: z
    .boolean()
    .describe('En anmälan har påförts sedan planen sparades: look at it anew, and save it, changed or not'),
}).meta({ id: 'Plan', examples: [{ ...exampleVersion, reviewNeeded: false }] });
export type Plan = z.infer<typeof Plan>;

/** Every version of a plan, the latest first. */
export const PlanVersions = z.object({ items: z.array(PlanVersion) }).meta({
  id: 'PlanVersions',
  examples: [{ items: [exampleVersion] }],
});
export type PlanVersions = z.infer<typeof PlanVersions>;
