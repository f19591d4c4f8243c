import { interventionRecord } from '../../../support/intervention-records.ts';
import {
  childRecord,
  consultationRecord,
  intakeRecord,
  investigationRecord,
} from '../../../support/records.ts';
import {
  assessed,
  closed,
  decided,
  type Example,
  end,
  FACTOR,
  goal,
  insats,
  intake,
  investigation,
  plan,
  STATED,
  two,
  WHOLE,
} from './told.ts';

/** The rules that look at what a record says, and leaves out. */
export const CONTENTS = {
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
} as const satisfies Record<string, readonly Example[]>;
