import { impossibleDay } from '../../intake/rules.ts';
import type { Day } from '../../kernel/day.ts';
import type { Refusal, Violation } from '../../kernel/outcome.ts';
import type { Text } from '../../kernel/text.ts';
import type { CodeOf } from '../../knowledge/codebooks.ts';
import { citationOn } from '../../knowledge/law.ts';
import { codesNotInForce } from '../../knowledge/validity.ts';
import type { Conversation } from './schema.ts';

/** What the form of a conversation says of the child: there and alone, there, or nothing. */
const CHILD_IN = {
  'enskilt-barnsamtal': 'alone',
  'samtal-med-barn-och-foralder': 'there',
  'samtal-med-vardnadshavare': 'open',
  hembesok: 'open',
  natverksmote: 'open',
  samverkansmote: 'open',
  telefonsamtal: 'open',
  observation: 'open',
} as const satisfies Record<CodeOf<'conversationForm'>, 'alone' | 'there' | 'open'>;

/** The child's part in a conversation of a form, where nothing else was told. */
export function childPartIn(form: Conversation['form']): Pick<Conversation, 'childTookPart' | 'childAlone'> {
  return { childTookPart: CHILD_IN[form] !== 'open', childAlone: CHILD_IN[form] === 'alone' };
}

/** What the rules need of a conversation. */
export type ConversationFacts = Pick<
  Conversation,
  'heldOn' | 'form' | 'childTookPart' | 'childAlone' | 'withoutConsent' | 'childView'
>;

/**
 * What cannot be true of a conversation. It was held while the investigation ran, in a form then in force. A child
 * who was alone or told its view took part; an enskilt barnsamtal is one that the child took part in alone. In an
 * investigation of protection or support, a child may be heard without the guardian's consent and without the
 * guardian being present (SoL 20 kap. 7 §): that is said of a talk with the child, and of no other.
 */
export function impossibleConversation(
  told: ConversationFacts,
  { openedOn, today }: { openedOn: Day; today: Day },
): Violation[] {
  const part = CHILD_IN[told.form];
  const unless = (holds: boolean, field: keyof ConversationFacts, text: Text): Violation[] =>
    holds ? [] : [{ field, text }];
  const law = citationOn('samtal-utan-samtycke', told.heldOn);
  const cited = law && ` (${law})`;
  return [
    ...impossibleDay('heldOn', told.heldOn, openedOn, today),
    ...codesNotInForce(told.heldOn, [['form', 'conversationForm', told.form]]),
    ...unless(told.childTookPart || part === 'open', 'childTookPart', {
      sv: 'I ett samtal av den här formen deltar barnet. Ange annars en annan form.',
      en: 'In a conversation of this form the child takes part. Otherwise give another form.',
    }),
    ...unless(told.childAlone || part !== 'alone', 'childAlone', {
      sv: 'I ett enskilt barnsamtal är barnet ensamt med handläggaren. Ange annars en annan form.',
      en: 'In an enskilt barnsamtal the child is alone with the handler. Otherwise give another form.',
    }),
    ...unless(told.childTookPart || !told.childAlone, 'childAlone', {
      sv: 'Ett barn som inte deltog kan inte ha samtalat enskilt.',
      en: 'A child who did not take part cannot have been alone.',
    }),
    ...unless(told.childTookPart || told.childView === null, 'childView', {
      sv: 'Barnets egen syn kommer från ett samtal som barnet deltog i.',
      en: 'The child’s own view comes from a conversation that the child took part in.',
    }),
    ...unless(told.childTookPart || !told.withoutConsent, 'withoutConsent', {
      sv: `Gäller samtal som barnet deltog i${cited}.`,
      en: `Concerns conversations that the child took part in${cited}.`,
    }),
  ];
}

/**
 * A child has the right to be heard (barnets rätt att framföra sina åsikter, SoL 3 kap. 2 §): closing needs a
 * conversation that the child took part in, or the recorded reason why there was none.
 */
export function childNotHeard(
  conversations: readonly Pick<Conversation, 'childTookPart'>[],
  notHeardReason: CodeOf<'notHeardReason'> | null,
  on: Day,
): Refusal[] {
  if (notHeardReason !== null || conversations.some((held) => held.childTookPart)) return [];
  return [
    {
      rule: 'conversation.child-not-heard',
      law: citationOn('barnets-asikter', on),
      text: {
        sv: 'Inget samtal med barnet finns, och inget skäl till det.',
        en: 'There is no conversation with the child, and no reason for that.',
      },
      remedy: {
        sv: 'Registrera samtalet med POST …/conversations, eller ange notHeardReason med PATCH på utredningen.',
        en: 'Record the talk with POST …/conversations, or give notHeardReason with PATCH on the investigation.',
      },
    },
  ];
}
