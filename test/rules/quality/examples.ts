import type { QualityRuleId } from '../../../src/quality/catalogue.ts';
import type { ChildRecord, InterventionRecord, InvestigationRecord } from '../../../src/record/record.ts';
import { interventionRecord } from '../../support/intervention-records.ts';
import {
  childRecord,
  consultationRecord,
  extensionRecord,
  intakeRecord,
  investigationRecord,
  type Told,
} from '../../support/records.ts';

/** What each rule finds, with the days that it holds, and what it passes over. */
export interface Example {
  readonly when: string;
  readonly record: ChildRecord;
  /** `since`, or `since/endedOn`, of each finding in their order; none where it finds nothing. */
  readonly found: readonly string[];
}

const intake = (told: Parameters<typeof intakeRecord>[0] = {}) =>
  childRecord({ intakes: [intakeRecord(told)] });
const investigation = (told: Told<InvestigationRecord> = {}) =>
  childRecord({ investigations: [investigationRecord(told)] });
const insats = (told: Told<InterventionRecord> = {}) =>
  childRecord({ interventions: [interventionRecord(told)] });

/** An investigation that was carried through, and lacks nothing that the rules look for. */
const WHOLE = {
  closedOn: '2026-06-15',
  outcome: 'ingen-insats-inget-behov',
  appealable: false,
  notHeardReason: 'barnet-vill-inte',
  waivers: [
    { step: 'skola', reason: 'underlag-finns' },
    { step: 'halsa', reason: 'underlag-finns' },
  ],
  analysis: {
    ...{ analysed: true, assessed: true, needs: [], childAttitude: null },
    ...{ guardianAttitude: null, childViewRecorded: false },
  },
} as const satisfies Told<InvestigationRecord>;
const closed = (told: Told<InvestigationRecord>) => investigation({ ...WHOLE, ...told });
const plan = (decision: 'utreds' | 'utreds-inte', savedAt: string, reports: number | null = 1) => ({
  savedAt,
  reports,
  areas: [{ area: 'halsa', decision }] as const,
});
const assessed = (assessedAt: string) => ({
  protectionAssessments: [{ assessedAt, need: 'inget-behov' as const }],
});
const decided = (decidedOn: string) => ({ outcome: 'utredning-inleds-inte' as const, decidedOn });
const STATED = { area: 'halsa', source: 'barnet' } as const;
const FACTOR = { area: 'halsa', kind: 'risk', code: null, recordedAt: '2026-03-20T08:00:00.000Z' } as const;

const followUp = (heldOn: string) => ({
  heldOn,
  recordedAt: `${heldOn}T10:00:00.000Z`,
  goals: [],
  change: null,
  childViewRecorded: false,
  childNotAsked: null,
  nextFollowUpOn: null,
});
const goal = (measurable: boolean, told: { endedOn?: string; again?: boolean } = {}) => ({
  id: '00000000-0000-7000-8000-000000000700',
  endedOn: told.endedOn ?? null,
  endRecordedAt: told.endedOn === undefined ? null : `${told.endedOn}T10:00:00.000Z`,
  versions: [
    {
      area: 'halsa' as const,
      measurable,
      setOn: '2026-04-14',
      recordedAt: '2026-04-14T10:00:00.000Z',
    },
    ...(told.again === undefined
      ? []
      : [
          {
            area: 'halsa' as const,
            measurable: told.again,
            setOn: '2026-05-04',
            recordedAt: '2026-05-04T10:00:00.000Z',
          },
        ]),
  ],
});
const end = (endedOn: string, goalIds: readonly string[] = []) => ({
  endedOn,
  recordedAt: `${endedOn}T10:00:00.000Z`,
  reason: 'malet-uppnatt' as const,
  planned: true,
  initiative: 'namnden' as never,
  goals: goalIds.map((goalId) => ({ goalId, status: 'uppnatt' as const })),
  change: null,
});

const joined = (decidedOn: string) => [
  intakeRecord({ outcome: 'utredning-inleds', decidedOn: '2026-03-09', investigationId: 'the-case' }),
  intakeRecord({
    id: 'joined-report',
    outcome: 'pafors-pagaende-utredning',
    decidedOn,
    investigationId: 'the-case',
    receivedAt: '2026-04-01T08:30:00.000Z',
  }),
];
const joinedTo = (plans: InvestigationRecord['plans'] | readonly object[], decidedOn = '2026-04-02') =>
  childRecord({
    intakes: joined(decidedOn),
    investigations: [investigationRecord({ id: 'the-case', plans: plans as never })],
  });

const two = (closedOn: string, openedOn: string) =>
  childRecord({
    investigations: [
      investigationRecord({ ...WHOLE, closedOn }),
      investigationRecord({ id: 'the-new-one', openedOn }),
    ],
  });

export const EXAMPLES: Readonly<Record<QualityRuleId, readonly Example[]>> = {
  Q001: [
    // Four months from 9 March end on 9 July, a Thursday.
    { when: 'it runs on', record: investigation(), found: ['2026-07-10'] },
    { when: 'it is closed on the last day', record: closed({ closedOn: '2026-07-09' }), found: [] },
    {
      when: 'it is closed late',
      record: closed({ closedOn: '2026-07-20' }),
      found: ['2026-07-10/2026-07-20'],
    },
    {
      when: 'it is closed on the day after',
      record: closed({ closedOn: '2026-07-10' }),
      found: ['2026-07-10/2026-07-10'],
    },
    {
      when: 'it was extended in time',
      record: investigation({
        extensions: [extensionRecord({ decidedOn: '2026-07-09', newEndDay: '2026-09-09' })],
      }),
      found: ['2026-09-10'],
    },
    {
      when: 'it was extended too late, which does not count',
      record: investigation({
        extensions: [extensionRecord({ decidedOn: '2026-07-10', newEndDay: '2026-09-09' })],
      }),
      found: ['2026-07-10'],
    },
    {
      when: 'the end falls on a Saturday, and the Monday after is lawful',
      record: investigation({ openedOn: '2026-02-11' }),
      found: ['2026-06-12'],
    },
  ],
  Q002: [
    {
      when: 'the limit passed the day before',
      record: investigation({
        extensions: [extensionRecord({ decidedOn: '2026-07-10', newEndDay: '2026-09-09' })],
      }),
      found: ['2026-07-10'],
    },
    {
      when: 'it is decided on the last day',
      record: investigation({
        extensions: [extensionRecord({ decidedOn: '2026-07-09', newEndDay: '2026-09-09' })],
      }),
      found: [],
    },
    {
      when: 'a preliminary assessment is extended too late',
      record: intake({
        extensions: [
          extensionRecord({ ground: 'synnerliga-skal', decidedOn: '2026-03-17', newEndDay: '2026-03-30' }),
        ],
      }),
      found: ['2026-03-17'],
    },
  ],
  Q003: [
    { when: 'none was made', record: intake(), found: ['2026-03-04'] },
    { when: 'it was made on the next day', record: intake(assessed('2026-03-03T20:00:00.000Z')), found: [] },
    {
      when: 'it was made on the second day',
      record: intake(assessed('2026-03-04T10:00:00.000Z')),
      found: ['2026-03-04/2026-03-04'],
    },
    {
      when: 'it was made later',
      record: intake(assessed('2026-03-09T10:00:00.000Z')),
      found: ['2026-03-04/2026-03-09'],
    },
    { when: 'it is no anmälan', record: intake({ type: 'ansokan' }), found: [] },
  ],
  Q004: [
    { when: 'it is undecided', record: intake(), found: ['2026-03-17'] },
    { when: 'it is decided on the last day', record: intake(decided('2026-03-16')), found: [] },
    { when: 'it is decided late', record: intake(decided('2026-03-20')), found: ['2026-03-17/2026-03-20'] },
    {
      when: 'it was extended in time',
      record: intake({
        extensions: [
          extensionRecord({ ground: 'synnerliga-skal', decidedOn: '2026-03-16', newEndDay: '2026-03-30' }),
        ],
      }),
      found: ['2026-03-31'],
    },
    { when: 'it is no anmälan', record: intake({ type: 'annan-information' as never }), found: [] },
  ],
  Q005: [
    { when: 'neither was written', record: closed({ analysis: null }), found: ['2026-06-15'] },
    {
      when: 'the assessment says too little',
      record: closed({ analysis: { ...WHOLE.analysis, assessed: false } }),
      found: ['2026-06-15'],
    },
    {
      when: 'the analysis says too little',
      record: closed({ analysis: { ...WHOLE.analysis, analysed: false } }),
      found: ['2026-06-15'],
    },
    { when: 'both were written', record: closed({}), found: [] },
    { when: 'it runs still', record: investigation(), found: [] },
    { when: 'the child has moved', record: closed({ outcome: 'flyttat', analysis: null }), found: [] },
    {
      when: 'the application was refused',
      record: closed({ outcome: 'ansokan-avslagen', analysis: null }),
      found: ['2026-06-15'],
    },
  ],
  Q006: [
    { when: 'nobody was asked', record: closed({ waivers: [] }), found: ['2026-06-15', '2026-06-15'] },
    {
      when: 'one awaits its answer still',
      record: closed({ waivers: WHOLE.waivers.slice(1), consultations: [consultationRecord()] }),
      found: ['2026-06-15'],
    },
    {
      when: 'elevhälsan answered, which is of both steps',
      record: closed({
        waivers: [],
        consultations: [
          consultationRecord({ counterpart: 'elevhalsa', status: 'besvarad', answeredOn: '2026-03-30' }),
        ],
      }),
      found: [],
    },
    { when: 'both were waived', record: closed({}), found: [] },
    { when: 'it runs still', record: investigation(), found: [] },
    {
      when: 'the application was withdrawn',
      record: closed({ waivers: [], outcome: 'ansokan-atertagen' }),
      found: [],
    },
  ],
  Q007: [
    {
      when: 'it was decided without one',
      record: intake({ ...decided('2026-03-10'), mainCause: null }),
      found: ['2026-03-10'],
    },
    { when: 'it has one', record: intake(decided('2026-03-10')), found: [] },
    { when: 'nothing is decided yet', record: intake({ mainCause: null }), found: [] },
  ],
  Q008: [
    {
      when: 'the answer came before the question',
      record: investigation({
        consultations: [consultationRecord({ status: 'besvarad', answeredOn: '2026-03-15' })],
      }),
      found: ['2026-03-16'],
    },
    {
      when: 'the answer came on the same day',
      record: investigation({
        consultations: [consultationRecord({ status: 'besvarad', answeredOn: '2026-03-16' })],
      }),
      found: [],
    },
    {
      when: 'it was closed before it was opened',
      record: closed({ closedOn: '2026-03-08' }),
      found: ['2026-03-09'],
    },
    {
      when: 'the report came in after it was registered',
      record: intake({ receivedAt: '2026-03-02T08:30:00.000Z', recordedAt: '2026-02-27T08:30:00.000Z' }),
      found: ['2026-02-27'],
    },
    {
      when: 'the insats ended before it began',
      record: insats({ end: end('2026-04-12') }),
      found: ['2026-04-13'],
    },
    {
      when: 'two kinds of it are in one case',
      record: intake({ ...decided('2026-03-01'), ...assessed('2026-03-01T08:00:00.000Z') }),
      found: ['2026-03-02', '2026-03-02'],
    },
    {
      when: 'one kind is twice in one case, which is told once',
      record: intake({
        protectionAssessments: ['2026-02-27T08:00:00.000Z', '2026-02-28T08:00:00.000Z'].map((assessedAt) => ({
          assessedAt,
          need: 'inget-behov',
        })),
      }),
      found: ['2026-03-02'],
    },
    {
      when: 'a party answered before being asked, which no finding tells',
      record: investigation({
        communications: [
          {
            id: 'a-sending',
            partyId: 'a-party',
            sentOn: '2026-04-02',
            commentBy: null,
            commentReceivedOn: '2026-04-01',
            exception: false,
          },
        ],
      }),
      found: [],
    },
  ],
  Q009: [
    {
      when: 'nothing was stated',
      record: closed({ plans: [plan('utreds', '2026-03-10T08:00:00.000Z')] }),
      found: ['2026-06-15'],
    },
    {
      when: 'something was stated',
      record: closed({ plans: [plan('utreds', '2026-03-10T08:00:00.000Z')], statements: [STATED] }),
      found: [],
    },
    {
      when: 'the latest plan leaves the area out',
      record: closed({
        plans: [plan('utreds', '2026-03-10T08:00:00.000Z'), plan('utreds-inte', '2026-03-12T08:00:00.000Z')],
      }),
      found: [],
    },
    {
      when: 'it runs still',
      record: investigation({ plans: [plan('utreds', '2026-03-10T08:00:00.000Z')] }),
      found: [],
    },
  ],
  Q010: [
    {
      when: 'the plan was there before the factor',
      record: investigation({ plans: [plan('utreds-inte', '2026-03-10T08:00:00.000Z')], factors: [FACTOR] }),
      found: ['2026-03-20'],
    },
    {
      when: 'the factor was there before the plan',
      record: investigation({
        plans: [plan('utreds', '2026-03-10T08:00:00.000Z'), plan('utreds-inte', '2026-03-25T08:00:00.000Z')],
        factors: [FACTOR, FACTOR],
      }),
      found: ['2026-03-25'],
    },
    {
      when: 'the area is investigated',
      record: investigation({ plans: [plan('utreds', '2026-03-10T08:00:00.000Z')], factors: [FACTOR] }),
      found: [],
    },
    { when: 'there is no plan yet', record: investigation({ factors: [FACTOR] }), found: [] },
    {
      when: 'the plan says nothing of the area yet',
      record: investigation({
        plans: [{ savedAt: '2026-03-10T08:00:00.000Z', reports: 1, areas: [] }],
        factors: [FACTOR],
      }),
      found: [],
    },
  ],
  Q011: [
    { when: 'there is neither', record: closed({ notHeardReason: null }), found: ['2026-06-15'] },
    { when: 'there is a reason', record: closed({}), found: [] },
    {
      when: 'the child took part in a conversation',
      record: closed({
        notHeardReason: null,
        conversations: [
          {
            heldOn: '2026-03-20',
            form: 'hembesok',
            childTookPart: true,
            childAlone: false,
            childViewRecorded: false,
          },
        ],
      }),
      found: [],
    },
    { when: 'the child has moved', record: closed({ notHeardReason: null, outcome: 'flyttat' }), found: [] },
    { when: 'it runs still', record: investigation(), found: [] },
  ],
  Q012: [
    { when: 'on the seventh day', record: two('2026-06-15', '2026-06-22'), found: ['2026-06-22'] },
    { when: 'on the eighth day', record: two('2026-06-15', '2026-06-23'), found: [] },
    { when: 'on the same day', record: two('2026-06-15', '2026-06-15'), found: ['2026-06-15'] },
    { when: 'the other was not closed yet', record: two('2026-06-25', '2026-06-22'), found: [] },
  ],
  Q013: [
    {
      when: 'a goal has no status',
      record: insats({ goals: [goal(true)], end: end('2026-08-31') }),
      found: ['2026-08-31'],
    },
    {
      when: 'every goal has one',
      record: insats({ goals: [goal(true)], end: end('2026-08-31', [goal(true).id]) }),
      found: [],
    },
    {
      when: 'the goal had been given up',
      record: insats({ goals: [goal(true, { endedOn: '2026-06-01' })], end: end('2026-08-31') }),
      found: [],
    },
    { when: 'it had no goal', record: insats({ end: end('2026-08-31') }), found: [] },
    { when: 'it runs still', record: insats({ goals: [goal(true)] }), found: [] },
  ],
  Q014: [
    { when: 'it lacks one', record: insats({ goals: [goal(false)] }), found: ['2026-04-14'] },
    {
      when: 'it lacks one again',
      record: insats({ goals: [goal(false, { again: false })] }),
      found: ['2026-04-14'],
    },
    {
      when: 'it lacks one since it was put otherwise',
      record: insats({ goals: [goal(true, { again: false })] }),
      found: ['2026-05-04'],
    },
    { when: 'it was put right', record: insats({ goals: [goal(false, { again: true })] }), found: [] },
    { when: 'it has both', record: insats({ goals: [goal(true)] }), found: [] },
    {
      when: 'it was given up',
      record: insats({ goals: [goal(false, { endedOn: '2026-06-01' })] }),
      found: ['2026-04-14/2026-06-01'],
    },
  ],
  Q015: [
    { when: 'none was held', record: insats(), found: ['2026-10-14'] },
    {
      when: 'it was held on the day',
      record: insats({ followUps: [followUp('2026-10-13')] }),
      found: ['2027-04-14'],
    },
    {
      when: 'it was held late',
      record: insats({ followUps: [followUp('2026-11-02')] }),
      found: ['2026-10-14/2026-11-02', '2027-05-03'],
    },
    { when: 'it ended before', record: insats({ end: end('2026-10-12') }), found: [] },
    { when: 'it ended after', record: insats({ end: end('2026-10-20') }), found: ['2026-10-14/2026-10-20'] },
    {
      when: 'it began on the last of a long month',
      record: insats({ startedOn: '2026-08-31' }),
      found: ['2027-03-01'],
    },
  ],
  Q016: [
    {
      when: 'the sex is unknown',
      record: childRecord({ child: { legalSex: null }, intakes: [intakeRecord()] }),
      found: ['2026-03-02'],
    },
    {
      when: 'the birth date is, in every case',
      record: childRecord({
        child: { birthDate: null },
        intakes: [intakeRecord()],
        investigations: [investigationRecord()],
        interventions: [interventionRecord()],
      }),
      found: ['2026-03-02', '2026-03-09', '2026-04-13'],
    },
    {
      when: 'the child is to be born',
      record: childRecord({
        child: { birthDate: null, legalSex: null, expectedBirthDate: '2026-06-01' },
        intakes: [intakeRecord()],
      }),
      found: ['2026-06-02'],
    },
    { when: 'both are known', record: intake(), found: [] },
    { when: 'there is no case', record: childRecord({ child: { legalSex: null } }), found: [] },
  ],
  Q017: [
    {
      when: 'no answer has come',
      record: investigation({ consultations: [consultationRecord()] }),
      found: ['2026-03-31'],
    },
    {
      when: 'a reminder has given another day',
      record: investigation({
        consultations: [
          consultationRecord({ status: 'paminnelse', answerDay: '2026-04-14', remindedOn: ['2026-03-31'] }),
        ],
      }),
      found: ['2026-04-15'],
    },
    {
      when: 'the reminder came after its day and gave no other',
      record: investigation({
        consultations: [consultationRecord({ status: 'paminnelse', remindedOn: ['2026-04-07'] })],
      }),
      found: ['2026-03-31/2026-04-07'],
    },
    {
      when: 'it was answered on the day',
      record: investigation({
        consultations: [consultationRecord({ status: 'besvarad', answeredOn: '2026-03-30' })],
      }),
      found: [],
    },
    {
      when: 'it was answered late',
      record: investigation({
        consultations: [consultationRecord({ status: 'besvarad', answeredOn: '2026-04-10' })],
      }),
      found: ['2026-03-31/2026-04-10'],
    },
    {
      when: 'the investigation was closed',
      record: closed({ closedOn: '2026-04-20', consultations: [consultationRecord()] }),
      found: ['2026-03-31/2026-04-20'],
    },
    {
      when: 'it was never sent',
      record: investigation({
        consultations: [consultationRecord({ status: 'utkast', sentOn: null, answerDay: null })],
      }),
      found: [],
    },
  ],
  Q018: [
    {
      when: 'the plan is as before',
      record: joinedTo([plan('utreds', '2026-03-10T08:00:00.000Z', 1)]),
      found: ['2026-04-03'],
    },
    {
      when: 'the plan was saved anew on that day',
      record: joinedTo([
        plan('utreds', '2026-03-10T08:00:00.000Z', 1),
        plan('utreds', '2026-04-02T14:00:00.000Z', 2),
      ]),
      found: [],
    },
    {
      when: 'the plan was saved anew later',
      record: joinedTo([
        plan('utreds', '2026-03-10T08:00:00.000Z', 1),
        plan('utreds', '2026-04-09T14:00:00.000Z', 2),
      ]),
      found: ['2026-04-03/2026-04-09'],
    },
    { when: 'there was no plan yet', record: joinedTo([]), found: [] },
    {
      when: 'the first plan came after the report',
      record: joinedTo([plan('utreds', '2026-04-09T14:00:00.000Z', 2)]),
      found: [],
    },
    {
      when: 'the plan is from before it was kept what it knew of',
      record: joinedTo([plan('utreds', '2026-03-10T08:00:00.000Z', null)]),
      found: [],
    },
  ],
};
