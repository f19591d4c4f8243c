import type { InvestigationRecord } from '../../../../src/record/record.ts';
import { NOT_APPLICABLE, UNKNOWN, valued } from '../../../../src/variables/value.ts';
import { childRecord, consultationRecord, type Told } from '../../../support/records.ts';
import { anInvestigation, closedInvestigation, type Examples } from './given.ts';

type Part<K extends keyof InvestigationRecord> = NonNullable<Told<InvestigationRecord>[K]>;

const plan = (savedAt: string, ...areas: Part<'plans'>[number]['areas']) => ({
  savedAt,
  reports: 1,
  areas,
});
const chosen = (area: 'halsa' | 'utbildning') => ({ area, decision: 'utreds' as const });
const leftOut = { area: 'familjebakgrund', decision: 'utreds-inte' } as const;
const plans = [
  plan('2026-03-12T09:00:00.000Z', chosen('utbildning')),
  plan('2026-04-01T09:00:00.000Z', chosen('utbildning'), leftOut, chosen('halsa')),
];

const talk = (told: Partial<Part<'conversations'>[number]> = {}) => ({
  heldOn: '2026-03-20',
  form: 'samtal-med-vardnadshavare' as const,
  childTookPart: false,
  childAlone: false,
  childViewRecorded: false,
  ...told,
});
const withParent = talk({ form: 'samtal-med-barn-och-foralder', childTookPart: true });
const alone = talk({ form: 'enskilt-barnsamtal', childTookPart: true, childAlone: true });

const analysis = (told: Partial<Part<'analysis'>> = {}) => ({
  analysis: {
    analysed: true,
    assessed: true,
    needs: [],
    childAttitude: null,
    guardianAttitude: null,
    childViewRecorded: false,
    ...told,
  },
});

const answered = (sentOn: string, answeredOn: string) => ({
  status: 'besvarad' as const,
  sentOn,
  answeredOn,
});
const declined = { status: 'avbojd', closedOn: '2026-04-01' } as const;
const dental = { counterpart: 'tandvard' } as const;
const asked = (...told: readonly Parameters<typeof consultationRecord>[0][]) => ({
  consultations: told.map((one) => consultationRecord(one)),
});
const waived = { waivers: [{ step: 'skola', reason: 'barnet-saknar-kontakt' }] } as const;

const used = (instrument: 'cors' | 'freda-kortfragor') => ({
  instrument,
  recordedAt: '2026-04-01T09:00:00.000Z',
});

const factor = (
  kind: 'risk' | 'skydd',
  area: 'halsa' | 'sakerhet',
  code: 'npf' | 'god-halsa' | 'heder' | null,
) => ({
  kind,
  area,
  code,
  recordedAt: '2026-03-16T08:00:00.000Z',
});
const factors = [
  factor('risk', 'sakerhet', 'heder'),
  factor('risk', 'halsa', 'npf'),
  factor('risk', 'halsa', 'npf'),
  factor('risk', 'halsa', null),
  factor('skydd', 'halsa', 'god-halsa'),
];

const sentTo = (partyId: string) => ({
  id: `to-${partyId}`,
  partyId,
  sentOn: '2026-05-01',
  commentBy: '2026-05-15',
  commentReceivedOn: null,
  exception: false,
});
const exception = {
  id: 'excepted',
  partyId: null,
  sentOn: null,
  commentBy: null,
  commentReceivedOn: null,
  exception: true,
};
const fifteen = { child: { birthDate: '2011-06-01' } };
const guardian = 'a-guardian';
const child = childRecord({}).child.id;

/** Plan, participation, consultation, factors, assessment. */
export const CONTENT_EXAMPLES: Examples = {
  'investigation.areas': [
    ['of the latest plan', anInvestigation({ plans }), valued(['halsa', 'utbildning'])],
    ['no plan', anInvestigation(), UNKNOWN],
  ],
  'investigation.areaCount': [
    ['of the latest plan', anInvestigation({ plans }), valued(2)],
    ['no plan', anInvestigation(), UNKNOWN],
  ],
  'investigation.planDays': [
    ['to the first version', anInvestigation({ plans }), valued(3)],
    ['no plan', anInvestigation(), UNKNOWN],
  ],
  'investigation.planRevisions': [
    ['revised once', anInvestigation({ plans }), valued(1)],
    ['never revised', anInvestigation({ plans: plans.slice(0, 1) }), valued(0)],
    ['no plan', anInvestigation(), UNKNOWN],
  ],
  'investigation.childConversations': [
    ['two of three', anInvestigation({ conversations: [talk(), withParent, alone] }), valued(2)],
    ['none', anInvestigation(), valued(0)],
  ],
  'investigation.childSeenAlone': [
    ['alone', anInvestigation({ conversations: [withParent, alone] }), valued(true)],
    ['with a parent only', anInvestigation({ conversations: [withParent] }), valued(false)],
  ],
  'investigation.childViewRecorded': [
    ['in the assessment', anInvestigation(analysis({ childViewRecorded: true })), valued(true)],
    ['as an attitude', anInvestigation(analysis({ childAttitude: 'negativ' })), valued(true)],
    [
      'in a conversation',
      anInvestigation({ conversations: [talk({ childViewRecorded: true })] }),
      valued(true),
    ],
    ['the child was not asked', anInvestigation(analysis({ childAttitude: 'ej-tillfragad' })), valued(false)],
    ['nowhere', anInvestigation(), valued(false)],
  ],
  'investigation.childNotHeardReason': [
    ['recorded', anInvestigation({ notHeardReason: 'alder-mognad' }), valued('alder-mognad')],
    ['not recorded', anInvestigation({ conversations: [talk()] }), UNKNOWN],
    [
      'heard after all',
      anInvestigation({ notHeardReason: 'ej-natt', conversations: [withParent] }),
      NOT_APPLICABLE,
    ],
  ],
  'investigation.homeVisit': [
    ['made', anInvestigation({ conversations: [talk({ form: 'hembesok' })] }), valued(true)],
    ['not made', anInvestigation({ conversations: [talk()] }), valued(false)],
  ],
  'investigation.schoolConsultation': [
    ['answered', anInvestigation(asked(declined, answered('2026-03-16', '2026-03-27'))), valued('besvarad')],
    [
      'the preschool counts',
      anInvestigation(asked({ counterpart: 'forskola', ...declined })),
      valued('utan-svar'),
    ],
    [
      'asked without answer, though waived',
      anInvestigation({ ...waived, ...asked(declined) }),
      valued('utan-svar'),
    ],
    ['waived while one awaits its answer', anInvestigation({ ...waived, ...asked({}) }), valued('undantag')],
    ['awaiting the answer', anInvestigation(asked({})), valued('saknas')],
    ['a draft', anInvestigation(asked({ status: 'utkast', sentOn: null })), valued('saknas')],
    ['another step', anInvestigation(asked({ counterpart: 'bvc', ...declined })), valued('saknas')],
  ],
  'investigation.schoolConsultationDays': [
    [
      'from the first sent to the first answered',
      anInvestigation(asked(answered('2026-03-20', '2026-04-02'), { sentOn: '2026-03-16' })),
      valued(17),
    ],
    ['without answer', anInvestigation(asked(declined)), NOT_APPLICABLE],
  ],
  'investigation.healthConsultation': [
    [
      'pupil health counts for both steps',
      anInvestigation(asked({ counterpart: 'elevhalsa', ...answered('2026-03-16', '2026-03-27') })),
      valued('besvarad'),
    ],
    ['the school step was waived, not this one', anInvestigation(waived), valued('saknas')],
  ],
  'investigation.healthConsultationDays': [
    [
      'answered',
      anInvestigation(asked({ counterpart: 'bvc', ...answered('2026-03-16', '2026-03-27') })),
      valued(11),
    ],
    ['the school answered', anInvestigation(asked(answered('2026-03-16', '2026-03-27'))), NOT_APPLICABLE],
  ],
  'investigation.dentalConsultation': [
    [
      'answered',
      anInvestigation(asked({ ...dental, ...answered('2026-03-16', '2026-03-27') })),
      valued('besvarad'),
    ],
    ['declined', anInvestigation(asked({ ...dental, ...declined })), valued('utan-svar')],
    [
      'the health step was waived, which says nothing of dental care',
      anInvestigation({ waivers: [{ step: 'halsa', reason: 'underlag-finns' }] }),
      valued('saknas'),
    ],
  ],
  'investigation.otherProfessions': [
    ['none', anInvestigation(asked(declined)), valued(0)],
    [
      'each kind once',
      anInvestigation(
        asked(answered('2026-03-16', '2026-03-20'), answered('2026-04-16', '2026-04-20'), {
          counterpart: 'polis',
          ...answered('2026-03-16', '2026-03-20'),
        }),
      ),
      valued(2),
    ],
  ],
  'investigation.instruments': [
    [
      'each once, in the order of their list',
      anInvestigation({ instruments: [used('cors'), used('freda-kortfragor'), used('cors')] }),
      valued(['freda-kortfragor', 'cors']),
    ],
    ['none', anInvestigation(), valued([])],
  ],
  'investigation.riskFactors': [
    ['from the list', anInvestigation({ factors }), valued(['npf', 'heder'])],
    ['none', anInvestigation(), valued([])],
  ],
  'investigation.protectiveFactors': [['from the list', anInvestigation({ factors }), valued(['god-halsa'])]],
  'investigation.riskFactorCount': [
    ['two from the list and one in own words', anInvestigation({ factors }), valued(3)],
    ['none', anInvestigation(), valued(0)],
  ],
  'investigation.protectiveFactorCount': [['one', anInvestigation({ factors }), valued(1)]],
  'investigation.sidesWithRisk': [
    ['two sides', anInvestigation({ factors }), valued(['barnets-utveckling', 'foraldrarnas-formaga'])],
    ['protection alone', anInvestigation({ factors: factors.slice(4) }), valued([])],
  ],
  'investigation.assessedNeed': [
    ['stated', anInvestigation(analysis({ needs: ['sakerhet', 'halsa'] })), valued(['halsa', 'sakerhet'])],
    ['closed with no need', closedInvestigation('2026-06-01', analysis()), valued([])],
    ['begun, not assessed yet', anInvestigation(analysis()), UNKNOWN],
    ['not begun', anInvestigation(), UNKNOWN],
  ],
  'investigation.guardianAttitude': [
    ['recorded', anInvestigation(analysis({ guardianAttitude: 'delvis' })), valued('delvis')],
    ['not recorded', anInvestigation(analysis()), UNKNOWN],
  ],
  'investigation.childAttitude': [
    ['recorded', anInvestigation(analysis({ childAttitude: 'ej-tillfragad' })), valued('ej-tillfragad')],
    ['not recorded', anInvestigation(), UNKNOWN],
  ],
  'investigation.communicated': [
    [
      'to a guardian of a girl of twelve',
      anInvestigation({ communications: [sentTo(guardian)] }),
      valued(true),
    ],
    [
      'to the guardian, not to the child of fifteen',
      closedInvestigation('2026-06-01', { communications: [sentTo(guardian)] }, fifteen),
      valued(false),
    ],
    [
      'fifteen the day after closing',
      closedInvestigation('2026-05-31', { communications: [sentTo(guardian)] }, fifteen),
      valued(true),
    ],
    [
      'to both',
      closedInvestigation('2026-06-01', { communications: [sentTo(guardian), sentTo(child)] }, fifteen),
      valued(true),
    ],
    ['an exception', anInvestigation({ communications: [exception] }), valued(true)],
    ['not yet', anInvestigation(), valued(false)],
  ],
};
