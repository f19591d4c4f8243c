import type { IntakeRecord } from '../../../../src/record/record.ts';
import { NOT_APPLICABLE, UNKNOWN, valued } from '../../../../src/variables/value.ts';
import { extensionRecord, intakeRecord, type Told } from '../../../support/records.ts';
import { anIntake, type Examples } from './given.ts';

const application = { type: 'ansokan', reporter: 'vardnadshavare' } as const;
const information = { type: 'information-pa-annat-satt' } as const;
const decided = (decidedOn: string, more: Told<IntakeRecord> = {}) => ({
  outcome: 'utredning-inleds-inte' as const,
  decidedOn,
  ...more,
});
const joined = { outcome: 'pafors-pagaende-utredning', decidedOn: '2026-03-30' } as const;
const extension = extensionRecord({
  ground: 'synnerliga-skal',
  decidedOn: '2026-03-13',
  newEndDay: '2026-03-30',
});
const assessed = (assessedAt: string, need: 'behov' | 'inget-behov' = 'inget-behov') => ({
  assessedAt,
  need,
});

const asked = { requested: true, requestedOn: null, givenOn: null, unsuitable: false };
/** Decided on 9 March, with what is told of the feedback. */
const toldOf = (feedback: Told<IntakeRecord['feedback']>, more: Told<IntakeRecord> = {}) =>
  decided('2026-03-09', { feedback: { ...asked, ...feedback }, ...more });

export const INTAKE_EXAMPLES: Examples = {
  'intake.receivedOn': [
    ['the day', anIntake(), valued('2026-03-02')],
    [
      'late in the evening in UTC',
      anIntake({ receivedAt: '2026-03-02T23:10:00.000Z' }),
      valued('2026-03-03'),
    ],
    ['summer time', anIntake({ receivedAt: '2026-06-30T22:10:00.000Z' }), valued('2026-07-01')],
  ],
  'intake.type': [['an application', anIntake(application), valued('ansokan')]],
  'intake.reporter': [['a school', anIntake(), valued('skola')]],
  'intake.mandatoryReporter': [
    ['a school has the duty', anIntake(), valued(true)],
    ['a neighbour has not', anIntake({ reporter: 'privatperson' }), valued(false)],
  ],
  'intake.mainCause': [
    ['recorded', anIntake(), valued('brist-i-omsorg')],
    ['not recorded', anIntake({ mainCause: null }), UNKNOWN],
  ],
  'intake.causes': [
    [
      'each once, in the order of the list',
      anIntake({ otherCauses: ['skolsituation', 'vald-mot-barnet', 'brist-i-omsorg'] }),
      valued(['vald-mot-barnet', 'brist-i-omsorg', 'skolsituation']),
    ],
    ['none recorded', anIntake({ mainCause: null }), UNKNOWN],
  ],
  'intake.causeGroup': [
    ['of the main cause', anIntake({ otherCauses: ['vald-mot-barnet'] }), valued('foralder')],
    ['no main cause', anIntake({ mainCause: null, otherCauses: ['vald-mot-barnet'] }), UNKNOWN],
  ],
  'intake.protectionAssessed': [
    ['made', anIntake({ protectionAssessments: [assessed('2026-03-02T10:00:00.000Z')] }), valued(true)],
    ['not made', anIntake(), valued(false)],
    ['an application', anIntake(application), NOT_APPLICABLE],
  ],
  'intake.protectionAssessmentDays': [
    ['the same day', anIntake({ protectionAssessments: [assessed('2026-03-02T10:00:00.000Z')] }), valued(0)],
    ['past midnight', anIntake({ protectionAssessments: [assessed('2026-03-02T23:30:00.000Z')] }), valued(1)],
    [
      'the first of two',
      anIntake({
        protectionAssessments: [assessed('2026-03-04T10:00:00.000Z'), assessed('2026-03-09T10:00:00.000Z')],
      }),
      valued(2),
    ],
    ['not made', anIntake(), UNKNOWN],
    ['none is needed', anIntake(information), NOT_APPLICABLE],
  ],
  'intake.protectionNeed': [
    [
      'the latest of two',
      anIntake({
        protectionAssessments: [
          assessed('2026-03-02T10:00:00.000Z'),
          assessed('2026-03-04T10:00:00.000Z', 'behov'),
        ],
      }),
      valued('behov'),
    ],
    ['not made', anIntake(), UNKNOWN],
    ['none is needed', anIntake(application), NOT_APPLICABLE],
  ],
  'intake.outcome': [
    ['decided', anIntake(decided('2026-03-09')), valued('utredning-inleds-inte')],
    ['undecided', anIntake(), UNKNOWN],
  ],
  'intake.preliminaryDays': [
    ['a week', anIntake(decided('2026-03-09')), valued(7)],
    ['information counts too', anIntake(decided('2026-03-03', information)), valued(1)],
    ['undecided', anIntake(), UNKNOWN],
    ['an application', anIntake(decided('2026-03-02', application)), NOT_APPLICABLE],
    ['joined a running investigation', anIntake(joined), NOT_APPLICABLE],
  ],
  'intake.preliminaryWithin14Days': [
    ['on the fourteenth day', anIntake(decided('2026-03-16')), valued(true)],
    ['on the fifteenth', anIntake(decided('2026-03-17')), valued(false)],
    [
      'an extension does not count',
      anIntake(decided('2026-03-17', { extensions: [extension] })),
      valued(false),
    ],
    [
      'nor does a weekend: the fourteenth day is a Saturday',
      anIntake(decided('2026-03-23', { receivedAt: '2026-03-07T09:00:00.000Z' })),
      valued(false),
    ],
    ['undecided on the fourteenth day', anIntake({}, { asOf: '2026-03-16' }), UNKNOWN],
    ['undecided on the fifteenth', anIntake({}, { asOf: '2026-03-17' }), valued(false)],
    ['an application', anIntake(application), NOT_APPLICABLE],
    ['information', anIntake(information), NOT_APPLICABLE],
    ['joined a running investigation', anIntake(joined), NOT_APPLICABLE],
  ],
  'intake.preliminaryExtended': [
    ['extended', anIntake({ extensions: [extension] }), valued(true)],
    ['not extended', anIntake(), valued(false)],
    ['an application', anIntake(application), NOT_APPLICABLE],
  ],
  'intake.childHeard': [
    ['heard', anIntake({ childHeard: true }), valued(true)],
    ['not heard', anIntake({ childHeard: false }), valued(false)],
    ['not recorded', anIntake(), UNKNOWN],
    ['an application', anIntake(application), NOT_APPLICABLE],
    ['joined a running investigation', anIntake(joined), NOT_APPLICABLE],
    [
      'not born',
      anIntake({}, { child: { birthDate: null, expectedBirthDate: '2026-05-01' } }),
      NOT_APPLICABLE,
    ],
  ],
  'intake.feedbackWithinWeek': [
    ['on the seventh day', anIntake(toldOf({ givenOn: '2026-03-16' })), valued(true)],
    ['on the eighth', anIntake(toldOf({ givenOn: '2026-03-17' })), valued(false)],
    ['not given, the week has passed', anIntake(toldOf({}), { asOf: '2026-03-17' }), valued(false)],
    ['not given, the week runs', anIntake(toldOf({}), { asOf: '2026-03-16' }), UNKNOWN],
    ['undecided', anIntake({ feedback: asked }), UNKNOWN],
    [
      'asked for within the week: still a week from the decision',
      anIntake(toldOf({ requestedOn: '2026-03-12', givenOn: '2026-03-18' })),
      valued(false),
    ],
    [
      'asked for when the week was over: at once',
      anIntake(toldOf({ requestedOn: '2026-03-20', givenOn: '2026-03-20' })),
      valued(true),
    ],
    [
      'asked for when the week was over, and given the day after',
      anIntake(toldOf({ requestedOn: '2026-03-20', givenOn: '2026-03-21' })),
      valued(false),
    ],
    [
      'joined a running investigation: at once',
      anIntake(toldOf({ givenOn: '2026-03-10' }, { outcome: 'pafors-pagaende-utredning' })),
      valued(false),
    ],
    [
      'the week ends on Good Friday: by the Tuesday after Easter',
      anIntake(decided('2026-03-27', { feedback: { ...asked, givenOn: '2026-04-07' } })),
      valued(true),
    ],
    [
      'asked for before the decision: a week from the decision',
      anIntake(toldOf({ requestedOn: '2026-03-05', givenOn: '2026-03-16' })),
      valued(true),
    ],
    ['not asked for', anIntake(toldOf({ requested: false })), NOT_APPLICABLE],
    ['unsuitable', anIntake(toldOf({ unsuitable: true })), NOT_APPLICABLE],
    ['a private person', anIntake(toldOf({}, { reporter: 'privatperson' })), NOT_APPLICABLE],
    [
      'decided on the last day without a limit',
      anIntake({
        receivedAt: '2026-01-07T09:00:00.000Z',
        ...decided('2026-01-14', { feedback: { ...asked, givenOn: '2026-01-20' } }),
      }),
      NOT_APPLICABLE,
    ],
    [
      'decided on the first day with one',
      anIntake({
        receivedAt: '2026-01-07T09:00:00.000Z',
        ...decided('2026-01-15', { feedback: { ...asked, givenOn: '2026-01-22' } }),
      }),
      valued(true),
    ],
  ],
  'intake.returnedWithin12Months': [
    ['on the last day', anIntake({}, { intakes: [another('2027-03-02T09:00:00.000Z')] }), valued(true)],
    [
      'the day after',
      anIntake({}, { intakes: [another('2027-03-03T09:00:00.000Z')], asOf: '2027-04-01' }),
      valued(false),
    ],
    ['none, twelve months have passed', anIntake({}, { asOf: '2027-03-03' }), valued(false)],
    ['none so far', anIntake({}, { asOf: '2027-03-02' }), UNKNOWN],
    [
      'an application is no anmälan',
      anIntake({}, { intakes: [another('2026-05-02T09:00:00.000Z', application)] }),
      UNKNOWN,
    ],
    ['one came before', anIntake({}, { intakes: [another('2026-01-02T09:00:00.000Z')] }), UNKNOWN],
  ],
};

function another(receivedAt: string, more: Told<IntakeRecord> = {}): IntakeRecord {
  return intakeRecord({ id: 'another-intake', ...more, receivedAt });
}
