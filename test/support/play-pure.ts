import { type Alias, instantOf, type Scenario } from '../../seeds/events.ts';
import { DEMO_BOARD } from '../../seeds/personas.ts';
import { callerOf } from '../../seeds/play.ts';
import {
  actOut,
  emptyCast,
  type Hands,
  idOf,
  latestOf,
  newcomers,
  personInput,
  remember,
} from '../../seeds/player.ts';
import type { ExtensionInput } from '../../src/intake/schema.ts';
import { choicesOf, SOURCE_OF } from '../../src/investigation/area/taking/rules.ts';
import { commentDayFrom } from '../../src/investigation/communication/rules.ts';
import { agreedAnswerDay } from '../../src/investigation/consultation/rules.ts';
import { childPartIn } from '../../src/investigation/conversation/rules.ts';
import { parseInstant } from '../../src/kernel/clock.ts';
import { dayOf } from '../../src/kernel/day.ts';
import { areaOfToday, underAreasOfToday } from '../../src/knowledge/areas.ts';
import type { LocalTerms } from '../../src/knowledge/local-terms.ts';
import { completeIdentity } from '../../src/person/rules.ts';
import type {
  ChildRecord,
  ConsultationRecord,
  ExtensionRecord,
  InvestigationRecord,
} from '../../src/record/record.ts';
import { byTimes, type ChildDraft, inOrder, nextCaseNumber, recordOf, type Stage } from './drafts.ts';
import { nothingYet } from './nothing-yet.ts';
import { INTERVENTION_HANDS } from './play-interventions.ts';
import { withFirsts } from './records.ts';
import { guardiansOn, siblingsOf } from './relations.ts';

/**
 * Folds a history into the record of each child that was reported, without a database: what the house should come to,
 * told a second time. Things are named by what they are: `alva intake 1`, `alva investigation 1`, `alva skola`.
 */
export async function foldHistory(
  scenario: Scenario,
  terms: LocalTerms = DEMO_BOARD,
): Promise<ReadonlyMap<Alias, ChildRecord>> {
  const folded = {
    scenario,
    terms,
    cast: emptyCast(),
    records: new Map<Alias, ChildDraft>(),
    caseNumbers: new Map(),
    familyWide: new Set<InvestigationRecord['statements'][number]>(),
    answers: new Map(),
  };
  for (const event of scenario.events) {
    const now = instantOf(event.at);
    await actOut(HANDS, { ...folded, caller: callerOf(event.by), now, today: dayOf(now) }, event);
  }
  for (const [alias, record] of folded.records) {
    record.siblingInvestigations = siblingsOf(alias, scenario)
      .flatMap((sibling) => folded.records.get(sibling)?.investigations ?? [])
      .map(({ openedOn, closedOn }) => ({ openedOn, closedOn }))
      .toSorted(byTimes);
    for (const one of record.investigations) {
      one.guardiansAtOpening = guardiansOn(one.openedOn, alias, scenario);
      Object.assign(one, withFirsts(one));
    }
  }
  return folded.records;
}

const intakeOf = (stage: Stage, child: Alias) =>
  recordOf(stage, child).intakes.find(({ id }) => id === latestOf(stage.cast.intakes, child))!;
const caseOf = (stage: Stage, child: Alias) =>
  recordOf(stage, child).investigations.find(({ id }) => id === latestOf(stage.cast.investigations, child))!;
const consultationOf = (stage: Stage, child: Alias, counterpart: ConsultationRecord['counterpart']) =>
  caseOf(stage, child).consultations.findLast((one) => one.counterpart === counterpart)!;

function isUnborn({ child }: ChildDraft): boolean {
  return child.birthDate === null && child.expectedBirthDate !== null;
}

/** Puts everyone who is told of for the first time on record, the children of the report first. */
function introduce({ scenario, cast, records, today }: Stage, reported: readonly Alias[]): void {
  for (const alias of reported) {
    if (records.has(alias)) continue;
    const identity = completeIdentity(personInput(scenario.people[alias]!));
    records.set(alias, {
      child: {
        id: alias,
        birthDate: identity.birthDate ?? null,
        expectedBirthDate: identity.expectedBirthDate ?? null,
        legalSex: identity.legalSex ?? null,
        birthCountryGroup: identity.birthCountryGroup ?? null,
      },
      intakes: [],
      investigations: [],
      interventions: [],
      siblingInvestigations: [],
    });
  }
  for (const alias of [...reported, ...newcomers(scenario, cast, today).map(([name]) => name)]) {
    cast.persons.set(alias, alias);
  }
}

type Opening = Pick<InvestigationRecord, 'unit' | 'handlerId' | 'openedOn'>;

function openInvestigation(stage: Stage, child: Alias, opening: Opening): string {
  const { investigations } = recordOf(stage, child);
  const { id: intakeId, caseNumber } = intakeOf(stage, child);
  const id = `${child} investigation ${investigations.length + 1}`;
  for (const { followUp } of investigations) {
    if (followUp?.endedOn !== null) continue;
    const endedOn = opening.openedOn < followUp.decidedOn ? followUp.decidedOn : opening.openedOn;
    Object.assign(followUp, { endedOn, endReason: 'ny-utredning' });
  }
  investigations.push({
    id,
    caseNumber,
    intakeId,
    ...opening,
    ...nothingYet(),
    assignments: [{ handlerId: opening.handlerId, from: stage.now }],
  });
  inOrder(investigations, 'openedOn');
  return id;
}

const extensionBy = (
  { caller, now, today }: Stage,
  { ground, newEndDay, decidedOn = today }: ExtensionInput,
): ExtensionRecord => ({ ground, decidedOn, decidedBy: caller.id, newEndDay, recordedAt: now });

const HANDS: Hands<Stage> = {
  async report(stage, told) {
    const { caller, now, cast } = stage;
    const receivedAt = told.receivedAt ? parseInstant(told.receivedAt)! : now;
    introduce(
      stage,
      told.children.map(({ child }) => child),
    );
    for (const { child, mainCause = null, otherCauses = [] } of told.children) {
      const record = recordOf(stage, child);
      const unit = told.unit ?? caller.units[0]!;
      const id = `${child} intake ${record.intakes.length + 1}`;
      record.intakes.push({
        id,
        caseNumber: nextCaseNumber(stage),
        unit,
        handlerId: caller.id,
        type: told.type,
        reporter: told.reporter,
        receivedAt,
        recordedAt: now,
        mainCause,
        otherCauses: [...otherCauses],
        protectionAssessments: [],
        childHeard: null,
        extensions: [],
        outcome: null,
        decidedOn: null,
        investigationId: null,
        feedback: {
          requested: told.feedbackRequested ?? false,
          requestedOn: null,
          givenOn: null,
          unsuitable: false,
        },
      });
      inOrder(record.intakes, 'receivedAt');
      remember(cast.intakes, child, id);
      if (told.type === 'ansokan' && !isUnborn(record)) {
        const openedOn = dayOf(receivedAt);
        const running = record.investigations.find(({ closedOn }) => closedOn === null)?.id;
        const investigationId =
          running ?? openInvestigation(stage, child, { unit, handlerId: caller.id, openedOn });
        const outcome = running ? 'pafors-pagaende-utredning' : 'utredning-inleds';
        Object.assign(intakeOf(stage, child), { outcome, decidedOn: openedOn, investigationId });
        remember(cast.investigations, child, investigationId);
      }
    }
  },
  async 'correct-person'(stage, told, child) {
    const record = recordOf(stage, child);
    const { birthDate, legalSex, expectedBirthDate, birthCountryGroup } = completeIdentity(told);
    if (birthDate) Object.assign(record.child, { birthDate, expectedBirthDate: null });
    if (legalSex) record.child.legalSex = legalSex;
    if (birthCountryGroup) record.child.birthCountryGroup = birthCountryGroup;
    if (expectedBirthDate) record.child.expectedBirthDate = expectedBirthDate;
  },
  async 'correct-intake'(stage, told, child) {
    Object.assign(intakeOf(stage, child), told);
  },
  async 'assign-intake'(stage, told, child) {
    Object.assign(intakeOf(stage, child), told);
  },
  async 'assess-protection'(stage, { need, assessedAt }, child) {
    const { protectionAssessments } = intakeOf(stage, child);
    protectionAssessments.push({ assessedAt: assessedAt ? parseInstant(assessedAt)! : stage.now, need });
    inOrder(protectionAssessments, 'assessedAt');
  },
  async 'save-preliminary'(stage, { childHeard = null }, child) {
    intakeOf(stage, child).childHeard = childHeard;
  },
  async 'extend-intake'(stage, told, child) {
    intakeOf(stage, child).extensions.push(extensionBy(stage, told));
  },
  async 'decide-intake'(stage, { outcome, decidedOn = stage.today, ...told }, child) {
    const intake = intakeOf(stage, child);
    const { unit = intake.unit, handlerId = intake.handlerId } = told;
    const investigationId = {
      'utredning-inleds': () => openInvestigation(stage, child, { unit, handlerId, openedOn: decidedOn }),
      'utredning-inleds-inte': () => null,
      'pafors-pagaende-utredning': () =>
        recordOf(stage, child).investigations.find(({ closedOn }) => closedOn === null)!.id,
    }[outcome]();
    Object.assign(intake, { outcome, decidedOn, investigationId });
    remember(stage.cast.investigations, child, investigationId);
  },
  async 'give-feedback'(stage, { requestedOn, givenOn, unsuitable }, child) {
    const { feedback } = intakeOf(stage, child);
    if (requestedOn) Object.assign(feedback, { requested: true, requestedOn });
    Object.assign(feedback, { givenOn: givenOn ?? null, unsuitable: unsuitable !== undefined });
  },
  async 'record-circumstances'(stage, { notHeardExplanation: _, ...told }, child) {
    Object.assign(caseOf(stage, child), told);
  },
  async assign(stage, told, child) {
    const one = caseOf(stage, child);
    Object.assign(one, told);
    one.assignments.push({ handlerId: told.handlerId, from: stage.now });
  },
  async extend(stage, told, child) {
    caseOf(stage, child).extensions.push(extensionBy(stage, told));
  },
  async plan(stage, { areas = [] }, child) {
    const chosen = underAreasOfToday(areas).map(({ area, decision }) => ({ area, decision }));
    const one = caseOf(stage, child);
    const reports = recordOf(stage, child).intakes.filter(
      ({ investigationId }) => investigationId === one.id,
    );
    one.plans.push({ savedAt: stage.now, reports: reports.length, areas: chosen });
  },
  async state(stage, { area, source, familyWide = false }, child) {
    const statement = { area, source };
    caseOf(stage, child).statements.push(statement);
    if (familyWide) stage.familyWide.add(statement);
  },
  async retract(stage, { area }, child) {
    const { statements } = caseOf(stage, child);
    const at = statements.findLastIndex((one) => one.area === area);
    statements.splice(at, 1);
  },
  async 'use-family-statement'(stage, { from, area }, child) {
    const told = caseOf(stage, from).statements.filter((one) => stage.familyWide.has(one));
    const { source } = told.findLast((one) => one.area === area)!;
    caseOf(stage, child).statements.push({ area, source });
  },
  async 'add-factor'(stage, { area, kind, code = null }, child) {
    caseOf(stage, child).factors.push({ area, kind, code, recordedAt: stage.now });
  },
  async converse(stage, told, child) {
    const part = { ...childPartIn(told.form), ...told };
    const { conversations } = caseOf(stage, child);
    conversations.push({
      heldOn: told.heldOn,
      form: told.form,
      childTookPart: part.childTookPart,
      childAlone: part.childAlone,
      childViewRecorded: told.childView != null,
    });
    inOrder(conversations, 'heldOn');
  },
  async consult(stage, { counterpart, sentOn = stage.today, answerDay }, child) {
    caseOf(stage, child).consultations.push({
      id: `${child} ${counterpart}`,
      counterpart,
      status: 'skickad',
      sentOn,
      answerDay: answerDay ?? agreedAnswerDay(counterpart, sentOn, stage.terms),
      remindedOn: [],
      answeredOn: null,
      closedOn: null,
    });
  },
  async remind(stage, { counterpart, answerDay, remindedOn = stage.today }, child) {
    const consultation = consultationOf(stage, child, counterpart);
    Object.assign(consultation, { status: 'paminnelse', answerDay });
    consultation.remindedOn.push(remindedOn);
  },
  async answer(stage, { counterpart, answeredOn = stage.today, statements = [] }, child) {
    const consultation = consultationOf(stage, child, counterpart);
    Object.assign(consultation, { status: 'besvarad', answeredOn });
    stage.answers.set(
      consultation.id,
      statements.map((statement, at) => ({ part: at + 1, ...statement })),
    );
  },
  async 'take-answer'(stage, { counterpart, parts }, child) {
    const answered = stage.answers.get(consultationOf(stage, child, counterpart).id)!;
    const source = SOURCE_OF[counterpart];
    const taken = choicesOf({ parts }, answered).map(({ area }) => ({ area: areaOfToday(area!)!, source }));
    caseOf(stage, child).statements.push(...taken);
  },
  async withdraw(stage, { counterpart, kind, on = stage.today }, child) {
    Object.assign(consultationOf(stage, child, counterpart), { status: kind, closedOn: on });
  },
  async score(stage, { instrument }, child) {
    caseOf(stage, child).instruments.push({ instrument, recordedAt: stage.now });
  },
  async 'waive-step'(stage, { step, reason }, child) {
    caseOf(stage, child).waivers.push({ step, reason });
  },
  async analyse(stage, { analysis, assessment }, child) {
    const one = caseOf(stage, child);
    const saved = one.analysis;
    const analysed = analysis
      ? analysis.together != null && analysis.meaningForChild != null
      : (saved?.analysed ?? false);
    one.analysis = assessment
      ? {
          analysed,
          assessed: assessment.bestInterests != null && assessment.proposal != null,
          needs: (assessment.needs ?? []).flatMap((area) => areaOfToday(area) ?? []),
          childAttitude: assessment.childAttitude ?? null,
          guardianAttitude: assessment.guardianAttitude ?? null,
          childViewRecorded: assessment.childView != null,
        }
      : {
          ...{
            assessed: false,
            needs: [],
            childAttitude: null,
            guardianAttitude: null,
            childViewRecorded: false,
          },
          ...saved,
          analysed,
        };
  },
  // What is judged only when the case is closed (see play-closing.ts), or by nothing but a reader, is in no record.
  async 'save-meaning'() {},
  async 'write-note'() {},
  async 'sign-note'() {},
  async object() {},
  async 'sign-analysis'() {},
  async consent() {},
  async 'inform-of-follow-up'() {},
  async 'contact-in-follow-up'() {},
  async communicate(stage, { party = null, sentOn = stage.today, commentBy, exception }, child) {
    const { id, communications } = caseOf(stage, child);
    communications.push({
      id: `${id} communication ${communications.length + 1}`,
      partyId: party,
      sentOn: party === null ? null : sentOn,
      commentBy: party === null ? null : (commentBy ?? commentDayFrom(sentOn, stage.terms)),
      commentReceivedOn: null,
      exception: exception !== undefined,
    });
  },
  async comment(stage, { party, receivedOn }, child) {
    const sent = caseOf(stage, child).communications.findLast(({ partyId }) => partyId === party)!;
    sent.commentReceivedOn = receivedOn;
  },
  async inform(stage, { stage: of, party = null, informedOn = null }, child) {
    caseOf(stage, child).informations.push({
      stage: of,
      personId: party,
      informedOn,
      recordedAt: stage.now,
    });
  },
  async close(stage, { outcome, declinedBy = null, decidedOn = stage.today }, child) {
    const appealable = outcome === 'insats-sol' || outcome === 'ansokan-avslagen';
    Object.assign(caseOf(stage, child), { outcome, appealable, declinedBy, closedOn: decidedOn });
  },
  async notify(stage, { party, notifiedOn }, child) {
    const { id, notifications } = caseOf(stage, child);
    stage.cast.notifications.set(`${child} ${party}`, String(notifications.length));
    notifications.push({
      id: `${id} notification ${notifications.length + 1}`,
      partyId: party,
      notifiedOn,
      appealReceivedOn: null,
    });
  },
  async appeal(stage, { party, receivedOn }, child) {
    const at = Number(idOf(stage.cast.notifications, child, party));
    caseOf(stage, child).notifications[at]!.appealReceivedOn = receivedOn;
  },
  async 'follow-up'(stage, { ground, decidedOn = stage.today }, child) {
    caseOf(stage, child).followUp = { ground, decidedOn, endedOn: null, endReason: null };
  },
  async 'end-follow-up'(stage, { reason: endReason, endedOn = stage.today }, child) {
    Object.assign(caseOf(stage, child).followUp!, { endedOn, endReason });
  },
  ...INTERVENTION_HANDS,
};
