import type { Work } from '../../access/work.ts';
import type { Reader } from '../../database/handle.ts';
import { impossibleDay } from '../../intake/rules.ts';
import { type Day, dayOf } from '../../kernel/day.ts';
import { newId } from '../../kernel/id.ts';
import { NotFound, permit, requireCurrent, valid } from '../../kernel/outcome.ts';
import { type AreaCode, areaListOn } from '../../knowledge/areas.ts';
import { codesNotInForce, type UsedCode } from '../../knowledge/validity.ts';
import { auditIn, getForReading, getForWork } from '../actions.ts';
import { loadPlan } from '../plan/actions.ts';
import * as frame from '../rules.ts';
import type { InvestigationRow } from '../tables.ts';
import * as rules from './rules.ts';
import type * as schema from './schema.ts';
import * as store from './store.ts';

/** Every consultation of an investigation, in the order they were begun. */
export function loadConsultations(reader: Reader, investigationId: string): Promise<schema.Consultation[]> {
  return store.findConsultations(reader, investigationId);
}

/** The two steps of an investigation, skola then halsa, and how far each has come. */
export async function loadSteps(reader: Reader, investigationId: string): Promise<schema.ConsultationStep[]> {
  return rules.stepsOf(
    await store.findConsultations(reader, investigationId),
    await store.findWaivers(reader, investigationId),
  );
}

/** The two steps as they stood at the end of a day, whoever asks: for rules. */
export async function loadStepsOn(
  reader: Reader,
  investigationId: string,
  consultations: readonly schema.Consultation[],
  on: Day,
): Promise<schema.ConsultationStep[]> {
  const waivers = await store.findWaivers(reader, investigationId);
  return rules.stepsOf(
    consultations.map((one) => rules.asOn(one, on)),
    waivers.filter(({ waivedAt }) => dayOf(waivedAt) <= on),
  );
}

/** Whether the consultation belongs to the investigation and is answered: before that it says nothing. */
export async function isAnsweredIn(
  reader: Reader,
  investigationId: string,
  consultationId: string,
): Promise<boolean> {
  const found = await store.findConsultation(reader, consultationId);
  return found?.investigationId === investigationId && found.status === 'besvarad';
}

/** A consultation that the caller may read, and its investigation. @throws NotFound. */
export async function getConsultation(reader: Reader, id: string, caller: Work['caller'], now: string) {
  const consultation = await store.findConsultation(reader, id);
  if (!consultation) throw new NotFound();
  const investigation = await getForReading(reader, consultation.investigationId, caller, now);
  return { consultation, investigation };
}

interface Current {
  readonly before: schema.Consultation;
  readonly investigation: InvestigationRow;
}

/**
 * The consultation that a change is based on.
 * @throws NotFound when it is not there or not to be known. @throws Stale. @throws Refused `investigation.closed`.
 */
async function getCurrent(work: Work, id: string, basedOn: number): Promise<Current> {
  const { consultation: before, investigation } = await getConsultation(work.tx, id, work.caller, work.now);
  requireCurrent(before.version, basedOn);
  permit(frame.hindered(investigation, 'consult', work.today));
  return { before, investigation };
}

/** Keeps a change of a consultation with its place in the access log, and gives it as it now is. */
async function save(
  work: Work,
  action: string,
  { before, investigation }: Current,
  change: Partial<schema.Consultation>,
): Promise<schema.Consultation> {
  const after = { ...before, ...change, version: before.version + 1 };
  await store.updateConsultation(work, before.id, { ...change, version: after.version });
  auditIn(work, investigation, { action: `consultation.${action}`, id: after.id, before, after });
  return after;
}

const codesOf = (input: schema.ConsultationPatch): UsedCode[] => [
  ['counterpart', 'consultationCounterpart', input.counterpart],
  ['basis', 'consultationBasis', input.basis],
];

/** Questions are about the areas that the triangle had on the day the investigation was opened. */
const areasNotInForce = (
  field: 'questions' | 'statements',
  said: readonly { readonly area: AreaCode | null }[] = [],
  { openedOn }: InvestigationRow,
) =>
  codesNotInForce(
    openedOn,
    said.map(({ area }, at) => [`${field}.${at}.area`, areaListOn(openedOn), area] as const),
  );

/** Begins a draft (utkast); where no questions are given, with proposals for the areas that the plan has chosen. */
export async function draftConsultation(
  work: Work,
  investigationId: string,
  input: schema.ConsultationInput,
): Promise<schema.Consultation> {
  const investigation = await getForWork(work, investigationId, 'consult');
  valid(
    codesNotInForce(work.today, codesOf(input)),
    areasNotInForce('questions', input.questions, investigation),
  );
  const causes = await store.findCauses(work.tx, investigationId);
  const row: schema.Consultation = {
    id: newId(),
    investigationId,
    counterpart: input.counterpart,
    counterpartName: input.counterpartName ?? null,
    basis: input.basis ?? null,
    consentNote: input.consentNote ?? null,
    doNotInformGuardians: input.doNotInformGuardians ?? rules.concernsViolence(causes),
    questions:
      input.questions ??
      rules.proposedQuestions(input.counterpart, (await loadPlan(work.tx, investigationId)).areas),
    status: 'utkast',
    sentOn: null,
    answerDay: null,
    remindedOn: [],
    answeredOn: null,
    answer: null,
    answerStatements: [],
    closedOn: null,
    closingReason: null,
    version: 1,
    createdAt: work.now,
    createdBy: work.caller.id,
  };
  await store.insertConsultation(work.tx, row);
  auditIn(work, investigation, { action: 'consultation.draft', id: row.id, after: row });
  return row;
}

/** Changes a draft. @throws Refused `consultation.dispatched` or `consultation.ended`. @throws Stale. */
export async function editDraft(work: Work, id: string, patch: schema.ConsultationPatch, basedOn: number) {
  const current = await getCurrent(work, id, basedOn);
  permit(rules.hindered(current.before, 'edit', work.today));
  valid(
    codesNotInForce(work.today, codesOf(patch)),
    areasNotInForce('questions', patch.questions, current.investigation),
  );
  return save(work, 'edit', current, patch);
}

/**
 * Records that a draft was sent (skickad), and by when an answer is agreed.
 * @throws Invalid for days that cannot be. @throws Refused with everything that the draft lacks. @throws Stale.
 */
export async function dispatch(work: Work, id: string, input: schema.DispatchInput, basedOn: number) {
  const current = await getCurrent(work, id, basedOn);
  const { before, investigation } = current;
  permit(rules.hindered(before, 'dispatch', work.today));
  const sentOn = input.sentOn ?? work.today;
  const answerDay = input.answerDay ?? rules.agreedAnswerDay(before.counterpart, sentOn, work.board);
  valid(
    impossibleDay('sentOn', sentOn, investigation.openedOn, work.today),
    rules.answerDayTooEarly(answerDay, sentOn),
    codesNotInForce(sentOn, codesOf(before)),
  );
  permit(rules.dispatchRefused(before, sentOn));
  return save(work, 'dispatch', current, { status: 'skickad', sentOn, answerDay });
}

/** Records a reminder (påminnelse) with a new day to answer by. @throws Invalid. @throws Refused. @throws Stale. */
export async function remind(work: Work, id: string, input: schema.ReminderInput, basedOn: number) {
  const current = await getCurrent(work, id, basedOn);
  const { before } = current;
  permit(rules.hindered(before, 'remind', work.today));
  const remindedOn = input.remindedOn ?? work.today;
  valid(
    impossibleDay('remindedOn', remindedOn, before.remindedOn.at(-1) ?? before.sentOn!, work.today),
    rules.answerDayTooEarly(input.answerDay, remindedOn),
  );
  return save(work, 'remind', current, {
    status: 'paminnelse',
    remindedOn: [...before.remindedOn, remindedOn],
    answerDay: input.answerDay,
  });
}

/** Records the answer (svar), its statements numbered. @throws Invalid. @throws Refused `consultation.not-dispatched`. @throws Stale. */
export async function answer(work: Work, id: string, input: schema.AnswerInput, basedOn: number) {
  const current = await getCurrent(work, id, basedOn);
  const { before } = current;
  permit(rules.hindered(before, 'answer', work.today));
  const { answeredOn = work.today, answer: text = null, statements = [] } = input;
  valid(
    impossibleDay('answeredOn', answeredOn, before.sentOn!, work.today),
    areasNotInForce('statements', statements, current.investigation),
  );
  return save(work, 'answer', current, {
    status: 'besvarad',
    answeredOn,
    answer: text,
    answerStatements: statements.map((statement, at) => ({ part: at + 1, ...statement })),
  });
}

/**
 * Records that the counterpart declined (avböjd), or that the consultation is closed without an answer.
 * @throws Invalid. @throws Refused. @throws Stale.
 */
export async function withdraw(work: Work, id: string, input: schema.WithdrawalInput, basedOn: number) {
  const current = await getCurrent(work, id, basedOn);
  const { before } = current;
  permit(rules.hindered(before, rules.WITHDRAWALS[input.kind], work.today));
  const closedOn = input.on ?? work.today;
  valid(impossibleDay('on', closedOn, before.sentOn ?? dayOf(before.createdAt), work.today));
  return save(work, 'withdraw', current, { status: input.kind, closedOn, closingReason: input.reason });
}

/**
 * Waives a step (undantag från konsultationssteg), and gives the step as it now is.
 * @throws Refused `consultation.step-waived` or `consultation.step-answered`.
 */
export async function waiveStep(
  work: Work,
  investigationId: string,
  { step, reason, explanation }: schema.StepWaiverInput,
): Promise<schema.ConsultationStep> {
  const investigation = await getForWork(work, investigationId, 'consult');
  valid(
    codesNotInForce(work.today, [
      ['step', 'consultationStep', step],
      ['reason', 'stepWaiver', reason],
    ]),
  );
  const stepNow = async () => (await loadSteps(work.tx, investigationId)).find((one) => one.step === step)!;
  const before = await stepNow();
  permit(rules.waiverRefused(before, work.today));
  const id = newId();
  await store.insertWaiver(work.tx, {
    id,
    investigationId,
    step,
    reason,
    explanation,
    waivedAt: work.now,
    waivedBy: work.caller.id,
  });
  const after = await stepNow();
  auditIn(work, investigation, { action: 'consultation-step.waive', id, before, after });
  return after;
}
