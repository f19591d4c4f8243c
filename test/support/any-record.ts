import fc from 'fast-check';
import { type Instant, parseInstant } from '../../src/kernel/clock.ts';
import { addPeriod, type Day, day, dayOf, daysBetween } from '../../src/kernel/day.ts';
import type {
  ChildRecord,
  ExtensionRecord,
  IntakeRecord,
  InterventionRecord,
  InvestigationRecord,
} from '../../src/record/record.ts';
import { anyCode, later, maybe, some } from './arbitraries.ts';
import { anyIntervention } from './intervention-records.ts';
import { CHILD, withFirsts } from './records.ts';

/** Any record of a child that a case can lead to, for what is to hold of all of them. */

/** Days around every change of the law: 2024 to 2027. */
export const anyDay: fc.Arbitrary<Day> = fc
  .nat(daysBetween(day('2024-01-01'), day('2027-12-31')))
  .map((days) => addPeriod(day('2024-01-01'), { days }));

/** Some moment of a Swedish day, its first and last minute in summer and winter included. */
const momentOn = (on: Day): fc.Arbitrary<Instant> =>
  fc
    .nat(24 * 60 - 1)
    .map((minute) => parseInstant(new Date(Date.parse(on) + (minute - 60) * 60_000).toISOString())!);

const id = (number: number) => `00000000-0000-7000-8000-${String(number).padStart(12, '0')}`;

/** Extensions in the order they were decided; some too late, some to a day that is no later. */
const extensionsFrom = (start: Day, length: number): fc.Arbitrary<ExtensionRecord[]> =>
  some(fc.tuple(fc.nat(length * 2), fc.nat(length * 2), anyCode('extensionGround'), maybe(fc.nat(5))), 3).map(
    (decided) =>
      decided
        .toSorted(([a], [b]) => a - b)
        .map(([after, on, ground, recordedAfter]) => ({
          ground,
          decidedOn: addPeriod(start, { days: after }),
          decidedBy: 'lena.berg',
          newEndDay: addPeriod(start, { days: after + on }),
          recordedAt:
            recordedAfter === null
              ? null
              : parseInstant(`${addPeriod(start, { days: after + recordedAfter })}T12:00:00Z`)!,
        })),
  );

const anyIntake = anyDay.chain((receivedOn) => {
  const decidedOn = later(receivedOn, 40);
  return fc.record({
    receivedAt: momentOn(receivedOn),
    recordedAt: later(receivedOn, 3).chain(momentOn),
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
    declinedBy: anyCode('declinedBy'),
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
        reports: maybe(fc.constantFrom(1, 2)),
        areas: fc.uniqueArray(fc.record({ area: anyCode('needsArea'), decision: anyCode('areaDecision') }), {
          selector: ({ area }) => area,
          maxLength: 12,
        }),
      }),
      2,
    ),
    statements: some(fc.record({ area: anyCode('needsArea'), source: anyCode('informationSource') }), 4),
    factors: some(
      fc.record({
        area: anyCode('needsArea'),
        kind: anyCode('factorKind'),
        code: maybe(anyCode('factor')),
        recordedAt: later(openedOn, 60).chain(momentOn),
      }),
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
    instruments: some(
      fc.record({ instrument: anyCode('instrument'), recordedAt: later(openedOn, 60).chain(momentOn) }),
      3,
    ),
    waivers: fc.uniqueArray(fc.record({ step: anyCode('consultationStep'), reason: anyCode('stepWaiver') }), {
      selector: ({ step }) => step,
    }),
    analysis: maybe(
      fc.record({
        analysed: fc.boolean(),
        assessed: fc.boolean(),
        needs: fc.uniqueArray(anyCode('needsArea')),
        childAttitude: maybe(anyCode('attitude')),
        guardianAttitude: maybe(anyCode('attitude')),
        childViewRecorded: fc.boolean(),
      }),
    ),
    communications: some(anyCommunication(openedOn), 3),
    notifications: some(anyNotification(openedOn), 2),
    following: maybe(
      fc.record({
        ground: anyCode('followUpGround'),
        after: fc.nat(190),
        ended: maybe(fc.record({ after: fc.nat(250), endReason: anyCode('followUpEndReason') })),
      }),
    ),
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
        birthCountryGroup: maybe(anyCode('birthCountryGroup')),
      }),
      cases: fc.tuple(
        ...intakes.map((intake) =>
          anyContent(intake.decision?.decidedOn ?? dayOf(intake.receivedAt)).map((content) => ({
            intake,
            content,
          })),
        ),
      ),
      interventions: fc
        .tuple(...[800, 810].map((at) => anyDay.chain((from) => anyIntervention(id(at), from))))
        .chain((all) => fc.subarray(all)),
      siblingInvestigations: some(
        anyDay.chain((openedOn) =>
          fc.record({ openedOn: fc.constant(openedOn), closedOn: maybe(later(openedOn, 200)) }),
        ),
        2,
      ),
    }),
  )
  .map(({ cases, interventions, ...beside }) => {
    const together = joined(cases);
    return { ...beside, ...together, interventions: following(together, interventions) };
  });

/** Interventions in the order started; what was decided follows from an investigation, and without one nothing was. */
function following({ investigations }: Pick<ChildRecord, 'investigations'>, all: InterventionRecord[]) {
  return all
    .map((one): InterventionRecord => {
      if (one.decidedOn === null) return one;
      const from = investigations.findLast(({ openedOn }) => openedOn <= one.decidedOn!);
      return from
        ? { ...one, investigationId: from.id, caseNumber: from.caseNumber }
        : { ...one, basis: 'utan-behovsprovning', decidedOn: null };
    })
    .toSorted((a, b) => (a.startedOn < b.startedOn ? -1 : 1));
}

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

function followUpOf(
  closedOn: Day,
  { ground, after, ended }: NonNullable<AnyContent['following']>,
): InvestigationRecord['followUp'] {
  const decidedOn = addPeriod(closedOn, { days: after });
  const endedOn = ended && addPeriod(decidedOn, { days: ended.after });
  return { ground, decidedOn, endedOn, endReason: ended?.endReason ?? null };
}

function investigationOf(
  investigationId: string,
  intake: { id: string; caseNumber: string },
  openedOn: Day,
  { closing, declinedBy, reassignments, consultations, conversations, following, ...content }: AnyContent,
): InvestigationRecord {
  return withFirsts({
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
    followUp: closing && following && followUpOf(closing.closedOn, following),
    conversations: conversations.toSorted((a, b) => (a.heldOn < b.heldOn ? -1 : 1)),
    consultations: consultations.map(([counterpart, consultation], at) => ({
      ...consultation,
      id: `${investigationId.slice(0, -4)}${at}${investigationId.slice(-3)}`,
      counterpart,
      remindedOn: consultation.status === 'paminnelse' ? [consultation.sentOn] : [],
    })),
  });
}
