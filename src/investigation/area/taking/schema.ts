import { z } from 'zod';
import { areaSchema } from '../../../knowledge/areas.ts';
import { AreaStatement, RecordedStatement } from '../schema.ts';

/**
 * The way of a consultation's answer into the areas: the handler chooses which of its statements to take, and where.
 * This folder owns the choice; what comes of it are statements like any other. It never changes the answer, and takes
 * nothing by itself.
 */

const Part = z.int().min(1).max(100).describe('The number of a statement in the answer');

/** Which statements of an answer are taken, by their numbers. */
export const TakingInput = z
  .strictObject({
    parts: z
      .array(
        z.union([
          Part,
          z.strictObject({
            part: Part,
            area: areaSchema()
              .optional()
              .describe('Delområde, where the statement has none or another fits better'),
          }),
        ]),
      )
      .min(1)
      .max(100),
  })
  .meta({ id: 'TakingInput', examples: [{ parts: [1, { part: 3, area: 'sociala-relationer' }] }] });
export type TakingInput = z.infer<typeof TakingInput>;

const fromAnswer = {
  conversationId: null,
  consultationId: '0193a5c0-7b1e-7c3a-9f00-2b6d1c0e4a81',
  answerPart: 1,
} as const;
const example = (AreaStatement.meta()!.examples as AreaStatement[])[0]!;

/** The statements of the areas that were just taken from an answer, with what there is to heed. */
export const TakenStatements = z.object({ items: z.array(RecordedStatement) }).meta({
  id: 'TakenStatements',
  examples: [{ items: [{ ...example, ...fromAnswer, source: 'forskola-skola', warnings: [] }] }],
});
export type TakenStatements = z.infer<typeof TakenStatements>;

/** Everything in the areas that comes from an answer. */
export const StatementsOfAnswer = z
  .object({
    items: z.array(AreaStatement).describe('By their number in the answer; also those that were taken back'),
  })
  .meta({
    id: 'StatementsOfAnswer',
    examples: [{ items: [{ ...example, ...fromAnswer, source: 'forskola-skola' }] }],
  });
