import fc from 'fast-check';
import { type Instant, parseInstant } from '../../src/kernel/clock.ts';
import { addPeriod, type Day, day, dayOf, daysBetween } from '../../src/kernel/day.ts';
import { CODEBOOKS, type CodebookName, type CodeOf } from '../../src/knowledge/codebooks.ts';
import type {
  ChildRecord,
  ConsultationRecord,
  ExtensionRecord,
  IntakeRecord,
  InvestigationRecord,
} from '../../src/record/record.ts';
import { anyIntervention } from './intervention-records.ts';

/** Records of children for tests: written by hand over quiet defaults, or any that a case can lead to. */
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

const CHILD = '00000000-0000-7000-8000-000000000001';
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
  return {
    id: INVESTIGATION,
    caseNumber: '2026-00001',
    intakeId: INTAKE,
    unit: 'barn-och-familj',
    handlerId: 'karin.ek',
    openedOn: '2026-03-09',
    closedOn: null,
    outcome: null,
    appealable: null,
    declinedBy: null,
    livingSituation: null,
    knownDisability: null,
    notHeardReason: null,
    guardiansAtOpening: [],
    informations: [],
    extensions: [],
    assignments: [{ handlerId: 'karin.ek', from: '2026-03-09T10:00:00.000Z' }],
    plans: [],
    statements: [],
    factors: [],
    conversations: [],
    consultations: [],
    waivers: [],
    analysis: null,
    communications: [],
    notifications: [],
    ...told,
  } as InvestigationRecord;
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
    child: { id: CHILD, birthDate: '2014-02-17', expectedBirthDate: null, legalSex: 'flicka', ...told.child },
  } as ChildRecord;
}

// Any record

export const anyCode = <Name extends CodebookName>(name: Name): fc.Arbitrary<CodeOf<Name>> =>
  fc.constantFrom(...CODEBOOKS[name].codes.map(({ code }) => code as CodeOf<Name>));

/** Days around every change of the law: 2024 to 2027. */
export const anyDay: fc.Arbitrary<Day> = fc
  .nat(daysBetween(day('2024-01-01'), day('2027-12-31')))
  .map((days) => addPeriod(day('2024-01-01'), { days }));

const later = (than: Day, atMost: number) => fc.nat(atMost).map((days) => addPeriod(than, { days }));
const maybe = <T>(arbitrary: fc.Arbitrary<T>) => fc.option(arbitrary, { nil: null });
const some = <T>(arbitrary: fc.Arbitrary<T>, maxLength: number) => fc.array(arbitrary, { maxLength });

/** Some moment of a Swedish day, its first and last minute in summer and winter included. */
const momentOn = (on: Day): fc.Arbitrary<Instant> =>
  fc
    .nat(24 * 60 - 1)
    .map((minute) => parseInstant(new Date(Date.parse(on) + (minute - 60) * 60_000).toISOString())!);

const id = (number: number) => `00000000-0000-7000-8000-${String(number).padStart(12, '0')}`;

/** Extensions in the order they were decided; some too late, some to a day that is no later. */
const extensionsFrom = (start: Day, length: number): fc.Arbitrary<ExtensionRecord[]> =>
  some(fc.tuple(fc.nat(length * 2), fc.nat(length * 2)), 3).map((decided) =>
    decided
      .toSorted(([a], [b]) => a - b)
      .map(([after, on]) => ({
        decidedOn: addPeriod(start, { days: after }),
        newEndDay: addPeriod(start, { days: after + on }),
      })),
  );

const anyIntake = anyDay.chain((receivedOn) => {
  const decidedOn = later(receivedOn, 40);
  return fc.record({
    receivedAt: momentOn(receivedOn),
    unit: fc.constantFrom('mottagning', 'ungdom'),
    handlerId: fc.constantFrom('mia.dahl', 'omar.lind'),
    type: anyCode('reportType'),
    reporter: anyCode('reporter'),
    mainCause: maybe(anyCode('cause')),
    otherCauses: some(anyCode('cause'), 3),
    protectionAssessments: some(
      fc.record({
        assessedAt: later(addPeriod(receivedOn, { days: 1 }), 5).chain(momentOn),
        need: anyCode('protectionNeed'),
      }),
      2,
    ),
    childHeard: maybe(fc.boolean()),
    extensions: extensionsFrom(receivedOn, 14),
    decision: maybe(fc.record({ outcome: anyCode('intakeOutcome'), decidedOn })),
    feedback: fc.record({
      requested: fc.boolean(),
      requestedOn: maybe(later(receivedOn, 80)),
      givenOn: maybe(later(addPeriod(receivedOn, { days: 40 }), 40)),
      unsuitable: fc.boolean(),
    }),
  });
});
type AnyIntake = typeof anyIntake extends fc.Arbitrary<infer T> ? T : never;

const UNSENT = { sentOn: null, answerDay: null, answeredOn: null, closedOn: null };
const anyConsultation = (openedOn: Day) =>
  later(openedOn, 60).chain((sentOn) =>
    fc.oneof(
      fc.constant({ ...UNSENT, status: 'utkast' as const }),
      fc.record({
        status: fc.constantFrom('skickad' as const, 'paminnelse' as const),
        sentOn: fc.constant(sentOn),
        answerDay: later(sentOn, 40),
        answeredOn: fc.constant(null),
        closedOn: fc.constant(null),
      }),
      fc.record({
        status: fc.constant('besvarad' as const),
        sentOn: fc.constant(sentOn),
        answerDay: later(sentOn, 40),
        answeredOn: later(sentOn, 60),
        closedOn: fc.constant(null),
      }),
      fc.record({
        status: fc.constantFrom('avbojd' as const, 'avslutad-utan-svar' as const),
        sentOn: fc.constant(sentOn),
        answerDay: later(sentOn, 40),
        answeredOn: fc.constant(null),
        closedOn: later(sentOn, 60),
      }),
    ),
  );

const toAParty = { id: fc.uuid(), partyId: fc.constantFrom(id(901), id(902)) };
const EXCEPTED = { partyId: null, sentOn: null, commentBy: null, commentReceivedOn: null, exception: true };

const anyCommunication = (openedOn: Day): fc.Arbitrary<InvestigationRecord['communications'][number]> =>
  fc.oneof(
    fc.uuid().map((id) => ({ ...EXCEPTED, id })),
    later(openedOn, 100).chain((sentOn) =>
      fc.record({
        ...toAParty,
        sentOn: fc.constant(sentOn),
        commentBy: maybe(later(sentOn, 20)),
        commentReceivedOn: maybe(later(sentOn, 30)),
        exception: fc.constant(false),
      }),
    ),
  );

/** Who was told of the investigation: a guardian, the child or, by an exception, all of them. */
const anyInformation = (openedOn: Day): fc.Arbitrary<InvestigationRecord['informations'][number]> =>
  fc.record({
    stage: anyCode('informationStage'),
    personId: maybe(fc.constantFrom(id(901), id(902), CHILD)),
    informedOn: maybe(later(openedOn, 10)),
    recordedAt: later(addPeriod(openedOn, { days: 1 }), 10).chain(momentOn),
  });

const anyNotification = (openedOn: Day): fc.Arbitrary<InvestigationRecord['notifications'][number]> =>
  later(openedOn, 200).chain((notifiedOn) =>
    fc.record({
      ...toAParty,
      notifiedOn: fc.constant(notifiedOn),
      appealReceivedOn: maybe(later(notifiedOn, 40)),
    }),
  );

/** What happened in an investigation that was opened on a day; what names it is added when the record is joined. */
const anyContent = (openedOn: Day) =>
  fc.record({
    unit: fc.constantFrom('barn-och-familj', 'ungdom'),
    handlerId: fc.constantFrom('karin.ek', 'omar.lind'),
    closing: maybe(fc.record({ outcome: anyCode('investigationOutcome'), closedOn: later(openedOn, 250) })),
    declinedBy: maybe(anyCode('declinedBy')),
    livingSituation: maybe(anyCode('livingSituation')),
    knownDisability: maybe(fc.boolean()),
    notHeardReason: maybe(anyCode('notHeardReason')),
    guardiansAtOpening: fc.subarray([id(901), id(902)]),
    informations: some(anyInformation(openedOn), 3),
    extensions: extensionsFrom(openedOn, 120),
    reassignments: some(fc.constantFrom('karin.ek', 'omar.lind', 'ny.handlaggare'), 2),
    plans: some(
      fc.record({
        savedAt: momentOn(openedOn),
        areas: fc.uniqueArray(fc.record({ area: anyCode('needsArea'), decision: anyCode('areaDecision') }), {
          selector: ({ area }) => area,
          maxLength: 12,
        }),
      }),
      2,
    ),
    statements: some(fc.record({ area: anyCode('needsArea'), source: anyCode('informationSource') }), 4),
    factors: some(
      fc.record({ area: anyCode('needsArea'), kind: anyCode('factorKind'), code: maybe(anyCode('factor')) }),
      4,
    ),
    conversations: some(
      fc.record({
        heldOn: later(openedOn, 100),
        form: anyCode('conversationForm'),
        childTookPart: fc.boolean(),
        childAlone: fc.boolean(),
        childViewRecorded: fc.boolean(),
      }),
      3,
    ),
    consultations: some(fc.tuple(anyCode('consultationCounterpart'), anyConsultation(openedOn)), 3),
    waivers: fc.uniqueArray(fc.record({ step: anyCode('consultationStep'), reason: anyCode('stepWaiver') }), {
      selector: ({ step }) => step,
    }),
    analysis: maybe(
      fc.record({
        needs: fc.uniqueArray(anyCode('needsArea')),
        childAttitude: maybe(anyCode('attitude')),
        guardianAttitude: maybe(anyCode('attitude')),
        childViewRecorded: fc.boolean(),
      }),
    ),
    communications: some(anyCommunication(openedOn), 3),
    notifications: some(anyNotification(openedOn), 2),
  });
type AnyContent = ReturnType<typeof anyContent> extends fc.Arbitrary<infer T> ? T : never;

const opens = ({ decision }: AnyIntake) => decision !== null && decision.outcome !== 'utredning-inleds-inte';

/**
 * Any record that a child's case can lead to: intakes in the order received; those that open an investigation open it
 * on the day decided, or join the one that is running that day; at most one runs at a time.
 */
export const anyRecord: fc.Arbitrary<ChildRecord> = some(anyIntake, 4)
  .chain((intakes) =>
    fc.record({
      child: fc.record({
        id: fc.constant(CHILD),
        birthDate: maybe(fc.constantFrom(day('2008-02-29'), day('2014-02-17'), day('2025-11-30'))),
        expectedBirthDate: fc.constant(null),
        legalSex: maybe(anyCode('legalSex')),
      }),
      cases: fc.tuple(
        ...intakes.map((intake) =>
          anyContent(intake.decision?.decidedOn ?? dayOf(intake.receivedAt)).map((content) => ({
            intake,
            content,
          })),
        ),
      ),
      interventions: anyDay.chain((from) => some(anyIntervention(id(800), from), 1)),
      siblingInvestigations: some(
        anyDay.chain((openedOn) =>
          fc.record({ openedOn: fc.constant(openedOn), closedOn: maybe(later(openedOn, 200)) }),
        ),
        2,
      ),
    }),
  )
  .map(({ cases, ...beside }) => ({ ...beside, ...joined(cases) }));

function joined(cases: readonly { intake: AnyIntake; content: AnyContent }[]) {
  const intakes: IntakeRecord[] = [];
  const investigations: InvestigationRecord[] = [];
  const dayOfCase = ({ intake }: (typeof cases)[number]) =>
    intake.decision?.decidedOn ?? dayOf(intake.receivedAt);
  const inOrderDecided = cases.toSorted((a, b) => (dayOfCase(a) < dayOfCase(b) ? -1 : 1));
  inOrderDecided.forEach(({ intake: { decision, ...intake }, content }, at) => {
    const names = { id: id(100 + at), caseNumber: `2026-${String(at + 1).padStart(5, '0')}` };
    const running = investigations.find(
      ({ openedOn, closedOn }) =>
        decision !== null &&
        openedOn <= decision.decidedOn &&
        (closedOn === null || closedOn >= decision.decidedOn),
    );
    const leads = opens({ ...intake, decision });
    const opened =
      leads && !running ? investigationOf(id(200 + at), names, decision!.decidedOn, content) : undefined;
    if (opened) investigations.push(opened);
    intakes.push({
      ...names,
      ...intake,
      outcome: !leads
        ? (decision?.outcome ?? null)
        : running
          ? 'pafors-pagaende-utredning'
          : 'utredning-inleds',
      decidedOn: decision?.decidedOn ?? null,
      investigationId: (running ?? opened)?.id ?? null,
    });
  });
  // Investigations are in order by now: they are opened on the day decided.
  return { intakes: intakes.toSorted((a, b) => (a.receivedAt < b.receivedAt ? -1 : 1)), investigations };
}

function investigationOf(
  investigationId: string,
  intake: { id: string; caseNumber: string },
  openedOn: Day,
  { closing, declinedBy, reassignments, consultations, conversations, ...content }: AnyContent,
): InvestigationRecord {
  return {
    ...content,
    id: investigationId,
    caseNumber: intake.caseNumber,
    intakeId: intake.id,
    openedOn,
    closedOn: closing?.closedOn ?? null,
    outcome: closing?.outcome ?? null,
    appealable: closing && closing.outcome === 'insats-sol',
    declinedBy: closing?.outcome === 'ingen-insats-avbojd' ? declinedBy : null,
    assignments: [content.handlerId, ...reassignments].map((handlerId, at) => ({
      handlerId,
      from: parseInstant(`${addPeriod(openedOn, { days: at })}T10:00:00Z`)!,
    })),
    conversations: conversations.toSorted((a, b) => (a.heldOn < b.heldOn ? -1 : 1)),
    consultations: consultations.map(([counterpart, consultation], at) => ({
      ...consultation,
      id: `${investigationId.slice(0, -4)}${at}${investigationId.slice(-3)}`,
      counterpart,
      remindedOn: consultation.status === 'paminnelse' ? [consultation.sentOn] : [],
    })),
  };
}
