import type { InvestigationRecord } from '../../record/record.ts';
import { NOT_APPLICABLE, recorded, valued } from '../value.ts';
import { inUnits } from '../variable.ts';

/** How the child took part (barnets delaktighet) and where the family was met. */
export const PARTICIPATION_VARIABLES = inUnits(['investigation'], {
  'investigation.childConversations': {
    label: { sv: 'Utredningssamtal där barnet deltagit', en: 'Conversations in which the child took part' },
    derivation: { sv: 'Antalet samtal där barnet deltog.', en: 'How many the child took part in.' },
    type: 'integer',
    packs: ['bbic', 'nuso-1'],
    provenance: 'verified',
    derive: ({ investigation }) => valued(withChild(investigation).length),
  },
  'investigation.childSeenAlone': {
    label: { sv: 'Enskilt samtal med barnet', en: 'Conversation with the child alone' },
    derivation: {
      sv: 'Minst ett samtal hölls med barnet ensamt.',
      en: 'At least one was held with the child alone.',
    },
    type: 'boolean',
    packs: ['bbic', 'nuso-1', 'egenkontroll'],
    provenance: 'provisional',
    derive: ({ investigation }) => valued(investigation.conversations.some(({ childAlone }) => childAlone)),
  },
  'investigation.childViewRecorded': {
    label: { sv: 'Barnets inställning dokumenterad', en: 'The child’s view recorded' },
    derivation: {
      sv: 'Barnets inställning är antecknad i analysen eller i ett samtal. Att barnet inte tillfrågats räknas inte.',
      en: 'The view of the child is recorded in the analysis or in a conversation. That the child was not asked does not count.',
    },
    type: 'boolean',
    packs: ['bbic', 'egenkontroll'],
    provenance: 'provisional',
    derive: ({ investigation }) => valued(isViewRecorded(investigation)),
  },
  'investigation.childNotHeardReason': {
    label: { sv: 'Skäl till att barnet inte hörts', en: 'Reason why the child was not heard' },
    derivation: {
      sv: 'Det antecknade skälet. Ej tillämpligt där ett samtal med barnet har hållits.',
      en: 'The reason recorded. Not applicable where a conversation with the child took place.',
    },
    population: {
      sv: 'Utredningar utan samtal där barnet deltagit.',
      en: 'Investigations without a conversation that the child took part in.',
    },
    type: 'code',
    codebook: 'notHeardReason',
    packs: ['bbic'],
    provenance: 'provisional',
    derive: ({ investigation }) =>
      withChild(investigation).length > 0 ? NOT_APPLICABLE : recorded(investigation.notHeardReason),
  },
  'investigation.homeVisit': {
    label: { sv: 'Hembesök gjort', en: 'Home visit made' },
    derivation: { sv: 'Ett samtal hölls som hembesök.', en: 'A conversation was held as a home visit.' },
    type: 'boolean',
    packs: ['bbic'],
    provenance: 'provisional',
    derive: ({ investigation }) =>
      valued(investigation.conversations.some(({ form }) => form === 'hembesok')),
  },
});

const withChild = ({ conversations }: InvestigationRecord) =>
  conversations.filter(({ childTookPart, childAlone }) => childTookPart || childAlone);

function isViewRecorded({ analysis, conversations }: InvestigationRecord): boolean {
  const attitude = analysis?.childAttitude ?? null;
  return (
    (analysis?.childViewRecorded ?? false) ||
    (attitude !== null && attitude !== 'ej-tillfragad') ||
    conversations.some(({ childViewRecorded }) => childViewRecorded)
  );
}
