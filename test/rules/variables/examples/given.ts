import { type Day, day } from '../../../../src/kernel/day.ts';
import type { ChildRecord, IntakeRecord, InvestigationRecord } from '../../../../src/record/record.ts';
import type { UnitRef } from '../../../../src/variables/derive.ts';
import type { Value } from '../../../../src/variables/value.ts';
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
  /** Other intakes and investigations of the child. */
  readonly intakes?: readonly IntakeRecord[];
  readonly investigations?: readonly InvestigationRecord[];
  readonly siblings?: readonly { openedOn: string; closedOn: string | null }[];
  readonly asOf?: string;
}

const byReceipt = (a: IntakeRecord, b: IntakeRecord) => (a.receivedAt < b.receivedAt ? -1 : 1);
const byOpening = (a: InvestigationRecord, b: InvestigationRecord) => (a.openedOn < b.openedOn ? -1 : 1);

/** An anmälan of 2 March 2026 about a girl of twelve, read on 20 March; and what is told of it. */
export function anIntake(
  told: Told<IntakeRecord> = {},
  { child, intakes = [], investigations = [], siblings = [], asOf = '2026-03-20' }: Around = {},
): Given {
  const intake = intakeRecord(told);
  return {
    record: childRecord({
      child,
      intakes: [intake, ...intakes].toSorted(byReceipt),
      investigations,
      siblingInvestigations: siblings,
    }),
    unit: { kind: 'intake', id: intake.id },
    asOf: day(asOf),
  };
}

/** An investigation that this anmälan opened on 9 March 2026, read on 1 June; and what is told of it. */
export function anInvestigation(
  told: Told<InvestigationRecord> = {},
  { child, intakes, investigations = [], siblings = [], asOf = '2026-06-01' }: Around = {},
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
