import { consultationRecord, extensionRecord } from '../../../support/records.ts';
import {
  assessed,
  closed,
  decided,
  type Example,
  end,
  followUp,
  insats,
  intake,
  investigation,
  joinedTo,
  plan,
} from './told.ts';

/** The rules that look at a limit, and at what was to follow on a day. */
export const LIMITS = {
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
} as const satisfies Record<string, readonly Example[]>;
