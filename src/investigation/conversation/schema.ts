import { z } from 'zod';
import { DayField, FreeText, HandlerId, Id, InstantOut, Line, Version } from '../../kernel/fields.ts';
import { codeSchema } from '../../knowledge/codebooks.ts';

/**
 * A conversation (samtal) in an investigation: when it was held, in what form, who took part and what was said.
 * The conversation slice owns the talks and the child's own view in them. It never assesses: what a talk means for
 * the child belongs to the areas and the analysis.
 */

const told = {
  heldOn: DayField.describe('Samtalsdag; from the day the investigation was opened, not in the future'),
  form: codeSchema('conversationForm').describe('Samtalsform'),
  childTookPart: z
    .boolean()
    .optional()
    .describe('Barnet deltog; when left out as the form says, otherwise false'),
  childAlone: z
    .boolean()
    .optional()
    .describe('Barnet samtalade enskilt; when left out as the form says, otherwise false'),
  otherParticipants: z.array(Line).max(30).optional().describe('Övriga deltagare'),
  withoutConsent: z
    .boolean()
    .optional()
    .describe(
      'Utan vårdnadshavarens samtycke eller närvaro (SoL (2025:400) 20 kap. 7 §); false when left out',
    ),
  interpreter: Line.nullable().optional().describe('Tolk: the language; null = none'),
  content: FreeText.nullable().optional().describe('Vad samtalet handlade om'),
  childView: FreeText.nullable().optional().describe('Barnets egen syn, as the child put it'),
};

/** A conversation as told: the day and the form are enough, the rest can come later. */
export const ConversationInput = z.strictObject(told).meta({
  id: 'ConversationInput',
  examples: [
    {
      heldOn: '2026-12-08',
      form: 'enskilt-barnsamtal',
      withoutConsent: true,
      interpreter: 'arabiska',
      content: 'Samtal i skolan om hur det är hemma.',
      childView: 'Vill bo kvar hemma men att det ska vara lugnt på kvällarna.',
    },
    { heldOn: '2026-12-10', form: 'hembesok', childTookPart: true, otherParticipants: ['Mamman', 'Mormor'] },
  ],
});
export type ConversationInput = z.infer<typeof ConversationInput>;

/** Corrections of a conversation; a field that is left out stays as it is. */
export const ConversationPatch = z
  .strictObject(told)
  .partial()
  .meta({
    id: 'ConversationPatch',
    examples: [{ childView: 'Vill bo kvar hemma men att det ska vara lugnt på kvällarna.' }],
  });
export type ConversationPatch = z.infer<typeof ConversationPatch>;

export const Conversation = z
  .object({
    id: Id,
    investigationId: Id,
    heldOn: DayField,
    form: codeSchema('conversationForm'),
    childTookPart: z.boolean().describe('Barnet deltog'),
    childAlone: z.boolean().describe('Barnet samtalade enskilt'),
    otherParticipants: z.array(z.string()).describe('Övriga deltagare'),
    withoutConsent: z.boolean().describe('Utan vårdnadshavarens samtycke eller närvaro'),
    interpreter: z.string().nullable().describe('Tolk: the language'),
    content: z.string().nullable().describe('Vad samtalet handlade om'),
    childView: z.string().nullable().describe('Barnets egen syn'),
    recordedAt: InstantOut,
    recordedBy: HandlerId,
    version: Version,
  })
  .meta({
    id: 'Conversation',
    examples: [
      {
        id: '0193a5c0-7b1e-7c3a-9f00-2b6d1c0e4a61',
        investigationId: '0193a5c0-7b1e-7c3a-9f00-2b6d1c0e4a51',
        heldOn: '2026-12-08',
        form: 'enskilt-barnsamtal',
        childTookPart: true,
        childAlone: true,
        otherParticipants: [],
        withoutConsent: true,
        interpreter: 'arabiska',
        content: 'Samtal i skolan om hur det är hemma.',
        childView: 'Vill bo kvar hemma men att det ska vara lugnt på kvällarna.',
        recordedAt: '2026-12-08T13:40:00.000Z',
        recordedBy: 'karin.ek',
        version: 1,
      },
    ],
  });
export type Conversation = z.infer<typeof Conversation>;

/** The conversations of an investigation, in the order they were held. */
export const Conversations = z
  .object({ items: z.array(Conversation) })
  .meta({ id: 'Conversations', examples: [{ items: Conversation.meta()!.examples as Conversation[] }] });
