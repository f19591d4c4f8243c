import { type Day, day } from '../../../../src/kernel/day.ts';
import type {
  ChildRecord,
  IntakeRecord,
  InterventionRecord,
  InvestigationRecord,
} from '../../../../src/record/record.ts';
import type { UnitRef } from '../../../../src/variables/derive.ts';
import type { Value } from '../../../../src/variables/value.ts';
import { interventionRecord } from '../../../support/intervention-records.ts';
import { childRecord, intakeRecord, investigationRecord, type Told } from '../../../support/records.ts';

/** What a record says, the unit in it that is counted, and the day on which it is read. */
export interface Given {
  readonly record: ChildRecord;
  readonly unit: UnitRef;
  readonly asOf: Day;
}

/** One example of a variable: what is the case, and what it then says. */
export type Example = readonly [says: string, given: Given, value: Value];
export type Examples = Readonly<Record<string, readonly Example[]>>;

interface Around {
  readonly child?: Told<ChildRecord['child']>;
  /** Other intakes, investigations and interventions of the child. */
  readonly intakes?: readonly IntakeRecord[];
  readonly investigations?: readonly InvestigationRecord[];
  readonly interventions?: readonly InterventionRecord[];
  readonly siblings?: readonly { openedOn: string; closedOn: string | null }[];
  readonly asOf?: string;
}

const byReceipt = (a: IntakeRecord, b: IntakeRecord) => (a.receivedAt < b.receivedAt ? -1 : 1);
const byStart = (a: InterventionRecord, b: InterventionRecord) => (a.startedOn < b.startedOn ? -1 : 1);
const byOpening = (a: InvestigationRecord, b: InvestigationRecord) => (a.openedOn < b.openedOn ? -1 : 1);

/** An anmälan of 2 March 2026 about a girl of twelve, read on 20 March; and what is told of it. */
export function anIntake(
  told: Told<IntakeRecord> = {},
  {
    child,
    intakes = [],
    investigations = [],
    interventions = [],
    siblings = [],
    asOf = '2026-03-20',
  }: Around = {},
): Given {
  const intake = intakeRecord(told);
  return {
    record: childRecord({
      child,
      intakes: [intake, ...intakes].toSorted(byReceipt),
      investigations,
      interventions,
      siblingInvestigations: siblings,
    }),
    unit: { kind: 'intake', id: intake.id },
    asOf: day(asOf),
  };
}

/** An investigation that this anmälan opened on 9 March 2026, read on 1 June; and what is told of it. */
export function anInvestigation(
  told: Told<InvestigationRecord> = {},
  {
    child,
    intakes,
    investigations = [],
    interventions = [],
    siblings = [],
    asOf = '2026-06-01',
  }: Around = {},
): Given {
  const investigation = investigationRecord(told);
  const opening = intakeRecord({
    outcome: 'utredning-inleds',
    decidedOn: investigation.openedOn,
    investigationId: investigation.id,
  });
  return {
    record: childRecord({
      child,
      intakes: (intakes ?? [opening]).toSorted(byReceipt),
      investigations: [investigation, ...investigations].toSorted(byOpening),
      interventions,
      siblingInvestigations: siblings,
    }),
    unit: { kind: 'investigation', id: investigation.id },
    asOf: day(asOf),
  };
}

/** The same investigation, closed on a day. */
export const closedInvestigation = (
  closedOn: string,
  told: Told<InvestigationRecord> = {},
  around: Around = {},
): Given =>
  anInvestigation({ outcome: 'ingen-insats-inget-behov', ...told, closedOn }, { asOf: closedOn, ...around });

/** An insats without a needs test that began on 13 April 2026, read on 1 June; and what is told of it. */
export function anIntervention(
  told: Told<InterventionRecord> = {},
  { child, intakes = [], investigations = [], interventions = [], asOf = '2026-06-01' }: Around = {},
): Given {
  const intervention = interventionRecord(told);
  return {
    record: childRecord({
      child,
      intakes: intakes.toSorted(byReceipt),
      investigations: investigations.toSorted(byOpening),
      interventions: [intervention, ...interventions].toSorted(byStart),
    }),
    unit: { kind: 'intervention', id: intervention.id },
    asOf: day(asOf),
  };
}

/** One that was decided when the investigation of `anInvestigation` was closed on 1 April 2026. */
export function aDecidedIntervention(
  told: Told<InterventionRecord> = {},
  { intakes, investigations = [], ...around }: Around = {},
): Given {
  const investigation = investigationRecord({ closedOn: '2026-04-01', outcome: 'insats-sol' });
  const opening = intakeRecord({ outcome: 'utredning-inleds', investigationId: investigation.id });
  const from = {
    basis: 'beslut',
    type: 'familjebehandling',
    investigationId: investigation.id,
    decidedOn: '2026-04-01',
  } as const;
  return anIntervention(
    { ...from, ...told },
    { ...around, intakes: intakes ?? [opening], investigations: [investigation, ...investigations] },
  );
}
