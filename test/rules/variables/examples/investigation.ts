import { NOT_APPLICABLE, UNKNOWN, valued } from '../../../../src/variables/value.ts';
import { extensionRecord, intakeRecord, investigationRecord } from '../../../support/records.ts';
import { anInvestigation, closedInvestigation, type Examples } from './given.ts';

// Opened on 9 March 2026; the four months end on Thursday 9 July.
const extendedTo = (newEndDay: string, decidedOn = '2026-07-01') => extensionRecord({ decidedOn, newEndDay });
const opening = (mainCause: 'skolsituation' | null) => [intakeRecord({ mainCause })];
const again = (openedOn: string) => [investigationRecord({ id: 'another-investigation', openedOn })];
const declined = { outcome: 'ingen-insats-avbojd' } as const;
const assigned = (...handlers: readonly string[]) => ({
  handlerId: handlers.at(-1)!,
  assignments: handlers.map((handlerId, at) => ({ handlerId, from: `2026-03-${10 + at}T10:00:00.000Z` })),
});

export const INVESTIGATION_EXAMPLES: Examples = {
  'investigation.cause': [
    [
      'of the intake that opened it',
      anInvestigation({}, { intakes: opening('skolsituation') }),
      valued('skolsituation'),
    ],
    ['not recorded', anInvestigation({}, { intakes: opening(null) }), UNKNOWN],
  ],
  'investigation.causeGroup': [
    ['of the cause', anInvestigation({}, { intakes: opening('skolsituation') }), valued('barn')],
    ['not recorded', anInvestigation({}, { intakes: opening(null) }), UNKNOWN],
  ],
  'investigation.outcome': [
    ['closed', closedInvestigation('2026-06-01', { outcome: 'insats-sol' }), valued('insats-sol')],
    ['open', anInvestigation(), NOT_APPLICABLE],
  ],
  'investigation.declinedBy': [
    ['declined', closedInvestigation('2026-06-01', { ...declined, declinedBy: 'bada' }), valued('bada')],
    ['declined, by whom is not recorded', closedInvestigation('2026-06-01', declined), UNKNOWN],
    ['not declined', closedInvestigation('2026-06-01'), NOT_APPLICABLE],
    ['open', anInvestigation(), NOT_APPLICABLE],
  ],
  'investigation.handlers': [
    ['one all the way', anInvestigation(), valued(1)],
    ['two, the first one twice', anInvestigation(assigned('karin.ek', 'omar.lind', 'karin.ek')), valued(2)],
  ],
  'investigation.siblingsInvestigated': [
    ['none', anInvestigation(), valued(false)],
    [
      'one that is open',
      anInvestigation({}, { siblings: [{ openedOn: '2026-05-01', closedOn: null }] }),
      valued(true),
    ],
    [
      'one that was closed on the day this one was opened',
      anInvestigation({}, { siblings: [{ openedOn: '2025-12-01', closedOn: '2026-03-09' }] }),
      valued(true),
    ],
    [
      'one that was closed the day before',
      anInvestigation({}, { siblings: [{ openedOn: '2025-12-01', closedOn: '2026-03-08' }] }),
      valued(false),
    ],
    [
      'one that was opened after this one was closed',
      closedInvestigation('2026-06-01', {}, { siblings: [{ openedOn: '2026-06-02', closedOn: null }] }),
      valued(false),
    ],
  ],
  'investigation.openedOn': [['the day', anInvestigation(), valued('2026-03-09')]],
  'investigation.closedOn': [
    ['the day', closedInvestigation('2026-06-01'), valued('2026-06-01')],
    ['open', anInvestigation(), NOT_APPLICABLE],
  ],
  'investigation.durationDays': [
    ['over the change to summer time', closedInvestigation('2026-04-09'), valued(31)],
    ['open', anInvestigation(), NOT_APPLICABLE],
  ],
  'investigation.withinFourMonths': [
    ['on the last day', closedInvestigation('2026-07-09'), valued(true)],
    ['a day late', closedInvestigation('2026-07-10'), valued(false)],
    [
      'an extension does not count',
      closedInvestigation('2026-07-10', { extensions: [extendedTo('2026-08-31')] }),
      valued(false),
    ],
    [
      'nor does a weekend: the last day is Saturday 11 July',
      closedInvestigation('2026-07-13', { openedOn: '2026-03-11' }),
      valued(false),
    ],
    ['open on the last day', anInvestigation({}, { asOf: '2026-07-09' }), UNKNOWN],
    ['open the day after', anInvestigation({}, { asOf: '2026-07-10' }), valued(false)],
  ],
  'investigation.withinLawfulTime': [
    ['on the last day', closedInvestigation('2026-07-09'), valued(true)],
    ['a day late', closedInvestigation('2026-07-10'), valued(false)],
    [
      'on the Monday after a Saturday',
      closedInvestigation('2026-07-13', { openedOn: '2026-03-11' }),
      valued(true),
    ],
    ['on the Tuesday after', closedInvestigation('2026-07-14', { openedOn: '2026-03-11' }), valued(false)],
    [
      'within an extension',
      closedInvestigation('2026-08-31', { extensions: [extendedTo('2026-08-31')] }),
      valued(true),
    ],
    [
      'an extension that was decided too late',
      closedInvestigation('2026-08-31', { extensions: [extendedTo('2026-08-31', '2026-07-10')] }),
      valued(false),
    ],
    [
      'two extensions, told in the wrong order',
      closedInvestigation('2026-09-30', {
        extensions: [extendedTo('2026-09-30', '2026-08-20'), extendedTo('2026-08-31')],
      }),
      valued(true),
    ],
    ['open within the time', anInvestigation({}, { asOf: '2026-07-09' }), UNKNOWN],
    ['open past it', anInvestigation({}, { asOf: '2026-07-10' }), valued(false)],
  ],
  'investigation.extended': [
    ['not extended', anInvestigation(), valued(false)],
    ['extended', anInvestigation({ extensions: [extendedTo('2026-08-31')] }), valued(true)],
  ],
  'investigation.extensionDays': [
    ['to 31 August', anInvestigation({ extensions: [extendedTo('2026-08-31')] }), valued(53)],
    [
      'the end day decided last',
      anInvestigation({ extensions: [extendedTo('2026-07-20'), extendedTo('2026-07-31', '2026-07-15')] }),
      valued(22),
    ],
    ['not extended', anInvestigation(), NOT_APPLICABLE],
  ],
  'investigation.returnedWithin12Months': [
    [
      'on the last day',
      closedInvestigation('2026-06-01', {}, { investigations: again('2027-06-01') }),
      valued(true),
    ],
    [
      'the day after',
      closedInvestigation('2026-06-01', {}, { investigations: again('2027-06-02'), asOf: '2027-07-01' }),
      valued(false),
    ],
    [
      'none, twelve months have passed',
      closedInvestigation('2026-06-01', {}, { asOf: '2027-06-02' }),
      valued(false),
    ],
    ['none so far', closedInvestigation('2026-06-01', {}, { asOf: '2027-06-01' }), UNKNOWN],
    [
      'an earlier one is none',
      closedInvestigation('2026-06-01', {}, { investigations: again('2025-02-01') }),
      UNKNOWN,
    ],
    ['open', anInvestigation(), UNKNOWN],
  ],
};
