import { z } from 'zod';
import { Id } from '../../kernel/fields.ts';
import { areaSchema } from '../../knowledge/areas.ts';
import { AreaStatement } from '../area/schema.ts';

/**
 * Shared family facts (familjegemensamma uppgifter): what is said once in one child's file is offered to the
 * investigations of its brothers and sisters. This slice owns the offer, and the use that a handler makes of it; what
 * comes of a use is a statement of the area. It never carries anything by itself, never what is the child's own, and
 * nothing of a child with protected identity.
 */

const example = (AreaStatement.meta()!.examples as AreaStatement[])[0]!;
const familyWide = {
  area: 'boende-arbete-och-ekonomi',
  text: 'Familjen ska flytta vid årsskiftet och har ännu ingen bostad.',
  source: 'vardnadshavare',
} as const;
const siblings = {
  id: '0193a5c0-7b1e-7c3a-9f00-2b6d1c0e4b61',
  investigationId: '0193a5c0-7b1e-7c3a-9f00-2b6d1c0e4b51',
};
const siblingId = '0193a5c0-7b1e-7c3a-9f00-2b6d1c0e4b11';

/** A statement in a sibling's file that can be used here. */
const OfferedStatement = AreaStatement.pick({
  id: true,
  investigationId: true,
  area: true,
  text: true,
  source: true,
  statedAt: true,
  statedBy: true,
}).extend({
  childId: Id.describe('The sibling in whose file it stands'),
  usedAs: Id.nullable().describe('The statement of this investigation that it was used as'),
});

/** A statement of this investigation that was taken from a sibling's file. */
const SharedStatement = AreaStatement.extend({
  originRetracted: z
    .boolean()
    .describe(
      'Ursprunget är återtaget: what it was taken from no longer counts, and it may have to go as well',
    ),
  originWithdrawn: z
    .boolean()
    .describe(
      'Ursprunget delas inte längre: it has turned out to come from a talk with the sibling alone, and should be taken back here',
    ),
});

/** Where a family-wide statement of this investigation is used. */
const UseElsewhere = z.object({
  statementId: Id.describe('The statement here'),
  investigationId: Id,
  childId: Id,
  usedAs: Id.describe('The statement there'),
});

export const FamilyStatements = z
  .object({
    offered: z
      .array(OfferedStatement)
      .describe('From the siblings’ investigations that the caller sees, running or closed'),
    used: z.array(SharedStatement).describe('What this investigation has from siblings’ files'),
    usedElsewhere: z
      .array(UseElsewhere)
      .describe('What siblings’ investigations that the caller sees have from this one'),
  })
  .meta({
    id: 'FamilyStatements',
    examples: [
      {
        offered: [
          {
            ...siblings,
            ...familyWide,
            statedAt: '2026-12-03T14:05:00.000Z',
            statedBy: 'karin.ek',
            childId: siblingId,
            usedAs: example.id,
          },
        ],
        used: [
          {
            ...example,
            ...familyWide,
            sharedFromId: siblings.id,
            originRetracted: false,
            originWithdrawn: false,
          },
        ],
        usedElsewhere: [],
      },
    ],
  });
export type FamilyStatements = z.infer<typeof FamilyStatements>;

/** The choice to use what is offered. */
export const UseInput = z
  .strictObject({
    statementId: Id.describe('A statement that is on offer'),
    area: areaSchema().optional().describe('Delområde; the same as in the sibling’s file when left out'),
  })
  .meta({ id: 'FamilyStatementUseInput', examples: [{ statementId: siblings.id }] });
export type UseInput = z.infer<typeof UseInput>;
