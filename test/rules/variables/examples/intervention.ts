import type { InterventionRecord } from '../../../../src/record/record.ts';
import { NOT_APPLICABLE, UNKNOWN, valued } from '../../../../src/variables/value.ts';
import { intakeRecord, type Told } from '../../../support/records.ts';
import { aDecidedIntervention, anIntervention, type Examples } from './given.ts';

type Part<K extends keyof InterventionRecord> = NonNullable<Told<InterventionRecord>[K]>;
type Status = 'uppnatt' | 'delvis-uppnatt' | 'inte-uppnatt' | 'ej-bedombart';

const version = (measurable: boolean, area: 'halsa' | 'utbildning' = 'utbildning') => ({
  area,
  measurable,
  setOn: '2026-04-14',
  recordedAt: '2026-04-14T09:00:00.000Z',
});
const goal = (id: string, ...versions: Part<'goals'>[number]['versions']): Part<'goals'>[number] => ({
  id,
  endedOn: null,
  endRecordedAt: null,
  versions: versions.length === 0 ? [version(false)] : versions,
});
const givenUp = (id: string): Part<'goals'>[number] => ({
  ...goal(id),
  endedOn: '2026-05-04',
  endRecordedAt: '2026-05-04T09:00:00.000Z',
});
const judged = (statuses: Readonly<Record<string, Status>>) =>
  Object.entries(statuses).map(([goalId, status]) => ({ goalId, status, change: null }));
const followUp = (
  heldOn: string,
  told: Partial<Part<'followUps'>[number]> = {},
): Part<'followUps'>[number] => ({
  heldOn,
  goals: [],
  change: null,
  childViewRecorded: false,
  childNotAsked: null,
  nextFollowUpOn: null,
  recordedAt: `${heldOn}T14:00:00.000Z`,
  ...told,
});
const end = (told: Partial<Part<'end'>> = {}): Part<'end'> => ({
  endedOn: '2026-05-29',
  reason: 'malet-uppnatt',
  planned: true,
  initiative: 'gemensamt',
  goals: [],
  change: null,
  recordedAt: '2026-05-29T14:00:00.000Z',
  ...told,
});
const use = (
  instrument: 'ors' | 'cors' | 'sdq' | 'srs',
  usedOn: string,
  value: number,
  respondent: 'barnet' | 'vardnadshavare' | null = 'barnet',
): Part<'scores'>[number] => ({
  instrument,
  usedOn,
  respondent,
  scores: [{ scale: 'total', value }],
  normSet: null,
  recordedAt: `${usedOn}T15:00:00.000Z`,
});
const scored = (...scores: Part<'scores'>) => anIntervention({ scores });
const sip = (status: 'erbjuden' | 'finns', on: string) => ({
  status,
  on,
  recordedAt: `${on}T10:00:00.000Z`,
});
/** Two goals, and how far they had come on days. */
const reached = (...occasions: readonly Readonly<Record<string, Status>>[]) =>
  anIntervention({
    goals: [goal('one'), goal('two')],
    followUps: occasions.map((goals, at) => followUp(`2026-05-0${at + 1}`, { goals: judged(goals) })),
  });

export const INTERVENTION_EXAMPLES: Examples = {
  'intervention.type': [['as registered', aDecidedIntervention(), valued('familjebehandling')]],
  'intervention.group': [
    ['open care', aDecidedIntervention(), valued('oppen')],
    ['care around the clock', aDecidedIntervention({ type: 'placering' }), valued('dygn')],
  ],
  'intervention.problem': [
    ['of what led to it', aDecidedIntervention(), valued('foralder')],
    [
      'no cause was recorded',
      aDecidedIntervention({}, { intakes: [intakeRecord({ mainCause: null })] }),
      UNKNOWN,
    ],
    ['without an investigation', anIntervention(), NOT_APPLICABLE],
  ],
  'intervention.daysToStart': [
    ['over Easter', aDecidedIntervention(), valued(12)],
    ['the same day', aDecidedIntervention({ startedOn: '2026-04-01' }), valued(0)],
    ['without a decision', anIntervention(), NOT_APPLICABLE],
  ],
  'intervention.goals': [
    ['one that holds and one given up', anIntervention({ goals: [goal('one'), givenUp('two')] }), valued(2)],
    ['none', anIntervention(), valued(0)],
  ],
  'intervention.measurableGoals': [
    [
      'as they now read',
      anIntervention({
        goals: [goal('one', version(false), version(true)), goal('two', version(true), version(false))],
      }),
      valued(1),
    ],
    ['none', anIntervention(), valued(0)],
  ],
  'intervention.goalAreas': [
    [
      'each once, in the order of the triangle',
      anIntervention({
        goals: [goal('one'), goal('two', version(true, 'halsa')), goal('three')],
      }),
      valued(['halsa', 'utbildning']),
    ],
    [
      'as they now read',
      anIntervention({ goals: [goal('one', version(true, 'halsa'), version(true))] }),
      valued(['utbildning']),
    ],
    ['no goals', anIntervention(), valued([])],
  ],
  'intervention.followUps': [
    ['two', anIntervention({ followUps: [followUp('2026-05-04'), followUp('2026-05-25')] }), valued(2)],
    ['none', anIntervention(), valued(0)],
  ],
  'intervention.goalAttainment': [
    ['all attained', reached({ one: 'uppnatt', two: 'uppnatt' }), valued('uppnatt')],
    ['one attained', reached({ one: 'uppnatt', two: 'inte-uppnatt' }), valued('delvis-uppnatt')],
    ['one partly', reached({ one: 'delvis-uppnatt', two: 'inte-uppnatt' }), valued('delvis-uppnatt')],
    [
      'one attained, the other cannot be judged',
      reached({ one: 'uppnatt', two: 'ej-bedombart' }),
      valued('delvis-uppnatt'),
    ],
    [
      'none attained, one cannot be judged',
      reached({ one: 'inte-uppnatt', two: 'ej-bedombart' }),
      valued('inte-uppnatt'),
    ],
    ['none can be judged', reached({ one: 'ej-bedombart', two: 'ej-bedombart' }), valued('ej-bedombart')],
    [
      'each by its latest judgement',
      reached({ one: 'inte-uppnatt', two: 'uppnatt' }, { one: 'uppnatt' }),
      valued('uppnatt'),
    ],
    [
      'the end says more than the follow-up',
      anIntervention({
        goals: [goal('one')],
        followUps: [followUp('2026-05-04', { goals: judged({ one: 'inte-uppnatt' }) })],
        end: end({ goals: [{ goalId: 'one', status: 'uppnatt' }] }),
      }),
      valued('uppnatt'),
    ],
    [
      'a goal that was given up is not asked for',
      anIntervention({
        goals: [goal('one'), givenUp('two')],
        followUps: [followUp('2026-05-01', { goals: judged({ one: 'uppnatt', two: 'inte-uppnatt' }) })],
      }),
      valued('uppnatt'),
    ],
    ['not judged yet', reached({}), UNKNOWN],
    ['no goals', anIntervention({ followUps: [followUp('2026-05-04')] }), NOT_APPLICABLE],
    ['all given up', anIntervention({ goals: [givenUp('one')] }), NOT_APPLICABLE],
  ],
  'intervention.change': [
    [
      'at the latest follow-up',
      anIntervention({
        followUps: [
          followUp('2026-05-04', { change: 'oforandrad' }),
          followUp('2026-05-25', { change: 'forbattrad' }),
        ],
      }),
      valued('forbattrad'),
    ],
    [
      'at the end',
      anIntervention({
        followUps: [followUp('2026-05-04', { change: 'oforandrad' })],
        end: end({ change: 'forsamrad' }),
      }),
      valued('forsamrad'),
    ],
    [
      'not repeated at the end',
      anIntervention({ followUps: [followUp('2026-05-29', { change: 'forbattrad' })], end: end() }),
      valued('forbattrad'),
    ],
    [
      'years after the end is another matter',
      anIntervention({
        end: end(),
        laterFollowUps: [
          {
            heldOn: '2028-05-29',
            change: 'forbattrad',
            childViewRecorded: true,
            recordedAt: '2028-05-29T10:00:00.000Z',
          },
        ],
      }),
      UNKNOWN,
    ],
    ['not followed up yet', anIntervention(), UNKNOWN],
  ],
  'intervention.childViewAtFollowUp': [
    [
      'at the latest one',
      anIntervention({
        followUps: [followUp('2026-05-04'), followUp('2026-05-25', { childViewRecorded: true })],
      }),
      valued(true),
    ],
    [
      'at an earlier one only',
      anIntervention({
        followUps: [
          followUp('2026-05-04', { childViewRecorded: true }),
          followUp('2026-05-25', { childNotAsked: 'alder-mognad' }),
        ],
      }),
      valued(false),
    ],
    ['not followed up', anIntervention({ end: end() }), NOT_APPLICABLE],
  ],
  'intervention.scoreChange': [
    ['up', scored(use('ors', '2026-04-14', 21.4), use('ors', '2026-05-25', 30.2)), valued(8.8)],
    ['down', scored(use('cors', '2026-04-14', 24), use('cors', '2026-05-25', 19.5)), valued(-4.5)],
    [
      'from the first to the last of three',
      scored(use('ors', '2026-04-14', 20), use('ors', '2026-05-04', 11), use('ors', '2026-05-25', 20)),
      valued(0),
    ],
    [
      'the child turned thirteen: the totals of two instruments are never subtracted',
      scored(use('cors', '2026-04-14', 20), use('ors', '2026-05-25', 30)),
      NOT_APPLICABLE,
    ],
    [
      'of both, the one that was used last',
      scored(
        use('cors', '2026-04-14', 20),
        use('cors', '2026-04-21', 22),
        use('ors', '2026-05-04', 22),
        use('ors', '2026-05-25', 25),
      ),
      valued(3),
    ],
    [
      'the one of which there are two',
      scored(use('cors', '2026-04-14', 20), use('cors', '2026-04-21', 22), use('ors', '2026-05-25', 30)),
      valued(2),
    ],
    [
      'the child before a parent who answered later',
      scored(
        use('ors', '2026-04-14', 20),
        use('ors', '2026-04-14', 25, 'vardnadshavare'),
        use('ors', '2026-05-04', 23),
        use('ors', '2026-05-25', 25, 'vardnadshavare'),
      ),
      valued(3),
    ],
    [
      'a parent where the child answered once',
      scored(
        use('ors', '2026-04-14', 20),
        use('ors', '2026-04-14', 25, 'vardnadshavare'),
        use('ors', '2026-05-25', 27, 'vardnadshavare'),
      ),
      valued(2),
    ],
    [
      'who answered was not told',
      scored(use('ors', '2026-04-14', 20, null), use('ors', '2026-05-25', 21.5, null)),
      valued(1.5),
    ],
    [
      'other instruments rate something else',
      scored(
        use('srs', '2026-04-14', 30),
        use('srs', '2026-05-25', 35),
        use('sdq', '2026-04-14', 20),
        use('sdq', '2026-05-25', 15),
      ),
      NOT_APPLICABLE,
    ],
    ['used once', scored(use('ors', '2026-04-14', 20)), NOT_APPLICABLE],
  ],
  'intervention.endReason': [
    ['ended', anIntervention({ end: end({ reason: 'flytt' }) }), valued('flytt')],
    ['running', anIntervention(), NOT_APPLICABLE],
  ],
  'intervention.durationDays': [
    ['ended', anIntervention({ end: end() }), valued(46)],
    ['running', anIntervention(), NOT_APPLICABLE],
  ],
  'intervention.sip': [
    [
      'as it now is',
      anIntervention({ sip: [sip('erbjuden', '2026-04-20'), sip('finns', '2026-05-11')] }),
      valued('finns'),
    ],
    ['not recorded', anIntervention(), UNKNOWN],
  ],
};
