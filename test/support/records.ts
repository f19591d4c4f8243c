import type { Instant } from '../../src/kernel/clock.ts';
import type { Day } from '../../src/kernel/day.ts';
import type {
  ChildRecord,
  ConsultationRecord,
  ExtensionRecord,
  IntakeRecord,
  InvestigationRecord,
} from '../../src/record/record.ts';
import { nothingYet } from './nothing-yet.ts';

/** Records of children for tests, written by hand over quiet defaults; any-record.ts has those that can be. */

/** The same shape with days and instants as plain text. */
type Plain<T> = T extends Day | Instant
  ? string
  : T extends readonly (infer E)[]
    ? readonly Plain<E>[]
    : T extends object
      ? { readonly [K in keyof T]: Plain<T[K]> }
      : T;

/** What a test says of a record; the rest is as it is by default. */
export type Told<T> = Partial<Plain<T>>;

export const CHILD = '00000000-0000-7000-8000-000000000001';
const INTAKE = '00000000-0000-7000-8000-000000000002';
const INVESTIGATION = '00000000-0000-7000-8000-000000000003';
const CONSULTATION = '00000000-0000-7000-8000-000000000004';

/** An anmälan from a school that came in on 2 March 2026, a Monday, and that nothing has happened to. */
export function intakeRecord(told: Told<IntakeRecord> = {}): IntakeRecord {
  return {
    id: INTAKE,
    caseNumber: '2026-00001',
    unit: 'mottagning',
    handlerId: 'mia.dahl',
    type: 'anmalan',
    reporter: 'skola',
    receivedAt: '2026-03-02T08:30:00.000Z',
    recordedAt: told.receivedAt ?? '2026-03-02T08:30:00.000Z',
    mainCause: 'brist-i-omsorg',
    otherCauses: [],
    protectionAssessments: [],
    childHeard: null,
    extensions: [],
    outcome: null,
    decidedOn: null,
    investigationId: null,
    feedback: { requested: false, requestedOn: null, givenOn: null, unsuitable: false },
    ...told,
  } as IntakeRecord;
}

/** An investigation that was opened on 9 March 2026 and that nothing has happened in. */
export function investigationRecord(told: Told<InvestigationRecord> = {}): InvestigationRecord {
  return withFirsts({
    id: INVESTIGATION,
    caseNumber: '2026-00001',
    intakeId: INTAKE,
    unit: 'barn-och-familj',
    handlerId: 'karin.ek',
    openedOn: '2026-03-09',
    ...nothingYet(),
    assignments: [{ handlerId: 'karin.ek', from: '2026-03-09T10:00:00.000Z' }],
    ...told,
  } as InvestigationRecord);
}

/** With what the timed part of a record says of its plans and conversations. */
export const withFirsts = <T extends Pick<InvestigationRecord, 'plans' | 'conversations'>>(one: T) => ({
  ...one,
  firstPlanSavedAt: one.plans.map(({ savedAt }) => savedAt).toSorted()[0] ?? null,
  childFirstHeardOn:
    one.conversations
      .filter(({ childTookPart }) => childTookPart)
      .map(({ heldOn }) => heldOn)
      .toSorted()[0] ?? null,
});

/** A decision that gave more time, by the team leader, put on record on the day it was made. */
export function extensionRecord(
  told: Told<ExtensionRecord> & { decidedOn: string; newEndDay: string },
): ExtensionRecord {
  return {
    ground: 'sarskilda-skal',
    decidedBy: 'lena.berg',
    recordedAt: `${told.decidedOn}T12:00:00.000Z`,
    ...told,
  } as ExtensionRecord;
}

/** A consultation of a school that was sent on 16 March 2026 and is to be answered by 30 March. */
export function consultationRecord(told: Told<ConsultationRecord> = {}): ConsultationRecord {
  return {
    id: CONSULTATION,
    counterpart: 'skola',
    status: 'skickad',
    sentOn: '2026-03-16',
    answerDay: '2026-03-30',
    remindedOn: [],
    answeredOn: null,
    closedOn: null,
    ...told,
  } as ConsultationRecord;
}

/** A girl who was born on 17 February 2014. */
export function childRecord(told: {
  child?: Told<ChildRecord['child']>;
  intakes?: readonly IntakeRecord[];
  investigations?: readonly InvestigationRecord[];
  interventions?: ChildRecord['interventions'];
  siblingInvestigations?: readonly { openedOn: string; closedOn: string | null }[];
}): ChildRecord {
  return {
    intakes: [],
    investigations: [],
    interventions: [],
    siblingInvestigations: [],
    ...told,
    child: {
      id: CHILD,
      birthDate: '2014-02-17',
      expectedBirthDate: null,
      legalSex: 'flicka',
      birthCountryGroup: null,
      ...told.child,
    },
  } as ChildRecord;
}
