import { NOT_APPLICABLE, UNKNOWN, valued } from '../../../../src/variables/value.ts';
import { interventionRecord } from '../../../support/intervention-records.ts';
import { intakeRecord, investigationRecord } from '../../../support/records.ts';
import { aDecidedIntervention, anIntake, anIntervention, anInvestigation, type Examples } from './given.ts';

const unborn = { birthDate: null, expectedBirthDate: '2026-05-01' };
const earlierIntake = intakeRecord({ id: 'an-earlier-intake', receivedAt: '2025-05-05T07:00:00.000Z' });
const earlierInvestigation = investigationRecord({
  id: 'an-earlier-investigation',
  intakeId: 'an-earlier-intake',
  openedOn: '2025-05-10',
  closedOn: '2025-08-10',
});

const earlierInsats = interventionRecord({ id: 'an-earlier-intervention', startedOn: '2025-09-01' });
const earlierPlacement = interventionRecord({
  id: 'an-earlier-placement',
  startedOn: '2025-10-01',
  type: 'placering',
  placementForm: 'familjehem',
});

export const CHILD_EXAMPLES: Examples = {
  'child.legalSex': [
    ['a girl', anIntake(), valued('flicka')],
    ['a boy under investigation', anInvestigation({}, { child: { legalSex: 'pojke' } }), valued('pojke')],
    ['a girl with an insats', anIntervention(), valued('flicka')],
    ['not registered', anIntake({}, { child: { legalSex: null } }), UNKNOWN],
  ],
  'child.birthCountryGroup': [
    ['registered', anInvestigation({}, { child: { birthCountryGroup: 'annat-land' } }), valued('annat-land')],
    ['not registered', anInvestigation(), UNKNOWN],
  ],
  'child.ageYears': [
    ['twelve on the day received', anIntake(), valued(12)],
    ['eleven the day before the birthday', anIntake({ receivedAt: '2026-02-16T12:00:00.000Z' }), valued(11)],
    [
      'the birthday has begun in Sweden, not yet in UTC',
      anIntake({ receivedAt: '2026-02-16T23:30:00.000Z' }),
      valued(12),
    ],
    [
      'the day opened counts, not the day received',
      anInvestigation({}, { child: { birthDate: '2014-03-05' } }),
      valued(12),
    ],
    [
      'twelve on the day that the insats began',
      anIntervention({}, { child: { birthDate: '2014-04-13' } }),
      valued(12),
    ],
    ['birth date unknown', anIntake({}, { child: { birthDate: null } }), UNKNOWN],
    ['expected', anIntake({}, { child: unborn }), NOT_APPLICABLE],
    ['born since', anIntake({}, { child: { birthDate: '2026-03-10' } }), NOT_APPLICABLE],
  ],
  'child.ageGroup': [
    ['twelve', anIntake(), valued('7-12')],
    ['newborn', anInvestigation({}, { child: { birthDate: '2026-03-09' } }), valued('0-3')],
    ['twenty', anIntake({}, { child: { birthDate: '2005-03-03' } }), valued('18-20')],
    ['older than the groups', anInvestigation({}, { child: { birthDate: '2005-03-05' } }), NOT_APPLICABLE],
    ['expected', anIntake({}, { child: unborn }), NOT_APPLICABLE],
    ['birth date unknown', anIntake({}, { child: { birthDate: null } }), UNKNOWN],
  ],
  'child.unaccompanied': [
    ['another cause', anIntake(), valued(false)],
    ['main cause', anIntake({ mainCause: 'ensamkommande' }), valued(true)],
    ['one of the other causes', anIntake({ otherCauses: ['ensamkommande'] }), valued(true)],
    ['no cause recorded', anIntake({ mainCause: null }), UNKNOWN],
    [
      'a cause of a report that joined the investigation',
      anInvestigation(
        {},
        {
          intakes: [
            intakeRecord(),
            intakeRecord({
              id: 'a-joined-intake',
              mainCause: 'ensamkommande',
              outcome: 'pafors-pagaende-utredning',
              investigationId: investigationRecord().id,
            }),
          ],
        },
      ),
      valued(true),
    ],
    [
      'a cause of an earlier report alone',
      anInvestigation(
        {},
        { intakes: [{ ...earlierIntake, mainCause: 'ensamkommande' as const }, intakeRecord()] },
      ),
      valued(false),
    ],
    [
      'a cause of what led to the insats',
      aDecidedIntervention({}, { intakes: [intakeRecord({ mainCause: 'ensamkommande' })] }),
      valued(true),
    ],
    ['an insats that nothing led to', anIntervention(), NOT_APPLICABLE],
  ],
  'child.previouslyKnown': [
    ['the first contact', anIntake(), valued([])],
    ['the intake that opened it is no earlier contact', anInvestigation(), valued([])],
    [
      'reported and investigated before',
      anIntake({}, { intakes: [earlierIntake], investigations: [earlierInvestigation] }),
      valued(['anmalan', 'utredning']),
    ],
    [
      'reported earlier the same day',
      anIntake(
        {},
        { intakes: [intakeRecord({ id: 'of-the-morning', receivedAt: '2026-03-02T06:00:00.000Z' })] },
      ),
      valued(['anmalan']),
    ],
    [
      'reported later',
      anIntake(
        {},
        { intakes: [intakeRecord({ id: 'of-the-evening', receivedAt: '2026-03-02T20:00:00.000Z' })] },
      ),
      valued([]),
    ],
    [
      'investigated before',
      anInvestigation(
        {},
        { intakes: [earlierIntake, intakeRecord()], investigations: [earlierInvestigation] },
      ),
      valued(['anmalan', 'utredning']),
    ],
    ['an insats before the report', anIntake({}, { interventions: [earlierInsats] }), valued(['insats'])],
    [
      'a placement is an insats too',
      anInvestigation({}, { interventions: [earlierPlacement] }),
      valued(['insats', 'placering']),
    ],
    [
      'an insats that began on the day of the report is no earlier one',
      anIntake({}, { interventions: [interventionRecord({ startedOn: '2026-03-02' })] }),
      valued([]),
    ],
    ['nothing before the insats but what led to it', aDecidedIntervention(), valued([])],
    [
      'what the same decision gave earlier',
      aDecidedIntervention(
        {},
        {
          interventions: [
            interventionRecord({
              id: 'of-the-same-decision',
              investigationId: investigationRecord().id,
              startedOn: '2026-04-02',
            }),
          ],
        },
      ),
      valued([]),
    ],
    [
      'all before an insats that nothing led to',
      anIntervention(
        {},
        {
          intakes: [earlierIntake],
          investigations: [earlierInvestigation],
          interventions: [earlierInsats, earlierPlacement],
        },
      ),
      valued(['anmalan', 'utredning', 'insats', 'placering']),
    ],
  ],
  'child.livingSituation': [
    ['recorded', anInvestigation({ livingSituation: 'vaxelvis' }), valued('vaxelvis')],
    ['not recorded', anInvestigation(), UNKNOWN],
  ],
  'child.knownDisability': [
    ['recorded as none', anInvestigation({ knownDisability: false }), valued(false)],
    ['not recorded', anInvestigation(), UNKNOWN],
  ],
};
