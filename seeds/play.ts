import { randomUUID } from 'node:crypto';
import { eq } from 'drizzle-orm';
import type { Board } from '../src/access/boards.ts';
import type { Caller } from '../src/access/caller.ts';
import { perform, type Work } from '../src/access/work.ts';
import * as intakes from '../src/intake/actions.ts';
import { intake } from '../src/intake/tables.ts';
import * as interventions from '../src/intervention/actions.ts';
import { endIntervention, recordLaterFollowUp } from '../src/intervention/ending/actions.ts';
import { recordFollowUp } from '../src/intervention/follow-up/actions.ts';
import { endGoal, reviseGoal, setGoal } from '../src/intervention/goal/actions.ts';
import { interventionGoal } from '../src/intervention/goal/tables.ts';
import { recordScore } from '../src/intervention/score/actions.ts';
import { recordSip } from '../src/intervention/sip/actions.ts';
import { intervention } from '../src/intervention/tables.ts';
import * as investigations from '../src/investigation/actions.ts';
import { loadAnalysis, saveAnalysis, signAnalysis } from '../src/investigation/analysis/actions.ts';
import {
  loadMeaning,
  recordFactor,
  recordStatement,
  retractStatement,
  saveMeaning,
} from '../src/investigation/area/actions.ts';
import { takeStatements } from '../src/investigation/area/taking/actions.ts';
import { communicate, recordComment } from '../src/investigation/communication/actions.ts';
import { communication } from '../src/investigation/communication/tables.ts';
import { recordConsent } from '../src/investigation/consent/actions.ts';
import * as consultations from '../src/investigation/consultation/actions.ts';
import { consultation } from '../src/investigation/consultation/tables.ts';
import { recordConversation } from '../src/investigation/conversation/actions.ts';
import { decideInvestigation } from '../src/investigation/decision/actions.ts';
import * as followUps from '../src/investigation/follow-up/actions.ts';
import { followUp } from '../src/investigation/follow-up/tables.ts';
import { recordInformation } from '../src/investigation/information/actions.ts';
import { recordInstrumentUse } from '../src/investigation/instrument/actions.ts';
import { draftNote, recordObjection, signNote } from '../src/investigation/note/actions.ts';
import { note } from '../src/investigation/note/tables.ts';
import { notify, recordAppeal } from '../src/investigation/notification/actions.ts';
import { decisionNotification } from '../src/investigation/notification/tables.ts';
import { loadPlan, savePlan } from '../src/investigation/plan/actions.ts';
import { useFamilyStatement } from '../src/investigation/sharing/actions.ts';
import { investigation } from '../src/investigation/tables.ts';
import { correctPerson, registerPerson, relate } from '../src/person/actions.ts';
import { person } from '../src/person/tables.ts';
import { afterIntake, register } from '../src/process.ts';
import { instantOf, type Scenario } from './events.ts';
import { PERSONAS, type Persona } from './personas.ts';
import {
  actOut,
  bondsOf,
  type Cast,
  emptyCast,
  forgetStatement,
  goalIn,
  type Hands,
  idOf,
  judgedIn,
  latestOf,
  newcomers,
  type Player,
  personInput,
  remember,
  rememberStatement,
  reportedAs,
  statementIn,
} from './player.ts';

interface Stage {
  readonly work: Work;
  readonly cast: Cast;
  readonly scenario: Scenario;
}

/** A persona as a verified token would show it. */
export const callerOf = (persona: Persona): Caller => {
  const { sub, roles, units, boards } = PERSONAS[persona];
  return { id: sub, roles: roles as Caller['roles'], units, boards, scopes: [] };
};

/**
 * Plays a history through the actions that the routes call, each event at its own time. `play` takes its place in
 * the writer's queue at once: events that are not waited for still happen in the order in which they were played.
 */
export function playThroughActions(board: Board, scenario: Scenario): Player {
  const cast = emptyCast();
  return {
    cast,
    async play(event) {
      const now = instantOf(event.at);
      const origin = { caller: callerOf(event.by), requestId: randomUUID(), clock: { now: () => now } };
      await perform(board, origin, (work) => actOut(HANDS, { work, cast, scenario }, event));
    },
  };
}

type Versioned =
  | typeof person
  | typeof intake
  | typeof investigation
  | typeof consultation
  | typeof note
  | typeof communication
  | typeof decisionNotification
  | typeof intervention
  | typeof interventionGoal;

/** The version that someone who reads the thing now will base a change on. */
async function versionOf({ work }: Stage, table: Versioned, id: string): Promise<number> {
  const [row] = await work.tx.select({ version: table.version }).from(table).where(eq(table.id, id));
  return row!.version;
}

/** Registers everyone in the history who is not yet on record, and how they are related. */
async function introduceFamily({ work, cast, scenario }: Stage, reported: readonly string[]): Promise<void> {
  const arrived = new Set(reported);
  for (const [alias, individual] of newcomers(scenario, cast, work.today)) {
    cast.persons.set(alias, (await registerPerson(work, personInput(individual))).id);
    arrived.add(alias);
  }
  for (const { who, is, of, ...told } of bondsOf(scenario, cast, arrived)) {
    const [fromPersonId, toPersonId] = [idOf(cast.persons, who), idOf(cast.persons, of)];
    await relate(work, { fromPersonId, toPersonId, type: is, ...told });
  }
}

/** Finds the child's latest intake, and the version to base the change on. */
async function onIntake(stage: Stage, child: string): Promise<[Work, string, number]> {
  const id = latestOf(stage.cast.intakes, child);
  return [stage.work, id, await versionOf(stage, intake, id)];
}

async function onInvestigation(stage: Stage, child: string): Promise<[Work, string, number]> {
  const id = latestOf(stage.cast.investigations, child);
  return [stage.work, id, await versionOf(stage, investigation, id)];
}

async function onConsultation(
  stage: Stage,
  child: string,
  counterpart: string,
): Promise<[Work, string, number]> {
  const id = idOf(stage.cast.consultations, child, counterpart);
  return [stage.work, id, await versionOf(stage, consultation, id)];
}

async function onIntervention(stage: Stage, child: string): Promise<[Work, string, number]> {
  const id = latestOf(stage.cast.interventions, child);
  return [stage.work, id, await versionOf(stage, intervention, id)];
}

const HANDS: Hands<Stage> = {
  async report(stage, { children, receivedAt, ...told }) {
    const { work, cast, scenario } = stage;
    const { children: opened } = await register(work, {
      ...told,
      receivedAt: receivedAt ?? work.now,
      children: children.map(({ child, ...causes }) => ({ ...reportedAs(child, scenario, cast), ...causes })),
    });
    const arrived = children.map(({ child }) => child).filter((child) => !cast.persons.has(child));
    for (const [at, { child }] of children.entries()) {
      const { childId, intakeId, investigationId } = opened[at]!;
      // Null only for a child who was hidden from the reporter; the history has met that child before.
      if (childId) cast.persons.set(child, childId);
      remember(cast.intakes, child, intakeId);
      remember(cast.investigations, child, investigationId);
    }
    await introduceFamily(stage, arrived);
  },
  async 'correct-person'(stage, told, child) {
    const id = idOf(stage.cast.persons, child);
    await correctPerson(stage.work, id, told, await versionOf(stage, person, id));
  },
  'correct-intake': async (stage, told, child) => {
    const [work, id, basedOn] = await onIntake(stage, child);
    await intakes.correctIntake(work, id, told, basedOn);
  },
  'assign-intake': async (stage, told, child) => {
    const [work, id, basedOn] = await onIntake(stage, child);
    await intakes.assignIntake(work, id, told, basedOn);
  },
  'assess-protection': ({ work, cast }, told, child) =>
    intakes.assessProtection(work, latestOf(cast.intakes, child), told),
  'save-preliminary': async (stage, told, child) => {
    const [work, id, basedOn] = await onIntake(stage, child);
    await intakes.savePreliminaryAssessment(work, id, told, basedOn);
  },
  'extend-intake': async (stage, told, child) => {
    const [work, id, basedOn] = await onIntake(stage, child);
    await intakes.extendIntake(work, id, told, basedOn);
  },
  'decide-intake': async (stage, told, child) => {
    const [work, id, basedOn] = await onIntake(stage, child);
    const { investigationId } = await intakes.decideIntake(work, id, told, basedOn, afterIntake);
    remember(stage.cast.investigations, child, investigationId);
  },
  'give-feedback': async (stage, told, child) => {
    const [work, id, basedOn] = await onIntake(stage, child);
    await intakes.giveFeedback(work, id, told, basedOn);
  },
  'record-circumstances': async (stage, told, child) => {
    const [work, id, basedOn] = await onInvestigation(stage, child);
    await investigations.recordCircumstances(work, id, told, basedOn);
  },
  assign: async (stage, told, child) => {
    const [work, id, basedOn] = await onInvestigation(stage, child);
    await investigations.assignInvestigation(work, id, told, basedOn);
  },
  extend: async (stage, told, child) => {
    const [work, id, basedOn] = await onInvestigation(stage, child);
    await investigations.extendInvestigation(work, id, told, basedOn);
  },
  plan: async ({ work, cast }, told, child) => {
    const id = latestOf(cast.investigations, child);
    await savePlan(work, id, told, (await loadPlan(work.tx, id)).version);
  },
  state: async ({ work, cast }, { area, counterpart, ...told }, child) => {
    const consultationId = counterpart && idOf(cast.consultations, child, counterpart);
    const id = latestOf(cast.investigations, child);
    rememberStatement(cast, child, await recordStatement(work, id, area, { ...told, consultationId }));
  },
  'add-factor': ({ work, cast }, { area, ...told }, child) =>
    recordFactor(work, latestOf(cast.investigations, child), area, told),
  'save-meaning': async ({ work, cast }, { area, ...told }, child) => {
    const at = { investigationId: latestOf(cast.investigations, child), area };
    await saveMeaning(work, at, told, (await loadMeaning(work.tx, at)).version);
  },
  retract: async ({ work, cast }, { area, ...told }, child) => {
    const id = statementIn(cast, child, { area });
    await retractStatement(work, { investigationId: latestOf(cast.investigations, child), area }, id, told);
    forgetStatement(cast, child, id);
  },
  'use-family-statement': async ({ work, cast }, { from, area }, child) => {
    const statementId = statementIn(cast, from, { area, familyWide: true });
    const id = latestOf(cast.investigations, child);
    rememberStatement(cast, child, await useFamilyStatement(work, id, { statementId }));
  },
  converse: ({ work, cast }, told, child) =>
    recordConversation(work, latestOf(cast.investigations, child), told),
  'write-note': async ({ work, cast }, { signed = true, ...told }, child) => {
    const investigationId = latestOf(cast.investigations, child);
    const { id, version } = await draftNote(work, investigationId, told);
    (signed ? cast.signedNotes : cast.draftNotes).set(child, id);
    if (signed) await signNote(work, investigationId, id, version);
  },
  'sign-note': async (stage, _, child) => {
    const { work, cast } = stage;
    const id = idOf(cast.draftNotes, child);
    await signNote(work, latestOf(cast.investigations, child), id, await versionOf(stage, note, id));
    cast.signedNotes.set(child, id);
  },
  object: ({ work, cast }, { party, ...told }, child) => {
    const byPersonId = idOf(cast.persons, party);
    const noteId = idOf(cast.signedNotes, child);
    return recordObjection(work, latestOf(cast.investigations, child), noteId, { ...told, byPersonId });
  },
  score: ({ work, cast }, told, child) =>
    recordInstrumentUse(work, latestOf(cast.investigations, child), told),
  consult: async ({ work, cast }, { sentOn, answerDay, ...told }, child) => {
    const { id, version } = await consultations.draftConsultation(
      work,
      latestOf(cast.investigations, child),
      told,
    );
    await consultations.dispatch(work, id, { sentOn, answerDay }, version);
    cast.consultations.set(`${child} ${told.counterpart}`, id);
  },
  remind: async (stage, { counterpart, ...told }, child) => {
    const [work, id, basedOn] = await onConsultation(stage, child, counterpart);
    await consultations.remind(work, id, told, basedOn);
  },
  answer: async (stage, { counterpart, ...told }, child) => {
    const [work, id, basedOn] = await onConsultation(stage, child, counterpart);
    await consultations.answer(work, id, told, basedOn);
  },
  'take-answer': async ({ work, cast }, { counterpart, ...told }, child) => {
    const { items } = await takeStatements(work, idOf(cast.consultations, child, counterpart), told);
    for (const taken of items) rememberStatement(cast, child, taken);
  },
  withdraw: async (stage, { counterpart, ...told }, child) => {
    const [work, id, basedOn] = await onConsultation(stage, child, counterpart);
    await consultations.withdraw(work, id, told, basedOn);
  },
  'waive-step': ({ work, cast }, told, child) =>
    consultations.waiveStep(work, latestOf(cast.investigations, child), told),
  analyse: async ({ work, cast }, told, child) => {
    const id = latestOf(cast.investigations, child);
    await saveAnalysis(work, id, told, (await loadAnalysis(work.tx, id)).version);
  },
  'sign-analysis': async ({ work, cast }, told, child) => {
    const id = latestOf(cast.investigations, child);
    await signAnalysis(work, id, told, (await loadAnalysis(work.tx, id)).version);
  },
  communicate: async ({ work, cast }, { party, ...told }, child) => {
    const partyId = party && idOf(cast.persons, party);
    const { id } = await communicate(work, latestOf(cast.investigations, child), { ...told, partyId });
    if (party) cast.communications.set(`${child} ${party}`, id);
  },
  comment: async (stage, { party, ...told }, child) => {
    const id = idOf(stage.cast.communications, child, party);
    const basedOn = await versionOf(stage, communication, id);
    await recordComment(stage.work, latestOf(stage.cast.investigations, child), id, told, basedOn);
  },
  inform: ({ work, cast }, { party, ...told }, child) => {
    const personId = party && idOf(cast.persons, party);
    return recordInformation(work, latestOf(cast.investigations, child), { ...told, personId });
  },
  consent: ({ work, cast }, { party, ...told }, child) =>
    recordConsent(work, latestOf(cast.investigations, child), {
      ...told,
      personId: idOf(cast.persons, party),
    }),
  close: async (stage, told, child) => {
    const [work, id, basedOn] = await onInvestigation(stage, child);
    await decideInvestigation(work, id, told, basedOn);
  },
  notify: async ({ work, cast }, { party, ...told }, child) => {
    const partyId = idOf(cast.persons, party);
    const { id } = await notify(work, latestOf(cast.investigations, child), { ...told, partyId });
    cast.notifications.set(`${child} ${party}`, id);
  },
  appeal: async (stage, { party, ...told }, child) => {
    const id = idOf(stage.cast.notifications, child, party);
    const basedOn = await versionOf(stage, decisionNotification, id);
    await recordAppeal(stage.work, latestOf(stage.cast.investigations, child), id, told, basedOn);
  },
  'follow-up': async (stage, told, child) => {
    const [work, id, basedOn] = await onInvestigation(stage, child);
    await followUps.decideFollowUp(work, id, told, basedOn);
  },
  'inform-of-follow-up': ({ work, cast }, { party, ...told }, child) =>
    followUps.recordInformation(work, latestOf(cast.investigations, child), {
      ...told,
      personId: idOf(cast.persons, party),
    }),
  'contact-in-follow-up': ({ work, cast }, told, child) =>
    followUps.recordContact(work, latestOf(cast.investigations, child), told),
  'end-follow-up': async ({ work, cast }, told, child) => {
    const id = latestOf(cast.investigations, child);
    const [row] = await work.tx
      .select({ version: followUp.version })
      .from(followUp)
      .where(eq(followUp.investigationId, id));
    await followUps.endFollowUp(work, id, told, row!.version);
  },
  'give-intervention': async ({ work, cast }, told, child) => {
    const childId = idOf(cast.persons, child);
    const from = told.basis === 'beslut' ? { investigationId: latestOf(cast.investigations, child) } : {};
    const { id } = await interventions.giveIntervention(work, { ...told, ...from, childId });
    remember(cast.interventions, child, id);
  },
  'assign-intervention': async (stage, told, child) => {
    const [work, id, basedOn] = await onIntervention(stage, child);
    await interventions.assignIntervention(work, id, told, basedOn);
  },
  'set-goal': async ({ work, cast }, told, child) => {
    const id = latestOf(cast.interventions, child);
    remember(cast.goals, id, (await setGoal(work, id, told)).id);
  },
  'revise-goal': async (stage, { goal, ...told }, child) => {
    const goalId = goalIn(stage.cast, child, { goal });
    const basedOn = await versionOf(stage, interventionGoal, goalId);
    await reviseGoal(stage.work, latestOf(stage.cast.interventions, child), goalId, told, basedOn);
  },
  'end-goal': async (stage, { goal, ...told }, child) => {
    const goalId = goalIn(stage.cast, child, { goal });
    const basedOn = await versionOf(stage, interventionGoal, goalId);
    await endGoal(stage.work, latestOf(stage.cast.interventions, child), goalId, told, basedOn);
  },
  'follow-up-intervention': ({ work, cast }, { goals, ...told }, child) =>
    recordFollowUp(work, latestOf(cast.interventions, child), {
      ...told,
      goals: judgedIn(cast, child, goals),
    }),
  'score-intervention': ({ work, cast }, told, child) =>
    recordScore(work, latestOf(cast.interventions, child), told),
  sip: ({ work, cast }, told, child) => recordSip(work, latestOf(cast.interventions, child), told),
  'end-intervention': async (stage, { goals, ...told }, child) => {
    const [work, id, basedOn] = await onIntervention(stage, child);
    await endIntervention(work, id, { ...told, goals: judgedIn(stage.cast, child, goals) }, basedOn);
  },
  'follow-up-later': ({ work, cast }, told, child) =>
    recordLaterFollowUp(work, latestOf(cast.interventions, child), told),
};
