import type { ChildRecord, InterventionRecord, InvestigationRecord } from '../../../../src/record/record.ts';
import { interventionRecord } from '../../../support/intervention-records.ts';
import { childRecord, intakeRecord, investigationRecord, type Told } from '../../../support/records.ts';

/** A record, and what a rule finds in it. */
export interface Example {
  readonly when: string;
  readonly record: ChildRecord;
  /** `since`, or `since/endedOn`, of each finding in their order; none where it finds nothing. */
  readonly found: readonly string[];
}

export const intake = (told: Parameters<typeof intakeRecord>[0] = {}) =>
  childRecord({ intakes: [intakeRecord(told)] });
export const investigation = (told: Told<InvestigationRecord> = {}) =>
  childRecord({ investigations: [investigationRecord(told)] });
export const insats = (told: Told<InterventionRecord> = {}) =>
  childRecord({ interventions: [interventionRecord(told)] });

/** An investigation that was carried through, and lacks nothing that the rules look for. */
export const WHOLE = {
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
export const closed = (told: Told<InvestigationRecord>) => investigation({ ...WHOLE, ...told });
export const plan = (decision: 'utreds' | 'utreds-inte', savedAt: string, reports: number | null = 1) => ({
  savedAt,
  reports,
  areas: [{ area: 'halsa', decision }] as const,
});
export const assessed = (assessedAt: string) => ({
  protectionAssessments: [{ assessedAt, need: 'inget-behov' as const }],
});
export const decided = (decidedOn: string) => ({ outcome: 'utredning-inleds-inte' as const, decidedOn });
export const STATED = { area: 'halsa', source: 'barnet' } as const;
export const FACTOR = {
  area: 'halsa',
  kind: 'risk',
  code: null,
  recordedAt: '2026-03-20T08:00:00.000Z',
} as const;

export const followUp = (heldOn: string) => ({
  heldOn,
  recordedAt: `${heldOn}T10:00:00.000Z`,
  goals: [],
  change: null,
  childViewRecorded: false,
  childNotAsked: null,
  nextFollowUpOn: null,
});
export const goal = (measurable: boolean, told: { endedOn?: string; again?: boolean } = {}) => ({
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
export const end = (endedOn: string, goalIds: readonly string[] = []) => ({
  endedOn,
  recordedAt: `${endedOn}T10:00:00.000Z`,
  reason: 'malet-uppnatt' as const,
  planned: true,
  initiative: 'namnden' as never,
  goals: goalIds.map((goalId) => ({ goalId, status: 'uppnatt' as const })),
  change: null,
});

export const joined = (decidedOn: string) => [
  intakeRecord({ outcome: 'utredning-inleds', decidedOn: '2026-03-09', investigationId: 'the-case' }),
  intakeRecord({
    id: 'joined-report',
    outcome: 'pafors-pagaende-utredning',
    decidedOn,
    investigationId: 'the-case',
    receivedAt: '2026-04-01T08:30:00.000Z',
  }),
];
export const joinedTo = (plans: InvestigationRecord['plans'] | readonly object[], decidedOn = '2026-04-02') =>
  childRecord({
    intakes: joined(decidedOn),
    investigations: [investigationRecord({ id: 'the-case', plans: plans as never })],
  });

export const two = (closedOn: string, openedOn: string) =>
  childRecord({
    investigations: [
      investigationRecord({ ...WHOLE, closedOn }),
      investigationRecord({ id: 'the-new-one', openedOn }),
    ],
  });
